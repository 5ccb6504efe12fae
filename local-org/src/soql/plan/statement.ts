import { NotImplementedError } from '../../values/index.ts';
import type { SoqlQuery } from '../ast.ts';
import { childScope, isAggregate, rootScope } from '../resolve/index.ts';
import type { ChildScope } from '../resolve/index.ts';
import { conditionSql, rowFilters } from './conditions.ts';
import { orderColumn } from './currencies.ts';
import { sortSql } from './expressions.ts';
import { Level } from './level.ts';
import { aggregateSql } from './select-aggregates.ts';
import type { AggregateStatement } from './select-aggregates.ts';
import { RecordSelect } from './select-records.ts';
import type { RecordShape } from './shape.ts';
import { countSlot } from './slot.ts';
import { quoteName } from './sql-writer.ts';
import type { SqlWriter } from './sql-writer.ts';

export type Statement =
  | { readonly kind: 'count'; readonly sql: string }
  | ({ readonly kind: 'aggregate' } & AggregateStatement)
  | {
      readonly kind: 'records';
      readonly sql: string;
      readonly shape: RecordShape;
      readonly children: readonly ChildQuery[];
    };

/** A subquery, run once for all parents; `keyColumn` of its rows is the parent's id. */
export interface ChildQuery {
  readonly query: SoqlQuery;
  readonly scope: ChildScope;
}

export function isAggregateQuery(query: SoqlQuery): boolean {
  return query.groupBy !== undefined || query.select.some((item) => item.kind === 'field' && isAggregate(item.field));
}

/** True for `SELECT COUNT() FROM …`. */
export function isCountQuery(query: SoqlQuery): boolean {
  const [item] = query.select;
  return (
    query.select.length === 1 && item?.kind === 'field' && item.field.path.length === 0 && item.field.fn !== undefined
  );
}

/** Writes the SQL of a root query. */
export function writeRoot(writer: SqlWriter, query: SoqlQuery): Statement {
  refuseUnsupported(query);
  const level = new Level(writer, rootScope(query, writer.environment.schema));
  writer.reference(level.scope.object, undefined);
  if (isCountQuery(query)) {
    const where = whereSql(level, query);
    return {
      kind: 'count',
      sql: `SELECT count(*) AS c0 FROM (SELECT 1 FROM ${level.from()}${where}${pageSql(level, query)})`
    };
  }
  if (isAggregateQuery(query)) {
    const statement = aggregateSql(level, query);
    return { kind: 'aggregate', ...statement, sql: `${statement.sql}${pageSql(level, query)}` };
  }
  const select = new RecordSelect(level, query);
  const where = whereSql(level, query);
  const order = orderSql(level, query);
  const sql = `SELECT ${select.list.items.join(', ')} FROM ${level.from()}${where} ORDER BY ${order}${pageSql(level, query)}`;
  return { kind: 'records', sql, shape: select.shape, children: childQueries(query, level) };
}

export interface ChildStatement {
  readonly sql: string;
  readonly shape: RecordShape;
  /** Column of the parent's id. */
  readonly keyColumn: number;
  readonly children: readonly ChildQuery[];
}

/**
 * Writes the SQL of a subquery for all parents at once. LIMIT and OFFSET count per parent.
 *
 * @param parentIds SQL parameter that holds the parents' ids as a JSON array
 */
export function writeChild(writer: SqlWriter, { query, scope }: ChildQuery, parentIds: string): ChildStatement {
  const level = new Level(writer, scope);
  writer.reference(scope.object, scope.key);
  const select = new RecordSelect(level, query);
  const key = `${level.alias}.${quoteName(scope.key.name)}`;
  const keyColumn = select.list.add(key);
  const filters = [`${key} IN (SELECT value FROM json_each(${parentIds}))`, ...filtersOf(level, query)];
  const order = orderSql(level, query);
  const list = select.list.items.join(', ');
  const children = childQueries(query, level);
  const where = filters.join(' AND ');
  if (query.limit === undefined && query.offset === undefined) {
    return {
      sql: `SELECT ${list} FROM ${level.from()} WHERE ${where} ORDER BY ${order}`,
      shape: select.shape,
      keyColumn,
      children
    };
  }
  const offset =
    query.offset === undefined
      ? '0'
      : writer.slot(countSlot(query.offset, 'OFFSET', level.scope.object.name)).parameter();
  const limit =
    query.limit === undefined
      ? ''
      : ` AND place <= ${offset} + ${writer.slot(countSlot(query.limit, 'LIMIT', level.scope.object.name)).parameter()}`;
  const ranked = `SELECT ${list}, row_number() OVER (PARTITION BY ${key} ORDER BY ${order}) AS place FROM ${level.from()} WHERE ${where}`;
  const sql = `SELECT * FROM (${ranked}) WHERE place > ${offset}${limit} ORDER BY c${keyColumn}, place`;
  return { sql, shape: select.shape, keyColumn, children };
}

function childQueries(query: SoqlQuery, level: Level): ChildQuery[] {
  return query.select.flatMap((item) =>
    item.kind === 'subquery'
      ? [{ query: item.query, scope: childScope(item.query, level.scope.schema, level.scope.object) }]
      : []
  );
}

function filtersOf(level: Level, query: SoqlQuery): string[] {
  const filters = rowFilters(level, query.allRows === true);
  if (query.where !== undefined) {
    const { where } = query;
    filters.push(level.writer.outsideSelect(() => conditionSql(level, where)));
  }
  return filters;
}

function whereSql(level: Level, query: SoqlQuery): string {
  const filters = filtersOf(level, query);
  const scope = query.scope?.toLowerCase();
  if (scope === 'mine') {
    // A user's own user is the user.
    const key = level.scope.object.fields.get('ownerid') ?? level.scope.object.fields.get('id');
    level.writer.reference(level.scope.object, key);
    const me = level.writer.slot(({ userId }) => ({ shape: 'value', parts: [userId] })).parameter();
    filters.push(`${level.alias}.${quoteName(key?.name ?? 'Id')} = ${me}`);
  } else if (scope !== undefined && scope !== 'everything') {
    throw new NotImplementedError(`USING SCOPE ${query.scope}`);
  }
  return filters.length > 0 ? ` WHERE ${filters.join(' AND ')}` : '';
}

/** Nulls come first unless the query says otherwise; records that sort alike come in the order of their creation. */
function orderSql(level: Level, query: SoqlQuery): string {
  const items = (query.orderBy ?? []).map(({ field, descending, nullsLast }) => {
    const column = level.writer.outsideSelect(() => orderColumn(level, field));
    const direction = descending ? ' DESC' : '';
    const nullable =
      column.outer || !(column.field.required || column.field.type === 'id' || ALWAYS_SET.has(column.field.name));
    return `${sortSql(column)}${direction}${nullable ? ` NULLS ${nullsLast ? 'LAST' : 'FIRST'}` : ''}`;
  });
  return [...items, `${level.alias}."id"`].join(', ');
}

/** Fields that the system fills on every record, so that an index serves their order in both directions. */
const ALWAYS_SET = new Set([
  'CreatedDate',
  'LastModifiedDate',
  'SystemModstamp',
  'CreatedById',
  'LastModifiedById',
  'IsDeleted'
]);

/** LIMIT and OFFSET, never more rows than the transaction may read. */
function pageSql(level: Level, query: SoqlQuery): string {
  const { writer } = level;
  const cap = writer.slot(({ rowCap }) => ({ shape: 'value', parts: [rowCap] })).parameter();
  const limit = query.limit && writer.slot(countSlot(query.limit, 'LIMIT', level.scope.object.name)).parameter();
  const offset = query.offset && writer.slot(countSlot(query.offset, 'OFFSET', level.scope.object.name)).parameter();
  return ` LIMIT ${limit === undefined ? cap : `min(${limit}, ${cap})`}${offset === undefined ? '' : ` OFFSET ${offset}`}`;
}

function refuseUnsupported(query: SoqlQuery): void {
  if (query.dataCategories !== undefined) {
    throw new NotImplementedError('SOQL WITH DATA CATEGORY');
  }
}
