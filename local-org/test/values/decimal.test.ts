import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Decimal } from '../../src/values/index.ts';
import type { RoundingModeName } from '../../src/values/index.ts';

const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 12 }))
  .map(([unscaled, scale]) => new Decimal(unscaled, scale));

/** The value as a fraction, to compare with arithmetic that knows no scale. */
function ratio(value: Decimal): [bigint, bigint] {
  return value.scale >= 0
    ? [value.unscaled, 10n ** BigInt(value.scale)]
    : [value.unscaled * 10n ** BigInt(-value.scale), 1n];
}

function sameRatio(value: Decimal, numerator: bigint, denominator: bigint): boolean {
  const [n, d] = ratio(value);
  return n * denominator === numerator * d;
}

test('arithmetic agrees with exact fractions', () => {
  fc.assert(
    fc.property(decimal, decimal, (a, b) => {
      const [an, ad] = ratio(a);
      const [bn, bd] = ratio(b);
      assert.ok(sameRatio(a.add(b), an * bd + bn * ad, ad * bd));
      assert.ok(sameRatio(a.subtract(b), an * bd - bn * ad, ad * bd));
      assert.ok(sameRatio(a.multiply(b), an * bn, ad * bd));
      assert.equal(a.add(b).scale, Math.max(a.scale, b.scale));
      assert.equal(a.multiply(b).scale, a.scale + b.scale);
      assert.equal(Math.sign(a.compareTo(b)), an * bd < bn * ad ? -1 : an * bd > bn * ad ? 1 : 0);
    })
  );
});

test('division is within half a unit of its last place', () => {
  fc.assert(
    fc.property(decimal, decimal, (a, b) => {
      fc.pre(b.signum !== 0);
      const quotient = a.divide(b);
      const error = quotient.multiply(b).subtract(a).abs();
      const half = new Decimal(5n, quotient.scale + 1).multiply(b.abs());
      assert.ok(error.compareTo(half) <= 0, `${a} / ${b} = ${quotient}`);
    })
  );
});

test('rounding modes bound the result as they promise', () => {
  const modes: RoundingModeName[] = ['UP', 'DOWN', 'CEILING', 'FLOOR', 'HALF_UP', 'HALF_DOWN', 'HALF_EVEN'];
  fc.assert(
    fc.property(decimal, fc.integer({ min: -3, max: 12 }), fc.constantFrom(...modes), (value, scale, mode) => {
      const rounded = value.setScale(scale, mode);
      assert.equal(rounded.scale, scale);
      const difference = rounded.subtract(value);
      const unit = new Decimal(1n, scale);
      assert.ok(difference.abs().compareTo(unit) < 0);
      if (mode === 'CEILING') assert.ok(difference.signum >= 0);
      if (mode === 'FLOOR') assert.ok(difference.signum <= 0);
      if (mode === 'DOWN') assert.ok(rounded.abs().compareTo(value.abs()) <= 0);
      if (mode === 'UP') assert.ok(rounded.abs().compareTo(value.abs()) >= 0);
      if (mode.startsWith('HALF')) assert.ok(difference.abs().multiply(Decimal.of('2')).compareTo(unit) <= 0);
    })
  );
});

test('halves go where the mode says', () => {
  const round = (text: string, mode: RoundingModeName) => Decimal.of(text).setScale(0, mode).toString();
  assert.deepEqual(
    ['2.5', '3.5', '-2.5'].map((text) => [round(text, 'HALF_UP'), round(text, 'HALF_DOWN'), round(text, 'HALF_EVEN')]),
    [
      ['3', '2', '2'],
      ['4', '3', '4'],
      ['-3', '-2', '-2']
    ]
  );
  assert.throws(() => round('2.5', 'UNNECESSARY'), /Rounding necessary/);
});

test('text keeps the scale and reads back', () => {
  fc.assert(
    fc.property(decimal, (value) => {
      const read = Decimal.parse(value.toString())!;
      assert.equal(read.compareTo(value), 0);
      assert.equal(read.scale, value.scale);
      assert.equal(Decimal.parse(value.toPlainString())!.compareTo(value), 0);
    })
  );
  assert.equal(Decimal.of('1.10').toString(), '1.10');
  assert.equal(Decimal.of('0.0000001').toString(), '1E-7');
  assert.equal(Decimal.of('0.0000001').toPlainString(), '0.0000001');
  assert.equal(Decimal.of('100').stripTrailingZeros().toString(), '1E+2');
  assert.equal(Decimal.of('1.5e3').toPlainString(), '1500');
  for (const text of ['', '.', '1,5', 'abc', '1.2.3', '--1']) {
    assert.equal(Decimal.parse(text), null, text);
  }
});

test('division without a scale stops at 33 digits after the point', () => {
  const divide = (a: string, b: string) => Decimal.of(a).divide(Decimal.of(b)).toString();
  assert.equal(divide('1', '3'), `0.${'3'.repeat(33)}`);
  assert.equal(divide('1.0000', '3.00'), `0.${'3'.repeat(33)}`);
  assert.equal(divide('1.0', '4.0'), '0.25');
  assert.equal(divide('10', '4'), '2.5');
});

test('a Double becomes the Decimal of its text', () => {
  assert.equal(Decimal.fromDouble(0.1)!.toString(), '0.1');
  assert.equal(Decimal.fromDouble(5)!.toString(), '5.0');
  assert.equal(Decimal.fromDouble(NaN), null);
});

test('equal numbers of different scale are one key', () => {
  assert.equal(Decimal.of('1.0').$key(), Decimal.of('1.000').$key());
  assert.notEqual(Decimal.of('1.0').$key(), Decimal.of('10').$key());
  assert.equal(Decimal.of('1.0').$hash(), Decimal.of('1').$hash());
});

test('numbers of too many digits are refused before they are built', () => {
  const long = '9'.repeat(40_001);
  for (const text of ['1e999999', '-1E999999999', '1e-999999', `1e${40_001}`, long, `0.${long}`, `1${long}e-10`]) {
    assert.equal(Decimal.parse(text), null, text.slice(0, 20));
  }
  const largest = Decimal.parse('1e39999');
  assert.ok(largest);
  assert.equal(largest.compareTo(Decimal.of('1e39998')), 1);
  assert.equal(Decimal.of('10').pow(32_767).precision, 32_768);
  assert.equal(Decimal.of('-1').pow(32_767).toString(), '-1');
  const refused = (action: () => unknown): void => assert.throws(action, { typeName: 'System.MathException' });
  refused(() => Decimal.of('99').pow(32_767));
  refused(() => largest.multiply(Decimal.of('1e2')));
  refused(() => Decimal.of('0.01').pow(32_767));
  let doubled = Decimal.of('7');
  refused(() => {
    for (;;) {
      doubled = doubled.multiply(doubled);
    }
  });
});
