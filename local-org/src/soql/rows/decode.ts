import type { FieldSchema } from '../../metadata/index.ts';
import { ApexBlob, ApexDate, ApexDatetime, ApexTime, Decimal } from '../../values/index.ts';
import type { ApexValue } from '../../values/index.ts';

/** A column's value as SQLite answers it. Large numbers may come as text or bigint. */
export type StoredValue = null | number | bigint | string | Uint8Array;

export type Decoder = (stored: StoredValue) => ApexValue;

/** How the stored form of a field becomes its Apex value. */
export function decoderOf(field: FieldSchema): Decoder {
  switch (field.type) {
    case 'boolean':
      return (stored) => stored !== null && Number(stored) !== 0;
    case 'int':
      return (stored) => (stored === null ? null : Number(stored));
    case 'double':
    case 'currency':
    case 'percent':
      return scaled(field.scale);
    case 'date':
      return (stored) => (stored === null ? null : ApexDate.parseIso(String(stored)));
    case 'datetime':
      return (stored) => (stored === null ? null : new ApexDatetime(Number(stored)));
    case 'time':
      return (stored) => (stored === null ? null : new ApexTime(Number(stored)));
    case 'base64':
      return (stored) =>
        stored === null ? null : new ApexBlob(stored instanceof Uint8Array ? stored : Buffer.from(String(stored)));
    default:
      return (stored) => (stored === null || stored === '' ? null : String(stored));
  }
}

/** A number stored as an integer times ten to the scale. */
export function scaled(scale: number): Decoder {
  return (stored) => (stored === null ? null : new Decimal(BigInt(stored as number | bigint | string), scale));
}
