import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CronError, nextFireTime } from '../../src/org/index.ts';

const at = (text: string): number => Date.parse(text);
const next = (expression: string, after: string, zone = 'GMT'): string | null => {
  const time = nextFireTime(expression, at(after), zone);
  return time === null ? null : new Date(time).toISOString();
};

test('plain times, every day', () => {
  assert.equal(next('0 30 2 * * ?', '2026-03-01T02:29:59Z'), '2026-03-01T02:30:00.000Z');
  assert.equal(next('0 30 2 * * ?', '2026-03-01T02:30:00Z'), '2026-03-02T02:30:00.000Z');
});

test('the time zone of the user decides, across the change of the clock', () => {
  assert.equal(next('0 0 9 * * ?', '2026-03-28T12:00:00Z', 'Europe/Berlin'), '2026-03-29T07:00:00.000Z');
  assert.equal(next('0 0 9 * * ?', '2026-03-27T12:00:00Z', 'Europe/Berlin'), '2026-03-28T08:00:00.000Z');
});

test('weekdays, ranges, steps and lists', () => {
  assert.equal(next('0 0 8 ? * MON-FRI', '2026-02-27T09:00:00Z'), '2026-03-02T08:00:00.000Z');
  assert.equal(next('0 30 1/9 * * ?', '2026-03-01T10:31:00Z'), '2026-03-01T19:30:00.000Z');
  assert.equal(next('0 0 0 1,15 * ?', '2026-03-02T00:00:00Z'), '2026-03-15T00:00:00.000Z');
});

test('last day, nearest weekday, nth weekday', () => {
  assert.equal(next('0 0 0 L * ?', '2028-02-10T00:00:00Z'), '2028-02-29T00:00:00.000Z');
  assert.equal(next('0 0 0 1W * ?', '2026-08-01T00:00:00Z'), '2026-08-03T00:00:00.000Z');
  assert.equal(next('0 0 0 ? * 6#3', '2026-03-01T00:00:00Z'), '2026-03-20T00:00:00.000Z');
  assert.equal(next('0 0 0 ? * 6L', '2026-03-01T00:00:00Z'), '2026-03-27T00:00:00.000Z');
});

test('a year far away is found and a year that is over never comes', () => {
  assert.equal(next('0 0 0 28 5 ? 2099', '2026-03-01T00:00:00Z'), '2099-05-28T00:00:00.000Z');
  assert.equal(next('0 0 0 28 5 ? 2020', '2026-03-01T00:00:00Z'), null);
});

test('what Apex refuses is refused', () => {
  for (const expression of [
    '0 0 0',
    '61 0 0 * * ?',
    '0 0 0 1 * MON',
    'a 0 0 * * ?',
    '0 0/15 * * * ?',
    '0 * 0 * * ?',
    '0,1 0 0 * * ?'
  ]) {
    assert.throws(() => nextFireTime(expression, 0, 'GMT'), CronError, expression);
  }
});

test('the next time is always later and fits the expression', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 59 }),
      fc.integer({ min: 0, max: 23 }),
      fc.integer({ min: 1_700_000_000, max: 1_900_000_000 }),
      (minute, hour, seconds) => {
        const time = nextFireTime(`0 ${minute} ${hour} * * ?`, seconds * 1000, 'GMT') ?? NaN;
        const date = new Date(time);
        assert.ok(time > seconds * 1000 && time <= seconds * 1000 + 86_400_000);
        assert.deepEqual([date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()], [hour, minute, 0]);
      }
    )
  );
});
