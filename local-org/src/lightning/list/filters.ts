import type { FieldSchema, ObjectSchema, Schema } from '../../metadata/index.ts';
import { findField } from '../page/describe-field.ts';
import { columnPath } from './columns.ts';
import { table } from '../../common/index.ts';

/** One filter line of a list view. */
export interface ListFilter {
  readonly field: string;
  readonly operation: string;
  readonly value: string;
}

/** A list view that cannot be answered as Salesforce would. */
export class ListViewError extends Error {}

const COMPARISONS: Record<string, string> = table({
  equals: '=',
  notEqual: '!=',
  lessThan: '<',
  greaterThan: '>',
  lessOrEqual: '<=',
  greaterOrEqual: '>='
});

const DATE_LITERAL =
  /^(YESTERDAY|TODAY|TOMORROW|(LAST|THIS|NEXT)_(WEEK|MONTH|QUARTER|YEAR|FISCAL_QUARTER|FISCAL_YEAR)|LAST_90_DAYS|NEXT_90_DAYS|(LAST|NEXT)_N_(DAYS|WEEKS|MONTHS|QUARTERS|YEARS):\d+|N_(DAYS|WEEKS|MONTHS)_AGO:\d+)$/i;

/**
 * Translates one filter into a SOQL condition. Several values in one line are alternatives, except with the negative
 * operators, where none may hold. An empty value with `equals` means "is empty".
 */
export function filterCondition(schema: Schema, object: ObjectSchema, filter: ListFilter): string {
  const path = columnPath(object, filter.field);
  const field = path ? fieldAt(schema, object, path) : undefined;
  if (!path || !field) throw new ListViewError(`List view filter on ${filter.field}: no such field of ${object.name}`);
  const values = splitValues(filter.value);
  const operation = filter.operation;
  if (operation === 'includes' || operation === 'excludes') {
    return `${path} ${operation.toUpperCase()} (${values.map(quote).join(', ')})`;
  }
  if (operation === 'contains' || operation === 'startsWith' || operation === 'notContain') {
    return likeCondition(path, operation, values);
  }
  const comparison = COMPARISONS[operation];
  if (!comparison) throw new ListViewError(`List view operator ${operation} is not supported by the local org`);
  if (values.length === 0) return `${path} ${comparison} null`;
  const negative = operation === 'notEqual';
  const literals = values.map((value) => literal(field, value));
  if (literals.length > 1 && (operation === 'equals' || negative))
    return `${path} ${negative ? 'NOT IN' : 'IN'} (${literals.join(', ')})`;
  const parts = literals.map((value) => `${path} ${comparison} ${value}`);
  return parts.length > 1 ? `(${parts.join(negative ? ' AND ' : ' OR ')})` : (parts[0] ?? '');
}

/** Joins conditions by the view's own logic (`1 AND (2 OR 3)`), else by AND. */
export function combine(conditions: readonly string[], booleanFilter: string | undefined): string {
  if (!booleanFilter) return conditions.join(' AND ');
  return booleanFilter
    .replace(/\d+/g, (number) => {
      const condition = conditions[Number(number) - 1];
      if (condition === undefined)
        throw new ListViewError(`List view logic ${booleanFilter} names a filter that does not exist`);
      return `(${condition})`;
    })
    .replace(/\b(and|or|not)\b/gi, (word) => word.toUpperCase());
}

function likeCondition(path: string, operation: string, values: readonly string[]): string {
  const parts = values.map((value) => {
    const pattern = value.replace(/[%_\\]/g, (letter) => `\\${letter}`);
    const like = `${path} LIKE ${quotePattern(operation === 'startsWith' ? `${pattern}%` : `%${pattern}%`)}`;
    return operation === 'notContain' ? `(NOT ${like})` : like;
  });
  if (parts.length === 1) return parts[0] ?? '';
  return `(${parts.join(operation === 'notContain' ? ' AND ' : ' OR ')})`;
}

/** Values are separated by commas; quotes keep a comma inside one. */
export function splitValues(value: string): string[] {
  const values = [...value.matchAll(/\s*"([^"]*)"\s*(?:,|$)|([^,]+)(?:,|$)/g)].map((match) =>
    (match[1] ?? match[2] ?? '').trim()
  );
  return values.filter((item) => item !== '');
}

function literal(field: FieldSchema, value: string): string {
  switch (field.type) {
    case 'boolean':
      return /^(1|true)$/i.test(value) ? 'TRUE' : 'FALSE';
    case 'int':
    case 'double':
    case 'currency':
    case 'percent':
      if (!/^-?\d+(\.\d+)?$/.test(value))
        throw new ListViewError(`List view value ${value} is not a number (${field.name})`);
      return value;
    case 'date':
      return dateLiteral(field, value);
    case 'datetime': {
      const date = dateLiteral(field, value);
      return /^\d{4}-\d\d-\d\d$/.test(date) ? `${date}T00:00:00Z` : date;
    }
    default:
      return quote(value);
  }
}

/** `1/31/2026`, `2026-01-31` or a date literal. */
function dateLiteral(field: FieldSchema, value: string): string {
  const spaced = value
    .toUpperCase()
    .replace(/ /g, '_')
    .replace(/^LAST_(\d+)_DAYS$/, 'LAST_N_DAYS:$1');
  if (DATE_LITERAL.test(spaced)) return spaced;
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})/.exec(value);
  if (american) return `${american[3]}-${(american[1] ?? '').padStart(2, '0')}-${(american[2] ?? '').padStart(2, '0')}`;
  if (/^\d{4}-\d\d-\d\d/.test(value)) return value.slice(0, field.type === 'date' ? 10 : undefined);
  throw new ListViewError(`List view value ${value} is not a date (${field.name})`);
}

export function quote(value: string): string {
  return `'${value.replace(/[\\']/g, (letter) => `\\${letter}`).replace(/\n/g, '\\n')}'`;
}

/** A LIKE pattern whose own escapes are already in place. */
function quotePattern(pattern: string): string {
  return `'${pattern.replace(/'/g, "\\'")}'`;
}

function fieldAt(schema: Schema, object: ObjectSchema, path: string): FieldSchema | undefined {
  const [first = '', ...rest] = path.split('.');
  if (rest.length === 0) return findField(object, first);
  const reference = [...object.fields.values()].find(
    (field) => field.relationshipName?.toLowerCase() === first.toLowerCase()
  );
  const parent = schema.object(reference?.referenceTo[0] ?? '');
  return parent ? fieldAt(schema, parent, rest.join('.')) : undefined;
}
