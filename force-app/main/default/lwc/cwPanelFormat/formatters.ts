import LANG from '@salesforce/i18n/lang';
import LOCALE from '@salesforce/i18n/locale';

interface Formatters {
  number: [Intl.NumberFormat, Intl.NumberFormatOptions];
  date: [Intl.DateTimeFormat, Intl.DateTimeFormatOptions];
  plural: [Intl.PluralRules, Intl.PluralRulesOptions];
  relative: [Intl.RelativeTimeFormat, Intl.RelativeTimeFormatOptions];
}
type Kind = keyof Formatters;

const MAKE: { [K in Kind]: (locale: string, options: Formatters[K][1]) => Formatters[K][0] } = {
  number: (locale, options) => new Intl.NumberFormat(locale, options),
  date: (locale, options) => new Intl.DateTimeFormat(locale, options),
  plural: (locale, options) => new Intl.PluralRules(locale, options),
  relative: (locale, options) => new Intl.RelativeTimeFormat(locale, options)
};
const made = new Map<string, Formatters[Kind][0]>();

/** A formatter, made once: making one costs a thousand times what using it does. */
export function cached<K extends Kind>(kind: K, locale: string, options: Formatters[K][1] = {}): Formatters[K][0] {
  const key = `${kind} ${locale} ${JSON.stringify(options)}`;
  let formatter = made.get(key) as Formatters[K][0] | undefined;
  if (!formatter) {
    formatter = MAKE[kind](locale, options);
    made.set(key, formatter);
  }
  return formatter;
}

const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(['ar', 'dv', 'fa', 'he', 'iw', 'ji', 'ks', 'ku', 'ps', 'ur', 'yi']);
const languageOf = (locale: string): string => locale.split(/[-_]/)[0]?.toLowerCase() ?? '';
const IS_MIXED = RIGHT_TO_LEFT.has(languageOf(LOCALE)) || RIGHT_TO_LEFT.has(languageOf(LANG));
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/** Keeps a date or an amount in one piece where texts of both directions meet. */
export function isolated(text: string): string {
  return IS_MIXED ? `${FIRST_STRONG_ISOLATE}${text}${POP_ISOLATE}` : text;
}

const NAMES: ReadonlySet<string> = new Set(['month', 'weekday', 'dayPeriod']);

/** A date as the locale writes it, with the names of months and weekdays in the language of the labels. */
export function dateTime(date: Date, options: Intl.DateTimeFormatOptions): string {
  const format = cached('date', LOCALE, options);
  if (languageOf(LOCALE) === languageOf(LANG)) {
    return isolated(format.format(date));
  }
  const words = new Map(
    cached('date', LANG, { ...options, calendar: format.resolvedOptions().calendar })
      .formatToParts(date)
      .map(({ type, value }) => [type, value])
  );
  const parts = format.formatToParts(date).map(({ type, value }) => {
    const isWord = NAMES.has(type) && /\p{L}/u.test(value);
    return isWord ? (words.get(type) ?? value) : value;
  });
  return isolated(parts.join(''));
}
