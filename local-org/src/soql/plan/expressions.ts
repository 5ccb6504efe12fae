import { type FieldSchema, makeField } from '../../metadata/index.ts';
import { ApexDouble, Decimal, NotImplementedError } from '../../values/index.ts';
import type { FieldExpression } from '../ast.ts';
import { DATE_FUNCTIONS, isAggregateFunction, resolveField } from '../resolve/index.ts';
import type { Column, Level } from './level.ts';
import { hasCurrencies, inCorporateCurrency, inUserCurrency } from './currencies.ts';
import { literalValue } from './slot.ts';
import { quoteText } from './sql-writer.ts';

const COUNT_FIELD = makeField({ name: 'count', type: 'int' });
const DATE_PART_FIELD = makeField({ name: 'part', type: 'int' });
const DATE_FIELD = makeField({ name: 'day', type: 'date' });
const DISTANCE_FIELD = makeField({ name: 'distance', type: 'double', precision: 18, scale: 12 });

/** A field expression with its functions, as SQL for WHERE, HAVING, GROUP BY and ORDER BY. */
export function expressionColumn(level: Level, expression: FieldExpression): Column {
  if (expression.leftOut === true) {
    return { ...expressionColumn(level, { ...expression, leftOut: false }), sql: 'NULL', outer: true };
  }
  const fn = expression.fn?.toUpperCase();
  if (fn === undefined) {
    return level.column(expression.path, expression.start);
  }
  if (isAggregateFunction(fn)) {
    return aggregateColumn(level, fn, expression);
  }
  if (fn === 'DISTANCE') {
    return distanceColumn(level, expression);
  }
  if (DATE_FUNCTIONS.has(fn)) {
    const inner = level.column(expression.path, expression.start);
    return datePart(level, fn, inner, expression.innerFn?.toUpperCase() === 'CONVERTTIMEZONE');
  }
  if (fn === 'CONVERTCURRENCY') {
    return inUserCurrency(level, expression);
  }
  if (fn === 'FORMAT') {
    if (
      hasCurrencies(level) &&
      resolveField(level.scope, expression.path, expression.start).field.type === 'currency'
    ) {
      throw new NotImplementedError('SOQL FORMAT of an amount where the org has several currencies');
    }
    const plain: FieldExpression = { path: expression.path, start: expression.start };
    return expressionColumn(level, expression.innerFn === undefined ? plain : { ...plain, fn: expression.innerFn });
  }
  if (fn === 'TOLABEL') {
    return labelColumn(level, expression);
  }
  throw new NotImplementedError(`SOQL function ${expression.fn}`);
}

function aggregateColumn(level: Level, fn: string, expression: FieldExpression): Column {
  if (expression.path.length === 0) {
    return { sql: 'count(*)', field: COUNT_FIELD, outer: false };
  }
  const { sql, field } = inCorporateCurrency(level, expression);
  const isText = collates(field);
  switch (fn) {
    case 'COUNT':
      return { sql: `count(${sql})`, field: COUNT_FIELD, outer: false };
    case 'COUNT_DISTINCT':
      return { sql: `count(DISTINCT ${sql}${isText ? ' COLLATE NOCASE' : ''})`, field: COUNT_FIELD, outer: false };
    case 'SUM':
      return { sql: `sum(${sql})`, field, outer: true };
    case 'AVG':
      return { sql: `avg(${sql})`, field, outer: true };
    default:
      return { sql: `${fn.toLowerCase()}(${sql}${isText ? ' COLLATE NOCASE' : ''})`, field, outer: true };
  }
}

/** Whether text of the field is compared without regard to case. */
export function collates(field: FieldSchema): boolean {
  switch (field.type) {
    case 'id':
    case 'reference':
    case 'boolean':
    case 'int':
    case 'double':
    case 'currency':
    case 'percent':
    case 'date':
    case 'datetime':
    case 'time':
      return false;
    default:
      return !field.caseSensitive;
  }
}

/**
 * The SQL of a date function. Dates count as they are; instants count in UTC, or in the user's time zone under `convertTimezone`.
 * Weeks of the month and of the year start on its first day, as the platform documents.
 */
function datePart(level: Level, fn: string, column: Column, inUserZone: boolean): Column {
  const zone = inUserZone && column.field.type === 'datetime';
  const parameter = zone
    ? level.writer.shared('timeZone', ({ calendar }) => ({ shape: 'value', parts: [calendar.timeZone] }))
    : '';
  const seconds = zone ? `soql_local(${column.sql}, ${parameter}) / 1000` : `${column.sql} / 1000`;
  // Integer division rounds towards zero; instants before 1970 need the floor.
  const moment = column.field.type === 'datetime' ? `floor(${seconds}.0), 'unixepoch'` : column.sql;
  const part = (format: string) => `CAST(strftime('${format}', ${moment}) AS INTEGER)`;
  // A number is bound as a REAL, with which the quarter would not be a whole number.
  const fiscal = () =>
    `CAST(${level.writer.shared('fiscal', ({ calendar }) => ({ shape: 'value', parts: [calendar.fiscalYearStartMonth] }))} AS INTEGER)`;
  const sql = (() => {
    switch (fn) {
      case 'DAY_ONLY':
        return `strftime('%Y-%m-%d', ${moment})`;
      case 'CALENDAR_YEAR':
        return part('%Y');
      case 'CALENDAR_QUARTER':
        return `((${part('%m')} + 2) / 3)`;
      case 'CALENDAR_MONTH':
        return part('%m');
      case 'FISCAL_YEAR': {
        // A fiscal year is named after the year in which it ends.
        const start = fiscal();
        return `(${part('%Y')} + (${start} > 1 AND ${part('%m')} >= ${start}))`;
      }
      case 'FISCAL_QUARTER':
        return `((${part('%m')} - ${fiscal()} + 12) % 12 / 3 + 1)`;
      case 'FISCAL_MONTH':
        return `((${part('%m')} - ${fiscal()} + 12) % 12 + 1)`;
      case 'DAY_IN_MONTH':
        return part('%d');
      case 'DAY_IN_WEEK':
        return `(${part('%w')} + 1)`;
      case 'DAY_IN_YEAR':
        return part('%j');
      case 'WEEK_IN_MONTH':
        return `((${part('%d')} + 6) / 7)`;
      case 'WEEK_IN_YEAR':
        return `((${part('%j')} + 6) / 7)`;
      default:
        return part('%H');
    }
  })();
  return { sql, field: fn === 'DAY_ONLY' ? DATE_FIELD : DATE_PART_FIELD, outer: true };
}

/** Latitude and longitude columns of a geolocation or address field. */
export function coordinateNames(field: FieldSchema): readonly [string, string] {
  const base = field.name.replace(/__c$/i, '');
  return field.custom
    ? [`${base}__Latitude__s`, `${base}__Longitude__s`]
    : [base.replace(/Address$/, 'Latitude'), base.replace(/Address$/, 'Longitude')];
}

function distanceColumn(level: Level, expression: FieldExpression): Column {
  const { path, start, distance } = expression;
  const column = level.column(path, start);
  const parts = coordinateNames(column.field).map((name) => level.column([...path.slice(0, -1), name], start));
  const degrees = parts.map((part) => `${part.sql} / 1e${part.field.scale}`);
  if (distance === undefined) {
    throw new NotImplementedError('DISTANCE without a place');
  }
  const place = [distance.latitude, distance.longitude].map((operand) =>
    level.writer
      .slot(({ binds }) => {
        const value = operand.kind === 'bind' ? binds[operand.index] : literalValue(operand);
        return {
          shape: 'value',
          parts: [
            value instanceof Decimal ? value.toNumber() : value instanceof ApexDouble ? value.value : Number(value)
          ]
        };
      })
      .parameter()
  );
  const unit = quoteText(distance.unit.toLowerCase());
  return {
    sql: `soql_distance(${degrees.join(', ')}, ${place.join(', ')}, ${unit})`,
    field: DISTANCE_FIELD,
    outer: true
  };
}

/** `toLabel(Status)`: the label of the stored value, or the value itself if it has none. */
function labelColumn(level: Level, expression: FieldExpression): Column {
  const column = level.column(expression.path, expression.start);
  const branches = column.field.picklistValues
    .filter((entry) => entry.label !== entry.value)
    .map((entry) => `WHEN ${quoteText(entry.value)} THEN ${quoteText(entry.label)}`);
  if (branches.length === 0) {
    return column;
  }
  return { ...column, sql: `CASE ${column.sql} COLLATE NOCASE ${branches.join(' ')} ELSE ${column.sql} END` };
}

/**
 * The SQL by which a field sorts. Picklist values sort in the order of their definition, with unknown values behind; text sorts without
 * regard to case.
 */
export function sortSql(column: Column): string {
  const { sql, field } = column;
  if (field.type === 'picklist' && field.picklistValues.length > 0) {
    return picklistRank(column);
  }
  return collates(field) ? `${sql} COLLATE NOCASE` : sql;
}

/** The place of a picklist value in its definition, followed by the value. */
export function picklistRank({ sql, field }: Column): string {
  const branches = field.picklistValues.map((entry, index) => `WHEN ${quoteText(entry.value)} THEN '${rank(index)}'`);
  return `(CASE ${sql} COLLATE NOCASE ${branches.join(' ')} ELSE '${rank(field.picklistValues.length)}' END || ${sql})`;
}

const RANK_WIDTH = 5;

function rank(index: number): string {
  return String(index).padStart(RANK_WIDTH, '0');
}

/** The picklist value of a rank. */
export function unrank(text: string): string {
  return text.slice(RANK_WIDTH);
}
