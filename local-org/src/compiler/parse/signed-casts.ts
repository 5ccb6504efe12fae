import * as AP from '@apexdevtools/apex-parser';
import type { Expression, Position } from './ast.ts';
import { position } from './build-types.ts';

/**
 * `(a) + b` is a sum and `(Integer) + b` a cast: only a type that a signed number can have makes a cast of what follows, as in Java
 * (Java Language Specification, 15.16). The grammar reads both as casts, so its trees are mended while they are built.
 */
const SIGNED = new Set(['integer', 'long', 'double', 'decimal', 'object']);

/** @param name last part of the name between the parentheses */
export function mayCastSigned(name: string): boolean {
  return SIGNED.has(name.toLowerCase());
}

type Sum = Extract<Expression, { kind: 'binary' }>;

/** A sum without parentheses. As the left side of a product, or the right side of anything as tight, only a mended one can stand. */
function isSum(e: Expression): e is Sum {
  return e.kind === 'binary' && (e.operator === '+' || e.operator === '-');
}

/** Where the text of an expression begins: members and calls have the place of their names. */
function startOf(e: Expression): Position {
  const inner = (e.kind === 'dot' || e.kind === 'call') && e.target;
  return inner ? startOf(inner) : { line: e.line, column: e.column };
}

/** The sum or difference that a cast of the grammar really is; undefined for a cast. */
export function sumOf(
  cast: AP.CastExpressionContext,
  build: (context: AP.ExpressionContext) => Expression
): Expression | undefined {
  const signed = cast.expression();
  const names = cast.typeRef().typeName_list();
  const plain =
    names.every((name) => name.id() && !name.typeArguments()) && !cast.typeRef().arraySubscripts()?.getText();
  if (!(signed instanceof AP.PreOpExpressionContext) || signed.INC() || signed.DEC() || !plain) {
    return undefined;
  }
  const [first, ...rest] = names.map((name) => name.id());
  if (first === undefined || mayCastSigned((rest.at(-1) ?? first).getText())) {
    return undefined;
  }
  const named = rest.reduce<Expression>(
    (target, id) => ({ kind: 'dot', target, name: id.getText(), safe: false, ...position(id) }),
    { kind: 'name', name: first.getText(), ...position(first) }
  );
  const left: Expression = { kind: 'parens', operand: named, ...position(cast) };
  return joined(signed.ADD() ? '+' : '-', left, build(signed.expression()), position(cast));
}

/** An operation of two sides, of which one next to a mended sum takes only what its precedence gives it. */
export function joined(operator: string, left: Expression, right: Expression, at: Position): Expression {
  const isProduct = operator === '*' || operator === '/';
  if (isProduct && isSum(left)) {
    return { ...left, right: joined(operator, left.right, right, startOf(left.right)) };
  }
  if (isSum(right) && (isProduct || operator === '+' || operator === '-')) {
    return { ...right, left: joined(operator, left, right.left, at), ...at };
  }
  return { kind: 'binary', operator, left, right, ...at };
}

/** What a prefix or a cast makes of its operand: of a mended sum it takes the leftmost part. */
export function prefixed(operand: Expression, at: Position, apply: (operand: Expression) => Expression): Expression {
  return isSum(operand) ? { ...operand, left: prefixed(operand.left, at, apply), ...at } : apply(operand);
}
