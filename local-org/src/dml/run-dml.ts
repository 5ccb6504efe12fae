import { refusedOperation, type ObjectSchema } from '../metadata/index.ts';
import type { Engine } from '../engine/index.ts';
import { ApexException, type SObject } from '../values/index.ts';
import { deleteRows, undeleteRows } from './delete.ts';
import { dmlException } from './errors.ts';
import { mergeRows } from './merge.ts';
import { mixedDml, mixedDmlMark } from './mixed.ts';
import { savepointName } from './retries.ts';
import { saveRows } from './save.ts';
import type { DmlRequest, DmlResult, SaveContext } from '../records/index.ts';
import { upsertRows } from './upsert.ts';

interface Group {
  readonly object: ObjectSchema;
  readonly items: { source: SObject; index: number }[];
}

/** Records by object: each object is saved on its own. */
function groupByObject(rt: Engine, records: readonly SObject[]): Group[] {
  const groups = new Map<string, Group>();
  records.forEach((source, index) => {
    const key = source.objectName.toLowerCase();
    let group = groups.get(key);
    if (group === undefined) {
      const object = source.schema ?? rt.org.schema.object(key);
      if (object === undefined) {
        throw new ApexException('System.TypeException', `DML not allowed on ${source.objectName}`);
      }
      groups.set(key, (group = { object, items: [] }));
    }
    group.items.push({ source, index });
  });
  return [...groups.values()];
}

function requireDmlAllowed(object: ObjectSchema, { operation, caller }: DmlRequest): void {
  const refused = refusedOperation(object.name, operation);
  if (refused !== undefined) {
    throw new ApexException('System.TypeException', refused);
  }
  const isReadOnly =
    object.kind === 'customMetadata' ||
    (object.kind === 'standard' && !object.createable) ||
    (object.apiOnly === true && caller !== 'api');
  // Organization and Profile may be updated, but are not created.
  if (isReadOnly && object.name !== 'Organization' && object.name !== 'Profile') {
    throw new ApexException('System.TypeException', `DML not allowed on ${object.name}`);
  }
}

/** The platform refuses lists that name one record twice before it does anything. */
function requireDistinct(request: DmlRequest): void {
  const { operation, records } = request;
  if (operation === 'insert' || operation === 'upsert') {
    if (new Set(records).size < records.length) {
      throw new ApexException(
        'System.ListException',
        'Before Insert or Upsert list must not have two identically equal elements'
      );
    }
  }
  if (operation === 'update' || operation === 'delete' || (operation === 'upsert' && !request.externalIdField)) {
    const seen = new Set<string>();
    for (const { id } of records) {
      if (id !== null && seen.has(id)) {
        throw new ApexException('System.ListException', `Duplicate id in list: ${id}`);
      }
      seen.add(id ?? '');
    }
  }
}

function runGroup(rt: Engine, request: DmlRequest, group: Group): DmlResult[] {
  const { operation, access, allOrNone } = request;
  // User mode enforces sharing whatever the class says.
  const sharing = access === 'user' ? 'with' : request.sharing;
  const truncates = request.truncates === true;
  const context: SaveContext = {
    object: group.object,
    operation,
    access,
    sharing,
    allOrNone,
    truncates,
    ...(request.caller && { caller: request.caller })
  };
  requireDmlAllowed(group.object, request);
  const sources = group.items.map(({ source }) => source);
  const mixed = mixedDml(rt, group.object, request, sources);
  if (mixed !== undefined) {
    return sources.map(({ id }) => ({ id, success: false, created: false, errors: [mixed] }));
  }
  if (group.object.kind === 'platformEvent') {
    return rt.org.eventBus.publish(sources);
  }
  switch (operation) {
    case 'insert':
      return saveRows(rt, context, group.items, true);
    case 'update':
      return saveRows(rt, context, group.items, false);
    case 'upsert':
      return upsertRows(rt, context, group.items, request.externalIdField);
    case 'delete':
      return deleteRows(rt, context, group.items);
    case 'undelete':
      return undeleteRows(rt, context, group.items);
    case 'merge':
      return group.items.flatMap(({ source }) => mergeRows(rt, context, source, request.mergeDuplicates ?? []));
  }
}

/**
 * Carries out one DML statement with Salesforce's order of execution: defaults, before triggers, system validation, validation rules,
 * uniqueness, save, after triggers, roll-ups. Counts one statement and its rows.
 * @returns a result per record, in the request's order
 * @throws System.DmlException when all-or-none and a record failed; then nothing was changed
 */
export function runDml(rt: Engine, request: DmlRequest): DmlResult[] {
  const { records } = request;
  // A statement on an empty list does nothing and counts nothing.
  if (records.length === 0) {
    return [];
  }
  rt.tx.limits.use('dmlStatements', 1);
  rt.tx.limits.pendingChanges++;
  rt.tx.limits.use('dmlRows', records.length + (request.mergeDuplicates?.length ?? 0));
  requireDistinct(request);
  const groups = groupByObject(rt, records);
  const insertedBefore = new Set(records.filter((record) => record.id !== null));
  const forgetChanges = mixedDmlMark(rt);
  const savepoint = savepointName(rt);
  rt.org.db.savepoint(savepoint);
  const { trace } = rt.tx;
  trace?.dmlStarted(request.operation, groups[0]?.object.name ?? 'SObject', records.length);
  try {
    const results: DmlResult[] = [];
    for (const group of groups) {
      const part = runGroup(rt, request, group);
      part.forEach((result, position) => {
        results[group.items[position]?.index ?? position] = result;
      });
      if (request.allOrNone && part.some((result) => !result.success)) {
        throw dmlException(request.operation, inOrder(records, results), undefined, group.object.name);
      }
    }
    rt.org.db.release(savepoint);
    return results;
  } catch (error) {
    forgetChanges();
    rt.org.db.rollbackTo(savepoint);
    rt.org.db.release(savepoint);
    if (request.operation === 'insert' || request.operation === 'upsert') {
      records.filter((record) => !insertedBefore.has(record)).forEach((record) => record.fields.delete('id'));
    }
    throw error;
  } finally {
    trace?.dmlFinished();
  }
}

/** A stopped statement has no results for what it did not reach. */
function inOrder(records: readonly SObject[], results: readonly (DmlResult | undefined)[]): DmlResult[] {
  return records.map((record, index) => results[index] ?? { id: record.id, success: true, created: false, errors: [] });
}
