/** A user's locale as the `@salesforce/i18n/…` modules hand it to components. */
export type LocaleFormats = Readonly<Record<string, string | number>>;

const RIGHT_TO_LEFT = new Set(['ar', 'he', 'fa', 'ur', 'yi']);

/** `de_DE` → `de-DE`; `en_IE_EURO` → `en-IE`: what of a locale's name the browser's formatters know. */
export function languageTag(name: string): string {
  const parts = name.replaceAll('_', '-').split('-');
  for (let length = parts.length; length > 0; length -= 1) {
    try {
      const [tag] = Intl.getCanonicalLocales(parts.slice(0, length).join('-'));
      if (tag) return tag;
    } catch {
      // The last part is none that the formatters know.
    }
  }
  return 'en-US';
}

/** Formats follow the locale, the direction of writing follows the language. */
export function localeFormats(locale: string, language: string): LocaleFormats {
  const lang = languageTag(language);
  const numbers = new Map(
    new Intl.NumberFormat(locale, { minimumFractionDigits: 1 })
      .formatToParts(-12345.6)
      .map((part) => [part.type, part.value])
  );
  return {
    locale,
    lang,
    dir: RIGHT_TO_LEFT.has(lang.split('-')[0] ?? '') ? 'rtl' : 'ltr',
    'dateTime.shortDateFormat': pattern(locale, { dateStyle: 'short' }),
    'dateTime.mediumDateFormat': pattern(locale, { year: 'numeric', month: 'short', day: 'numeric' }),
    'dateTime.longDateFormat': pattern(locale, { year: 'numeric', month: 'long', day: 'numeric' }),
    'dateTime.shortTimeFormat': pattern(locale, { timeStyle: 'short' }),
    'dateTime.mediumTimeFormat': pattern(locale, { timeStyle: 'medium' }),
    'number.decimalSeparator': numbers.get('decimal') ?? '.',
    'number.groupingSeparator': numbers.get('group') ?? ',',
    'number.minusSign': numbers.get('minusSign') ?? '-',
    firstDayOfWeek: firstDay(locale)
  };
}

/** A formatter's pattern in the letters of the platform's: `d/M/yyyy`, `HH:mm`. */
function pattern(locale: string, options: Intl.DateTimeFormatOptions): string {
  const formatter = new Intl.DateTimeFormat(locale, {
    ...options,
    calendar: 'gregory',
    numberingSystem: 'latn',
    timeZone: 'UTC'
  });
  const { hourCycle } = formatter.resolvedOptions();
  // Every part has one digit here, so that two of them are the locale's own padding.
  return formatter
    .formatToParts(Date.UTC(2001, 1, 3, 4, 5, 6))
    .map(({ type, value }) => letters(type, value, hourCycle === 'h23' || hourCycle === 'h24', options.month))
    .join('');
}

function letters(type: string, value: string, isFullDay: boolean, month: Intl.DateTimeFormatOptions['month']): string {
  const twice = (letter: string): string => (value.length > 1 ? letter + letter : letter);
  switch (type) {
    case 'year':
      return 'yyyy';
    case 'month':
      return month === 'long' ? 'MMMM' : month === 'short' ? 'MMM' : twice('M');
    case 'day':
      return twice('d');
    case 'hour':
      return twice(isFullDay ? 'H' : 'h');
    case 'minute':
      return 'mm';
    case 'second':
      return 'ss';
    case 'dayPeriod':
      return 'a';
    default:
      return /^[^\p{L}]*$/u.test(value)
        ? value.replace(/[\u200e\u200f\u061c]/g, '').replace(/[\u00a0\u202f]/g, ' ')
        : `'${value}'`;
  }
}

/** 1 is Sunday, as on the platform. */
function firstDay(locale: string): number {
  const week = new Intl.Locale(locale) as Intl.Locale & {
    getWeekInfo?(): { firstDay: number };
    weekInfo?: { firstDay: number };
  };
  const day = (week.getWeekInfo?.() ?? week.weekInfo)?.firstDay ?? 7;
  return (day % 7) + 1;
}
