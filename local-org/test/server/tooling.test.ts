import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openLibrary, type Library } from './support.ts';

interface Anonymous {
  compiled: boolean;
  success: boolean;
  line: number;
  column: number;
  compileProblem: string | null;
  exceptionMessage: string | null;
  exceptionStackTrace: string | null;
}

describe('Tooling API', () => {
  let library: Library;

  before(async () => {
    library = await openLibrary();
  });

  after(() => library.close());

  const call = (path: string, body?: object): Promise<Response> =>
    fetch(`${library.server.url}/services/data/v67.0/tooling/${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${library.tokens.admin}` },
      ...(body ? { body: JSON.stringify(body) } : {})
    });
  const anonymous = async (block: string): Promise<Anonymous> =>
    (await (await call(`executeAnonymous?anonymousBody=${encodeURIComponent(block)}`)).json()) as Anonymous;
  const query = async (soql: string): Promise<Record<string, unknown>[]> => {
    const answer = (await (await call(`query?q=${encodeURIComponent(soql)}`)).json()) as {
      records: Record<string, unknown>[];
    };
    return answer.records;
  };

  it('runs anonymous Apex with methods and types between the statements', async () => {
    const result = await anonymous(`Integer total = 0;
class Pair { Integer a = 3; Integer b { get; set; } }
Integer twice(Integer x) { return x * 2; }
Pair pair = new Pair();
total += twice(pair.a);
insert new Book__c(Name = 'Total ' + total);`);
    assert.deepEqual(result, {
      compiled: true,
      success: true,
      line: -1,
      column: -1,
      compileProblem: null,
      exceptionMessage: null,
      exceptionStackTrace: null
    });
    assert.equal(library.org.db.all('SELECT "id" FROM "book__c" WHERE "name" = \'Total 6\'').length, 1);
  });

  it('tells where a block does not compile, in the block and in what it declares', async () => {
    const statement = await anonymous('Integer a = 1;\nInteger b = missing;');
    assert.deepEqual([statement.compiled, statement.line, statement.column], [false, 2, 13]);
    assert.match(statement.compileProblem ?? '', /missing/);
    const first = await anonymous('missing = 1;');
    assert.deepEqual([first.line, first.column], [1, 1]);
    const method = await anonymous('Integer a = 1;\nInteger twice() {\n  return nothing;\n}');
    assert.equal(method.line, 3);
    const syntax = await anonymous('Integer a = ;');
    assert.deepEqual([syntax.compiled, syntax.line], [false, 1]);
  });

  it('undoes a block that throws and says where', async () => {
    const result = await anonymous("insert new Book__c(Name = 'gone');\nString s;\ns.length();");
    assert.deepEqual([result.compiled, result.success, result.line], [true, false, 3]);
    assert.match(result.exceptionMessage ?? '', /^System\.NullPointerException: Attempt to de-reference a null object/);
    assert.match(result.exceptionStackTrace ?? '', /^AnonymousBlock: line 3, column 1/);
    assert.equal(library.org.db.all('SELECT "id" FROM "book__c" WHERE "name" = \'gone\'').length, 0);
  });

  it('answers executeAnonymous by SOAP, with the debug log', async () => {
    const response = await fetch(`${library.server.url}/services/Soap/s/67.0/00D000000000000`, {
      method: 'POST',
      headers: { 'content-type': 'text/xml', soapaction: 'executeAnonymous' },
      body: `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:a="http://soap.sforce.com/2006/08/apex"><e:Header><a:SessionHeader><a:sessionId>${library.tokens.admin}</a:sessionId></a:SessionHeader><a:DebuggingHeader><a:debugLevel>DEBUGONLY</a:debugLevel></a:DebuggingHeader></e:Header><e:Body><executeAnonymous xmlns="http://soap.sforce.com/2006/08/apex"><apexcode>Integer i = 1;
System.debug(&apos;a &lt; b&apos;);</apexcode></executeAnonymous></e:Body></e:Envelope>`
    });
    assert.equal(response.status, 200);
    const text = await response.text();
    assert.match(text, /<success>true<\/success>/);
    assert.match(text, /\|USER_DEBUG\|\[2\]\|DEBUG\|a &lt; b/);
    assert.match(text, /Number of SOQL queries: 0 out of 100/);
  });

  it('refuses SOAP without a session', async () => {
    const response = await fetch(`${library.server.url}/services/Soap/s/67.0`, { method: 'POST', body: '<a/>' });
    assert.equal(response.status, 500);
    assert.match(await response.text(), /<faultcode/);
  });

  it('runs tests asynchronously and keeps their rows', async () => {
    const id = (await (await call('runTestsAsynchronous', { classNames: 'BookTest' })).json()) as string;
    assert.match(id, /^707\w{15}$/);
    let [run] = await query(`SELECT Status, MethodsEnqueued FROM ApexTestRunResult WHERE AsyncApexJobId = '${id}'`);
    for (let i = 0; run?.Status === 'Processing' && i < 200; i++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      [run] = await query(`SELECT Status, MethodsEnqueued FROM ApexTestRunResult WHERE AsyncApexJobId = '${id}'`);
    }
    assert.equal(run?.Status, 'Failed');
    const items = await query(`SELECT Id, Status FROM ApexTestQueueItem WHERE ParentJobId = '${id.slice(0, 15)}'`);
    assert.equal(items.length, 1);
    const results = await query(
      `SELECT MethodName, Outcome, Message, ApexClass.Name FROM ApexTestResult WHERE QueueItemId IN ('${String(items[0]?.Id)}') ORDER BY MethodName`
    );
    assert.deepEqual(
      results.map(({ MethodName, Outcome }) => [MethodName, Outcome]),
      [
        ['createsABook', 'Pass'],
        ['fails', 'Fail']
      ]
    );
    assert.equal((results[0]?.ApexClass as { Name: string }).Name, 'BookTest');
    assert.match(String(results[1]?.Message), /Assertion Failed/);
    const [coverage] = await query(
      "SELECT NumLinesCovered, Coverage FROM ApexCodeCoverageAggregate WHERE ApexClassOrTrigger.Name = 'BookResource'"
    );
    assert.ok(Number(coverage?.NumLinesCovered) > 0);
    assert.equal(
      (coverage?.Coverage as { coveredLines: number[] }).coveredLines.length,
      Number(coverage?.NumLinesCovered)
    );
  });

  it('runs tests synchronously', async () => {
    const tests = [{ className: 'BookTest', testMethods: ['createsABook'] }];
    const response = await call('runTestsSynchronous', { tests, skipCodeCoverage: true });
    const result = (await response.json()) as { numTestsRun: number; numFailures: number; successes: object[] };
    assert.deepEqual([result.numTestsRun, result.numFailures, result.successes.length], [1, 0, 1]);
  });

  it('refuses a class that is not there', async () => {
    assert.equal((await call('runTestsAsynchronous', { classNames: 'Nope' })).status, 400);
  });
});
