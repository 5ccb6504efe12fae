import type { Engine } from '../../engine/index.ts';
import type { ApexValue } from '../../values/index.ts';

const MOCKS = Symbol('mocks');

/** Registers the object that answers for an interface (`HttpCalloutMock`, `WebServiceMock`) in this test. */
export function setMock(rt: Engine, interfaceKey: string, mock: ApexValue): void {
  const mocks = (rt.tx.scratch.get(MOCKS) as Map<string, ApexValue> | undefined) ?? new Map<string, ApexValue>();
  mocks.set(interfaceKey, mock);
  rt.tx.scratch.set(MOCKS, mocks);
}

export function mockFor(rt: Engine, interfaceKey: string): ApexValue {
  return (rt.tx.scratch.get(MOCKS) as Map<string, ApexValue> | undefined)?.get(interfaceKey) ?? null;
}
