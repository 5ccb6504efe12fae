import { quote, tableOf } from '../db/index.ts';
import type { FieldSchema, ObjectSchema } from '../metadata/index.ts';
import type { Engine } from '../engine/index.ts';

/** A total that a standard parent keeps of its lines. */
interface StandardTotal {
  readonly child: string;
  readonly foreignKey: string;
  readonly parent: string;
  readonly target: string;
  readonly source: string;
  /** Set when there are lines. */
  readonly flag?: string;
}

const STANDARD_TOTALS: readonly StandardTotal[] = [
  {
    child: 'OpportunityLineItem',
    foreignKey: 'OpportunityId',
    parent: 'Opportunity',
    target: 'Amount',
    source: 'TotalPrice',
    flag: 'HasOpportunityLineItem'
  },
  { child: 'OrderItem', foreignKey: 'OrderId', parent: 'Order', target: 'TotalAmount', source: 'TotalPrice' }
];

/** Brings standard totals up to date for the given parents. */
export function updateStandardTotals(
  rt: Engine,
  child: ObjectSchema,
  parentIds: (field: FieldSchema) => readonly string[]
): void {
  for (const total of STANDARD_TOTALS) {
    const key = child.fields.get(total.foreignKey.toLowerCase());
    const parentObject = rt.org.schema.object(total.parent);
    if (total.child !== child.name || key === undefined || parentObject === undefined) {
      continue;
    }
    const ids = JSON.stringify(parentIds(key));
    const sum = `(SELECT sum(${quote(total.source)}) FROM ${tableOf(child)} c WHERE c.${quote(key.name)} = ${tableOf(parentObject)}.id AND c.isdeleted = 0)`;
    const flag = total.flag === undefined ? '' : `, ${quote(total.flag)} = ${sum} IS NOT NULL`;
    rt.org.db.run(
      `UPDATE ${tableOf(parentObject)} SET ${quote(total.target)} = coalesce(${sum}, 0)${flag} WHERE id IN (SELECT value FROM json_each(?))`,
      [ids]
    );
  }
}
