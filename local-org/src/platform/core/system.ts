import type { PlatformFunction } from '../../engine/index.ts';
import { ApexDatetime, exactEquals, hashOf } from '../../values/index.ts';
import type { ApexEnumValue, ApexValue } from '../../values/index.ts';
import { assertCondition, assertEqual, assertNotEqual } from './language/assert.ts';
import { required } from './support.ts';
import { today } from './time/date.ts';
import { table } from '../../common/index.ts';

/** The members of `System` that belong to the language; the definition of the class merges them with the services'. */
export const systemStatics: Readonly<Record<string, PlatformFunction>> = table({
  assert: assertCondition,
  assertEquals: assertEqual,
  assertNotEquals: assertNotEqual,
  currentTimeMillis: (rt) => BigInt(rt.tx.now()),
  'debug/1': (rt, value: ApexValue) => rt.tx.log('DEBUG', rt.str(value)),
  'debug/2': (rt, level: ApexEnumValue | null, value: ApexValue) => rt.tx.log(required(rt, level).name, rt.str(value)),
  equals: (_rt, a: ApexValue, b: ApexValue) => exactEquals(a, b),
  hashCode: (_rt, value: ApexValue) => hashOf(value),
  now: (rt) => new ApexDatetime(rt.tx.now()),
  today
});
