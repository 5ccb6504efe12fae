import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  ApexDate,
  ApexDatetime,
  ApexDouble,
  ApexException,
  ApexTime,
  compareForSort,
  compareValues,
  doubleToInteger,
  idEquals,
  localToUtc,
  SObject,
  stringOf,
  toId18,
  toLong,
  TypeTable,
  zoneOffset
} from '../../src/values/index.ts';
import type { ObjectSchema } from '../../src/metadata/schema.ts';

test('doubles print as Java prints them', () => {
  const cases: [number, string][] = [
    [5, '5.0'],
    [0.001, '0.001'],
    [0.0001, '1.0E-4'],
    [1e7, '1.0E7'],
    [12345678.9, '1.23456789E7'],
    [1e10, '1.0E10'],
    [-0, '-0.0'],
    [NaN, 'NaN'],
    [-Infinity, '-Infinity']
  ];
  for (const [value, text] of cases) {
    assert.equal(stringOf(new ApexDouble(value)), text);
  }
});

test('longs wrap around at 64 bits', () => {
  assert.equal(toLong(2n ** 63n), -(2n ** 63n));
  assert.equal(doubleToInteger(1e10), 2147483647);
  assert.equal(doubleToInteger(NaN), 0);
  assert.equal(doubleToInteger(-1.9), -1);
});

test('ids: 15 and 18 characters', () => {
  assert.equal(toId18('001D000000IRFmaIAH'.slice(0, 15)), '001D000000IRFmaIAH');
  assert.ok(idEquals('001D000000IRFma', '001D000000IRFmaIAH'));
  assert.ok(!idEquals('001d000000IRFma', '001D000000IRFma'));
});

test('dates: adding and subtracting days and months', () => {
  fc.assert(
    fc.property(fc.integer({ min: -200000, max: 200000 }), fc.integer({ min: -5000, max: 5000 }), (days, count) => {
      const date = new ApexDate(days);
      assert.equal(date.addDays(count).addDays(-count).days, days);
      assert.equal(ApexDate.of(date.year, date.month, date.day).days, days);
      const later = date.addMonths(count);
      assert.equal((later.year - date.year) * 12 + later.month - date.month, count);
      assert.ok(later.day <= date.day);
      assert.equal(ApexDate.parseIso(date.toIso())?.days, days);
    })
  );
  assert.equal(ApexDate.of(2024, 1, 31).addMonths(1).toIso(), '2024-02-29');
  assert.equal(ApexDate.of(2024, 2, 30).toIso(), '2024-03-01');
  assert.equal(ApexDate.parseIso('2023-02-29'), null);
  assert.equal(stringOf(ApexDate.of(2024, 5, 1)), '2024-05-01 00:00:00');
});

test('local time and back, in zones with changes of the clock', () => {
  const zone = fc.constantFrom('GMT', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu');
  fc.assert(
    fc.property(zone, fc.integer({ min: 0, max: 2_000_000_000 }), (name, seconds) => {
      const ms = seconds * 1000;
      const local = ms + zoneOffset(name, ms);
      const back = localToUtc(name, local);
      // An hour that occurs twice is taken as the earlier one.
      assert.equal(back + zoneOffset(name, back), local);
      assert.ok(back <= ms);
    })
  );
});

test('a local time that a change of the clock skips moves forward', () => {
  const skipped = Date.UTC(2024, 2, 31, 2, 30);
  assert.equal(new Date(localToUtc('Europe/Berlin', skipped)).toISOString(), '2024-03-31T01:30:00.000Z');
});

test('datetimes read ISO 8601', () => {
  const iso = (text: string) => ApexDatetime.parseIso(text)?.toIso() ?? null;
  assert.equal(iso('2024-05-01T09:30:00.123Z'), '2024-05-01T09:30:00.123Z');
  assert.equal(iso('2024-05-01T09:30:00+02:00'), '2024-05-01T07:30:00.000Z');
  assert.equal(iso('2024-05-01T09:30:00.000+0000'), '2024-05-01T09:30:00.000Z');
  assert.equal(iso('2024-05-01'), '2024-05-01T00:00:00.000Z');
  assert.equal(iso('2024-13-01T00:00:00Z'), null);
  assert.equal(iso('yesterday'), null);
  assert.equal(new ApexDatetime(0).toLocalString('America/New_York'), '1969-12-31 19:00:00');
});

test('datetimes are equal to the second, but ordered to the millisecond', () => {
  const [early, late] = [new ApexDatetime(1001), new ApexDatetime(1999)];
  assert.ok(early.$equals(late));
  assert.equal(early.$key(), late.$key());
  assert.equal(compareValues(early, late), -998);
  assert.ok(!late.$equals(new ApexDatetime(2000)));
});

test('times wrap around midnight', () => {
  const time = ApexTime.of(23, 59, 59, 999);
  assert.equal(stringOf(new ApexTime(time.ms + 1)), '00:00:00.000Z');
  assert.equal(stringOf(new ApexTime(-1)), '23:59:59.999Z');
});

test('operators and sorting order text differently', () => {
  assert.equal(compareValues('a', 'B'), -1);
  assert.equal(compareForSort('a', 'B'), 1);
  assert.equal(compareForSort(null, 'a'), -1);
  assert.equal(compareValues(1, 'a'), undefined);
});

test('types are interned', () => {
  const types = new TypeTable((key) => ({ 'schema.account': 'Account', 'system.string': 'String' })[key]);
  const type = types.get('system.map<system.string,system.list<schema.account>>');
  assert.equal(type.name, 'Map<String,List<Account>>');
  assert.equal(type, types.map(types.get('system.string'), types.list(types.get('schema.account'))));
  assert.equal(types.find('system.list<nothing>'), undefined);
  assert.throws(() => types.get('nothing'), /Unknown type nothing/);
});

test('a queried record guards the fields that were not selected', () => {
  const field = { name: 'Active__c', type: 'boolean' };
  const schema = { name: 'Account', fields: new Map([['active__c', field]]) } as unknown as ObjectSchema;
  const record = new SObject('Account', schema);
  assert.equal(record.get('active__c'), false);
  assert.equal(record.get('name'), null);
  record.queried = new Set(['id', 'name']);
  assert.equal(record.get('name'), null);
  assert.throws(
    () => record.get('active__c'),
    (error) =>
      error instanceof ApexException &&
      error.message === 'SObject row was retrieved via SOQL without querying the requested field: Account.Active__c'
  );
  record.put('active__c', true);
  assert.equal(record.get('active__c'), true);
  assert.equal(stringOf(record), 'Account:{Active__c=true}');
  record.readOnly = true;
  assert.throws(() => record.put('name', 'x'), /Record is read-only/);
});

test('exceptions name their type and message', () => {
  const cause = new ApexException('System.MathException', 'Divide by 0');
  const exception = new ApexException('System.QueryException', null, cause);
  assert.equal(stringOf(cause), 'System.MathException: Divide by 0');
  assert.equal(stringOf(exception), 'System.QueryException: Script-thrown exception');
  assert.equal(exception.cause, cause);
  assert.equal(exception.$type, 'system.queryexception');
});
