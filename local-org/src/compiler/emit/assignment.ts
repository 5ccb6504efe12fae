import type { AssignExpression, Expression, IncrementExpression, IndexExpression } from '../parse/ast.ts';
import type { BodyContext } from './body-context.ts';
import { assignTo, checked, single } from './coerce.ts';
import { compileChain, compileExpression } from './expressions.ts';
import { applyBinary } from './operators.ts';
import type { AssignTarget, Typed } from './typed.ts';

function assignable(cx: BodyContext, e: Expression): { value: Typed; target: AssignTarget } {
  const value = compileChain(cx, e);
  if (value.type.key === 'any') {
    // Its own error has been reported.
    return { value, target: { assign: (code) => code } };
  }
  if (value.target === undefined || (value.guards ?? []).length > 0) {
    return cx.fail(e, 'not-writable', 'Expression cannot be assigned');
  }
  if (value.unwritable !== undefined) {
    cx.fail(e, 'not-writable', value.unwritable);
  }
  return { value, target: value.target };
}

export function compileAssign(cx: BodyContext, e: AssignExpression): Typed {
  const { value: left, target } = assignable(cx, e.target);
  const right = compileExpression(cx, e.value);
  if (e.operator === '=') {
    return { type: left.type, code: target.assign(assignTo(cx, right, left.type, e)), nonNull: right.nonNull === true };
  }
  const once = target.once?.();
  const read: Typed = { ...left, code: once?.read ?? left.code };
  const result = assignTo(cx, applyBinary(cx, e.operator, read, right, e), left.type, e);
  const code = once === undefined ? target.assign(result) : `(${once.setup}, ${once.assign(result)})`;
  return { type: left.type, code, nonNull: true };
}

/** `i++`; `discard` says that nobody uses the value. */
export function compileIncrement(cx: BodyContext, e: IncrementExpression, discard: boolean): Typed {
  const { value: left, target } = assignable(cx, e.operand);
  if (cx.types.numberRank(left.type) === 0 && left.type.key !== 'any') {
    const what = e.prefix
      ? `Unary prefix ${e.operator === '++' ? 'increment' : 'decrement'}`
      : 'Unary postfix increment/decrement';
    cx.fail(e, 'operand-type', `${what} can only be applied to numeric expressions: ${left.type.name}`);
  }
  const once = target.once?.();
  const read: Typed = { ...left, code: once?.read ?? left.code };
  const one: Typed = { type: cx.types.plain('integer'), code: '1', nonNull: true };
  const assign = (value: string): string => (once === undefined ? target.assign(value) : once.assign(value));
  const step = (value: Typed): string =>
    assignTo(cx, applyBinary(cx, e.operator === '++' ? '+' : '-', value, one, e), left.type, e);
  const prefix = once === undefined ? '' : `${once.setup}, `;
  if (e.prefix || discard) {
    return { type: left.type, code: `(${prefix}${assign(step(read))})`, nonNull: true };
  }
  const before = cx.scope.temporary();
  const code = `(${prefix}${before} = ${checked(cx, read)}, ${assign(step({ ...read, code: before, nonNull: true }))}, ${before})`;
  return { type: left.type, code, nonNull: true };
}

export function compileIndex(cx: BodyContext, e: IndexExpression): Typed {
  const list = compileExpression(cx, e.target);
  const target = cx.types.isCollection(list.type, 'list') ? list : single(cx, list);
  const index = compileExpression(cx, e.index);
  if (target.type.key === 'any') {
    return target;
  }
  const element = target.type.args[0];
  if (!cx.types.isCollection(target.type, 'list') || element === undefined) {
    return cx.fail(e, 'operand-type', `Expression must be a list type: ${target.type.name}`);
  }
  if (cx.types.numberRank(index.type) !== 1) {
    cx.fail(e, 'operand-type', `List index must be of type Integer: ${index.type.name}`);
  }
  return {
    type: element,
    code: `${cx.op('at')}(${target.code}, ${index.code})`,
    target: {
      assign: (value) => `${cx.op('setAt')}(${target.code}, ${index.code}, ${value})`,
      once: () => {
        const [a, i] = [cx.scope.temporary(), cx.scope.temporary()];
        return {
          setup: `${a} = ${target.code}, ${i} = ${index.code}`,
          read: `${cx.op('at')}(${a}, ${i})`,
          assign: (value) => `${cx.op('setAt')}(${a}, ${i}, ${value})`
        };
      }
    }
  };
}
