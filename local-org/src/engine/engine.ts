import type { ApexType, ApexObject, ApexValue } from '../values/index.ts';
import type { ClassInfo, FieldInfo } from './class-info.ts';
import type { OrgHost } from './org-host.ts';
import type { Transaction } from './transaction.ts';

/** The Apex code that called into the platform library. */
export interface CallerContext {
  /** Its class's default for queries and DML: `user` from API 67.0 on. */
  readonly access: 'user' | 'system';
  /** Its sharing, with `inherited` resolved through the classes that called it. */
  readonly sharing: 'with' | 'without';
  /** A local variable, parameter, field or static of the caller by name, ignoring case, for binds of dynamic SOQL; undefined if there is none. */
  variable(name: string): ApexValue | undefined;
}

/**
 * What compiled code and the platform library may ask of the running org. One engine serves one org; `tx` is the transaction
 * in progress (Apex runs synchronously, so there is exactly one at a time, nested ones are stacked by the org).
 */
export interface Engine {
  readonly org: OrgHost;
  readonly tx: Transaction;
  /** For `Database.query('… :name')`, `Database.insert(records)` and the like. */
  readonly caller: CallerContext;
  /** Gives an exception the line number and stack trace of the place that created it, if it has none yet; answers it. */
  describeError(error: unknown): unknown;
  /** Throws a platform exception, e.g. `fail('System.QueryException', 'List has no rows for assignment to SObject')`. */
  fail(typeName: string, message: string): never;
  /** The text of `String.valueOf(value)`; `null` gives `null` as text. User `toString()` is honoured. */
  str(value: ApexValue): string;
  /** Apex `==`. */
  equals(a: ApexValue, b: ApexValue): boolean;
  /** Calls an instance method of a user or platform object by name; the overload is chosen by the run-time types. */
  invoke(target: ApexValue, method: string, args: ApexValue[]): ApexValue;
  /** Calls a static method of a user or platform class by its type key. */
  invokeStatic(typeKey: string, method: string, args: ApexValue[]): ApexValue;
  /** Creates an instance of a user or platform class. */
  construct(typeKey: string, args: ApexValue[]): ApexValue;
  /** Interns a run-time type by key; throws for an unknown user type. */
  type(key: string): ApexType;
  typeOf(value: ApexValue): ApexType;
  isInstance(value: ApexValue, type: ApexType): boolean;
  /** A constant of a platform or user enum, e.g. `enumValue('system.roundingmode', 'HALF_UP')`. */
  enumValue(typeKey: string, constant: string): ApexValue;
  /** Description of a class of the project (not of the platform), by type key. */
  classInfo(typeKey: string): ClassInfo | undefined;
  /**
   * The stored instance fields of a user class, those of its super classes first. Read and write values as
   * `(object as unknown as Record<string, ApexValue>)[field.jsName]`.
   */
  instanceFields(typeKey: string): readonly FieldInfo[];
  /** A new instance without a constructor having run (for deserialisation); all fields are null. */
  allocate(typeKey: string): ApexObject;
  /** A static method of a user class or instance method by name, for callers that have checked it exists. */
  hasMethod(typeKey: string, method: string, arity: number): boolean;
  /**
   * A stub of a user class or interface for `Test.createStub`: every virtual method calls
   * `provider.handleMethodCall(stub, methodName, returnType, parameterTypes, parameterNames, args)`.
   */
  createStub(typeKey: string, provider: ApexValue): ApexValue;
}
