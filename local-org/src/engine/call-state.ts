import type { ClassInfo } from './class-info.ts';

/**
 * The state of the call in progress is one number, so that compiled code pays nothing for keeping it: its depth times `step`, plus the
 * sharing that holds in it. Each call computes its own from that of its caller and leaves by setting its caller's again.
 */
export const CALL = { step: 4, sharing: 3, with: 1, without: 2 } as const;

/** Expression of the state of a call from that of its caller, by what the called code declares of sharing. */
export function enteredState(caller: string, declared: ClassInfo['sharing']): string {
  switch (declared) {
    case 'with':
      return `(${caller} & ${~CALL.sharing}) + ${CALL.step + CALL.with}`;
    case 'without':
      return `(${caller} & ${~CALL.sharing}) + ${CALL.step + CALL.without}`;
    case 'inherited':
      // Where there is no caller to inherit from, it is with sharing.
      return `(${caller} === 0 ? ${CALL.with} : ${caller}) + ${CALL.step}`;
    default:
      return `${caller} + ${CALL.step}`;
  }
}

/** Expression of the state of the same call with sharing enforced. */
export function enforcedState(state: string): string {
  return `(${state} & ${~CALL.sharing}) + ${CALL.with}`;
}

/** The sharing that a state holds: that of the nearest call that declares one, or null where none does. */
export function sharingOfState(state: number): 'with' | 'without' | null {
  const sharing = state & CALL.sharing;
  return sharing === CALL.with ? 'with' : sharing === CALL.without ? 'without' : null;
}
