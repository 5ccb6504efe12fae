import { formulaNumber, formulaText } from '../formula/index.ts';
import { type FieldSchema, isDecimal, type FlowVariable } from '../metadata/index.ts';
import type { Engine } from '../engine/index.ts';
import {
  ApexDate,
  ApexDatetime,
  ApexDouble,
  ApexList,
  Decimal,
  isIdText,
  SObject,
  toId18,
  type ApexValue
} from '../values/index.ts';
import { FlowFault } from './fault.ts';
import { table } from '../common/index.ts';

/** Whether two values are the same to a flow: blank text is no value, and neither is an empty collection. */
export function isNothing(value: ApexValue): boolean {
  return value === null || value === '' || (value instanceof ApexList && value.items.length === 0);
}

/** Numbers of any Apex type as flows keep them. */
export function fromApex(value: ApexValue): ApexValue {
  if (typeof value === 'number' || typeof value === 'bigint') {
    return Decimal.fromInteger(value);
  }
  return value instanceof ApexDouble ? Decimal.fromDouble(value.value) : value;
}

function mismatch(value: ApexValue, type: string): FlowFault {
  return new FlowFault(`The value ${formulaText(value)} can't be converted to the data type ${type}`);
}

function dateOf(value: ApexValue): ApexDate {
  const date =
    value instanceof ApexDatetime
      ? new ApexDate(Math.floor(value.ms / 86_400_000))
      : typeof value === 'string'
        ? ApexDate.parseIso(value.slice(0, 10))
        : value;
  if (!(date instanceof ApexDate)) {
    throw mismatch(value, 'Date');
  }
  return date;
}

function datetimeOf(value: ApexValue): ApexDatetime {
  const datetime =
    value instanceof ApexDate
      ? new ApexDatetime(value.milliseconds)
      : typeof value === 'string'
        ? ApexDatetime.parseIso(value)
        : value;
  if (!(datetime instanceof ApexDatetime)) {
    throw mismatch(value, 'DateTime');
  }
  return datetime;
}

function numberOf(value: ApexValue): Decimal | null {
  if (typeof value === 'string') {
    const parsed = value === '' ? null : Decimal.parse(value);
    if (parsed === null && value !== '') {
      throw mismatch(value, 'Number');
    }
    return parsed;
  }
  return formulaNumber(value);
}

function booleanOf(value: ApexValue): boolean {
  if (typeof value === 'boolean') {
    return value;
  }
  if (typeof value === 'string' && /^(true|false)$/i.test(value)) {
    return value.toLowerCase() === 'true';
  }
  throw mismatch(value, 'Boolean');
}

/** A single value as a variable of a flow's data type keeps it. */
export function toDataType(value: ApexValue, dataType: string): ApexValue {
  if (value === null) {
    return null;
  }
  switch (dataType) {
    case 'String':
    case 'Picklist':
    case 'Multipicklist':
      return value instanceof SObject || value instanceof ApexList ? value : formulaText(value);
    case 'Number':
    case 'Currency':
      return numberOf(fromApex(value));
    case 'Boolean':
      return booleanOf(value);
    case 'Date':
      return dateOf(value);
    case 'DateTime':
      return datetimeOf(value);
    default:
      return value;
  }
}

const LIST_TYPES: Readonly<Record<string, string>> = table({
  Number: 'system.decimal',
  Currency: 'system.decimal',
  Boolean: 'system.boolean',
  Date: 'system.date',
  DateTime: 'system.datetime'
});

/** Key of the Apex type of a variable's single values. */
export function apexTypeOf({
  dataType,
  objectType,
  apexClass
}: Pick<FlowVariable, 'dataType' | 'objectType' | 'apexClass'>): string {
  if (dataType === 'SObject') {
    return objectType === null ? 'system.sobject' : `schema.${objectType.toLowerCase()}`;
  }
  return dataType === 'Apex' ? (apexClass ?? 'system.object').toLowerCase() : (LIST_TYPES[dataType] ?? 'system.string');
}

/** A collection as Apex sees it. */
export function listOf(
  rt: Engine,
  variable: Pick<FlowVariable, 'dataType' | 'objectType' | 'apexClass'>,
  items: ApexValue[] = []
): ApexList {
  return new ApexList(rt.type(`system.list<${apexTypeOf(variable)}>`), items);
}

/** A value as a variable keeps it; a single value in a collection's place is its one item. */
export function toVariable(rt: Engine, variable: FlowVariable, value: ApexValue): ApexValue {
  if (!variable.isCollection) {
    return toDataType(fromApex(value), variable.dataType);
  }
  if (value === null) {
    return null;
  }
  const items = value instanceof ApexList ? value.items : [value];
  return listOf(
    rt,
    variable,
    items.map((item) => toDataType(fromApex(item), variable.dataType))
  );
}

/** A value as a field of a record keeps it. */
export function toField(field: Pick<FieldSchema, 'type'>, value: ApexValue): ApexValue {
  if (value === null || (value === '' && field.type !== 'boolean')) {
    return null;
  }
  if (isDecimal(field.type)) {
    return numberOf(fromApex(value));
  }
  switch (field.type) {
    case 'int':
      return numberOf(fromApex(value))?.toNumber() ?? null;
    case 'boolean':
      return booleanOf(value);
    case 'date':
      return dateOf(value);
    case 'datetime':
      return datetimeOf(value);
    case 'time':
    case 'base64':
    case 'anytype':
      return value;
    case 'id':
    case 'reference': {
      const text = formulaText(value);
      return isIdText(text) ? toId18(text) : text;
    }
    default:
      return formulaText(value);
  }
}
