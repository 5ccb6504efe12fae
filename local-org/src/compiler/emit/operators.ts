import type { ApexType } from '../../values/index.ts';
import type { BinaryExpression, Position, UnaryExpression } from '../parse/ast.ts';
import type { BodyContext } from './body-context.ts';
import { checked, convert, logicalOperand } from './coerce.ts';
import { compileExpression } from './expressions.ts';
import { quote, type Typed } from './typed.ts';
import { table } from '../../common/index.ts';

const NAMES: Readonly<Record<string, string>> = table({ '+': 'add', '-': 'sub', '*': 'mul', '/': 'div' });
const RANK_PREFIX = ['', 'int', 'long', 'double', 'decimal'];
const COMPARISONS: Readonly<Record<string, string>> = table({ '<': 'lt', '<=': 'le', '>': 'gt', '>=': 'ge' });

export function compileBinary(cx: BodyContext, e: BinaryExpression): Typed {
  if (e.operator === '&&' || e.operator === '||') {
    const message = 'Logical operator can only be applied to Boolean';
    const left = logicalOperand(cx, compileExpression(cx, e.left), e.left, message);
    const right = logicalOperand(cx, compileExpression(cx, e.right), e.right, message);
    return { type: cx.types.plain('boolean'), code: `(${left} ${e.operator} ${right})`, nonNull: true };
  }
  if (e.operator === '??') {
    return compileCoalesce(cx, e);
  }
  if (e.operator === '+') {
    const parts = concatenation(cx, e);
    if (parts !== undefined) {
      return parts;
    }
  }
  return applyBinary(cx, e.operator, compileExpression(cx, e.left), compileExpression(cx, e.right), e);
}

/** Long chains of `+` nest deeply to the left; they are taken apart here so that text is joined in one expression. */
function concatenation(cx: BodyContext, e: BinaryExpression): Typed | undefined {
  const operands: { value: Typed; at: BinaryExpression }[] = [];
  let left: BinaryExpression['left'] = e;
  const chain: BinaryExpression[] = [];
  while (left.kind === 'binary' && left.operator === '+') {
    chain.push(left);
    left = left.left;
  }
  let result = compileExpression(cx, left);
  for (const at of chain.reverse()) {
    operands.push({ value: compileExpression(cx, at.right), at });
  }
  for (const { value, at } of operands) {
    result = applyBinary(cx, '+', result, value, at);
  }
  return result;
}

/** Applies an operator to analysed operands; also serves compound assignment. */
export function applyBinary(cx: BodyContext, operator: string, left: Typed, right: Typed, at: Position): Typed {
  switch (operator) {
    case '==':
    case '!=':
    case '<>':
      return equality(cx, operator === '==', left, right, at);
    case '===':
    case '!==':
      if (left.type.key === right.type.key && VALUE_TYPES.test(left.type.key)) {
        const message = `Exact equality operator only allowed for reference types: ${left.type.name}`;
        cx.fail(at, 'operand-type', message);
      }
      return {
        type: cx.types.plain('boolean'),
        code: `(${operator === '===' ? '' : '!'}${cx.op('same')}(${left.code}, ${right.code}))`,
        nonNull: true
      };
    case '<':
    case '<=':
    case '>':
    case '>=':
      return comparison(cx, operator, left, right, at);
    case '&':
    case '|':
    case '^':
      return bitwise(cx, operator, left, right, at);
    case '<<':
    case '>>':
    case '>>>':
      return shift(cx, operator, left, right, at);
    default:
      return arithmetic(cx, operator, left, right, at);
  }
}

const VALUE_TYPES = /^system\.(integer|long|double|decimal|boolean)$/;

const isText = (type: ApexType): boolean => type.key === 'system.string';

function arithmetic(cx: BodyContext, operator: string, left: Typed, right: Typed, at: Position): Typed {
  if (operator === '+' && (isText(left.type) || isText(right.type))) {
    refuseVoid(cx, left, right, at);
    return { type: cx.types.plain('string'), code: `(${textOf(cx, left)} + ${textOf(cx, right)})`, nonNull: true };
  }
  const temporal = left.type.key;
  if ((operator === '+' || operator === '-') && /^system\.(date|datetime|time)$/.test(temporal)) {
    checkSpan(cx, temporal, right, at);
    return {
      type: left.type,
      code: `${cx.op('addDays')}(${left.code}, ${right.code}, ${operator === '-' ? -1 : 1})`,
      nonNull: true
    };
  }
  if (left.type.key === 'any' || right.type.key === 'any') {
    return { type: cx.types.plain('any'), code: 'null' };
  }
  const leftRank = numericRank(cx, left);
  const rightRank = numericRank(cx, right);
  if (leftRank === 0 || rightRank === 0 || (left.type.key === 'null' && right.type.key === 'null')) {
    if (operator === '+' && (left.type.key === 'system.id' || right.type.key === 'system.id')) {
      return { type: cx.types.plain('string'), code: `(${textOf(cx, left)} + ${textOf(cx, right)})`, nonNull: true };
    }
    refuseVoid(cx, left, right, at);
    cx.fail(at, 'operand-type', 'Arithmetic expressions must use numeric arguments');
  }
  const rank = Math.max(leftRank, rightRank);
  const type = cx.types.plain((['integer', 'integer', 'long', 'double', 'decimal'] as const)[rank] ?? 'decimal');
  if (rank === 1) {
    return { type, code: integerArithmetic(cx, operator, left, right), nonNull: true };
  }
  const name = `${RANK_PREFIX[rank] ?? ''}${capitalize(NAMES[operator] ?? '')}`;
  return { type, code: `${cx.op(name)}(${convert(cx, left, type)}, ${convert(cx, right, type)})`, nonNull: true };
}

function refuseVoid(cx: BodyContext, left: Typed, right: Typed, at: Position): void {
  if (left.type.key === 'void' || right.type.key === 'void') {
    cx.fail(at, 'operand-type', 'Arithmetic expressions are not allowed on void types');
  }
}

/** What may be added to a date or time, and what the platform says otherwise. */
const SPANS: Readonly<Record<string, readonly [fits: RegExp, message: string]>> = table({
  'system.date': [/^system\.(integer|long)$/, 'Date expressions must use Integer or Long'],
  'system.time': [/^system\.(integer|long)$/, 'Time expressions must use Integer or Long'],
  'system.datetime': [
    /^system\.(integer|long|double|decimal)$/,
    'Date/time expressions must use Integer or Double or Decimal'
  ]
});

function checkSpan(cx: BodyContext, temporal: string, { type }: Typed, at: Position): void {
  const [fits, message] = SPANS[temporal] ?? [];
  if (
    fits !== undefined &&
    message !== undefined &&
    !fits.test(type.key) &&
    type.key !== 'any' &&
    type.key !== 'null'
  ) {
    cx.fail(at, 'operand-type', message);
  }
}

const capitalize = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function numericRank(cx: BodyContext, value: Typed): number {
  return value.type.key === 'null' ? 1 : cx.types.numberRank(value.type);
}

function integerArithmetic(cx: BodyContext, operator: string, left: Typed, right: Typed): string {
  const a = checked(cx, left);
  const b = checked(cx, right);
  if (operator === '*') {
    return `Math.imul(${a}, ${b})`;
  }
  return operator === '/' ? `${cx.op('intDiv')}(${a}, ${b})` : `((${a} ${operator} ${b}) | 0)`;
}

function textOf(cx: BodyContext, value: Typed): string {
  if (value.type.key === 'null') {
    return quote('null');
  }
  return isText(value.type) && value.nonNull === true ? value.code : `${cx.op('str')}(${value.code})`;
}

function comparison(cx: BodyContext, operator: string, left: Typed, right: Typed, at: Position): Typed {
  const type = cx.types.plain('boolean');
  const ranks = [numericRank(cx, left), numericRank(cx, right)];
  const comparable =
    (ranks[0] !== 0 && ranks[1] !== 0) ||
    areOrdered(left.type.key, right.type.key) ||
    left.type.key === 'any' ||
    right.type.key === 'any';
  if (!comparable && left.type === right.type && left.type.key !== 'null') {
    cx.fail(at, 'operand-type', `Inequality operator not allowed for this type: ${left.type.name}`);
  }
  if (!comparable || left.type.key === 'null' || right.type.key === 'null') {
    cx.fail(at, 'operand-type', `Comparison arguments must be compatible types: ${left.type.name}, ${right.type.name}`);
  }
  const integers = cx.types.numberRank(left.type) === 1 && cx.types.numberRank(right.type) === 1;
  if (integers && left.nonNull === true && right.nonNull === true) {
    return { type, code: `(${left.code} ${operator} ${right.code})`, nonNull: true };
  }
  const name = `${integers ? 'int' : 'value'}${capitalize(COMPARISONS[operator] ?? '')}`;
  return { type, code: `${cx.op(name)}(${left.code}, ${right.code})`, nonNull: true };
}

/** Kinds of values that are ordered among themselves. */
const ORDERED = [/^system\.(string|id)$/, /^system\.(date|datetime)$/, /^system\.time$/];

function areOrdered(a: string, b: string): boolean {
  return ORDERED.some((kind) => kind.test(a) && kind.test(b));
}

function equality(cx: BodyContext, positive: boolean, left: Typed, right: Typed, at: Position): Typed {
  const type = cx.types.plain('boolean');
  const operator = positive ? '===' : '!==';
  if (left.type.key === 'null' || right.type.key === 'null') {
    return { type, code: `(${left.code} ${operator} ${right.code})`, nonNull: true };
  }
  if (!areComparable(cx, left, right)) {
    cx.fail(at, 'operand-type', `Comparison arguments must be compatible types: ${left.type.name}, ${right.type.name}`);
  }
  const [a, b] = [left.type.key, right.type.key];
  if (a === b && (a === 'system.integer' || a === 'system.boolean' || a === 'system.long')) {
    return { type, code: `(${left.code} ${operator} ${right.code})`, nonNull: true };
  }
  if (a === b && cx.types.classes.get(a)?.kind === 'enum') {
    return { type, code: `(${left.code} ${operator} ${right.code})`, nonNull: true };
  }
  const ids =
    (a === 'system.id' || b === 'system.id') && [a, b].every((key) => key === 'system.id' || key === 'system.string');
  const name = ids ? 'eqId' : a === 'system.string' && b === 'system.string' ? 'eqText' : 'eq';
  return { type, code: `${positive ? '' : '!'}${cx.op(name)}(${left.code}, ${right.code})`, nonNull: true };
}

function areComparable(cx: BodyContext, left: Typed, right: Typed): boolean {
  const [a, b] = [left.type, right.type];
  if (cx.types.numberRank(a) > 0 && cx.types.numberRank(b) > 0) {
    return true;
  }
  if (a.key === 'void' || b.key === 'void') {
    return false;
  }
  // Objects of unrelated classes may be compared when one side is an interface or when the classes are related.
  const interfaces = [a, b].some(
    (type) => (cx.types.classOf(type)?.kind ?? cx.types.signature(type)?.kind) === 'interface'
  );
  return (
    interfaces ||
    cx.isAssignable(a, b) ||
    cx.isAssignable(b, a) ||
    (a.args.length > 0 && cx.types.baseKey(a) === cx.types.baseKey(b))
  );
}

function bitwise(cx: BodyContext, operator: string, left: Typed, right: Typed, at: Position): Typed {
  if (left.type.key === 'system.boolean' && right.type.key === 'system.boolean') {
    return { type: left.type, code: `((${checked(cx, left)} ${operator} ${checked(cx, right)}) !== 0)`, nonNull: true };
  }
  const ranks = [cx.types.numberRank(left.type), cx.types.numberRank(right.type)];
  if (ranks.some((rank) => rank === 0 || rank > 2)) {
    const message = `${operator} operator can only be applied to Boolean expressions or to Integer or Long expressions`;
    cx.fail(at, 'operand-type', message);
  }
  if (ranks[0] === 1 && ranks[1] === 1) {
    return { type: left.type, code: `(${checked(cx, left)} ${operator} ${checked(cx, right)})`, nonNull: true };
  }
  const long = cx.types.plain('long');
  const [a, b] = [left, right].map((value) => `${cx.op('num')}(${convert(cx, value, long)})`);
  return { type: long, code: `(${a} ${operator} ${b})`, nonNull: true };
}

function shift(cx: BodyContext, operator: string, left: Typed, right: Typed, at: Position): Typed {
  const rank = cx.types.numberRank(left.type);
  if (rank === 0 || rank > 2 || ![1, 2].includes(cx.types.numberRank(right.type))) {
    cx.fail(at, 'operand-type', `${operator} operation can only be applied to Integer or Long types`);
  }
  if (rank === 1 && cx.types.numberRank(right.type) === 1) {
    return { type: left.type, code: `((${checked(cx, left)} ${operator} ${checked(cx, right)}) | 0)`, nonNull: true };
  }
  const long = cx.types.plain('long');
  if (rank === 1) {
    return {
      type: left.type,
      code: `${cx.op('intShift')}(${left.code}, ${right.code}, ${quote(operator)})`,
      nonNull: true
    };
  }
  return { type: long, code: `${cx.op('longShift')}(${left.code}, ${right.code}, ${quote(operator)})`, nonNull: true };
}

function compileCoalesce(cx: BodyContext, e: BinaryExpression): Typed {
  const left = compileExpression(cx, e.left);
  const right = compileExpression(cx, e.right);
  const type =
    commonType(cx, left, right) ??
    cx.fail(e, 'operand-type', `Incompatible types in null coalescing operator: ${left.type.name}, ${right.type.name}`);
  return { type, code: `(${convert(cx, left, type)} ?? ${convert(cx, right, type)})`, nonNull: right.nonNull === true };
}

const PRIMITIVES = /^system\.(string|id|boolean|integer|long|double|decimal|date|datetime|time|blob)$/;

/** Type of `a ?? b` and `c ? a : b`: the one that takes the other. */
export function commonType(cx: BodyContext, a: Typed, b: Typed): ApexType | undefined {
  if (a.type === b.type || b.type.key === 'null') {
    return a.type;
  }
  if (a.type.key === 'null') {
    return b.type;
  }
  if (cx.types.numberRank(a.type) > 0 && cx.types.numberRank(b.type) > 0) {
    return cx.types.numberRank(a.type) >= cx.types.numberRank(b.type) ? a.type : b.type;
  }
  if (cx.isAssignable(b.type, a.type)) {
    return a.type;
  }
  if (cx.isAssignable(a.type, b.type)) {
    return b.type;
  }
  if (cx.types.isSObject(a.type) && cx.types.isSObject(b.type)) {
    return cx.types.plain('sobject');
  }
  if (PRIMITIVES.test(a.type.key) && PRIMITIVES.test(b.type.key)) {
    return undefined;
  }
  return commonSuper(cx, a.type, b.type);
}

function commonSuper(cx: BodyContext, a: ApexType, b: ApexType): ApexType {
  for (const parent of cx.types.supers(a)) {
    if (cx.isAssignable(b, parent)) {
      return parent;
    }
    const further = commonSuper(cx, parent, b);
    if (further.key !== 'system.object') {
      return further;
    }
  }
  return cx.types.plain('object');
}

export function compileUnary(cx: BodyContext, e: UnaryExpression): Typed {
  const operand = compileExpression(cx, e.operand);
  if (e.operator === '!') {
    const code = logicalOperand(cx, operand, e, '! operator can only be applied to boolean expressions');
    return { type: cx.types.plain('boolean'), code: `!${code}`, nonNull: true };
  }
  const rank = cx.types.numberRank(operand.type);
  if (operand.type.key === 'any' || (e.operator === '+' && operand.type.key !== 'void')) {
    // `'a' + + b` compiles.
    return operand;
  }
  if (e.operator === '~' && (rank === 0 || rank > 2)) {
    cx.fail(e, 'operand-type', `Invalid type for bitwise negate: ${operand.type.name}`);
  }
  if (rank === 0) {
    cx.fail(e, 'operand-type', 'Unary negation must use a numeric argument');
  }
  if (e.operator === '~') {
    return { type: operand.type, code: `(~${checked(cx, operand)})`, nonNull: true };
  }
  if (rank === 1) {
    return { type: operand.type, code: `(-${checked(cx, operand)} | 0)`, nonNull: true };
  }
  return { type: operand.type, code: `${cx.op('negate')}(${operand.code})`, nonNull: true };
}
