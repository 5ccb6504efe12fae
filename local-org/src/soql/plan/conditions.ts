import { ApexException } from '../../values/index.ts';
import type { ComparisonOperator, Condition, Operand } from '../ast.ts';
import { rootScope } from '../resolve/index.ts';
import { withAmounts } from './currencies.ts';
import { collates } from './expressions.ts';
import { Level } from './level.ts';
import type { Column } from './level.ts';
import { groupsSlot, listSlot, patternSlot, scalarSlot } from './slot.ts';

/** A condition as SQL. Null is never equal, greater or less; but it is unequal to everything else, as in SOQL. */
export function conditionSql(level: Level, condition: Condition): string {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return `(${condition.items.map((item) => conditionSql(level, item)).join(condition.kind === 'and' ? ' AND ' : ' OR ')})`;
    case 'not':
      // SOQL's NOT knows only true and false: what does not match for want of a value is included.
      return `NOT coalesce(${conditionSql(level, condition.item)}, 0)`;
    case 'compare':
      return withAmounts(level, condition, (column, value) => compareSql(level, column, condition.operator, value));
  }
}

function compareSql(level: Level, column: Column, operator: ComparisonOperator, value: Operand): string {
  switch (operator) {
    case 'IN':
    case 'NOT IN':
      return inSql(level, column, operator === 'NOT IN', value);
    case 'INCLUDES':
    case 'EXCLUDES': {
      const groups = level.writer.slot(groupsSlot(value));
      return `${operator === 'EXCLUDES' ? 'NOT ' : ''}soql_includes(${column.sql}, ${groups.parameter()})`;
    }
    case 'LIKE':
      return value.kind === 'list'
        ? `(${value.items.map((item) => likeSql(level, column, item)).join(' OR ')})`
        : likeSql(level, column, value);
    default:
      return scalarSql(level, column, operator, value);
  }
}

function likeSql(level: Level, column: Column, value: Operand): string {
  const pattern = level.writer.slot(patternSlot(value));
  if (pattern.shape === 'null') {
    return `${column.sql} IS NULL`;
  }
  return pattern.shape === 'fold'
    ? `soql_like(${column.sql}, ${pattern.parameter()})`
    : `${column.sql} LIKE ${pattern.parameter()} ESCAPE '\\'`;
}

function scalarSql(
  level: Level,
  column: Column,
  operator: '=' | '!=' | '<' | '<=' | '>' | '>=',
  value: Operand
): string {
  const slot = level.writer.slot(scalarSlot(value, column.field));
  if (slot.shape.startsWith('list') && (operator === '=' || operator === '!=')) {
    return listSql(column, operator === '!=', slot);
  }
  const isBoolean = column.field.type === 'boolean';
  // A checkbox is never null: that of a missing parent counts as false.
  const sql = isBoolean && column.outer ? `coalesce(${column.sql}, 0)` : column.sql;
  if (slot.shape === 'range') {
    return rangeSql(sql, operator, slot.parameter(0), slot.parameter(1));
  }
  if (slot.shape === 'null') {
    // An empty text comes before every other.
    if (operator.startsWith('>') && value.kind === 'string') {
      return `${sql} IS NOT NULL`;
    }
    return operator === '=' ? `${sql} IS NULL` : operator === '!=' ? `${sql} IS NOT NULL` : '0';
  }
  if (column.field.type === 'multipicklist') {
    return `soql_choices(${sql}) ${operator === '!=' ? 'IS NOT' : operator} soql_choices(${slot.parameter()})`;
  }
  const left = slot.shape === 'fold' ? `soql_fold(${sql})` : sql;
  const right =
    slot.shape === 'value' && collates(column.field) ? `${slot.parameter()} COLLATE NOCASE` : slot.parameter();
  return operator === '!=' ? `${left} IS NOT ${right}` : `${left} ${operator} ${right}`;
}

/** Comparison with a span of days: before its start, after its end, or inside. */
function rangeSql(sql: string, operator: string, start: string, end: string): string {
  switch (operator) {
    case '=':
      return `(${sql} >= ${start} AND ${sql} < ${end})`;
    case '!=':
      return `(${sql} < ${start} OR ${sql} >= ${end} OR ${sql} IS NULL)`;
    case '<':
      return `${sql} < ${start}`;
    case '<=':
      return `${sql} < ${end}`;
    case '>':
      return `${sql} >= ${end}`;
    default:
      return `${sql} >= ${start}`;
  }
}

function inSql(level: Level, column: Column, negated: boolean, value: Operand): string {
  if (value.kind === 'subquery') {
    return semiJoinSql(level, column, negated, value);
  }
  if (value.kind === 'list' && value.items.some((item) => item.kind === 'dateLiteral')) {
    const parts = value.items.map((item) => scalarSql(level, column, negated ? '!=' : '=', item));
    return `(${parts.join(negated ? ' AND ' : ' OR ')})`;
  }
  return listSql(column, negated, level.writer.slot(listSlot(value, column.field)));
}

function listSql(column: Column, negated: boolean, slot: { readonly shape: string; parameter(): string }): string {
  const folds = slot.shape.includes('+fold');
  const left = folds
    ? `soql_fold(${column.sql})`
    : collates(column.field)
      ? `${column.sql} COLLATE NOCASE`
      : column.sql;
  const inList = `${left} IN (SELECT value FROM json_each(${slot.parameter()}))`;
  const hasNull = slot.shape.includes('+null');
  if (negated) {
    return hasNull ? `(${column.sql} IS NOT NULL AND NOT ${inList})` : `(${column.sql} IS NULL OR NOT ${inList})`;
  }
  return hasNull ? `(${inList} OR ${column.sql} IS NULL)` : inList;
}

/** `Id IN (SELECT AccountId FROM Contact …)`. */
function semiJoinSql(
  outer: Level,
  column: Column,
  negated: boolean,
  value: Extract<Operand, { kind: 'subquery' }>
): string {
  const { query } = value;
  const [item] = query.select;
  if (item?.kind !== 'field') {
    throw new ApexException('System.QueryException', 'The inner select of a semi join must select exactly one field');
  }
  const inner = new Level(outer.writer, rootScope(query, outer.scope.schema));
  outer.writer.reference(inner.scope.object, undefined);
  const selected = inner.column(item.field.path, item.field.start);
  const conditions = [`${selected.sql} IS NOT NULL`, ...rowFilters(inner, query.allRows === true)];
  if (query.where !== undefined) {
    conditions.push(conditionSql(inner, query.where));
  }
  const select = `SELECT ${selected.sql} FROM ${inner.from()} WHERE ${conditions.join(' AND ')}`;
  return negated ? `(${column.sql} IS NULL OR ${column.sql} NOT IN (${select}))` : `${column.sql} IN (${select})`;
}

/** Conditions that every row must meet besides those written: not deleted, and visible to the user. */
export function rowFilters(level: Level, allRows: boolean): string[] {
  const { scope, writer, alias } = level;
  const filters: string[] = [];
  if (!allRows && scope.object.fields.has('isdeleted')) {
    filters.push(`${alias}."isdeleted" = 0`);
  }
  if (writer.environment.enforceSharing) {
    const slot = writer.slot(({ visibility }) => {
      const visible = visibility?.(scope.object, alias);
      return { shape: visible?.sql ?? '', parts: visible?.params ?? [] };
    });
    if (slot.shape !== '') {
      let part = 0;
      filters.push(`(${slot.shape.replaceAll('?', () => slot.parameter(part++))})`);
    }
  }
  return filters;
}
