import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { evaluate, expression, load, thrownBy } from './support.ts';

test('Integer division truncates and arithmetic wraps at 32 bits', () => {
  assert.equal(expression('7 / 2'), '3');
  assert.equal(expression('-7 / 2'), '-3');
  assert.equal(expression('2147483647 + 1'), '-2147483648');
  assert.equal(expression('65536 * 65536'), '0');
});

test('Long arithmetic keeps 64 bits and wraps beyond', () => {
  assert.equal(expression('3000000000L * 3'), '9000000000');
  assert.equal(expression('9223372036854775807L + 1'), '-9223372036854775808');
  assert.equal(evaluate('Long', 'Integer i = 5; Long l = i; return l + 1;'), '6');
});

test('Decimals keep their trailing zeros and win over Integers', () => {
  assert.equal(expression('1.10 + 1'), '2.10');
  assert.equal(expression('7.0 / 2'), '3.5');
  assert.equal(evaluate('Decimal', 'Decimal d = 5; return d;'), '5');
});

test('Integer arithmetic agrees with 32-bit arithmetic for all values', () => {
  const { program } = load(
    `public class Sums {
       public static Integer add(Integer a, Integer b) { return a + b; }
       public static Integer sub(Integer a, Integer b) { return a - b; }
       public static Integer mul(Integer a, Integer b) { return a * b; }
       public static Integer div(Integer a, Integer b) { return a / b; }
     }`
  );
  fc.assert(
    fc.property(fc.integer(), fc.integer(), (a, b) => {
      const wide = [BigInt(a), BigInt(b)] as const;
      const wrap = (value: bigint): number => Number(BigInt.asIntN(32, value));
      assert.equal(program.callStatic('sums', 'add', [a, b]), wrap(wide[0] + wide[1]));
      assert.equal(program.callStatic('sums', 'sub', [a, b]), wrap(wide[0] - wide[1]));
      assert.equal(program.callStatic('sums', 'mul', [a, b]), wrap(wide[0] * wide[1]));
      if (b !== 0) {
        assert.equal(program.callStatic('sums', 'div', [a, b]), wrap(wide[0] / wide[1]));
      }
    })
  );
});

test('dividing by zero is a MathException', () => {
  assert.equal(
    thrownBy(() => evaluate('Integer', 'Integer zero = 0; return 1 / zero;')),
    'System.MathException: Divide by 0'
  );
});

test('== ignores the case of text, === and equals do not', () => {
  assert.equal(expression("'abc' == 'ABC'"), 'true');
  assert.equal(expression("'abc' != 'ABC'"), 'false');
  assert.equal(expression("'abc'.equals('ABC')"), 'false');
  assert.equal(expression("'abc' === 'abc'"), 'true');
});

test('concatenation prints null and every other type', () => {
  assert.equal(evaluate('String', "String s; return 'a' + s + 1 + true + 1.50;"), 'anull1true1.50');
  assert.equal(expression("1 + 2 + 'x' + 1 + 2"), '3x12');
});

test('comparing with null is false, calculating with it a NullPointerException', () => {
  assert.equal(evaluate('Boolean', 'Integer i; return i < 5;'), 'false');
  assert.equal(evaluate('Boolean', 'Integer i; return i >= 5;'), 'false');
  assert.equal(
    thrownBy(() => evaluate('Integer', 'Integer i; return i + 5;')),
    'System.NullPointerException: Attempt to de-reference a null object'
  );
});

test('?. ends the whole chain and ?? takes over', () => {
  assert.equal(evaluate('String', 'String s; return s?.trim().toLowerCase();'), 'null');
  assert.equal(evaluate('String', "String s; return s?.trim() ?? 'none';"), 'none');
  assert.equal(evaluate('String', "String s = ' A '; return s?.trim() ?? 'none';"), 'A');
});

test('increments yield the value before or after', () => {
  assert.equal(
    evaluate('String', "Integer i = 1; Integer a = i++; Integer b = ++i; return a + ',' + b + ',' + i;"),
    '1,3,3'
  );
  assert.equal(evaluate('Integer', 'List<Integer> l = new List<Integer>{ 1 }; l[0]++; l[0] += 5; return l[0];'), '7');
});

test('a target of compound assignment is evaluated once', () => {
  const source = `public class Once {
    Integer calls = 0; Integer value = 1;
    Once self() { calls++; return this; }
    public static String run() { Once o = new Once(); o.self().value += 2; return o.calls + ',' + o.value; } }`;
  assert.equal(expression('Once.run()', source), '1,3');
});

test('bits and shifts', () => {
  assert.equal(expression('6 & 3'), '2');
  assert.equal(expression('6 | 3'), '7');
  assert.equal(expression('6 ^ 3'), '5');
  assert.equal(expression('1 << 33'), '2');
  assert.equal(expression('-1 >>> 28'), '15');
  assert.equal(expression('1L << 33'), '8589934592');
});

test('instanceof and casts look at the run-time type', () => {
  assert.equal(evaluate('Boolean', 'Object o = 5; return o instanceof Integer;'), 'true');
  assert.equal(evaluate('Boolean', "Object o = 'x'; return o instanceof Integer;"), 'false');
  assert.equal(
    thrownBy(() => evaluate('Integer', "Object o = 'x'; return (Integer) o;")),
    'System.TypeException: Invalid conversion from runtime type String to Integer'
  );
  assert.equal(evaluate('Integer', 'return (Integer) 3.9;'), '3');
});
