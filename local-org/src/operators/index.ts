/** The operators of Apex as compiled code calls them. */
import * as arithmetic from './arithmetic.ts';
import * as collections from './collections.ts';
import * as comparison from './comparison.ts';
import * as records from './records.ts';
import * as text from './text.ts';

export { fail, nullPointer } from './failures.ts';
export { toDecimal, toDouble, toInteger, toLong } from './arithmetic.ts';
export type { Invoke } from './collections.ts';

/** The operators that compiled code uses, by the names it uses them under. */
export function createOperators(invoke: collections.Invoke): Readonly<Record<string, unknown>> {
  return {
    ...arithmetic,
    ...comparison,
    ...records,
    ...text,
    ...collections,
    ...collections.collectionOperators(invoke)
  };
}
