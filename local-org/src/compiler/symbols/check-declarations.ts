import type { Annotation, MemberNode, MethodNode, Position, TypeNodeDeclaration } from '../parse/ast.ts';
import type { Problem } from './errors.ts';
import { hasAnnotation, type ClassSymbol } from './symbols.ts';
import type { TypeSystem } from './type-system.ts';

const ACCESS = new Set(['private', 'protected', 'public', 'global', 'webservice']);

/** Before this version any class may hold test methods. */
const TESTS_IN_TEST_CLASSES = 28;

/** At most one method of a class may carry each of these. */
const ONCE_PER_TYPE = ['HttpGet', 'HttpPost', 'HttpPut', 'HttpPatch', 'HttpDelete', 'InvocableMethod'];

type Fail = (at: Position, code: string, message: string) => void;

/** Checks how a class and its members are declared: modifiers, annotations, names and nesting. Bodies are looked at elsewhere. */
export function checkDeclarations(types: TypeSystem, symbol: ClassSymbol, report: (problem: Problem) => void): void {
  const { node } = symbol;
  const fail: Fail = (at, code, message) => report({ line: at.line, column: at.column, code, message });
  checkModified(node, fail);
  checkNesting(symbol, fail);
  if (types.isException(symbol.type) && symbol.kind === 'class' && !/exception$/i.test(symbol.simpleName)) {
    fail(node, 'exception-name', `Classes extending Exception must have a name ending in 'Exception': ${symbol.name}`);
  }
  for (const type of symbol.interfaces) {
    if (symbol.kind !== 'enum' && types.classOf(type)?.kind === 'class') {
      fail(node, 'not-an-interface', `${symbol.name}: Interface expected, but a class was found: ${type.name}`);
    }
  }
  checkConstants(node, fail);
  for (const member of node.members) {
    checkMember(symbol, member, fail);
  }
  checkOncePerType(node, fail);
}

function checkModified(
  node: Position & { readonly modifiers: readonly string[]; readonly annotations: readonly Annotation[] },
  fail: Fail
): void {
  const seen = new Set<string>();
  for (const modifier of node.modifiers) {
    if (seen.has(modifier)) {
      fail(node, 'duplicate-modifier', `Duplicate modifier: ${modifier}`);
    }
    seen.add(modifier);
  }
  const access = [...seen].filter((modifier) => ACCESS.has(modifier) && modifier !== 'webservice');
  if (access.length > 1) {
    fail(node, 'conflicting-modifiers', `Modifiers are mutually exclusive: ${access.join(', ')}`);
  }
  const names = new Set<string>();
  for (const { name } of node.annotations) {
    if (names.has(name.toLowerCase())) {
      fail(node, 'duplicate-annotation', `Duplicate annotation: ${name}`);
    }
    names.add(name.toLowerCase());
  }
}

function checkNesting(symbol: ClassSymbol, fail: Fail): void {
  const { node, outer } = symbol;
  if (outer === null) {
    const isVisible = symbol.access === 'public' || symbol.access === 'global';
    if (node.modifiers.includes('protected') || (!isVisible && !symbol.isTest)) {
      fail(node, 'invalid-modifier', 'Top-level type must have public or global visibility');
    }
    return;
  }
  if (outer.outer !== null) {
    fail(node, 'inner-type', 'Inner types are not allowed to have inner types');
  }
  if (outer.simpleName.toLowerCase() === symbol.simpleName.toLowerCase()) {
    fail(node, 'duplicate-type', `Duplicate class: ${symbol.name}`);
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
      fail(member, 'invalid-static', 'static can only be used on blocks of a top level type');
    }
    return;
  }
  if (member.kind === 'class' || member.kind === 'interface' || member.kind === 'enum') {
    return;
  }
  checkModified(member, fail);
  if (symbol.outer !== null && member.modifiers.includes('static')) {
    const what = member.kind === 'method' ? 'methods' : 'fields';
    fail(member, 'invalid-static', `static can only be used on ${what} of a top level type`);
  }
  if (symbol.outer === null && symbol.access === 'public' && member.modifiers.includes('global') && !symbol.isTest) {
    fail(member, 'invalid-modifier', 'Defining type must be declared as global');
  }
  if (member.kind === 'method') {
    checkMethod(symbol, member, fail);
  }
}

function checkMethod(symbol: ClassSymbol, node: MethodNode, fail: Fail): void {
  const has = (annotation: string): boolean => hasAnnotation(node.annotations, annotation);
  const isStatic = node.modifiers.includes('static');
  if (symbol.kind === 'interface' && node.modifiers.length > 0) {
    fail(node, 'invalid-modifier', 'Modifiers are not allowed on interface methods');
  }
  for (const modifier of ['virtual', 'abstract', 'override']) {
    if (isStatic && node.modifiers.includes(modifier)) {
      fail(node, 'conflicting-modifiers', `Modifiers are mutually exclusive: static, ${modifier}`);
    }
  }
  if (has('istest') || has('testsetup') || node.modifiers.includes('testmethod')) {
    checkTestMethod(symbol, node, isStatic || node.modifiers.includes('testmethod'), fail);
  }
  if (has('future')) {
    checkFuture(node, isStatic, fail);
  }
  if (has('invocablemethod')) {
    checkInvocable(node, isStatic, fail);
  }
}

function checkTestMethod(symbol: ClassSymbol, node: MethodNode, isStatic: boolean, fail: Fail): void {
  if (!symbol.isTest && symbol.apiVersion >= TESTS_IN_TEST_CLASSES) {
    fail(node, 'invalid-annotation', 'Defining type for testMethod methods must be declared as IsTest');
  }
  if (!isStatic) {
    fail(node, 'invalid-annotation', `Test methods must be static: ${node.name}`);
  }
  if (node.returnType !== null && hasAnnotation(node.annotations, 'testsetup')) {
    fail(node, 'invalid-annotation', 'Test setup method must return void');
  }
  if (node.parameters.length > 0) {
    fail(node, 'invalid-annotation', `Test methods must not have parameters: ${node.name}`);
  }
}

function checkFuture(node: MethodNode, isStatic: boolean, fail: Fail): void {
  if (!isStatic) {
    fail(node, 'invalid-annotation', 'Future methods must be static');
  }
  if (node.returnType !== null) {
    fail(node, 'invalid-annotation', 'Future methods must have a void return type');
  }
}

function checkInvocable(node: MethodNode, isStatic: boolean, fail: Fail): void {
  if (!isStatic) {
    fail(node, 'invalid-annotation', 'InvocableMethod methods must be static');
  }
  if (!node.modifiers.includes('public') && !node.modifiers.includes('global')) {
    fail(node, 'invalid-annotation', 'InvocableMethod methods must be public or global');
  }
  if (node.parameters.length > 1) {
    fail(node, 'invalid-annotation', `Unsupported number of parameters for an invocable method: ${node.name}`);
  }
  const [parameter] = node.parameters;
  if (parameter !== undefined && !/^(system\.)?list$/i.test(parameter.type.name)) {
    fail(parameter, 'invalid-annotation', `Unsupported parameter type for an invocable method: ${parameter.type.name}`);
  }
}

function checkOncePerType(node: TypeNodeDeclaration, fail: Fail): void {
  for (const name of ONCE_PER_TYPE) {
    const carriers = node.members.filter(
      (member) => member.kind === 'method' && hasAnnotation(member.annotations, name.toLowerCase())
    );
    const [, second] = carriers;
    if (second !== undefined) {
      fail(second, 'invalid-annotation', `Only one method per type can be defined with: ${name}`);
    }
  }
}
