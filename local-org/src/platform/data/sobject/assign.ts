import type { FieldSchema } from '../../../metadata/index.ts';
import type { Engine } from '../../../engine/index.ts';
import {
  ApexBlob,
  ApexDate,
  ApexDatetime,
  ApexDouble,
  ApexEnumValue,
  ApexTime,
  Decimal,
  isIdText,
  toId18
} from '../../../values/index.ts';
import type { ApexValue } from '../../../values/index.ts';
import { CompoundValue } from '../../../soql/index.ts';

/** Apex type that a field holds. */
function apexTypeOf(field: FieldSchema): string {
  switch (field.type) {
    case 'id':
    case 'reference':
      return 'Id';
    case 'boolean':
      return 'Boolean';
    case 'int':
      return 'Integer';
    case 'double':
    case 'currency':
    case 'percent':
      return 'Decimal';
    case 'date':
      return 'Date';
    case 'datetime':
      return 'Datetime';
    case 'time':
      return 'Time';
    case 'base64':
      return 'Blob';
    case 'address':
      return 'Address';
    case 'location':
      return 'Location';
    case 'anytype':
      return 'Object';
    default:
      return 'String';
  }
}

/**
 * A value of static type Object as the field takes it: `record.put(name, value)`.
 *
 * @throws ApexException System.SObjectException `Illegal assignment from Integer to String`, System.StringException for a malformed id
 */
export function fieldValue(rt: Engine, field: FieldSchema, value: ApexValue): ApexValue {
  if (value === null) {
    return null;
  }
  const type = apexTypeOf(field);
  const converted = convert(rt, type, value);
  return converted === undefined
    ? rt.fail('System.SObjectException', `Illegal assignment from ${rt.typeOf(value).name} to ${type}`)
    : converted;
}

function convert(rt: Engine, type: string, value: ApexValue): ApexValue | undefined {
  switch (type) {
    case 'Id':
      if (typeof value !== 'string') {
        return undefined;
      }
      return isIdText(value) ? toId18(value) : rt.fail('System.StringException', `Invalid id: ${value}`);
    case 'Boolean':
      return typeof value === 'boolean' ? value : undefined;
    case 'Integer':
      return typeof value === 'number' ? value : undefined;
    case 'Decimal':
      return decimalOf(value);
    case 'Date':
      return value instanceof ApexDate ? value : undefined;
    case 'Datetime':
      return value instanceof ApexDatetime
        ? value
        : value instanceof ApexDate
          ? new ApexDatetime(value.milliseconds)
          : undefined;
    case 'Time':
      return value instanceof ApexTime ? value : undefined;
    case 'Blob':
      return value instanceof ApexBlob ? value : undefined;
    case 'Address':
    case 'Location':
      return value instanceof CompoundValue && value.$type === `system.${type.toLowerCase()}` ? value : undefined;
    case 'Object':
      return value;
    default:
      return typeof value === 'string' ? value : value instanceof ApexEnumValue ? value.name : undefined;
  }
}

function decimalOf(value: ApexValue): Decimal | undefined {
  if (value instanceof Decimal) {
    return value;
  }
  if (typeof value === 'number' || typeof value === 'bigint') {
    return Decimal.fromInteger(value);
  }
  return value instanceof ApexDouble ? (Decimal.fromDouble(value.value) ?? undefined) : undefined;
}
