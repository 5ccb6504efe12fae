import { quote, storedFields, tableOf } from '../db/index.ts';
import type { OrgDatabase, Row, SqlValue } from '../db/index.ts';
import { isDecimal } from '../metadata/index.ts';
import type { FieldSchema, ObjectSchema, Schema } from '../metadata/index.ts';

/** A value as JSON would carry it; a datetime as milliseconds, a date as text. */
export type RowValue = string | number | boolean | null;
export type RowValues = Readonly<Record<string, RowValue>>;

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

  newId(objectName: string): string {
    return this.#db.nextId(this.#object(objectName));
  }

  /** Inserts a row and answers its id. System fields are filled in; `Id` may be given. */
  insert(objectName: string, userId: string | null, values: RowValues): string {
    const object = this.#object(objectName);
    const id = (values['Id'] as string | undefined) ?? this.#db.nextId(object);
    const now = this.#now();
    const columns = this.#columns(object, {
      CreatedById: userId,
      LastModifiedById: userId,
      OwnerId: userId,
      CreatedDate: now,
      LastModifiedDate: now,
      SystemModstamp: now,
      ...values,
      Id: id
    });
    this.#db.run(
      `INSERT INTO ${tableOf(object)} (${columns.map(([name]) => quote(name)).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      columns.map(([, value]) => value)
    );
    return id;
  }

  update(objectName: string, id: string, values: RowValues): void {
    const object = this.#object(objectName);
    const columns = this.#columns(object, { SystemModstamp: this.#now(), ...values });
    if (columns.length > 0) {
      this.#db.run(
        `UPDATE ${tableOf(object)} SET ${columns.map(([name]) => `${quote(name)} = ?`).join(', ')} WHERE "id" = ?`,
        [...columns.map(([, value]) => value), id]
      );
    }
  }

  delete(objectName: string, id: string): void {
    this.#db.run(`DELETE FROM ${tableOf(this.#object(objectName))} WHERE "id" = ?`, [id]);
  }

  /** The first row whose fields have the given values, by lower-case column name. */
  find(objectName: string, values: RowValues): Row | undefined {
    const object = this.#object(objectName);
    const columns = this.#columns(object, values);
    return this.#db.get(
      `SELECT * FROM ${tableOf(object)} WHERE ${columns.map(([name]) => `${quote(name)} IS ?`).join(' AND ') || '1'} LIMIT 1`,
      columns.map(([, value]) => value)
    );
  }

  /** The id of the row with the given values; inserts it with both sets of values if there is none. */
  ensure(objectName: string, userId: string | null, key: RowValues, rest: RowValues = {}): string {
    const row = this.find(objectName, key);
    if (!row) {
      return this.insert(objectName, userId, { ...key, ...rest });
    }
    const id = String(row['id']);
    if (Object.keys(rest).length > 0) {
      this.update(objectName, id, rest);
    }
    return id;
  }

  has(objectName: string): boolean {
    return this.#schema.object(objectName) !== undefined;
  }

  #object(name: string): ObjectSchema {
    const object = this.#schema.object(name);
    if (!object) {
      throw new Error(`There is no object ${name}`);
    }
    this.#db.ensureTable(object);
    return object;
  }

  #columns(object: ObjectSchema, values: RowValues): [string, SqlValue][] {
    let stored = columnsOf.get(object);
    if (!stored) {
      stored = new Map(storedFields(object).map((field) => [field.name.toLowerCase(), field]));
      columnsOf.set(object, stored);
    }
    return Object.entries(values).flatMap(([name, value]): [string, SqlValue][] => {
      const field = stored.get(name.toLowerCase());
      return field ? [[field.name, columnValue(field, value)]] : [];
    });
  }
}

/** Stored fields by lower-case name. */
const columnsOf = new WeakMap<ObjectSchema, ReadonlyMap<string, FieldSchema>>();

function columnValue(field: FieldSchema, value: RowValue): SqlValue {
  if (typeof value === 'boolean') {
    return value ? 1 : 0;
  }
  if (typeof value === 'string' && field.type === 'base64') {
    return Buffer.from(value, 'base64');
  }
  if (typeof value === 'number' && isDecimal(field.type)) {
    return Math.round(value * 10 ** field.scale);
  }
  return value;
}
