import { quote, tableOf } from '../db/index.ts';
import { ApexDatetime, Decimal, stringOf, type ApexValue } from '../values/index.ts';
import { loadRecords } from '../records/index.ts';
import type { FormulaNode } from './parse.ts';
import type { FormulaScope } from './scope.ts';
import { FormulaError } from './values.ts';
import { table } from '../common/index.ts';

/** Latitude and longitude in degrees. */
export type Place = readonly [Decimal | null, Decimal | null];

const RADII: Readonly<Record<string, number>> = table({ mi: 3958.7613, km: 6371.0088 });

/** Distance of two places in miles (`mi`) or kilometres (`km`); null where one of them is not known. */
export function greatCircle(from: Place, to: Place, unit: string): ApexValue {
  const radius = RADII[unit.toLowerCase()];
  if (radius === undefined) {
    throw new FormulaError(`DISTANCE needs 'mi' or 'km', not '${unit}'`);
  }
  const [a, b, c, d] = [...from, ...to].map((degrees) =>
    degrees === null ? null : (degrees.toNumber() * Math.PI) / 180
  );
  if (a == null || b == null || c == null || d == null) {
    return null;
  }
  const half = Math.sin((c - a) / 2) ** 2 + Math.cos(a) * Math.cos(c) * Math.sin((d - b) / 2) ** 2;
  return Decimal.fromDouble(2 * radius * Math.asin(Math.min(1, Math.sqrt(half))));
}

/** `$ObjectType.Zip__c.Fields.City__c` as object and field. */
function fieldOf(tree: FormulaNode): readonly [string, string] {
  const path = tree.kind === 'field' ? tree.path : [];
  if (path.length !== 4 || path[0]?.toLowerCase() !== '$objecttype' || path[2]?.toLowerCase() !== 'fields') {
    throw new FormulaError('VLOOKUP needs fields of $ObjectType');
  }
  return [path[1] ?? '', path[3] ?? ''];
}

/** `VLOOKUP(field to return, field to look in, value)`: the value of the record whose field equals the value. */
export function lookUp(scope: FormulaScope, wanted: FormulaNode, key: FormulaNode, value: ApexValue): ApexValue {
  const [objectName, fieldName] = fieldOf(wanted);
  const [, keyName] = fieldOf(key);
  const { db, schema } = scope.rt.org;
  const object = schema.object(objectName);
  const [result, column] = [fieldName, keyName].map((name) => object?.fields.get(name.toLowerCase()));
  if (object === undefined || result === undefined || column === undefined) {
    throw new FormulaError(`Field ${objectName}.${fieldName} does not exist. Check spelling.`);
  }
  if (value === null || value instanceof ApexDatetime) {
    return null;
  }
  db.ensureTable(object);
  const row = db.get(
    `SELECT id FROM ${tableOf(object)} WHERE isdeleted = 0 AND ${quote(column.name)} = ? COLLATE NOCASE`,
    [stringOf(value)]
  );
  const id = row === undefined ? '' : String(row['id']);
  return loadRecords(db, object, [id]).get(id)?.fields.get(result.name.toLowerCase()) ?? null;
}
