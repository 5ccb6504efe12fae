import { isDecimal, type FieldSchema } from '../metadata/index.ts';
import {
  ApexBlob,
  ApexDate,
  ApexDatetime,
  ApexDouble,
  ApexTime,
  Decimal,
  stringOf,
  type ApexValue
} from '../values/index.ts';

/** What SQLite holds in a column. */
export type SqlValue = null | number | bigint | string | Uint8Array;

/** Translates one field between Apex and its column. */
export interface FieldCodec {
  /** Column value of an Apex value of the field's type; numbers are rounded half up to the field's scale. */
  toColumn(value: ApexValue): SqlValue;
  fromColumn(column: SqlValue): ApexValue;
}

const SECOND = 1000;

/** A number of any Apex type as Decimal; `null` for what is not a number. */
export function toDecimal(value: ApexValue): Decimal | null {
  if (value instanceof Decimal) {
    return value;
  }
  if (typeof value === 'number' || typeof value === 'bigint') {
    return Decimal.fromInteger(value);
  }
  return value instanceof ApexDouble ? Decimal.fromDouble(value.value) : null;
}

/** SQLite takes a plain number where that is exact: it binds faster than a bigint. */
function smallest(value: bigint): number | bigint {
  const plain = Number(value);
  return Number.isSafeInteger(plain) ? plain : value;
}

function mismatch(field: FieldSchema, value: unknown): Error {
  return new Error(`Field ${field.name} (${field.type}) cannot hold ${typeof value} ${String(value)}`);
}

function decimalCodec(field: FieldSchema): FieldCodec {
  return {
    toColumn(value) {
      const decimal = toDecimal(value);
      if (decimal === null) {
        throw mismatch(field, value);
      }
      return smallest(decimal.setScale(field.scale, 'HALF_UP').unscaled);
    },
    fromColumn(column) {
      if (typeof column !== 'number' && typeof column !== 'bigint') {
        throw mismatch(field, column);
      }
      // An average or another computed column may have a fraction of the last digit.
      const unscaled = typeof column === 'bigint' ? column : BigInt(Math.round(column));
      return new Decimal(unscaled, field.scale);
    }
  };
}

const textCodec: FieldCodec = {
  toColumn: (value) => {
    const text = typeof value === 'string' ? value : stringOf(value);
    return text === '' ? null : text;
  },
  fromColumn: (column) => (typeof column === 'string' ? column : String(column))
};

const booleanCodec: FieldCodec = {
  toColumn: (value) => (value === true ? 1 : 0),
  fromColumn: (column) => column === 1 || column === 1n
};

function codecFor(field: FieldSchema): FieldCodec {
  if (isDecimal(field.type)) {
    return decimalCodec(field);
  }
  switch (field.type) {
    case 'boolean':
      return booleanCodec;
    case 'int':
      return {
        toColumn(value) {
          const decimal = toDecimal(value);
          if (decimal === null) {
            throw mismatch(field, value);
          }
          return smallest(decimal.toBigInt());
        },
        fromColumn: (column) => Number(column)
      };
    case 'date':
      return {
        toColumn(value) {
          const date = value instanceof ApexDatetime ? new ApexDate(Math.floor(value.ms / 86_400_000)) : value;
          if (!(date instanceof ApexDate)) {
            throw mismatch(field, value);
          }
          return date.toIso();
        },
        fromColumn: (column) => ApexDate.parseIso(String(column))
      };
    case 'datetime':
      return {
        toColumn(value) {
          const ms = value instanceof ApexDatetime ? value.ms : value instanceof ApexDate ? value.milliseconds : null;
          if (ms === null) {
            throw mismatch(field, value);
          }
          return Math.floor(ms / SECOND) * SECOND;
        },
        fromColumn: (column) => new ApexDatetime(Number(column))
      };
    case 'time':
      return {
        toColumn(value) {
          if (!(value instanceof ApexTime)) {
            throw mismatch(field, value);
          }
          return value.ms;
        },
        fromColumn: (column) => new ApexTime(Number(column))
      };
    case 'base64':
      return {
        toColumn: (value) => (value instanceof ApexBlob ? value.bytes : Buffer.from(stringOf(value), 'base64')),
        fromColumn: (column) => new ApexBlob(column instanceof Uint8Array ? column : Buffer.from(String(column)))
      };
    default:
      return textCodec;
  }
}

const codecs = new WeakMap<FieldSchema, FieldCodec>();

/** The codec of a field; null is handled by `toColumn` and `fromColumn` below, not by the codec. */
export function codecOf(field: FieldSchema): FieldCodec {
  let codec = codecs.get(field);
  if (codec === undefined) {
    codecs.set(field, (codec = codecFor(field)));
  }
  return codec;
}

/** Column value of an Apex value; an unset checkbox is stored as 0. */
export function toColumn(field: FieldSchema, value: ApexValue): SqlValue {
  if (value === null) {
    return field.type === 'boolean' ? 0 : null;
  }
  return codecOf(field).toColumn(value);
}

/** Apex value of a column; an unset checkbox is false. */
export function fromColumn(field: FieldSchema, column: SqlValue): ApexValue {
  if (column === null) {
    return field.type === 'boolean' ? false : null;
  }
  return codecOf(field).fromColumn(column);
}
