import { coreClasses, systemStatics } from '../../src/platform/core/index.ts';
import { PlatformRegistry, platformClass } from '../../src/engine/platform-registry.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { ClassInfo, FieldInfo } from '../../src/engine/class-info.ts';
import {
  ApexDate,
  ApexDatetime,
  ApexDouble,
  ApexEnumValue,
  ApexException,
  ApexObject,
  Decimal,
  exactEquals,
  stringOf,
  TypeTable,
  TypeValue
} from '../../src/values/index.ts';
import type { ApexType, ApexValue } from '../../src/values/index.ts';
import { PlatformTypes } from '../../src/types/index.ts';
import type { ObjectSchema } from '../../src/metadata/schema.ts';

/** A user class of a test: its fields, and JavaScript methods by Apex name. */
export interface TestClass {
  readonly name: string;
  readonly fields?: readonly (readonly [name: string, typeKey: string, isTransient?: boolean])[];
  readonly superType?: string;
  readonly enumConstants?: readonly string[];
}

export interface LibraryOptions {
  readonly timeZone?: string;
  readonly locale?: string;
  readonly now?: number;
  readonly classes?: readonly TestClass[];
  readonly objects?: readonly ObjectSchema[];
}

/** The library's classes over an engine that has no compiler, database or org. */
export class Library {
  readonly rt: Engine;
  readonly log: string[] = [];
  readonly #registry = new PlatformRegistry([
    ...coreClasses,
    platformClass({ name: 'System.System', statics: systemStatics })
  ]);
  readonly #platform = PlatformTypes.load();
  readonly #types: TypeTable;
  readonly #classes: ReadonlyMap<string, TestClass>;
  readonly #objects: ReadonlyMap<string, ObjectSchema>;

  constructor(options: LibraryOptions = {}) {
    this.#classes = new Map((options.classes ?? []).map((item) => [item.name.toLowerCase(), item]));
    this.#objects = new Map((options.objects ?? []).map((item) => [item.name.toLowerCase(), item]));
    this.#types = new TypeTable((key) => this.#nameOf(key));
    this.rt = this.#engine(options);
  }

  type(key: string): ApexType {
    return this.#types.get(key);
  }

  typeValue(key: string): TypeValue {
    return new TypeValue(this.type(key));
  }

  /** Calls a static method; `signature` chooses among overloads: `valueOf(Date)`. */
  call(className: string, signature: string, ...args: ApexValue[]): ApexValue {
    const [name, types] = split(signature, args.length);
    const member = this.#registry.staticMethod(className.toLowerCase(), name, types);
    return run(member, `${className}.${signature}`, [this.rt, ...args]);
  }

  /** Calls an instance method. */
  on(className: string, self: ApexValue, signature: string, ...args: ApexValue[]): ApexValue {
    const [name, types] = split(signature, args.length);
    const member = this.#registry.instanceMethod(className.toLowerCase(), name, types);
    return run(member, `${className}.${signature}`, [this.rt, self, ...args]);
  }

  construct(className: string, ...args: ApexValue[]): ApexValue {
    const member = this.#registry.constructorOf(
      className.toLowerCase(),
      args.map(() => '?')
    );
    return run(member, `new ${className}`, [this.rt, ...args]);
  }

  instance(className: string, values: Readonly<Record<string, ApexValue>>): ApexObject {
    const object = this.rt.allocate(className.toLowerCase());
    Object.assign(object, Object.fromEntries(Object.entries(values).map(([name, value]) => [`f_${name}`, value])));
    return object;
  }

  #nameOf(key: string): string | undefined {
    const name = this.#classes.get(key)?.name ?? this.#platform.nameOf(key)?.replace(/^System\./, '');
    return name ?? (key.startsWith('schema.') ? this.#objects.get(key.slice(7))?.name : undefined);
  }

  #engine(options: LibraryOptions): Engine {
    const tx = {
      user: { timeZone: options.timeZone ?? 'GMT', locale: options.locale ?? 'en_US' },
      now: () => options.now ?? Date.UTC(2024, 4, 1, 9, 30),
      log: (level: string, message: string) => this.log.push(`${level} ${message}`)
    };
    const objects = this.#objects;
    const schema = {
      object: (name: string) => objects.get(name.toLowerCase()),
      objectByPrefix: (prefix: string) => [...objects.values()].find(({ keyPrefix }) => keyPrefix === prefix)
    };
    const engine: Partial<Record<keyof Engine, unknown>> = {
      tx,
      org: { schema, metadata: { namespace: '' }, id: '00D000000000001AAA', settings: { get: () => undefined } },
      fail: (type: string, message: string) => {
        throw new ApexException(type, message);
      },
      str: stringOf,
      equals: exactEquals,
      type: (key: string) => this.#types.get(key),
      typeOf: (value: ApexValue) => this.#types.get(typeKeyOf(value)),
      isInstance: (value: ApexValue, type: ApexType) =>
        type.key === 'system.comparable' ? 'compareto' in Object(value) : typeKeyOf(value) === type.key,
      enumValue: (key: string, name: string) => this.#constant(key, name),
      classInfo: (key: string) => this.#info(key),
      instanceFields: (key: string) => this.#fields(key),
      allocate: (key: string) => this.#allocate(key),
      construct: (key: string) => this.#allocate(key),
      invoke: (target: ApexValue, method: string, args: ApexValue[]) =>
        (target as unknown as Record<string, (...values: ApexValue[]) => ApexValue>)[method.toLowerCase()]!(...args),
      invokeStatic: (key: string, method: string, args: ApexValue[]) => new TokenOf(`${key}.${method}(${args.join()})`)
    };
    return engine as unknown as Engine;
  }

  #constant(key: string, name: string): ApexEnumValue {
    const names =
      this.#classes.get(key)?.enumConstants ??
      this.#platform
        .get(key)!
        .fields.map((field) => field.name)
        .filter((constant) => constant !== '$VALUES');
    return new ApexEnumValue(key, name, names.indexOf(name));
  }

  #info(key: string): ClassInfo | undefined {
    const item = this.#classes.get(key);
    return (
      item &&
      ({
        key,
        name: item.name,
        kind: item.enumConstants ? 'enum' : 'class',
        superType: item.superType ?? null,
        interfaces: [],
        isAbstract: false,
        enumConstants: item.enumConstants ?? []
      } as unknown as ClassInfo)
    );
  }

  #fields(key: string): FieldInfo[] {
    const item = this.#classes.get(key)!;
    const own = (item.fields ?? []).map(
      ([name, type, isTransient]) =>
        ({ name, type, isTransient: isTransient ?? false, jsName: `f_${name}` }) as unknown as FieldInfo
    );
    return [...(item.superType ? this.#fields(item.superType) : []), ...own];
  }

  #allocate(key: string): ApexObject {
    return new UserObject(key);
  }
}

/** An instance of a test's user class. */
export class UserObject extends ApexObject {
  readonly $type: string;

  constructor(type: string) {
    super();
    this.$type = type;
  }
}

/** Stands for a value that another part of the library makes. */
export class TokenOf extends ApexObject {
  readonly $type = 'token';
  readonly text: string;

  constructor(text: string) {
    super();
    this.text = text;
  }
}

function typeKeyOf(value: ApexValue): string {
  switch (typeof value) {
    case 'string':
      return 'system.string';
    case 'number':
      return 'system.integer';
    case 'bigint':
      return 'system.long';
    case 'boolean':
      return 'system.boolean';
    default:
      return value === null ? 'system.object' : value.$type;
  }
}

function split(signature: string, arity: number): [string, string[]] {
  const match = /^(\w+)(?:\((.*)\))?$/.exec(signature)!;
  return [match[1]!, match[2] === undefined ? new Array<string>(arity).fill('?') : match[2].split(',')];
}

function run(member: unknown, name: string, args: unknown[]): ApexValue {
  if (typeof member !== 'function') {
    throw new Error(`No member ${name}`);
  }
  return (member as (...values: unknown[]) => ApexValue | undefined)(...args) ?? null;
}

/** JavaScript numbers and text as Apex would print them, to keep expectations short. */
export function dec(text: string): Decimal {
  return Decimal.of(text);
}

export function dbl(value: number): ApexDouble {
  return new ApexDouble(value);
}

export function day(text: string): ApexDate {
  return ApexDate.parseIso(text)!;
}

export function instant(text: string): ApexDatetime {
  return ApexDatetime.parseIso(text)!;
}

/** Matches an Apex exception by type and message, for `assert.throws`. */
export function apexError(typeName: string, message: string | RegExp) {
  return (error: unknown): boolean =>
    error instanceof ApexException &&
    error.typeName === typeName &&
    (typeof message === 'string' ? error.message === message : message.test(error.message ?? ''));
}
