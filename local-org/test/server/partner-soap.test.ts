import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import jsforce from 'jsforce';
import { openLibrary, type Library } from './support.ts';

const ENVELOPE =
  'xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

describe('the SOAP API, as partner clients use it', () => {
  let library: Library;
  let connection: jsforce.Connection;

  before(async () => {
    library = await openLibrary();
    connection = new jsforce.Connection({ loginUrl: library.server.url, version: '64.0' });
    await connection.login('admin@library.example', 'any password');
  });

  after(() => library.close());

  interface Soap {
    api?: 'u' | 'c';
    version?: string;
    token?: string | null;
    headers?: string;
  }

  /** Posts an operation: the status and the answer's text. */
  async function soap(body: string, options: Soap = {}): Promise<{ status: number; text: string }> {
    const { api = 'u', version = '67.0', token = library.tokens.admin, headers = '' } = options;
    const session = token === null ? '' : `<SessionHeader><sessionId>${token}</sessionId></SessionHeader>`;
    const namespace = api === 'u' ? 'urn:partner.soap.sforce.com' : 'urn:enterprise.soap.sforce.com';
    const response = await fetch(`${library.server.url}/services/Soap/${api}/${version}`, {
      method: 'POST',
      headers: { 'content-type': 'text/xml', SOAPAction: '""' },
      body: `<?xml version="1.0"?><e:Envelope ${ENVELOPE}><e:Header xmlns="${namespace}">${session}${headers}</e:Header><e:Body xmlns="${namespace}">${body}</e:Body></e:Envelope>`
    });
    return { status: response.status, text: await response.text() };
  }
  const fault = ({ status, text }: { status: number; text: string }): (string | number | undefined)[] => [
    status,
    /<faultcode[^>]*>(.*?)<\/faultcode>/.exec(text)?.[1],
    /<faultstring>(.*?)<\/faultstring>/.exec(text)?.[1]
  ];

  it('logs in with name and password, in the versions that still have login()', async () => {
    assert.equal(connection.instanceUrl, library.server.url);
    assert.equal(connection.userInfo?.organizationId, library.org.id);
    assert.equal((await connection.identity()).username, 'admin@library.example');
    const login = (version: string, name: string, password = 'x'): Promise<{ status: number; text: string }> =>
      soap(`<login><username>${name}</username><password>${password}</password></login>`, { version, token: null });
    const { text } = await login('64.0', 'reader@library.example');
    const org = library.org.id.slice(0, 15);
    assert.match(text, new RegExp(`<metadataServerUrl>${library.server.url}/services/Soap/m/64.0/${org}</metadata`));
    assert.match(text, new RegExp(`<serverUrl>${library.server.url}/services/Soap/u/64.0/${org}</serverUrl>`));
    assert.match(text, /<passwordExpired>false<\/passwordExpired>.*<userName>reader@library\.example<\/userName>/);
    const refused = [
      500,
      'sf:INVALID_LOGIN',
      'INVALID_LOGIN: Invalid username, password, security token; or user locked out.'
    ];
    assert.deepEqual(fault(await login('64.0', 'nobody@library.example')), refused);
    assert.deepEqual(fault(await login('64.0', 'reader@library.example', '')), refused);
    assert.match(
      (await login('64.0', 'nobody')).text,
      /<sf:LoginFault [^>]*xsi:type="sf:LoginFault"><sf:exceptionCode>/
    );
    assert.deepEqual(fault(await login('65.0', 'reader@library.example')), [
      500,
      'sf:INVALID_OPERATION',
      'INVALID_OPERATION: The SOAP Login operation is not available in the API version specified (65.0). Refer to the documentation for supported versions.'
    ]);
    for (const version of ['30.0', '68.0']) {
      assert.deepEqual(fault(await login(version, 'reader@library.example')), [
        500,
        'sf:UNSUPPORTED_API_VERSION',
        'UNSUPPORTED_API_VERSION: Invalid Api version specified on URL'
      ]);
    }
    const passing = new jsforce.Connection({ loginUrl: library.server.url, version: '64.0' });
    await passing.login('admin@library.example', 'any password');
    const token = passing.accessToken ?? '';
    assert.match((await soap('<getUserInfo/>', { token })).text, /<userName>admin@library\.example</);
    await passing.logout();
    assert.equal(fault(await soap('<getUserInfo/>', { token }))[1], 'sf:INVALID_SESSION_ID');
  });

  it('wants the password that a user was given, alone or with a token behind it', async () => {
    const reader = library.org.users.byUsername('reader@library.example')!.id;
    await connection.soap.setPassword(reader, 'correct horse 1');
    const attempt = (password: string): Promise<unknown> =>
      new jsforce.Connection({ loginUrl: library.server.url, version: '60.0' }).login(
        'reader@library.example',
        password
      );
    await attempt('correct horse 1');
    await attempt('correct horse 1abcdefghijklmnopqrstuvwx');
    await assert.rejects(() => attempt('correct horse 1abc'), /INVALID_LOGIN/);
    await assert.rejects(() => attempt('wrong'), /INVALID_LOGIN/);
    const oauth = await fetch(`${library.server.url}/services/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'password', username: 'reader@library.example', password: 'wrong' })
    });
    assert.equal(oauth.status, 400);
    const { password } = await connection.soap.resetPassword(reader);
    await assert.rejects(() => attempt('correct horse 1'), /INVALID_LOGIN/);
    await attempt(password);
    await assert.rejects(() => connection.soap.setPassword(reader, 'short'), { errorCode: 'sf:INVALID_NEW_PASSWORD' });
    const other = await soap(
      `<setPassword><userId>${library.org.users.administrator().id}</userId><password>stolen it 1</password></setPassword>`,
      { token: library.tokens.reader }
    );
    assert.equal(fault(other)[1], 'sf:INSUFFICIENT_ACCESS');
  });

  it('creates, updates, upserts, deletes and brings back records', async () => {
    const created = await connection.soap.create([
      { type: 'Book__c', Name: 'Emma', Isbn__c: 's-1', Price__c: 9.5 },
      { type: 'Book__c', Name: 'Emma again', Isbn__c: 's-1' }
    ]);
    assert.deepEqual(
      created.map(({ success }) => success),
      [true, false]
    );
    const [good, bad] = created as unknown as {
      id: string;
      errors: { statusCode: string }[];
    }[] as [{ id: string }, { id: string | null; errors: { statusCode: string }[] }];
    assert.equal(bad.id, null);
    assert.equal(bad.errors[0]?.statusCode, 'DUPLICATE_VALUE');
    const updated = await connection.soap.update([{ type: 'Book__c', Id: good.id, Price__c: null, Name: 'Emma, 2nd' }]);
    assert.deepEqual(
      updated.map(({ success, id }) => [success, id]),
      [[true, good.id]]
    );
    assert.deepEqual(
      [library.org.db.get('SELECT "name", "price__c" FROM "book__c" WHERE "id" = ?', [good.id])].map((row) => ({
        ...row
      })),
      [{ name: 'Emma, 2nd', price__c: null }]
    );
    const upserted = await connection.soap.upsert('Isbn__c', [
      { type: 'Book__c', Isbn__c: 's-1', Name: 'Emma, 3rd' },
      { type: 'Book__c', Isbn__c: 's-2', Name: 'Persuasion' }
    ]);
    assert.deepEqual(
      upserted.map(({ created: isNew, success, id }) => [isNew, success, id === good.id]),
      [
        [false, true, true],
        [true, true, false]
      ]
    );
    const deleted = await connection.soap.delete([good.id, 'nonsense']);
    assert.deepEqual(
      deleted.map(({ success }) => success),
      [true, false]
    );
    assert.equal((deleted[1] as { errors: { statusCode: string }[] }).errors[0]?.statusCode, 'MALFORMED_ID');
    assert.deepEqual(
      (await connection.soap.undelete([good.id])).map(({ success }) => success),
      [true]
    );
    await connection.soap.delete([good.id]);
    const emptied = (await connection.soap.emptyRecycleBin([good.id])) as unknown as { success: boolean }[];
    assert.deepEqual(
      emptied.map(({ success }) => success),
      [true]
    );
    assert.deepEqual(
      (await connection.soap.undelete([good.id])).map(({ success }) => success),
      [false]
    );
  });

  it('undoes the whole call with AllOrNoneHeader, and refuses more than 200 records', async () => {
    const record = (isbn: string): string =>
      `<sObjects><type>Book__c</type><Name>A</Name><Isbn__c>${isbn}</Isbn__c></sObjects>`;
    const { text } = await soap(`<create>${record('n-1')}${record('n-1')}</create>`, {
      headers: '<AllOrNoneHeader><allOrNone>true</allOrNone></AllOrNoneHeader>'
    });
    assert.match(text, /ALL_OR_NONE_OPERATION_ROLLED_BACK.*DUPLICATE_VALUE/);
    assert.equal(library.org.db.get('SELECT count(*) AS n FROM "book__c" WHERE "isbn__c" = ?', ['n-1'])?.['n'], 0);
    assert.match((await soap(`<create>${record('m-1')}</create>`)).text, /<success>true<\/success>/);
    assert.equal(fault(await soap(`<create>${record('x').repeat(201)}</create>`))[1], 'sf:EXCEEDED_ID_LIMIT');
    assert.equal(fault(await soap('<create><sObjects><Name>A</Name></sObjects></create>'))[1], 'sf:INVALID_TYPE');
    const unknown = await soap('<create><sObjects><type>Book__c</type><Nope__c>1</Nope__c></sObjects></create>');
    assert.deepEqual(fault(unknown).slice(0, 2), [500, 'sf:INVALID_FIELD']);
    assert.match(unknown.text, /<sf:InvalidFieldFault /);
  });

  it('queries in pages, with parents and children, and retrieves by id', async () => {
    const account = await connection.create('Account', { Name: 'Reading & Co' });
    const parent = account.id!;
    const books = Array.from({ length: 201 }, (_, index) => ({
      Name: `Volume ${index}`,
      Isbn__c: `q-${index}`,
      Owner_Account__c: parent
    }));
    await connection.create('Book__c', books.slice(0, 200));
    const [last] = await connection.create('Book__c', books.slice(200));
    const where = `WHERE Owner_Account__c = '${parent}' ORDER BY CreatedDate, Name`;
    const page = await soap(`<query><queryString>SELECT Id, Name FROM Book__c ${where}</queryString></query>`, {
      headers: '<QueryOptions><batchSize>200</batchSize></QueryOptions>'
    });
    assert.match(page.text, /<done>false<\/done>/);
    assert.match(page.text, /<size>201<\/size>/);
    assert.equal(page.text.match(/<records xsi:type="sf:sObject"><sf:type>Book__c<\/sf:type><sf:Id>/g)?.length, 200);
    assert.match(page.text, /<current>\d+<\/current><limit>\d+<\/limit><type>API REQUESTS<\/type>/);
    const locator = /<queryLocator>(.+?)<\/queryLocator>/.exec(page.text)?.[1] ?? '';
    const rest = await soap(`<queryMore><queryLocator>${locator}</queryLocator></queryMore>`);
    assert.match(rest.text, /<done>true<\/done><queryLocator xsi:nil="true"\/>/);
    assert.equal(rest.text.match(/<records /g)?.length, 1);
    const other = await soap(`<queryMore><queryLocator>${locator}</queryLocator></queryMore>`, {
      token: library.tokens.reader
    });
    assert.equal(fault(other)[1], 'sf:INVALID_QUERY_LOCATOR');
    const parents = await soap(
      `<query><queryString>SELECT Name, (SELECT Name, Owner_Account__r.Name FROM Books__r WHERE Isbn__c = 'q-7') FROM Account WHERE Id = '${parent}'</queryString></query>`
    );
    assert.match(
      parents.text,
      /<sf:type>Account<\/sf:type><sf:Id xsi:nil="true"\/><sf:Name>Reading &amp; Co<\/sf:Name><sf:Books__r xsi:type="QueryResult"><done>true<\/done><queryLocator xsi:nil="true"\/><records xsi:type="sf:sObject"><sf:type>Book__c<\/sf:type><sf:Id xsi:nil="true"\/><sf:Name>Volume 7<\/sf:Name><sf:Owner_Account__r xsi:type="sf:sObject"><sf:type>Account<\/sf:type><sf:Id xsi:nil="true"\/><sf:Name>Reading &amp; Co<\/sf:Name>/
    );
    const got = await soap(
      `<retrieve><fieldList>Name, CreatedDate, Price__c</fieldList><sObjectType>Book__c</sObjectType><ids>${last!.id!}</ids><ids>a00000000000001</ids></retrieve>`
    );
    assert.match(got.text, /<result xsi:type="sf:sObject"><sf:type>Book__c<\/sf:type>.*<sf:Name>Volume 200<\/sf:Name>/);
    assert.match(
      got.text,
      /<sf:CreatedDate>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z<\/sf:CreatedDate><sf:Price__c xsi:nil="true"\/>/
    );
    assert.match(got.text, /<result xsi:nil="true"\/>/);
    const enterprise = await soap(
      `<query><queryString>SELECT Id FROM Account WHERE Id = '${parent}'</queryString></query>`,
      { api: 'c' }
    );
    assert.match(enterprise.text, new RegExp(`<records xsi:type="sf:Account"><sf:Id>${parent}</sf:Id></records>`));
    const typed = await soap('<create><sObjects xsi:type="sf:Account"><Name>By enterprise</Name></sObjects></create>', {
      api: 'c'
    });
    assert.match(typed.text, /<success>true<\/success>/);
    assert.deepEqual(
      fault(await soap('<query><queryString>SELECT Nope FROM Account</queryString></query>')).slice(0, 2),
      [500, 'sf:INVALID_FIELD']
    );
    const malformed = await soap('<query><queryString>SELECT</queryString></query>');
    assert.match(malformed.text, /<faultcode[^>]*>sf:MALFORMED_QUERY<[\s\S]*<sf:MalformedQueryFault /);
    const found = await soap('<search><searchString>FIND {Reading} RETURNING Account(Name)</searchString></search>');
    assert.match(
      found.text,
      /<searchRecords><record xsi:type="sf:sObject"><sf:type>Account<.*<sf:Name>Reading &amp; Co</
    );
  });

  it('describes objects, the user and the time', async () => {
    const global = await soap('<describeGlobal/>');
    assert.match(global.text, /<maxBatchSize>200<\/maxBatchSize>.*<name>Book__c<\/name>/);
    const described = await soap(
      '<describeSObjects><sObjectType>Book__c</sObjectType><sObjectType>Account</sObjectType></describeSObjects>'
    );
    assert.equal(described.text.match(/<result>/g)?.length, 2);
    assert.match(described.text, /<name>Price__c<\/name>.*?<type>double<\/type>/);
    assert.doesNotMatch(described.text, /xsi:nil|<urls>/);
    const single = await soap('<describeSObject><sObjectType>Book__c</sObjectType></describeSObject>');
    assert.match(single.text, /<describeSObjectResponse><result>.*<keyPrefix>/);
    assert.equal(
      fault(await soap('<describeSObject><sObjectType>Nope__c</sObjectType></describeSObject>'))[1],
      'sf:INVALID_TYPE'
    );
    const info = await connection.soap.getUserInfo();
    assert.deepEqual(
      [info.userName, info.organizationId, info.currencySymbol],
      ['admin@library.example', library.org.id, '$']
    );
    const { timestamp } = await connection.soap.getServerTimestamp();
    assert.ok(Math.abs(Date.parse(timestamp) - Date.now()) < 60_000);
    assert.match((await soap('<describeTabs/>')).text, /<describeTabsResponse><\/describeTabsResponse>/);
    const since = new Date(Date.now() - 3_600_000).toISOString();
    const until = new Date(Date.now() + 3_600_000).toISOString();
    const changed = await soap(
      `<getUpdated><sObjectType>Account</sObjectType><startDate>${since}</startDate><endDate>${until}</endDate></getUpdated>`
    );
    assert.match(changed.text, /<ids>001\w{15}<\/ids>.*<latestDateCovered>/);
  });

  it('merges records and converts leads', async () => {
    const [first, second] = (await connection.create('Account', [{ Name: 'Kept' }, { Name: 'Merged' }])).map(
      ({ id }) => id!
    );
    const [merged] = await connection.soap.merge([
      { masterRecord: { type: 'Account', Id: first }, recordToMergeIds: [second] } as never
    ]);
    assert.deepEqual([merged?.success, merged?.id, merged?.mergedRecordIds], [true, first, [second]]);
    const lead = await connection.create('Lead', { LastName: 'Byron', Company: 'Byron Ltd' });
    const [converted] = await connection.soap.convertLead([
      { leadId: lead.id!, convertedStatus: 'Closed - Converted', doNotCreateOpportunity: true } as never
    ]);
    assert.equal(converted?.success, true, JSON.stringify(converted));
    assert.equal((await connection.retrieve('Account', converted.accountId!)).Name, 'Byron Ltd');
    assert.equal(converted.opportunityId, null);
  });

  it('names what is refused: no session, no such operation', async () => {
    assert.deepEqual(fault(await soap('<getUserInfo/>', { token: null })).slice(0, 2), [500, 'sf:INVALID_SESSION_ID']);
    assert.deepEqual(fault(await soap('<describeSoftphoneLayout/>')), [
      500,
      'sf:NOT_IMPLEMENTED',
      'NOT_IMPLEMENTED: The operation describeSoftphoneLayout is not supported by the local org'
    ]);
    const get = await fetch(`${library.server.url}/services/Soap/u/67.0`);
    assert.equal(get.status, 405);
  });
});
