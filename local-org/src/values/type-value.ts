import { PlatformObject } from './apex-object.ts';
import type { ApexObject } from './apex-object.ts';
import type { ApexType } from './apex-type.ts';
import { hashString } from './hash-string.ts';

/** A value of `System.Type`, such as `Account.class`. */
export class TypeValue extends PlatformObject {
  declare readonly $type: 'system.type';
  readonly type: ApexType;

  constructor(type: ApexType) {
    super();
    this.type = type;
  }

  override $equals(other: ApexObject): boolean {
    return other instanceof TypeValue && other.type.key === this.type.key;
  }

  override $hash(): number {
    return hashString(this.type.key);
  }

  override $str(): string {
    return this.type.name;
  }

  override $key(): string {
    return `\u0000Y${this.type.key}`;
  }
}
Object.defineProperty(TypeValue.prototype, '$type', { value: 'system.type' });
