import { booleanOf, childOf, childrenOf, textOf, type XmlElement, type FlowElement } from '../../metadata/index.ts';
import { ApexList, SObject } from '../../values/index.ts';
import { FlowFault } from '../fault.ts';
import { assign, newRecord, resolve, setField } from '../references.ts';
import type { FlowScope } from '../scope.ts';
import type { Steps } from '../work.ts';
import { valueOf } from '../xml-values.ts';
import { RecordQuery } from './filters.ts';

/** The records that an element's `inputReference` names. */
function recordsOf(scope: FlowScope, reference: string): SObject[] {
  const value = resolve(scope, reference);
  const items = value instanceof ApexList ? value.items : [value];
  return items.filter((item): item is SObject => item instanceof SObject);
}

function setFields(scope: FlowScope, data: XmlElement, record: SObject, keepsDefaults: boolean): void {
  for (const item of childrenOf(data, 'inputAssignments')) {
    const value = valueOf(scope, childOf(item, 'value'));
    // a new record's default values stand where nothing is assigned
    if (value !== null || !keepsDefaults) {
      setField(scope.rt, record, textOf(item, 'field') ?? '', value);
    }
  }
}

function* change(
  scope: FlowScope,
  { name }: FlowElement,
  operation: 'insert' | 'update' | 'delete',
  records: readonly SObject[]
): Steps {
  if (records.length > 0) {
    const place = `${scope.flow.name} ${name}`;
    const outcome = yield { kind: 'change', place, sharing: scope.sharing, operation, records };
    outcome();
  }
}

/** A Create Records element: a record of field values, or the records of a variable, which get their ids. */
export function* runCreate(scope: FlowScope, element: FlowElement): Steps {
  const { data, name } = element;
  if (textOf(data, 'operationSingleRecord') !== undefined || textOf(data, 'operationMultipleRecords') !== undefined) {
    throw scope.missing(`Create Records that looks for matching records (${name})`);
  }
  const reference = textOf(data, 'inputReference');
  let records: SObject[];
  if (reference === undefined) {
    const record = newRecord(scope.rt, textOf(data, 'object') ?? '');
    setFields(scope, data, record, true);
    records = [record];
  } else {
    records = recordsOf(scope, reference);
  }
  yield* change(scope, element, 'insert', records);
  const id = records[0]?.id ?? null;
  const target = textOf(data, 'assignRecordIdToReference');
  if (target !== undefined) {
    assign(scope, target, id);
  } else if (booleanOf(data, 'storeOutputAutomatically')) {
    scope.outputs.set(name.toLowerCase(), id);
  }
}

/** The stored records that an element's filters choose, with nothing but their ids. */
function* chosen(scope: FlowScope, { name, data }: FlowElement): Steps<SObject[]> {
  const query = new RecordQuery(scope, textOf(data, 'object') ?? '');
  const soql = query.select(data, ['Id'], null);
  const place = `${scope.flow.name} ${name} query`;
  const outcome = yield { kind: 'query', place, sharing: scope.sharing, query: soql, binds: query.binds };
  return (outcome().records ?? []).map(({ id }) => withId(scope, query.object.name, id));
}

function withId({ rt }: FlowScope, objectName: string, id: string | null): SObject {
  const record = newRecord(rt, objectName);
  record.fields.set('id', id);
  return record;
}

/** An Update Records element: the triggering record, the records of a variable, or those that filters choose. */
export function* runUpdate(scope: FlowScope, element: FlowElement): Steps {
  const { data } = element;
  const { trigger, rt } = scope;
  const reference = textOf(data, 'inputReference');
  if (reference === undefined) {
    const records = yield* chosen(scope, element);
    records.forEach((record) => setFields(scope, data, record, false));
    yield* change(scope, element, 'update', records);
    return;
  }
  if (reference.toLowerCase() !== '$record' || trigger === null) {
    yield* change(scope, element, 'update', recordsOf(scope, reference));
    return;
  }
  if (trigger.isBeforeSave) {
    setFields(scope, data, trigger.record, false);
    return;
  }
  const hasAssignments = childrenOf(data, 'inputAssignments').length > 0;
  const record = hasAssignments ? withId(scope, trigger.record.objectName, trigger.record.id) : trigger.record.copy();
  setFields(scope, data, record, false);
  yield* change(scope, element, 'update', [record]);
  childrenOf(data, 'inputAssignments').forEach((item) => {
    const field = (textOf(item, 'field') ?? '').toLowerCase();
    setField(rt, trigger.record, field, record.fields.get(field) ?? null);
  });
}

/** A Delete Records element. */
export function* runDelete(scope: FlowScope, element: FlowElement): Steps {
  const reference = textOf(element.data, 'inputReference');
  const records = reference === undefined ? yield* chosen(scope, element) : recordsOf(scope, reference);
  if (records.some(({ id }) => id === null)) {
    throw new FlowFault('This error occurred when the flow tried to delete records: the record has no ID.');
  }
  yield* change(scope, element, 'delete', records);
}
