import { type Engine, platformClass } from '../../../engine/index.ts';
import { ApexList, SObject } from '../../../values/index.ts';
import type { ApexMap, ApexValue } from '../../../values/index.ts';
import { nullPointer } from '../support.ts';
import { AccessLevel, accessOptions, splitOptions, withLevel } from './caller.ts';
import { changesBetween } from './changes.ts';
import { convertLead } from './convert-lead.ts';
import { dmlCall, emptyRecycleBin, mergeCall } from './dml-calls.ts';
import { bindsFromCaller, bindsFromMap, countRecords, queryRecords, readQuery } from './dynamic-query.ts';
import { Cursor, PaginationCursor, QueryLocator, RecordCursor } from './locator.ts';
import { releaseSavepoint, rollbackToSavepoint, setSavepoint } from './savepoints.ts';

function locatorOf(rt: Engine, target: ApexValue, level: AccessLevel | null): QueryLocator {
  if (target instanceof ApexList) {
    return new QueryLocator('', RecordCursor.ofRecords(target.items.filter((item) => item instanceof SObject)));
  }
  const text = typeof target === 'string' ? target : nullPointer('Argument 1 cannot be null');
  const query = readQuery(rt, text);
  return new QueryLocator(text, RecordCursor.ofQuery(rt, query, bindsFromCaller(rt, query), accessOptions(rt, level)));
}

function withBinds(rt: Engine, text: string | null, map: ApexMap | null, level: ApexValue): RecordCursor {
  const query = readQuery(rt, text);
  return RecordCursor.ofQuery(
    rt,
    query,
    bindsFromMap(rt, query, map),
    accessOptions(rt, level instanceof AccessLevel ? level : null)
  );
}

/** A cursor counts the rows that it has. */
function openCursor<T>(rt: Engine, records: RecordCursor, kind: new (records: RecordCursor) => T): T {
  rt.tx.limits.use('cursorRows', records.ids.length);
  return new kind(records);
}

export const databaseClass = platformClass({
  name: 'System.Database',
  statics: {
    query: (rt, text: string | null, level: AccessLevel | null = null) => {
      const query = readQuery(rt, text);
      return withLevel(rt, level, () => queryRecords(rt, query, bindsFromCaller(rt, query), accessOptions(rt, level)));
    },
    queryWithBinds: (rt, text: string | null, map: ApexMap | null, level: AccessLevel | null) => {
      const query = readQuery(rt, text);
      return withLevel(rt, level, () =>
        queryRecords(rt, query, bindsFromMap(rt, query, map), accessOptions(rt, level))
      );
    },
    countQuery: (rt, text: string | null, level: AccessLevel | null = null) => {
      const query = readQuery(rt, text);
      return withLevel(rt, level, () => countRecords(rt, query, bindsFromCaller(rt, query), accessOptions(rt, level)));
    },
    countQueryWithBinds: (rt, text: string | null, map: ApexMap | null, level: AccessLevel | null) => {
      const query = readQuery(rt, text);
      return withLevel(rt, level, () =>
        countRecords(rt, query, bindsFromMap(rt, query, map), accessOptions(rt, level))
      );
    },
    getQueryLocator: (rt, target: ApexValue, level: AccessLevel | null = null) => locatorOf(rt, target, level),
    getQueryLocatorWithBinds: (rt, text: string | null, map: ApexMap | null, level: AccessLevel | null) =>
      new QueryLocator(text ?? '', withBinds(rt, text, map, level)),
    getCursor: (rt, text: string | null, level: ApexValue = null) => {
      const query = readQuery(rt, text);
      const options = accessOptions(rt, level instanceof AccessLevel ? level : null);
      return openCursor(rt, RecordCursor.ofQuery(rt, query, bindsFromCaller(rt, query), options), Cursor);
    },
    getCursorWithBinds: (rt, text: string | null, map: ApexMap | null, level: ApexValue) =>
      openCursor(rt, withBinds(rt, text, map, level), Cursor),
    getPaginationCursor: (rt, text: string | null, level: ApexValue = null) => {
      const query = readQuery(rt, text);
      const options = accessOptions(rt, level instanceof AccessLevel ? level : null);
      return openCursor(rt, RecordCursor.ofQuery(rt, query, bindsFromCaller(rt, query), options), PaginationCursor);
    },
    getPaginationCursorWithBinds: (rt, text: string | null, map: ApexMap | null, level: ApexValue) =>
      openCursor(rt, withBinds(rt, text, map, level), PaginationCursor),
    insert: dmlCall('insert', 'database.saveresult'),
    update: dmlCall('update', 'database.saveresult'),
    upsert: dmlCall('upsert', 'database.upsertresult'),
    delete: dmlCall('delete', 'database.deleteresult'),
    undelete: dmlCall('undelete', 'database.undeleteresult'),
    merge: mergeCall,
    emptyRecycleBin,
    convertLead: (rt: Engine, target: ApexValue, ...args: ApexValue[]) => {
      const { level, rest } = splitOptions(args);
      const allOrNone = rest.find((value) => typeof value === 'boolean') !== false;
      return withLevel(rt, level, () => convertLead(rt, target, allOrNone, accessOptions(rt, level)));
    },
    setSavepoint,
    rollback: rollbackToSavepoint,
    releaseSavepoint,
    getDeleted: changesBetween(true),
    getUpdated: changesBetween(false),
    executeBatch: (rt, instance: ApexValue, scope: number | null = null) =>
      rt.org.asyncQueue.enqueueBatch(rt, instance, scope ?? undefined)
  }
});
