import type { Condition, FieldExpression, Operand, SelectItem, SoqlBind, SoqlQuery } from '../ast.ts';
import { quoteSoqlString } from './strings.ts';

/** Writes a query as SOQL text that parses to the same query, apart from positions. */
export function printSoql(query: SoqlQuery): string {
  return printQuery(query, query.binds);
}

function printQuery(query: SoqlQuery, binds: readonly SoqlBind[]): string {
  const fields = (items: readonly FieldExpression[]) => items.map((item) => printField(item, binds)).join(', ');
  const parts = [`SELECT ${query.select.map((item) => printSelectItem(item, binds)).join(', ')}`];
  const others = (query.fromAliases ?? []).map(({ path, alias }) => `, ${path.join('.')} ${alias}`);
  parts.push(`FROM ${query.from}${query.alias === undefined ? '' : ` ${query.alias}`}${others.join('')}`);
  if (query.scope !== undefined) {
    parts.push(`USING SCOPE ${query.scope}`);
  }
  if (query.where !== undefined) {
    parts.push(`WHERE ${printCondition(query.where, binds)}`);
  }
  if (query.withMode !== undefined) {
    parts.push(`WITH ${query.withMode}`);
  }
  if (query.dataCategories !== undefined) {
    const conditions = query.dataCategories.map((c) => `${c.group} ${c.selector} (${c.categories.join(', ')})`);
    parts.push(`WITH DATA CATEGORY ${conditions.join(' AND ')}`);
  }
  if (query.groupBy !== undefined) {
    const wrap = query.groupBy.rollup ? 'ROLLUP' : query.groupBy.cube ? 'CUBE' : undefined;
    const items = fields(query.groupBy.items);
    parts.push(`GROUP BY ${wrap === undefined ? items : `${wrap}(${items})`}`);
  }
  if (query.having !== undefined) {
    parts.push(`HAVING ${printCondition(query.having, binds)}`);
  }
  if (query.orderBy !== undefined) {
    const items = query.orderBy.map(({ field, descending, nullsLast }) => {
      const nulls = nullsLast === undefined ? '' : nullsLast ? ' NULLS LAST' : ' NULLS FIRST';
      return `${printField(field, binds)}${descending ? ' DESC' : ''}${nulls}`;
    });
    parts.push(`ORDER BY ${items.join(', ')}`);
  }
  parts.push(...printTail(query, binds));
  return parts.join(' ');
}

function printTail(query: SoqlQuery, binds: readonly SoqlBind[]): string[] {
  return [
    query.limit && `LIMIT ${printOperand(query.limit, binds)}`,
    query.offset && `OFFSET ${printOperand(query.offset, binds)}`,
    query.forClause && `FOR ${query.forClause}`,
    query.update && `UPDATE ${query.update}`,
    query.allRows && 'ALL ROWS'
  ].filter((part): part is string => typeof part === 'string');
}

function printSelectItem(item: SelectItem, binds: readonly SoqlBind[]): string {
  switch (item.kind) {
    case 'field':
      return `${printField(item.field, binds)}${item.alias === undefined ? '' : ` ${item.alias}`}`;
    case 'fields':
      return `FIELDS(${item.group})`;
    case 'subquery':
      return `(${printQuery(item.query, binds)})`;
    case 'typeof': {
      const when = item.when.map(({ object, fields }) => `WHEN ${object} THEN ${fields.join(', ')}`).join(' ');
      const otherwise = item.otherwise.length > 0 ? ` ELSE ${item.otherwise.join(', ')}` : '';
      return `TYPEOF ${item.relationship} ${when}${otherwise} END`;
    }
  }
}

function printField(field: FieldExpression, binds: readonly SoqlBind[]): string {
  const path = field.path.join('.');
  if (field.fn === undefined) {
    return path;
  }
  const inner = field.innerFn === undefined ? path : `${field.innerFn}(${path})`;
  if (field.distance === undefined) {
    return `${field.fn}(${inner})`;
  }
  const { latitude, longitude, unit } = field.distance;
  const place = `GEOLOCATION(${printOperand(latitude, binds)}, ${printOperand(longitude, binds)})`;
  return `${field.fn}(${inner}, ${place}, ${quoteSoqlString(unit, false)})`;
}

/** Nested conditions are always put in parentheses: AND and OR may not be mixed, and NOT may only come first. */
function printCondition(condition: Condition, binds: readonly SoqlBind[]): string {
  const nested = (item: Condition) =>
    item.kind === 'compare' ? printCondition(item, binds) : `(${printCondition(item, binds)})`;
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.items.map(nested).join(condition.kind === 'and' ? ' AND ' : ' OR ');
    case 'not':
      return `NOT ${nested(condition.item)}`;
    case 'compare': {
      const value = printOperand(condition.value, binds, condition.operator === 'LIKE');
      return `${printField(condition.field, binds)} ${condition.operator} ${value}`;
    }
  }
}

function printOperand(operand: Operand, binds: readonly SoqlBind[], isPattern = false): string {
  switch (operand.kind) {
    case 'null':
      return 'null';
    case 'boolean':
      return String(operand.value);
    case 'string':
      return quoteSoqlString(operand.value, isPattern);
    case 'number':
    case 'date':
    case 'datetime':
    case 'time':
      return operand.text;
    case 'currency':
      return `${operand.code}${operand.text}`;
    case 'dateLiteral':
      return operand.n === undefined ? operand.name : `${operand.name}:${operand.n}`;
    case 'bind':
      return `:${binds[operand.index]?.source ?? '?'}`;
    case 'list':
      return `(${operand.items.map((item) => printOperand(item, binds, isPattern)).join(', ')})`;
    case 'subquery':
      return `(${printQuery(operand.query, binds)})`;
  }
}
