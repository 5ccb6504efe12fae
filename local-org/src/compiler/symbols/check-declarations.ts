import type { MemberNode, TypeNodeDeclaration } from '../parse/ast.ts';
import type { AnnotationTarget } from './annotation-catalogue.ts';
import {
  checkAnnotations,
  checkClassAnnotations,
  checkFieldAnnotations,
  checkMethodAnnotations
} from './check-annotations.ts';
import {
  checkGlobalMember,
  checkMethodModifiers,
  checkModifiers,
  checkTopLevel,
  type Fail
} from './check-modifiers.ts';
import type { Problem } from './errors.ts';
import { typeNameProblem } from './identifiers.ts';
import type { ClassSymbol } from './symbols.ts';
import type { TypeSystem } from './type-system.ts';

/** Most parameters that a method or constructor may have. */
const MAX_PARAMETERS = 32;
const TOP_LEVEL_ONLY = /^database\.batchable$/;

/** Checks how a class and its members are declared: modifiers, annotations, names and nesting. Bodies are looked at elsewhere. */
export function checkDeclarations(types: TypeSystem, symbol: ClassSymbol, report: (problem: Problem) => void): void {
  const { node } = symbol;
  const fail: Fail = (at, code, message) => report({ line: at.line, column: at.column, code, message });
  checkModifiers(node, symbol.kind, fail);
  checkAnnotations(node, symbol.kind, fail);
  checkNesting(symbol, fail);
  checkParents(types, symbol, fail);
  checkConstants(node, fail);
  for (const member of node.members) {
    checkMember(symbol, member, fail);
  }
  for (const field of symbol.fields.values()) {
    checkFieldAnnotations(field, fail);
  }
  for (const method of [...symbol.methods.values()].flat()) {
    checkMethodModifiers(symbol, method, fail);
    checkMethodAnnotations(types, method, fail);
  }
  checkClassAnnotations(symbol, fail);
}

function checkNesting(symbol: ClassSymbol, fail: Fail): void {
  const { node, outer } = symbol;
  const problem = typeNameProblem(symbol.simpleName);
  if (problem !== undefined) {
    fail(node, 'invalid-identifier', problem);
  }
  if (outer === null) {
    checkTopLevel(symbol, fail);
    return;
  }
  if (outer.outer !== null) {
    fail(node, 'inner-type', 'Inner types are not allowed to have inner types');
  }
  if (outer.simpleName.toLowerCase() === symbol.simpleName.toLowerCase()) {
    fail(node, 'duplicate-type', `Type name already in use: ${symbol.name}`);
  }
}

function checkParents(types: TypeSystem, symbol: ClassSymbol, fail: Fail): void {
  const { node } = symbol;
  if (types.isException(symbol.type) && symbol.kind === 'class' && !/exception$/i.test(symbol.simpleName)) {
    fail(node, 'exception-name', `Classes extending Exception must have a name ending in 'Exception': ${symbol.name}`);
  }
  const isNamedException = /exception$/i.test(symbol.simpleName) && symbol.kind === 'class';
  if (isNamedException && node.superType === null) {
    fail(node, 'exception-name', `Exception class must extend another Exception class: ${symbol.name}`);
  }
  const seen = new Set<string>();
  for (const type of symbol.interfaces) {
    const kind = types.classOf(type)?.kind ?? types.signature(type)?.kind ?? 'class';
    if (symbol.kind !== 'enum' && kind !== 'interface') {
      fail(node, 'not-an-interface', `Invalid interface: ${type.name}`);
    }
    if (seen.has(type.key)) {
      fail(node, 'duplicate-interface', `Interface already implemented: ${type.name}`);
    }
    seen.add(type.key);
    if (symbol.outer !== null && TOP_LEVEL_ONLY.test(types.baseKey(type))) {
      fail(node, 'top-level-only', `Only top-level classes can implement ${type.name}`);
    }
  }
}

function checkConstants(node: TypeNodeDeclaration, fail: Fail): void {
  const seen = new Set<string>();
  for (const constant of node.constants) {
    if (seen.has(constant.name.toLowerCase())) {
      fail(constant, 'duplicate-field', `Duplicate field: ${constant.name}`);
    }
    seen.add(constant.name.toLowerCase());
  }
}

function checkMember(symbol: ClassSymbol, member: MemberNode, fail: Fail): void {
  if (member.kind === 'initializer') {
    if (member.isStatic && symbol.outer !== null) {
      fail(member, 'invalid-static', 'Inner types are not allowed to have static blocks');
    }
    return;
  }
  if (member.kind === 'class' || member.kind === 'interface' || member.kind === 'enum') {
    return;
  }
  const target: AnnotationTarget = member.kind;
  const [declarator] = member.kind === 'field' ? member.declarators : [];
  const at = { ...member, line: declarator?.line ?? member.line, column: declarator?.column ?? member.column };
  if (symbol.kind === 'interface') {
    if (member.modifiers.length > 0) {
      fail(member, 'invalid-modifier', 'Modifiers are not allowed on interface methods');
    }
  } else {
    checkModifiers(at, target, fail);
  }
  checkAnnotations(at, target, fail);
  if (symbol.outer !== null && member.modifiers.includes('static')) {
    const what = member.kind === 'method' ? 'methods' : 'fields';
    fail(at, 'invalid-static', `static can only be used on ${what} of a top level type`);
  }
  checkGlobalMember(symbol, at, fail);
  if ((member.kind === 'method' || member.kind === 'constructor') && member.parameters.length > MAX_PARAMETERS) {
    fail(member, 'too-many-parameters', `Invalid number of parameters exceeds: ${MAX_PARAMETERS}`);
  }
  if (member.kind === 'property') {
    checkAccessors(member, fail);
  }
}

const WIDTH = ['private', 'protected', 'public', 'global'];

/** An accessor may be narrower than its property, never wider. */
function checkAccessors(node: Extract<MemberNode, { kind: 'property' }>, fail: Fail): void {
  const widthOf = (modifiers: readonly string[], fallback: string): number =>
    WIDTH.indexOf(WIDTH.find((word) => modifiers.includes(word)) ?? fallback);
  const property = widthOf(node.modifiers, node.modifiers.includes('webservice') ? 'global' : 'private');
  for (const accessor of [node.getter, node.setter]) {
    const own = accessor === null ? property : widthOf(accessor.modifiers, WIDTH[property] ?? 'private');
    if (accessor !== null && own > property) {
      fail(accessor, 'accessor-access', `Cannot declare ${WIDTH[own]} accessor on ${WIDTH[property]} property`);
    }
  }
}
