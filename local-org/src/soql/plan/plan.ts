import type { ObjectSchema } from '../../metadata/index.ts';
import type { SqlValue } from './encode.ts';
import type { EvaluationContext, Slot, SlotValue } from './slot.ts';
import { SqlWriter } from './sql-writer.ts';
import type { FieldReference, PlanEnvironment } from './sql-writer.ts';

interface Variant<S> {
  readonly statement: S;
  /** Slot and part of each SQL parameter, in order. */
  readonly parameters: readonly { readonly slot: number; readonly part: number }[];
}

/** A statement with the values of one run. */
export interface BoundStatement<S> {
  readonly statement: S;
  readonly parameters: SqlValue[];
}

/**
 * A query whose SQL is written once for each combination of value shapes (null or not, ASCII or not …) that occurs. When it runs
 * again, only its values are computed.
 */
export class Plan<S> {
  /** What the query reads, for access checks; complete after the first `bind`. */
  references: readonly FieldReference[] = [];
  readonly #write: (writer: SqlWriter) => S;
  #tables: readonly ObjectSchema[] = [];
  readonly #variants = new Map<string, Variant<S>>();
  #slots: readonly Slot[] | undefined;

  constructor(write: (writer: SqlWriter) => S) {
    this.#write = write;
  }

  bind(environment: PlanEnvironment, context: EvaluationContext): BoundStatement<S> {
    // A table that a transaction made goes away when it is rolled back.
    this.#tables.forEach((object) => environment.ensureTable(object));
    const values = this.#slots?.map((slot) => slot(context));
    const known = values && this.#variants.get(shapesOf(values));
    if (values !== undefined && known !== undefined) {
      return { statement: known.statement, parameters: parametersOf(known, values) };
    }
    const writer = new SqlWriter(environment, context);
    const statement = this.#write(writer);
    this.#slots = writer.slots;
    this.references = writer.references;
    this.#tables = [...writer.tables];
    const variant = { statement, parameters: writer.parameters };
    const fresh = writer.slots.map((slot) => slot(context));
    this.#variants.set(shapesOf(fresh), variant);
    return { statement, parameters: parametersOf(variant, fresh) };
  }
}

function shapesOf(values: readonly SlotValue[]): string {
  return values.map((value) => value.shape).join('\n');
}

function parametersOf(variant: Variant<unknown>, values: readonly SlotValue[]): SqlValue[] {
  return variant.parameters.map(({ slot, part }) => values[slot]?.parts[part] ?? null);
}
