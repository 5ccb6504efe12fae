import { quote, tableOf } from '../../db/index.ts';
import type { ObjectSchema } from '../../metadata/index.ts';
import type { Engine } from '../../engine/index.ts';
import {
  ApexException,
  ApexList,
  ApexMap,
  ApexSet,
  isIdText,
  SObject,
  toId18,
  type ApexValue
} from '../../values/index.ts';
import { accessibleRowsSql, type RecordLevel, type UserContext } from '../../security/index.ts';
import type { Condition, Operand, SoqlQuery } from '../ast.ts';

const NAME = 'UserRecordAccess';
/** Records that one query may ask about. */
const MAX_RECORDS = 200;

function idsOf(operand: Operand, binds: readonly ApexValue[]): string[] {
  const values = (value: ApexValue): ApexValue[] =>
    value instanceof ApexList || value instanceof ApexSet
      ? [...value]
      : value instanceof ApexMap
        ? [...value.keys()]
        : [value];
  const found =
    operand.kind === 'bind'
      ? values(binds[operand.index] ?? null)
      : operand.kind === 'string'
        ? [operand.value]
        : operand.kind === 'list'
          ? operand.items.flatMap((item) => idsOf(item, binds))
          : [];
  return found.flatMap((value) => {
    const id = value instanceof SObject ? value.id : value;
    return typeof id === 'string' && isIdText(id) ? [toId18(id)] : [];
  });
}

/** Ids that the conditions ask for by a field. */
function filterIds(condition: Condition | undefined, field: string, binds: readonly ApexValue[]): string[] {
  if (condition?.kind === 'and') {
    return condition.items.flatMap((item) => filterIds(item, field, binds));
  }
  const isMatch =
    condition?.kind === 'compare' &&
    (condition.operator === '=' || condition.operator === 'IN') &&
    condition.field.path.at(-1)?.toLowerCase() === field;
  return isMatch ? idsOf(condition.value, binds) : [];
}

function levelsOf(
  rt: Engine,
  user: UserContext,
  object: ObjectSchema,
  ids: readonly string[]
): Map<string, Set<RecordLevel>> {
  const { access, db } = rt.org;
  const rights = access.objectAccess(user, object.name);
  const levels = new Map<string, Set<RecordLevel>>(ids.map((id) => [id, new Set()]));
  db.ensureTable(object);
  for (const [level, may] of [
    ['read', rights.read],
    ['edit', rights.edit],
    ['all', rights.delete]
  ] as const) {
    const condition = accessibleRowsSql(access, user, object, level) ?? '1';
    const rows = may
      ? db.all(`SELECT id FROM ${tableOf(object)} WHERE id IN (SELECT value FROM json_each(?)) AND (${condition})`, [
          JSON.stringify(ids)
        ])
      : [];
    rows.forEach((row) => levels.get(String(row['id']))?.add(level));
  }
  return levels;
}

/**
 * Writes the rows that a query of UserRecordAccess will read: they are computed for the user and the records that it names.
 * @throws ApexException System.QueryException when it names no user or no records
 */
export function prepareUserRecordAccess(rt: Engine, query: SoqlQuery, binds: readonly ApexValue[]): void {
  const object = query.from.toLowerCase() === NAME.toLowerCase() ? rt.org.schema.object(NAME) : undefined;
  if (object === undefined) {
    return;
  }
  const { db, schema } = rt.org;
  const [userId] = filterIds(query.where, 'userid', binds);
  const records = [...new Set(filterIds(query.where, 'recordid', binds))];
  if (userId === undefined || records.length === 0 || records.length > MAX_RECORDS) {
    const message =
      records.length > MAX_RECORDS
        ? `Maximum number of record IDs in a ${NAME} query is ${MAX_RECORDS}`
        : `Can select only RecordId, a Has*Access field, and MaxAccessLevel in a ${NAME} query that filters on UserId and RecordId`;
    throw new ApexException('System.QueryException', message);
  }
  const user = userId === rt.tx.user.id ? rt.tx.user : rt.org.users.byId(userId);
  db.ensureTable(object);
  db.run(`DELETE FROM ${tableOf(object)}`);
  const byPrefix = Map.groupBy(records, (id) => id.slice(0, 3));
  for (const [prefix, ids] of byPrefix) {
    const target = schema.objectByPrefix(prefix);
    for (const [id, levels] of target === undefined ? [] : levelsOf(rt, user, target, ids)) {
      const max = levels.has('all') ? 'All' : levels.has('edit') ? 'Edit' : levels.has('read') ? 'Read' : 'None';
      const flags = (['read', 'edit', 'all', 'all', 'all'] as const).map((level) => Number(levels.has(level)));
      const columns = [
        'Id',
        'UserId',
        'RecordId',
        'HasReadAccess',
        'HasEditAccess',
        'HasDeleteAccess',
        'HasTransferAccess',
        'HasAllAccess',
        'MaxAccessLevel'
      ];
      db.run(
        `INSERT INTO ${tableOf(object)} (${columns.map(quote).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
        [id, user.id, id, ...flags, max]
      );
    }
  }
}
