import {
  type Engine,
  platformClass,
  type PlatformClass,
  type PlatformFunction,
  type PlatformMethod
} from '../../engine/index.ts';
import { ApexDouble, ApexSet, NotImplementedError, PlatformObject } from '../../values/index.ts';
import type { ApexValue, TypeValue } from '../../values/index.ts';
import { required } from '../core/support.ts';
import { table } from '../../common/index.ts';

interface Entry {
  readonly value: ApexValue;
  readonly expires: number;
}

const SESSION = Symbol('session cache');
const ORG = Symbol('org cache of a test');
const DAY_SECONDS = 86_400;
const caches = new WeakMap<object, Map<string, Map<string, Entry>>>();

/** Org cache entries outlive the transaction; a test has a cache of its own, and a session's ends with the transaction. */
function partition(rt: Engine, kind: 'org' | 'session', name: string): Map<string, Entry> {
  let all: Map<string, Map<string, Entry>>;
  if (kind === 'org' && !rt.tx.isTest) {
    all = caches.get(rt.org) ?? new Map();
    caches.set(rt.org, all);
  } else {
    const key = kind === 'org' ? ORG : SESSION;
    all = (rt.tx.scratch.get(key) as typeof all | undefined) ?? new Map();
    rt.tx.scratch.set(key, all);
  }
  const entries = all.get(name) ?? new Map<string, Entry>();
  all.set(name, entries);
  return entries;
}

class PartitionObject extends PlatformObject {
  readonly $type: string;
  readonly kind: 'org' | 'session';
  readonly name: string;

  constructor(kind: 'org' | 'session', name: string) {
    super();
    this.kind = kind;
    this.$type = kind === 'org' ? 'cache.orgpartition' : 'cache.sessionpartition';
    this.name = name;
  }
}

function validKey(rt: Engine, key: string | null): string {
  const text = required(rt, key);
  if (!/^[a-zA-Z0-9]{1,50}$/.test(text)) {
    rt.fail('cache.InvalidParamException', `Key [${text}] must be alphanumeric and at most 50 characters long.`);
  }
  return text;
}

function read(rt: Engine, at: PartitionObject, key: string): ApexValue {
  const entries = partition(rt, at.kind, at.name);
  const entry = entries.get(key);
  return entry && entry.expires > rt.tx.now() ? entry.value : null;
}

/** What a builder loads is kept apart from other values, under a key that begins with the name of its class. */
function builderKey(rt: Engine, builder: TypeValue, key: string): string {
  return builder.type.name.replaceAll(/[^a-zA-Z0-9]/g, '') + validKey(rt, key);
}

/** Reads through a `Cache.CacheBuilder` class. */
function build(rt: Engine, at: PartitionObject, builder: TypeValue, key: string): ApexValue {
  const stored = builderKey(rt, builder, key);
  const known = read(rt, at, stored);
  if (known !== null) {
    return known;
  }
  const value = rt.invoke(rt.construct(builder.type.key, []), 'doLoad', [key]);
  if (value !== null) {
    write(rt, at, stored, value, DAY_SECONDS);
  }
  return value;
}

function write(rt: Engine, at: PartitionObject, key: string, value: ApexValue, seconds: number): void {
  partition(rt, at.kind, at.name).set(key, {
    value: required(rt, value),
    expires: rt.tx.now() + seconds * 1000
  });
}

function seconds(third: ApexValue): number {
  return typeof third === 'number' ? third : DAY_SECONDS;
}

const methods: Record<string, (rt: Engine, self: PartitionObject, ...args: never[]) => ApexValue | void> = table({
  'get/1': (rt, self, key: string) => read(rt, self, validKey(rt, key)),
  'get/2': (rt, self, builder: TypeValue, key: string) => build(rt, self, builder, key),
  'put/2': (rt, self, key: string, value: ApexValue) => write(rt, self, validKey(rt, key), value, DAY_SECONDS),
  'put/3': (rt, self, key: string, value: ApexValue, third: ApexValue) =>
    write(rt, self, validKey(rt, key), value, seconds(third)),
  'put/5': (rt, self, key: string, value: ApexValue, third: ApexValue) =>
    write(rt, self, validKey(rt, key), value, seconds(third)),
  'contains/1': (rt, self, key: string) => {
    if (typeof key !== 'string') {
      throw new NotImplementedError('Cache.contains with several keys');
    }
    return read(rt, self, validKey(rt, key)) !== null;
  },
  'remove/1': (rt, self, key: string) => partition(rt, self.kind, self.name).delete(validKey(rt, key)),
  'remove/2': (rt, self, builder: TypeValue, key: string) =>
    partition(rt, self.kind, self.name).delete(builderKey(rt, builder, key)),
  'getKeys/0': (rt, self) =>
    new ApexSet(rt.type('system.set<system.string>'), partition(rt, self.kind, self.name).keys()),
  'getNumKeys/0': (rt, self) => BigInt(partition(rt, self.kind, self.name).size),
  // The percentage used. Nothing is counted against an allocation here, so that none of it is.
  'getCapacity/0': () => new ApexDouble(0),
  'getName/0': (_rt, self) => self.name,
  'isAvailable/0': () => true
});

function statics(kind: 'org' | 'session'): Record<string, PlatformFunction> {
  const standard = new PartitionObject(kind, 'default');
  const found: Record<string, PlatformFunction> = {
    getPartition: (_rt, name: string) => new PartitionObject(kind, name.toLowerCase())
  };
  for (const [name, method] of Object.entries(methods)) {
    // A qualified key names its partition: `local.partition.key`.
    found[name] = (rt, ...args: never[]) => method(rt, ...qualified(kind, standard, args));
  }
  return found;
}

function qualified(kind: 'org' | 'session', standard: PartitionObject, args: never[]): [PartitionObject, ...never[]] {
  const index = args.findIndex((arg: unknown) => typeof arg === 'string');
  const parts = index < 0 ? [] : String(args[index]).split('.');
  if (parts.length < 2) {
    return [standard, ...args];
  }
  const rest = [...args];
  rest[index] = parts.at(-1) as never;
  return [new PartitionObject(kind, parts.slice(0, -1).join('.').toLowerCase()), ...rest];
}

const instanceMethods = methods as Record<string, PlatformMethod>;
const MAX_TTL = { MAX_TTL_SECS: { get: () => 172_800 } };

export const cacheClasses: readonly PlatformClass[] = [
  platformClass({ name: 'cache.Org', statics: statics('org'), staticProperties: MAX_TTL }),
  platformClass({
    name: 'cache.Session',
    statics: statics('session'),
    staticProperties: { MAX_TTL_SECS: { get: () => 28_800 } }
  }),
  platformClass({ name: 'cache.Partition', methods: instanceMethods }),
  platformClass({ name: 'cache.OrgPartition', methods: instanceMethods }),
  platformClass({ name: 'cache.SessionPartition', methods: instanceMethods })
];
