import { Script } from 'node:vm';
import type { CompiledUnit } from '../compiler/index.ts';
import { ApexDouble, Decimal, TypeValue, type ApexType, type ApexValue } from '../values/index.ts';
import type { Budget } from './budget.ts';
import type { ClassHolder, ClassTable, UserClass } from './class-table.ts';
import { QueryText } from './data-access.ts';
import type { Callable, PlatformLinks } from './platform-links.ts';
import type { RuntimeTypes } from './runtime-types.ts';
import { unitFileName } from './stack-traces.ts';

interface LinkerHost {
  readonly operators: Readonly<Record<string, unknown>>;
  readonly budget: Budget;
  readonly classes: ClassTable;
  readonly types: RuntimeTypes;
  readonly platform: PlatformLinks;
  readonly triggers: Map<string, () => void>;
  readonly coverage: Map<string, Uint32Array>;
  enumValue(typeKey: string, constant: string): ApexValue;
  staticState(key: string): () => object;
  callerMethod(callable: Callable): Callable;
}

/** What a unit's code sees as `$`: everything it asks for while it is loaded. */
export class Linker {
  readonly program: unknown;
  readonly ops: Readonly<Record<string, unknown>>;
  readonly budget: Budget;
  readonly #host: LinkerHost;
  readonly #holders = new Map<string, ClassHolder>();

  constructor(program: unknown, host: LinkerHost) {
    this.program = program;
    this.ops = host.operators;
    this.budget = host.budget;
    this.#host = host;
  }

  load(unit: CompiledUnit): void {
    const run: unknown = new Script(unit.code, { filename: unitFileName(unit.key) }).runInThisContext();
    (run as (linker: Linker) => void)(this);
  }

  define(key: string, definition: () => UserClass): void {
    this.#host.classes.define(key, definition);
  }

  defineTrigger(key: string, body: () => void): void {
    this.#host.triggers.set(key, body);
  }

  base(key: string | null): unknown {
    return this.#host.classes.base(key);
  }

  type(key: string): ApexType {
    return this.#host.types.table.get(key);
  }

  typeValue(key: string): TypeValue {
    return new TypeValue(this.type(key));
  }

  classRef(key: string): ClassHolder {
    let holder = this.#holders.get(key);
    if (holder === undefined) {
      this.#holders.set(key, (holder = this.#host.classes.holder(key)));
    }
    return holder;
  }

  staticState(key: string): () => object {
    return this.#host.staticState(key);
  }

  instanceMethod(typeKey: string, name: string, parameterTypes: string[]): Callable {
    return this.#host.platform.instanceMethod(typeKey, name, parameterTypes);
  }

  virtualMethod(typeKey: string, name: string, parameterTypes: string[]): Callable {
    return this.#host.platform.virtualMethod(typeKey, name, parameterTypes);
  }

  staticMethod(typeKey: string, name: string, parameterTypes: string[]): Callable {
    return this.#host.platform.staticMethod(typeKey, name, parameterTypes);
  }

  /** A static method that wants to know who calls it: the first argument describes the caller. */
  callerMethod(typeKey: string, name: string, parameterTypes: string[]): Callable {
    return this.#host.callerMethod(this.staticMethod(typeKey, name, parameterTypes));
  }

  constructorOf(typeKey: string, parameterTypes: string[]): Callable {
    return this.#host.platform.constructorOf(typeKey, parameterTypes);
  }

  property(typeKey: string, name: string): { get: Callable; set: Callable } {
    return this.#host.platform.property(typeKey, name);
  }

  staticProperty(typeKey: string, name: string): { get: Callable; set: Callable } {
    return this.#host.platform.staticProperty(typeKey, name);
  }

  /** Looked up when it is first used: the enum's unit may not be loaded yet. */
  enumConstant(typeKey: string, name: string): () => ApexValue {
    let value: ApexValue = null;
    return () => (value ??= this.#host.enumValue(typeKey, name));
  }

  decimal(text: string): Decimal {
    const value = Decimal.parse(text);
    if (value === null) {
      throw new Error(`Not a number: ${text}`);
    }
    return value;
  }

  double(text: string): ApexDouble {
    return new ApexDouble(Number(text));
  }

  soqlText(text: string): QueryText {
    return new QueryText(text);
  }

  soslText(text: string): string {
    return text;
  }

  coverage(key: string): Uint32Array {
    return this.#host.coverage.get(key) ?? new Uint32Array(0);
  }
}
