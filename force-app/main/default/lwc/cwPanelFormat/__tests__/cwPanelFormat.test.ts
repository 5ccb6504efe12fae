import {
  amount,
  day,
  dayNumber,
  dayOf,
  daysBetween,
  fill,
  moment,
  money,
  monthName,
  number,
  percent,
  plural,
  relative,
  webAddress,
  weekDay
} from 'c/cwPanelFormat';

const NOW = new Date('2026-11-22T12:00:00Z');
const ago = (days: number): string => new Date(NOW.getTime() - days * 86_400_000).toISOString();

describe('c-cw-panel-format', () => {
  it('fills labels and leaves holes it has nothing for', () => {
    expect(fill('{0} of {1} of {0}', 2, 'x')).toBe('2 of x of 2');
    expect(fill('{0} {1}', 'a')).toBe('a {1}');
  });

  it('writes money with its currency in letters', () => {
    expect(money(1204, 'EUR').replace(/\s/g, ' ')).toBe('EUR 1,204.00');
    expect(money(84310.49, 'USD', true).replace(/\s/g, ' ')).toBe('USD 84,310');
    expect(money(5, null)).toBe('5.00');
  });

  it('chooses singular and plural', () => {
    expect(plural(1, '{0} day', '{0} days')).toBe('1 day');
    expect(plural(1.5, '{0} day', '{0} days')).toBe('1.5 days');
    expect(plural(0, '{0} of {1} line', '{0} of {1} lines', 9)).toBe('0 of 9 lines');
  });

  it('writes shares and numbers', () => {
    expect(percent(0.0346)).toBe('3.5%');
    expect(number(1234.567, 1)).toBe('1,234.6');
  });

  it('reads a day without a time zone as that very day', () => {
    expect(day('2026-10-12')).toBe('Oct 12, 2026');
    expect(monthName(2026, 1, true)).toBe('Jan 2026');
    expect(daysBetween('2026-02-27', '2026-03-01')).toBe(2);
  });

  it.each([
    [0, 'today'],
    [1, 'yesterday'],
    [41, '41 days ago'],
    [-3, 'in 3 days'],
    [100, '3 months ago'],
    [1000, '3 years ago']
  ])('says how long ago %i days are', (days, text) => {
    expect(relative(ago(days), NOW)).toBe(text);
  });

  it('writes an amount with the decimals of its currency', () => {
    expect(amount(45, 'EUR')).toBe('45.00');
    expect(amount(45, 'JPY')).toBe('45');
    expect(amount(45, null)).toBe('45.00');
  });

  it('writes weekdays and times of a moment', () => {
    const now = new Date('2026-11-30T12:00:00Z');
    expect(weekDay('2026-11-20')).toBe('Fri, Nov 20');
    expect(moment('2026-11-20T20:30:00Z', now)).toMatch(/^Fri, Nov 20, 12:30/);
    expect(moment('2024-11-20T20:30:00Z', now)).toMatch(/^Nov 20, 2024, 12:30/);
  });

  it('turns a day into a number and back', () => {
    expect(dayOf(dayNumber('2026-10-12'))).toBe('2026-10-12');
  });

  it('makes a formatter once, however often it is used', () => {
    const made = jest.spyOn(Intl, 'DateTimeFormat');
    for (let index = 0; index < 500; index += 1) {
      dayNumber(ago(index));
      day(ago(index));
    }
    expect(made.mock.calls.length).toBeLessThan(3);
    made.mockRestore();
  });

  it.each([
    ['https://track.example/1', 'https://track.example/1'],
    ['http://track.example', 'http://track.example'],
    // eslint-disable-next-line no-script-url
    ['javascript:alert(1)', ''],
    [' javascript:alert(1)//https://track.example', ''],
    ['data:text/html,x', ''],
    [null, '']
  ])('follows %s only if it is an address of the web', (url, address) => {
    expect(webAddress(url)).toBe(address);
  });
});

describe('c-cw-panel-format where language and locale differ', () => {
  type Format = typeof import('c/cwPanelFormat');

  function load(lang: string, locale: string): Format {
    let format: Format | undefined;
    jest.isolateModules(() => {
      jest.doMock('@salesforce/i18n/lang', () => ({ default: lang, __esModule: true }), { virtual: true });
      jest.doMock('@salesforce/i18n/locale', () => ({ default: locale, __esModule: true }), { virtual: true });
      format = require('c/cwPanelFormat') as Format;
    });
    return format!;
  }

  it('takes words from the language and order and digits from the locale', () => {
    const german = load('en', 'de');
    expect(german.day('2026-10-12')).toBe('12. Oct 2026');
    expect(german.monthName(2026, 12)).toBe('Dec');
    expect(german.relative(ago(41), NOW)).toBe('41 days ago');
    expect(german.number(1234.5, 1)).toBe('1.234,5');
    expect(german.plural(1, '{0} day', '{0} days')).toBe('1 day');
  });

  it('keeps a date in one piece between texts of the other direction', () => {
    const arabic = load('en', 'ar-EG');
    const text = arabic.day('2026-10-12');
    expect(text.startsWith('\u2068')).toBe(true);
    expect(text.endsWith('\u2069')).toBe(true);
    expect(text).toContain('Oct');
    expect(load('en', 'en-IE').day('2026-10-12')).toBe('12 Oct 2026');
  });
});
