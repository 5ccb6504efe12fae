import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { httpClient, codeOf, type Answer } from '../server/http-client.ts';
import { openLibrary, type Library } from '../server/support.ts';

/** What is open to whoever writes or administers, tried by an administrator and by a user to whom nothing was given. */

let library: Library;
before(async () => (library = await openLibrary()));
after(() => library.close());

type Caller = 'admin' | 'reader';
const call = (caller: Caller, path: string, more: object = {}): Promise<Answer> =>
  httpClient(library)(path, { ...more, token: library.tokens[caller] });
const refused = async (path: string, more: object = {}): Promise<void> => {
  const answer = await call('reader', path, more);
  assert.deepEqual([answer.status, codeOf(answer)], [403, 'INSUFFICIENT_ACCESS'], path);
  assert.ok((await call('admin', path, more)).status < 300, path);
};
const query = (text: string): string => `tooling/query?q=${encodeURIComponent(text)}`;

test('anonymous Apex needs Author Apex, by REST and by SOAP', async () => {
  const block = "insert as system new Account(Name = 'by anonymous');";
  await refused(`tooling/executeAnonymous?anonymousBody=${encodeURIComponent(block)}`);
  const soap = async (caller: Caller): Promise<string> => {
    const body = `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:apex="http://soap.sforce.com/2006/08/apex"><soapenv:Header><apex:SessionHeader><apex:sessionId>${library.tokens[caller]}</apex:sessionId></apex:SessionHeader></soapenv:Header><soapenv:Body><apex:executeAnonymous><apex:String>${block}</apex:String></apex:executeAnonymous></soapenv:Body></soapenv:Envelope>`;
    const headers = { 'content-type': 'text/xml', soapaction: '""' };
    return (await call('admin', '/services/Soap/s/67.0', { method: 'POST', body, headers })).text;
  };
  assert.match(await soap('reader'), /INSUFFICIENT_ACCESS/);
  assert.match(await soap('admin'), /<success>true/);
  const made = library.org.db.all("SELECT id FROM account WHERE name = 'by anonymous'");
  assert.equal(made.length, 2, 'by the administrator alone');
});

test('test runs and logs need View All Data, their results View Setup', async () => {
  const tests = { method: 'POST', body: { testLevel: 'RunLocalTests' } };
  await refused('tooling/runTestsAsynchronous', tests);
  await refused('tooling/runTestsSynchronous', tests);
  await refused(query('SELECT Id FROM ApexTestResult'));
  await refused(query('SELECT Id FROM ApexLog'));
  const level = { DeveloperName: 'Fine', MasterLabel: 'Fine', ApexCode: 'FINEST' };
  await refused('tooling/sobjects/DebugLevel', { method: 'POST', body: level });
});

test('the text of Apex is for those who write it', async () => {
  const texts = 'SELECT Name, Body FROM ApexClass';
  for (const path of [query(texts), `query?q=${encodeURIComponent(texts)}`]) {
    const answer = await call('reader', path);
    assert.deepEqual([answer.status, codeOf(answer)], [400, 'INVALID_FIELD'], path);
    assert.match((await call('admin', path)).text, /"Body":"[^"]*class/);
  }
  const names = await call('reader', `query?q=${encodeURIComponent('SELECT Id, Name FROM ApexClass')}`);
  const [{ Id }] = (names.json as { records: [{ Id: string }] }).records;
  assert.doesNotMatch((await call('reader', `sobjects/ApexClass/${Id}`)).text, /"Body"/);
});
