import type { FieldSchema, FieldType } from '../../metadata/index.ts';
import { table } from '../../common/index.ts';

/** Types of formula values; `Any` where the source does not tell. */
export type FormulaType =
  | 'Text'
  | 'Number'
  | 'Date'
  | 'DateTime'
  | 'Time'
  | 'Boolean'
  | 'Picklist'
  | 'Multipicklist'
  | 'Location'
  | 'Null'
  | 'Any';

const TYPES: Partial<Record<FieldType, FormulaType>> = table({
  id: 'Text',
  string: 'Text',
  textarea: 'Text',
  email: 'Text',
  phone: 'Text',
  url: 'Text',
  reference: 'Text',
  autonumber: 'Text',
  boolean: 'Boolean',
  int: 'Number',
  double: 'Number',
  currency: 'Number',
  percent: 'Number',
  date: 'Date',
  datetime: 'DateTime',
  time: 'Time',
  picklist: 'Picklist',
  multipicklist: 'Multipicklist',
  location: 'Location'
});

/** Type of a field's value. What standard fields hold that only a signature describes is not sure enough to argue about. */
export function typeOfField(field: FieldSchema): FormulaType {
  const type = TYPES[field.type] ?? 'Any';
  const isVague = !field.custom && type === 'Text' && field.type === 'string';
  return isVague ? 'Any' : type;
}

/** The type as the platform's messages write it. */
export function shown(type: FormulaType): string {
  return type === 'DateTime' ? 'Date/Time' : type;
}
