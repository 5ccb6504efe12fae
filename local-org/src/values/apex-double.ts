import { ApexObject } from './apex-object.ts';

/** A Double. It is wrapped so that `5` and `5.0` stay different when they are held as Object. */
export class ApexDouble extends ApexObject {
  declare readonly $type: 'system.double';
  readonly value: number;

  constructor(value: number) {
    super();
    this.value = value;
  }

  override $equals(other: ApexObject): boolean {
    return other instanceof ApexDouble && this.value === other.value;
  }

  override $hash(): number {
    const bits = new DataView(new ArrayBuffer(8));
    bits.setFloat64(0, this.value);
    return bits.getInt32(0) ^ bits.getInt32(4);
  }

  override $str(): string {
    return formatDouble(this.value);
  }

  override $key(): string {
    return `\u0000F${this.value}`;
  }
}
Object.defineProperty(ApexDouble.prototype, '$type', { value: 'system.double' });

/** Java's `Double.toString`: at least one fraction digit; an exponent below 10^-3 and from 10^7 on (`1.0E10`). */
export function formatDouble(value: number): string {
  if (!Number.isFinite(value)) {
    return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
  }
  if (value === 0) {
    return Object.is(value, -0) ? '-0.0' : '0.0';
  }
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e7) {
    const text = String(value);
    return text.includes('.') ? text : `${text}.0`;
  }
  const [mantissa, exponent] = value.toExponential().split('e') as [string, string];
  return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}E${Number(exponent)}`;
}
