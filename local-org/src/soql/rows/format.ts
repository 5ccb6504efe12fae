import type { FieldSchema } from '../../metadata/schema.ts';
import { ApexDate, ApexDatetime, ApexTime, Decimal, stringOf } from '../../runtime/values/index.ts';
import type { ApexValue } from '../../runtime/values/index.ts';
import { decoderOf } from './decode.ts';
import type { Decoder } from './decode.ts';

/** Text of a FORMAT() value as the English (United States) locale shows it. */
export function formatValue(value: ApexValue, field: FieldSchema): string | null {
  if (value === null) {
    return null;
  }
  if (value instanceof Decimal) {
    const digits = value.setScale(field.scale, 'HALF_UP').toPlainString();
    const [whole = '0', fraction] = digits.replace('-', '').split('.');
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
    const number = `${value.signum < 0 ? '-' : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
    return field.type === 'currency' ? `$${number}` : field.type === 'percent' ? `${number}%` : number;
  }
  if (value instanceof ApexDate) {
    return `${value.month}/${value.day}/${value.year}`;
  }
  if (value instanceof ApexDatetime) {
    return new Intl.DateTimeFormat('en-US', { dateStyle: 'short', timeStyle: 'short', timeZone: 'UTC' }).format(
      value.ms
    );
  }
  if (value instanceof ApexTime) {
    return `${value.hour % 12 || 12}:${String(value.minute).padStart(2, '0')} ${value.hour < 12 ? 'AM' : 'PM'}`;
  }
  return stringOf(value);
}

export function formatter(field: FieldSchema): Decoder {
  const decode = decoderOf(field);
  return (stored) => formatValue(decode(stored), field);
}
