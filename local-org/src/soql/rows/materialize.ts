import type { Schema } from '../../metadata/index.ts';
import { SObject } from '../../values/index.ts';
import type { FieldShape, ParentShape, RecordShape } from '../plan/shape.ts';
import { compoundValue } from './compound.ts';
import type { StoredValue } from './decode.ts';

/** A result row: columns `c0`, `c1` … */
export type Row = Readonly<Record<string, StoredValue>>;

/** Turns rows into records; what was read is remembered as queried. */
export class Materializer {
  readonly #schema: Schema;

  constructor(schema: Schema) {
    this.#schema = schema;
  }

  record(row: Row, shape: RecordShape): SObject | null {
    const id = row[`c${shape.id}`] ?? null;
    if (id === null) {
      return null;
    }
    const object = shape.object ?? this.#schema.objectByPrefix(String(id).slice(0, 3));
    const record = new SObject(object?.name ?? 'Name', object ?? null);
    record.queried = new Set();
    record.fields.set('id', String(id));
    fill(record, row, shape.fields);
    this.#addParents(record, row, shape.parents);
    return record;
  }

  #addParents(record: SObject, row: Row, parents: ReadonlyMap<string, ParentShape>): void {
    for (const [name, shape] of parents) {
      const parent = this.record(row, shape);
      const branch = parent && shape.byObject.get(parent.objectName.toLowerCase());
      if (parent !== null && branch != null) {
        fill(parent, row, branch.fields);
      }
      record.parents.set(name, parent);
      record.queried?.add(name);
    }
  }
}

function fill(record: SObject, row: Row, fields: readonly FieldShape[]): void {
  for (const field of fields) {
    const value =
      field.components === undefined ? field.decode(row[`c${field.column}`] ?? null) : compoundValue(field, row);
    record.fields.set(field.name, value);
    if (value === null) {
      (record.unset ??= new Set()).add(field.name);
    }
    if (field.implicit !== true) {
      record.queried?.add(field.name);
    }
  }
}
