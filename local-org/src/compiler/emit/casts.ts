import type { ApexType } from '../../values/index.ts';
import type { CastExpression, ConditionalExpression, InstanceOfExpression, Literal } from '../parse/ast.ts';
import type { BodyContext } from './body-context.ts';
import { condition, convert, isAssignableValue, single } from './coerce.ts';
import { compileExpression } from './expressions.ts';
import { commonType } from './operators.ts';
import { quote, type Typed } from './typed.ts';
import { table } from '../../common/index.ts';

const NUMBER_CASTS: Readonly<Record<string, string>> = table({
  'system.integer': 'toInteger',
  'system.long': 'toLong',
  'system.double': 'toDouble',
  'system.decimal': 'toDecimal'
});

export function compileCast(cx: BodyContext, e: CastExpression): Typed {
  const type = cx.type(e.type);
  const operand = compileExpression(cx, e.operand);
  if (operand.type === type) {
    return { type, code: operand.code, nonNull: operand.nonNull === true };
  }
  if (cx.types.numberRank(operand.type) > 0 && cx.types.numberRank(type) > 0) {
    return { type, code: `${cx.op(NUMBER_CASTS[type.key] ?? '')}(${operand.code})`, nonNull: operand.nonNull === true };
  }
  if (isAssignableValue(cx, operand, type)) {
    return { type, code: convert(cx, operand, type), isParent: operand.isParent === true };
  }
  if (!mayBe(cx, operand, type)) {
    cx.fail(
      e,
      'invalid-cast',
      `Incompatible types since an instance of ${operand.type.name} is never an instance of ${type.name}`
    );
  }
  return { type, code: `$p.cast(${operand.code}, ${cx.links.type(type.key)})`, nonNull: operand.nonNull === true };
}

/** Whether a value of the operand's type can turn out to be of another: a query also for the record it finds. */
function mayBe(cx: BodyContext, operand: Typed, type: ApexType): boolean {
  const [element] = operand.type.args;
  return (
    canBe(cx, operand.type, type) ||
    (operand.isQuery === true && element !== undefined && cx.types.isSObject(type) && canBe(cx, element, type))
  );
}

/** Whether two types have values in common: by inheritance, by an interface, or by what collections hold. */
function canBe(cx: BodyContext, from: ApexType, to: ApexType): boolean {
  const { types } = cx;
  if (from.key === 'any' || to.key === 'any' || cx.isAssignable(from, to) || cx.isAssignable(to, from)) {
    return true;
  }
  const kindOf = (type: ApexType): string | undefined => types.classOf(type)?.kind ?? types.signature(type)?.kind;
  if (kindOf(from) === 'interface' || kindOf(to) === 'interface') {
    return true;
  }
  if (types.isSObject(from) && types.isSObject(to) && (from.key === 'schema.name' || to.key === 'schema.name')) {
    // What a polymorphic relationship such as `Owner` leads to.
    return true;
  }
  return (
    from.args.length > 0 &&
    types.baseKey(from) === types.baseKey(to) &&
    from.args.every((arg, i) => canBe(cx, arg, to.args[i] ?? arg))
  );
}

export function compileInstanceOf(cx: BodyContext, e: InstanceOfExpression): Typed {
  const operand = compileExpression(cx, e.operand);
  const type = cx.type(e.type);
  const from = operand.type;
  if (from.key === 'void') {
    cx.fail(e, 'instanceof', `Operation instanceof is not allowed on type: ${from.name}`);
  }
  if (from.key !== 'null' && !mayBe(cx, operand, type)) {
    const message = `Operation instanceof is always false since an instance of ${from.name} is never an instance of ${type.name}`;
    cx.fail(e, 'instanceof', message);
  }
  if (isAlways(cx, from, type)) {
    const message = `Operation instanceof is always true since an instance of ${from.name} is always an instance of ${type.name}`;
    cx.fail(e, 'instanceof', message);
  }
  return {
    type: cx.types.plain('boolean'),
    code: `$p.isInstance(${operand.code}, ${cx.links.type(type.key)})`,
    nonNull: true
  };
}

/** Whether the type is the other one or inherits from it. The platform does not say so of collections. */
function isAlways(cx: BodyContext, from: ApexType, to: ApexType): boolean {
  return from.key !== 'any' && to.args.length === 0 && cx.types.inherits(from, to.key);
}

export function compileConditional(cx: BodyContext, e: ConditionalExpression): Typed {
  const test = condition(cx, compileExpression(cx, e.condition), e.condition);
  const [whenTrue, whenFalse] = branches(cx, compileExpression(cx, e.whenTrue), compileExpression(cx, e.whenFalse));
  const type =
    commonType(cx, whenTrue, whenFalse) ??
    cx.fail(e, 'operand-type', `Incompatible types in ternary operator: ${whenTrue.type.name}, ${whenFalse.type.name}`);
  return {
    type,
    code: `(${test} ? ${convert(cx, whenTrue, type)} : ${convert(cx, whenFalse, type)})`,
    nonNull: whenTrue.nonNull === true && whenFalse.nonNull === true,
    isQuery: whenTrue.isQuery === true && whenFalse.isQuery === true
  };
}

/** A query beside a record stands for its only row. */
function branches(cx: BodyContext, whenTrue: Typed, whenFalse: Typed): [Typed, Typed] {
  return [
    cx.types.isSObject(whenFalse.type) ? single(cx, whenTrue) : whenTrue,
    cx.types.isSObject(whenTrue.type) ? single(cx, whenFalse) : whenFalse
  ];
}

const INTEGER_LIMIT = 2147483647n;
const LONG_LIMIT = 9223372036854775807n;

export function compileLiteral(cx: BodyContext, e: Literal): Typed {
  switch (e.type) {
    case 'Integer':
    case 'Long': {
      const value = BigInt(e.text);
      const limit = e.type === 'Integer' ? INTEGER_LIMIT : LONG_LIMIT;
      if (value > limit || value < -limit - 1n) {
        cx.fail(e, 'literal-range', `Illegal ${e.type === 'Integer' ? 'integer' : 'long'}`);
      }
      return e.type === 'Integer'
        ? { type: cx.types.plain('integer'), code: value < 0n ? `(${value})` : `${value}`, nonNull: true }
        : { type: cx.types.plain('long'), code: value < 0n ? `(${value}n)` : `${value}n`, nonNull: true };
    }
    case 'Decimal':
      return { type: cx.types.plain('decimal'), code: cx.links.decimal(e.text), nonNull: true };
    case 'Double':
      return { type: cx.types.plain('double'), code: cx.links.double(e.text), nonNull: true };
    case 'String':
      return { type: cx.types.plain('string'), code: quote(e.text), nonNull: true };
    case 'Boolean':
      return { type: cx.types.plain('boolean'), code: e.text, nonNull: true };
    case 'null':
      return { type: cx.types.plain('null'), code: 'null' };
  }
}
