import { formulaText, compare, equal } from '../formula/index.ts';
import { childOf, childrenOf, textOf, type XmlElement } from '../metadata/index.ts';
import { ApexList, Decimal, SObject, stringOf, type ApexValue } from '../values/index.ts';
import { membersOf, resolve } from './references.ts';
import type { FlowScope } from './scope.ts';
import { isNothing } from './values.ts';
import { valueOf } from './xml-values.ts';
import { table } from '../common/index.ts';

/** Operators of flows do not tell capital letters from small ones; functions of formulas do. */
function folded(value: ApexValue): string {
  return formulaText(value).toLowerCase();
}

function same(left: ApexValue, right: ApexValue): boolean {
  if (isNothing(left) || isNothing(right)) {
    return isNothing(left) && isNothing(right);
  }
  if (typeof left === 'string' || typeof right === 'string') {
    return folded(left) === folded(right);
  }
  if (left instanceof SObject || right instanceof SObject) {
    return left instanceof SObject && right instanceof SObject && left.$equals(right);
  }
  return equal(left, right);
}

/** Order of two values; a number in a text counts as the number that it is compared with. */
function order(left: ApexValue, right: ApexValue): number | null {
  const number = (value: ApexValue, other: ApexValue): ApexValue =>
    typeof value === 'string' && other instanceof Decimal ? Decimal.parse(value) : value;
  return compare(number(left, right), number(right, left));
}

function contains(left: ApexValue, right: ApexValue): boolean {
  return left instanceof ApexList ? left.items.some((item) => same(item, right)) : folded(left).includes(folded(right));
}

const OPERATORS: Readonly<Record<string, (left: ApexValue, right: ApexValue) => boolean>> = table({
  EqualTo: same,
  NotEqualTo: (left, right) => !same(left, right),
  GreaterThan: (left, right) => (order(left, right) ?? -1) > 0,
  GreaterThanOrEqualTo: (left, right) => (order(left, right) ?? -1) >= 0,
  LessThan: (left, right) => (order(left, right) ?? 1) < 0,
  LessThanOrEqualTo: (left, right) => (order(left, right) ?? 1) <= 0,
  Contains: contains,
  StartsWith: (left, right) => folded(left).startsWith(folded(right)),
  EndsWith: (left, right) => folded(left).endsWith(folded(right)),
  IsNull: (left, right) => isNothing(left) === truth(right),
  IsBlank: (left, right) => isNothing(typeof left === 'string' ? left.trim() : left) === truth(right),
  IsEmpty: (left, right) => isNothing(left) === truth(right),
  WasSet: (left, right) => isNothing(left) !== truth(right),
  In: (left, right) => right instanceof ApexList && right.items.some((item) => same(item, left)),
  NotIn: (left, right) => !(right instanceof ApexList && right.items.some((item) => same(item, left)))
});

function truth(value: ApexValue): boolean {
  return value === true || (typeof value === 'string' && value.toLowerCase() === 'true');
}

/** Compares two values with an operator of flows. */
export function holds(scope: FlowScope, operator: string, left: ApexValue, right: ApexValue): boolean {
  const test = OPERATORS[operator];
  if (test === undefined) {
    throw scope.missing(`operator ${operator}`);
  }
  return test(left, right);
}

/** Whether a field of the triggering record has another value than before the change. */
function isChanged(scope: FlowScope, reference: string): boolean {
  const [first = '', ...rest] = reference.split('.');
  const { trigger } = scope;
  if (first.toLowerCase() !== '$record' || trigger === null) {
    throw scope.missing(`operator IsChanged for ${reference}`);
  }
  const before = trigger.prior === null ? null : membersOf(scope.rt, trigger.prior, rest);
  return !trigger.isNew && !same(resolve(scope, reference), before);
}

function conditionHolds(scope: FlowScope, condition: XmlElement): boolean {
  const reference = textOf(condition, 'leftValueReference') ?? '';
  const operator = textOf(condition, 'operator') ?? '';
  const right = (): ApexValue => valueOf(scope, childOf(condition, 'rightValue'));
  if (operator === 'IsChanged') {
    return isChanged(scope, reference) === truth(right());
  }
  return holds(scope, operator, resolve(scope, reference), right());
}

/** Whether the conditions of a rule hold, by its logic. */
export function ruleHolds(scope: FlowScope, rule: XmlElement): boolean {
  const conditions = childrenOf(rule, 'conditions');
  return logicHolds(scope, textOf(rule, 'conditionLogic') ?? 'and', conditions.length, (index) =>
    conditionHolds(scope, conditions[index] ?? {})
  );
}

/** Whether the filters of a trigger or a collection hold for a record. */
export function filtersHold(scope: FlowScope, owner: XmlElement, record: SObject): boolean {
  const filters = childrenOf(owner, 'filters');
  return logicHolds(scope, textOf(owner, 'filterLogic') ?? 'and', filters.length, (index) => {
    const filter = filters[index] ?? {};
    const field = textOf(filter, 'field') ?? '';
    const operator = textOf(filter, 'operator') ?? '';
    const right = valueOf(scope, childOf(filter, 'value'));
    return operator === 'IsChanged'
      ? isChanged(scope, `$Record.${field}`) === truth(right)
      : holds(scope, operator, membersOf(scope.rt, record, field.split('.')), right);
  });
}

/** `and`, `or`, or an expression of the conditions' numbers: `1 AND (2 OR NOT 3)`. */
export function logicHolds(scope: FlowScope, logic: string, count: number, test: (index: number) => boolean): boolean {
  return foldLogic<boolean>(scope, logic, count, {
    leaf: test,
    and: (items) => items.every((item) => item()),
    or: (items) => items.some((item) => item()),
    not: (item) => !item()
  });
}

interface LogicFold<T> {
  leaf(index: number): T;
  and(items: readonly (() => T)[]): T;
  or(items: readonly (() => T)[]): T;
  not(item: () => T): T;
}

/** Works through the logic of conditions or filters. */
export function foldLogic<T>(scope: FlowScope, logic: string, count: number, fold: LogicFold<T>): T {
  const all = Array.from({ length: count }, (_, index) => (): T => fold.leaf(index));
  if (/^(and|or)$/i.test(logic)) {
    return fold[logic.toLowerCase() as 'and' | 'or'](all);
  }
  const tokens = logic.toLowerCase().match(/\d+|and|or|not|[()]/g) ?? [];
  let at = 0;
  const primary = (): (() => T) => {
    const token = tokens[at++];
    if (token === 'not') {
      const item = primary();
      return () => fold.not(item);
    }
    if (token === '(') {
      const inner = expression('or');
      at++;
      return inner;
    }
    const index = Number(token) - 1;
    if (all[index] === undefined) {
      throw scope.missing(`condition logic ${logic}`);
    }
    return all[index];
  };
  const expression = (operator: 'and' | 'or'): (() => T) => {
    const operand = (): (() => T) => (operator === 'or' ? expression('and') : primary());
    const items = [operand()];
    while (tokens[at] === operator) {
      at++;
      items.push(operand());
    }
    const [only] = items;
    return items.length === 1 && only !== undefined ? only : () => fold[operator](items);
  };
  return expression('or')();
}

/** Sorts as flows sort: texts by their letters, nothing first. */
export function byValue(left: ApexValue, right: ApexValue): number {
  const [a, b] = [isNothing(left), isNothing(right)];
  if (a || b) {
    return Number(b) - Number(a);
  }
  return typeof left === 'string' || typeof right === 'string'
    ? stringOf(left).localeCompare(stringOf(right))
    : (compare(left, right) ?? 0);
}
