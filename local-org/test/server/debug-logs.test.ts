import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startServer, type LocalOrgServer } from '../../src/server/index.ts';
import type { Org } from '../../src/index.ts';
import { apexClass, openProject } from '../support/apex-project.ts';

const RULE = `<ValidationRule xmlns="http://soap.sforce.com/2006/04/metadata"><fullName>No_Bad</fullName><active>true</active>
  <errorConditionFormula>Name = 'bad'</errorConditionFormula><errorMessage>Bad name</errorMessage></ValidationRule>`;
const TRIGGER =
  'trigger AccountTrigger on Account (before insert, after update) {\n  System.debug(LoggingLevel.INFO, Trigger.size);\n}';
const SOURCE = {
  ...apexClass(
    'Logged',
    `@RestResource(urlMapping='/logged')
global class Logged {
  class Nested {
    Integer size;
    Nested(Integer size) { this.size = size; }
    Integer twice() { return size * 2; }
  }
  @HttpGet
  global static Integer count() {
    return work('x');
  }
  public static Integer work(String name) {
    Savepoint s = Database.setSavepoint();
    List<Account> found = [SELECT Id, (SELECT Id FROM Contacts) FROM Account WHERE Name = :name];
    insert new Account(Name = name);
    Database.rollback(s);
    try {
      fail();
    } catch (IllegalArgumentException e) {
      System.debug(LoggingLevel.FINE, 'caught');
    }
    return new Nested(2).twice();
  }
  static void fail() {
    throw new IllegalArgumentException('no');
  }
  @future public static void later() { System.debug('later'); }
}`
  ),
  'objects/Account/validationRules/No_Bad.validationRule-meta.xml': RULE,
  'triggers/AccountTrigger.trigger': TRIGGER,
  'triggers/AccountTrigger.trigger-meta.xml':
    '<ApexTrigger xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>66.0</apiVersion><status>Active</status></ApexTrigger>'
};

let org: Org;
let server: LocalOrgServer;
let token: string;
let userId: string;
before(async () => {
  org = openProject(SOURCE);
  server = await startServer(org, { port: 0 });
  userId = org.users.administrator().id;
  token = server.sessions.tokenFor('admin', userId);
});
after(async () => {
  await server.close();
  await org.close();
});

async function send(
  method: string,
  path: string,
  body?: unknown
): Promise<{ status: number; text: string; json: unknown }> {
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  });
  const text = await response.text();
  return {
    status: response.status,
    text,
    json: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : null
  };
}
const tooling = '/services/data/v67.0/tooling';

async function query(soql: string): Promise<Record<string, unknown>[]> {
  const { json } = await send('GET', `${tooling}/query?q=${encodeURIComponent(soql)}`);
  return (json as { records: Record<string, unknown>[] }).records;
}

async function create(object: string, values: object): Promise<string> {
  const { status, json, text } = await send('POST', `${tooling}/sobjects/${object}`, values);
  assert.equal(status, 201, text);
  return (json as { id: string }).id;
}

async function lastLog(): Promise<{ row: Record<string, unknown>; lines: string[] }> {
  const rows = await query(
    'SELECT Id, Application, DurationMilliseconds, Location, LogLength, LogUser.Name, Operation, Request, StartTime, Status FROM ApexLog ORDER BY StartTime DESC, Id DESC LIMIT 1'
  );
  const [row] = rows;
  assert.ok(row);
  const { text } = await send('GET', `${tooling}/sobjects/ApexLog/${String(row.Id)}/Body`);
  assert.equal(row.LogLength, Buffer.byteLength(text));
  return { row, lines: text.split('\n') };
}

/** Lines of a log without their times; ids are cut to their prefix. */
function events(lines: readonly string[]): string[] {
  return lines
    .filter((line) => /^\d\d:\d\d:\d\d\.\d \(\d+\)\|/.test(line))
    .map((line) => line.slice(line.indexOf('|') + 1).replace(/\b(00D|005|01p|01q|001)\w{12}\b/g, '$1'));
}

let level: string;
let flag: string;

test('nothing is logged without a trace flag', async () => {
  assert.equal((await send('GET', '/services/apexrest/logged')).status, 200);
  assert.deepEqual(await query('SELECT Id FROM ApexLog'), []);
});

test('a trace flag makes a log of each transaction, with what its levels say', async () => {
  level = await create('DebugLevel', {
    developername: 'Everything',
    MasterLabel: 'Everything',
    ApexCode: 'FINEST',
    ApexProfiling: 'INFO',
    Database: 'INFO',
    Validation: 'INFO'
  });
  flag = await create('TraceFlag', {
    tracedentityid: userId,
    logtype: 'USER_DEBUG',
    debuglevelid: level,
    StartDate: Date.now() - 1000,
    ExpirationDate: new Date(Date.now() + 1_800_000).toUTCString()
  });
  const [found] = await query(
    `SELECT Id, logtype, debuglevel.apexcode FROM TraceFlag WHERE TracedEntityId='${userId}' ORDER BY CreatedDate DESC LIMIT 1`
  );
  assert.equal(found?.Id, flag);
  assert.equal((found.DebugLevel as { ApexCode: string }).ApexCode, 'FINEST');
  await send('GET', '/services/apexrest/logged');
  const { row, lines } = await lastLog();
  assert.equal(lines[0], '67.0 APEX_CODE,FINEST;APEX_PROFILING,INFO;DB,INFO;VALIDATION,INFO');
  const user = org.users.administrator();
  assert.deepEqual(events(lines), [
    `USER_INFO|[EXTERNAL]|005|${user.username}|${user.timeZone}|GMTZ`,
    'EXECUTION_STARTED',
    'CODE_UNIT_STARTED|[EXTERNAL]|01p|Logged.count()',
    'METHOD_ENTRY|[EXTERNAL]|01p|Logged.count()',
    'METHOD_ENTRY|[10]|01p|Logged.work(String)',
    'SAVEPOINT_SET|[13]',
    'SOQL_EXECUTE_BEGIN|[14]|Aggregations:1|SELECT Id, (SELECT Id FROM Contacts) FROM Account WHERE Name = :name',
    'SOQL_EXECUTE_END|[14]|Rows:0',
    'DML_BEGIN|[15]|Op:Insert|Type:Account|Rows:1',
    'CODE_UNIT_STARTED|[EXTERNAL]|01q|AccountTrigger on Account trigger event BeforeInsert for [new]|__sfdc_trigger/AccountTrigger',
    'USER_DEBUG|[2]|INFO|1',
    'CODE_UNIT_FINISHED|AccountTrigger on Account trigger event BeforeInsert for [new]|__sfdc_trigger/AccountTrigger',
    'CODE_UNIT_STARTED|[EXTERNAL]|Validation:Account:new',
    'VALIDATION_RULE|No_Bad',
    "VALIDATION_FORMULA|Name = 'bad'",
    'VALIDATION_PASS',
    'CODE_UNIT_FINISHED|Validation:Account:new',
    'DML_END|[15]',
    'SAVEPOINT_ROLLBACK|[16]',
    'METHOD_ENTRY|[18]|01p|Logged.fail()',
    'EXCEPTION_THROWN|[25]|System.IllegalArgumentException: no',
    'METHOD_EXIT|[18]|01p|Logged.fail()',
    'USER_DEBUG|[20]|FINE|caught',
    'CONSTRUCTOR_ENTRY|[22]|01p|<init>(Integer)|Logged.Nested',
    'CONSTRUCTOR_EXIT|[22]|01p|<init>(Integer)|Logged.Nested',
    'METHOD_ENTRY|[22]|01p|Logged.Nested.twice()',
    'METHOD_EXIT|[22]|01p|Logged.Nested.twice()',
    'METHOD_EXIT|[10]|01p|Logged.work(String)',
    'METHOD_EXIT|[EXTERNAL]|01p|Logged.count()',
    'CODE_UNIT_FINISHED|Logged.count()',
    'CUMULATIVE_LIMIT_USAGE',
    'LIMIT_USAGE_FOR_NS|(default)|',
    'CUMULATIVE_LIMIT_USAGE_END',
    'EXECUTION_FINISHED'
  ]);
  assert.ok(lines.includes('  Number of SOQL queries: 1 out of 100'));
  assert.ok(lines.includes('  Number of DML statements: 3 out of 150'));
  assert.ok(lines.includes('  Number of queueable jobs added to the queue: 0 out of 50'));
  assert.equal(row.Status, 'Success');
  assert.equal((row.LogUser as { Name: string }).Name, user.name);
});

test('levels leave out what is above them; a failure is in the log and its status', async () => {
  assert.equal(
    (
      await send('PATCH', `${tooling}/sobjects/DebugLevel/${level}`, {
        ApexCode: 'INFO',
        Database: 'NONE',
        ApexProfiling: null,
        Validation: 'NONE'
      })
    ).status,
    204
  );
  await send('GET', '/services/apexrest/logged');
  const first = await lastLog();
  assert.equal(first.lines[0], '67.0 APEX_CODE,INFO');
  assert.deepEqual(
    events(first.lines)
      .map((event) => event.split('|')[0])
      .filter((name) => !/^(CODE_UNIT|EXECUTION)/.test(name ?? '')),
    ['USER_INFO', 'USER_DEBUG', 'EXCEPTION_THROWN']
  );
  await send(
    'GET',
    `${tooling}/executeAnonymous?anonymousBody=${encodeURIComponent("Integer a = 1;\\nthrow new IllegalArgumentException('end');".replace('\\n', '\n'))}`
  );
  const { row, lines } = await lastLog();
  assert.equal(lines[1], 'Execute Anonymous: Integer a = 1;');
  const found = events(lines).filter((event) => /^(EXCEPTION|FATAL|CODE_UNIT)/.test(event));
  assert.deepEqual(found, [
    'CODE_UNIT_STARTED|[EXTERNAL]|execute_anonymous_apex',
    'EXCEPTION_THROWN|[2]|System.IllegalArgumentException: end',
    'FATAL_ERROR|System.IllegalArgumentException: end',
    'CODE_UNIT_FINISHED|execute_anonymous_apex'
  ]);
  assert.ok(lines.includes('AnonymousBlock: line 2, column 1'));
  assert.equal(row.Status, 'System.IllegalArgumentException: end');
});

test('what runs no code leaves no log; asynchronous work has its own', async () => {
  const before = (await query('SELECT Id FROM ApexLog')).length;
  await send('GET', `/services/data/v67.0/query?q=${encodeURIComponent('SELECT Id FROM Account')}`);
  assert.equal((await query('SELECT Id FROM ApexLog')).length, before);
  await send('GET', `${tooling}/executeAnonymous?anonymousBody=Logged.later();`);
  await org.asyncQueue.drain();
  assert.equal((await query('SELECT Id FROM ApexLog')).length, before + 2);
  assert.ok(events((await lastLog()).lines).includes('CODE_UNIT_STARTED|[EXTERNAL]|01p|Logged.later()'));
});

test('logs and flags are deleted; a flag ends with its time', async () => {
  const { row } = await lastLog();
  const path = `${tooling}/sobjects/ApexLog/${String(row.Id)}`;
  assert.equal(((await send('GET', path)).json as { Id: string }).Id, row.Id);
  assert.equal((await send('DELETE', path)).status, 204);
  assert.equal((await send('GET', `${path}/Body`)).status, 404);
  const before = (await query('SELECT Id FROM ApexLog')).length;
  org.setClock(Date.now() + 3_600_000);
  await send('GET', '/services/apexrest/logged');
  assert.equal((await query('SELECT Id FROM ApexLog')).length, before);
  org.setClock(null);
  assert.equal((await send('DELETE', `${tooling}/sobjects/TraceFlag/${flag}`)).status, 204);
  await send('GET', '/services/apexrest/logged');
  assert.equal((await query('SELECT Id FROM ApexLog')).length, before);
});

test('flags that make no sense are refused', async () => {
  const refused = async (object: string, values: object): Promise<string> => {
    const { status, json } = await send('POST', `${tooling}/sobjects/${object}`, values);
    assert.equal(status, 400);
    return (json as { errorCode: string }[])[0]?.errorCode ?? '';
  };
  const flagOf = (values: object): object => ({
    TracedEntityId: userId,
    LogType: 'USER_DEBUG',
    DebugLevelId: level,
    ...values
  });
  assert.equal(await refused('DebugLevel', { MasterLabel: 'x' }), 'REQUIRED_FIELD_MISSING');
  assert.equal(await refused('TraceFlag', { LogType: 'USER_DEBUG' }), 'REQUIRED_FIELD_MISSING');
  assert.equal(await refused('TraceFlag', flagOf({ LogType: 'ALL' })), 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST');
  assert.equal(
    await refused('TraceFlag', flagOf({ TracedEntityId: '001000000000001AAA' })),
    'FIELD_INTEGRITY_EXCEPTION'
  );
  assert.equal(
    await refused('TraceFlag', flagOf({ DebugLevelId: '7dl000000000000AAA' })),
    'INVALID_CROSS_REFERENCE_KEY'
  );
  assert.equal(
    await refused('TraceFlag', flagOf({ ExpirationDate: new Date(Date.now() + 90_000_000).toISOString() })),
    'FIELD_INTEGRITY_EXCEPTION'
  );
  assert.equal(await refused('TraceFlag', flagOf({ Unknown: 1 })), 'INVALID_FIELD');
});

test('the SOAP header says what its log contains', async () => {
  const run = async (header: string): Promise<string> => {
    const response = await fetch(`${server.url}/services/Soap/s/67.0`, {
      method: 'POST',
      headers: { 'content-type': 'text/xml', soapaction: 'executeAnonymous' },
      body: `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:a="http://soap.sforce.com/2006/08/apex"><e:Header><a:SessionHeader><a:sessionId>${token}</a:sessionId></a:SessionHeader>${header}</e:Header><e:Body><executeAnonymous xmlns="http://soap.sforce.com/2006/08/apex"><apexcode>Integer i = [SELECT COUNT() FROM Account];</apexcode></executeAnonymous></e:Body></e:Envelope>`
    });
    return await response.text();
  };
  assert.ok(!(await run('')).includes('DebuggingInfo'));
  const plain = await run('<a:DebuggingHeader><a:debugLevel>DEBUGONLY</a:debugLevel></a:DebuggingHeader>');
  assert.match(plain, /<debugLog>67\.0 APEX_CODE,DEBUG;APEX_PROFILING,INFO\n/);
  assert.ok(!plain.includes('SOQL_EXECUTE_BEGIN'));
  const detailed = await run(
    '<a:DebuggingHeader><a:categories><a:category>Db</a:category><a:level>Info</a:level></a:categories><a:categories><a:category>Apex_code</a:category><a:level>Finest</a:level></a:categories></a:DebuggingHeader>'
  );
  assert.match(detailed, /<debugLog>67\.0 APEX_CODE,FINEST;DB,INFO\n/);
  assert.match(detailed, /SOQL_EXECUTE_BEGIN\|\[1\]\|Aggregations:0\|SELECT COUNT\(\) FROM Account/);
  assert.match(detailed, /SOQL_EXECUTE_END\|\[1\]\|Rows:0/);
  assert.ok(!detailed.includes('METHOD_ENTRY'));
});
