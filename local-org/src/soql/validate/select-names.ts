import type { SelectItem, SoqlQuery } from '../ast.ts';
import { DATE_FUNCTIONS, isAggregate, plainPath } from '../resolve/index.ts';
import type { Scope } from '../resolve/index.ts';

/** Whether a query answers groups: it has GROUP BY, an aggregate, or a date function, which stands for groups only. */
export function isGrouped(query: SoqlQuery): boolean {
  return (
    query.groupBy !== undefined ||
    query.select.some(
      (item) =>
        item.kind === 'field' && (isAggregate(item.field) || DATE_FUNCTIONS.has(item.field.fn?.toUpperCase() ?? ''))
    )
  );
}

/** What an item of SELECT adds to the names that may occur once. */
export interface SelectNames {
  /** Fields of the record, as written. */
  readonly fields: readonly string[];
  /** The alias, or in a grouped query the last name of the path. */
  readonly name: string | undefined;
  readonly start: number;
}

/** The names by which a result is read: no two items of a query may have the same. */
export function namesOf(item: SelectItem, scope: Scope, grouped: boolean): SelectNames {
  if (item.kind === 'fields') {
    const own = [...scope.object.fields.values()].filter(
      ({ custom }) => item.group === 'ALL' || custom === (item.group === 'CUSTOM')
    );
    return { fields: own.map(({ name }) => name), name: undefined, start: item.start };
  }
  if (item.kind !== 'field') {
    return { fields: [], name: undefined, start: 0 };
  }
  const { alias, field } = item;
  if (alias !== undefined || grouped) {
    const name = alias ?? (field.fn === undefined ? plainPath(scope, field.path).at(-1) : undefined);
    return { fields: [], name, start: field.start };
  }
  // `toLabel(Status)` without an alias takes the place of the field.
  return { fields: [plainPath(scope, field.path).join('.')], name: undefined, start: field.start };
}

export const UNBOUNDED_FIELDS =
  'The SOQL FIELDS function is not supported with an unbounded set of fields in this API.';

/** Whether a query asks for FIELDS(ALL) or FIELDS(CUSTOM), which Apex does not offer. */
export function hasUnboundedFields(query: SoqlQuery): boolean {
  return query.select.some(
    (item) =>
      (item.kind === 'fields' && item.group !== 'STANDARD') ||
      (item.kind === 'subquery' && hasUnboundedFields(item.query))
  );
}
