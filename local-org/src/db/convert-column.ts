import type { FieldSchema, ObjectSchema } from '../metadata/index.ts';
import { ApexDate, ApexDatetime, ApexTime, Decimal, stringOf } from '../values/index.ts';
import type { SqlValue } from './codec.ts';
import type { OrgDatabase } from './org-database.ts';
import { columnDefinition, quote, storageKind, tableOf } from './tables.ts';

const SCALE = /^decimal:(\d+)$/;

function scaleOf(kind: string): number | undefined {
  const match = SCALE.exec(kind);
  return match === null ? (kind === 'int' ? 0 : undefined) : Number(match[1]);
}

/** SQL that carries a column's values from one scale to another. */
function rescale(table: string, column: string, from: number, to: number): string {
  const factor = `1${'0'.repeat(Math.abs(to - from))}`;
  const value = to > from ? `${column} * ${factor}` : `CAST(round(${column} / ${factor}.0) AS INTEGER)`;
  return `UPDATE ${table} SET ${column} = ${value} WHERE ${column} IS NOT NULL`;
}

/** What a stored value says, as the API would write it; undefined for what has no text. */
function textOf(value: Exclude<SqlValue, null>, kind: string): string | undefined {
  if (value instanceof Uint8Array) {
    return undefined;
  }
  const scale = scaleOf(kind);
  if (scale !== undefined) {
    return new Decimal(BigInt(value), scale).toString();
  }
  switch (kind) {
    case 'boolean':
      return Number(value) === 1 ? 'true' : 'false';
    case 'datetime':
      return new ApexDatetime(Number(value)).toIso();
    case 'time':
      return stringOf(new ApexTime(Number(value)));
    default:
      return String(value);
  }
}

/** The column value of a text; undefined where the type has no such value. */
function valueOf(text: string, kind: string): SqlValue | undefined {
  const scale = scaleOf(kind);
  if (scale !== undefined) {
    const decimal = Decimal.parse(text.trim());
    return decimal === null ? undefined : decimal.setScale(scale, 'HALF_UP').unscaled;
  }
  switch (kind) {
    case 'boolean':
      return /^(true|1)$/i.test(text) ? 1 : /^(false|0)$/i.test(text) ? 0 : undefined;
    case 'date':
      return ApexDate.parseIso(text.slice(0, 10))?.toIso();
    case 'datetime':
      return ApexDatetime.parseIso(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text)?.ms;
    case 'time':
    case 'base64':
      return undefined;
    default:
      return text;
  }
}

/**
 * Carries the stored values of a field over to its new type: the column is made anew, since its collation belongs to its type.
 * @throws Error naming object, field and the first value that the new type cannot hold
 */
export function convertColumn(database: OrgDatabase, object: ObjectSchema, field: FieldSchema, before: string): void {
  const table = tableOf(object);
  const column = quote(field.name);
  const now = storageKind(field);
  const [from, to] = [scaleOf(before), scaleOf(now)];
  if (from !== undefined && to !== undefined) {
    database.exec(rescale(table, column, from, to));
    return;
  }
  const old = quote(`_old_${field.name}`);
  database.exec(`DROP INDEX IF EXISTS ${quote(`ix_${object.name}_${field.name}`)}`);
  database.exec(`ALTER TABLE ${table} RENAME COLUMN ${column} TO ${old}`);
  database.exec(`ALTER TABLE ${table} ADD COLUMN ${columnDefinition(field)}`);
  for (const [row, value] of database.rows(`SELECT rowid, ${old} FROM ${table} WHERE ${old} IS NOT NULL`)) {
    const text = textOf(value!, before);
    const next = text === undefined ? undefined : valueOf(text, now);
    if (next === undefined) {
      throw new Error(
        `${object.name}.${field.name} was ${before} and is now ${now}: the stored value ${text ?? '(binary)'} cannot follow. Give the field its former type, or start with --reset`
      );
    }
    database.run(`UPDATE ${table} SET ${column} = ? WHERE rowid = ?`, [next, row!]);
  }
  database.exec(`ALTER TABLE ${table} DROP COLUMN ${old}`);
}
