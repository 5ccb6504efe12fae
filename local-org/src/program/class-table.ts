import { ApexException, ApexObject, type ApexValue } from '../values/index.ts';
import type { ClassInfo, FieldInfo, MethodInfo } from '../engine/index.ts';
import type { MethodTracing } from './method-tracing.ts';

/** An emitted class: instances are made with `new` and then an Apex constructor is called on them. */
export type UserClass = (new () => ApexObject & Record<string, unknown>) &
  Record<string, unknown> & { prototype: object };

/** What compiled code holds of a class: the class itself is there once all units are loaded. */
export interface ClassHolder {
  readonly c: UserClass;
}

/** Base of user classes without a super class. */
abstract class UserObject extends ApexObject {
  /** Runs the initialisers of the fields. */
  $init(): this {
    return this;
  }
  c$(): this {
    return this;
  }
}

/** Base of user exceptions: the constructors that every exception has. */
class UserException extends ApexException {
  $init(): this {
    return this;
  }
  c$(): this {
    return this;
  }
  c$system$string(message: string | null): this {
    this.message = message;
    return this;
  }
  c$system$exception(cause: ApexException | null): this {
    this.cause = cause;
    return this;
  }
  c$system$string$Csystem$exception(message: string | null, cause: ApexException | null): this {
    this.message = message;
    this.cause = cause;
    return this;
  }
}

/** The classes of a program: their descriptions, their JavaScript and who inherits from whom. */
export class ClassTable {
  readonly failed: ReadonlyMap<string, string>;
  readonly infos = new Map<string, ClassInfo>();
  readonly #definitions = new Map<string, () => UserClass>();
  readonly #classes = new Map<string, UserClass>();
  readonly #instanceFields = new Map<string, readonly FieldInfo[]>();
  readonly #stateFields = new Map<string, readonly FieldInfo[]>();
  readonly #methodNames = new Map<string, string | null>();
  readonly #isException: (key: string) => boolean;
  #tracing: MethodTracing | null = null;

  readonly #onDefined: (info: ClassInfo, type: UserClass) => void;

  /**
   * @param failed names of the classes with compile errors, by key
   * @param onDefined called once for each class, when it is made
   */
  constructor(
    failed: ReadonlyMap<string, string>,
    isException: (key: string) => boolean,
    onDefined: (info: ClassInfo, type: UserClass) => void
  ) {
    this.failed = failed;
    this.#isException = isException;
    this.#onDefined = onDefined;
  }

  /** Traces all classes, those that are made from now on as well; null ends it. */
  trace(tracing: MethodTracing | null): void {
    this.#tracing = tracing;
    for (const [key, type] of tracing === null ? [] : this.#classes) {
      const info = this.infos.get(key);
      if (info !== undefined) {
        tracing?.add(info, type);
      }
    }
  }

  define(key: string, definition: () => UserClass): void {
    this.#definitions.set(key, definition);
  }

  /** The class, made on first use; its super class comes first. */
  get(key: string): UserClass {
    let found = this.#classes.get(key);
    if (found === undefined) {
      const definition = this.#definitions.get(key);
      if (definition === undefined) {
        throw new Error(`Class ${this.infos.get(key)?.name ?? this.failed.get(key) ?? key} does not compile`);
      }
      found = definition();
      this.#classes.set(key, found);
      this.#finish(key, found);
    }
    return found;
  }

  holder(key: string): ClassHolder {
    const get = (): UserClass => this.get(key);
    return {
      get c(): UserClass {
        const value = get();
        // From now on a plain property, so that compiled code pays nothing for the lookup.
        Object.defineProperty(this, 'c', { value });
        return value;
      }
    };
  }

  base(key: string | null): unknown {
    if (key === null) {
      return UserObject;
    }
    return this.infos.has(key) || this.failed.has(key)
      ? this.get(key)
      : this.#isException(key)
        ? UserException
        : UserObject;
  }

  #finish(key: string, type: UserClass): void {
    const info = this.infos.get(key);
    const prototype = type.prototype;
    Object.defineProperty(prototype, '$type', { value: key });
    if (this.#isException(key)) {
      Object.defineProperty(prototype, 'typeName', { value: info?.name ?? key });
    }
    this.#installHooks(prototype, info);
    if (info !== undefined) {
      this.#onDefined(info, type);
      this.#tracing?.add(info, type);
    }
  }

  /** Lets collections, comparison and text conversion reach the `equals`, `hashCode` and `toString` of the class. */
  #installHooks(prototype: object, info: ClassInfo | undefined): void {
    const own = (name: string, arity: number): MethodInfo | undefined =>
      info?.methods.find(
        (method) => !method.isStatic && method.name.toLowerCase() === name && method.parameters.length === arity
      );
    const call = (self: unknown, method: MethodInfo, ...args: ApexValue[]): unknown =>
      (self as Record<string, (...values: ApexValue[]) => unknown>)[method.jsName]?.(...args);
    const equals = own('equals', 1);
    const hashCode = own('hashcode', 0);
    const toString = own('tostring', 0);
    if (equals !== undefined) {
      Object.defineProperty(prototype, '$equals', {
        value(this: ApexObject, other: ApexObject) {
          return this === other || call(this, equals, other) === true;
        }
      });
      Object.defineProperty(prototype, '$key', { value: () => undefined });
    }
    if (hashCode !== undefined) {
      Object.defineProperty(prototype, '$hash', {
        value(this: ApexObject) {
          return call(this, hashCode);
        }
      });
    }
    if (toString !== undefined) {
      Object.defineProperty(prototype, '$str', {
        value(this: ApexObject) {
          const text = call(this, toString);
          return text === null ? 'null' : text;
        }
      });
    } else if (info?.superType == null) {
      const fields = (self: ApexObject): readonly FieldInfo[] => this.instanceFields(self.$type);
      // Inner classes print without the name of the outer one.
      const nameOf = (self: ApexObject): string => this.infos.get(self.$type)?.name.split('.').at(-1) ?? self.$type;
      Object.defineProperty(prototype, '$str', {
        value(this: ApexObject) {
          return printFields(this, nameOf(this), fields(this));
        }
      });
    }
  }

  /** Stored instance fields, those of super classes first. */
  instanceFields(key: string): readonly FieldInfo[] {
    let fields = this.#instanceFields.get(key);
    if (fields === undefined) {
      const info = this.infos.get(key);
      const inherited = info?.superType == null ? [] : this.instanceFields(info.superType);
      fields = [...inherited, ...(info?.fields.filter((field) => !field.isStatic && field.isStored) ?? [])];
      this.#instanceFields.set(key, fields);
    }
    return fields;
  }

  /** All that an instance keeps between transactions: its instance fields and the values behind properties with code. */
  stateFields(key: string): readonly FieldInfo[] {
    let fields = this.#stateFields.get(key);
    if (fields === undefined) {
      const own = (info: ClassInfo): FieldInfo[] =>
        info.fields.filter((field) => !field.isStatic && !field.isTransient);
      fields = [...this.chain(key)].flatMap(own);
      this.#stateFields.set(key, fields);
    }
    return fields;
  }

  /** Class of the key and its super classes of the project, nearest first. */
  *chain(key: string): Iterable<ClassInfo> {
    for (
      let info = this.infos.get(key);
      info !== undefined;
      info = info.superType === null ? undefined : this.infos.get(info.superType)
    ) {
      yield info;
    }
  }

  /** JavaScript name of an instance method by name and number of parameters, or undefined if the class has none. */
  methodName(key: string, name: string, arity: number): string | undefined {
    const id = `${key}.${name}/${arity}`;
    let found = this.#methodNames.get(id);
    if (found === undefined) {
      found = null;
      const lower = name.toLowerCase();
      for (const info of this.chain(key)) {
        const method = info.methods.find(
          (candidate) =>
            !candidate.isStatic && candidate.parameters.length === arity && candidate.name.toLowerCase() === lower
        );
        if (method !== undefined) {
          found = method.jsName;
          break;
        }
      }
      this.#methodNames.set(id, found);
    }
    return found ?? undefined;
  }

  /** All overloads of a method, those of the class itself first; overridden ones are left out. */
  overloads(key: string, name: string, isStatic: boolean): MethodInfo[] {
    const lower = name.toLowerCase();
    const found = new Map<string, MethodInfo>();
    for (const info of this.chain(key)) {
      for (const method of info.methods) {
        if (method.isStatic === isStatic && method.name.toLowerCase() === lower && !found.has(method.jsName)) {
          found.set(method.jsName, method);
        }
      }
    }
    return [...found.values()];
  }
}

const printing = new Set<ApexObject>();

/** `OrderService:[total=5, lines=(…)]` */
function printFields(self: ApexObject, name: string, fields: readonly FieldInfo[]): string {
  if (printing.has(self)) {
    return '(already output)';
  }
  printing.add(self);
  try {
    const values = self as unknown as Record<string, ApexValue>;
    return `${name}:[${fields.map((field) => `${field.name}=${print(values[field.jsName] ?? null)}`).join(', ')}]`;
  } finally {
    printing.delete(self);
  }
}

function print(value: ApexValue): string {
  return value instanceof ApexObject ? value.$str() : String(value);
}
