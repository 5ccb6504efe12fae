import { fromColumn, quote, tableOf, type SqlValue } from '../db/index.ts';
import type { FieldSchema, ObjectSchema, RollUpSummary } from '../metadata/index.ts';
import type { Engine } from '../engine/index.ts';
import { NotImplementedError, SObject } from '../values/index.ts';
import { formulaSql, prepareSqlFunctions } from '../soql/index.ts';
import { updateStandardTotals } from './standard-totals.ts';
import { saveAll } from './save.ts';
import type { SaveRow } from '../records/index.ts';
import { table } from '../common/index.ts';

interface SummaryField {
  readonly parent: ObjectSchema;
  readonly field: FieldSchema;
  readonly summary: RollUpSummary;
  readonly key: FieldSchema;
}

const cache = new WeakMap<ObjectSchema, readonly SummaryField[]>();

/** Roll-up summaries of other objects that are fed by this one. */
function summariesFedBy(rt: Engine, child: ObjectSchema): readonly SummaryField[] {
  let found = cache.get(child);
  if (found === undefined) {
    const name = child.name.toLowerCase();
    found = [...rt.org.schema.objects()].flatMap((parent) =>
      [...parent.fields.values()].flatMap((field) => {
        const { summary } = field;
        const key = child.fields.get(summary?.foreignKey.toLowerCase() ?? '');
        return summary !== undefined && summary.childObject.toLowerCase() === name && key !== undefined
          ? [{ parent, field, summary, key }]
          : [];
      })
    );
    cache.set(child, found);
  }
  return found;
}

const OPERATORS: Readonly<Record<string, string>> = table({
  equals: '=',
  notEqual: '<>',
  lessThan: '<',
  lessOrEqual: '<=',
  greaterThan: '>',
  greaterOrEqual: '>='
});

/** A field in SQL; a formula is computed from the stored fields that it reads. */
function columnSql(rt: Engine, child: ObjectSchema, field: FieldSchema): string {
  if (field.formula === undefined) {
    return quote(field.name);
  }
  prepareSqlFunctions(rt);
  const { paths, sql } = formulaSql(rt.org.schema, child, field);
  return sql(paths.map(([name = '']) => quote(name)));
}

function filterSql(rt: Engine, child: ObjectSchema, summary: RollUpSummary, params: SqlValue[]): string {
  const conditions = (summary.filters ?? []).map(({ field: name, operation, value }) => {
    const field = child.fields.get(name.toLowerCase());
    const operator = OPERATORS[operation];
    if (field === undefined || operator === undefined) {
      throw new NotImplementedError(`Roll-up summary filter ${child.name}.${name} ${operation}`);
    }
    const values =
      field.type === 'boolean' ? [/^(true|1)$/i.test(value) ? 1 : 0] : value.split(',').map((part) => part.trim());
    const scaled = values.map((v) =>
      typeof v === 'string' && field.precision > 0 ? Math.round(Number(v) * 10 ** field.scale) : v
    );
    params.push(...scaled);
    const column = columnSql(rt, child, field);
    const joined = scaled.map(() => `${column} ${operator} ?`).join(operator === '<>' ? ' AND ' : ' OR ');
    return `(${joined})`;
  });
  return ['isdeleted = 0', ...conditions].join(' AND ');
}

/** An amount of the child in the parent's currency, where both have one. */
function inParentsCurrency(
  rt: Engine,
  child: ObjectSchema,
  { parent, key }: SummaryField,
  field: FieldSchema,
  column: string
): string {
  const haveCurrencies = child.fields.has('currencyisocode') && parent.fields.has('currencyisocode');
  if (!haveCurrencies || field.type !== 'currency') {
    return column;
  }
  rt.org.db.ensureTable(parent);
  const rate = (code: string): string => `(SELECT conversionrate FROM currencytype WHERE isocode = ${code})`;
  const own = `${tableOf(child)}.currencyisocode`;
  const target = `(SELECT p.currencyisocode FROM ${tableOf(parent)} p WHERE p.id = ${tableOf(child)}.${quote(key.name)})`;
  return `CAST(round(${column} * 1.0 * ${rate(target)} / ${rate(own)}) AS INTEGER)`;
}

/** Current value per parent id; parents without children are missing. */
function summarize(rt: Engine, child: ObjectSchema, item: SummaryField, ids: readonly string[]): Map<string, SqlValue> {
  const params: SqlValue[] = [];
  const { summary, key } = item;
  const summed = child.fields.get(summary.field?.toLowerCase() ?? '');
  const column = summed === undefined ? '*' : inParentsCurrency(rt, child, item, summed, columnSql(rt, child, summed));
  const condition = filterSql(rt, child, summary, params);
  const rows = rt.org.db.rows(
    `SELECT ${quote(key.name)}, ${summary.operation}(${column}) FROM ${tableOf(child)} WHERE ${condition} ` +
      `AND ${quote(key.name)} IN (SELECT value FROM json_each(?)) GROUP BY ${quote(key.name)}`,
    [...params, JSON.stringify(ids)]
  );
  return new Map(rows.map(([id, value]) => [String(id), value ?? null]));
}

/** Ids of the parents that the rows point to now or pointed to before. */
function parentsOf(key: FieldSchema, rows: readonly SaveRow[]): string[] {
  const name = key.name.toLowerCase();
  const ids = rows.flatMap((row) => [row.record.fields.get(name), row.old?.fields.get(name)]);
  return [...new Set(ids.filter((id): id is string => typeof id === 'string'))];
}

/**
 * Brings the parents' roll-up summaries up to date after children were saved or deleted. A parent whose summary changes is saved with
 * its own triggers and rules.
 */
export function updateRollUps(rt: Engine, child: ObjectSchema, rows: readonly SaveRow[]): void {
  updateStandardTotals(rt, child, (key) => parentsOf(key, rows));
  const byParent = new Map<ObjectSchema, SummaryField[]>();
  for (const item of summariesFedBy(rt, child)) {
    byParent.set(item.parent, [...(byParent.get(item.parent) ?? []), item]);
  }
  for (const [parent, items] of byParent) {
    const updates = new Map<string, SObject>();
    for (const item of items) {
      const ids = parentsOf(item.key, rows);
      const values = summarize(rt, child, item, ids);
      for (const id of ids) {
        const record = updates.get(id) ?? new SObject(parent.name, parent);
        updates.set(id, record);
        record.fields.set('id', id);
        const isTotal = item.summary.operation === 'count' || item.summary.operation === 'sum';
        record.fields.set(
          item.field.name.toLowerCase(),
          fromColumn(item.field, values.get(id) ?? (isTotal ? 0 : null))
        );
      }
    }
    if (updates.size > 0) {
      const context = {
        object: parent,
        operation: 'update',
        access: 'system',
        sharing: 'without',
        allOrNone: true,
        internal: true
      } as const;
      saveAll(rt, context, [...updates.values()]);
    }
  }
}
