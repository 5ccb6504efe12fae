import type { Position } from '../parse/ast.ts';
import { PLURALS, type AnnotationTarget } from './annotation-catalogue.ts';
import { hasAnnotation, type ClassSymbol, type MethodSymbol } from './symbols.ts';
import { table } from '../../common/index.ts';

export type Fail = (at: Position, code: string, message: string) => void;

const ACCESS = new Set(['private', 'protected', 'public', 'global']);
/** Modifiers beside the scopes that each kind of declaration may have. Properties are let off: nothing says what they may not have. */
const ALLOWED: Readonly<Partial<Record<AnnotationTarget, ReadonlySet<string>>>> = table({
  class: new Set(['abstract', 'virtual', 'with sharing', 'without sharing', 'inherited sharing']),
  interface: new Set(['virtual', 'abstract', 'with sharing', 'without sharing', 'inherited sharing']),
  enum: new Set(),
  method: new Set(['abstract', 'virtual', 'override', 'static', 'testmethod', 'webservice']),
  constructor: new Set(),
  field: new Set(['static', 'final', 'transient', 'webservice'])
});
/** From this version on, abstract and overriding methods say who may see them. */
const EXPLICIT_ACCESS = 65;

/** Checks that modifiers are allowed where they stand and go together. */
export function checkModifiers(
  node: Position & { readonly modifiers: readonly string[] },
  target: AnnotationTarget,
  fail: Fail
): void {
  const seen = new Set<string>();
  for (const modifier of node.modifiers) {
    if (seen.has(modifier)) {
      fail(node, 'duplicate-modifier', `Duplicate modifier: ${modifier}`);
    } else if (!ACCESS.has(modifier) && ALLOWED[target]?.has(modifier) === false) {
      fail(node, 'invalid-modifier', `${modifier} is not allowed on ${PLURALS[target]}`);
    }
    seen.add(modifier);
  }
  if ([...seen].filter((modifier) => ACCESS.has(modifier)).length > 1) {
    fail(node, 'conflicting-modifiers', 'Declarations can only have one scope');
  }
  if (seen.has('abstract') && seen.has('virtual')) {
    fail(node, 'conflicting-modifiers', `abstract ${PLURALS[target]} are by default virtual`);
  }
  const sharing = [...seen].filter((modifier) => modifier.endsWith(' sharing'));
  if (sharing.length > 1) {
    fail(node, 'conflicting-modifiers', `${sharing[0]} ${PLURALS[target]} cannot be ${sharing[1]}`);
  }
}

/** What the modifiers of a method ask of it and of its class. */
export function checkMethodModifiers(symbol: ClassSymbol, method: MethodSymbol, fail: Fail): void {
  const { modifiers } = method;
  for (const modifier of ['virtual', 'abstract', 'override', 'protected']) {
    if (method.isStatic && modifiers.has(modifier)) {
      fail(method, 'conflicting-modifiers', `${modifier} methods cannot be static`);
    }
  }
  if (modifiers.has('abstract') && symbol.kind === 'class' && !symbol.modifiers.has('abstract')) {
    fail(method, 'abstract-method', 'Defining type for abstract methods must be declared as abstract');
  }
  const isOpen = symbol.modifiers.has('virtual') || symbol.modifiers.has('abstract') || symbol.superType !== null;
  if (modifiers.has('protected') && !method.isStatic && !isOpen) {
    fail(method, 'invalid-modifier', 'New protected methods cannot be defined in non-virtual classes');
  }
  const needsAccess = ['abstract', 'override'].find((modifier) => modifiers.has(modifier));
  const hasAccess = ['protected', 'public', 'global', 'webservice'].some((modifier) => modifiers.has(modifier));
  if (needsAccess !== undefined && !hasAccess && symbol.kind === 'class' && symbol.apiVersion >= EXPLICIT_ACCESS) {
    const message = `${needsAccess} methods require at least one of the following global, public, protected`;
    fail(method, 'invalid-modifier', message);
  }
  if (modifiers.has('webservice') && symbol.access !== 'global') {
    fail(method, 'invalid-modifier', 'Defining type for WebService methods must be declared as global');
  }
}

/** A global member makes no sense in a class that is not global. */
export function checkGlobalMember(
  symbol: ClassSymbol,
  member: Position & { modifiers: Iterable<string> },
  fail: Fail
): void {
  const isGlobal = [...member.modifiers].includes('global');
  if (symbol.outer === null && symbol.access === 'public' && isGlobal && !symbol.isTest) {
    fail(member, 'invalid-modifier', 'Defining type must be declared as global');
  }
}

/** Where a top-level type may be seen from must be said. */
export function checkTopLevel(symbol: ClassSymbol, fail: Fail): void {
  const isVisible = symbol.access === 'public' || symbol.access === 'global';
  const isTest = hasAnnotation(symbol.annotations, 'istest');
  if (symbol.node.modifiers.includes('protected') || (!isVisible && !isTest)) {
    fail(symbol.node, 'invalid-modifier', 'Top-level type must have public or global visibility');
  }
}
