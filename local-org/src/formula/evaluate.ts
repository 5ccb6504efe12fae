import { type FieldSchema, type ObjectSchema, isDecimal, isText } from '../metadata/index.ts';
import type { Engine } from '../engine/index.ts';
import { ApexDate, ApexDatetime, Decimal, NotImplementedError, type ApexValue, type SObject } from '../values/index.ts';
import { FUNCTIONS } from './functions.ts';
import { MORE_FUNCTIONS } from './more-functions.ts';
import { greatCircle, lookUp, type Place } from './places.ts';
import { parseFormula, type FormulaNode } from './parse.ts';
import { fieldAt, resolvePath, type FormulaScope } from './scope.ts';
import { add, compare, equal, FormulaError, isBlank, number, text } from './values.ts';
import { table } from '../common/index.ts';

/** Most formulas that refer to formulas; deeper is a circle. */
const MAX_DEPTH = 20;

function node(args: readonly FormulaNode[], index: number): FormulaNode {
  const found = args[index];
  if (found === undefined) {
    throw new FormulaError('Incorrect number of parameters for a function');
  }
  return found;
}

function priorValue(scope: FormulaScope, argument: FormulaNode): ApexValue {
  if (argument.kind !== 'field') {
    throw new FormulaError('A field is expected');
  }
  return scope.context?.prior === undefined
    ? resolvePath(scope, argument.path, scope.old ?? scope.record)
    : scope.context.prior(argument.path);
}

/** `CASE(value, v1, r1, v2, r2, …, otherwise)` */
function caseOf(scope: FormulaScope, args: readonly FormulaNode[]): ApexValue {
  const value = evaluate(scope, node(args, 0));
  for (let index = 1; index + 1 < args.length; index += 2) {
    if (equal(value, evaluate(scope, node(args, index)))) {
      return evaluate(scope, node(args, index + 1));
    }
  }
  return evaluate(scope, node(args, args.length - 1));
}

/** Whether an expression is a field of text. */
function isTextNode(scope: FormulaScope, tree: FormulaNode): boolean {
  const field = tree.kind === 'field' ? fieldAt(scope, tree.path) : undefined;
  return field !== undefined && isText(field.type) && !/picklist|combobox/.test(field.type);
}

/** A place: `GEOLOCATION(latitude, longitude)` or a geolocation field. */
function placeOf(scope: FormulaScope, tree: FormulaNode): Place {
  if (tree.kind === 'call' && tree.name.toUpperCase() === 'GEOLOCATION') {
    return [number(evaluate(scope, node(tree.args, 0))), number(evaluate(scope, node(tree.args, 1)))];
  }
  if (tree.kind !== 'field') {
    throw new FormulaError('A geolocation is expected');
  }
  const base = (tree.path.at(-1) ?? '').replace(/__c$/i, '');
  const isCustom = base !== tree.path.at(-1);
  const part = (name: string): string => (isCustom ? `${base}__${name}__s` : base.replace(/Address$/i, name));
  const [latitude, longitude] = ['Latitude', 'Longitude'].map((name) =>
    number(resolvePath(scope, [...tree.path.slice(0, -1), part(name)]))
  );
  return [latitude ?? null, longitude ?? null];
}

function distanceOf(scope: FormulaScope, args: readonly FormulaNode[]): ApexValue {
  const unit = text(evaluate(scope, node(args, 2)));
  return greatCircle(placeOf(scope, node(args, 0)), placeOf(scope, node(args, 1)), unit);
}

/** Functions that do not evaluate all of their arguments, or look at the record itself. */
const SPECIAL: Readonly<Record<string, (scope: FormulaScope, args: readonly FormulaNode[]) => ApexValue>> = table({
  IF: (scope, args) => evaluate(scope, node(args, evaluate(scope, node(args, 0)) === true ? 1 : 2)),
  AND: (scope, args) => args.every((argument) => evaluate(scope, argument) === true),
  OR: (scope, args) => args.some((argument) => evaluate(scope, argument) === true),
  CASE: caseOf,
  BLANKVALUE: (scope, args) => {
    const value = evaluate(scope, node(args, 0));
    return isBlank(value) ? evaluate(scope, node(args, 1)) : value;
  },
  // Text is never null, only blank.
  ISNULL: (scope, args) => !isTextNode(scope, node(args, 0)) && isBlank(evaluate(scope, node(args, 0))),
  NULLVALUE: (scope, args) => {
    const value = evaluate(scope, node(args, 0));
    return isBlank(value) && !isTextNode(scope, node(args, 0)) ? evaluate(scope, node(args, 1)) : value;
  },
  DISTANCE: distanceOf,
  VLOOKUP: (scope, args) => lookUp(scope, node(args, 0), node(args, 1), evaluate(scope, node(args, 2))),
  ISNEW: (scope) => scope.isNew,
  ISCHANGED: (scope, args) => !scope.isNew && !equal(evaluate(scope, node(args, 0)), priorValue(scope, node(args, 0))),
  PRIORVALUE: (scope, args) => (scope.isNew ? evaluate(scope, node(args, 0)) : priorValue(scope, node(args, 0)))
});

function call(scope: FormulaScope, name: string, args: readonly FormulaNode[]): ApexValue {
  const upper = name.toUpperCase();
  const special = SPECIAL[upper];
  if (special !== undefined) {
    return special(scope, args);
  }
  const plain = FUNCTIONS[upper] ?? MORE_FUNCTIONS[upper];
  if (plain === undefined) {
    throw new NotImplementedError(`Formula function ${upper}`);
  }
  return plain(
    scope,
    args.map((argument) => evaluate(scope, argument))
  );
}

function arithmetic(operator: string, left: Decimal | null, right: Decimal | null): ApexValue {
  if (left === null || right === null) {
    return null;
  }
  if (operator === '*') {
    return left.multiply(right);
  }
  if (operator === '^') {
    const exponent = right.stripTrailingZeros();
    return exponent.scale <= 0 && exponent.signum >= 0 && exponent.compareTo(LARGEST_EXPONENT) <= 0
      ? left.pow(Number(exponent.toBigInt()))
      : Decimal.fromDouble(left.toNumber() ** right.toNumber());
  }
  if (right.signum === 0) {
    throw new FormulaError('Division by zero');
  }
  return left.divide(right);
}

function binary(scope: FormulaScope, operator: string, left: FormulaNode, right: FormulaNode): ApexValue {
  if (operator === '&&' || operator === '||') {
    const first = evaluate(scope, left) === true;
    return operator === '&&' ? first && evaluate(scope, right) === true : first || evaluate(scope, right) === true;
  }
  const a = evaluate(scope, left);
  const b = evaluate(scope, right);
  switch (operator) {
    case '=':
    case '==':
      return equal(a, b);
    case '<>':
    case '!=':
      return isUnknown(left, a, b) || isUnknown(right, b, a) ? null : !equal(a, b);
    case '<':
      return (compare(a, b) ?? 1) < 0;
    case '<=':
      return (compare(a, b) ?? 1) <= 0;
    case '>':
      return (compare(a, b) ?? -1) > 0;
    case '>=':
      return (compare(a, b) ?? -1) >= 0;
    case '&':
      return text(a) + text(b);
    case '+':
      return add(a, b, 1);
    case '-':
      return add(a, b, -1);
    default:
      return arithmetic(operator, number(a), number(b));
  }
}

/** Whether a number or date is compared that is not there: the answer is neither true nor false. `NULL` itself may be compared. */
function isUnknown(node: FormulaNode, value: ApexValue, other: ApexValue): boolean {
  const isNull = node.kind === 'field' && node.path.length === 1 && constantOf(node.path[0] ?? '') === null;
  return value === null && other !== null && typeof other === 'object' && !isNull;
}

const CONSTANTS: Readonly<Record<string, boolean | null>> = table({ true: true, false: false, null: null });

function constantOf(name: string): boolean | null | undefined {
  return CONSTANTS[name.toLowerCase()];
}

function fieldValue(scope: FormulaScope, path: readonly string[]): ApexValue {
  const constant = path.length === 1 ? constantOf(path[0] ?? '') : undefined;
  if (constant !== undefined) {
    return constant;
  }
  const value = resolvePath(scope, path);
  if (value === null && scope.blankAsZero) {
    const field = fieldAt(scope, path);
    return field !== undefined && (isDecimal(field.type) || field.type === 'int') ? Decimal.ZERO : null;
  }
  return value;
}

/** Whether formulas have a function of this name. */
export function isFormulaFunction(name: string): boolean {
  const upper = name.toUpperCase();
  return upper in SPECIAL || upper in FUNCTIONS || upper in MORE_FUNCTIONS;
}

/** @throws FormulaError for a fault that the record's values cause */
export function evaluate(scope: FormulaScope, tree: FormulaNode): ApexValue {
  switch (tree.kind) {
    case 'text':
      return tree.value;
    case 'number':
      return Decimal.of(tree.text);
    case 'field':
      return fieldValue(scope, tree.path);
    case 'call':
      return call(scope, tree.name, tree.args);
    case 'unary':
      return tree.operator === '!'
        ? evaluate(scope, tree.operand) !== true
        : (number(evaluate(scope, tree.operand))?.negate() ?? null);
    default:
      return binary(scope, tree.operator, tree.left, tree.right);
  }
}

/** A formula's result as the field's type keeps it. */
function coerce(field: FieldSchema | undefined, value: ApexValue): ApexValue {
  if (field === undefined || value === null) {
    return value;
  }
  if (isDecimal(field.type)) {
    return number(value)?.setScale(field.scale, 'HALF_UP') ?? null;
  }
  if (field.type === 'int') {
    return number(value)?.toNumber() ?? null;
  }
  if (field.type === 'date' && value instanceof ApexDatetime) {
    return new ApexDate(Math.floor(value.ms / 86_400_000));
  }
  if (field.type === 'datetime' && value instanceof ApexDate) {
    return new ApexDatetime(value.milliseconds);
  }
  if (isText(field.type)) {
    // Blanks at the end do not survive.
    const result = text(value).trimEnd();
    return result === '' ? null : result;
  }
  return value;
}

export interface FormulaOptions {
  readonly old?: SObject | null;
  readonly isNew?: boolean;
}

function objectOf(rt: Engine, record: SObject): ObjectSchema {
  const object = record.schema ?? rt.org.schema.object(record.objectName);
  if (object === undefined) {
    throw new Error(`There is no object ${record.objectName}`);
  }
  return object;
}

/** Larger powers are those of doubles. */
const LARGEST_EXPONENT = Decimal.of('32767');
const HUNDRED = Decimal.of('100');

function run(
  rt: Engine,
  source: string,
  record: SObject,
  field: FieldSchema | undefined,
  options: FormulaOptions,
  depth: number
): ApexValue {
  if (depth > MAX_DEPTH) {
    throw new FormulaError('Formula refers to itself');
  }
  const scope: FormulaScope = {
    rt,
    record,
    object: objectOf(rt, record),
    old: options.old ?? null,
    isNew: options.isNew ?? false,
    blankAsZero: field?.blankAsZero ?? false,
    computed: (_, computed, of) => computedField(rt, computed, of, depth + 1)
  };
  const value = evaluate(scope, parseFormula(source));
  // Formulas reckon with percentages as fractions.
  return coerce(field, field?.type === 'percent' ? (number(value)?.multiply(HUNDRED) ?? null) : value);
}

/** A formula field whose formula fails shows nothing, as on the platform (`#Error!` in the page, null in Apex). */
function computedField(rt: Engine, field: FieldSchema, record: SObject, depth: number): ApexValue {
  try {
    const value = run(rt, field.formula ?? '', record, field, {}, depth);
    return value === null && field.type === 'boolean' ? false : value;
  } catch (error) {
    if (error instanceof FormulaError) {
      return null;
    }
    throw error;
  }
}

/**
 * Evaluates a formula for a record: a validation rule or a default value.
 * @param field the field that takes the result, which is brought into its type
 * @throws NotImplementedError for a function that the local org does not have
 */
export function evaluateFormula(
  rt: Engine,
  source: string,
  record: SObject,
  field?: FieldSchema,
  options: FormulaOptions = {}
): ApexValue {
  try {
    return run(rt, source, record, field, options, 0);
  } catch (error) {
    if (error instanceof FormulaError) {
      return null;
    }
    throw error;
  }
}

/** Value of a formula field for a stored record that has all of its stored fields (a query's row, a trigger's record). */
export function formulaValue(rt: Engine, _object: ObjectSchema, field: FieldSchema, record: SObject): ApexValue {
  return computedField(rt, field, record, 0);
}

const formulas = new WeakMap<ObjectSchema, readonly FieldSchema[]>();

function formulasOf(object: ObjectSchema): readonly FieldSchema[] {
  let found = formulas.get(object);
  if (found === undefined) {
    found = [...object.fields.values()].filter((field) => field.formula !== undefined);
    formulas.set(object, found);
  }
  return found;
}

/** Puts the values of all formula fields on a record. */
export function computeFormulas(rt: Engine, object: ObjectSchema, record: SObject): void {
  for (const field of formulasOf(object)) {
    const value = formulaValue(rt, object, field, record);
    if (value === null) {
      record.fields.delete(field.name.toLowerCase());
    } else {
      record.fields.set(field.name.toLowerCase(), value);
    }
  }
}
