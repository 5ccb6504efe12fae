import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApexList, SObject } from '../../src/values/index.ts';
import { errorsOf, load } from './support.ts';

const source = `trigger Naming on Account (before insert, after update) {
  for (Account a : Trigger.new) {
    a.Description = a.Name + ' ' + Trigger.operationType + ' ' + Trigger.isBefore + ' ' + Trigger.size;
  }
}`;

test('a trigger sees its context while it runs, and nothing afterwards', () => {
  const { program } = load(
    source,
    'public class Probe { public static Boolean inTrigger() { return Trigger.isExecuting; } }'
  );
  const record = new SObject('Account');
  record.put('name', 'Acme');
  const [trigger] = program.triggersFor('account', 'BEFORE_INSERT');
  assert.ok(trigger);
  program.runTrigger(trigger, {
    operation: 'BEFORE_INSERT',
    isExecuting: true,
    newRecords: new ApexList(program.type('system.list<schema.account>'), [record]),
    oldRecords: null,
    newMap: null,
    oldMap: null,
    size: 1
  });
  assert.equal(record.get('description'), 'Acme BEFORE_INSERT true 1');
  assert.equal(program.callStatic('probe', 'inTrigger'), false);
});

test('a trigger is found by its events only', () => {
  const { program } = load(source);
  assert.deepEqual(
    ['BEFORE_INSERT', 'AFTER_UPDATE', 'AFTER_INSERT'].map(
      (operation) => program.triggersFor('Account', operation).length
    ),
    [1, 1, 0]
  );
});

test('a trigger on an unknown object is an error', () => {
  assert.deepEqual(errorsOf('trigger T on Nothing__c (before insert) { }'), ['1:1 Invalid type: Nothing__c']);
});

test('fields of records are typed: unknown ones are errors, relationships are followed without null checks', () => {
  assert.deepEqual(errorsOf('public class A { String f(Contact c) { return c.Account.Nope; } }'), [
    '1:57 Variable does not exist: Nope'
  ]);
  const { program } = load(`public class A { public static String f(Contact c) { return c.Account.Owner.Name; } }`);
  assert.equal(program.callStatic('a', 'f', [new SObject('Contact')]), null);
});

test('a field that was not queried cannot be read', () => {
  const { program } = load(`public class A { public static String f(Account a) { return a.Name; } }`);
  const record = new SObject('Account');
  record.queried = new Set(['id']);
  assert.throws(() => program.callStatic('a', 'f', [record]), /without querying the requested field: Account\.name/i);
});
