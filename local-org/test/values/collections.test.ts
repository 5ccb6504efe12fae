import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  ApexDate,
  ApexDatetime,
  ApexEnumValue,
  ApexException,
  ApexList,
  ApexMap,
  ApexObject,
  ApexSet,
  Decimal,
  exactEquals,
  looseEquals,
  SObject,
  stringOf,
  TypeTable
} from '../../src/values/index.ts';
import type { ApexValue } from '../../src/values/index.ts';

const types = new TypeTable((key) => ({ 'system.object': 'Object', 'system.string': 'String' })[key]);
const listType = types.get('system.list<system.object>');
const setType = types.get('system.set<system.object>');
const mapType = types.get('system.map<system.object,system.object>');

/** A user class with `equals` and `hashCode`; few hashes, so that they collide. */
class Point extends ApexObject {
  readonly $type = 'point';
  readonly x: number;

  constructor(x: number) {
    super();
    this.x = x;
  }

  override $equals(other: ApexObject): boolean {
    return other instanceof Point && other.x === this.x;
  }

  override $hash(): number {
    return this.x % 3;
  }
}

const key: fc.Arbitrary<ApexValue> = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom('', 'a', 'A', 'b', '\u0000D1', '\u0000'),
  fc.integer({ min: 0, max: 3 }).map((days) => new ApexDate(days)),
  fc.integer({ min: 0, max: 3 }).map((seconds) => new ApexDatetime(seconds * 1000)),
  fc
    .tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 }))
    .map(([value, zeros]) => new Decimal(BigInt(value) * 10n ** BigInt(zeros), zeros)),
  fc.integer({ min: 0, max: 4 }).map((x) => new Point(x)),
  fc.constantFrom('A', 'B').map((name) => new ApexEnumValue('color', name, 0)),
  fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 2 }).map((items) => new ApexList(listType, items)),
  fc.constantFrom('x', 'y').map((name) => {
    const record = new SObject('Account');
    record.put('name', name);
    return record;
  })
);

/** Equality inside collections: values of different types differ there, even an Integer and a Decimal. */
function sameKey(a: ApexValue, b: ApexValue): boolean {
  return a?.constructor === b?.constructor && exactEquals(a, b);
}

test('a set behaves like a list without equal members', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), key), { maxLength: 30 }), (steps) => {
      const set = new ApexSet(setType);
      let model: ApexValue[] = [];
      for (const [add, value] of steps) {
        const known = model.some((member) => sameKey(member, value));
        if (add) {
          assert.equal(set.add(value), !known);
          model = known ? model : [...model, value];
        } else {
          assert.equal(set.delete(value), known);
          model = model.filter((member) => !sameKey(member, value));
        }
        assert.equal(set.has(value), add);
      }
      assert.deepEqual([...set], model);
      assert.equal(set.size, model.length);
    })
  );
});

test('a map behaves like a list of pairs', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), key, fc.integer()), { maxLength: 30 }), (steps) => {
      const map = new ApexMap(mapType);
      let model: [ApexValue, ApexValue][] = [];
      for (const [put, k, v] of steps) {
        const pair = model.find(([other]) => sameKey(other, k));
        const previous = pair ? pair[1] : null;
        if (put) {
          assert.equal(map.set(k, v), previous);
          if (pair) pair[1] = v;
          else model.push([k, v]);
        } else {
          assert.equal(map.delete(k), previous);
          model = model.filter((other) => other !== pair);
        }
        assert.equal(map.get(k), put ? v : null);
      }
      assert.deepEqual([...map.entries()], model);
      assert.deepEqual(
        [...map.keys()],
        model.map(([k]) => k)
      );
    })
  );
});

test('equal collections have equal hashes', () => {
  fc.assert(
    fc.property(fc.array(key, { maxLength: 8 }), (values) => {
      const [a, b] = [new ApexSet(setType, values), new ApexSet(setType, [...values].reverse())];
      assert.ok(exactEquals(a, b));
      assert.equal(a.$hash(), b.$hash());
      const [c, d] = [new ApexList(listType, values), new ApexList(listType, [...values])];
      assert.ok(exactEquals(c, d));
      assert.equal(c.$hash(), d.$hash());
    })
  );
});

function isFinal(message: string) {
  return (error: unknown) =>
    error instanceof ApexException && error.typeName === 'System.FinalException' && error.message === message;
}

test('the key set is a view: removing works, adding does not', () => {
  const map = new ApexMap(mapType, [
    ['a', 1],
    ['b', 2]
  ]);
  const keys = map.keySet(setType);
  assert.equal(keys.delete('a'), true);
  assert.equal(map.size, 1);
  map.set('c', 3);
  assert.deepEqual([...keys], ['b', 'c']);
  assert.throws(() => keys.add('d'), isFinal('Collection is read-only'));
});

test('collections refuse changes while a loop runs over them, and when they are read-only', () => {
  const set = new ApexSet(setType, ['a']);
  set.iterating++;
  assert.throws(() => set.add('b'), isFinal('Cannot modify a collection while it is being iterated.'));
  set.iterating--;
  assert.equal(set.add('b'), true);
  set.readOnly = true;
  assert.throws(() => set.clear(), isFinal('Collection is read-only'));
});

test('a map that ignores case finds text in any case and keeps the first key', () => {
  const map = new ApexMap(mapType, [['Name', 1]], { ignoreCase: true });
  assert.equal(map.get('NAME'), 1);
  map.set('name', 2);
  assert.deepEqual([...map.entries()], [['Name', 2]]);
});

test('a record that changes is another key', () => {
  const record = new SObject('Account');
  record.put('name', 'x');
  const set = new ApexSet(setType, [record]);
  assert.ok(set.has(record));
  record.put('name', 'y');
  assert.ok(!set.has(record));
});

test('text of collections', () => {
  const list = new ApexList(listType, [1, null, 'a', Decimal.of('1.50')]);
  assert.equal(stringOf(list), '(1, null, a, 1.50)');
  assert.equal(stringOf(new ApexSet(setType, ['a', 'b'])), '{a, b}');
  assert.equal(stringOf(new ApexMap(mapType, [['k', list]])), '{k=(1, null, a, 1.50)}');
  assert.equal(
    stringOf(
      new ApexList(
        listType,
        Array.from({ length: 12 }, (_, i) => i)
      )
    ),
    '(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, ...)'
  );
  list.items.push(list);
  assert.equal(stringOf(list), '(1, null, a, 1.50, (already output))');
});

test('== ignores the case of text, equals does not', () => {
  assert.ok(looseEquals('Abc', 'aBC'));
  assert.ok(!exactEquals('Abc', 'aBC'));
  assert.ok(exactEquals(1, Decimal.of('1.00')));
  assert.ok(exactEquals(1n, 1));
  assert.ok(!exactEquals(1, '1'));
  assert.ok(exactEquals(new ApexDate(1), new ApexDatetime(86_400_000)));
});
