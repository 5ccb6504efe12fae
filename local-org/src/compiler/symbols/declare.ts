import type { ApexType } from '../../values/index.ts';
import type {
  Annotation,
  ConstructorNode,
  FieldNode,
  MemberNode,
  MethodNode,
  Position,
  PropertyNode,
  TypeNode,
  TypeNodeDeclaration
} from '../parse/ast.ts';
import type { Problem } from './errors.ts';
import { identifierProblem } from './identifiers.ts';
import {
  hasAnnotation,
  methodJsName,
  type Access,
  type ClassSymbol,
  type FieldSymbol,
  type MethodSymbol
} from './symbols.ts';
import { resolveType } from './type-problems.ts';
import type { TypeSystem } from './type-system.ts';

type Report = (problem: Problem) => void;

function accessOf(modifiers: readonly string[], fallback: Access): Access {
  return modifiers.includes('global') || modifiers.includes('webservice')
    ? 'global'
    : modifiers.includes('public')
      ? 'public'
      : modifiers.includes('protected')
        ? 'protected'
        : modifiers.includes('private')
          ? 'private'
          : fallback;
}

/** Enters a type and its inner types into the type system, without looking at what they refer to. */
export function declareTypes(
  types: TypeSystem,
  node: TypeNodeDeclaration,
  context: { file: string; apiVersion: number; outer: ClassSymbol | null; report: Report }
): ClassSymbol {
  const { outer, file, apiVersion, report } = context;
  const name = outer === null ? node.name : `${outer.name}.${node.name}`;
  const key = name.toLowerCase();
  if (types.classes.has(key)) {
    report({
      line: node.line,
      column: node.column,
      code: 'duplicate-type',
      message: `Type name already in use: ${name}`
    });
  }
  const isTest = hasAnnotation(node.annotations, 'istest') || outer?.isTest === true;
  const partial = {
    key,
    name,
    simpleName: node.name,
    kind: node.kind,
    outer,
    node,
    file,
    apiVersion,
    modifiers: new Set(node.modifiers),
    annotations: node.annotations,
    access: accessOf(node.modifiers, 'private'),
    isTest,
    inner: new Map<string, ClassSymbol>(),
    fields: new Map<string, FieldSymbol>(),
    methods: new Map<string, MethodSymbol[]>(),
    constructors: [],
    constants: node.constants.map((constant) => constant.name),
    initializers: [],
    superType: null,
    interfaces: [],
    line: node.line,
    column: node.column
  };
  const symbol: ClassSymbol = { ...partial, type: { key, name, args: [] } };
  if (types.classes.has(key)) {
    // The first one stands; this one is looked at no further.
    return symbol;
  }
  types.classes.set(key, symbol);
  symbol.type = types.table.get(key);
  for (const member of node.members) {
    if (member.kind === 'class' || member.kind === 'interface' || member.kind === 'enum') {
      const inner = declareTypes(types, member, { file, apiVersion, outer: symbol, report });
      if (types.classes.get(inner.key) === inner) {
        symbol.inner.set(member.name.toLowerCase(), inner);
      }
    }
  }
  return symbol;
}

class Declarer {
  readonly #types: TypeSystem;
  readonly #symbol: ClassSymbol;
  readonly #report: Report;

  constructor(types: TypeSystem, symbol: ClassSymbol, report: Report) {
    this.#types = types;
    this.#symbol = symbol;
    this.#report = report;
  }

  resolve(node: TypeNode): ApexType {
    const found = resolveType(this.#types, node, this.#symbol);
    if ('problem' in found) {
      this.#report(found.problem);
      return this.#types.plain('any');
    }
    return found.type;
  }

  #problem(at: Position, code: string, message: string): void {
    this.#report({ line: at.line, column: at.column, code, message });
  }

  supers(): void {
    const { node } = this.#symbol;
    if (node.superType !== null) {
      const type = this.resolve(node.superType);
      this.#symbol.superType = type.key === 'any' ? null : type;
    }
    this.#symbol.interfaces = node.interfaces
      .map((declared) => this.resolve(declared))
      .filter((type) => type.key !== 'any');
  }

  members(): void {
    const fallback = this.#symbol.kind === 'interface' ? this.#symbol.access : 'private';
    for (const member of this.#symbol.node.members) {
      this.#member(member, fallback);
    }
  }

  #member(member: MemberNode, fallback: Access): void {
    switch (member.kind) {
      case 'method':
        this.#method(member, fallback);
        break;
      case 'constructor':
        this.#constructorOf(member, fallback);
        break;
      case 'field':
        this.#fields(member, fallback);
        break;
      case 'property':
        this.#property(member, fallback);
        break;
      case 'initializer':
        this.#symbol.initializers.push({ kind: 'block', isStatic: member.isStatic, node: member });
        break;
      default:
        break;
    }
  }

  #parameters(node: MethodNode | ConstructorNode): MethodSymbol['parameters'] {
    const seen = new Set<string>();
    return node.parameters.map((parameter) => {
      if (seen.has(parameter.name.toLowerCase())) {
        this.#problem(parameter, 'duplicate-variable', `Duplicate variable: ${parameter.name}`);
      }
      seen.add(parameter.name.toLowerCase());
      this.#checkName(parameter);
      return { name: parameter.name, type: this.resolve(parameter.type) };
    });
  }

  #method(node: MethodNode, fallback: Access): void {
    const parameters = this.#parameters(node);
    const returnType = node.returnType === null ? this.#types.plain('void') : this.resolve(node.returnType);
    const name = node.name.toLowerCase();
    const jsName = methodJsName(
      `m_${name}`,
      parameters.map((parameter) => parameter.type)
    );
    const overloads = this.#symbol.methods.get(name) ?? [];
    if (overloads.some((other) => other.jsName === jsName)) {
      const list = parameters.map((parameter) => parameter.type.name).join(', ');
      this.#problem(
        node,
        'duplicate-method',
        `Method already defined: ${node.name} ${returnType.name} ${this.#symbol.name}.${node.name}(${list}) from the type ${this.#symbol.name}`
      );
      return;
    }
    const isInterface = this.#symbol.kind === 'interface';
    overloads.push({
      ...this.#common(node, node.annotations, node.modifiers, fallback),
      name: node.name,
      isStatic: node.modifiers.includes('static') || node.modifiers.includes('testmethod'),
      isAbstract: isInterface || node.modifiers.includes('abstract'),
      modifiers: new Set(node.modifiers),
      parameters,
      returnType,
      node,
      jsName
    });
    this.#symbol.methods.set(name, overloads);
  }

  #constructorOf(node: ConstructorNode, fallback: Access): void {
    const parameters = this.#parameters(node);
    if (node.name.toLowerCase() !== this.#symbol.simpleName.toLowerCase()) {
      this.#problem(node, 'invalid-constructor', `Invalid constructor name: ${node.name}`);
    }
    const jsName = methodJsName(
      'c',
      parameters.map((parameter) => parameter.type)
    );
    if (this.#symbol.constructors.some((other) => other.jsName === jsName)) {
      this.#problem(
        node,
        'duplicate-constructor',
        `Method already defined: <init> void ${this.#symbol.name}.<init>(${parameters.map((parameter) => parameter.type.name).join(', ')}) from the type ${this.#symbol.name}`
      );
      return;
    }
    this.#symbol.constructors.push({
      ...this.#common(node, node.annotations, node.modifiers, fallback),
      name: this.#symbol.simpleName,
      isStatic: false,
      isAbstract: false,
      modifiers: new Set(node.modifiers),
      parameters,
      returnType: this.#symbol.type,
      node,
      jsName
    });
  }

  #common(
    at: Position,
    annotations: readonly Annotation[],
    modifiers: readonly string[],
    fallback: Access
  ): Pick<FieldSymbol, 'owner' | 'access' | 'testVisible' | 'annotations' | 'line' | 'column'> {
    return {
      owner: this.#symbol,
      access: accessOf(modifiers, fallback),
      testVisible: hasAnnotation(annotations, 'testvisible'),
      annotations,
      line: at.line,
      column: at.column
    };
  }

  #checkName(at: Position & { readonly name: string }): void {
    const problem = identifierProblem(at.name);
    if (problem !== undefined) {
      this.#problem(at, 'invalid-identifier', problem);
    }
  }

  #addField(field: FieldSymbol): void {
    this.#checkName(field);
    const key = field.name.toLowerCase();
    if (this.#symbol.fields.has(key)) {
      this.#problem(field, 'duplicate-field', `Duplicate field: ${field.name}`);
      return;
    }
    this.#symbol.fields.set(key, field);
  }

  #fields(node: FieldNode, fallback: Access): void {
    const type = this.resolve(node.type);
    for (const declarator of node.declarators) {
      const field: FieldSymbol = {
        ...this.#common(declarator, node.annotations, node.modifiers, fallback),
        name: declarator.name,
        type,
        isStatic: node.modifiers.includes('static'),
        isFinal: node.modifiers.includes('final'),
        isTransient: node.modifiers.includes('transient'),
        property: null,
        hasGetter: false,
        hasSetter: false
      };
      this.#addField(field);
      this.#symbol.initializers.push({ kind: 'field', field, declarator });
    }
  }

  #property(node: PropertyNode, fallback: Access): void {
    this.#addField({
      ...this.#common(node, node.annotations, node.modifiers, fallback),
      name: node.name,
      type: this.resolve(node.type),
      isStatic: node.modifiers.includes('static'),
      isFinal: false,
      isTransient: node.modifiers.includes('transient'),
      property: node,
      hasGetter: node.getter?.body != null,
      hasSetter: node.setter?.body != null
    });
  }
}

/** Resolves super classes and interfaces; every type must have been declared before. */
export function declareSupers(types: TypeSystem, symbol: ClassSymbol, report: Report): void {
  new Declarer(types, symbol, report).supers();
}

/** Resolves the types of fields, properties, methods and constructors. */
export function declareMembers(types: TypeSystem, symbol: ClassSymbol, report: Report): void {
  new Declarer(types, symbol, report).members();
}
