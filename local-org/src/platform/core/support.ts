import type { Engine } from '../../engine/index.ts';
import { ApexList } from '../../values/index.ts';
import type { ApexType, ApexValue } from '../../values/index.ts';

/** Throws the platform's NullPointerException for a missing argument; otherwise answers it. */
export function required<T>(rt: Engine, value: T | null): T {
  return value === null ? rt.fail('System.NullPointerException', 'Argument cannot be null.') : value;
}

/** As `required`, for methods whose message counts the arguments from 1. */
export function requiredAt<T>(rt: Engine, position: number, value: T | null): T {
  return value === null ? rt.fail('System.NullPointerException', `Argument ${position} cannot be null`) : value;
}

export function stringList(rt: Engine, items: string[]): ApexList {
  return new ApexList(rt.type('system.list<system.string>'), items);
}

export function integerList(rt: Engine, items: number[]): ApexList {
  return new ApexList(rt.type('system.list<system.integer>'), items);
}

/** Whether the type is of a class of sObjects, the base type included. */
export function isSObjectType(type: ApexType): boolean {
  return type.key === 'system.sobject' || (type.key.startsWith('schema.') && !NOT_SOBJECTS.test(type.key));
}

// Classes of the namespace Schema; anything else in it is an object of the org.
const NOT_SOBJECTS =
  /^schema\.(?:sobjecttype|sobjectfield|sobjecttypefields|sobjecttypefieldsets|fieldset.*|describe.*|picklistentry|recordtypeinfo|childrelationship|displaytype|soaptype|filteredlookupinfo|datacategory.*|sobjectdescribeoptions)$/;

/** Members of any iterable value, in order: List, Set or an object with an `iterator()` of its own. */
export function* iterate(rt: Engine, value: ApexValue): Generator<ApexValue, void> {
  if (isNativeIterable(value)) {
    yield* value;
    return;
  }
  const iterator = rt.invoke(required(rt, value), 'iterator', []);
  while (rt.invoke(iterator, 'hasNext', []) === true) {
    yield rt.invoke(iterator, 'next', []);
  }
}

function isNativeIterable(value: ApexValue): value is ApexValue & Iterable<ApexValue> {
  return value !== null && typeof value === 'object' && Symbol.iterator in value;
}

/** The running user's time zone (IANA name). */
export function userTimeZone(rt: Engine): string {
  return rt.tx.user.timeZone || 'GMT';
}

/** The running user's locale as a BCP 47 tag, `en-US`. */
export function userLocale(rt: Engine): string {
  const tag = (rt.tx.user.locale || 'en_US').replaceAll('_', '-');
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? 'en-US';
  } catch {
    return 'en-US';
  }
}
