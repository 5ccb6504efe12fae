import type { Condition, FieldExpression, Operand, SoqlQuery } from '../soql/index.ts';
import { ApiError } from './api-error.ts';
import { isRecord } from './request.ts';

/** A row of the Tooling API that the local org keeps in memory; parents are nested rows. */
export type ToolingRow = Readonly<Record<string, unknown>>;

/**
 * Answers a query over rows in memory: comparisons joined by AND, OR and NOT, plain fields of the row and of its parents, ORDER BY and
 * LIMIT, and COUNT().
 * @throws ApiError INVALID_FIELD for a field that no row has, MALFORMED_QUERY for what is beyond that
 */
export function selectRows(query: SoqlQuery, rows: readonly ToolingRow[], base: string): ToolingRow[] {
  const { where, orderBy, limit } = query;
  let found = where ? rows.filter((row) => holds(where, row)) : [...rows];
  for (const { field, descending } of [...(orderBy ?? [])].reverse()) {
    found = found.toSorted((a, b) => compare(valueAt(a, field), valueAt(b, field)) * (descending ? -1 : 1));
  }
  if (limit?.kind === 'number') {
    found = found.slice(0, Number(limit.text));
  }
  return found.map((row) => project(query, row, base));
}

function project(query: SoqlQuery, row: ToolingRow, base: string): ToolingRow {
  const result: Record<string, unknown> = { attributes: attributes(query.from, row, base) };
  for (const item of query.select) {
    if (item.kind !== 'field' || item.field.fn !== undefined) {
      throw new ApiError(400, 'MALFORMED_QUERY', `Only fields can be selected from ${query.from} in the local org`);
    }
    const { path } = item.field;
    let target = result;
    let source: unknown = row;
    path.forEach((step, index) => {
      const [name, value] = member(source, step, query.from);
      source = value;
      if (index === path.length - 1) {
        target[name] = value;
      } else if (isRecord(value)) {
        target = (target[name] ??= { attributes: attributes(name, value, base) }) as Record<string, unknown>;
      } else {
        target[name] = null;
      }
    });
  }
  return result;
}

function attributes(type: string, row: ToolingRow, base: string): object {
  const id = typeof row.Id === 'string' ? row.Id : '';
  return { type, url: `${base}/tooling/sobjects/${type}/${id}` };
}

function member(row: unknown, name: string, object: string): [string, unknown] {
  if (row === null) {
    return [name, null];
  }
  const key = isRecord(row) ? Object.keys(row).find((known) => known.toLowerCase() === name.toLowerCase()) : undefined;
  if (key === undefined || !isRecord(row)) {
    throw new ApiError(400, 'INVALID_FIELD', `No such column '${name}' on entity '${object}'`);
  }
  return [key, row[key]];
}

function valueAt(row: ToolingRow, { path, fn }: FieldExpression): unknown {
  if (fn !== undefined) {
    throw new ApiError(400, 'MALFORMED_QUERY', `${fn} is not supported on this object in the local org`);
  }
  return path.reduce<unknown>((value, step) => member(value, step, path.join('.'))[1], row);
}

function holds(condition: Condition, row: ToolingRow): boolean {
  switch (condition.kind) {
    case 'and':
      return condition.items.every((item) => holds(item, row));
    case 'or':
      return condition.items.some((item) => holds(item, row));
    case 'not':
      return !holds(condition.item, row);
    case 'compare': {
      const value = valueAt(row, condition.field);
      const wanted = operand(condition.value);
      switch (condition.operator) {
        case '=':
          return same(value, wanted);
        case '!=':
          return !same(value, wanted);
        case 'IN':
          return Array.isArray(wanted) && wanted.some((item) => same(value, item));
        case 'NOT IN':
          return Array.isArray(wanted) && !wanted.some((item) => same(value, item));
        case 'LIKE':
          return like(String(wanted)).test(String(value ?? ''));
        case '<':
          return compare(value, wanted) < 0;
        case '<=':
          return compare(value, wanted) <= 0;
        case '>':
          return compare(value, wanted) > 0;
        case '>=':
          return compare(value, wanted) >= 0;
        default:
          throw new ApiError(400, 'MALFORMED_QUERY', `${condition.operator} is not supported on this object`);
      }
    }
  }
}

function operand(value: Operand): unknown {
  switch (value.kind) {
    case 'null':
      return null;
    case 'boolean':
    case 'string':
      return value.value;
    case 'number':
      return Number(value.text);
    case 'date':
    case 'datetime':
      return value.text;
    case 'list':
      return value.items.map(operand);
    default:
      throw new ApiError(400, 'MALFORMED_QUERY', `A ${value.kind} is not supported in a condition on this object`);
  }
}

/** Text ignores case; ids are the same in their short and their long form. */
function same(a: unknown, b: unknown): boolean {
  if (typeof a === 'string' && typeof b === 'string') {
    const [long, short] = a.length > b.length ? [a, b] : [b, a];
    return a.toLowerCase() === b.toLowerCase() || (long.length === 18 && short.length === 15 && long.startsWith(short));
  }
  return (a ?? null) === (b ?? null);
}

function compare(a: unknown, b: unknown): number {
  if (a === b) {
    return 0;
  }
  if (typeof a === 'number' && typeof b === 'number') {
    return a - b;
  }
  return String(a ?? '') < String(b ?? '') ? -1 : 1;
}

function like(pattern: string): RegExp {
  const source = pattern
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('%', '[^]*')
    .replaceAll('_', '[^]');
  return new RegExp(`^${source}$`, 'i');
}
