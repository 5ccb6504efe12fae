import { makeField, type FieldSchema, type ObjectSchema } from '../../metadata/index.ts';
import type { ComparisonOperator, Condition, FieldExpression, Operand, SoqlQuery } from '../ast.ts';
import {
  DATE_FUNCTIONS,
  filterTypeName,
  isAggregate,
  isAggregateFunction,
  isFilterable,
  isIdField,
  isNumericField,
  resolveField,
  rootScope
} from '../resolve/index.ts';
import type { ResolvedField, Scope } from '../resolve/index.ts';
import type { ProblemSink } from './validate-soql.ts';

const MAX_SEMI_JOINS = 2;

interface WhereOptions {
  /** True inside HAVING, where aggregates are allowed. */
  having?: boolean;
  /** True inside a semi-join, which may hold no other. */
  inSemiJoin?: boolean;
}

/** Checks the fields, operators and values of a WHERE or HAVING clause. */
export function checkWhere(sink: ProblemSink, condition: Condition, scope: Scope, options: WhereOptions = {}): void {
  const semiJoins: FieldExpression[] = [];
  const walk = (item: Condition, underOr: boolean, isNested: boolean): void => {
    switch (item.kind) {
      case 'and':
      case 'or':
        item.items.forEach((part) => walk(part, item.kind === 'or', isNested || underOr));
        return;
      case 'not':
        walk(item.item, underOr, true);
        return;
      case 'compare':
        checkCompare(sink, item, scope, options);
        if (item.value.kind === 'subquery') {
          semiJoins.push(item.field);
          if (underOr) {
            sink.report("Semi join sub-selects are not allowed with the 'OR' operator", item.field.start);
          } else if (isNested) {
            sink.report(
              'Semi join sub-selects are only allowed at the top level WHERE expressions and not in nested WHERE expressions.',
              item.field.start
            );
          }
          if (options.inSemiJoin) {
            sink.report('Nesting of semi join sub-selects is not supported', item.field.start);
          }
        }
    }
  };
  walk(condition, false, false);
  const excess = semiJoins[MAX_SEMI_JOINS];
  if (excess !== undefined) {
    sink.report(`maximum of ${MAX_SEMI_JOINS} semi join sub-selects are allowed in a query`, excess.start);
  }
}

type Compare = Extract<Condition, { kind: 'compare' }>;

function checkCompare(sink: ProblemSink, compare: Compare, scope: Scope, options: WhereOptions): void {
  const { field: expression, operator, value } = compare;
  if (isAggregate(expression)) {
    if (!options.having) {
      sink.report('Aggregate functions are not allowed in the WHERE clause', expression.start);
    } else if (expression.path.length > 0) {
      sink.field(scope, expression);
    }
    return;
  }
  const resolved = sink.field(scope, expression);
  if (resolved === undefined) {
    return;
  }
  const { field } = resolved;
  const fn = expression.fn?.toUpperCase();
  if (fn === 'DISTANCE') {
    if (field.type !== 'location') {
      sink.report(`Field ${expression.path.join('.')} is not a geolocation field`, expression.start);
    }
    checkDistance(sink, compare);
    return;
  }
  if (fn !== undefined && DATE_FUNCTIONS.has(fn)) {
    checkValue(sink, fn === 'DAY_ONLY' ? DAY : PART, expression.path.join('.'), value, expression.start);
    return;
  }
  const name = expression.path.join('.');
  if (!isFilterable(field)) {
    sink.report(`field '${name}' can not be filtered in a query call`, expression.start);
    return;
  }
  if (checkOperator(sink, field, name, operator, expression.start)) {
    if (value.kind === 'subquery') {
      sink.attempt(() => checkSemiJoin(sink, value.query, resolved, name, scope, expression.start));
    } else {
      checkValue(sink, field, name, value, expression.start);
    }
  }
}

/** What a date function answers: a number, or for DAY_ONLY a day. */
const PART = makeField({ name: 'part', type: 'int' });
const DAY = makeField({ name: 'day', type: 'date' });

/** A distance is compared as less or greater, in miles or kilometres. */
function checkDistance(sink: ProblemSink, { field, operator, value }: Compare): void {
  if (operator !== '<' && operator !== '>') {
    sink.report(`invalid operator: DISTANCE takes < and >, not ${operator}`, field.start);
  }
  const unit = field.distance?.unit;
  if (unit !== undefined && !/^(?:mi|km)$/i.test(unit)) {
    sink.report(`invalid unit of DISTANCE: '${unit}', expected 'mi' or 'km'`, field.start);
  }
  if (value.kind !== 'number' && value.kind !== 'bind') {
    sink.report('DISTANCE is compared with a number', field.start);
  }
}

function checkOperator(
  sink: ProblemSink,
  field: FieldSchema,
  name: string,
  operator: ComparisonOperator,
  position: number
): boolean {
  const isMulti = field.type === 'multipicklist';
  if (operator === 'INCLUDES' || operator === 'EXCLUDES') {
    if (!isMulti) {
      sink.report(
        `invalid operator on field '${name}': ${operator.toLowerCase()} needs a multi-select picklist`,
        position
      );
      return false;
    }
    return true;
  }
  if (operator === 'LIKE') {
    if (isIdField(field)) {
      sink.report('invalid operator on id field', position);
      return false;
    }
    if (isNumericField(field) || ['boolean', 'date', 'datetime', 'time', 'multipicklist'].includes(field.type)) {
      sink.report(`invalid operator on field '${name}': like needs a text field`, position);
      return false;
    }
  }
  if (field.type === 'boolean' && ['<', '<=', '>', '>='].includes(operator)) {
    sink.report(`invalid operator on field '${name}': ${operator} on a boolean`, position);
    return false;
  }
  return true;
}

/** Literals must be of the field's kind; binds are checked when their values are known. */
function checkValue(sink: ProblemSink, field: FieldSchema, name: string, value: Operand, position: number): void {
  if (value.kind === 'list') {
    value.items.forEach((item) => checkValue(sink, field, name, item, position));
    return;
  }
  if (value.kind === 'null' || value.kind === 'bind' || fits(field, value)) {
    return;
  }
  const type = filterTypeName(field);
  const quotes = type === 'string' ? 'should be enclosed in quotes' : 'should not be enclosed in quotes';
  sink.report(`value of filter criterion for field '${name}' must be of type ${type} and ${quotes}`, position);
}

function fits(field: FieldSchema, value: Operand): boolean {
  switch (filterTypeName(field)) {
    case 'string':
      return value.kind === 'string';
    case 'boolean':
      return value.kind === 'boolean';
    case 'date':
      return value.kind === 'date' || value.kind === 'dateLiteral';
    case 'dateTime':
      return value.kind === 'datetime' || value.kind === 'dateLiteral';
    case 'time':
      return value.kind === 'time';
    default:
      return value.kind === 'number' || (value.kind === 'currency' && field.type === 'currency');
  }
}

/** Objects whose ids a field holds; an id field holds those of its own object. */
function targetsOf(field: FieldSchema, object: ObjectSchema | undefined): readonly string[] {
  return field.type === 'id' ? (object === undefined ? [] : [object.name]) : field.referenceTo;
}

function checkSemiJoin(
  sink: ProblemSink,
  query: SoqlQuery,
  { field: outer, object: outerObject }: ResolvedField,
  outerName: string,
  scope: Scope,
  position: number
): void {
  const inner = rootScope(query, scope.schema);
  const [item] = query.select;
  if (
    query.select.length !== 1 ||
    item?.kind !== 'field' ||
    (item.field.fn !== undefined && isAggregateFunction(item.field.fn))
  ) {
    sink.report('The inner select of a semi join must select exactly one field', query.fromStart);
    return;
  }
  if (!isIdField(outer)) {
    sink.report(
      `The left operand field in the where expression for outer query should be an id field, cannot use: '${outerName}'`,
      position
    );
    return;
  }
  const { field, object, steps } = resolveField(inner, item.field.path, item.field.start);
  if (!isIdField(field)) {
    sink.report(
      `The inner select field '${item.field.path.join('.')}' is not a reference field: semi joins need an ID field`,
      item.field.start
    );
    return;
  }
  if (outer.type === 'id' && field.type === 'id' && steps.length === 0 && object?.name === scope.object.name) {
    sink.report('The inner and outer selects should not be on the same object type', position);
  } else if (!targetsOf(outer, outerObject).some((name) => targetsOf(field, object).includes(name))) {
    const inside = item.field.path.join('.');
    sink.report(
      `The selected field '${inside}' in the subquery and the left operand field in the where expression in the outer query '${outerName}' should point to the same object type`,
      position
    );
  }
  if (query.orderBy !== undefined || query.limit !== undefined || query.offset !== undefined) {
    sink.report('ORDER BY, LIMIT and OFFSET are not allowed in a semi join sub-select', query.fromStart);
  }
  if (query.where !== undefined) {
    checkWhere(sink, query.where, inner, { inSemiJoin: true });
  }
}
