import type { ObjectSchema } from '../metadata/index.ts';
import type { Engine } from '../engine/index.ts';
import { ApexException, isIdText, SObject, toId18 } from '../values/index.ts';
import {
  checkFieldAccess,
  checkRecordAccess,
  checkTransfers,
  inaccessibleFieldsMessage,
  requireObjectAccess
} from './access.ts';
import { afterSave } from './after-save.ts';
import { assignAutoNumbers } from './auto-numbers.ts';
import { settleCurrencies } from './currencies.ts';
import { applyDefaults } from './defaults.ts';
import { deriveFields } from './derived.ts';
import { dmlError, dmlException } from './errors.ts';
import { computeFormulas } from '../formula/index.ts';
import { checkLocks, checkParentLocks } from './locks.ts';
import {
  changedFields,
  insertRecord,
  loadRecords,
  markAsStored,
  updateRecord,
  type DmlResult,
  type SaveContext,
  type SaveRow
} from '../records/index.ts';
import { updatePersonContacts } from './person-accounts.ts';
import { checkOwners } from './owners.ts';
import { checkReferences, resolveParents } from './references.ts';
import { updateRollUps } from './rollups.ts';
import { checkShares } from './shares.ts';
import { stamp } from './stamp.ts';
import { checkStandardRules } from './standard-checks.ts';
import { checkRecordTypePicklists } from './record-types.ts';
import { checkLookupFilters } from './lookup-filters.ts';
import { good, withRetries } from './retries.ts';
import { fireTriggers, hasTriggers, triggerState } from './triggers.ts';
import { checkUnique } from './unique.ts';
import { checkInput, validateRow } from './validate.ts';
import { checkValidationRules } from './validation-rules.ts';

/** Records per trigger call. */
export const CHUNK = 200;

/** The record that triggers get: the stored values with the caller's over them. */
function mergedRecord(object: ObjectSchema, source: SObject, old: SObject | null): SObject {
  const record = new SObject(object.name, object);
  if (old !== null) {
    record.fields = new Map(old.fields);
    markAsStored(object, record);
  }
  for (const [key, value] of source.fields) {
    const field = object.fields.get(key);
    // Computed values that came along with a queried record are not changes.
    // What was read as null and not touched since says nothing.
    const isSilent = old !== null && value === null && source.unset?.has(key) === true;
    if (field !== undefined && field.formula === undefined && !isSilent && (old === null || field.type !== 'id')) {
      record.fields.set(key, value);
    }
  }
  return record;
}

function insertRows(object: ObjectSchema, sources: readonly { source: SObject; index: number }[]): SaveRow[] {
  return sources.map(({ source, index }) => {
    const row: SaveRow = { index, source, old: null, record: mergedRecord(object, source, null), errors: [] };
    if (source.id !== null) {
      row.errors.push(dmlError('INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call', ['Id']));
    }
    return row;
  });
}

function updateRows(
  rt: Engine,
  context: SaveContext,
  sources: readonly { source: SObject; index: number }[]
): SaveRow[] {
  const { object } = context;
  const ids = sources.flatMap(({ source }) => (source.id !== null && isIdText(source.id) ? [toId18(source.id)] : []));
  const stored = loadRecords(rt.org.db, object, ids);
  const saving = triggerState(rt).saving;
  return sources.map(({ source, index }) => {
    const id = source.id === null ? null : isIdText(source.id) ? toId18(source.id) : source.id;
    const old = id === null ? null : (stored.get(id) ?? null);
    if (old !== null) {
      markAsStored(object, old);
    }
    const row: SaveRow = { index, source, old, record: mergedRecord(object, source, old), errors: [] };
    const trigger = id === null ? undefined : saving.get(id);
    if (id === null) {
      row.errors.push(dmlError('MISSING_ARGUMENT', `Id not specified in an update call`));
    } else if (!isIdText(id)) {
      row.errors.push(dmlError('MALFORMED_ID', `bad id ${id}`));
    } else if (old === null) {
      row.errors.push(dmlError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id'));
    } else if (old.fields.get('isdeleted') === true) {
      row.errors.push(dmlError('ENTITY_IS_DELETED', 'entity is deleted'));
    } else if (trigger !== undefined) {
      const message = `Object (id = ${id}) is currently in trigger ${trigger}, therefore it cannot recursively update itself`;
      row.errors.push(dmlError('SELF_REFERENCE_FROM_TRIGGER', message));
    }
    return row;
  });
}

function nameNewRecords(rt: Engine, object: ObjectSchema, rows: readonly SaveRow[]): void {
  const usesIdAsName = object.kind === 'custom' && object.fields.get('name')?.type === 'string';
  for (const { record } of rows) {
    const id = rt.org.db.nextId(object);
    record.fields.set('id', id);
    if (usesIdAsName && (record.fields.get('name') ?? null) === null) {
      record.fields.set('name', id);
    }
  }
}

/** A parent that refuses its new roll-up fails the children that caused it. */
function rollUp(rt: Engine, object: ObjectSchema, rows: readonly SaveRow[]): void {
  try {
    updateRollUps(rt, object, rows);
  } catch (error) {
    const cause = error instanceof ApexException ? error.dmlRows[0] : undefined;
    if (cause === undefined) {
      throw error;
    }
    rows.forEach((row) => row.errors.push(dmlError(cause.statusCode, cause.message)));
  }
}

/**
 * One pass over a chunk, from the first check to the roll-ups.
 * @returns the rows that were written, of which some may have failed since
 */
function saveChunk(rt: Engine, context: SaveContext, rows: readonly SaveRow[], isInsert: boolean): SaveRow[] {
  const { object } = context;
  const { db } = rt.org;
  rows.forEach((row) => checkInput(context, row));
  resolveParents(rt, context, good(rows));
  if (isInsert) {
    good(rows).forEach((row) => applyDefaults(rt, object, row.record));
    if (hasTriggers(rt, object, ['BEFORE_INSERT'])) {
      good(rows).forEach((row) => computeFormulas(rt, object, row.record));
    }
  } else {
    checkRecordAccess(rt, context, good(rows));
    checkTransfers(rt, context, good(rows));
    checkLocks(rt, context, good(rows));
    good(rows).forEach((row) => computeFormulas(rt, object, row.record));
  }
  rt.org.flows.run(rt, object, 'RecordBeforeSave', good(rows));
  fireTriggers(rt, object, isInsert ? 'BEFORE_INSERT' : 'BEFORE_UPDATE', good(rows));
  const checked = good(rows);
  deriveFields(rt, object, checked);
  settleCurrencies(rt, object, checked);
  checked.forEach((row) => validateRow(context, row));
  checkRecordTypePicklists(rt, object, good(checked));
  checkReferences(rt, context, good(checked));
  checkParentLocks(rt, context, good(checked));
  checkOwners(rt, context, good(checked));
  checkShares(rt, context, good(checked));
  checkStandardRules(rt, object, good(checked));
  checkLookupFilters(rt, context, good(checked));
  checkValidationRules(rt, context, good(checked));
  const valid = good(checked);
  if (isInsert) {
    nameNewRecords(rt, object, valid);
  }
  checkUnique(rt, object, valid);
  const saved = good(valid);
  if (context.allOrNone && saved.length < rows.length) {
    return [];
  }
  if (isInsert) {
    assignAutoNumbers(rt, object, saved);
  }
  stamp(rt, object, saved);
  for (const { record, old } of saved) {
    if (old === null) {
      insertRecord(db, object, record);
    } else {
      updateRecord(db, object, record, changedFields(object, record, old));
    }
  }
  afterSave(rt, object, saved);
  for (const { record } of saved) {
    computeFormulas(rt, object, record);
    markAsStored(object, record);
  }
  if (isInsert) {
    // After triggers may use the caller's list, whose records have their ids by then.
    saved.forEach((row) => row.source.fields.set('id', row.record.id));
  }
  fireTriggers(rt, object, isInsert ? 'AFTER_INSERT' : 'AFTER_UPDATE', saved);
  rt.org.flows.run(rt, object, 'RecordAfterSave', good(saved));
  rollUp(rt, object, good(saved));
  return saved;
}

/** A failed attempt leaves no trace on the rows that are tried again. */
function resetRows(context: SaveContext, rows: readonly SaveRow[]): void {
  for (const row of rows) {
    row.record = mergedRecord(context.object, row.source, row.old);
    if (row.old === null) {
      row.source.fields.delete('id');
      row.record.fields.delete('id');
    }
  }
}

/** Inserts or updates records of one object, in chunks of 200. Results are in the order of the sources. */
export function saveRows(
  rt: Engine,
  context: SaveContext,
  sources: readonly { source: SObject; index: number }[],
  isInsert: boolean
): DmlResult[] {
  if (!isInsert && context.object.name === 'Contact' && context.object.fields.has('ispersonaccount')) {
    return updatePersonContacts(rt, context, sources, { accounts: saveRows, contacts: saveInChunks });
  }
  return saveInChunks(rt, context, sources, isInsert);
}

function saveInChunks(
  rt: Engine,
  context: SaveContext,
  sources: readonly { source: SObject; index: number }[],
  isInsert: boolean
): DmlResult[] {
  const refusal = requireObjectAccess(rt, context, isInsert ? 'create' : 'edit');
  rt.org.db.ensureTable(context.object);
  const results: DmlResult[] = [];
  for (let start = 0; start < sources.length; start += CHUNK) {
    const chunk = sources.slice(start, start + CHUNK);
    const withIds = new Set(chunk.flatMap(({ source }) => (source.id === null ? [] : [source])));
    const rows = isInsert ? insertRows(context.object, chunk) : updateRows(rt, context, chunk);
    rows.forEach(({ errors }) => errors.push(...(refusal === undefined ? [] : [refusal])));
    const isDenied = checkFieldAccess(rt, context, good(rows)) || refusal !== undefined;
    withRetries(rt, context, isDenied && context.allOrNone ? [] : rows, {
      operations: isInsert ? ['BEFORE_INSERT', 'AFTER_INSERT'] : ['BEFORE_UPDATE', 'AFTER_UPDATE'],
      once: (pending) => saveChunk(rt, context, pending, isInsert),
      reset: (pending) => resetRows(context, pending)
    });
    for (const { source, record, errors } of rows) {
      const success = errors.length === 0;
      if (isInsert && !success && !withIds.has(source)) {
        source.fields.delete('id');
      }
      results.push({
        // The exception of a failed statement names the id that was given; the result of a single failed insert has none.
        id: isInsert && success ? record.id : isInsert && !context.allOrNone ? null : source.id,
        success,
        created: isInsert && success,
        errors
      });
    }
    if (context.allOrNone && rows.some((row) => row.errors.length > 0)) {
      if (isDenied) {
        throw dmlException(context.operation, results, inaccessibleFieldsMessage(context.object), context.object.name);
      }
      break;
    }
  }
  return results;
}

/** Saves records on the system's own account; a failure throws System.DmlException. */
export function saveAll(rt: Engine, context: SaveContext, records: readonly SObject[], isInsert = false): DmlResult[] {
  const results = saveRows(
    rt,
    context,
    records.map((source, index) => ({ source, index })),
    isInsert
  );
  if (results.some((result) => !result.success)) {
    throw dmlException(isInsert ? 'insert' : 'update', results) satisfies ApexException;
  }
  return results;
}
