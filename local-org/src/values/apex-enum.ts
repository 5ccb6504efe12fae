import { ApexObject } from './apex-object.ts';
import { hashString } from './hash-string.ts';

/** A constant of a user or platform enum. Constants are interned, but equality is by type and name. */
export class ApexEnumValue extends ApexObject {
  readonly $type: string;
  readonly name: string;
  readonly ordinal: number;
  readonly #key: string;

  constructor(typeKey: string, name: string, ordinal: number) {
    super();
    this.$type = typeKey;
    this.name = name;
    this.ordinal = ordinal;
    this.#key = `\u0000E${typeKey}.${name}`;
  }

  override $equals(other: ApexObject): boolean {
    return other instanceof ApexEnumValue && other.#key === this.#key;
  }

  override $hash(): number {
    return hashString(this.name);
  }

  override $str(): string {
    return this.name;
  }

  override $key(): string {
    return this.#key;
  }
}
