/**
 * Values of Apex at run time. Equality, hashing and text go through three hooks that every `ApexObject` has (`$equals`, `$hash`,
 * `$str`; see `ValueSemantics`); the program overrides them for user classes. Functions that take any `ApexValue`: `stringOf`,
 * `exactEquals`, `looseEquals`, `sameReference`, `idEquals`, `hashOf`, `compareValues`, `compareForSort`.
 */
export { ApexObject, PlatformObject, identityHash } from './apex-object.ts';
export type { CollectionKey, ValueSemantics } from './apex-object.ts';
export type { ApexType } from './apex-type.ts';
export type { ApexValue } from './apex-value.ts';
export { TypeTable } from './type-table.ts';
export { Decimal } from './decimal.ts';
export { RoundingNecessaryError, divideRounded } from './rounding.ts';
export type { RoundingModeName } from './rounding.ts';
export { ApexDouble, formatDouble } from './apex-double.ts';
export {
  MAX_INTEGER,
  MAX_LONG,
  MIN_INTEGER,
  MIN_LONG,
  doubleToInteger,
  doubleToLong,
  hashLong,
  longToInteger,
  toLong
} from './long.ts';
export { ApexDate, DAY, addMonthsUtc, daysInMonth, pad } from './apex-date.ts';
export { ApexDatetime } from './apex-datetime.ts';
export { ApexTime } from './apex-time.ts';
export { formatByLocale, parseLocaleDate, parseLocaleDatetime } from './locale-format.ts';
export { isTimeZone, localToUtc, utcMilliseconds, zoneOffset } from './time-zone.ts';
export { ApexBlob } from './apex-blob.ts';
export { ApexCollection } from './collection-base.ts';
export { ApexList } from './apex-list.ts';
export { ApexSet } from './apex-set.ts';
export { ApexMap } from './apex-map.ts';
export type { MapOptions } from './apex-map.ts';
export { collectionKey } from './collection-key.ts';
export { SObject } from './sobject.ts';
export type { SObjectError } from './sobject.ts';
export { ApexEnumValue } from './apex-enum.ts';
export { ApexException, DEFAULT_MESSAGE } from './apex-exception.ts';
export type { DmlRow } from './apex-exception.ts';
export { TypeValue } from './type-value.ts';
export { NotImplementedError } from './not-implemented.ts';
export { compareNumbers, exactEquals, idEquals, isNumeric, looseEquals, sameReference } from './equality.ts';
export { compareForSort, compareValues } from './ordering.ts';
export { hashOf, hashSequence } from './hash-of.ts';
export { hashString } from './hash-string.ts';
export { isIdText, sameId, toId18 } from './ids.ts';
export { stringOf } from './string-of.ts';
