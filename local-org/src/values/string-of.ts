import type { ApexValue } from './apex-value.ts';

/** The text of a value as string concatenation and `String.valueOf` make it; `null` is the text `null`. */
export function stringOf(value: ApexValue): string {
  if (typeof value === 'string') {
    return value;
  }
  return value !== null && typeof value === 'object' ? value.$str() : String(value);
}
