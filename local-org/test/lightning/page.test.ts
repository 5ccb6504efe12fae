import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerApi, ApiError } from '../../src/lightning/server/api.ts';
import { describeApps } from '../../src/lightning/page/apps.ts';
import type { PageComponent, PageDescription, PageTab } from '../../src/lightning/page/describe-page.ts';
import { fakeOrg, fixtureMetadata, GADGET_ID } from './support/fake-org.ts';

const org = fakeOrg();
const components = new Set(['gadgetPanel', 'brokenImport']);
const prefix = fixtureMetadata().schema.object('Gadget__c')?.keyPrefix ?? '';
const gadgetId = prefix + GADGET_ID.slice(3);

function api(name: string, parameters: Record<string, string>, alias = 'admin'): unknown {
  const user = org.personas().find((persona) => persona.alias === alias)?.user;
  assert.ok(user);
  return answerApi(name, { org, user, components, parameters: new URLSearchParams(parameters) });
}

function page(parameters: Record<string, string>, alias?: string): PageDescription {
  return api('page', parameters, alias) as PageDescription;
}

function region(description: PageDescription, name: string): readonly PageComponent[] {
  return description.regions.find((candidate) => candidate.name === name)?.components ?? [];
}

type OfKind<K extends PageComponent['kind']> = PageComponent &
  (K extends 'tabset' ? { tabs: readonly PageTab[] } : Extract<PageComponent, { kind: K }>);

function ofKind<K extends PageComponent['kind']>(list: readonly PageComponent[], kind: K): OfKind<K> {
  const found = list.find((component) => component.kind === kind);
  assert.ok(found, `a component of kind ${kind}`);
  return found as OfKind<K>;
}

test('the object’s own override chooses the Lightning page', () => {
  const description = page({ id: gadgetId });
  assert.equal(description.name, 'Gadget_Record_Page');
  assert.equal(description.object?.icon, 'custom:custom19');
  assert.deepEqual(
    description.regions.map(({ name }) => name),
    ['header', 'main', 'sidebar']
  );
});

test('highlights come from the compact layout, without the name itself', () => {
  const { fields } = ofKind(region(page({ id: gadgetId }), 'header'), 'highlights');
  assert.deepEqual(
    fields.map(({ path, label }) => [path, label]),
    [
      ['Price__c', 'Price'],
      ['Account__c', 'Buyer'],
      ['Secret__c', 'Secret']
    ]
  );
});

test('facets become tabs with their content; titles of standard tabs are words', () => {
  const { tabs } = ofKind(region(page({ id: gadgetId }), 'main'), 'tabset');
  assert.deepEqual(
    tabs.map(({ label, active }) => [label, active]),
    [
      ['Details', true],
      ['Parts', false]
    ]
  );
  const detail = ofKind(tabs[0]?.components ?? [], 'detail');
  assert.deepEqual(
    detail.sections.map(({ label, columns }) => [label, columns.map((column) => column.map(({ name }) => name))]),
    [
      [
        'Basics',
        [
          ['Name', 'Secret__c'],
          ['Account__c', 'Guaranteed__c']
        ]
      ],
      ['State', [['Stage__c'], ['CreatedById']]]
    ]
  );
  const { list } = ofKind(tabs[1]?.components ?? [], 'relatedList');
  assert.equal(list.objectName, 'Gadget_Part__c');
  assert.equal(list.parentField, 'Gadget__c');
  assert.equal(list.orderBy, 'Quantity__c DESC NULLS LAST');
  assert.equal(list.rows, 3);
  assert.deepEqual(
    list.columns.map(({ path }) => path),
    ['Name', 'Quantity__c']
  );
});

test('a component gets its design properties in their declared types, and its visibility rule', () => {
  const custom = ofKind(region(page({ id: gadgetId }), 'sidebar'), 'custom');
  assert.deepEqual(custom.properties, { heading: 'Prices', maximum: 5 });
  assert.deepEqual(custom.visibility?.criteria, [{ left: '{!Record.Price__c}', operator: 'GT', right: '0' }]);
});

test('what the local org does not have is shown by name', () => {
  const { name, reason } = ofKind(region(page({ id: gadgetId }), 'sidebar'), 'unsupported');
  assert.equal(name, 'forceChatter:recordFeedContainer');
  assert.equal(reason, 'not supported by the local org: forceChatter:recordFeedContainer');
});

test('the page’s query has every field shown, parents’ names, and fields of visibility rules', () => {
  assert.deepEqual([...page({ id: gadgetId }).paths].sort(), [
    'Account__c',
    'Account__r.Name',
    'CreatedBy.Name',
    'CreatedById',
    'CreatedDate',
    'Guaranteed__c',
    'Name',
    'Price__c',
    'Secret__c',
    'Stage__c'
  ]);
});

test('a field that the user may not read is in no part of the page', () => {
  assert.doesNotMatch(JSON.stringify(page({ id: gadgetId }, 'viewer')), /Secret__c/);
});

test('an object without a Lightning page has the standard one', () => {
  const description = page({ object: 'Contact' });
  assert.equal(description.name, 'default');
  assert.ok(ofKind(region(description, 'header'), 'highlights').fields.some(({ path }) => path === 'Email'));
  const { tabs } = ofKind(region(description, 'main'), 'tabset');
  assert.deepEqual(
    tabs.map(({ label }) => label),
    ['Details', 'Related']
  );
});

test('who created a record is named with the time, a picklist carries its labels, a lookup its own name', () => {
  const { tabs } = ofKind(region(page({ id: gadgetId }), 'main'), 'tabset');
  const [, state] = ofKind(tabs[0]?.components ?? [], 'detail').sections;
  const [[stage], [creator]] = state?.columns ?? [[], []];
  assert.deepEqual(stage?.picklist, { Sold: 'Sold out' });
  assert.deepEqual([creator?.label, creator?.timePath], ['Created By', 'CreatedDate']);
  const labels = (objectName: string): string[] =>
    (api('form', { object: objectName }) as { sections: { columns: { label: string }[][] }[] }).sections
      .flatMap(({ columns }) => columns.flat())
      .map(({ label }) => label);
  const task = labels('Task');
  for (const label of ['Due Date', 'Name', 'Related To', 'Assigned To']) assert.ok(task.includes(label), label);
  assert.ok(labels('Product2').includes('Product Name'));
  assert.ok(labels('Account').includes('Parent Account'));
  assert.ok(![...task, ...labels('Account'), ...labels('Contact')].some((label) => / ID$/.test(label)));
});

test('a related list has a page with all its columns; one that the user may not see is not found', () => {
  const { list, object } = api('related', { object: 'Gadget__c', list: 'Parts__r' }) as {
    list: { objectName: string; parentField: string; columns: { path: string }[] };
    object: { name: string };
  };
  assert.deepEqual([list.objectName, list.parentField, object.name], ['Gadget_Part__c', 'Gadget__c', 'Gadget__c']);
  assert.deepEqual(
    list.columns.map(({ path }) => path),
    ['Name', 'Quantity__c']
  );
  assert.throws(() => api('related', { object: 'Gadget__c', list: 'Wheels__r' }), /no related list Wheels__r/);
});

test('errors say what is wrong and what would help', () => {
  const refused = (parameters: Record<string, string>, alias?: string): ApiError => {
    try {
      page(parameters, alias);
    } catch (error) {
      if (error instanceof ApiError) return error;
      throw error;
    }
    throw new Error('no error');
  };
  const noAccess = refused({ object: 'Account' }, 'viewer');
  assert.equal(noAccess.status, 403);
  assert.match(noAccess.message, /Vic Viewer has no Read permission on Accounts \(Account\)/);
  assert.equal(refused({ object: 'Nothing__c' }).status, 404);
  assert.match(refused({ id: 'zzz000000000001AAA' }).message, /begin with zzz/);
  assert.match(refused({ object: 'Contact', id: gadgetId }).message, /is not the id of a Contact/);
  assert.equal(refused({ type: 'tab', name: 'Missing' }).status, 404);
});

test('object information has the UI API’s shape and only readable fields', () => {
  const info = api('object', { name: 'gadget__c' }, 'viewer') as {
    apiName: string;
    fields: Record<string, { dataType: string; relationshipName: string | null; picklistValues: object[] }>;
  };
  assert.equal(info.apiName, 'Gadget__c');
  assert.equal(info.fields.Secret__c, undefined);
  assert.equal(info.fields.Price__c?.dataType, 'Currency');
  assert.equal(info.fields.Account__c?.relationshipName, 'Account__r');
  assert.deepEqual(info.fields.Stage__c?.picklistValues, [
    { label: 'Idea', value: 'Idea', defaultValue: true },
    { label: 'Sold out', value: 'Sold', defaultValue: false }
  ]);
});

test('the app’s tabs become navigation; objects without access disappear, unknown standard tabs have no target', () => {
  const [app] = describeApps(fixtureMetadata(), {
    canReadObject: (name) => name !== 'Account',
    seesApplication: () => true
  });
  assert.equal(app?.label, 'Gadget Works');
  assert.equal(app?.headerColor, '#127A3C');
  assert.deepEqual(
    app?.items.map(({ label, target }) => [label, target]),
    [
      ['Home', '/lightning/page/home'],
      ['Gadgets', '/lightning/o/Gadget__c/list'],
      ['Reports', '/lightning/o/Report/home'],
      ['Chatter', undefined]
    ]
  );
});
