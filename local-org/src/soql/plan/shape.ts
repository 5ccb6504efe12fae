import type { ObjectSchema } from '../../metadata/index.ts';
import type { Decoder } from '../rows/decode.ts';

/** A value of a row and the field of the record that it becomes. */
export interface FieldShape {
  /** Lower-case name of the field. */
  readonly name: string;
  /** Position in the row; for a value made of several columns, the first. */
  readonly column: number;
  readonly decode: Decoder;
  /** Read along with the parent that it points to, but not selected: it has a value, yet an API leaves it out. */
  implicit?: boolean;
  /** Columns of a compound value by component name, e.g. `street`; replaces `decode`. */
  readonly components?: ReadonlyMap<string, { readonly column: number; readonly decode: Decoder }>;
  readonly compound?: 'address' | 'location';
}

/** The record that a row becomes. */
export interface RecordShape {
  /** Undefined behind a polymorphic key: the object is told by the id's prefix. */
  readonly object: ObjectSchema | undefined;
  /** Column of the record's id. */
  readonly id: number;
  readonly fields: FieldShape[];
  readonly parents: Map<string, ParentShape>;
}

export interface ParentShape extends RecordShape {
  /** Relationship and key as the schema spells them. */
  readonly relationship: string;
  readonly key: string;
  /** TYPEOF: which fields a parent of this object has, by lower-case object name; objects not named here have `fields`. */
  readonly byObject: Map<string, { readonly fields: FieldShape[]; readonly parents: Map<string, ParentShape> }>;
}

/** Select list under construction: SQL expressions, each once. */
export class SelectList {
  readonly items: string[] = [];
  readonly #positions = new Map<string, number>();

  /** The position of an expression's column `c<n>`. */
  add(sql: string): number {
    let position = this.#positions.get(sql);
    if (position === undefined) {
      position = this.items.push(`${sql} AS c${this.items.length}`) - 1;
      this.#positions.set(sql, position);
    }
    return position;
  }
}
