import assert from 'node:assert/strict';
import http from 'node:http';
import { gunzipSync, gzipSync } from 'node:zlib';
import { after, before, describe, it } from 'node:test';
import { codeOf, httpClient, type Answer, type Call } from './http-client.ts';
import { openLibrary, type Library } from './support.ts';

describe('REST resources', () => {
  let library: Library;
  let call: (path: string, call?: Call) => Promise<Answer>;

  before(async () => {
    library = await openLibrary();
    call = httpClient(library);
  });

  after(() => library.close());

  const create = async (fields: Record<string, unknown>, object = 'Book__c'): Promise<string> =>
    ((await call(`sobjects/${object}`, { method: 'POST', body: fields })).json as { id: string }).id;

  describe('versions', () => {
    it('are listed without a login, with the names of their releases', async () => {
      const { status, json } = await call('/services/data', { token: null });
      const versions = json as { label: string; url: string; version: string }[];
      assert.equal(status, 200);
      assert.deepEqual(versions[0], { label: "Summer '14", url: '/services/data/v31.0', version: '31.0' });
      assert.deepEqual(versions.at(-1), { label: "Summer '26", url: '/services/data/v67.0', version: '67.0' });
      assert.equal(versions.find(({ version }) => version === '59.0')?.label, "Winter '24");
    });

    it('tell a retired version from one that does not exist', async () => {
      const retired = await call('/services/data/v25.0/limits');
      assert.deepEqual([retired.status, codeOf(retired)], [410, 'UNSUPPORTED_API_VERSION']);
      const unknown = await call('/services/data/v99.0/limits');
      assert.deepEqual([unknown.status, codeOf(unknown)], [404, 'NOT_FOUND']);
      assert.equal((await call('/services/data/v31.0/limits')).status, 200);
    });

    it('names its resources', async () => {
      const { json } = await call('');
      assert.equal((json as Record<string, string>).sobjects, '/services/data/v67.0/sobjects');
      assert.equal((json as Record<string, string>).tooling, '/services/data/v67.0/tooling');
    });
  });

  describe('limits', () => {
    it('agree with OrgLimits, and requests are counted', async () => {
      const first = await call('limits');
      const second = await call('limits');
      const remaining = ({ json }: Answer): number =>
        (json as Record<string, { Remaining: number }>).DailyApiRequests!.Remaining;
      assert.equal(remaining(second), remaining(first) - 1);
      const code = `OrgLimit l = OrgLimits.getMap().get('DailyApiRequests');
        throw new IllegalArgumentException(l.getLimit() + ' ' + l.getValue() + ' ' + OrgLimits.getAll().size());`;
      const { json } = await call(`tooling/executeAnonymous?anonymousBody=${encodeURIComponent(code)}`);
      const max = 15_000;
      assert.equal(
        (json as { exceptionMessage: string }).exceptionMessage,
        `System.IllegalArgumentException: ${max} ${max - remaining(second) + 1} ${Object.keys(second.json as object).length}`
      );
    });

    it('are told with every answer', async () => {
      assert.match((await call('limits')).headers.get('sforce-limit-info') ?? '', /^api-usage=\d+\/15000$/);
    });

    it('recordCount counts the objects that are named, or those with records', async () => {
      await create({ Name: 'Counted' });
      const { json } = await call('limits/recordCount?sObjects=Book__c,Account,Nope');
      assert.deepEqual(json, {
        sObjects: [
          { count: 1, name: 'Book__c' },
          { count: 0, name: 'Account' }
        ]
      });
      const all = (await call('limits/recordCount')).json as { sObjects: { name: string; count: number }[] };
      assert.ok(all.sObjects.some(({ name }) => name === 'User'));
      assert.ok(all.sObjects.every(({ count }) => count > 0));
    });
  });

  describe('headers', () => {
    it('HEAD is GET without a body; other methods are named', async () => {
      const head = await call('limits', { method: 'HEAD' });
      assert.deepEqual([head.status, head.text], [200, '']);
      const wrong = await call('limits', { method: 'POST', body: {} });
      assert.deepEqual([wrong.status, codeOf(wrong)], [405, 'METHOD_NOT_ALLOWED']);
      assert.equal(wrong.headers.get('allow'), 'GET, HEAD');
    });

    it('a describe is not sent again to who has it', async () => {
      for (const path of ['sobjects', 'sobjects/Book__c/describe']) {
        const first = await call(path);
        const modified = first.headers.get('last-modified') ?? '';
        assert.equal(first.status, 200);
        const again = await call(path, { headers: { 'if-modified-since': modified } });
        assert.deepEqual([again.status, again.text], [304, '']);
        const older = new Date(Date.parse(modified) - 60_000).toUTCString();
        assert.equal((await call(path, { headers: { 'if-modified-since': older } })).status, 200);
      }
    });

    it('answers are compressed for who accepts it, and requests may be', async () => {
      const { url } = library.server;
      const raw = await new Promise<[string | undefined, Buffer]>((resolve, reject) => {
        const headers = { authorization: `Bearer ${library.tokens.admin}`, 'accept-encoding': 'gzip' };
        http
          .get(`${url}/services/data/v67.0/sobjects`, { headers }, (response) => {
            const chunks: Buffer[] = [];
            response.on('data', (chunk: Buffer) => chunks.push(chunk));
            response.on('end', () => resolve([response.headers['content-encoding'], Buffer.concat(chunks)]));
          })
          .on('error', reject);
      });
      assert.equal(raw[0], 'gzip');
      assert.ok('sobjects' in (JSON.parse(gunzipSync(raw[1]).toString()) as object));
      const zipped = await call('sobjects/Book__c', {
        method: 'POST',
        body: gzipSync(JSON.stringify({ Name: 'Zipped' })),
        headers: { 'content-encoding': 'gzip' }
      });
      assert.equal(zipped.status, 201);
      const broken = await call('sobjects/Book__c', {
        method: 'POST',
        body: 'not zipped',
        headers: { 'content-encoding': 'gzip' }
      });
      assert.equal(broken.status, 400);
    });

    it('a body of another type is refused', async () => {
      const answer = await call('sobjects/Book__c', {
        method: 'POST',
        body: 'Name=x',
        headers: { 'content-type': 'application/x-www-form-urlencoded' }
      });
      assert.deepEqual([answer.status, codeOf(answer)], [415, 'UNSUPPORTED_MEDIA_TYPE']);
    });

    it('an origin that the org does not allow is refused', async () => {
      const headers = { origin: 'https://elsewhere.example', 'access-control-request-method': 'GET' };
      const asked = await call('limits', { method: 'OPTIONS', headers, token: null });
      assert.deepEqual([asked.status, asked.headers.get('access-control-allow-origin')], [403, null]);
      const allowed = { ...headers, origin: 'https://app.reader.example' };
      const answer = await call('limits', { method: 'OPTIONS', headers: allowed, token: null });
      assert.deepEqual(
        [answer.status, answer.headers.get('access-control-allow-origin')],
        [200, 'https://app.reader.example']
      );
      const got = await call('limits', { headers: { origin: 'https://app.reader.example' } });
      assert.equal(got.headers.get('access-control-allow-origin'), 'https://app.reader.example');
    });
  });

  describe('XML', () => {
    const xml = { accept: 'application/xml' };

    it('is answered to who asks for it', async () => {
      const id = await create({ Name: 'Less < more', Isbn__c: 'xml' });
      const { text, headers } = await call(`sobjects/Book__c/${id}?fields=Name,Price__c`, { headers: xml });
      assert.match(headers.get('content-type') ?? '', /^application\/xml/);
      assert.match(text, /^<\?xml version="1\.0" encoding="UTF-8"\?><Book__c [^>]*type="Book__c" url="[^"]+">/);
      assert.match(text, /<Name>Less &lt; more<\/Name><Price__c xsi:nil="true"\/>/);
      const found = await call(`query?q=${encodeURIComponent("SELECT Name FROM Book__c WHERE Isbn__c = 'xml'")}`, {
        headers: xml
      });
      assert.match(found.text, /<QueryResult [^>]*><totalSize>1<\/totalSize><done>true<\/done><records type="Book__c"/);
      const missing = await call('sobjects/Nope', { headers: xml });
      assert.equal(missing.status, 404);
      assert.match(missing.text, /<Errors [^>]*><Error><message>[^<]+<\/message><errorCode>NOT_FOUND<\/errorCode>/);
      assert.match((await call('/services/data', { headers: xml })).text, /<Versions><Version><label>/);
    });

    it('is read as a body', async () => {
      const answer = await call('sobjects/Book__c', {
        method: 'POST',
        headers: { ...xml, 'content-type': 'application/xml' },
        body: '<?xml version="1.0"?><Book__c><Name>From XML</Name><Price__c>3.50</Price__c></Book__c>'
      });
      assert.equal(answer.status, 201);
      const id = /<id>(\w{18})<\/id>/.exec(answer.text)?.[1];
      assert.equal(((await call(`sobjects/Book__c/${id}`)).json as { Price__c: number }).Price__c, 3.5);
      const broken = await call('sobjects/Book__c', {
        method: 'POST',
        headers: { 'content-type': 'application/xml' },
        body: '<Book__c><Name>'
      });
      assert.deepEqual([broken.status, codeOf(broken)], [400, 'XML_PARSER_ERROR']);
    });
  });

  describe('records', () => {
    it('an external id that several records have is answered with where they are', async () => {
      const ids = [await create({ Name: 'Twin', Series__c: 's1' }), await create({ Name: 'Twin', Series__c: 's1' })];
      const answer = await call('sobjects/Book__c/Series__c/s1');
      assert.equal(answer.status, 300);
      assert.deepEqual(
        [...(answer.json as string[])].sort(),
        ids.map((id) => `/services/data/v67.0/sobjects/Book__c/${id}`).sort()
      );
      const patch = await call('sobjects/Book__c/Series__c/s1', { method: 'PATCH', body: { Name: 'x' } });
      assert.equal(patch.status, 300);
      const remove = await call('sobjects/Book__c/Series__c/s1', { method: 'DELETE' });
      assert.equal(remove.status, 300);
    });

    it('upsert creates (201), updates (200), and with updateOnly only that', async () => {
      const upsert = (path: string): Promise<Answer> => call(path, { method: 'PATCH', body: { Name: 'U' } });
      assert.equal((await upsert('sobjects/Book__c/Isbn__c/up?updateOnly=true')).status, 404);
      const created = await upsert('sobjects/Book__c/Isbn__c/up');
      assert.deepEqual([created.status, (created.json as { created: boolean }).created], [201, true]);
      const updated = await upsert('sobjects/Book__c/Isbn__c/up?updateOnly=true');
      assert.deepEqual([updated.status, (updated.json as { created: boolean }).created], [200, false]);
      const posted = await call('sobjects/Book__c/Id', { method: 'POST', body: { Name: 'By POST' } });
      assert.equal(posted.status, 201);
    });

    it('bytes are read by themselves, and sent as a form', async () => {
      const parent = await create({ Name: 'Owner' }, 'Account');
      const form = [
        '--b',
        'Content-Disposition: form-data; name="entity_document";',
        'Content-Type: application/json',
        '',
        JSON.stringify({ Name: 'a.txt', ParentId: parent }),
        '--b',
        'Content-Disposition: form-data; name="Body"; filename="a.txt"',
        'Content-Type: text/plain',
        '',
        'bytes, not text',
        '--b--',
        ''
      ].join('\r\n');
      const created = await call('sobjects/Attachment', {
        method: 'POST',
        body: form,
        headers: { 'content-type': 'multipart/form-data; boundary=b' }
      });
      assert.equal(created.status, 201, created.text);
      const { id } = created.json as { id: string };
      const url = `/services/data/v67.0/sobjects/Attachment/${id}/Body`;
      assert.equal(((await call(`sobjects/Attachment/${id}?fields=Body`)).json as { Body: string }).Body, url);
      assert.equal((await call(url)).text, 'bytes, not text');
    });

    it('a query that names what is not there says where', async () => {
      const { json } = await call(`query?q=${encodeURIComponent('SELECT Nope FROM Book__c')}`);
      const [{ message, errorCode }] = json as [{ message: string; errorCode: string }];
      assert.equal(errorCode, 'INVALID_FIELD');
      assert.match(message, /^\nSELECT Nope FROM Book__c\n {7}\^\nERROR at Row:1:Column:8\nNo such column 'Nope'/);
    });
  });

  it('describes layouts, tabs and actions', async () => {
    const { json } = await call('sobjects/Book__c/describe/compactLayouts');
    const { compactLayouts } = json as { compactLayouts: { name: string; fieldItems: { label: string }[] }[] };
    assert.deepEqual([compactLayouts[0]?.name, compactLayouts[0]?.fieldItems[0]?.label], ['SYSTEM', 'Title']);
    const layouts = (await call('sobjects/Book__c/describe/layouts')).json as { recordTypeMappings: object[] };
    assert.equal(layouts.recordTypeMappings.length, 1);
    for (const path of [
      'tabs',
      'theme',
      'recent',
      'quickActions',
      'sobjects/Book__c/quickActions',
      'appMenu/AppSwitcher'
    ]) {
      assert.equal((await call(path)).status, 200, path);
    }
  });

  it('opens pages by a link that is good once', async () => {
    const { json } = await call('/services/oauth2/singleaccess', { method: 'POST', body: '' });
    const { frontdoor_uri: link } = json as { frontdoor_uri: string };
    const path = link.slice(library.server.url.length);
    const first = await call(path, { token: null });
    assert.deepEqual(
      [first.status, first.headers.get('location')],
      [302, `${library.server.sessions.loginPath('admin')}&return=%2Flightning%2Fpage%2Fhome`]
    );
    assert.equal((await call(path, { token: null })).status, 401);
  });
});
