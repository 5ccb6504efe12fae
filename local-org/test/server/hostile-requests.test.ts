import assert from 'node:assert/strict';
import net from 'node:net';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { httpClient, type Answer, type Call } from './http-client.ts';
import { openLibrary, type Library } from './support.ts';

/** Requests that are short, and would cost the server much or have no answer. */

let library: Library;
before(async () => (library = await openLibrary()));
after(() => library.close());

const SOON = 5_000;

async function call(path: string, more: Call = {}): Promise<Answer> {
  const started = performance.now();
  const answer = await httpClient(library)(path, more);
  assert.ok(performance.now() - started < SOON, `${path} took too long`);
  assert.ok(answer.status < 500, `${path}: ${answer.status} ${answer.text.slice(0, 300)}`);
  return answer;
}

/** The answer to a head as it is written, of which HTTP clients refuse the address. */
function raw(target: string): Promise<string> {
  const { hostname, port } = new URL(library.server.url);
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host: hostname, port: Number(port) }, () =>
      socket.write(`GET ${target} HTTP/1.1\r\nhost: ${hostname}:${port}\r\nconnection: close\r\n\r\n`)
    );
    let text = '';
    socket.setTimeout(SOON, () => socket.destroy(new Error(`no answer to ${target}`)));
    socket.on('data', (chunk) => (text += chunk.toString('latin1')));
    socket.on('error', reject);
    socket.on('close', () => resolve(text));
  });
}

test('an address that is none is answered', async () => {
  for (const target of [
    'http://[',
    'http://[::1',
    '//[',
    '/\\[',
    '/%',
    '/services/data/v67.0/%E0%A4%A',
    'http://a b'
  ]) {
    assert.match(await raw(target), /^HTTP\/1\.1 4\d\d /, target);
  }
});

test('what is nested too deeply is refused', async () => {
  const deep = (open: string, close: string, inner = ''): string => open.repeat(20_000) + inner + close.repeat(20_000);
  const post = (body: string, type = 'application/json'): Call => ({
    method: 'POST',
    body,
    headers: { 'content-type': type }
  });
  const json = deep('{"a":[', ']}');
  for (const path of ['sobjects/Book__c', 'composite', 'composite/sobjects', 'composite/tree/Book__c', 'jobs/ingest']) {
    assert.equal((await call(path, post(json))).status, 400, path);
  }
  assert.equal(
    (await call(`query?q=${encodeURIComponent(`SELECT Id FROM Book__c WHERE ${'('.repeat(8_000)}`)}`)).status,
    400
  );
  const xml = `<Book__c>${deep('<a>', '</a>')}</Book__c>`;
  assert.equal((await call('sobjects/Book__c', post(xml, 'application/xml'))).status, 400);
  const soap = (inner: string): string =>
    `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${inner}</s:Body></s:Envelope>`;
  const answer = await httpClient(library)('/services/Soap/u/64.0', post(soap(deep('<a>', '</a>')), 'text/xml'));
  assert.match(answer.text, /faultcode/);
});

test('Apex gets an exception for what is nested too deeply', async () => {
  const anonymous = async (block: string): Promise<string> => {
    const { json } = await call(`tooling/executeAnonymous?anonymousBody=${encodeURIComponent(block)}`);
    const { compiled, exceptionMessage, compileProblem } = json as Record<string, unknown>;
    assert.equal(compiled, true, String(compileProblem));
    return String(exceptionMessage ?? 'no exception');
  };
  const caught = (type: string, statement: string): Promise<string> =>
    anonymous(`try { ${statement} } catch (${type} e) { throw new IllegalArgumentException('caught'); }`);
  for (const text of [`'['.repeat(20000)`, `'{"a":'.repeat(20000)`]) {
    assert.match(await caught('JSONException', `JSON.deserializeUntyped(${text});`), /caught/);
    assert.match(
      await caught('JSONException', `JSON.deserialize(${text}, List<Account>.class);`),
      /JSONException|caught/
    );
  }
  const load = (xml: string): string => `new Dom.Document().load(${xml});`;
  assert.match(await caught('XmlException', load(`'<a>'.repeat(20000) + '</a>'.repeat(20000)`)), /caught/);
  for (const reference of ['&#x110000;', '&#xD800;', '&#0;', '&constructor;', '&__proto__;', '&toString;', '&#65']) {
    assert.match(await caught('XmlException', load(`'<a>${reference}</a>'`)), /caught/, reference);
  }
  assert.equal(await anonymous(load(`'<a>&#x10FFFF;&#65;&amp;</a>'`)), 'no exception');
});

test('names that every JavaScript object has are nothing special', async () => {
  const refusedOrMade = [400, 404, 201, 200];
  for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
    const post = (body: unknown): Call => ({ method: 'POST', body });
    const opportunity = post({ Name: name, StageName: name, CloseDate: '2030-01-01' });
    assert.equal((await call('sobjects/Opportunity', opportunity)).status, 201, name);
    assert.equal((await call('sobjects/Book__c', post(`{"Name":"b","${name}":"x"}`))).status, 400, name);
    for (const path of [`sobjects/${name}`, `sobjects/${name}/describe`, `ui-api/object-info/${name}`, name]) {
      assert.ok(refusedOrMade.includes((await call(path)).status), path);
    }
    const steps = [
      { method: 'GET', url: '/services/data/v67.0/query?q=SELECT+Id+FROM+Book__c', referenceId: 'a' },
      { method: 'GET', url: `/services/data/v67.0/sobjects/Book__c/@{a.${name}}`, referenceId: 'b' }
    ];
    assert.match(
      (await call('composite', post({ compositeRequest: steps }))).text,
      /PROCESSING_HALTED|INVALID|provided/
    );
    const block = `
      try { JSON.deserializeUntyped('${name}'); Assert.fail('read'); } catch (JSONException e) { System.debug(e); }
      try { Type t = Type.forName('${name}'); Assert.isNull(t); Crypto.generateDigest('${name}', Blob.valueOf('a')); } catch (Exception e) { System.debug(e); }
      Assert.isNull(Schema.getGlobalDescribe().get('${name}'));
      try { Database.query('SELECT ${name} FROM Book__c'); Assert.fail('found'); } catch (QueryException e) { System.debug(e); }
      try { new Account().get('${name}'); Assert.fail('field'); } catch (SObjectException e) { System.debug(e); }`;
    const { json } = await call(`tooling/executeAnonymous?anonymousBody=${encodeURIComponent(block)}`);
    assert.equal((json as { exceptionMessage: string | null }).exceptionMessage, null, name);
  }
});

test('a packed body is unpacked for those who may ask, and up to the size that it may have', async () => {
  const bomb = gzipSync(Buffer.alloc(300_000_000, 32));
  const headers = { 'content-encoding': 'gzip' };
  const paths = ['sobjects/Book__c', '/services/async/64.0/job', '/local-org/clock'];
  for (const path of [...paths, '/services/apexrest/none']) {
    const answer = await call(path, { method: 'POST', body: bomb, headers, token: 'stranger' });
    assert.ok([400, 401].includes(answer.status), `${path}: ${answer.status}`);
  }
  for (const path of paths) {
    const answer = await call(path, { method: 'POST', body: Buffer.from('no gzip'), headers, token: null });
    assert.ok([400, 401].includes(answer.status) && !answer.text.includes('gzip'), `${path}: ${answer.text}`);
  }
  assert.equal((await call('sobjects/Book__c', { method: 'POST', body: bomb, headers })).status, 413);
  assert.equal(
    (await call('/services/apexrest/none', { method: 'POST', body: bomb, headers, token: null })).status,
    413
  );
  const book = gzipSync(JSON.stringify({ Name: 'b', Isbn__c: 'packed' }));
  assert.equal((await call('sobjects/Book__c', { method: 'POST', body: book, headers })).status, 201);
  assert.equal((await call('sobjects/Book__c', { method: 'POST', body: Buffer.from('x'), headers })).status, 400);
});
