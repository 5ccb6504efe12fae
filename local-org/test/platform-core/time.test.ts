import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ApexDate, ApexDatetime, ApexTime, stringOf } from '../../src/values/index.ts';
import type { ApexValue } from '../../src/values/index.ts';
import { apexError, day, instant, Library } from './library.ts';

const newYork = new Library({ timeZone: 'America/New_York', now: Date.UTC(2024, 0, 1, 2, 0) });
const berlin = new Library({ timeZone: 'Europe/Berlin', locale: 'de_DE' });

const datetime = (library: Library, text: string, method: string, ...args: ApexValue[]) =>
  library.on('System.Datetime', instant(text), method, ...args);
const date = (text: string, method: string, ...args: ApexValue[]) =>
  newYork.on('System.Date', day(text), method, ...args);

test('today and now are the transaction clock in the zone of the user', () => {
  assert.equal(stringOf(newYork.call('System.Date', 'today')), '2023-12-31 00:00:00');
  assert.equal((newYork.call('System.Datetime', 'now') as ApexDatetime).toIso(), '2024-01-01T02:00:00.000Z');
  assert.equal(newYork.call('System.System', 'currentTimeMillis'), BigInt(Date.UTC(2024, 0, 1, 2)));
});

test('Date arithmetic', () => {
  assert.equal((date('2024-01-31', 'addMonths', 1) as ApexDate).toIso(), '2024-02-29');
  assert.equal((date('2024-02-29', 'addYears', 1) as ApexDate).toIso(), '2025-02-28');
  assert.equal(date('2024-01-01', 'daysBetween', day('2024-03-01')), 60);
  assert.equal(date('2024-03-01', 'daysBetween', day('2024-01-01')), -60);
  assert.equal(date('2006-12-02', 'monthsBetween', day('2012-12-01')), 72);
  assert.equal((date('2024-05-15', 'toStartOfMonth') as ApexDate).toIso(), '2024-05-01');
  assert.equal((date('2024-05-15', 'toStartOfWeek') as ApexDate).toIso(), '2024-05-12');
  assert.equal((berlin.on('System.Date', day('2024-05-15'), 'toStartOfWeek') as ApexDate).toIso(), '2024-05-13');
  assert.equal(date('2024-12-31', 'dayOfYear'), 366);
  assert.equal(newYork.call('System.Date', 'daysInMonth', 2023, 2), 28);
  assert.equal(newYork.call('System.Date', 'isLeapYear', 2000), true);
  assert.equal(newYork.call('System.Date', 'isLeapYear', 1900), false);
});

test('dates and text', () => {
  const valueOf = (text: string) => (newYork.call('System.Date', 'valueOf', text) as ApexDate).toIso();
  assert.equal(valueOf('2024-5-1'), '2024-05-01');
  assert.equal(valueOf('2024-05-01 23:59:59'), '2024-05-01');
  assert.throws(() => valueOf('1/5/2024'), apexError('System.TypeException', 'Invalid date: 1/5/2024'));
  assert.throws(() => valueOf('2024-02-30'), apexError('System.TypeException', 'Invalid date: 2024-02-30'));
  assert.equal(date('2024-05-01', 'format'), '5/1/2024');
  assert.equal(berlin.on('System.Date', day('2024-05-01'), 'format'), '01.05.2024');
  assert.equal((newYork.call('System.Date', 'parse', '12/27/2009') as ApexDate).toIso(), '2009-12-27');
  assert.equal((berlin.call('System.Date', 'parse', '27.12.2009') as ApexDate).toIso(), '2009-12-27');
  assert.throws(
    () => newYork.call('System.Date', 'parse', '27/12/2009'),
    apexError('System.TypeException', 'Invalid date: 27/12/2009')
  );
});

test('new datetimes are local, or GMT', () => {
  const make = (library: Library, method: string, ...args: ApexValue[]) =>
    (library.call('System.Datetime', method, ...args) as ApexDatetime).toIso();
  assert.equal(make(newYork, 'newInstance', 2024, 7, 1, 12, 0, 0), '2024-07-01T16:00:00.000Z');
  assert.equal(make(newYork, 'newInstance', 2024, 7, 1), '2024-07-01T04:00:00.000Z');
  assert.equal(make(newYork, 'newInstanceGmt', 2024, 7, 1, 12, 0, 0), '2024-07-01T12:00:00.000Z');
  assert.equal(make(newYork, 'newInstance', 1000n), '1970-01-01T00:00:01.000Z');
  assert.equal(make(berlin, 'newInstance', day('2024-07-01'), ApexTime.of(1, 2, 3, 4)), '2024-06-30T23:02:03.004Z');
  assert.equal(make(newYork, 'valueOf', '2024-07-01 12:00:00'), '2024-07-01T16:00:00.000Z');
  assert.equal(make(newYork, 'valueOfGmt', '2024-07-01 12:00:00'), '2024-07-01T12:00:00.000Z');
  assert.equal(make(newYork, 'parse', '10/14/2011 11:46 AM'), '2011-10-14T15:46:00.000Z');
  assert.throws(
    () => make(newYork, 'valueOf', '2024-07-01'),
    apexError('System.TypeException', 'Invalid date/time: 2024-07-01')
  );
});

test('parts of a datetime', () => {
  const at = '2024-07-01T02:03:04.567Z';
  assert.deepEqual(
    ['year', 'month', 'day', 'hour', 'minute', 'second', 'millisecond', 'dayOfYear'].map((part) =>
      datetime(newYork, at, part)
    ),
    [2024, 6, 30, 22, 3, 4, 567, 182]
  );
  assert.deepEqual(
    ['dayGmt', 'hourGmt', 'dayOfYearGmt'].map((part) => datetime(newYork, at, part)),
    [1, 2, 183]
  );
  assert.equal((datetime(newYork, at, 'date') as ApexDate).toIso(), '2024-06-30');
  assert.equal((datetime(newYork, at, 'dateGmt') as ApexDate).toIso(), '2024-07-01');
  assert.equal(stringOf(datetime(newYork, at, 'time')), '22:03:04.567Z');
  assert.equal(datetime(newYork, at, 'getTime'), BigInt(Date.parse(at)));
});

test('adding days keeps the local time of day', () => {
  const before = '2024-03-09T12:00:00Z';
  assert.equal((datetime(newYork, before, 'addDays', 1) as ApexDatetime).toIso(), '2024-03-10T11:00:00.000Z');
  assert.equal((datetime(newYork, before, 'addHours', 24) as ApexDatetime).toIso(), '2024-03-10T12:00:00.000Z');
  assert.equal(
    (datetime(newYork, '2024-01-31T12:00:00Z', 'addMonths', 1) as ApexDatetime).toIso(),
    '2024-02-29T12:00:00.000Z'
  );
});

test('formats by pattern', () => {
  const at = '2024-07-04T17:05:09.007Z';
  const format = (pattern: string, zone?: string) =>
    zone === undefined ? datetime(newYork, at, 'format', pattern) : datetime(newYork, at, 'format', pattern, zone);
  assert.equal(format("yyyy-MM-dd'T'HH:mm:ss.SSSZ"), '2024-07-04T13:05:09.007-0400');
  assert.equal(datetime(newYork, at, 'formatGmt', "yyyy-MM-dd'T'HH:mm:ss'Z'"), '2024-07-04T17:05:09Z');
  assert.equal(format('EEEE, MMMM d, yyyy h:mm a'), 'Thursday, July 4, 2024 1:05 PM');
  assert.equal(format("EEE MMM yy hh 'o''clock'"), "Thu Jul 24 01 o'clock");
  assert.equal(format('HH:mm XXX', 'Asia/Kolkata'), '22:35 +05:30');
  assert.equal(format('D w F u k K'), '186 27 1 4 13 1');
  assert.equal(format('z', 'GMT'), 'GMT');
  assert.equal(berlin.on('System.Datetime', instant(at), 'format', 'd. MMMM yyyy'), '4. Juli 2024');
  assert.throws(() => format('yyyy-bb'), apexError('System.StringException', "Illegal pattern character 'b'"));
});

test('formats by locale', () => {
  const at = '2024-07-04T17:05:09.007Z';
  assert.equal(datetime(newYork, at, 'format'), '7/4/2024, 1:05 PM');
  assert.equal(datetime(berlin, at, 'format'), '04.07.2024, 19:05');
  assert.equal(datetime(newYork, at, 'formatLong'), '7/4/2024, 1:05:09 PM EDT');
});

test('a formatted standard datetime reads back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2_000_000_000 }), (seconds) => {
      const at = new ApexDatetime(seconds * 1000);
      const text = newYork.on('System.Datetime', at, 'formatGmt', 'yyyy-MM-dd HH:mm:ss');
      assert.equal((newYork.call('System.Datetime', 'valueOfGmt', text) as ApexDatetime).ms, at.ms);
    })
  );
});

test('time zones', () => {
  const zone = newYork.call('System.TimeZone', 'getTimeZone', 'Asia/Kolkata');
  assert.equal(newYork.on('System.TimeZone', zone, 'getOffset', instant('2024-01-01T00:00:00Z')), 19800000);
  assert.equal(newYork.on('System.TimeZone', zone, 'getID'), 'Asia/Kolkata');
  assert.equal(stringOf(newYork.call('System.TimeZone', 'getTimeZone', 'Nowhere/Land')), 'GMT');
});

test('null parts are named by position', () => {
  assert.throws(
    () => newYork.call('System.Date', 'newInstance', 2024, null, 1),
    apexError('System.NullPointerException', 'Argument 2 cannot be null')
  );
});
