import type { PlatformFunction, PlatformMethod, PlatformRegistry, Engine } from '../engine/index.ts';
import type { PlatformTypes } from '../types/index.ts';
import { ApexException, ApexObject, NotImplementedError, type ApexValue } from '../values/index.ts';
import { nullPointer } from '../operators/index.ts';
import { baseKey, type RuntimeTypes } from './runtime-types.ts';

export type Callable = (...args: ApexValue[]) => ApexValue | void;
type Handler = (rt: Engine, ...args: ApexValue[]) => ApexValue | void;

/** How a method of a user class is found by name when a platform method is called on an instance of it. */
export type UserLookup = (target: ApexObject, name: string, arity: number) => string | undefined;

const COLLECTION_BASES = new Set(['system.list', 'system.set', 'system.map']);

/** Binds names in compiled code to the class library. What has no implementation becomes a function that says so when it is called. */
export class PlatformLinks {
  readonly #rt: Engine;
  readonly #registry: PlatformRegistry;
  readonly #signatures: PlatformTypes;
  readonly #types: RuntimeTypes;
  readonly #userMethod: UserLookup;

  constructor(options: {
    rt: Engine;
    registry: PlatformRegistry;
    signatures: PlatformTypes;
    types: RuntimeTypes;
    userMethod: UserLookup;
  }) {
    this.#rt = options.rt;
    this.#registry = options.registry;
    this.#signatures = options.signatures;
    this.#types = options.types;
    this.#userMethod = options.userMethod;
  }

  /** Display name of `system.string` for messages. */
  nameOf(typeKey: string): string {
    return this.#signatures.nameOf(typeKey) ?? typeKey;
  }

  #missing(typeKey: string, member: string): () => never {
    return () => {
      throw new NotImplementedError(`${this.nameOf(typeKey)}.${member}`);
    };
  }

  findMethod(typeKey: string, name: string, parameterTypes: readonly string[]): PlatformMethod | undefined {
    const base = isRecordKey(typeKey, this.#signatures) ? 'system.sobject' : baseKey(typeKey);
    const own = this.#registry.instanceMethod(base, name, parameterTypes);
    if (own !== undefined) {
      return own;
    }
    for (const parent of this.#types.supers(base)) {
      const inherited = this.findMethod(parent, name, parameterTypes);
      if (inherited !== undefined) {
        return inherited;
      }
    }
    return base === 'system.object' ? undefined : this.#registry.instanceMethod('system.object', name, parameterTypes);
  }

  instanceMethod(typeKey: string, name: string, parameterTypes: readonly string[]): Callable {
    const handler = this.findMethod(typeKey, name, parameterTypes) as Handler | undefined;
    const missing = this.#missing(typeKey, `${name}(${parameterTypes.join(', ')})`);
    if (handler === undefined) {
      return (self) => (self === null ? nullPointer() : missing());
    }
    const rt = this.#rt;
    switch (parameterTypes.length) {
      case 0:
        if (this.#registry.receiverIsArgument(typeKey, name)) {
          return (self = null) =>
            handler(rt, self ?? rt.fail('System.NullPointerException', 'Argument cannot be null.'));
        }
        return (self = null) => (self === null ? nullPointer() : handler(rt, self));
      case 1:
        return (self = null, a = null) => (self === null ? nullPointer() : handler(rt, self, a));
      default:
        return (self = null, ...args) => (self === null ? nullPointer() : handler(rt, self, ...args));
    }
  }

  /** Chooses by the receiver: a method of its user class, else the implementation of its platform class. */
  virtualMethod(typeKey: string, name: string, parameterTypes: readonly string[]): Callable {
    const arity = parameterTypes.length;
    const byType = new Map<string, Callable>();
    return (self = null, ...args) => {
      if (self === null) {
        return nullPointer();
      }
      if (self instanceof ApexObject) {
        const own = this.#userMethod(self, name, arity);
        if (own !== undefined) {
          return (self as unknown as Record<string, Callable>)[own]?.(...args);
        }
      }
      const key = this.#types.keyOf(self);
      let callable = byType.get(key);
      if (callable === undefined) {
        const found = this.findMethod(key, name, parameterTypes) !== undefined;
        callable = this.instanceMethod(found ? key : typeKey, name, parameterTypes);
        byType.set(key, callable);
      }
      return callable(self, ...args);
    };
  }

  staticMethod(typeKey: string, name: string, parameterTypes: readonly string[]): Callable {
    const handler = this.#findStatic(typeKey, name, parameterTypes) as Handler | undefined;
    if (handler === undefined) {
      return this.#missing(typeKey, `${name}(${parameterTypes.join(', ')})`);
    }
    const rt = this.#rt;
    return (...args) => handler(rt, ...args);
  }

  #findStatic(typeKey: string, name: string, parameterTypes: readonly string[]): PlatformFunction | undefined {
    const own = this.#registry.staticMethod(typeKey, name, parameterTypes);
    if (own !== undefined) {
      return own;
    }
    for (const parent of this.#types.supers(typeKey)) {
      const inherited = this.#findStatic(parent, name, parameterTypes);
      if (inherited !== undefined) {
        return inherited;
      }
    }
    return undefined;
  }

  constructorOf(typeKey: string, parameterTypes: readonly string[]): Callable {
    const handler = this.#registry.constructorOf(typeKey, parameterTypes) as Handler | undefined;
    const rt = this.#rt;
    if (handler !== undefined && !COLLECTION_BASES.has(typeKey)) {
      return (...args) => handler(rt, ...args);
    }
    if (this.#types.inherits(typeKey, 'system.exception')) {
      const name = this.nameOf(typeKey);
      return (first = null, cause = null) =>
        first instanceof ApexException
          ? new ApexException(name, null, first)
          : new ApexException(name, first as string | null, cause as ApexException | null);
    }
    return this.#missing(typeKey, `<init>(${parameterTypes.join(', ')})`);
  }

  property(typeKey: string, name: string): { get: Callable; set: Callable } {
    const property = this.#findProperty(typeKey, name);
    const rt = this.#rt;
    const missing = this.#missing(typeKey, name);
    return {
      get: (self = null) => {
        if (self === null) {
          return nullPointer();
        }
        return property?.get === undefined ? missing() : property.get(rt, self as never);
      },
      set: (self = null, value = null) => {
        if (self === null) {
          return nullPointer();
        }
        if (property?.set === undefined) {
          return missing();
        }
        property.set(rt, self as never, value as never);
        return value;
      }
    };
  }

  #findProperty(typeKey: string, name: string): ReturnType<PlatformRegistry['property']> {
    const own = this.#registry.property(typeKey, name);
    if (own !== undefined) {
      return own;
    }
    for (const parent of this.#types.supers(typeKey)) {
      const inherited = this.#findProperty(parent, name);
      if (inherited !== undefined) {
        return inherited;
      }
    }
    return undefined;
  }

  staticProperty(typeKey: string, name: string): { get: Callable; set: Callable } {
    const property = this.#registry.staticProperty(typeKey, name);
    const rt = this.#rt;
    const missing = this.#missing(typeKey, name);
    return {
      get: () => (property?.get === undefined ? missing() : property.get(rt)),
      set: (value = null) => {
        if (property?.set === undefined) {
          return missing();
        }
        property.set(rt, value as never);
        return value;
      }
    };
  }
}

function isRecordKey(key: string, signatures: PlatformTypes): boolean {
  return key.startsWith('schema.') && !signatures.has(key);
}
