import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { absent, audit, refusedMethod } from './audit-table.ts';
import { httpClient, type Answer, type Call } from './http-client.ts';
import { libraryConnection, openLibrary, type Library } from './support.ts';

const BASE = '/services/data/v67.0';

describe('REST API: invocable actions and what the local org lacks', () => {
  let library: Library;
  let call: (path: string, call?: Call) => Promise<Answer>;

  before(async () => {
    library = await openLibrary({}, 'actions');
    call = httpClient(library);
  });

  after(() => library.close());

  const run = (name: string, inputs: unknown): Promise<Answer> =>
    call(`actions/custom/apex/${name}`, { method: 'POST', body: { inputs } });
  const failed = (statusCode: string, message: string): object => ({
    actionName: 'OpenAccounts',
    errors: [{ statusCode, message, fields: [] }],
    isSuccess: false,
    outputValues: null
  });
  const accounts = async (): Promise<number> =>
    ((await call('query?q=SELECT+Id+FROM+Account')).json as { totalSize: number }).totalSize;

  it('lists the Apex actions of the project', async () => {
    assert.deepEqual((await call('actions')).json, {
      standard: `${BASE}/actions/standard`,
      custom: `${BASE}/actions/custom`
    });
    assert.equal(((await call('actions/custom')).json as { apex: string }).apex, `${BASE}/actions/custom/apex`);
    assert.deepEqual((await call('actions/custom/apex')).json, {
      actions: [
        { label: 'Open accounts', name: 'OpenAccounts', type: 'APEX', url: `${BASE}/actions/custom/apex/OpenAccounts` },
        { label: 'shout', name: 'Shout', type: 'APEX', url: `${BASE}/actions/custom/apex/Shout` }
      ]
    });
    const reader = { token: library.tokens.reader };
    assert.deepEqual((await call('actions/custom/apex', reader)).json, { actions: [] });
    const refused = await call('actions/custom/apex/Shout', { ...reader, method: 'POST', body: { inputs: [{}] } });
    assert.equal(refused.status, 403);
  });

  it('runs an action once for all inputs', async () => {
    const { status, json } = await run('openaccounts', [
      { name: 'One', EMPLOYEES: 5, opened: '2026-03-01' },
      { name: 'Two' }
    ]);
    assert.equal(status, 200);
    const [one, two] = json as { outputValues: { accountId: string; account: { Name: string }; opened: unknown } }[];
    const { accountId, account, opened } = one!.outputValues;
    assert.deepEqual(
      { ...one, outputValues: null },
      { actionName: 'OpenAccounts', errors: null, isSuccess: true, outputValues: null }
    );
    assert.deepEqual(
      [account.Name, opened, two?.outputValues.account.Name, two?.outputValues.opened],
      ['One', '2026-03-01', 'Two', null]
    );
    const stored = (await call(`sobjects/Account/${accountId}`)).json as { NumberOfEmployees: number };
    assert.equal(stored.NumberOfEmployees, 5);
    assert.deepEqual(
      ((await run('Shout', [{ words: 'a' }, { words: null }])).json as { outputValues: object }[]).map(
        ({ outputValues }) => outputValues
      ),
      [{ output: 'A' }, { output: null }]
    );
  });

  it('fails for all inputs, and leaves nothing behind', async () => {
    const before = await accounts();
    const thrown = await run('OpenAccounts', [{ name: 'Three' }, { name: 'Four', employees: 0 }]);
    const error = failed(
      'UNKNOWN_EXCEPTION',
      'An Apex error occurred: System.IllegalArgumentException: nobody works there'
    );
    assert.deepEqual([thrown.status, thrown.json], [400, [error, error]]);
    const missing = await run('OpenAccounts', [{ employees: 1 }]);
    assert.deepEqual(missing.json, [failed('REQUIRED_FIELD_MISSING', 'Missing required input parameter: name')]);
    assert.deepEqual((await run('OpenAccounts', [{ name: null }])).json, missing.json);
    const unknown = await run('OpenAccounts', [{ name: 'Five', internal: 'x' }]);
    assert.deepEqual(unknown.json, [failed('INVALID_API_INPUT', 'Invalid parameter: internal')]);
    assert.equal((await run('OpenAccounts', [{ name: 'Six', employees: 'many' }])).status, 400);
    assert.equal(await accounts(), before);
  });

  it('names what it lacks, also as a part of a composite request', async () => {
    const lacks = (path: string, what: string, method = 'GET'): Parameters<typeof audit>[1][number] => [
      method,
      path,
      501,
      'NOT_IMPLEMENTED',
      new RegExp(what)
    ];
    await audit(call, [
      lacks('actions/standard', 'standard invocable actions'),
      lacks('actions/custom/quickAction/Some_Action', 'actions of type quickAction'),
      lacks('actions/custom/apex/Shout', 'description of an Apex action'),
      lacks('analytics/reports/00O/instances', 'Reports and Dashboards REST API'),
      lacks('analytics/dashboards/01Z', 'Reports and Dashboards REST API'),
      lacks('process/rules', 'approval processes and process rules'),
      lacks('process/approvals', 'approval processes and process rules', 'POST'),
      lacks('chatter/feeds', 'Connect REST API'),
      lacks('connect/organization', 'Connect REST API'),
      lacks('wave', 'CRM Analytics REST API'),
      lacks('consent/action/email?ids=x', 'consent'),
      lacks('support/knowledgeArticles', 'Knowledge'),
      lacks('knowledgeManagement/settings', 'Knowledge'),
      lacks('dedupe/job-definitions', 'duplicate jobs'),
      absent('GET', 'event/eventSchema/x'),
      absent('GET', 'sobjects/Account/eventSchema'),
      lacks('sobjects/Account/listviews', 'list views by the REST API'),
      lacks('sobjects/Account/listviews/00B/results', 'list views by the REST API'),
      lacks('sobjects/Account/suggestedArticles', 'suggested articles'),
      absent('GET', 'actions/nope'),
      absent('GET', 'actions/custom/nope'),
      absent('GET', 'actions/custom/apex/Nope'),
      absent('POST', 'actions/custom/apex/PlainHelper', { inputs: [{}] }),
      [
        'POST',
        'actions/custom/apex/Shout',
        400,
        'JSON_PARSER_ERROR',
        'inputs must be a list of objects',
        { inputs: [] }
      ],
      refusedMethod('DELETE', 'actions', 'GET,HEAD'),
      refusedMethod('PUT', 'actions/custom/apex/Shout', 'GET,HEAD,POST', {})
    ]);
    const part = (path: string, referenceId: string): object => ({
      method: 'GET',
      url: `${BASE}/${path}`,
      referenceId
    });
    const compositeRequest = [part('chatter/feeds', 'a'), part('limits/recordCount?sObjects=User', 'b')];
    const { status, json } = await call('composite', { method: 'POST', body: { compositeRequest } });
    assert.equal(status, 200);
    assert.deepEqual(
      (json as { compositeResponse: { httpStatusCode: number }[] }).compositeResponse.map(
        (each) => each.httpStatusCode
      ),
      [501, 200]
    );
  });

  it("answers jsforce's other calls, or says what is missing", async () => {
    const connection = libraryConnection(library);
    assert.deepEqual(await connection.recent(), []);
    assert.deepEqual(await connection.tabs(), []);
    assert.ok((await connection.limits()).DailyApiRequests);
    assert.deepEqual(await connection.quickActions(), []);
    const missing = { errorCode: 'NOT_IMPLEMENTED' };
    assert.deepEqual(await connection.analytics.reports(), []);
    await assert.rejects(() => connection.analytics.dashboards(), missing);
    await assert.rejects(async () => connection.process.rule.list(), missing);
    await assert.rejects(async () => connection.process.approval.list(), missing);
    await assert.rejects(async () => connection.chatter.resource('/feeds').retrieve(), missing);
    await assert.rejects(async () => connection.tooling.completions('apex'), { errorCode: 'NOT_FOUND' });
    const { records } = await connection.tooling.query("SELECT Id FROM ApexClass WHERE Name = 'Shout'");
    const row = await connection.tooling.sobject('ApexClass').retrieve(String(records[0]?.Id));
    assert.equal((row as { Name?: string }).Name, 'Shout');
    const information = (await call('tooling/sobjects/ApexClass')).json as { objectDescribe: { name: string } };
    assert.equal(information.objectDescribe.name, 'ApexClass');
  });
});
