import { Decimal } from '../../values/index.ts';
import type { Condition, FieldExpression, SoqlQuery } from '../ast.ts';
import { isAggregate, plainPath } from '../resolve/index.ts';
import { decoderOf, scaled } from '../rows/decode.ts';
import type { Decoder } from '../rows/decode.ts';
import { formatter } from '../rows/format.ts';
import { conditionSql, rowFilters } from './conditions.ts';
import { inCorporateCurrency } from './currencies.ts';
import { collates, expressionColumn, picklistRank, sortSql, unrank } from './expressions.ts';
import { Level } from './level.ts';
import type { Column } from './level.ts';
import type { SqlWriter } from './sql-writer.ts';

/** A value of an aggregate row. */
export interface AggregateOutput {
  /** Name as `AggregateResult.get` takes it. */
  readonly name: string;
  readonly column: number;
  readonly decode: Decoder;
  /** Column of the number of values, for an average: the row's own column holds their sum. */
  readonly countColumn?: number;
}

export interface AggregateStatement {
  readonly sql: string;
  readonly outputs: readonly AggregateOutput[];
  /** Column with the number of records in the group. */
  readonly groupSize: number;
  /** True if only COUNT is used, so that a group counts as one row towards the limits. */
  readonly countsOnly: boolean;
}

/** Writes a grouped query, or one with aggregates over all rows. */
export function aggregateSql(level: Level, query: SoqlQuery): AggregateStatement {
  const groups = query.groupBy?.items ?? [];
  const sets = groupingSets(groups.length, query.groupBy);
  const names = outputNames(level, query);
  const writer = new AggregateSelect(level, groups, names);
  const statements: string[] = [];
  const written = query.where;
  const where = [
    ...rowFilters(level, query.allRows === true),
    ...(written ? [level.writer.outsideSelect(() => conditionSql(level, written))] : [])
  ];
  const havingSql = (set: readonly number[]): string | undefined => {
    const condition = query.having && (sets.length > 1 ? writer.withoutLeftOut(query.having, set) : query.having);
    return condition && level.writer.outsideSelect(() => conditionSql(level, condition));
  };
  const parts = sets.map((set) => ({ set, columns: writer.columns(query, set), order: writer.order(query, set) }));
  for (const { set, columns, order } of parts) {
    const keys = groups.flatMap((group, index) =>
      set.includes(index) ? [groupKey(expressionColumn(level, group))] : []
    );
    const sorts = sets.length > 1 ? [...order.map(({ sql }) => sql), ...writer.defaultOrder(set)] : [];
    const list = [...columns, ...sorts.map((sql, index) => `${sql} AS s${index}`)].join(', ');
    const having = havingSql(set);
    const clauses = [
      `SELECT ${list} FROM ${level.from()}`,
      where.length > 0 ? `WHERE ${where.join(' AND ')}` : '',
      keys.length > 0 ? `GROUP BY ${keys.join(', ')}` : '',
      // Without GROUP BY, SQL would answer one row even when HAVING is absent; so does SOQL.
      having ? `HAVING ${having}` : ''
    ];
    statements.push(clauses.filter((clause) => clause !== '').join(' '));
  }
  const order = (parts[0]?.order ?? []).map(
    ({ sql, suffix }, index) => `${sets.length > 1 ? `s${index}` : sql}${suffix}`
  );
  if (sets.length > 1) {
    const extra = writer.defaultOrder(sets[0] ?? []).length;
    order.push(...Array.from({ length: extra }, (_, index) => `s${(parts[0]?.order.length ?? 0) + index}`));
  }
  const body = statements.length > 1 ? `SELECT * FROM (${statements.join(' UNION ALL ')})` : (statements[0] ?? '');
  return {
    sql: `${body}${order.length > 0 ? ` ORDER BY ${order.join(', ')}` : ''}`,
    outputs: writer.outputs,
    groupSize: writer.groupSize,
    countsOnly: query.select.every(
      (item) => item.kind !== 'field' || !isAggregate(item.field) || /^COUNT$/i.test(item.field.fn ?? '')
    )
  };
}

/** Which group items each result set is grouped by: all; for ROLLUP every prefix; for CUBE every subset. */
function groupingSets(count: number, groupBy: SoqlQuery['groupBy']): number[][] {
  const all = Array.from({ length: count }, (_, index) => index);
  if (groupBy?.rollup) {
    return [...all.map((_, index) => all.slice(0, count - index)), []];
  }
  if (groupBy?.cube) {
    return Array.from({ length: 2 ** count }, (_, bits) => all.filter((index) => !(bits & (1 << index))));
  }
  return [all];
}

/** Names of the output columns: the alias, the field's own name, or `expr0`, `expr1` … for functions without one. */
function outputNames(level: Level, query: SoqlQuery): string[] {
  let unnamed = 0;
  return query.select.map((item) => {
    if (item.kind !== 'field') {
      return '';
    }
    const path = plainPath(level.scope, item.field.path);
    return item.alias ?? (item.field.fn === undefined ? (path.at(-1) ?? '') : `expr${unnamed++}`);
  });
}

function groupKey(column: Column): string {
  return collates(column.field) ? `${column.sql} COLLATE NOCASE` : column.sql;
}

class AggregateSelect {
  outputs: AggregateOutput[] = [];
  groupSize = 0;
  readonly #level: Level;
  readonly #groups: readonly FieldExpression[];
  readonly #names: readonly string[];

  constructor(level: Level, groups: readonly FieldExpression[], names: readonly string[]) {
    this.#level = level;
    this.#groups = groups;
    this.#names = names;
  }

  /** The select list for one grouping set; values of fields outside the set are null. */
  columns(query: SoqlQuery, set: readonly number[]): string[] {
    const columns: string[] = [];
    const add = (sql: string) => columns.push(`${sql} AS c${columns.length}`) - 1;
    this.outputs = query.select.flatMap((item, index) =>
      item.kind === 'field' ? [this.#output(item.field, this.#names[index] ?? '', set, add)] : []
    );
    this.groupSize = add('count(*)');
    return columns;
  }

  #output(field: FieldExpression, name: string, set: readonly number[], add: (sql: string) => number): AggregateOutput {
    const fn = field.fn?.toUpperCase();
    if (fn === 'GROUPING') {
      return { name, column: add(this.#grouping(field, set)), decode: (stored) => Number(stored) };
    }
    const column = expressionColumn(this.#level, field);
    if (!isAggregate(field)) {
      const inSet = this.#isInSet(field, set);
      const decode = renderer(field, column, this.#level.writer);
      // A checkbox of no record is null in a subtotal, not false.
      return {
        name,
        column: add(inSet ? column.sql : 'NULL'),
        decode: (stored) => (stored === null ? null : decode(stored))
      };
    }
    const aggregate = (fn === 'FORMAT' ? field.innerFn?.toUpperCase() : fn) ?? '';
    const isPicklistRank = (aggregate === 'MIN' || aggregate === 'MAX') && column.field.picklistValues.length > 0;
    if (isPicklistRank) {
      const inner = this.#level.column(field.path, field.start);
      const position = add(`${aggregate.toLowerCase()}(${picklistRank(inner)})`);
      return { name, column: position, decode: (stored) => (stored === null ? null : unrank(String(stored))) };
    }
    if (aggregate === 'AVG') {
      const inner = inCorporateCurrency(this.#level, field);
      const sum = add(`CAST(sum(${inner.sql}) AS TEXT)`);
      return {
        name,
        column: sum,
        countColumn: add(`count(${inner.sql})`),
        decode: scaled(inner.field.type === 'int' ? 0 : inner.field.scale)
      };
    }
    if (aggregate === 'SUM') {
      const decode = column.field.type === 'int' ? integerSum : scaled(column.field.scale);
      return { name, column: add(`CAST(${column.sql} AS TEXT)`), decode };
    }
    return { name, column: add(column.sql), decode: renderer(field, column, this.#level.writer) };
  }

  #grouping(field: FieldExpression, set: readonly number[]): string {
    return this.#isInSet({ path: field.path, start: field.start }, set) ? '0' : '1';
  }

  #isInSet(field: FieldExpression, set: readonly number[]): boolean {
    const key = (expression: FieldExpression) => expressionColumn(this.#level, { ...expression }).sql;
    const sql = key(/^(?:FORMAT|TOLABEL)$/i.test(field.fn ?? '') ? { path: field.path, start: field.start } : field);
    return this.#groups.length === 0 || this.#groups.some((group, index) => set.includes(index) && key(group) === sql);
  }

  /** HAVING for one grouping set: the fields that its rows leave out are null there. */
  withoutLeftOut(condition: Condition, set: readonly number[]): Condition {
    switch (condition.kind) {
      case 'and':
      case 'or':
        return { ...condition, items: condition.items.map((item) => this.withoutLeftOut(item, set)) };
      case 'not':
        return { ...condition, item: this.withoutLeftOut(condition.item, set) };
      case 'compare': {
        const { field } = condition;
        return isAggregate(field) || this.#isInSet(field, set)
          ? condition
          : { ...condition, field: { ...field, leftOut: true } };
      }
    }
  }

  /** ORDER BY items as SQL with their direction. */
  order(query: SoqlQuery, set: readonly number[]): { sql: string; suffix: string }[] {
    return (query.orderBy ?? []).map(({ field, descending, nullsLast }) => {
      const aliased = query.select.find(
        (item) =>
          item.kind === 'field' &&
          item.alias !== undefined &&
          item.alias.toLowerCase() === field.path.join('.').toLowerCase()
      );
      const expression = field.fn === undefined && aliased?.kind === 'field' ? aliased.field : field;
      const suffix = `${descending ? ' DESC' : ''} NULLS ${nullsLast ? 'LAST' : 'FIRST'}`;
      if (expression.fn?.toUpperCase() === 'GROUPING') {
        return { sql: this.#grouping(expression, set), suffix };
      }
      if (!isAggregate(expression) && !this.#isInSet(expression, set)) {
        return { sql: 'NULL', suffix };
      }
      return { sql: sortSql(expressionColumn(this.#level, expression)), suffix };
    });
  }

  /** Groups in the order of their keys, each subtotal behind its groups. */
  defaultOrder(set: readonly number[]): string[] {
    return this.#groups.flatMap((group, index) => {
      const isIn = set.includes(index);
      return [isIn ? '0' : '1', isIn ? sortSql(expressionColumn(this.#level, group)) : 'NULL'];
    });
  }
}

function renderer(field: FieldExpression, column: Column, writer: SqlWriter): Decoder {
  return field.fn?.toUpperCase() === 'FORMAT' ? formatter(column.field, writer) : decoderOf(column.field);
}

/** SUM of an Integer field. */
function integerSum(stored: Parameters<Decoder>[0]): ReturnType<Decoder> {
  return stored === null ? null : new Decimal(BigInt(stored as string), 0);
}

/** An average from its exact sum and the number of values, with the digits of a Double and no trailing zeros. */
export function average(sum: Decimal, count: number): Decimal {
  const quotient = sum
    .divideToScale(Decimal.fromInteger(count), Math.max(sum.scale, 0) + 15, 'HALF_UP')
    .stripTrailingZeros();
  return quotient.scale < 0 ? quotient.setScale(0, 'HALF_UP') : quotient;
}
