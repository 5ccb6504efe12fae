import { test } from 'node:test';
import assert from 'node:assert/strict';
import { ApexException, ApexList, ApexMap, stringOf, TypeValue } from '../../src/values/index.ts';
import type { ApexValue } from '../../src/values/index.ts';
import type { ObjectSchema } from '../../src/metadata/schema.ts';
import { apexError, day, dec, Library } from './library.ts';

const account = { name: 'Account', label: 'Account', keyPrefix: '001', fields: new Map() } as unknown as ObjectSchema;
const library = new Library({
  objects: [account],
  classes: [{ name: 'Base' }, { name: 'Outer.Inner', superType: 'base', fields: [['name', 'system.string']] }]
});
const claim =
  (method: string, ...args: ApexValue[]) =>
  () =>
    library.call('System.Assert', method, ...args);
const old =
  (method: string, ...args: ApexValue[]) =>
  () =>
    library.call('System.System', method, ...args);
const failed = (message: string) => apexError('System.AssertException', message);

test('assertions that hold', () => {
  for (const holds of [
    claim('areEqual', 1, dec('1.0')),
    claim('areNotEqual', 'a', 'A'),
    claim('isTrue', true),
    claim('isFalse', false),
    claim('isNull', null),
    claim('isNotNull', ''),
    claim('isInstanceOfType', 'x', library.typeValue('system.string')),
    claim('isNotInstanceOfType', 1, library.typeValue('system.string')),
    old('assert', true),
    old('assertEquals', null, null),
    old('assertNotEquals', 1, 2)
  ]) {
    assert.equal(holds(), null);
  }
});

test('messages of assertions that fail', () => {
  assert.throws(claim('areEqual', 1, 2), failed('Assertion Failed: Expected: 1, Actual: 2'));
  assert.throws(claim('areEqual', 1, 2, 'why'), failed('Assertion Failed: why: Expected: 1, Actual: 2'));
  assert.throws(
    claim('areEqual', day('2024-05-01'), null),
    failed('Assertion Failed: Expected: 2024-05-01 00:00:00, Actual: null')
  );
  assert.throws(claim('areNotEqual', 1, 1, 'why'), failed('Assertion Failed: why: Same value: 1'));
  assert.throws(claim('fail'), failed('Assertion Failed'));
  assert.throws(claim('fail', 'why'), failed('Assertion Failed: why'));
  assert.throws(claim('isTrue', false), failed('Assertion Failed: Expected: true, Actual: false'));
  assert.throws(claim('isNull', 5), failed('Assertion Failed: Expected: null, Actual: 5'));
  assert.throws(claim('isNotNull', null), failed('Assertion Failed: Same value: null'));
  assert.throws(
    claim('isInstanceOfType', 1, library.typeValue('system.string')),
    apexError('System.AssertException', /^Assertion Failed: Expected: .*String/)
  );
  assert.throws(old('assert', false, 'why'), failed('Assertion Failed: why'));
  assert.throws(old('assertEquals', 'a', 'A'), failed('Assertion Failed: Expected: a, Actual: A'));
});

test('System.debug writes to the log', () => {
  library.call('System.System', 'debug', new ApexList(library.type('system.list<system.object>'), [1, 'a']));
  library.call('System.System', 'debug', library.rt.enumValue('system.logginglevel', 'ERROR'), 'bad');
  assert.deepEqual(library.log, ['DEBUG (1, a)', 'ERROR bad']);
});

test('exceptions', () => {
  const make = (type: string, ...args: ApexValue[]) => library.construct(type, ...args) as ApexException;
  const on = (self: ApexException, method: string, ...args: ApexValue[]) =>
    library.on('System.Exception', self, method, ...args);
  const cause = make('System.MathException', 'inner');
  const outer = make('System.QueryException', 'outer', cause);
  assert.deepEqual(
    [on(outer, 'getMessage'), on(outer, 'getCause'), on(outer, 'getTypeName')],
    ['outer', cause, 'System.QueryException']
  );
  assert.equal(on(make('System.StringException'), 'getMessage'), 'Script-thrown exception');
  assert.equal(on(make('System.StringException', cause), 'getCause'), cause);
  on(outer, 'setMessage', 'new');
  assert.equal(stringOf(outer), 'System.QueryException: new');
  on(cause, 'initCause', outer);
  assert.equal(cause.cause, outer);
  const aura = make('System.AuraHandledException', 'for the client');
  assert.equal(on(aura, 'getMessage'), 'Script-thrown exception');
  assert.equal(aura.message, 'for the client');
  on(aura, 'setMessage', 'for tests');
  assert.equal(on(aura, 'getMessage'), 'for tests');
});

test('rows of a DmlException', () => {
  const exception = new ApexException('System.DmlException', 'Insert failed.');
  exception.dmlRows = [
    { index: 2, id: '001000000000001AAA', statusCode: 'REQUIRED_FIELD_MISSING', message: 'Required', fields: ['Name'] }
  ];
  const get = (method: string) => library.on('System.Exception', exception, method, 0);
  assert.equal(library.on('System.Exception', exception, 'getNumDml'), 1);
  assert.deepEqual(['getDmlIndex', 'getDmlId', 'getDmlMessage', 'getDmlStatusCode'].map(get), [
    2,
    '001000000000001AAA',
    'Required',
    'REQUIRED_FIELD_MISSING'
  ]);
  assert.equal(stringOf(get('getDmlFieldNames')), '(Name)');
  assert.equal(stringOf(get('getDmlType')), 'REQUIRED_FIELD_MISSING');
  assert.throws(
    () => library.on('System.Exception', exception, 'getDmlId', 1),
    apexError('System.ListException', 'List index out of bounds: 1')
  );
});

test('Id', () => {
  const valueOf = (...args: ApexValue[]) => library.call('System.Id', 'valueOf', ...args);
  assert.equal(valueOf('001D000000IRFma'), '001D000000IRFmaIAH');
  assert.equal(valueOf('001d000000irfmaIAH', true), '001D000000IRFmaIAH');
  assert.throws(() => valueOf('001'), apexError('System.StringException', 'Invalid id: 001'));
  const on = (self: string, method: string, ...args: ApexValue[]) => library.on('System.Id', self, method, ...args);
  assert.equal(on('001D000000IRFmaIAH', 'to15'), '001D000000IRFma');
  assert.equal(on('001D000000IRFmaIAH', 'equals', '001D000000IRFma'), true);
  assert.equal(
    (on('001D000000IRFmaIAH', 'getSObjectType') as unknown as { text: string }).text,
    'schema.sobjecttype.forName(Account)'
  );
  assert.throws(
    () => on('zzzD000000IRFmaIAH', 'getSObjectType'),
    apexError('System.SObjectException', /Cannot locate Apex Type for ID/)
  );
});

test('Type.forName and newInstance', () => {
  const forName = (...names: string[]) => library.call('System.Type', 'forName', ...names) as TypeValue | null;
  assert.equal(forName('outer.inner')?.type.name, 'Outer.Inner');
  assert.equal(forName('Map<String, List<Account>>')?.type.name, 'Map<String,List<Account>>');
  assert.equal(forName('Account[]')?.type.name, 'List<Account>');
  assert.equal(forName('Schema.Account')?.type.name, 'Account');
  assert.equal(forName('', 'Base')?.type.name, 'Base');
  assert.equal(forName('Nothing'), null);
  assert.equal(forName('List<Nothing>'), null);
  const instance = (name: string) => library.on('System.Type', forName(name), 'newInstance');
  assert.ok(instance('List<String>') instanceof ApexList);
  assert.ok(instance('Map<String,String>') instanceof ApexMap);
  assert.equal(stringOf(instance('Account')), 'Account:{}');
  const isAssignable = (to: string, from: string) =>
    library.on('System.Type', forName(to), 'isAssignableFrom', forName(from));
  assert.equal(isAssignable('Base', 'Outer.Inner'), true);
  assert.equal(isAssignable('Outer.Inner', 'Base'), false);
  assert.equal(isAssignable('SObject', 'Account'), true);
  assert.equal(isAssignable('List<SObject>', 'List<Account>'), true);
});

test('Object.clone is shallow', () => {
  const inner = library.instance('outer.inner', { name: 'x' });
  const copy = library.on('System.Object', inner, 'clone') as typeof inner;
  assert.notEqual(copy, inner);
  assert.equal((copy as unknown as { f_name: string }).f_name, 'x');
  assert.equal(library.on('System.Object', inner, 'equals', copy), false);
});
