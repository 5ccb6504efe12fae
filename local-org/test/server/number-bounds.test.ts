import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { codeOf, httpClient, type Answer, type Call } from './http-client.ts';
import { openLibrary, type Library } from './support.ts';

/** Numbers of a few characters that would take all memory, by every road on which numbers come in. */

let library: Library;
before(async () => (library = await openLibrary()));
after(() => library.close());

const HUGE = '1e999999999';
const SOON = 2_000;

async function call(path: string, more: Call = {}): Promise<Answer> {
  const started = performance.now();
  const answer = await httpClient(library)(path, more);
  assert.ok(performance.now() - started < SOON, `${path} took too long`);
  assert.ok(answer.status < 500, `${path}: ${answer.status} ${answer.text.slice(0, 300)}`);
  return answer;
}

const anonymous = async (block: string): Promise<string> => {
  const { json } = await call(`tooling/executeAnonymous?anonymousBody=${encodeURIComponent(block)}`);
  const { compiled, exceptionMessage } = json as { compiled: boolean; exceptionMessage: string | null };
  assert.ok(compiled, block);
  return exceptionMessage ?? 'no exception';
};

test('records by REST, in collections and by query', async () => {
  const record = (price: string): string => `{"Name":"b","Isbn__c":"huge","Price__c":${price}}`;
  for (const price of [HUGE, `"${HUGE}"`, `-${HUGE}`, `1${'0'.repeat(50_000)}`]) {
    const answer = await call('sobjects/Book__c', { method: 'POST', body: record(price) });
    assert.equal(answer.status, 400, price.slice(0, 20));
    assert.equal(codeOf(answer), 'JSON_PARSER_ERROR', price.slice(0, 20));
  }
  const books = `{"allOrNone":false,"records":[{"attributes":{"type":"Book__c"},"Name":"b","Isbn__c":"many","Price__c":"${HUGE}"}]}`;
  assert.ok((await call('composite/sobjects', { method: 'POST', body: books })).status < 500);
  const query = `SELECT Id FROM Book__c WHERE Price__c > ${HUGE}`;
  const found = await call(`query?q=${encodeURIComponent(query)}`);
  assert.equal(found.status, 400, found.text);
  assert.equal((await call('query?q=SELECT+COUNT()+FROM+Book__c')).text.includes('"totalSize":0'), true);
});

test('JSON and text that Apex reads', async () => {
  const json = (body: string): Promise<string> => anonymous(body);
  assert.match(
    await json(`JSON.deserializeUntyped('{"a":${HUGE}}');`),
    /System\.JSONException: Numeric value out of range/
  );
  assert.match(await json(`JSON.deserializeUntyped('[' + '9'.repeat(60000) + ']');`), /System\.JSONException/);
  for (const type of ['Decimal', 'Double', 'Integer', 'Long', 'Book__c']) {
    const text = type === 'Book__c' ? `{"Price__c":${HUGE}}` : HUGE;
    assert.match(await json(`JSON.deserialize('${text}', ${type}.class);`), /System\.JSONException/, type);
  }
  assert.match(await json(`Decimal.valueOf('${HUGE}');`), /System\.TypeException: Invalid decimal/);
  assert.match(
    await json(`Decimal d = 10; for (Integer i = 0; i < 40; i++) { d = d * d; }`),
    /System\.MathException: A number has at most/
  );
});
