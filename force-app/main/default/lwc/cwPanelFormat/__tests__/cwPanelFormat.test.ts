import { day, daysBetween, fill, money, monthName, number, percent, plural, relative } from 'c/cwPanelFormat';

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
});
