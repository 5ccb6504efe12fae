import { platformClass, type PlatformFunction, type Engine } from '../../../engine/index.ts';
import { exactEquals } from '../../../values/index.ts';
import type { ApexValue, TypeValue } from '../../../values/index.ts';
import { required } from '../support.ts';

type Message = ApexValue | undefined;

/** Throws a System.AssertException: `Assertion Failed: message: detail`, without the parts that are missing. */
export function failAssertion(rt: Engine, message: Message, detail: string): never {
  const parts = ['Assertion Failed'];
  if (message !== undefined && message !== null) {
    parts.push(rt.str(message));
  }
  if (detail !== '') {
    parts.push(detail);
  }
  return rt.fail('System.AssertException', parts.join(': '));
}

export function assertCondition(rt: Engine, condition: boolean | null, message?: Message): void {
  if (required(rt, condition) !== true) {
    failAssertion(rt, message, '');
  }
}

export function assertEqual(rt: Engine, expected: ApexValue, actual: ApexValue, message?: Message): void {
  if (!exactEquals(expected, actual)) {
    failAssertion(rt, message, `Expected: ${rt.str(expected)}, Actual: ${rt.str(actual)}`);
  }
}

export function assertNotEqual(rt: Engine, notExpected: ApexValue, actual: ApexValue, message?: Message): void {
  if (exactEquals(notExpected, actual)) {
    failAssertion(rt, message, `Same value: ${rt.str(actual)}`);
  }
}

function instanceCheck(wanted: boolean): PlatformFunction {
  return (rt: Engine, value: ApexValue, type: TypeValue | null, message?: Message): void => {
    const expected = required(rt, type).type;
    if ((value !== null && rt.isInstance(value, expected)) !== wanted) {
      const actual = value === null ? 'null' : rt.typeOf(value).name;
      const detail = wanted
        ? `Expected: instance of ${expected.name}, Actual: ${actual}`
        : `Not expected: instance of ${expected.name}`;
      failAssertion(rt, message, detail);
    }
  };
}

export const assertClass = platformClass({
  name: 'System.Assert',
  statics: {
    areEqual: assertEqual,
    areNotEqual: assertNotEqual,
    fail: (rt, message?: Message) => failAssertion(rt, message, ''),
    isFalse: (rt, condition: boolean | null, message?: Message) => assertEqual(rt, false, condition, message),
    isInstanceOfType: instanceCheck(true),
    isNotInstanceOfType: instanceCheck(false),
    isNotNull: (rt, value: ApexValue, message?: Message) => assertNotEqual(rt, null, value, message),
    isNull: (rt, value: ApexValue, message?: Message) => assertEqual(rt, null, value, message),
    isTrue: (rt, condition: boolean | null, message?: Message) => assertEqual(rt, true, condition, message)
  }
});
