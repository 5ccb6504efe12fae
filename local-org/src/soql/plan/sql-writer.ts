import type { FieldSchema, ObjectSchema, Schema } from '../../metadata/index.ts';
import type { EvaluationContext, Slot, SlotValue } from './slot.ts';

/** A formula field as SQL: the names of the stored fields it reads, and the text around their SQL. */
export interface FormulaSql {
  /** Paths that the formula reads, from the object that it is on. */
  readonly paths: readonly (readonly string[])[];
  /** The call that computes the stored form of the value from the SQL of each path's value, in order. */
  sql(values: readonly string[]): string;
}

/** What the SQL of one query needs from the outside. */
export interface PlanEnvironment {
  readonly schema: Schema;
  formula(object: ObjectSchema, field: FieldSchema): FormulaSql;
  ensureTable(object: ObjectSchema): void;
  readonly enforceSharing: boolean;
}

/** A field that the query reads or filters on, for access checks. */
export interface FieldReference {
  readonly object: ObjectSchema;
  readonly field: FieldSchema | undefined;
  /** True for a field that FIELDS(…) stands for: it is left out when the user may not read it. */
  readonly optional: boolean;
  /** True in SELECT and FROM, false in the other clauses. */
  readonly selected: boolean;
}

/**
 * State of the writing of one SQL statement: numbered table aliases, the values' slots, and the parameters in the order in which
 * they appear. Slots are created in the same order each time, so their shapes tell whether a written statement can be used again.
 */
export class SqlWriter {
  readonly environment: PlanEnvironment;
  readonly slots: Slot[] = [];
  readonly shapes: string[] = [];
  /** Slot and part of each SQL parameter. */
  readonly parameters: { readonly slot: number; readonly part: number }[] = [];
  readonly references: FieldReference[] = [];
  readonly tables = new Set<ObjectSchema>();
  readonly #context: EvaluationContext;
  readonly #shared = new Map<string, string>();
  #aliases = 0;
  #selects = true;

  constructor(environment: PlanEnvironment, context: EvaluationContext) {
    this.environment = environment;
    this.#context = context;
  }

  /** Notes that the statement reads the table, which is made if need be. */
  useTable(object: ObjectSchema): void {
    this.environment.ensureTable(object);
    this.tables.add(object);
  }

  /** A new table alias for an object, whose table is made if need be. */
  newAlias(object: ObjectSchema): string {
    this.useTable(object);
    return `t${this.#aliases++}`;
  }

  /** Adds a slot; the result says what SQL its present value needs. */
  slot(slot: Slot): { readonly shape: string; readonly value: SlotValue; parameter(part?: number): string } {
    const value = slot(this.#context);
    const index = this.slots.push(slot) - 1;
    this.shapes.push(value.shape);
    return {
      shape: value.shape,
      value,
      parameter: (part = 0) => {
        const known = this.parameters.findIndex((parameter) => parameter.slot === index && parameter.part === part);
        return `?${known >= 0 ? known + 1 : this.parameters.push({ slot: index, part })}`;
      }
    };
  }

  /** Parameter of a value that several expressions share, so that equal expressions have equal SQL. */
  shared(name: string, slot: Slot): string {
    let parameter = this.#shared.get(name);
    if (parameter === undefined) {
      this.#shared.set(name, (parameter = this.slot(slot).parameter()));
    }
    return parameter;
  }

  /** Writes a clause other than SELECT and FROM. */
  outsideSelect<T>(write: () => T): T {
    const before = this.#selects;
    this.#selects = false;
    try {
      return write();
    } finally {
      this.#selects = before;
    }
  }

  /** Set while FIELDS(…) is expanded. */
  optional = false;

  reference(object: ObjectSchema, field: FieldSchema | undefined): void {
    this.references.push({ object, field, optional: this.optional, selected: this.#selects });
  }
}

export function quoteName(name: string): string {
  return `"${name.toLowerCase().replaceAll('"', '""')}"`;
}

export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
