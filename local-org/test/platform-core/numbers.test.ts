import { test } from 'node:test';
import assert from 'node:assert/strict';
import { ApexEnumValue, stringOf } from '../../src/values/index.ts';
import type { ApexValue } from '../../src/values/index.ts';
import { apexError, dbl, dec, Library } from './library.ts';

const library = new Library();
const mode = (name: string) => library.rt.enumValue('system.roundingmode', name) as ApexEnumValue;
const show = (value: ApexValue) => stringOf(value);
const decimal = (self: string, method: string, ...args: ApexValue[]) =>
  show(library.on('System.Decimal', dec(self), method, ...args));
const math = (signature: string, ...args: ApexValue[]) => show(library.call('System.Math', signature, ...args));

const signatureOf = (type: string, value: ApexValue): string =>
  type === 'Integer' ? `valueOf(${typeof value === 'string' ? 'String' : 'Object'})` : 'valueOf';

test('text to numbers, and the message when it is none', () => {
  const valueOf = (type: string, value: ApexValue) => library.call(`System.${type}`, signatureOf(type, value), value);
  assert.equal(valueOf('Integer', '-42'), -42);
  assert.equal(valueOf('Integer', dec('7.9')), 7);
  assert.equal(valueOf('Long', '9223372036854775807'), 9223372036854775807n);
  assert.equal(show(valueOf('Double', '1.5')), '1.5');
  assert.equal(show(valueOf('Decimal', '1.50')), '1.50');
  assert.equal(show(valueOf('Decimal', 3)), '3');
  assert.equal(valueOf('Boolean', 'TRUE'), true);
  assert.equal(valueOf('Boolean', 'yes'), false);
  for (const [type, value] of [
    ['Integer', '1.5'],
    ['Integer', '2147483648'],
    ['Long', 'x'],
    ['Double', 'x'],
    ['Decimal', '']
  ] as const) {
    assert.throws(
      () => valueOf(type, value),
      apexError('System.TypeException', `Invalid ${type.toLowerCase()}: ${value}`)
    );
  }
  assert.equal(valueOf('Integer', null), null);
  assert.throws(
    () => library.call('System.Integer', 'valueOf(String)', null),
    apexError('System.NullPointerException', 'Argument cannot be null.')
  );
});

test('Decimal methods', () => {
  assert.equal(decimal('50.75', 'divide', dec('5.10'), 2), '9.95');
  assert.equal(decimal('1', 'divide', dec('3'), 2, mode('UP')), '0.34');
  assert.equal(decimal('8.475', 'setScale', 2), '8.48');
  assert.equal(decimal('8.475', 'setScale', 2, mode('DOWN')), '8.47');
  assert.equal(decimal('2.5', 'round'), '2');
  assert.equal(decimal('2.5', 'round', mode('HALF_UP')), '3');
  assert.equal(decimal('4.12', 'pow', 2), '16.9744');
  assert.equal(decimal('123.4567', 'precision'), '7');
  assert.equal(decimal('-1.5', 'abs'), '1.5');
  assert.equal(decimal('1234567.8915', 'format'), '1,234,567.892');
  assert.equal(decimal('-3.9', 'intValue'), '-3');
  assert.throws(() => decimal('1', 'divide', dec('0'), 2), apexError('System.MathException', 'Divide by 0'));
  assert.throws(() => decimal('1', 'setScale', 34), apexError('System.MathException', /scale/));
  assert.throws(
    () => decimal('1.5', 'setScale', 0, mode('UNNECESSARY')),
    apexError('System.MathException', 'Rounding necessary')
  );
});

test('numbers in the locale of the user', () => {
  const german = new Library({ locale: 'de_DE' });
  assert.equal(german.on('System.Decimal', dec('1234.5'), 'format'), '1.234,5');
  assert.equal(library.on('System.Integer', 1234567, 'format'), '1,234,567');
});

test('Math keeps the type of its arguments', () => {
  assert.equal(math('abs(Integer)', -42), '42');
  assert.equal(math('abs(Decimal)', dec('-1.10')), '1.10');
  assert.equal(math('ceil(Decimal)', dec('1.1')), '2');
  assert.equal(math('ceil(Double)', dbl(1.1)), '2.0');
  assert.equal(math('floor(Decimal)', dec('-1.1')), '-2');
  assert.equal(math('max(Integer,Integer)', 3, 7), '7');
  assert.equal(math('min(Decimal,Decimal)', dec('1.5'), dec('1.50')), '1.5');
  assert.equal(math('max(Double,Double)', 3, dbl(2.5)), '3.0');
  assert.equal(math('mod(Integer,Integer)', -7, 3), '-1');
  assert.equal(math('mod(Long,Long)', 12n, 5n), '2');
  assert.equal(math('pow', dbl(2), dbl(10)), '1024.0');
  assert.equal(math('round(Double)', dbl(2.5)), '2');
  assert.equal(math('round(Decimal)', dec('3.5')), '4');
  assert.equal(math('roundToLong(Double)', dbl(-1.5)), '-2');
  assert.equal(math('sqrt(Double)', dbl(4)), '2.0');
  assert.equal(math('signum(Decimal)', dec('-3.2')), '-1');
  assert.throws(() => math('mod(Integer,Integer)', 1, 0), apexError('System.MathException', 'Divide by 0'));
});

test('narrowing', () => {
  assert.equal(library.on('System.Long', 4294967297n, 'intValue'), 1);
  assert.equal(library.on('System.Double', dbl(1.9), 'intValue'), 1);
  assert.equal(library.on('System.Double', dbl(-1.5), 'round'), -2n);
});
