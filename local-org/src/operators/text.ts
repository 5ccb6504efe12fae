import { ApexException, isIdText, stringOf, toId18 } from '../values/index.ts';
import type { ApexEnumValue, ApexValue } from '../values/index.ts';
import { fail, nullPointer } from './failures.ts';

export const str = stringOf;

/** A String assigned to an Id. */
export function toId(value: string | null): string | null {
  if (value === null) {
    return null;
  }
  return isIdText(value) ? toId18(value) : fail('System.StringException', `Invalid id: ${value}`);
}

/** Message of `addError`, which takes text or an exception. */
export function messageOf(value: ApexValue): string | null {
  return value instanceof ApexException ? value.message : value === null ? null : stringOf(value);
}

export function enumName(value: ApexEnumValue | null): string {
  return value === null ? nullPointer() : value.name;
}

export function enumOrdinal(value: ApexEnumValue | null): number {
  return value === null ? nullPointer() : value.ordinal;
}
