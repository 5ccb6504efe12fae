import { describe } from './form-fields.ts';
import { formatValue } from './field-text.ts';
import type { FieldInfo } from './object-info.ts';

const FORMATTED = new Set([
  'Currency',
  'Percent',
  'Double',
  'Int',
  'Date',
  'DateTime',
  'Time',
  'Picklist',
  'MultiPicklist'
]);

/** A stored value as the running user reads it; `null` where the value itself is what to show. */
export function displayValue(field: FieldInfo | undefined, value: unknown): string | null {
  if (value === null || value === undefined || !field || !FORMATTED.has(field.dataType)) return null;
  const text = formatValue(describe(field), value);
  return field.dataType === 'MultiPicklist' ? text.replaceAll('; ', ';') : text;
}
