import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { PageAction } from '../../src/lightning/action/page-action.ts';
import { mergedUrl, neededPaths, safeUrl } from '../../src/lightning/client/platform/merge-url.ts';
import { openWorkbench, type Workbench } from './support/workbench.ts';

let bench: Workbench;
before(async () => {
  bench = await openWorkbench();
});
after(() => bench.close());

type Alias = 'admin' | 'worker';

async function answer<T>(target: string, alias: Alias = 'admin'): Promise<T> {
  const { status, body } = await bench.call('GET', `/lightning/api/${target}`, undefined, alias);
  assert.equal(status, 200, JSON.stringify(body));
  return body as T;
}

async function recordActions(object: string, alias?: Alias): Promise<readonly PageAction[]> {
  return (await answer<{ actions: PageAction[] }>(`page?object=${object}`, alias)).actions;
}

const named = (actions: readonly PageAction[], name: string): PageAction | undefined =>
  actions.find((action) => action.name.endsWith(name));

describe('actions of a record', () => {
  test('come from the layout’s list for Lightning, in its order', async () => {
    assert.deepEqual(
      (await recordActions('Repair__c')).map(({ label, kind }) => `${label} (${kind})`),
      [
        'Finish (form)',
        'Weigh (screen)',
        'Edit (edit)',
        'Stamp (headless)',
        'Add Part (form)',
        'Guided Repair (unsupported)',
        'Search Parts (url)',
        'Danger (url)',
        'Delete (delete)'
      ]
    );
  });

  test('are only what the user may do', async () => {
    const labels = (await recordActions('Repair__c', 'worker')).map(({ label }) => label);
    assert.ok(labels.includes('Finish') && labels.includes('Edit'));
    assert.ok(!labels.includes('Delete'), 'no right to delete');
    assert.ok(!labels.includes('Add Part'), 'no right to create parts');
  });

  test('come from the page where it names its own; without layout and page they are the standard ones', async () => {
    assert.deepEqual(
      (await recordActions('Repair_Part__c')).map(({ name }) => name),
      ['Delete', 'Edit']
    );
    assert.deepEqual(
      (await recordActions('Contact')).map(({ name }) => name),
      ['Edit', 'Delete']
    );
  });

  test('a form has its fields, its values, its parent and what it cannot fill in', async () => {
    const actions = await recordActions('Repair__c');
    const update = named(actions, 'Finish');
    assert.deepEqual(update?.kind === 'form' && update.form, {
      mode: 'update',
      objectName: 'Repair__c',
      fields: [
        { name: 'Status__c', isRequired: false, isReadOnly: true },
        { name: 'Hours__c', isRequired: true, isReadOnly: false }
      ],
      values: { Status__c: 'Done' },
      successMessage: 'The repair is done.',
      notices: []
    });
    const create = named(actions, 'Add_Part');
    const form = create?.kind === 'form' ? create.form : undefined;
    assert.deepEqual([form?.mode, form?.objectName, form?.parentField], ['create', 'Repair_Part__c', 'Repair__c']);
    assert.deepEqual(form?.values, { Quantity__c: 1 });
    assert.match(form?.notices.join() ?? '', /Supplier is not filled in/);
  });

  test('a flow is named as what cannot run', async () => {
    const flow = named(await recordActions('Repair__c'), 'Guided');
    assert.match(
      flow?.kind === 'unsupported' ? flow.reason : '',
      /runs the flow Repair_Guide: screen flows are not supported/
    );
  });
});

describe('actions of a list', () => {
  interface List {
    readonly object: { readonly createable: boolean };
    readonly actions: readonly PageAction[];
  }

  test('are the forms for many records and the custom buttons of the list', async () => {
    const { actions, object } = await answer<List>('list?object=Repair__c');
    assert.deepEqual(
      actions.map(({ label, kind }) => `${label} (${kind})`),
      ['Finish (form)', 'Add Part (form)', 'Price Check (url)', 'Print Labels (unsupported)']
    );
    assert.equal(object.createable, true);
  });

  test('New is left out where the list’s buttons exclude it, and for who may not create', async () => {
    assert.equal((await answer<List>('list?object=Repair_Part__c')).object.createable, false);
    assert.equal((await answer<List>('list?object=Repair__c', 'worker')).object.createable, false);
  });
});

describe('the address of a button', () => {
  const facts = { objectName: 'Repair__c', user: { id: '005X', name: 'Ada' } };

  test('takes in fields of the record and of the user, encoded', () => {
    const url = 'https://shop.example/?q={!Repair__c.Customer__r.Name}&u={!$User.Id}';
    assert.deepEqual(neededPaths(url, facts), ['Customer__r.Name']);
    assert.equal(
      mergedUrl(url, facts, () => 'Brook & Vale'),
      'https://shop.example/?q=Brook%20%26%20Vale&u=005X'
    );
  });

  test('is refused with what it cannot fill in, and where it is no web address', () => {
    assert.throws(() => neededPaths('/{!URLFOR($Action.Account.New)}', facts), /does not fill in/);
    assert.throws(() => neededPaths('/{!Account.Id}', facts), /\{!Account\.Id\}/);
    assert.throws(() => safeUrl('javascript:alert(1)', 'http://host/'), /web addresses only/);
    assert.throws(() => safeUrl('data:text/html,x', 'http://host/'), /web addresses only/);
    assert.equal(safeUrl('/lightning/o/Account/list', 'http://host/x').href, 'http://host/lightning/o/Account/list');
  });
});
