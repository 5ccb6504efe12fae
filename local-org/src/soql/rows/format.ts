import type { FieldSchema } from '../../metadata/index.ts';
import { ApexDate, ApexDatetime, ApexTime, DAY, Decimal, formatByLocale, stringOf } from '../../values/index.ts';
import type { ApexValue } from '../../values/index.ts';
import type { Calendar } from '../plan/date-range.ts';
import type { SqlWriter } from '../plan/sql-writer.ts';
import { decoderOf } from './decode.ts';
import type { Decoder } from './decode.ts';

/** For whom values are written. */
export interface Reader {
  /** BCP 47: `en-US`. */
  readonly locale: string;
  /** IANA zone. */
  readonly timeZone: string;
  /** ISO 4217 */
  readonly currency: string;
}

function localeTag(locale: string | undefined): string {
  try {
    return Intl.getCanonicalLocales((locale ?? 'en_US').replaceAll('_', '-'))[0] ?? 'en-US';
  } catch {
    return 'en-US';
  }
}

function readerOf({ locale, timeZone, currency }: Calendar): Reader {
  return { locale: localeTag(locale), timeZone, currency: currency ?? 'USD' };
}

const formats = new Map<string, Intl.NumberFormat>();

function formatOf({ scale, type }: FieldSchema, { locale, currency }: Reader): Intl.NumberFormat {
  const key = `${locale} ${scale} ${type === 'currency' ? currency : ''}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(locale, {
      minimumFractionDigits: scale,
      maximumFractionDigits: scale,
      ...(type === 'currency' && { style: 'currency', currency })
    });
    formats.set(key, format);
  }
  return format;
}

function number(value: Decimal, field: FieldSchema, reader: Reader): string {
  const text = formatOf(field, reader)
    // Text keeps the digits that a double would lose.
    .format(value.setScale(field.scale, 'HALF_UP').toPlainString() as Intl.StringNumericLiteral)
    .replace(/[\u202f\u00a0]/g, ' ');
  return field.type === 'percent' ? `${text}%` : text;
}

/** Text of a FORMAT() value as the reader's locale and time zone show it. */
export function formatValue(value: ApexValue, field: FieldSchema, reader: Reader): string | null {
  if (value === null) {
    return null;
  }
  const { locale, timeZone } = reader;
  if (value instanceof Decimal) {
    return number(value, field, reader);
  }
  if (value instanceof ApexDate) {
    return formatByLocale(locale, 'UTC', value.days * DAY, false);
  }
  if (value instanceof ApexDatetime) {
    return formatByLocale(locale, timeZone, value.ms, true);
  }
  if (value instanceof ApexTime) {
    return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', timeStyle: 'short' })
      .format(value.ms)
      .replace(/[\u202f\u00a0]/g, ' ');
  }
  return typeof value === 'number' ? new Intl.NumberFormat(locale).format(value) : stringOf(value);
}

/** Writes values of a field for the running user. The user's locale is part of what the plan is kept by. */
export function formatter(field: FieldSchema, writer: SqlWriter): Decoder {
  const decode = decoderOf(field);
  const { shape } = writer.slot(({ calendar }) => {
    const { locale, timeZone, currency } = readerOf(calendar);
    return { shape: [locale, timeZone, currency].join(' '), parts: [] };
  });
  const [locale = '', timeZone = '', currency = ''] = shape.split(' ');
  return (stored) => formatValue(decode(stored), field, { locale, timeZone, currency });
}
