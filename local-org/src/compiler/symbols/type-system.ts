import type { Schema } from '../../metadata/index.ts';
import { type ApexType, TypeTable } from '../../values/index.ts';
import type { PlatformTypes, PlatformTypeSignature, TypeExpression } from '../../types/index.ts';
import type { TypeNode } from '../parse/ast.ts';
import { displayName } from './display-name.ts';
import { SObjectMembers } from './sobject-members.ts';
import type { ClassSymbol } from './symbols.ts';
import { table } from '../../common/index.ts';

/** Types the analysis mentions by name. */
export const PLAIN_TYPES = [
  'string',
  'integer',
  'long',
  'double',
  'decimal',
  'boolean',
  'id',
  'date',
  'datetime',
  'time',
  'blob',
  'object',
  'sobject',
  'type',
  'exception'
] as const;

const NUMBER_RANK: Readonly<Record<string, number>> = table({
  'system.integer': 1,
  'system.long': 2,
  'system.double': 3,
  'system.decimal': 4
});

/** Implicit namespaces, in the order an unqualified name is looked up in them. */
const IMPLICIT = ['system', 'schema'];
const COLLECTIONS = new Set(['list', 'set', 'map']);
/** Objects whose namesake in `System` has static methods only: no declaration can mean the class. */
const OBJECTS_FIRST = new Set(['businesshours', 'site']);

/** Names, super types and conversions of all types that a program can mention: its own, the platform's and sObjects. */
export class TypeSystem {
  readonly table: TypeTable;
  readonly platform: PlatformTypes;
  readonly sobjects: SObjectMembers;
  /** All classes of the project, inner ones as well, by key. */
  readonly classes = new Map<string, ClassSymbol>();
  readonly #supers = new Map<string, readonly ApexType[]>();

  /** Lower-case names of the custom labels; null if they are not known, so that any name will do. */
  readonly labels: ReadonlySet<string> | null;

  /** Lower-case namespace of the project itself, which may stand before the names of its classes; empty if it has none. */
  readonly #namespace: string;

  constructor(schema: Schema, platform: PlatformTypes, labels: ReadonlySet<string> | null = null, namespace = '') {
    this.platform = platform;
    this.labels = labels;
    this.#namespace = namespace.toLowerCase();
    this.sobjects = new SObjectMembers(schema, platform);
    this.table = new TypeTable((key) => this.classes.get(key)?.name ?? displayName(key, platform, this.sobjects));
  }

  /** `plain('string')` is `System.String`. */
  plain(name: (typeof PLAIN_TYPES)[number] | 'void' | 'null' | 'any'): ApexType {
    return this.table.get(name === 'void' || name === 'null' || name === 'any' ? name : `system.${name}`);
  }

  list(element: ApexType): ApexType {
    return this.table.list(element);
  }

  sobject(name: string): ApexType {
    return this.table.get(`schema.${name.toLowerCase()}`);
  }

  /** Interns a signature's type, with the type variables of `owner` replaced by its arguments. */
  fromExpression(expression: TypeExpression, bindings?: ReadonlyMap<string, ApexType>): ApexType {
    const bound = bindings?.get(expression.name);
    if (bound !== undefined) {
      return bound;
    }
    if (expression.name.startsWith('$')) {
      return this.plain('object');
    }
    const key = expression.name.toLowerCase();
    if (expression.args.length > 0) {
      return this.table.generic(
        key,
        expression.args.map((arg) => this.fromExpression(arg, bindings))
      );
    }
    return this.table.find(key) ?? this.plain('object');
  }

  /** Key without type arguments. */
  baseKey(type: ApexType): string {
    return type.args.length === 0 ? type.key : type.key.slice(0, type.key.indexOf('<'));
  }

  signature(type: ApexType): PlatformTypeSignature | undefined {
    const key = this.baseKey(type);
    return this.classes.has(key) ? undefined : this.platform.get(key);
  }

  bindings(type: ApexType, signature: PlatformTypeSignature): Map<string, ApexType> {
    return new Map(signature.typeParameters.map((name, i) => [name, type.args[i] ?? this.plain('any')]));
  }

  classOf(type: ApexType): ClassSymbol | undefined {
    return this.classes.get(type.key);
  }

  isSObject(type: ApexType): boolean {
    return type.key === 'system.sobject' || this.isSpecificSObject(type);
  }

  isSpecificSObject(type: ApexType): boolean {
    return type.key.startsWith('schema.') && !this.platform.has(type.key) && !this.classes.has(type.key);
  }

  isCollection(type: ApexType, base: 'list' | 'set' | 'map'): boolean {
    return type.key.startsWith(`system.${base}<`);
  }

  isEnum(type: ApexType): boolean {
    return (this.classes.get(type.key)?.kind ?? this.signature(type)?.kind) === 'enum';
  }

  /** Integer 1, Long 2, Double 3, Decimal 4; 0 for what is not a number. */
  numberRank(type: ApexType): number {
    return NUMBER_RANK[type.key] ?? 0;
  }

  /** Super class first, then interfaces; `Object` is left out. */
  supers(type: ApexType): readonly ApexType[] {
    let supers = this.#supers.get(type.key);
    if (supers === undefined) {
      supers = this.#findSupers(type);
      this.#supers.set(type.key, supers);
    }
    return supers;
  }

  /** Whether `type` is `target` or inherits from it, for classes and interfaces. */
  inherits(type: ApexType, targetKey: string): boolean {
    return (
      type.key === targetKey ||
      this.baseKey(type) === targetKey ||
      this.supers(type).some((parent) => this.inherits(parent, targetKey))
    );
  }

  isException(type: ApexType): boolean {
    return this.inherits(type, 'system.exception');
  }

  #findSupers(type: ApexType): readonly ApexType[] {
    const symbol = this.classes.get(type.key);
    if (symbol !== undefined) {
      return symbol.superType === null ? symbol.interfaces : [symbol.superType, ...symbol.interfaces];
    }
    if (this.isSpecificSObject(type)) {
      return [this.plain('sobject')];
    }
    const signature = this.signature(type);
    if (signature === undefined) {
      return [];
    }
    const bindings = this.bindings(type, signature);
    const supers = signature.superType === null ? signature.interfaces : [signature.superType, ...signature.interfaces];
    return supers
      .filter((parent) => parent.name !== 'System.Object')
      .map((parent) => this.fromExpression(parent, bindings));
  }

  /** What a name in an expression means: `BusinessHours.diff(…)` is the class, where a declaration means the object. */
  resolveName(node: TypeNode, scope: ClassSymbol | null): ApexType | undefined {
    return this.#resolve(node, scope, false);
  }

  /** The type that a declaration names, seen from inside `scope`; undefined if there is none. */
  resolve(node: TypeNode, scope: ClassSymbol | null): ApexType | undefined {
    return this.#resolve(node, scope, true);
  }

  #resolve(node: TypeNode, scope: ClassSymbol | null, declares: boolean): ApexType | undefined {
    const args: ApexType[] = [];
    for (const arg of node.args) {
      const resolved = this.resolve(arg, scope);
      if (resolved === undefined) {
        return undefined;
      }
      args.push(resolved);
    }
    const parts = node.name.toLowerCase().split('.');
    const own = this.#resolveOwn(parts, scope);
    if (own !== undefined) {
      return own.type;
    }
    const object =
      declares && OBJECTS_FIRST.has(node.name.toLowerCase()) ? this.sobjects.objectName(node.name) : undefined;
    const key = object === undefined ? this.#resolvePlatform(parts) : `schema.${parts.join('.')}`;
    if (key === undefined) {
      return undefined;
    }
    if (args.length > 0) {
      return this.table.generic(key, args);
    }
    const generic = this.platform.get(key)?.typeParameters.length ?? 0;
    return generic > 0 && COLLECTIONS.has(parts.at(-1) ?? '')
      ? this.table.generic(
          key,
          Array.from({ length: generic }, () => this.plain('any'))
        )
      : this.table.get(key);
  }

  /** A class of the project by name parts: inner classes of the scope and of what it inherits from, then top-level classes. */
  #resolveOwn(parts: readonly string[], scope: ClassSymbol | null): ClassSymbol | undefined {
    const [first = '', ...rest] = parts;
    let found: ClassSymbol | undefined;
    for (let current = scope; current !== null && found === undefined; current = current.outer) {
      found =
        this.innerClass(current, first) ??
        (current.simpleName.toLowerCase() === first && current.outer === null ? current : undefined);
    }
    found ??= this.classes.get(first);
    if (found === undefined && first === this.#namespace && first !== '') {
      return this.#resolveOwn(rest, null);
    }
    for (const part of rest) {
      found = found === undefined ? undefined : this.innerClass(found, part);
    }
    return found;
  }

  /** An inner class by lower-case name, inherited ones included. */
  innerClass(symbol: ClassSymbol, name: string): ClassSymbol | undefined {
    for (let current: ClassSymbol | undefined = symbol, depth = 0; current !== undefined && depth < 50; depth++) {
      const inner = current.inner.get(name);
      if (inner !== undefined) {
        return inner;
      }
      current = current.superType === null ? undefined : this.classes.get(current.superType.key);
    }
    return undefined;
  }

  /** Whether types may follow the name and a dot: a namespace of the platform or that of the project. */
  isNamespace(name: string): boolean {
    return this.platform.isNamespace(name) || this.isOwnNamespace(name);
  }

  /** Whether it is the namespace of the project. */
  isOwnNamespace(name: string): boolean {
    return this.#namespace !== '' && name.toLowerCase() === this.#namespace;
  }

  #resolvePlatform(parts: readonly string[]): string | undefined {
    const name = parts.join('.');
    for (const namespace of IMPLICIT) {
      if (this.platform.has(`${namespace}.${name}`)) {
        return `${namespace}.${name}`;
      }
    }
    if (parts.length === 1) {
      return this.sobjects.objectName(name) === undefined ? undefined : `schema.${name}`;
    }
    if (this.platform.has(name)) {
      return name;
    }
    if (name === 'apexpages.pagereference') {
      return 'system.pagereference';
    }
    if (name.startsWith('flow.interview.')) {
      // Every flow of a project is a class of its own.
      return 'flow.interview';
    }
    if (parts[0] === 'dataweavescriptresource') {
      // Every DataWeave script of a project is a class of its own.
      return 'dataweave.script';
    }
    const [namespace = '', ...rest] = parts;
    if (namespace === 'schema' && rest.length === 1 && this.sobjects.objectName(rest[0] ?? '') !== undefined) {
      return name;
    }
    return undefined;
  }
}
