import { Decimal, SObject } from '../../values/index.ts';
import type { ApexValue } from '../../values/index.ts';
import { average } from '../plan/select-aggregates.ts';
import type { AggregateOutput } from '../plan/select-aggregates.ts';
import type { Row } from './materialize.ts';

/** A row of an aggregate query. Its fields are the query's aliases. */
export class AggregateResult extends SObject {
  readonly #names: ReadonlyMap<string, string>;

  constructor(names: ReadonlyMap<string, string>) {
    super('AggregateResult');
    this.#names = names;
    this.queried = new Set(names.keys());
  }

  override nameOf(field: string): string {
    return this.#names.get(field) ?? field;
  }
}

export function aggregateResult(row: Row, outputs: readonly AggregateOutput[]): AggregateResult {
  const result = new AggregateResult(new Map(outputs.map(({ name }) => [name.toLowerCase(), name])));
  for (const output of outputs) {
    result.fields.set(output.name.toLowerCase(), valueOf(row, output));
  }
  return result;
}

function valueOf(row: Row, { column, decode, countColumn }: AggregateOutput): ApexValue {
  const value = decode(row[`c${column}`] ?? null);
  return countColumn !== undefined && value instanceof Decimal ? average(value, Number(row[`c${countColumn}`])) : value;
}
