import { ApexDouble, Decimal, PlatformObject } from '../../values/index.ts';
import type { ApexObject, ApexValue } from '../../values/index.ts';
import type { FieldShape } from '../plan/shape.ts';
import type { Row } from './materialize.ts';

/** A value of `System.Address` or `System.Location`: its parts by the names that the API gives them: `postalCode`, `latitude`. */
export class CompoundValue extends PlatformObject {
  readonly $type: 'system.address' | 'system.location';
  readonly parts: ReadonlyMap<string, ApexValue>;

  constructor(kind: 'address' | 'location', parts: ReadonlyMap<string, ApexValue>) {
    super();
    this.$type = `system.${kind}`;
    this.parts = parts;
  }

  override $equals(other: ApexObject): boolean {
    return other instanceof CompoundValue && other.$str() === this.$str();
  }

  $json(): Iterable<readonly [string, ApexValue]> {
    return this.parts;
  }

  override $str(): string {
    const text = Array.from(this.parts, ([name, value]) => `${name}=${value === null ? 'null' : String(value)}`);
    return `${this.$type === 'system.address' ? 'Address' : 'Location'}:[${text.join(', ')}]`;
  }
}

/** The compound value of a row, or null if none of its parts is set. */
export function compoundValue(field: FieldShape, row: Row): CompoundValue | null {
  const parts = new Map<string, ApexValue>();
  for (const [name, { column, decode }] of field.components ?? []) {
    const value = decode(row[`c${column}`] ?? null);
    parts.set(name, value instanceof Decimal ? new ApexDouble(value.toNumber()) : value);
  }
  const isSet = [...parts.values()].some((value) => value !== null);
  return isSet ? new CompoundValue(field.compound ?? 'address', parts) : null;
}
