import { add, formulaNumber } from '../../formula/index.ts';
import { childOf, childrenOf, textOf, type XmlElement, type FlowElement } from '../../metadata/index.ts';
import { ApexList, Decimal, SObject, type ApexValue } from '../../values/index.ts';
import { FlowFault } from '../fault.ts';
import { assign, resolve } from '../references.ts';
import type { FlowScope } from '../scope.ts';
import { isNothing, listOf } from '../values.ts';
import { valueOf } from '../xml-values.ts';

/** Items to put into a collection; records are copied, so that the variable can be used for the next one. */
function itemsOf(value: ApexValue): ApexValue[] {
  const items = value instanceof ApexList ? value.items : value === null ? [] : [value];
  return items.map((item) => (item instanceof SObject ? item.copy() : item));
}

function isSame(left: ApexValue, right: ApexValue): boolean {
  if (left instanceof SObject && right instanceof SObject) {
    return left.$equals(right);
  }
  return left instanceof Decimal && right instanceof Decimal ? left.compareTo(right) === 0 : left === right;
}

const has = (items: readonly ApexValue[], value: ApexValue): boolean => items.some((item) => isSame(item, value));

/** The items of a collection after an operator has changed it; undefined for an operator that collections do not have. */
function changedItems(operator: string, items: readonly ApexValue[], value: ApexValue): ApexValue[] | undefined {
  const given = value instanceof ApexList ? value.items : [value];
  const first = items.findIndex((item) => has(given, item));
  switch (operator) {
    case 'Add':
    case 'AddItem':
      return [...items, ...itemsOf(value)];
    case 'AddAtStart':
      return [...itemsOf(value), ...items];
    case 'RemoveFirst':
      return items.filter((_, index) => index !== first);
    case 'RemoveAll':
      return items.filter((item) => !has(given, item));
    case 'RemoveUncommon':
      return items.filter((item) => has(given, item));
    case 'RemoveAfterFirst':
      return first < 0 ? [...items] : items.slice(0, first + 1);
    case 'RemoveBeforeFirst':
      return first < 0 ? [...items] : items.slice(first);
    case 'RemovePosition': {
      const position = formulaNumber(value)?.toNumber() ?? 0;
      return items.filter((_, index) => index !== position - 1);
    }
    default:
      return undefined;
  }
}

function single(scope: FlowScope, operator: string, before: ApexValue, value: ApexValue): ApexValue {
  const isSubtraction = operator === 'Subtract';
  if (operator !== 'Add' && !isSubtraction) {
    throw scope.missing(`assignment operator ${operator}`);
  }
  if (isNothing(before)) {
    return isSubtraction && value !== null ? add(Decimal.ZERO, value, -1) : value;
  }
  return isNothing(value) ? before : add(before, value, isSubtraction ? -1 : 1);
}

function assignItem(scope: FlowScope, item: XmlElement): void {
  const target = textOf(item, 'assignToReference') ?? '';
  const operator = textOf(item, 'operator') ?? 'Assign';
  const value = valueOf(scope, childOf(item, 'value'));
  if (operator === 'Assign') {
    assign(scope, target, value instanceof ApexList ? new ApexList(value.type, [...value.items]) : value);
    return;
  }
  if (operator === 'AssignCount') {
    assign(scope, target, Decimal.fromInteger(value instanceof ApexList ? value.items.length : 0));
    return;
  }
  const given = resolve(scope, target);
  const variable = scope.flow.variables.get(target.toLowerCase());
  // nothing is taken out of a collection that is not there, and putting nothing into it does not make one
  const before = given === null && variable?.isCollection ? listOf(scope.rt, variable) : given;
  if (before instanceof ApexList) {
    const items = changedItems(operator, before.items, value);
    if (items === undefined) {
      throw scope.missing(`assignment operator ${operator}`);
    }
    assign(scope, target, given === null && items.length === 0 ? null : new ApexList(before.type, items));
    return;
  }
  if (before instanceof SObject) {
    throw new FlowFault(`The operator ${operator} can't be used for the record ${target}.`);
  }
  assign(scope, target, single(scope, operator, before, value));
}

/** An Assignment element: its items one after the other. */
export function runAssignments(scope: FlowScope, { data }: FlowElement): void {
  childrenOf(data, 'assignmentItems').forEach((item) => assignItem(scope, item));
}
