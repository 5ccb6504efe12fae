import type { Engine } from './engine.ts';
import type { ApexValue } from '../values/index.ts';

/** Static method or constructor. Handlers narrow their own parameter types; the compiler has checked the arguments. */
export type PlatformFunction = (rt: Engine, ...args: never[]) => ApexValue | void;
/** Instance method: the receiver comes first and is never null. */
export type PlatformMethod = (rt: Engine, self: never, ...args: never[]) => ApexValue | void;

export interface PlatformProperty<S = never> {
  get?(rt: Engine, self: S): ApexValue;
  set?(rt: Engine, self: S, value: never): void;
}

/**
 * The implementation of one Apex platform class. Member keys, case-insensitive, looked up in this order: `name(Type1,Type2)` with the
 * signature's parameter types as Apex writes them, `name/arity`, `name`. Constructors use the name `new`.
 * What is absent is reported by name when it is called (`NotImplementedError`), never silently answered.
 *
 * Compiled code asks for some values by static methods that Apex has no syntax for; their classes define them under these names:
 * - `Schema.SObjectType` static `forName(objectName)`: the token of `Account.SObjectType`;
 * - `Schema.SObjectField` static `forName(objectName, fieldName)`: the token of `Account.Name`;
 * - `Schema.DescribeSObjectResult` static `forName(objectName)`: `Schema.SObjectType.Account`; its properties `fields` and `fieldSets` are
 *   objects with `getMap()` (classes `Schema.SObjectTypeFields`, `Schema.SObjectTypeFieldSets`);
 * - `Schema.DescribeFieldResult` static `forName(objectName, fieldName)`: `Schema.SObjectType.Account.fields.Name`;
 * - `Schema.FieldSet` static `forName(objectName, fieldSetName)`;
 * - `System.Label` static `forName(labelName)`: `System.Label.X`;
 * - `System.Search` static `findLiteral(query, binds, options)`: `[FIND …]`;
 * - `Schema.CustomData` statics `getAll(objectName)`, `getInstance(objectName, key?)`, `getOrgDefaults(objectName)`, `getValues(objectName, key)`;
 * - `System.PageReference` static `forName(pageName)`: `Page.X`.
 */
export interface PlatformClass {
  /** Qualified Apex name with its namespace: `System.String`, `Database.SaveResult`, `Schema.DescribeSObjectResult`. */
  readonly name: string;
  readonly statics?: Readonly<Record<string, PlatformFunction>>;
  readonly methods?: Readonly<Record<string, PlatformMethod>>;
  /** Methods, in lower case, that the platform runs as static ones: of a null receiver they say that an argument is null. */
  readonly receiverIsArgument?: readonly string[];
  readonly constructors?: Readonly<Record<string, PlatformFunction>>;
  readonly properties?: Readonly<Record<string, PlatformProperty>>;
  readonly staticProperties?: Readonly<
    Record<string, { get?(rt: Engine): ApexValue; set?(rt: Engine, value: never): void }>
  >;
}

/** Identity function that gives a class definition its type. */
export function platformClass(definition: PlatformClass): PlatformClass {
  return definition;
}

type Member = { signature: string; name: string; arity: number | undefined };

function memberKey(key: string): Member {
  const compact = key.replace(/\s+/g, '').toLowerCase();
  const paren = compact.indexOf('(');
  if (paren >= 0) {
    return { signature: compact, name: compact.slice(0, paren), arity: undefined };
  }
  const slash = compact.indexOf('/');
  return slash >= 0
    ? { signature: '', name: compact.slice(0, slash), arity: Number(compact.slice(slash + 1)) }
    : { signature: '', name: compact, arity: undefined };
}

class MemberTable<F> {
  readonly #entries = new Map<string, F>();

  constructor(members: Readonly<Record<string, F>> | undefined) {
    for (const [key, value] of Object.entries(members ?? {})) {
      const { signature, name, arity } = memberKey(key);
      this.#entries.set(signature || (arity === undefined ? name : `${name}/${arity}`), value);
    }
  }

  find(name: string, parameterTypes: readonly string[]): F | undefined {
    const lower = name.toLowerCase();
    return (
      this.#entries.get(`${lower}(${parameterTypes.map((t) => t.replace(/\s+/g, '').toLowerCase()).join(',')})`) ??
      this.#entries.get(`${lower}/${parameterTypes.length}`) ??
      this.#entries.get(lower)
    );
  }
}

interface Entry {
  definition: PlatformClass;
  statics: MemberTable<PlatformFunction>;
  methods: MemberTable<PlatformMethod>;
  constructors: MemberTable<PlatformFunction>;
}

/** Every platform class that the local org implements. Type keys are lower-case qualified names. */
export class PlatformRegistry {
  readonly #classes = new Map<string, Entry>();
  readonly #derive: (typeKey: string) => PlatformClass | undefined;

  /** @param derive answers the classes that follow from their signature; asked for what is not among `classes` */
  constructor(
    classes: Iterable<PlatformClass>,
    derive: (typeKey: string) => PlatformClass | undefined = () => undefined
  ) {
    this.#derive = derive;
    for (const definition of classes) {
      const key = definition.name.toLowerCase();
      if (this.#classes.has(key)) {
        throw new Error(`Platform class ${definition.name} is defined twice`);
      }
      this.#add(key, definition);
    }
  }

  #add(key: string, definition: PlatformClass): Entry {
    const entry = {
      definition,
      statics: new MemberTable(definition.statics),
      methods: new MemberTable(definition.methods),
      constructors: new MemberTable(definition.constructors)
    };
    this.#classes.set(key, entry);
    return entry;
  }

  #entry(typeKey: string): Entry | undefined {
    const known = this.#classes.get(typeKey);
    const derived = known === undefined ? this.#derive(typeKey) : undefined;
    return derived === undefined ? known : this.#add(typeKey, derived);
  }

  has(typeKey: string): boolean {
    return this.#entry(typeKey) !== undefined;
  }

  /** `parameterTypes`: display names of the chosen signature's parameters, e.g. `['Object']`. */
  staticMethod(typeKey: string, name: string, parameterTypes: readonly string[]): PlatformFunction | undefined {
    return this.#entry(typeKey)?.statics.find(name, parameterTypes);
  }

  instanceMethod(typeKey: string, name: string, parameterTypes: readonly string[]): PlatformMethod | undefined {
    return this.#entry(typeKey)?.methods.find(name, parameterTypes);
  }

  /** Whether a null receiver is a null argument to the method, rather than a null reference. */
  receiverIsArgument(typeKey: string, name: string): boolean {
    return this.#entry(typeKey)?.definition.receiverIsArgument?.includes(name.toLowerCase()) ?? false;
  }

  constructorOf(typeKey: string, parameterTypes: readonly string[]): PlatformFunction | undefined {
    return this.#entry(typeKey)?.constructors.find('new', parameterTypes);
  }

  property(typeKey: string, name: string): PlatformProperty | undefined {
    return findIgnoringCase(this.#entry(typeKey)?.definition.properties, name);
  }

  staticProperty(typeKey: string, name: string): NonNullable<PlatformClass['staticProperties']>[string] | undefined {
    return findIgnoringCase(this.#entry(typeKey)?.definition.staticProperties, name);
  }
}

function findIgnoringCase<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  const lower = name.toLowerCase();
  for (const [key, value] of Object.entries(record ?? {})) {
    if (key.toLowerCase() === lower) {
      return value;
    }
  }
  return undefined;
}
