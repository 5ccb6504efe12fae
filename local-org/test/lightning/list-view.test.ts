import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  columnPath,
  combine,
  describeList,
  filterCondition,
  ListViewError,
  listViews
} from '../../src/lightning/list/index.ts';
import type { ObjectSchema } from '../../src/metadata/schema.ts';
import { parseSoql, parseSosl } from '../../src/soql/index.ts';
import { fixtureMetadata } from './support/fake-org.ts';

const metadata = fixtureMetadata();
const gadget = object('Gadget__c');

function object(name: string): ObjectSchema {
  const found = metadata.schema.object(name);
  assert.ok(found, name);
  return found;
}

const everything = () => ({ read: true, edit: true });

function condition(field: string, operation: string, value: string): string {
  return filterCondition(metadata.schema, gadget, { field, operation, value });
}

test('filters become SOQL conditions of the field’s type', () => {
  const rows: [string, string, string, string][] = [
    ['Stage__c', 'equals', 'Idea', "Stage__c = 'Idea'"],
    ['Stage__c', 'equals', 'Idea,Sold', "Stage__c IN ('Idea', 'Sold')"],
    ['Stage__c', 'notEqual', 'Idea,Sold', "Stage__c NOT IN ('Idea', 'Sold')"],
    ['Stage__c', 'equals', '', 'Stage__c = null'],
    ['Stage__c', 'notEqual', '', 'Stage__c != null'],
    ['NAME', 'contains', 'a,b', "(Name LIKE '%a%' OR Name LIKE '%b%')"],
    ['NAME', 'notContain', 'a,b', "((NOT Name LIKE '%a%') AND (NOT Name LIKE '%b%'))"],
    ['NAME', 'startsWith', '50%', "Name LIKE '50\\%%'"],
    ['NAME', 'equals', '"one, two",three', "Name IN ('one, two', 'three')"],
    ['NAME', 'equals', "O'Brien", "Name = 'O\\'Brien'"],
    ['Price__c', 'greaterThan', '10', 'Price__c > 10'],
    ['Active__c', 'equals', '1', 'Active__c = TRUE'],
    ['Active__c', 'equals', '0', 'Active__c = FALSE'],
    ['Tags__c', 'includes', 'Red,Blue', "Tags__c INCLUDES ('Red', 'Blue')"],
    ['Released__c', 'equals', '1/31/2026', 'Released__c = 2026-01-31'],
    ['Released__c', 'greaterOrEqual', 'LAST_N_DAYS:30', 'Released__c >= LAST_N_DAYS:30'],
    ['CREATED_DATE', 'lessThan', '2026-01-31', 'CreatedDate < 2026-01-31T00:00:00Z'],
    ['CREATED_DATE', 'equals', 'this week', 'CreatedDate = THIS_WEEK']
  ];
  for (const [field, operation, value, expected] of rows) assert.equal(condition(field, operation, value), expected);
});

test('what cannot be translated is refused by name', () => {
  assert.throws(() => condition('Nowhere__c', 'equals', '1'), /Nowhere__c: no such field of Gadget__c/);
  assert.throws(() => condition('Price__c', 'within', '5'), /operator within is not supported/);
  assert.throws(() => condition('Price__c', 'equals', 'cheap'), /not a number/);
  assert.throws(() => condition('Released__c', 'equals', 'soon'), /not a date/);
});

test('filter logic puts the conditions where their numbers are', () => {
  assert.equal(combine(['a = 1', 'b = 2', 'c = 3'], '1 or (2 AND not 3)'), '(a = 1) OR ((b = 2) AND NOT (c = 3))');
  assert.throws(() => combine(['a = 1'], '1 AND 2'), ListViewError);
});

test('reporting names of columns find their fields', () => {
  const rows: [string, string, string][] = [
    ['Case', 'CASES.CASE_NUMBER', 'CaseNumber'],
    ['Case', 'CASES.CREATED_DATE_DATE_ONLY', 'CreatedDate'],
    ['Case', 'CORE.USERS.ALIAS', 'Owner.Alias'],
    ['Account', 'ACCOUNT.NAME', 'Name'],
    ['Account', 'ACCOUNT.PHONE1', 'Phone'],
    ['Account', 'ACCOUNT.ADDRESS1_CITY', 'BillingCity'],
    ['Contact', 'ACCOUNT.NAME', 'Account.Name'],
    ['Contact', 'FULL_NAME', 'Name'],
    ['Opportunity', 'OPPORTUNITY.STAGE_NAME', 'StageName'],
    ['Gadget__c', 'CREATEDBY_USER', 'CreatedBy.Name']
  ];
  for (const [name, column, path] of rows) assert.equal(columnPath(object(name), column), path, column);
  assert.equal(columnPath(gadget, 'Made.Up'), undefined);
});

test('a list view of the project is read, described and queried', () => {
  assert.deepEqual(
    listViews(metadata, gadget).map(({ name, label }) => [name, label]),
    [
      ['My_Gadgets', 'My gadgets'],
      ['Sold_Or_Cheap', 'Sold or cheap']
    ]
  );
  const request = {
    objectName: 'Gadget__c',
    filterName: 'Sold_Or_Cheap',
    userId: '005000000000001AAA'
  };
  const list = describeList(metadata, gadget, request, everything, true);
  assert.deepEqual(
    list.columns.map(({ path }) => path),
    ['Name', 'Price__c', 'Account__c', 'CreatedBy.Name']
  );
  assert.match(list.notices.join(), /Made\.Up/);
  assert.equal(
    list.soql,
    'SELECT Id, Name, Price__c, Account__c, Account__r.Name, CreatedBy.Name FROM Gadget__c WHERE ' +
      "(Stage__c IN ('Idea', 'Sold')) OR ((Price__c < 10) AND (Active__c = TRUE))"
  );
  assert.deepEqual(list.sort, { path: 'Name', descending: false });
  assert.doesNotThrow(() => parseSoql(list.soql));
  assert.doesNotThrow(() =>
    parseSosl(`FIND {x1*} RETURNING ${list.returning} ORDER BY Name ASC NULLS FIRST LIMIT 51)`)
  );
});

test('records looked at last are a list of their own, in that order; there is none before the first', () => {
  const recent = (ids: string[]): { soql: string; sort: { path: string } } =>
    describeList(
      metadata,
      gadget,
      { objectName: 'Gadget__c', filterName: 'Recent', userId: '005000000000001AAA', recent: ids },
      everything,
      true
    );
  assert.match(recent(['a00000000000001AAA', "x' OR Name != '"]).soql, /WHERE Id IN \('a00000000000001AAA'\)$/);
  assert.equal(recent(['a00000000000001AAA']).sort.path, '');
  assert.match(recent([]).soql, /WHERE Id = null$/);
});

test('"mine" means the running user, and a date literal stays one', () => {
  const request = { objectName: 'Gadget__c', filterName: 'my_gadgets', userId: '005000000000001AAA' };
  const { soql } = describeList(metadata, gadget, request, everything, true);
  assert.match(soql, /WHERE OwnerId = '005000000000001AAA' AND \(Released__c >= LAST_N_DAYS:30\)$/);
});

test('a column that the user may not read is not selected', () => {
  const hidden = (_object: string, field: string) => ({ read: field !== 'Price__c', edit: false });
  const request = { objectName: 'Gadget__c', filterName: 'Sold_Or_Cheap', userId: '005000000000001AAA' };
  const { soql } = describeList(metadata, gadget, request, hidden, false);
  assert.doesNotMatch(soql.split(' FROM ')[0] ?? '', /Price__c/);
});

test('every object has a list of all its records; an unknown view is refused', () => {
  const all = describeList(
    metadata,
    gadget,
    { objectName: 'Gadget__c', userId: '005000000000001AAA' },
    everything,
    true
  );
  assert.equal(all.view.name, 'All');
  assert.doesNotMatch(all.soql, /WHERE/);
  const unknown = { objectName: 'Gadget__c', filterName: 'Nope', userId: '005000000000001AAA' };
  assert.throws(() => describeList(metadata, gadget, unknown, everything, true), /no list view named Nope/);
});
