import { ApexDate } from './apex-date.ts';
import { ApexDatetime } from './apex-datetime.ts';
import { ApexEnumValue } from './apex-enum.ts';
import { ApexTime } from './apex-time.ts';
import type { ApexValue } from './apex-value.ts';
import { compareNumbers, isNumeric } from './equality.ts';

/**
 * Order for the operators `<` and `>` of two values that are not null: text ignores case, dates and datetimes compare by instant.
 * Values that have no order answer `undefined`.
 */
export function compareValues(a: ApexValue, b: ApexValue): number | undefined {
  if (typeof a === 'string' && typeof b === 'string') {
    return compareText(a.toLowerCase(), b.toLowerCase());
  }
  return compareOthers(a, b);
}

/** Natural order of `List.sort()` for plain values: nulls first, text by its characters' codes, enums by position. */
export function compareForSort(a: ApexValue, b: ApexValue): number | undefined {
  if (a === null || b === null) {
    return a === b ? 0 : a === null ? -1 : 1;
  }
  if (typeof a === 'string' && typeof b === 'string') {
    return compareText(a, b);
  }
  if (a instanceof ApexEnumValue && b instanceof ApexEnumValue) {
    return a.ordinal - b.ordinal;
  }
  return compareOthers(a, b);
}

function compareOthers(a: ApexValue, b: ApexValue): number | undefined {
  if (isNumeric(a) && isNumeric(b)) {
    return compareNumbers(a, b);
  }
  if (typeof a === 'boolean' && typeof b === 'boolean') {
    return Number(a) - Number(b);
  }
  const left = instant(a);
  const right = instant(b);
  if (left !== undefined && right !== undefined) {
    return left - right;
  }
  return a instanceof ApexTime && b instanceof ApexTime ? a.ms - b.ms : undefined;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function instant(value: ApexValue): number | undefined {
  return value instanceof ApexDate ? value.milliseconds : value instanceof ApexDatetime ? value.ms : undefined;
}
