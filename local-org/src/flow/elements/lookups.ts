import {
  booleanOf,
  childrenOf,
  textOf,
  textsOf,
  type XmlElement,
  type ObjectSchema,
  type FlowElement
} from '../../metadata/index.ts';
import { formulaNumber } from '../../formula/index.ts';
import type { SObject } from '../../values/index.ts';
import { assign, fieldOf } from '../references.ts';
import type { FlowScope } from '../scope.ts';
import { listOf } from '../values.ts';
import type { Steps } from '../work.ts';
import { valueOf } from '../xml-values.ts';
import { RecordQuery } from './filters.ts';

const COMPOUND: ReadonlySet<string> = new Set(['address', 'location', 'base64']);

/** Fields to query: those that the element names, or all. */
function fieldsOf(data: XmlElement, object: ObjectSchema): string[] {
  const named = [
    ...textsOf(data, 'queriedFields'),
    ...childrenOf(data, 'outputAssignments').map((item) => textOf(item, 'field') ?? '')
  ];
  const names =
    named.length > 0
      ? ['Id', ...named]
      : [...object.fields.values()].filter(({ type }) => !COMPOUND.has(type)).map(({ name }) => name);
  return [...new Map(names.map((name) => [name.toLowerCase(), name])).values()];
}

function limitOf(scope: FlowScope, data: XmlElement, isSingle: boolean): number | null {
  if (isSingle) {
    return 1;
  }
  const limit = childrenOf(data, 'limit')[0];
  const value = limit === undefined ? (textOf(data, 'limit') ?? null) : valueOf(scope, limit);
  return value === null ? null : typeof value === 'string' ? Number(value) : (formulaNumber(value)?.toNumber() ?? null);
}

function store(scope: FlowScope, { name, data }: FlowElement, object: ObjectSchema, records: readonly SObject[]): void {
  const { rt, flow, outputs } = scope;
  // a collection that nothing was found for is null, as one that was never assigned
  const list =
    records.length === 0
      ? null
      : listOf(rt, { dataType: 'SObject', objectType: object.name, apexClass: null }, [...records]);
  const reference = textOf(data, 'outputReference');
  const isKept = records.length === 0 && !booleanOf(data, 'assignNullValuesIfNoRecordsFound');
  const first = records[0] ?? null;
  if (booleanOf(data, 'storeOutputAutomatically')) {
    outputs.set(name.toLowerCase(), booleanOf(data, 'getFirstRecordOnly') ? first : list);
  } else if (reference !== undefined && !isKept) {
    const isCollection = flow.variables.get(reference.toLowerCase())?.isCollection ?? false;
    assign(scope, reference, isCollection ? list : first);
  }
  for (const item of isKept ? [] : childrenOf(data, 'outputAssignments')) {
    const value = first === null ? null : fieldOf(rt, first, textOf(item, 'field') ?? '');
    assign(scope, textOf(item, 'assignToReference') ?? '', value);
  }
}

function isSingle({ flow }: FlowScope, data: XmlElement): boolean {
  if (booleanOf(data, 'storeOutputAutomatically')) {
    return booleanOf(data, 'getFirstRecordOnly');
  }
  const reference = textOf(data, 'outputReference');
  return reference === undefined || flow.variables.get(reference.toLowerCase())?.isCollection !== true;
}

/** A Get Records element. */
export function* runLookup(scope: FlowScope, element: FlowElement): Steps {
  const { data } = element;
  const query = new RecordQuery(scope, textOf(data, 'object') ?? '');
  const soql = query.select(data, fieldsOf(data, query.object), limitOf(scope, data, isSingle(scope, data)));
  const outcome = yield {
    kind: 'query',
    place: `${scope.flow.name} ${element.name}`,
    sharing: scope.sharing,
    query: soql,
    binds: query.binds
  };
  store(scope, element, query.object, outcome().records ?? []);
}
