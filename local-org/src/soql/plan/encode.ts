import type { FieldSchema } from '../../metadata/index.ts';
import {
  ApexBlob,
  ApexDate,
  ApexDatetime,
  ApexDouble,
  ApexException,
  ApexTime,
  Decimal,
  DAY,
  SObject,
  isIdText,
  toId18
} from '../../values/index.ts';
import type { ApexValue } from '../../values/index.ts';
import { filterTypeName, isIdField, isNumericField } from '../resolve/index.ts';

/** A value as SQLite keeps it. */
export type SqlValue = null | number | bigint | string;

/**
 * An Apex value as it is stored in a column of the field's type, for comparison. Empty text is null, as on the platform.
 *
 * @throws ApexException System.QueryException for a malformed id or a value of another type
 */
export function encodeForCompare(value: ApexValue, field: FieldSchema): SqlValue {
  if (value === null || value === '') {
    return null;
  }
  if (isIdField(field)) {
    return encodeId(value, field);
  }
  if (isNumericField(field)) {
    return encodeNumber(value, field);
  }
  switch (field.type) {
    case 'boolean':
      return typeof value === 'boolean' ? Number(value) : mismatch(value, field);
    case 'date':
      return encodeDate(value, field);
    case 'datetime':
      return value instanceof ApexDatetime
        ? value.ms
        : value instanceof ApexDate
          ? value.milliseconds
          : mismatch(value, field);
    case 'time':
      return value instanceof ApexTime ? value.ms : mismatch(value, field);
    case 'base64':
      return value instanceof ApexBlob ? mismatch(value, field) : String(value);
    default:
      return typeof value === 'string'
        ? value
        : typeof value === 'number' || typeof value === 'bigint'
          ? String(value)
          : mismatch(value, field);
  }
}

function encodeId(value: ApexValue, field: FieldSchema): string {
  if (typeof value !== 'string') {
    return mismatch(value, field);
  }
  if (!isIdText(value)) {
    throw new ApexException('System.QueryException', `invalid ID field: ${value}`);
  }
  return toId18(value);
}

/** Digits below the field's scale are kept, so that `Amount > 10.005` is not `Amount > 10.01`. */
export function encodeNumber(value: ApexValue, field: FieldSchema): number | bigint {
  const decimal = toDecimal(value, field);
  const shifted = new Decimal(decimal.unscaled, decimal.scale - field.scale).stripTrailingZeros();
  if (shifted.scale > 0) {
    return shifted.toNumber();
  }
  const whole = shifted.unscaled * 10n ** BigInt(-shifted.scale);
  return BigInt.asIntN(64, whole) === whole ? whole : Number(whole);
}

function toDecimal(value: ApexValue, field: FieldSchema): Decimal {
  if (value instanceof Decimal) {
    return value;
  }
  if (typeof value === 'number' || typeof value === 'bigint') {
    return Decimal.fromInteger(value);
  }
  return (value instanceof ApexDouble ? Decimal.fromDouble(value.value) : null) ?? mismatch(value, field);
}

function encodeDate(value: ApexValue, field: FieldSchema): string {
  if (value instanceof ApexDate) {
    return value.toIso();
  }
  return value instanceof ApexDatetime ? new ApexDate(Math.floor(value.ms / DAY)).toIso() : mismatch(value, field);
}

function mismatch(value: ApexValue, field: FieldSchema): never {
  throw new ApexException(
    'System.QueryException',
    `Invalid bind expression type of ${valueType(value)} for column of type ${columnType(field)}`
  );
}

/** Name of a value's type as Apex prints it. */
function valueType(value: ApexValue): string {
  switch (typeof value) {
    case 'string':
      return 'String';
    case 'number':
      return 'Integer';
    case 'bigint':
      return 'Long';
    case 'boolean':
      return 'Boolean';
  }
  if (value instanceof SObject) {
    return `SOBJECT:${value.objectName}`;
  }
  const name = value === null ? 'null' : value.$type.slice(value.$type.lastIndexOf('.') + 1);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The Apex type of a field's values. */
function columnType(field: FieldSchema): string {
  if (isIdField(field)) {
    return 'Id';
  }
  const name = isNumericField(field) ? (field.type === 'int' ? 'integer' : 'decimal') : filterTypeName(field);
  return name.toLowerCase() === 'datetime' ? 'Datetime' : name.charAt(0).toUpperCase() + name.slice(1);
}
