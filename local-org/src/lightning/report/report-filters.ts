import { quote, splitValues } from '../list/filters.ts';
import type { ReportFilterUse, TimeFrame } from './report-definition.ts';
import { intervalCondition, relativeDate } from './intervals.ts';
import { ReportError, unsupported } from './report-error.ts';
import type { ReportField } from './report-fields.ts';
import { nextDay, startOfDay } from './time-zone.ts';
import { table } from '../../common/index.ts';

const COMPARISONS: Readonly<Record<string, string>> = table({
  equals: '=',
  notEqual: '!=',
  lessThan: '<',
  greaterThan: '>',
  lessOrEqual: '<=',
  greaterOrEqual: '>='
});
const NEGATIVE = new Set(['notEqual', 'notContain']);

/** SOQL condition for one filter of a report. Several values are alternatives; with negative operators none may hold. */
export function reportCondition(field: ReportField, filter: ReportFilterUse, timeZone: string): string {
  const { operator } = filter;
  const values = splitValues(filter.value);
  const path = comparedPath(field, values);
  if (operator === 'includes' || operator === 'excludes') {
    return `${path} ${operator.toUpperCase()} (${values.map((value) => quote(value)).join(', ')})`;
  }
  if (operator === 'within') return unsupported('a filter by distance');
  const parts = values.map((value) => one(field, path, operator, value, timeZone));
  if (parts.length === 0) {
    const comparison = COMPARISONS[operator];
    if (operator !== 'equals' && operator !== 'notEqual')
      throw new ReportError(`The filter on ${field.column} compares with nothing (${operator}).`);
    return `${path} ${comparison} null`;
  }
  return parts.length === 1 ? (parts[0] as string) : `(${parts.join(NEGATIVE.has(operator) ? ' AND ' : ' OR ')})`;
}

/** Lookups are compared by the parent's name, unless ids are given. */
function comparedPath(field: ReportField, values: readonly string[]): string {
  const isIds = values.every((value) => /^[a-zA-Z0-9]{15}([a-zA-Z0-9]{3})?$/.test(value) && /\d/.test(value));
  return field.type === 'reference' && field.namePath && values.length > 0 && !isIds ? field.namePath : field.path;
}

function one(field: ReportField, path: string, operator: string, value: string, timeZone: string): string {
  if (operator === 'contains' || operator === 'notContain' || operator === 'startsWith') {
    const pattern = value.replace(/[%_\\]/g, (letter) => `\\${letter}`).replace(/'/g, "\\'");
    const like = `${path} LIKE '${operator === 'startsWith' ? '' : '%'}${pattern}%'`;
    return operator === 'notContain' ? `(NOT ${like})` : like;
  }
  const comparison = COMPARISONS[operator];
  if (!comparison) return unsupported(`the filter operator ${operator}`);
  switch (field.type) {
    case 'boolean':
      return `${path} ${comparison} ${/^(1|true)$/i.test(value) ? 'TRUE' : 'FALSE'}`;
    case 'int':
    case 'double':
    case 'currency':
    case 'percent':
      return `${path} ${comparison} ${numberOf(field, value)}`;
    case 'date':
    case 'datetime':
      return dateCondition(field, path, comparison, value, timeZone);
    default:
      return `${path} ${comparison} ${quote(value)}`;
  }
}

function numberOf(field: ReportField, value: string): string {
  const plain = value.replace(/^[^\d.-]+/, '').replace(/%$/, '');
  if (!/^-?\d+(\.\d+)?$/.test(plain))
    throw new ReportError(`The filter on ${field.column} compares with ${value}, which is no number.`);
  return plain;
}

function dateCondition(field: ReportField, path: string, comparison: string, value: string, timeZone: string): string {
  const literal = relativeDate(value);
  if (literal) return `${path} ${comparison} ${literal}`;
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})/.exec(value);
  const day = american
    ? `${american[3]}-${String(american[1]).padStart(2, '0')}-${String(american[2]).padStart(2, '0')}`
    : /^\d{4}-\d\d-\d\d/.exec(value)?.[0];
  if (!day) throw new ReportError(`The filter on ${field.column} compares with ${value}, which is no date.`);
  if (field.type === 'date') return `${path} ${comparison} ${day}`;
  const start = startOfDay(day, timeZone);
  const end = startOfDay(nextDay(day), timeZone);
  switch (comparison) {
    case '=':
      return `(${path} >= ${start} AND ${path} < ${end})`;
    case '!=':
      return `(${path} < ${start} OR ${path} >= ${end} OR ${path} = null)`;
    case '>':
      return `${path} >= ${end}`;
    case '<=':
      return `${path} < ${end}`;
    default:
      return `${path} ${comparison} ${start}`;
  }
}

/** Condition of a report's time frame; empty for all time. */
export function timeFrameCondition(field: ReportField, frame: TimeFrame, timeZone: string): string {
  if (frame.interval !== 'INTERVAL_CUSTOM') return intervalCondition(field.path, frame.interval);
  const parts = [
    ...(frame.start ? [dateCondition(field, field.path, '>=', frame.start, timeZone)] : []),
    ...(frame.end ? [dateCondition(field, field.path, '<=', frame.end, timeZone)] : [])
  ];
  return parts.join(' AND ');
}
