import type { OrgDatabase } from '../db/index.ts';
import type { FieldSchema, Schema } from '../metadata/schema.ts';

/** A value as JSON would carry it; dates as text, datetimes as milliseconds. */
export type RowValue = string | number | boolean | null;
export type Row = Readonly<Record<string, RowValue>>;

/**
 * Writes rows that the platform itself keeps (users, jobs, metadata records), past triggers and rules. Fields that the schema
 * lacks are left out, so that the caller may name everything that a complete org has.
 */
export class SystemRows {
  readonly #db: OrgDatabase;
  readonly #schema: Schema;
  readonly #now: () => number;

  constructor(db: OrgDatabase, schema: Schema, now: () => number) {
    this.#db = db;
    this.#schema = schema;
    this.#now = now;
  }

  /** Inserts a row and answers its id. System fields are filled in; `Id` may be given. */
  insert(objectName: string, userId: string | null, values: Row): string {
    const object = this.#schema.object(objectName);
    if (!object) {
      throw new Error(`There is no object ${objectName}`);
    }
    const id = (values['Id'] as string | undefined) ?? this.#db.newId(object.keyPrefix);
    const now = this.#now();
    const complete: Record<string, RowValue> = {
      CreatedById: userId,
      LastModifiedById: userId,
      OwnerId: userId,
      CreatedDate: now,
      LastModifiedDate: now,
      SystemModstamp: now,
      IsDeleted: false,
      ...values,
      Id: id
    };
    const columns = this.#columns(objectName, complete);
    this.#db.run(
      `INSERT INTO "${objectName.toLowerCase()}" (${columns.map(([name]) => `"${name}"`).join(', ')}) ` +
        `VALUES (${columns.map(() => '?').join(', ')})`,
      columns.map(([, value]) => value)
    );
    return id;
  }

  update(objectName: string, id: string, values: Row): void {
    const columns = this.#columns(objectName, { LastModifiedDate: this.#now(), ...values });
    this.#db.run(
      `UPDATE "${objectName.toLowerCase()}" SET ${columns.map(([name]) => `"${name}" = ?`).join(', ')} WHERE "id" = ?`,
      [...columns.map(([, value]) => value), id]
    );
  }

  /** The first row whose fields have the given values. */
  find(objectName: string, values: Row): Record<string, unknown> | undefined {
    const columns = this.#columns(objectName, values);
    return this.#db.get(
      `SELECT * FROM "${objectName.toLowerCase()}" WHERE ${columns.map(([name]) => `"${name}" IS ?`).join(' AND ')}`,
      columns.map(([, value]) => value)
    );
  }

  #columns(objectName: string, values: Row): [string, string | number | null][] {
    const fields = this.#schema.object(objectName)?.fields;
    return Object.entries(values).flatMap(([name, value]): [string, string | number | null][] => {
      const field = fields?.get(name.toLowerCase());
      return field && !isVirtual(field) ? [[name.toLowerCase(), stored(field, value)]] : [];
    });
  }
}

function isVirtual(field: FieldSchema): boolean {
  return field.formula !== undefined || field.type === 'address' || field.type === 'location';
}

function stored(field: FieldSchema, value: RowValue): string | number | null {
  if (typeof value === 'boolean') {
    return value ? 1 : 0;
  }
  const scaled = field.type === 'double' || field.type === 'currency' || field.type === 'percent';
  return scaled && typeof value === 'number' ? Math.round(value * 10 ** field.scale) : value;
}
