import { test } from 'node:test';
import assert from 'node:assert/strict';
import { ApexList, ApexMap, ApexSet, SObject, stringOf } from '../../src/values/index.ts';
import type { ApexValue } from '../../src/values/index.ts';
import type { ObjectSchema } from '../../src/metadata/schema.ts';
import { apexError, dec, Library, UserObject } from './library.ts';

const field = (name: string, type = 'string') => ({ name, type });
const account = {
  name: 'Account',
  label: 'Account',
  nameField: 'Name',
  keyPrefix: '001',
  childRelationships: [],
  fields: new Map([
    ['id', field('Id', 'id')],
    ['name', field('Name')],
    ['createddate', field('CreatedDate', 'datetime')],
    ['number__c', field('Number__c', 'autonumber')]
  ])
} as unknown as ObjectSchema;

const library = new Library({ objects: [account], classes: [{ name: 'Weight' }, { name: 'Plain' }] });
const listOf = (items: ApexValue[], element = 'system.object') =>
  new ApexList(library.type(`system.list<${element}>`), items);
const setOf = (items: ApexValue[]) => new ApexSet(library.type('system.set<system.object>'), items);
const on = (self: ApexValue, method: string, ...args: ApexValue[]) =>
  library.on(
    self instanceof ApexList ? 'System.List' : self instanceof ApexSet ? 'System.Set' : 'System.Map',
    self,
    method,
    ...args
  );

function record(values: Record<string, ApexValue>): SObject {
  const result = new SObject('Account', account);
  Object.entries(values).forEach(([name, value]) => result.put(name, value));
  return result;
}

class Weight extends UserObject {
  readonly grams: number;

  constructor(grams: number) {
    super('weight');
    this.grams = grams;
  }

  compareto(other: Weight): number {
    return this.grams - other.grams;
  }
}

test('List: reading and changing', () => {
  const list = listOf([1, 2]);
  on(list, 'add', 3);
  on(list, 'add', 1, 9);
  assert.deepEqual(list.items, [1, 9, 2, 3]);
  assert.equal(on(list, 'remove', 1), 9);
  on(list, 'set', 0, 5);
  on(list, 'addAll', setOf([7]));
  assert.deepEqual(list.items, [5, 2, 3, 7]);
  assert.equal(on(list, 'indexOf', 3), 2);
  assert.equal(on(list, 'contains', dec('3.0')), true);
  assert.equal(on(list, 'contains', 4), false);
  on(list, 'addAll', list);
  assert.equal(on(list, 'size'), 8);
  for (const [method, ...args] of [
    ['get', 8],
    ['set', -1, 0],
    ['remove', 99],
    ['add', 9, 0]
  ] as [string, ...number[]][]) {
    assert.throws(
      () => on(list, method, ...args),
      apexError('System.ListException', `List index out of bounds: ${args[0]}`)
    );
  }
  on(list, 'clear');
  assert.equal(on(list, 'isEmpty'), true);
});

test('List.sort: natural order, nulls first', () => {
  const sorted = (...items: ApexValue[]) => {
    const list = listOf(items);
    on(list, 'sort');
    return list.items;
  };
  assert.deepEqual(sorted(3, null, 1, 2), [null, 1, 2, 3]);
  assert.deepEqual(sorted('b', 'A', 'a', 'B'), ['A', 'B', 'a', 'b']);
  assert.deepEqual(
    sorted(new Weight(2), new Weight(1)).map((item) => (item as Weight).grams),
    [1, 2]
  );
  assert.deepEqual(
    sorted(record({ name: 'b' }), record({ name: 'a' }), record({})).map((item) => (item as SObject).get('name')),
    [null, 'a', 'b']
  );
  assert.throws(
    () => sorted(new UserObject('plain'), new UserObject('plain')),
    apexError('System.ListException', /not Comparable/)
  );
});

test('List.sort with a comparator', () => {
  const list = listOf(['bb', 'a', 'ccc']);
  const comparator = Object.assign(new UserObject('plain'), { compare: (a: string, b: string) => b.length - a.length });
  on(list, 'sort', comparator);
  assert.deepEqual(list.items, ['ccc', 'bb', 'a']);
});

test('iterators', () => {
  const iterator = on(listOf(['a']), 'iterator');
  const step = (method: string) => library.on('System.Iterator', iterator, method);
  assert.deepEqual([step('hasNext'), step('next'), step('hasNext')], [true, 'a', false]);
  assert.throws(() => step('next'), apexError('System.NoSuchElementException', /./));
});

test('addAll takes any iterable', () => {
  let left = 2;
  const iterator = Object.assign(new UserObject('plain'), { hasnext: () => left > 0, next: () => left-- });
  const iterable = Object.assign(new UserObject('plain'), { iterator: () => iterator });
  const list = listOf([]);
  on(list, 'addAll', iterable);
  assert.deepEqual(list.items, [2, 1]);
});

test('clone shares the members, deepClone copies records without their id', () => {
  const source = listOf(
    [record({ id: '001000000000001AAA', name: 'x', createddate: null, number__c: '7' })],
    'schema.account'
  );
  assert.equal((on(source, 'clone') as ApexList).items[0], source.items[0]);
  const keys = (...flags: boolean[]) => [
    ...((on(source, 'deepClone', ...flags) as ApexList).items[0] as SObject).fields.keys()
  ];
  assert.deepEqual(keys(), ['name']);
  assert.deepEqual(keys(true), ['id', 'name']);
  assert.deepEqual(keys(true, true), ['id', 'name', 'createddate']);
  assert.deepEqual(keys(true, true, true), ['id', 'name', 'createddate', 'number__c']);
});

test('the sObject type of a collection', () => {
  assert.equal(
    (on(listOf([], 'schema.account'), 'getSObjectType') as unknown as { text: string }).text,
    'schema.sobjecttype.forName(Account)'
  );
  assert.equal(on(listOf([], 'system.sobject'), 'getSObjectType'), null);
  assert.equal(on(listOf([], 'system.string'), 'getSObjectType'), null);
});

test('Set operations', () => {
  const set = setOf(['a', 'b']);
  assert.equal(on(set, 'add', 'a'), false);
  assert.equal(on(set, 'addAll', listOf(['b', 'c'])), true);
  assert.equal(on(set, 'containsAll', setOf(['a', 'c'])), true);
  assert.equal(on(set, 'removeAll', listOf(['x'])), false);
  assert.equal(on(set, 'retainAll', listOf(['a', 'z'])), true);
  assert.equal(stringOf(set), '{a}');
  assert.equal(on(set, 'remove', 'a'), true);
  assert.equal(on(set, 'isEmpty'), true);
});

test('Map operations', () => {
  const map = new ApexMap(library.type('system.map<system.string,system.integer>'));
  assert.equal(on(map, 'put', 'a', 1), null);
  assert.equal(on(map, 'put', 'a', 2), 1);
  assert.equal(on(map, 'get', 'A'), null);
  assert.equal(on(map, 'containsKey', 'a'), true);
  on(map, 'putAll', new ApexMap(map.type, [['b', 3]]));
  assert.equal(stringOf(on(map, 'keySet')), '{a, b}');
  assert.equal(stringOf(on(map, 'values')), '(2, 3)');
  assert.equal((on(map, 'values') as ApexList).type, library.type('system.list<system.integer>'));
  assert.equal(on(map, 'remove', 'a'), 2);
  assert.equal(on(map, 'remove', 'a'), null);
});

test('maps of records by id', () => {
  const type = library.type('system.map<system.id,schema.account>');
  const one = record({ id: '001000000000001AAA' });
  const map = library.construct('System.Map', type as unknown as ApexValue, listOf([one])) as ApexMap;
  assert.equal(map.get('001000000000001AAA'), one);
  const unsaved = record({ name: 'x' });
  on(map, 'putAll', listOf([unsaved]));
  assert.equal(map.get(null), unsaved);
  assert.throws(
    () => library.construct('System.Map', type as unknown as ApexValue, listOf([one, unsaved])),
    apexError('System.ListException', 'Row with null Id at index: 1')
  );
});
