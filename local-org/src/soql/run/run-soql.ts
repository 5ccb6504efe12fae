import type { Engine } from '../../engine/index.ts';
import { userCurrency } from '../../engine/index.ts';
import { SObject, type ApexValue } from '../../values/index.ts';
import type { SoqlQuery } from '../ast.ts';
import { firstDayOfWeek } from '../plan/date-range.ts';
import { printSoql } from '../parse/index.ts';
import { formulaSql } from './formula-sql.ts';
import type { SoqlHost, SoqlOptions, SoqlResult } from './host.ts';
import { prepareFieldDefinitions } from './field-definitions.ts';
import { runQuery } from './run-query.ts';
import { prepareSqlFunctions } from './sql-functions.ts';
import { prepareUserRecordAccess } from './user-record-access.ts';

/**
 * Runs a query in the transaction in progress, as its user, and counts it towards its limits.
 *
 * @param binds values of the query's binds, in order
 * @throws ApexException System.QueryException or System.LimitException
 */
export function runSoql(rt: Engine, query: SoqlQuery, binds: readonly ApexValue[], options: SoqlOptions): SoqlResult {
  prepareUserRecordAccess(rt, query, binds);
  prepareFieldDefinitions(rt, query, binds);
  const trace = options.counts === 'nothing' ? null : rt.tx.trace;
  trace?.queryStarted('SOQL', () => printSoql(query), query.select.filter(({ kind }) => kind === 'subquery').length);
  const result = runQuery(hostOf(rt), query, binds, options);
  trace?.queryFinished('SOQL', result.totalSize);
  if (query.forClause === 'UPDATE') {
    lockRecords(rt, result.records);
  }
  if (options.masks === true) {
    result.records.forEach((record) => maskRecord(rt, record));
  }
  return result;
}

/** `FOR UPDATE`: refused where another transaction holds one of the records. Nobody else waits for them here. */
function lockRecords(rt: Engine, records: readonly SObject[]): void {
  if (rt.org.locks.heldAmong(records.flatMap(({ id }) => id ?? [])).length > 0) {
    rt.fail(
      'System.QueryException',
      'Record Currently Unavailable: The record you are attempting to edit, or one of its related records, is currently being modified ' +
        'by another user. Please try again.'
    );
  }
}

/** Masks encrypted text of a record, its parents and its children. */
function maskRecord(rt: Engine, record: SObject): void {
  for (const [key, value] of record.fields) {
    const field = record.schema?.fields.get(key);
    if (value instanceof SObject) {
      maskRecord(rt, value);
    } else if (field?.type === 'encryptedstring') {
      record.fields.set(key, rt.org.access.mask(rt.tx.user, field, value));
    }
  }
  record.parents.forEach((parent) => parent !== null && maskRecord(rt, parent));
  for (const children of record.children.values()) {
    children.items.forEach((child) => child instanceof SObject && maskRecord(rt, child));
  }
}

function hostOf(rt: Engine): SoqlHost {
  const { org, tx } = rt;
  const { user } = tx;
  prepareSqlFunctions(rt);
  return {
    schema: org.schema,
    calendar: {
      now: tx.now(),
      timeZone: user.timeZone,
      firstDayOfWeek: firstDayOfWeek(user.locale),
      fiscalYearStartMonth: 1,
      locale: user.locale,
      currency: org.config.organization?.currency ?? 'USD',
      ...(org.metadata.features.has('multicurrency') && { userCurrency: userCurrency(rt) })
    },
    userId: user.id,
    all: (sql, parameters) => org.db.all(sql, parameters),
    ensureTable: (object) => org.db.ensureTable(object),
    formula: (object, field) => formulaSql(org.schema, object, field),
    visibility: (object, alias) => {
      const sql = org.access.visibleRowsSql(user, object, alias);
      return sql === null ? undefined : { sql, params: [] };
    },
    canReadObject: (object) => org.access.objectAccess(user, object.name).read,
    canReadField: (object, field) => org.access.fieldAccess(user, object.name, field.name).read,
    use: (limit, amount) => tx.limits.use(limit, amount),
    listType: (objectName) => rt.type(`system.list<schema.${objectName.toLowerCase()}>`)
  };
}
