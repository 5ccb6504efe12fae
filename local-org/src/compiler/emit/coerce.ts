import type { ApexType } from '../../values/index.ts';
import type { Position } from '../parse/ast.ts';
import type { BodyContext } from './body-context.ts';
import type { Typed } from './typed.ts';
import { table } from '../../common/index.ts';

const WIDENING: Readonly<Record<string, string>> = table({
  'system.long': 'toLong',
  'system.double': 'toDouble',
  'system.decimal': 'toDecimal'
});

/** The expression converted to `to`, which it is known to be assignable to. */
export function convert(cx: BodyContext, value: Typed, to: ApexType): string {
  const from = value.type;
  if (from === to || from.key === 'null') {
    return value.code;
  }
  if (value.isQuery === true && cx.types.isSObject(to) && cx.types.isCollection(from, 'list')) {
    return `${cx.op('single')}(${value.code})`;
  }
  if (cx.types.numberRank(from) > 0 && WIDENING[to.key] !== undefined) {
    const literal = /^-?\d+$/.test(value.code);
    if (literal && to.key === 'system.decimal') {
      return cx.links.decimal(value.code);
    }
    if (literal && to.key === 'system.long') {
      return `${value.code}n`;
    }
    if (literal && to.key === 'system.double') {
      return cx.links.double(value.code);
    }
    return `${cx.op(WIDENING[to.key] ?? '')}(${value.code})`;
  }
  if (to.key === 'system.id' && from.key === 'system.string') {
    return `${cx.op('toId')}(${value.code})`;
  }
  if (to.key === 'system.datetime' && from.key === 'system.date') {
    return `$p.toDatetime(${value.code})`;
  }
  return value.code;
}

/** Converts for an assignment, or reports that it is illegal. */
export function assignTo(cx: BodyContext, value: Typed, to: ApexType, at: Position): string {
  if (value.type.key === 'void' && to.key !== 'any') {
    cx.fail(at, 'not-assignable', `Illegal assignment from void to ${to.name}`);
  }
  if (!isAssignableValue(cx, value, to) || differsAsSet(cx, value.type, to)) {
    cx.fail(at, 'not-assignable', `Illegal assignment from ${value.type.name} to ${to.name}`);
  }
  return convert(cx, value, to);
}

/** Sets of different elements are not assigned to each other, although methods take them for one another. */
function differsAsSet(cx: BodyContext, from: ApexType, to: ApexType): boolean {
  return (
    cx.types.isCollection(from, 'set') &&
    cx.types.isCollection(to, 'set') &&
    from !== to &&
    from.args[0]?.key !== 'any' &&
    to.args[0]?.key !== 'any'
  );
}

export function isAssignableValue(cx: BodyContext, value: Typed, to: ApexType): boolean {
  if (cx.isAssignable(value.type, to)) {
    return true;
  }
  const element = value.type.args[0];
  if (value.isQuery === true && element !== undefined && cx.types.isSObject(to)) {
    return element.key === 'system.sobject' || to.key === 'system.sobject' || cx.isAssignable(element, to);
  }
  return false;
}

/** The value, with a check that it is not null unless that is known. */
export function checked(cx: BodyContext, value: Typed): string {
  return value.nonNull === true ? value.code : `${cx.op('num')}(${value.code})`;
}

/** A condition: a Boolean that must not be null. */
export function condition(cx: BodyContext, value: Typed, at: Position): string {
  if (value.type.key !== 'system.boolean' && value.type.key !== 'any') {
    cx.fail(at, 'condition-type', `Condition expression must be of type Boolean: ${value.type.name}`);
  }
  return booleanCode(cx, value);
}

/** An operand of `&&`, `||` or `!`. */
export function logicalOperand(cx: BodyContext, value: Typed, at: Position, message: string): string {
  if (value.type.key !== 'system.boolean' && value.type.key !== 'any') {
    cx.fail(at, 'operand-type', message);
  }
  return booleanCode(cx, value);
}

function booleanCode(cx: BodyContext, value: Typed): string {
  return value.nonNull === true ? value.code : `${cx.op('num')}(${value.code})`;
}

/** A query used where a record is meant stands for its only row. */
export function single(cx: BodyContext, value: Typed): Typed {
  const element = value.type.args[0];
  if (value.isQuery === true && element !== undefined && cx.types.isCollection(value.type, 'list')) {
    return { type: element, code: `${cx.op('single')}(${value.code})` };
  }
  return value;
}
