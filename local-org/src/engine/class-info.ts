/** What the compiler tells about a class of the project, as plain data. Types are run-time type keys (`system.list<schema.account>`). */
export interface ClassInfo {
  /** `outer.inner` in lower case. */
  readonly key: string;
  /** `Outer.Inner` */
  readonly name: string;
  readonly kind: 'class' | 'interface' | 'enum';
  readonly apiVersion: number;
  readonly sharing: 'with' | 'without' | 'inherited' | null;
  readonly access: 'private' | 'protected' | 'public' | 'global';
  readonly isAbstract: boolean;
  readonly isVirtual: boolean;
  readonly isTest: boolean;
  /** Key of the outer class. */
  readonly outer: string | null;
  /** Key of the super class, of the project or of the platform. */
  readonly superType: string | null;
  readonly interfaces: readonly string[];
  readonly annotations: readonly AnnotationInfo[];
  readonly methods: readonly MethodInfo[];
  readonly constructors: readonly MethodInfo[];
  readonly fields: readonly FieldInfo[];
  readonly enumConstants: readonly string[];
  readonly file: string;
  /** Lines that count for code coverage; empty for inner classes, whose lines count for the outer one. */
  readonly lines: readonly number[];
}

export interface AnnotationInfo {
  /** As written: `IsTest`, `AuraEnabled`. */
  readonly name: string;
  /** By lower-case name; a single unnamed value is under `value`. */
  readonly args: Readonly<Record<string, string>>;
}

export interface MethodInfo {
  readonly name: string;
  readonly isStatic: boolean;
  readonly isAbstract: boolean;
  readonly isOverride: boolean;
  readonly isVirtual: boolean;
  readonly isTestMethod: boolean;
  readonly access: 'private' | 'protected' | 'public' | 'global';
  readonly annotations: readonly AnnotationInfo[];
  readonly parameters: readonly { readonly name: string; readonly type: string }[];
  /** `void` or a type key. */
  readonly returnType: string;
  readonly line: number;
  /** Name of the emitted JavaScript method. */
  readonly jsName: string;
}

export interface FieldInfo {
  readonly name: string;
  readonly type: string;
  readonly isStatic: boolean;
  readonly isProperty: boolean;
  readonly isTransient: boolean;
  /** Whether the value lives on the instance (a field or an automatic property), so that it is serialised and printed. */
  readonly isStored: boolean;
  /** Name of the JavaScript property that keeps the value, also of a property with code. */
  readonly storedName: string;
  readonly access: 'private' | 'protected' | 'public' | 'global';
  readonly annotations: readonly AnnotationInfo[];
  /** Name of the JavaScript property on the instance or on the class's static state. */
  readonly jsName: string;
}

export interface TriggerInfo {
  readonly name: string;
  readonly objectName: string;
  /** `BEFORE_INSERT` … */
  readonly operations: readonly string[];
  readonly apiVersion: number;
  readonly file: string;
  readonly lines: readonly number[];
}
