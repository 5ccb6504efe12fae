import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { httpClient, type Answer, type Call } from './http-client.ts';
import { openLibrary, type Library } from './support.ts';

describe('REST API: flows as invocable actions', () => {
  let library: Library;
  let call: (path: string, call?: Call) => Promise<Answer>;

  before(async () => {
    library = await openLibrary({}, 'actions');
    call = httpClient(library);
  });

  after(() => library.close());

  const run = (inputs: unknown, name = 'add_up'): Promise<Answer> =>
    call(`actions/custom/flow/${name}`, { method: 'POST', body: { inputs } });

  it('lists flows and starts an interview for each input; one that fails does not fail the others', async () => {
    assert.deepEqual((await call('actions/custom/flow')).json, {
      actions: [
        { label: 'Add up', name: 'Add_Up', type: 'FLOW', url: '/services/data/v67.0/actions/custom/flow/Add_Up' }
      ]
    });
    const { status, json } = await run([{ amount: 2, name: 'One' }]);
    const [one] = json as { outputValues: Record<string, unknown> }[];
    assert.equal(status, 200);
    assert.match(String(one?.outputValues['Flow__InterviewGuid']), /^[\da-f-]{36}$/);
    delete one?.outputValues['Flow__InterviewGuid'];
    assert.deepEqual(one, {
      actionName: 'Add_Up',
      errors: null,
      isSuccess: true,
      outputValues: { sum: 3.5, Flow__InterviewStatus: 'Finished' }
    });
    const mixed = await run([{ amount: 2 }, { amount: 0, NAME: 'Two' }]);
    assert.equal(mixed.status, 400);
    const [failed, good] = mixed.json as { isSuccess: boolean }[];
    assert.deepEqual(failed, {
      actionName: 'Add_Up',
      errors: [
        { statusCode: 'UNKNOWN_EXCEPTION', message: 'An error occurred when executing a flow interview.', fields: [] }
      ],
      isSuccess: false,
      outputValues: null
    });
    assert.equal(good?.isSuccess, true);
    const rows = await call('query?q=SELECT+Name+FROM+Account+ORDER+BY+Name');
    assert.deepEqual(
      (rows.json as { records: { Name: string }[] }).records.map(({ Name }) => Name),
      ['One', 'Two']
    );
  });

  it('refuses what is no input of the flow, and flows that are not there', async () => {
    const wrong = await run([{ sum: 2 }]);
    assert.equal(wrong.status, 400);
    assert.deepEqual(wrong.json, [{ errorCode: 'INVALID_API_INPUT', message: 'Invalid parameter: sum' }]);
    assert.equal((await run([{}], 'Missing')).status, 404);
    assert.equal((await call('actions/custom/flow/Add_Up')).status, 405);
    assert.equal((await run([])).status, 400);
  });
});
