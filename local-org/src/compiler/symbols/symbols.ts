import type { ApexType } from '../../values/index.ts';
import type {
  Annotation,
  ConstructorNode,
  Declarator,
  InitializerNode,
  MethodNode,
  Position,
  PropertyNode,
  TypeNodeDeclaration
} from '../parse/ast.ts';

export type Access = 'private' | 'protected' | 'public' | 'global';

/** A class, interface or enum of the project. */
export interface ClassSymbol extends Position {
  /** Lower-case name with its outer class: `outer.inner`. */
  readonly key: string;
  /** `Outer.Inner` */
  readonly name: string;
  readonly simpleName: string;
  readonly kind: 'class' | 'interface' | 'enum';
  readonly outer: ClassSymbol | null;
  readonly node: TypeNodeDeclaration;
  readonly file: string;
  readonly apiVersion: number;
  readonly modifiers: ReadonlySet<string>;
  readonly annotations: readonly Annotation[];
  readonly access: Access;
  readonly isTest: boolean;
  readonly inner: Map<string, ClassSymbol>;
  readonly fields: Map<string, FieldSymbol>;
  readonly methods: Map<string, MethodSymbol[]>;
  readonly constructors: MethodSymbol[];
  readonly constants: readonly string[];
  /** Fields, initialisers and properties in the order of their declaration, for the initialisation of class and instances. */
  readonly initializers: Initializer[];
  type: ApexType;
  superType: ApexType | null;
  interfaces: readonly ApexType[];
}

export type Initializer =
  | { readonly kind: 'field'; readonly field: FieldSymbol; readonly declarator: Declarator }
  | { readonly kind: 'block'; readonly isStatic: boolean; readonly node: InitializerNode };

export interface FieldSymbol extends Position {
  readonly name: string;
  readonly type: ApexType;
  readonly owner: ClassSymbol;
  readonly isStatic: boolean;
  readonly isFinal: boolean;
  readonly isTransient: boolean;
  readonly access: Access;
  readonly testVisible: boolean;
  readonly annotations: readonly Annotation[];
  /** Set for properties, also automatic ones. */
  readonly property: PropertyNode | null;
  /** Whether reading or writing runs code. */
  readonly hasGetter: boolean;
  readonly hasSetter: boolean;
}

export interface ParameterSymbol {
  readonly name: string;
  readonly type: ApexType;
}

export interface MethodSymbol extends Position {
  readonly name: string;
  readonly owner: ClassSymbol;
  readonly isStatic: boolean;
  readonly isAbstract: boolean;
  readonly access: Access;
  readonly testVisible: boolean;
  readonly modifiers: ReadonlySet<string>;
  readonly annotations: readonly Annotation[];
  readonly parameters: readonly ParameterSymbol[];
  readonly returnType: ApexType;
  readonly node: MethodNode | ConstructorNode;
  /** Name of the emitted JavaScript method. */
  readonly jsName: string;
}

export interface TriggerSymbol extends Position {
  readonly name: string;
  readonly objectName: string;
  readonly file: string;
}

export function hasAnnotation(annotations: readonly Annotation[], name: string): boolean {
  return annotations.some((annotation) => annotation.name.toLowerCase() === name);
}

/** `Integer Shape.area(Decimal)`, as messages name a method. */
export function describeMethod(method: MethodSymbol): string {
  const parameters = method.parameters.map((parameter) => parameter.type.name).join(', ');
  return `${method.returnType.name} ${method.owner.name}.${method.name}(${parameters})`;
}

/** A type key as part of a JavaScript identifier. */
export function mangle(key: string): string {
  return key.replace(/[^\w]/g, (c) =>
    c === '.' ? '$' : c === '<' ? '$L' : c === '>' ? '$G' : c === ',' ? '$C' : '$_'
  );
}

/** `m_add$system$integer`: overloads differ by their parameter types. */
export function methodJsName(prefix: string, parameterTypes: readonly ApexType[]): string {
  return `${prefix}(${parameterTypes.map((type) => type.key).join()})`.replace(
    /^(\w+)\((.*)\)$/,
    (_, name: string, keys: string) => (keys === '' ? `${name}$` : `${name}$${mangle(keys)}`)
  );
}
