import { childOf, childrenOf, textOf, type FlowElement } from '../../metadata/index.ts';
import { ApexList, SObject, type ApexValue } from '../../values/index.ts';
import { formulaNumber } from '../../formula/index.ts';
import { byValue, ruleHolds } from '../conditions.ts';
import { evaluate } from '../formulas.ts';
import { assign, membersOf, newRecord, resolve, setField } from '../references.ts';
import type { FlowScope } from '../scope.ts';
import { listOf } from '../values.ts';
import { valueOf } from '../xml-values.ts';

function collectionOf(scope: FlowScope, { data }: FlowElement): ApexList | null {
  const value = resolve(scope, textOf(data, 'collectionReference') ?? '');
  return value instanceof ApexList ? value : null;
}

/** Calls for each item, which the element's references know as the current one. */
function eachItem<T>(
  scope: FlowScope,
  { data }: FlowElement,
  items: readonly ApexValue[],
  of: (item: ApexValue) => T
): T[] {
  const name = textOf(data, 'assignNextValueToReference') ?? '';
  const key = name.toLowerCase();
  return items.map((item) => {
    if (scope.variables.has(key)) {
      assign(scope, name, item);
    } else {
      scope.outputs.set(key, item);
    }
    return of(item);
  });
}

function sorted(scope: FlowScope, { data }: FlowElement, items: readonly ApexValue[]): ApexValue[] {
  const options = childrenOf(data, 'sortOptions');
  const key = (item: ApexValue, field: string | undefined): ApexValue =>
    field === undefined ? item : membersOf(scope.rt, item, field.split('.'));
  return [...items].sort((a, b) => {
    for (const option of options) {
      const field = textOf(option, 'sortField');
      const order = byValue(key(a, field), key(b, field));
      if (order !== 0) {
        return textOf(option, 'sortOrder') === 'Desc' ? -order : order;
      }
    }
    return 0;
  });
}

function filtered(scope: FlowScope, element: FlowElement, items: readonly ApexValue[]): ApexValue[] {
  const { data } = element;
  const formula = textOf(data, 'formula');
  const isFormula = textOf(data, 'conditionLogic')?.startsWith('formula') === true;
  const keeps = eachItem(scope, element, items, () =>
    isFormula || (formula !== undefined && childrenOf(data, 'conditions').length === 0)
      ? evaluate(scope, formula ?? '') === true
      : ruleHolds(scope, data)
  );
  return items.filter((_, index) => keeps[index]);
}

function mapped(scope: FlowScope, element: FlowElement, items: readonly ApexValue[]): ApexList {
  const { data } = element;
  const objectType = textOf(data, 'outputSObjectType');
  if (objectType === undefined) {
    throw scope.missing('a Transform of other things than records');
  }
  const records = eachItem(scope, element, items, (): SObject => {
    const record = newRecord(scope.rt, objectType);
    for (const item of childrenOf(data, 'mapItems')) {
      setField(scope.rt, record, textOf(item, 'assignToReference') ?? '', valueOf(scope, childOf(item, 'value')));
    }
    return record;
  });
  return listOf(scope.rt, { dataType: 'SObject', objectType, apexClass: null }, records);
}

/** A Collection Filter, Collection Sort or Map element. Sorting changes the collection itself. */
export function runCollection(scope: FlowScope, element: FlowElement): void {
  const { data, name } = element;
  const kind = textOf(data, 'collectionProcessorType') ?? '';
  const collection = collectionOf(scope, element);
  const items = collection?.items ?? [];
  if (kind === 'SortCollectionProcessor') {
    const limit = formulaNumber(childOf(data, 'limit') ? valueOf(scope, childOf(data, 'limit')) : null)?.toNumber();
    const count = limit ?? Number(textOf(data, 'limit') ?? items.length);
    collection?.items.splice(0, items.length, ...sorted(scope, element, items).slice(0, count));
  } else if (kind === 'FilterCollectionProcessor') {
    const kept = filtered(scope, element, items);
    const list =
      collection === null ? listOf(scope.rt, { dataType: 'SObject', objectType: null, apexClass: null }) : collection;
    scope.outputs.set(name.toLowerCase(), new ApexList(list.type, kept));
  } else if (kind === 'RecommendationMapCollectionProcessor' || kind === 'MapCollectionProcessor') {
    scope.outputs.set(name.toLowerCase(), mapped(scope, element, items));
  } else {
    throw scope.missing(`collection processor ${kind} (${name})`);
  }
}
