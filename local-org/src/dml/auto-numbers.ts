import type { FieldSchema, ObjectSchema } from '../metadata/index.ts';
import type { Engine } from '../engine/index.ts';
import type { SaveRow } from '../records/index.ts';

/** `CO-{000000}` with 17 gives `CO-000017`; `{YYYY}`, `{YY}`, `{MM}` and `{DD}` are parts of the day of creation. */
export function formatAutoNumber(format: string, value: number, now: number): string {
  const date = new Date(now);
  const parts: Readonly<Record<string, string>> = {
    '{YYYY}': String(date.getUTCFullYear()),
    '{YY}': String(date.getUTCFullYear()).slice(-2),
    '{MM}': String(date.getUTCMonth() + 1).padStart(2, '0'),
    '{DD}': String(date.getUTCDate()).padStart(2, '0')
  };
  return format.replace(
    /\{[^}]*\}/g,
    (part) => parts[part.toUpperCase()] ?? String(value).padStart(part.length - 2, '0')
  );
}

/** Gives new records their auto numbers, in order. */
export function assignAutoNumbers(rt: Engine, object: ObjectSchema, rows: readonly SaveRow[]): void {
  const fields = [...object.fields.values()].filter((field: FieldSchema) => field.type === 'autonumber');
  for (const field of rows.length === 0 ? [] : fields) {
    const first = rt.org.db.nextNumbers(`${object.name}.${field.name}`.toLowerCase(), rows.length);
    rows.forEach((row, index) => {
      const text = formatAutoNumber(field.displayFormat ?? '{0}', first + index, rt.tx.now());
      row.record.fields.set(field.name.toLowerCase(), text);
    });
  }
}
