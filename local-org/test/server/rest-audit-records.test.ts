import assert from 'node:assert/strict';
import http from 'node:http';
import { after, before, describe, it } from 'node:test';
import { absent, audit, refusedMethod } from './audit-table.ts';
import { codeOf, httpClient, type Answer, type Call } from './http-client.ts';
import { openLibrary, type Library } from './support.ts';

const EXTERNAL = 'Provided external ID field does not exist or is not accessible';

describe('REST API: records', () => {
  let library: Library;
  let call: (path: string, call?: Call) => Promise<Answer>;
  let account: string;
  let book: string;
  let gone: string;
  let none: string;

  const create = async (object: string, body: Record<string, unknown>): Promise<string> =>
    ((await call(`sobjects/${object}`, { method: 'POST', body })).json as { id: string }).id;

  before(async () => {
    library = await openLibrary();
    call = httpClient(library);
    account = await create('Account', { Name: 'Owner' });
    book = await create('Book__c', { Name: 'Emma', Isbn__c: 'i1', Owner_Account__c: account });
    gone = await create('Book__c', { Name: 'Gone', Isbn__c: 'i2' });
    await call(`sobjects/Book__c/${gone}`, { method: 'DELETE' });
    none = `${book.slice(0, 10)}zzzzz`;
  });

  after(() => library.close());

  it('rows: reading', () =>
    audit(call, [
      ['GET', `sobjects/Book__c/${book}`, 200],
      ['GET', `sobjects/Book__c/${book.slice(0, 15)}`, 200],
      ['HEAD', `sobjects/Book__c/${book}`, 200],
      absent('GET', `sobjects/Book__c/${gone}`),
      absent('GET', `sobjects/Book__c/${none}`),
      absent('GET', `sobjects/Book__c/${account}`),
      absent('GET', `sobjects/Nope__c/${book}`),
      ['GET', 'sobjects/Book__c/xyz', 404, 'NOT_FOUND', `${EXTERNAL}: xyz`],
      [
        'GET',
        `sobjects/Book__c/${book}?fields=Nope`,
        400,
        'INVALID_FIELD',
        /^No such column 'Nope' on entity 'Book__c'\./
      ],
      ['GET', 'sobjects/Book__c/Isbn__c/i1', 200],
      absent('GET', 'sobjects/Book__c/Isbn__c/none'),
      ['GET', 'sobjects/Book__c/Name/Emma', 404, 'NOT_FOUND', `${EXTERNAL}: Name`],
      ['GET', 'sobjects/Book__c/Nope__c/x', 404, 'NOT_FOUND', `${EXTERNAL}: Nope__c`]
    ]));

  it('rows: creating', () => {
    const insert = (status: number, code: string, message: string | RegExp, body: unknown, object = 'Book__c') =>
      ['POST', `sobjects/${object}`, status, code, message, body] as const;
    return audit(call, [
      insert(400, 'DUPLICATE_VALUE', /^duplicate value found: Isbn__c duplicates value on record with id: afX/, {
        Name: 'x',
        Isbn__c: 'i1'
      }),
      insert(400, 'STRING_TOO_LONG', /^ISBN: data value too large: q{21} \(max length=20\)$/, {
        Isbn__c: 'q'.repeat(21)
      }),
      insert(400, 'MALFORMED_ID', 'Owner: id value of incorrect type: abc', { Name: 'x', Owner_Account__c: 'abc' }),
      insert(400, 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY', /cross-reference id: 001000000000001$/, {
        Name: 'x',
        Owner_Account__c: '001000000000001AAA'
      }),
      insert(400, 'FIELD_INTEGRITY_EXCEPTION', `Owner: id value of incorrect type: ${book}`, {
        Owner_Account__c: book
      }),
      insert(400, 'INVALID_FIELD', "No such column 'Nope' on sobject of type Book__c", { Nope: 1 }),
      insert(400, 'INVALID_FIELD_FOR_INSERT_UPDATE', /^Unable to create\/update fields: CreatedById\./, {
        CreatedById: library.org.users.byUsername('admin@library.example')!.id
      }),
      insert(400, 'REQUIRED_FIELD_MISSING', 'Required fields are missing: [Name]', {}, 'Account'),
      insert(400, 'JSON_PARSER_ERROR', /Price__c$/, { Price__c: 'abc' }),
      insert(400, 'JSON_PARSER_ERROR', /./, '{bad'),
      insert(400, 'JSON_PARSER_ERROR', /./, '[]'),
      absent('POST', 'sobjects/Nope', {}),
      refusedMethod('PUT', 'sobjects/Book__c', 'GET,HEAD,POST', {}),
      refusedMethod('DELETE', 'sobjects/Book__c', 'GET,HEAD,POST')
    ]);
  });

  it('rows: changing and deleting', () =>
    audit(call, [
      ['PATCH', `sobjects/Book__c/${book}`, 204, undefined, undefined, { Price__c: 1 }],
      ['PATCH', `sobjects/Book__c/${gone}`, 404, 'ENTITY_IS_DELETED', 'entity is deleted', { Price__c: 1 }],
      ['DELETE', `sobjects/Book__c/${gone}`, 404, 'ENTITY_IS_DELETED', 'entity is deleted'],
      ['PATCH', 'sobjects/Book__c/xyz', 404, 'NOT_FOUND', `${EXTERNAL}: xyz`, {}],
      ['DELETE', 'sobjects/Book__c/xyz', 404, 'NOT_FOUND', `${EXTERNAL}: xyz`],
      absent('PATCH', `sobjects/Book__c/${account}`, {}),
      absent('DELETE', `sobjects/Book__c/${account}`),
      [
        'PATCH',
        `sobjects/Book__c/${book}`,
        400,
        'INVALID_FIELD',
        'The Id field should not be specified in the sobject data.',
        { Id: book }
      ],
      [
        'PATCH',
        'sobjects/Book__c/Isbn__c/i1',
        400,
        'INVALID_FIELD',
        'The Isbn__c field should not be specified in the sobject data.',
        { Isbn__c: 'i1' }
      ],
      ['PATCH', 'sobjects/Book__c/Nope__c/i1', 404, 'NOT_FOUND', `${EXTERNAL}: Nope__c`, {}],
      absent('DELETE', 'sobjects/Book__c/Isbn__c/none'),
      refusedMethod('PUT', `sobjects/Book__c/${book}`, 'DELETE,GET,HEAD,PATCH', {}),
      refusedMethod('POST', `sobjects/Book__c/${book}`, 'DELETE,GET,HEAD,PATCH', {}),
      refusedMethod('PUT', 'sobjects/Book__c/Isbn__c/i1', 'DELETE,GET,HEAD,PATCH,POST', {})
    ]));

  it('POST with _HttpMethod stands for a method that a client cannot send', async () => {
    const renamed = await call(`sobjects/Book__c/${book}?_HttpMethod=patch`, {
      method: 'POST',
      body: { Name: 'By POST' }
    });
    assert.deepEqual([renamed.status, renamed.text], [204, '']);
    const read = await call(`sobjects/Book__c/${book}?fields=Name&_HttpMethod=DELETE`);
    assert.equal((read.json as { Name: string }).Name, 'By POST');
    const passing = await create('Book__c', { Name: 'Passing' });
    assert.equal((await call(`sobjects/Book__c/${passing}?_HttpMethod=DELETE`, { method: 'POST' })).status, 204);
    assert.equal((await call(`sobjects/Book__c/${passing}`)).status, 404);
  });

  it('a session is needed, and one that is known', async () => {
    const refused: Record<string, string>[] = [{}, { authorization: 'Bearer nobody' }, { authorization: 'Basic eDp5' }];
    for (const headers of refused) {
      const answer = await call(`sobjects/Book__c/${book}`, { token: null, headers });
      assert.deepEqual(answer.json, [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }]);
      assert.equal(answer.status, 401);
    }
  });

  it('what the user may not see is not there', async () => {
    const reader = { token: library.tokens.reader };
    assert.equal((await call(`sobjects/Book__c/${book}`, reader)).status, 404);
    assert.equal((await call('sobjects/Book__c', { ...reader, method: 'POST', body: {} })).status, 404);
    assert.equal(codeOf(await call('query?q=SELECT+Id+FROM+Book__c', reader)), 'INVALID_TYPE');
  });

  describe('conditions', () => {
    const row = (): Promise<Answer> => call(`sobjects/Account/${account}`);
    const status = async (headers: Record<string, string>, method = 'GET', body?: unknown): Promise<number> =>
      (await call(`sobjects/Account/${account}`, { method, headers, ...(body === undefined ? {} : { body }) })).status;

    it('by tag, for accounts', async () => {
      const etag = (await row()).headers.get('etag') ?? '';
      assert.match(etag, /^"[A-Za-z0-9+/]{43}="$/);
      const narrow = await call(`sobjects/Account/${account}?fields=Id`);
      assert.equal(narrow.headers.get('etag'), etag);
      assert.deepEqual(Object.keys(narrow.json as object), ['attributes', 'Id']);
      const zipped = `"other", ${etag.replace(/"$/, '--gzip"')}`;
      assert.equal(await status({ 'if-none-match': zipped }), 304);
      assert.equal(await status({ 'if-none-match': '"other"' }), 200);
      assert.equal(await status({ 'if-match': '"other"' }), 412);
      assert.equal(await status({ 'if-match': zipped }), 200);
      assert.equal(await status({ 'if-match': '*' }), 200);
      assert.equal(await status({ 'if-match': '"other"' }, 'PATCH', { Site: 'no' }), 412);
      assert.equal(await status({ 'if-none-match': etag }, 'PATCH', { Site: 'no' }), 412);
      assert.equal(((await row()).json as { Site: unknown }).Site, null);
      assert.equal(await status({ 'if-match': etag }, 'PATCH', { Site: 'yes' }), 204);
      assert.notEqual((await row()).headers.get('etag'), etag);
      assert.equal(await status({ 'if-match': etag }, 'PATCH', { Site: 'late' }), 412);
      assert.equal(await status({ 'if-match': 'unquoted' }, 'PATCH', { Site: 'late' }), 400);
      assert.equal(await status({ 'if-match': 'unquoted' }), 200);
      assert.equal((await call(`sobjects/Book__c/${book}`)).headers.get('etag'), null);
      const other = { method: 'PATCH', body: { Price__c: 2 }, headers: { 'if-match': '"other"' } };
      assert.equal((await call(`sobjects/Book__c/${book}`, other)).status, 204);
    });

    it('by the time of the last change, for every object', async () => {
      const path = `sobjects/Book__c/${book}`;
      const modified = (await call(`${path}?fields=Name`)).headers.get('last-modified') ?? '';
      const record = (await call(path)).json as { SystemModstamp: string };
      assert.equal(new Date(record.SystemModstamp).toUTCString(), modified);
      const earlier = new Date(Date.parse(modified) - 1000).toUTCString();
      const answered = async (name: string, value: string, method = 'GET'): Promise<number> =>
        (await call(path, { method, headers: { [name]: value }, ...(method === 'PATCH' ? { body: {} } : {}) })).status;
      assert.equal(await answered('if-modified-since', modified), 304);
      assert.equal(await answered('if-modified-since', earlier), 200);
      assert.equal(await answered('if-modified-since', 'no time'), 200);
      assert.equal(await answered('if-unmodified-since', modified), 200);
      assert.equal(await answered('if-unmodified-since', earlier), 412);
      assert.equal(await answered('if-unmodified-since', earlier, 'PATCH'), 412);
      assert.equal(await answered('if-unmodified-since', 'no time', 'PATCH'), 400);
      assert.equal(await answered('if-modified-since', modified, 'PATCH'), 204);
      const byKey = await call('sobjects/Book__c/Isbn__c/i1', {
        headers: { 'if-modified-since': new Date().toUTCString() }
      });
      assert.equal(byKey.status, 304);
    });
  });

  it('relationships: steps to parents, which may be changed; the children of the last', async () => {
    const path = `sobjects/Book__c/${book}/Owner_Account__r`;
    await audit(call, [
      ['GET', `${path}?fields=Name`, 200],
      ['GET', `${path}/Owner/Profile?fields=Name`, 200],
      ['GET', `${path}/Books__r`, 200],
      ['GET', `sobjects/Account/${account}/Contacts`, 200],
      ['PATCH', path, 204, undefined, undefined, { Name: 'By way of the book' }],
      ['GET', `${path}?fields=Nope`, 400, 'INVALID_FIELD'],
      absent('GET', `${path}/Nope`),
      absent('GET', `${path}/Books__r/Nope`),
      absent('GET', `sobjects/Account/${account}/Parent`),
      absent('GET', `sobjects/Account/${none}/Books__r`),
      refusedMethod('PUT', path, 'DELETE,GET,HEAD,PATCH', {}),
      refusedMethod('PATCH', `${path}/Books__r`, 'GET,HEAD', {})
    ]);
    const read = (await call(`${path}?fields=Name`)).json as { Name: string };
    assert.equal(read.Name, 'By way of the book');
    const profile = (await call(`${path}/Owner/Profile?fields=Name`)).json as { Name: string };
    assert.equal(profile.Name, 'System Administrator');
    const books = (await call(`${path}/Books__r?fields=Name`)).json as { records: { Name: string }[] };
    assert.deepEqual(
      books.records.map(({ Name }) => Name),
      ['By POST']
    );
    const spare = await create('Account', { Name: 'Spare' });
    const child = await create('Book__c', { Name: 'Child', Owner_Account__c: spare });
    assert.equal((await call(`sobjects/Book__c/${child}/Owner_Account__r`, { method: 'DELETE' })).status, 204);
    assert.equal((await call(`sobjects/Account/${spare}`)).status, 404);
    assert.equal((await call(`sobjects/Book__c/${child}/Owner_Account__r`)).status, 404);
  });

  it("users' passwords", async () => {
    const reader = library.org.users.byUsername('reader@library.example')!.id;
    const admin = library.org.users.byUsername('admin@library.example')!.id;
    const path = `sobjects/User/${reader}/password`;
    const weak = 'Your password must have a mix of letters and numbers.';
    await audit(call, [
      ['POST', path, 400, 'INVALID_NEW_PASSWORD', weak, { NewPassword: 'onlyletters' }],
      ['POST', path, 400, 'INVALID_NEW_PASSWORD', weak, { NewPassword: '123456789' }],
      ['POST', path, 400, 'INVALID_NEW_PASSWORD', /at least 8 characters/, { NewPassword: 'short1' }],
      ['POST', path, 204, undefined, undefined, { NewPassword: 'long enough 1' }],
      ['POST', path, 400, 'JSON_PARSER_ERROR', /./, '{'],
      refusedMethod('PATCH', path, 'DELETE,GET,HEAD,POST', {})
    ]);
    assert.deepEqual((await call(path)).json, { isExpired: false });
    const xml = (await call(path, { headers: { accept: 'application/xml' } })).text;
    assert.match(xml, /<Password [^>]*><isExpired>false<\/isExpired><\/Password>$/);
    const sent = await call(path, {
      method: 'POST',
      headers: { 'content-type': 'text/xml' },
      body: '<Password><NewPassword>by XML 2</NewPassword></Password>'
    });
    assert.equal(sent.status, 204);
    assert.match(((await call(path, { method: 'DELETE' })).json as { NewPassword: string }).NewPassword, /^\w{14}$/);
    const own = await call(path, { token: library.tokens.reader });
    assert.equal(own.status, 200);
    const other = await call(`sobjects/User/${admin}/password`, { token: library.tokens.reader });
    assert.equal(other.status, 403);
    assert.deepEqual(other.json, [
      { message: 'You do not have permission to view this record.', errorCode: 'INSUFFICIENT_ACCESS' }
    ]);
  });

  it('an address of more than 16,384 bytes, and one with too many headers, are refused', async () => {
    const status = (path: string, headers: Record<string, string>): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const request = http.get(library.server.url + path, { headers }, (response) => {
          response.resume();
          response.on('end', () => resolve(response.statusCode));
        });
        request.on('error', reject);
      });
    const authorization = `Bearer ${library.tokens.admin}`;
    const path = '/services/data/v67.0/limits?x=';
    assert.equal(await status(path + 'x'.repeat(16_384 - path.length), { authorization }), 431);
    assert.equal(await status(path + 'x'.repeat(16_385 - path.length), { authorization }), 414);
    assert.equal(await status(path + 'x'.repeat(15_000), { authorization }), 200);
    assert.equal(await status(path, { authorization, 'x-long': 'x'.repeat(16_384) }), 431);
  });
});
