import type { ApexType } from '../../values/index.ts';
import type { TypeNode } from '../parse/ast.ts';
import type { Problem } from './errors.ts';
import { hasAnnotation, type ClassSymbol } from './symbols.ts';
import type { TypeSystem } from './type-system.ts';

/** `Map<String,Foo>` as it was written. */
export function typeText(node: TypeNode): string {
  return node.args.length === 0 ? node.name : `${node.name}<${node.args.map(typeText).join(',')}>`;
}

/**
 * Resolves a type that a declaration names.
 * @returns the type, or what is wrong: the part that is unknown, or type arguments that do not fit
 */
export function resolveType(
  types: TypeSystem,
  node: TypeNode,
  scope: ClassSymbol | null
): { readonly type: ApexType } | { readonly problem: Problem } {
  const type = types.resolve(node, scope);
  if (type === undefined) {
    return { problem: unknownPart(types, node, scope) };
  }
  const problem = argumentProblem(types, node, type) ?? visibilityProblem(types, node, type, scope);
  return problem === undefined ? { type } : { problem };
}

function topLevel(symbol: ClassSymbol): ClassSymbol {
  return symbol.outer === null ? symbol : topLevel(symbol.outer);
}

/** Whether code in `scope` may name a class: private inner ones belong to their top-level class, and to tests if they are told so. */
export function isTypeVisible(symbol: ClassSymbol, scope: ClassSymbol | null): boolean {
  return (
    symbol.outer === null ||
    symbol.access !== 'private' ||
    (scope !== null && topLevel(scope) === topLevel(symbol)) ||
    (scope?.isTest === true && hasAnnotation(symbol.annotations, 'testvisible'))
  );
}

function visibilityProblem(
  types: TypeSystem,
  node: TypeNode,
  type: ApexType,
  scope: ClassSymbol | null
): Problem | undefined {
  const symbol = types.classOf(type);
  if (symbol !== undefined && !isTypeVisible(symbol, scope)) {
    const message = `Type is not visible: ${symbol.name}`;
    return { line: node.line, column: node.column, code: 'not-visible', message };
  }
  for (const [i, arg] of node.args.entries()) {
    const found = type.args[i];
    const problem = found === undefined ? undefined : visibilityProblem(types, arg, found, scope);
    if (problem !== undefined) {
      return problem;
    }
  }
  return undefined;
}

function unknownPart(types: TypeSystem, node: TypeNode, scope: ClassSymbol | null): Problem {
  for (const arg of node.args) {
    if (types.resolve(arg, scope) === undefined) {
      return unknownPart(types, arg, scope);
    }
  }
  return { line: node.line, column: node.column, code: 'unknown-type', message: `Invalid type: ${node.name}` };
}

function argumentProblem(types: TypeSystem, node: TypeNode, type: ApexType): Problem | undefined {
  if (node.args.length === 0 && type.args.length === 0) {
    return undefined;
  }
  const problem = (message: string): Problem => ({
    line: node.line,
    column: node.column,
    code: 'type-arguments',
    message
  });
  if (node.args.length === 0) {
    return problem(`No type arguments provided for a parameterized type: ${node.name}`);
  }
  for (const [i, arg] of node.args.entries()) {
    const found = type.args[i];
    const inner = found === undefined ? undefined : argumentProblem(types, arg, found);
    if (inner !== undefined) {
      return inner;
    }
  }
  const expected = types.signature(type)?.typeParameters.length ?? 0;
  if (expected === node.args.length) {
    return undefined;
  }
  return problem(
    expected === 0
      ? `Type arguments provided for a non-parameterized type: ${node.name}`
      : `Invalid type argument count for ${node.name}: expected ${expected} but found ${node.args.length}`
  );
}
