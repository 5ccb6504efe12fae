import { session } from './runtime.ts';
import type { FieldInfo } from './object-info.ts';

const locale = session.i18n.lang || 'en-US';
const timeZone = session.i18n.timeZone || 'UTC';

function number(value: number, options: Intl.NumberFormatOptions): string {
  return new Intl.NumberFormat(locale, options).format(value);
}

function date(text: string, options: Intl.DateTimeFormatOptions): string {
  const parsed = new Date(text.length === 10 ? `${text}T00:00:00Z` : text.replace(/\+0000$/, 'Z'));
  return Number.isNaN(parsed.getTime()) ? text : new Intl.DateTimeFormat(locale, options).format(parsed);
}

/** A stored value as the running user reads it; `null` where the value itself is what to show. */
export function displayValue(field: FieldInfo | undefined, value: unknown): string | null {
  if (value === null || value === undefined || !field) return null;
  switch (field.dataType) {
    case 'Currency':
      return number(Number(value), {
        style: 'currency',
        currency: session.i18n.currency || 'USD',
        minimumFractionDigits: field.scale
      });
    case 'Percent':
      return `${number(Number(value), { maximumFractionDigits: field.scale })}%`;
    case 'Double':
    case 'Int':
      return number(Number(value), { minimumFractionDigits: field.scale, maximumFractionDigits: field.scale });
    case 'Date':
      return date(String(value), { dateStyle: 'short', timeZone: 'UTC' });
    case 'DateTime':
      return date(String(value), { dateStyle: 'short', timeStyle: 'short', timeZone });
    case 'Picklist':
    case 'MultiPicklist':
      return String(value)
        .split(';')
        .map((part) => field.picklistValues.find((entry) => entry.value === part)?.label ?? part)
        .join(';');
    default:
      return null;
  }
}
