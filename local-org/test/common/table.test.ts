import assert from 'node:assert/strict';
import { test } from 'node:test';
import { own, table } from '../../src/common/table.ts';

const INHERITED = ['constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty', '__defineGetter__'];

test('tables answer for their own entries and nothing else', () => {
  const known: Readonly<Record<string, number>> = table({ a: 1, ['__proto__']: 2 });
  assert.equal(known['a'], 1);
  assert.equal(known['__proto__'], 2);
  const empty: Record<string, number> = table({});
  const outside = JSON.parse('{"a": 1}') as Record<string, number>;
  for (const name of INHERITED) {
    assert.equal(empty[name], undefined, name);
    assert.equal(own(outside, name), undefined, name);
    empty[name] = 3;
    assert.equal(empty[name], 3, name);
  }
  assert.equal(own(outside, 'a'), 1);
  assert.equal(own(JSON.parse('{"__proto__": 4}') as Record<string, number>, '__proto__'), 4);
});
