import { type Engine, platformClass } from '../../../engine/index.ts';
import { PlatformObject, toId18 } from '../../../values/index.ts';
import type { ApexObject, ApexValue } from '../../../values/index.ts';

/** `AccessLevel.USER_MODE`, `AccessLevel.SYSTEM_MODE`. */
export class AccessLevel extends PlatformObject {
  readonly $type = 'system.accesslevel';
  readonly mode: 'user' | 'system';
  readonly permissionSetId: string | null;

  constructor(mode: 'user' | 'system', permissionSetId: string | null = null) {
    super();
    this.mode = mode;
    this.permissionSetId = permissionSetId;
  }

  override $equals(other: ApexObject): boolean {
    return other instanceof AccessLevel && other.mode === this.mode && other.permissionSetId === this.permissionSetId;
  }

  override $str(): string {
    return this.mode === 'user' ? 'USER_MODE' : 'SYSTEM_MODE';
  }
}

const USER_MODE = new AccessLevel('user');
const SYSTEM_MODE = new AccessLevel('system');

export const accessLevelClasses = [
  platformClass({
    name: 'System.AccessLevel',
    staticProperties: { USER_MODE: { get: () => USER_MODE }, SYSTEM_MODE: { get: () => SYSTEM_MODE } },
    methods: {
      withPermissionSetId: (rt: Engine, self: AccessLevel, id: string | null) => {
        if (id === null || !/^0PS/.test(id)) {
          rt.fail('System.IllegalArgumentException', `Invalid permission set id: ${id ?? 'null'}`);
        }
        return new AccessLevel(self.mode, id);
      }
    }
  })
];

export interface AccessOptions {
  readonly access: 'user' | 'system';
  readonly sharing: 'with' | 'without';
  /** The permission set that an access level adds. */
  readonly permissionSetId?: string;
}

/** How a call runs: by its `AccessLevel`, or else as the calling class does. User mode enforces sharing too. */
export function accessOptions(rt: Engine, level: AccessLevel | null): AccessOptions {
  if (level === null) {
    const { access, sharing } = rt.caller;
    return { access, sharing: access === 'user' ? 'with' : sharing };
  }
  return {
    access: level.mode,
    sharing: level.mode === 'user' ? 'with' : rt.caller.sharing,
    ...(level.permissionSetId === null ? {} : { permissionSetId: level.permissionSetId })
  };
}

/** Does something with the permission set that an access level adds, if it names one. */
export function withLevel<T>(rt: Engine, level: AccessLevel | null, action: () => T): T {
  return withPermissionSet(rt, level?.permissionSetId ?? undefined, action);
}

/** Does something as the running user, with one more permission set if there is one. */
export function withPermissionSet<T>(rt: Engine, permissionSetId: string | undefined, action: () => T): T {
  if (permissionSetId === undefined) {
    return action();
  }
  const { tx } = rt;
  const { user } = tx;
  tx.user = { ...user, permissionSetId: toId18(permissionSetId) };
  try {
    return action();
  } finally {
    tx.user = user;
  }
}

/** Splits the optional arguments of an overload: an access level, and the rest. */
export function splitOptions(args: readonly ApexValue[]): { level: AccessLevel | null; rest: ApexValue[] } {
  const level = args.find((arg) => arg instanceof AccessLevel);
  return {
    level: level instanceof AccessLevel ? level : null,
    rest: args.filter((arg) => !(arg instanceof AccessLevel))
  };
}
