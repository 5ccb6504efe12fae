import type { CompiledProject, CompiledUnit } from '../compiler/index.ts';
import type { TransactionLog } from '../debug-log/index.ts';
import type { DmlOperation } from '../records/index.ts';
import {
  type PlatformRegistry,
  type OrgHost,
  type TriggerContext,
  type Transaction,
  type CallerContext,
  type Engine,
  sharingOfState,
  type ClassInfo,
  type FieldInfo,
  type TriggerInfo
} from '../engine/index.ts';
import type { PlatformTypes } from '../types/index.ts';
import { createOperators, nullPointer } from '../operators/index.ts';
import {
  ApexDate,
  ApexDatetime,
  ApexEnumValue,
  ApexException,
  ApexList,
  ApexObject,
  looseEquals,
  NotImplementedError,
  SObject,
  stringOf,
  type ApexType,
  type ApexValue
} from '../values/index.ts';
import { Budget } from './budget.ts';
import { ClassTable } from './class-table.ts';
import { DataAccess, type AccessMode, type QueryText, type Sharing } from './data-access.ts';
import { caught, endsTransaction, toApexException } from './errors.ts';
import { FutureMethods } from './future-methods.ts';
import { LogWriter, triggerUnitName } from './log-writer.ts';
import { Linker } from './linker.ts';
import { chooseByValues } from './overloads.ts';
import { PlatformLinks, type Callable } from './platform-links.ts';
import { PlatformValues } from './platform-values.ts';
import { baseKey, RuntimeTypes } from './runtime-types.ts';
import { StackTraces } from './stack-traces.ts';
import { StaticStates } from './static-states.ts';
import { StubFactory } from './stubs.ts';
import { TriggerVariables } from './trigger-context.ts';
import { table } from '../common/index.ts';

const CREATORS: Readonly<Record<string, string>> = table({
  'system.list': 'newList',
  'system.set': 'newSet',
  'system.map': 'newMap'
});

export interface ProgramOptions {
  readonly compiled: CompiledProject;
  readonly registry: PlatformRegistry;
  readonly types: PlatformTypes;
  readonly org: OrgHost;
}

/** JavaScript frames that an exception's stack keeps: calls into the class library lie between those of Apex. */
const STACK_FRAMES = 40;
const NO_CALLER: CallerContext = { access: 'system', sharing: 'without', variable: () => undefined };

/** The loaded program of an org: compiled classes and triggers, linked to the class library. */
export class Program extends PlatformValues implements Engine {
  readonly org: OrgHost;
  /** Read by compiled code as `Trigger.*`. */
  trigger: TriggerVariables;
  readonly #compiled: CompiledProject;
  readonly #classes: ClassTable;
  readonly #types: RuntimeTypes;
  readonly #platform: PlatformLinks;
  readonly #statics: StaticStates;
  readonly #stubs: StubFactory;
  readonly #data: DataAccess;
  readonly #futures: FutureMethods;
  readonly #log: LogWriter;
  readonly #traces = new StackTraces();
  readonly #budget = new Budget(() => this.tx.limits.check());
  readonly #triggerBodies = new Map<string, () => void>();
  readonly #enums = new Map<string, readonly ApexEnumValue[]>();
  readonly #coverage = new Map<string, Uint32Array>();
  #caller: CallerContext = NO_CALLER;

  constructor({ compiled, registry, types, org }: ProgramOptions) {
    super();
    this.org = org;
    this.#compiled = compiled;
    Error.stackTraceLimit = Math.max(Error.stackTraceLimit, STACK_FRAMES);
    this.#futures = new FutureMethods(this);
    this.#classes = new ClassTable(
      compiled.failedClasses,
      (key) => this.#types.inherits(key, 'system.exception'),
      (info, type) => this.#futures.defer(info, type)
    );
    this.#types = new RuntimeTypes(this.#classes, types, compiled.schema);
    this.#platform = new PlatformLinks({
      rt: this,
      registry,
      signatures: types,
      types: this.#types,
      userMethod: (target, name, arity) => this.#classes.methodName(target.$type, name, arity)
    });
    this.#log = new LogWriter({
      tx: () => this.tx,
      classes: this.#classes,
      traces: this.#traces,
      typeName: (key) => this.type(key).name,
      classId: (key) => org.apexClassId(key)
    });
    this.#statics = new StaticStates(this.#classes, () => this.tx);
    this.#stubs = new StubFactory({
      classes: this.#classes,
      types: this.#types,
      invoke: (target, method, args) => this.invoke(target, method, args)
    });
    const findLiteral = this.#platform.staticMethod('system.search', 'findLiteral', ['Query', 'Binds', 'Options']);
    this.#data = new DataAccess(this, findLiteral as unknown as ConstructorParameters<typeof DataAccess>[1], () =>
      this.inheritedSharing()
    );
    this.trigger = new TriggerVariables(null, null);
    this.#load(compiled.units);
  }

  /** Adds a class that was compiled against this program, such as a block of anonymous Apex. */
  add(unit: CompiledUnit): void {
    this.#load([unit]);
  }

  /** Class or trigger and line of the Apex code in progress; null outside of Apex. */
  currentPlace(): { readonly unit: string; readonly line: number } | null {
    return this.#traces.placeOf(new Error().stack ?? '');
  }

  #load(units: readonly CompiledUnit[]): void {
    const linker = new Linker(this, {
      operators: createOperators((target, method, args) => this.invoke(target, method, args)),
      budget: this.#budget,
      classes: this.#classes,
      types: this.#types,
      platform: this.#platform,
      triggers: this.#triggerBodies,
      coverage: this.#coverage,
      enumValue: (typeKey, constant) => this.enumValue(typeKey, constant),
      staticState: (key) => this.#statics.accessor(key),
      callerMethod: (callable) => this.#withCaller(callable)
    });
    for (const unit of units) {
      for (const info of unit.classes) {
        this.#classes.infos.set(info.key, info);
      }
      this.#traces.add(unit);
      this.#coverage.set(unit.key, new Uint32Array(Math.max(0, ...unit.apexLines) + 1));
    }
    for (const unit of units) {
      linker.load(unit);
    }
  }

  get tx(): Transaction {
    return this.org.tx;
  }

  /** Runs `action` with a call stack of its own, as each transaction has one. */
  withOwnStack<T>(action: () => T): T {
    const { call } = this.#budget;
    this.#budget.call = 0;
    try {
      return action();
    } finally {
      this.#budget.call = call;
    }
  }

  get caller(): CallerContext {
    return this.#caller;
  }

  #withCaller(callable: Callable): Callable {
    return (caller, ...args) => {
      const previous = this.#caller;
      this.#caller = caller as unknown as CallerContext;
      try {
        return callable(...args);
      } finally {
        this.#caller = previous;
      }
    };
  }

  // Engine: values and types

  fail(typeName: string, message: string): never {
    throw new ApexException(typeName, message);
  }

  str(value: ApexValue): string {
    return stringOf(value);
  }

  equals(a: ApexValue, b: ApexValue): boolean {
    return looseEquals(a, b);
  }

  type(key: string): ApexType {
    return this.#types.table.get(key);
  }

  typeOf(value: ApexValue): ApexType {
    return this.#types.typeOf(value);
  }

  isInstance(value: ApexValue, type: ApexType): boolean {
    return this.#types.isInstance(value, type);
  }

  cast(value: ApexValue, type: ApexType): ApexValue {
    return this.#types.cast(value, type);
  }

  enumValue(typeKey: string, constant: string): ApexValue {
    const lower = constant.toLowerCase();
    return (
      this.#enumConstants(typeKey).find((value) => value.name.toLowerCase() === lower) ??
      this.fail('System.NoSuchElementException', `No enum const ${typeKey}.${constant}`)
    );
  }

  #enumConstants(typeKey: string): readonly ApexEnumValue[] {
    let values = this.#enums.get(typeKey);
    if (values === undefined) {
      const names = this.#types.enumConstants(typeKey) ?? [];
      values = names.map((name, ordinal) => new ApexEnumValue(typeKey, name, ordinal));
      this.#enums.set(typeKey, values);
    }
    return values;
  }

  enumValues(typeKey: string): ApexList {
    return new ApexList(this.#types.table.list(this.type(typeKey)), [...this.#enumConstants(typeKey)]);
  }

  /** `Season.valueOf('WINTER')` */
  enumValueOf(typeKey: string, name: ApexValue): ApexValue {
    const lower = typeof name === 'string' ? name.toLowerCase() : nullPointer();
    const found = this.#enumConstants(typeKey).find((value) => value.name.toLowerCase() === lower);
    return (
      found ??
      this.fail('System.NoSuchElementException', `No enum constant ${this.type(typeKey).name}.${stringOf(name)}`)
    );
  }

  // Engine: calls

  /** Runs Apex called from outside, so that JavaScript's own errors become Apex exceptions. */
  #entry<T>(action: () => T): T {
    const { call } = this.#budget;
    try {
      return action();
    } catch (error) {
      this.#budget.call = call;
      throw error instanceof NotImplementedError ? error : (toApexException(error, this.#traces) ?? error);
    }
  }

  invoke(target: ApexValue, method: string, args: ApexValue[]): ApexValue {
    return this.#entry(() => {
      if (target === null) {
        return nullPointer();
      }
      if (target instanceof ApexObject) {
        const chosen = chooseByValues(this.#types, this.#classes.overloads(target.$type, method, false), args);
        if (chosen !== undefined) {
          if (this.#log.startsUnit()) {
            return this.#log.asUnit(target.$type, chosen, () =>
              (target as unknown as Record<string, Callable>)[chosen.jsName]?.(...args)
            );
          }
          return (target as unknown as Record<string, Callable>)[chosen.jsName]?.(...args) ?? null;
        }
        const bridged = this.#interfaceMethod(target.$type, method, args);
        if (bridged !== undefined) {
          return (target as unknown as Record<string, Callable>)[bridged]?.(...args) ?? null;
        }
      }
      const key = this.#types.keyOf(target);
      return this.#platform.instanceMethod(key, method, this.#typeNames(args))(target, ...args) ?? null;
    });
  }

  /** JavaScript name of a method of an interface, for stubs of interfaces. */
  #interfaceMethod(typeKey: string, method: string, args: ApexValue[]): string | undefined {
    for (const parent of this.#types.supers(typeKey)) {
      const found =
        chooseByValues(this.#types, this.#classes.overloads(parent, method, false), args)?.jsName ??
        this.#interfaceMethod(parent, method, args);
      if (found !== undefined) {
        return found;
      }
    }
    return undefined;
  }

  #typeNames(args: readonly ApexValue[]): string[] {
    return args.map((arg) => (arg === null ? 'Object' : this.typeOf(arg).name));
  }

  /** A static property of a platform class: `('system.accesslevel', 'USER_MODE')`. */
  platformStatic(typeKey: string, name: string): ApexValue {
    return this.#entry(() => this.#platform.staticProperty(typeKey, name).get() ?? null);
  }

  invokeStatic(typeKey: string, method: string, args: ApexValue[]): ApexValue {
    return this.#entry(() => {
      const chosen = chooseByValues(this.#types, this.#classes.overloads(typeKey, method, true), args);
      if (chosen !== undefined) {
        for (const info of this.#classes.chain(typeKey)) {
          if (info.methods.includes(chosen)) {
            if (this.#log.startsUnit()) {
              return this.#log.asUnit(info.key, chosen, () =>
                (this.#classes.get(info.key) as unknown as Record<string, Callable>)[chosen.jsName]?.(...args)
              );
            }
            return (
              (this.#classes.get(info.key) as unknown as Record<string, Callable>)[chosen.jsName]?.(...args) ?? null
            );
          }
        }
      }
      return this.#platform.staticMethod(typeKey, method, this.#typeNames(args))(...args) ?? null;
    });
  }

  /**
   * Writes the calls of methods into a debug log.
   * @returns what ends it
   */
  traceMethods(trace: TransactionLog): () => void {
    return this.#log.traceMethods(trace);
  }

  /** Same as `invokeStatic`; the name used by test runner and server. */
  callStatic(classKey: string, method: string, args: ApexValue[] = []): ApexValue {
    return this.invokeStatic(classKey, method, args);
  }

  construct(typeKey: string, args: ApexValue[]): ApexValue {
    return this.#entry(() => {
      const info = this.#classes.infos.get(typeKey);
      if (info === undefined) {
        return this.#constructPlatform(typeKey, args);
      }
      if (info.kind !== 'class' || info.isAbstract) {
        return this.fail('System.TypeException', `Type cannot be constructed: ${info.name}`);
      }
      const instance = new (this.#classes.get(typeKey))();
      (instance as unknown as { $init(): void }).$init();
      const chosen =
        chooseByValues(this.#types, info.constructors, args)?.jsName ?? (args.length === 0 ? 'c$' : undefined);
      const construct = chosen === undefined ? undefined : (instance as Record<string, unknown>)[chosen];
      if (typeof construct !== 'function') {
        return this.fail('System.TypeException', `Constructor not defined: ${info.name}`);
      }
      construct.apply(instance, args);
      return instance;
    });
  }

  #constructPlatform(typeKey: string, args: ApexValue[]): ApexValue {
    if (typeKey.startsWith('schema.') && this.org.schema.object(typeKey.slice('schema.'.length)) !== undefined) {
      return this.newSObject(typeKey.slice('schema.'.length));
    }
    const base = baseKey(typeKey);
    const create = CREATORS[base];
    if (create !== undefined) {
      const operators = createOperators((target, method, values) => this.invoke(target, method, values));
      return (operators[create] as Callable)(this.type(typeKey) as unknown as ApexValue, ...args) ?? null;
    }
    return this.#platform.constructorOf(base, this.#typeNames(args))(...args) ?? null;
  }

  classInfo(typeKey: string): ClassInfo | undefined {
    return this.#classes.infos.get(typeKey);
  }

  instanceFields(typeKey: string): readonly FieldInfo[] {
    return this.#classes.instanceFields(typeKey);
  }

  /** Fields that a job's state consists of; their values are under `storedName`. */
  stateFields(typeKey: string): readonly FieldInfo[] {
    return this.#classes.stateFields(typeKey);
  }

  allocate(typeKey: string): ApexObject {
    return new (this.#classes.get(typeKey))();
  }

  hasMethod(typeKey: string, method: string, arity: number): boolean {
    const fits = (isStatic: boolean): boolean =>
      this.#classes.overloads(typeKey, method, isStatic).some((candidate) => candidate.parameters.length === arity);
    return fits(false) || fits(true);
  }

  createStub(typeKey: string, provider: ApexValue): ApexValue {
    return this.#stubs.create(typeKey, provider);
  }

  isStub(value: unknown): boolean {
    return this.#stubs.isStub(value);
  }

  // The program as a whole

  /** All classes of the project, inner ones as well. */
  classes(): ClassInfo[] {
    return [...this.#classes.infos.values()];
  }

  triggers(): TriggerInfo[] {
    return this.#compiled.units.flatMap((unit) => unit.trigger ?? []);
  }

  /** Triggers of an object for an operation such as `BEFORE_INSERT`, in alphabetical order. */
  triggersFor(objectName: string, operation: string): TriggerInfo[] {
    const lower = objectName.toLowerCase();
    return this.triggers()
      .filter((trigger) => trigger.objectName.toLowerCase() === lower && trigger.operations.includes(operation))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  runTrigger(trigger: TriggerInfo, context: TriggerContext): void {
    const body = this.#triggerBodies.get(`trigger:${trigger.name.toLowerCase()}`);
    const previous = this.trigger;
    this.trigger = new TriggerVariables(context, this.enumValue('system.triggeroperation', context.operation));
    const { trace } = this.tx;
    trace?.unitStarted(this.#triggerId(trigger), triggerUnitName(trigger, context));
    try {
      this.#entry(() => body?.());
    } catch (error) {
      this.#log.thrown(error);
      throw error;
    } finally {
      trace?.unitFinished();
      this.trigger = previous;
    }
  }

  #triggerId({ name }: TriggerInfo): string | null {
    const row = this.org.rows.find('ApexTrigger', { Name: name });
    return row ? String(row['id']) : null;
  }

  /** Runs the body of a queued @future method; `target` is the class's key and the method's JavaScript name. */
  runFuture(target: string, args: readonly ApexValue[]): void {
    this.#entry(() => {
      const key = target.slice(0, target.lastIndexOf('.'));
      this.#classes.get(key);
      const name = target.slice(key.length + 1);
      const method = this.#classes.infos.get(key)?.methods.find(({ jsName }) => jsName === name);
      if (method !== undefined && this.#log.startsUnit()) {
        this.#log.asUnit(key, method, () => this.#futures.run(target, args));
      } else {
        this.#futures.run(target, args);
      }
    });
  }

  /** Runs per Apex line of a unit since the program was loaded; only with coverage. */
  coverageOf(unitKey: string): Uint32Array {
    return this.#coverage.get(unitKey) ?? new Uint32Array(0);
  }

  /** An exception that leaves Apex gets its line number and stack trace. */
  describeError(error: unknown): unknown {
    return toApexException(error, this.#traces) ?? error;
  }

  // Called by compiled code

  caught(error: unknown): ApexException {
    this.#log.thrown(error);
    return caught(error, this.#traces);
  }

  endsTransaction(error: unknown): boolean {
    return endsTransaction(error, this.#traces);
  }

  newSObject(objectName: string): SObject {
    const schema = this.org.schema.object(objectName) ?? null;
    return new SObject(schema?.name ?? objectName, schema);
  }

  /** `new Account(…)`: kind, lower-case name and value of each member in turn. */
  newRecord(objectName: string, ...members: ApexValue[]): SObject {
    const record = this.newSObject(objectName);
    for (let i = 0; i < members.length; i += 3) {
      const name = String(members[i + 1]);
      const value = members[i + 2] ?? null;
      if (members[i] === 'field') {
        record.put(name, value);
      } else if (members[i] === 'parent') {
        record.parents.set(name, value as SObject | null);
      } else {
        record.children.set(name, value as ApexList);
      }
    }
    return record;
  }

  toDatetime(date: ApexDate | ApexDatetime | null): ApexValue {
    return date instanceof ApexDate ? new ApexDatetime(date.milliseconds) : date;
  }

  soql(text: QueryText, binds: ApexValue[], access: AccessMode, sharing: Sharing, type: ApexType): ApexList {
    return this.#data.list(text, binds, access, sharing, type);
  }

  soqlCount(text: QueryText, binds: ApexValue[], access: AccessMode, sharing: Sharing): number {
    return this.#data.run(text, binds, access, sharing).totalSize;
  }

  sosl(text: string, binds: ApexValue[], access: AccessMode, sharing: Sharing): ApexList {
    return this.#data.search(text, binds, access, sharing);
  }

  dml(
    operation: DmlOperation,
    value: ApexValue,
    access: AccessMode,
    sharing: Sharing,
    externalId: string | null
  ): void {
    this.#data.dml(operation, value, access, sharing, externalId);
  }

  merge(master: ApexValue, duplicates: ApexValue, access: AccessMode, sharing: Sharing): void {
    this.#data.merge(master, duplicates, access, sharing);
  }

  /** Sharing of the code in progress where its class inherits it. Controllers of components that declare nothing run with sharing. */
  inheritedSharing(): 'with' | 'without' {
    return sharingOfState(this.#budget.call) ?? (this.tx.quiddity === 'AURA' ? 'with' : 'without');
  }

  /** `System.runAs`: answers what `leaveRunAs` needs to go back. */
  enterRunAs(target: ApexValue): Transaction['user'] {
    const { tx } = this;
    const previous = tx.user;
    if (target === null) {
      nullPointer();
    }
    tx.limits.use('dmlStatements');
    if (target instanceof SObject) {
      if (target.id === null) {
        // A user that was not saved yet is now.
        this.#data.dml('insert', target, 'system', 'without', null);
      }
      tx.user = this.org.users.byId(target.id ?? '');
    }
    return previous;
  }

  leaveRunAs(previous: Transaction['user']): void {
    this.tx.user = previous;
  }
}
