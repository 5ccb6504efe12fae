import type { FieldSchema, ObjectSchema } from '../../metadata/index.ts';
import {
  ApexDate,
  ApexDatetime,
  ApexException,
  ApexList,
  ApexMap,
  ApexObject,
  ApexSet,
  ApexTime,
  Decimal,
  NotImplementedError,
  SObject
} from '../../values/index.ts';
import type { ApexValue } from '../../values/index.ts';
import type { Operand } from '../ast.ts';
import { isIdField, isTextField } from '../resolve/index.ts';
import { dateLiteralRange, startOfDay } from './date-range.ts';
import type { Calendar } from './date-range.ts';
import { encodeForCompare } from './encode.ts';
import type { SqlValue } from './encode.ts';

/** What the values of a query are computed from, each time it runs. */
export interface EvaluationContext {
  readonly binds: readonly ApexValue[];
  readonly calendar: Calendar;
  readonly userId: string;
  /** Most rows to read. */
  readonly rowCap: number;
  /** JSON array of the parents' ids; subqueries only. */
  readonly parentIds?: string;
  /** Which records the running user sees; undefined when sharing is not enforced. */
  readonly visibility: Visibility | undefined;
}

/** SQL condition on an object's rows that holds for those visible to the running user; undefined if all are. */
export type Visibility = (
  object: ObjectSchema,
  alias: string
) => { readonly sql: string; readonly params: readonly SqlValue[] } | undefined;

/**
 * A value of the query when it runs. `shape` says which SQL it needs, so that one text serves all values of the same shape:
 * `null`, `value`, `fold` (text beyond ASCII), `range`; lists: `list` with `+null` and `+fold`.
 */
export interface SlotValue {
  readonly shape: string;
  readonly parts: readonly SqlValue[];
}

export type Slot = (context: EvaluationContext) => SlotValue;

/** Most records that OFFSET may skip. */
const MAX_OFFSET = 2000;

const NULL: SlotValue = { shape: 'null', parts: [] };

/** Slot of an operand that is compared with one value. */
export function scalarSlot(operand: Operand, field: FieldSchema): Slot {
  if (operand.kind === 'dateLiteral') {
    return ({ calendar }) => {
      const { start, end } = dateLiteralRange(operand.name, operand.n, calendar);
      return {
        shape: 'range',
        parts: field.type === 'date' ? [iso(start), iso(end)] : [startOfDay(start, calendar), startOfDay(end, calendar)]
      };
    };
  }
  if (operand.kind === 'bind') {
    return ({ binds }) => {
      const value = binds[operand.index] ?? null;
      // `Id = :ids` is `Id IN :ids`.
      return isCollection(value) ? listValue(members(value), field) : scalarValue(value, field);
    };
  }
  const constant = scalarValue(literalValue(operand), field);
  return () => constant;
}

function iso(day: number): string {
  return new ApexDate(day).toIso();
}

function scalarValue(value: ApexValue, field: FieldSchema): SlotValue {
  const stored = encodeForCompare(value instanceof SObject ? value.id : value, field);
  if (stored === null) {
    // The platform reads null on a checkbox as false.
    return field.type === 'boolean' ? { shape: 'value', parts: [0] } : NULL;
  }
  return needsFold(stored, field) ? { shape: 'fold', parts: [fold(stored)] } : { shape: 'value', parts: [stored] };
}

/** Slot of the operand of IN, NOT IN and of LIKE with a list: one JSON array. */
export function listSlot(operand: Operand, field: FieldSchema): Slot {
  const items = operand.kind === 'list' ? operand.items : [operand];
  if (items.every((item) => item.kind !== 'bind')) {
    const constant = listValue(items.map(literalValue), field);
    return () => constant;
  }
  return ({ binds }) => {
    if (operand.kind === 'bind' && (binds[operand.index] ?? null) === null) {
      throw new ApexException('System.NullPointerException', 'Attempt to de-reference a null object');
    }
    return listValue(
      items.flatMap((item) => (item.kind === 'bind' ? members(binds[item.index] ?? null) : [literalValue(item)])),
      field
    );
  };
}

function listValue(values: readonly ApexValue[], field: FieldSchema): SlotValue {
  const stored = values.map((value) => encodeForCompare(value instanceof SObject ? value.id : value, field));
  const known = stored.filter((value) => value !== null);
  const folds = known.some((value) => needsFold(value, field));
  const json = known.map((value) =>
    typeof value === 'string' ? JSON.stringify(folds ? fold(value) : value) : String(value)
  );
  const shape = `list${known.length < stored.length ? '+null' : ''}${folds ? '+fold' : ''}`;
  return { shape, parts: [`[${json.join(',')}]`] };
}

/** Slot of INCLUDES and EXCLUDES: a JSON array of groups, each an array of values that must all be selected. */
export function groupsSlot(operand: Operand): Slot {
  const items = operand.kind === 'list' ? operand.items : [operand];
  return ({ binds }) => {
    const texts = items.flatMap((item) =>
      item.kind === 'bind' ? members(binds[item.index] ?? null) : [literalValue(item)]
    );
    const groups = texts.map((text) => (text === null ? [] : String(text).toLowerCase().split(';')));
    return { shape: 'value', parts: [JSON.stringify(groups)] };
  };
}

/** Slot of a LIKE pattern. */
export function patternSlot(operand: Operand): Slot {
  const evaluate = (value: ApexValue): SlotValue => {
    if (value === null || value === '') {
      return NULL;
    }
    const text = String(value);
    return isAscii(text) ? { shape: 'value', parts: [text] } : { shape: 'fold', parts: [text] };
  };
  if (operand.kind === 'bind') {
    return ({ binds }) => evaluate(binds[operand.index] ?? null);
  }
  const constant = evaluate(literalValue(operand));
  return () => constant;
}

/** Slot of LIMIT and OFFSET. */
export function countSlot(operand: Operand, clause: 'LIMIT' | 'OFFSET', objectName: string): Slot {
  return ({ binds }) => {
    const value = operand.kind === 'bind' ? (binds[operand.index] ?? null) : literalValue(operand);
    if (value === null) {
      throw new ApexException('System.NullPointerException', 'Attempt to de-reference a null object');
    }
    if (operand.kind === 'bind' && typeof value !== 'number') {
      const name = clause === 'LIMIT' ? 'Limit' : 'Offset';
      throw new ApexException('System.QueryException', `${name} expression must be of type Integer`);
    }
    const count = value instanceof Decimal ? value.toNumber() : Number(value);
    if (!Number.isInteger(count) || count < 0) {
      throw new ApexException('System.QueryException', `Invalid ${clause} value: ${count}`);
    }
    if (clause === 'OFFSET' && count > MAX_OFFSET) {
      const message = `Maximum SOQL offset allowed for apiName ${objectName} is ${MAX_OFFSET}`;
      throw new ApexException('System.QueryException', message);
    }
    return { shape: 'value', parts: [count] };
  };
}

/** The Apex value of a literal. */
export function literalValue(operand: Operand): ApexValue {
  switch (operand.kind) {
    case 'null':
      return null;
    case 'boolean':
    case 'string':
      return operand.value;
    case 'currency':
      throw new NotImplementedError(`SOQL ${operand.code}${operand.text}: the org has one currency`);
    case 'number':
      return Decimal.parse(operand.text) ?? malformed(operand.text, 'number');
    case 'date':
      return ApexDate.parseIso(operand.text) ?? malformed(operand.text, 'date');
    case 'datetime':
      return ApexDatetime.parseIso(operand.text) ?? malformed(operand.text, 'dateTime');
    case 'time':
      return timeOf(operand.text);
    default:
      throw new ApexException('System.QueryException', `unexpected token: '${operand.kind}'`);
  }
}

function timeOf(text: string): ApexTime {
  const [hour = 0, minute = 0, second = 0] = text.replace(/Z$/i, '').split(':').map(Number);
  return ApexTime.of(hour, minute, Math.floor(second), Math.round((second % 1) * 1000));
}

function malformed(text: string, type: string): never {
  throw new ApexException('System.QueryException', `Invalid ${type}: ${text}`);
}

/** The members of a bound collection; any other value is a list of one. A list of records stands for their ids. */
function members(value: ApexValue): ApexValue[] {
  if (value instanceof ApexList || value instanceof ApexSet) {
    return [...value];
  }
  if (value instanceof ApexMap) {
    return [...value.keys()];
  }
  return [value];
}

/** SQLite's NOCASE knows ASCII only; other text is compared in lower case by a function. */
function needsFold(stored: SqlValue, field: FieldSchema): boolean {
  return (
    typeof stored === 'string' && isTextField(field) && !field.caseSensitive && !isIdField(field) && !isAscii(stored)
  );
}

function isAscii(text: string): boolean {
  return /^[\x00-\x7f]*$/.test(text);
}

/** Text in the form in which case does not matter. */
export function fold<T extends SqlValue>(value: T): T | string {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

/** True for a value that may stand for several: a collection bound to IN. */
function isCollection(value: ApexValue): boolean {
  return (
    value instanceof ApexObject && (value instanceof ApexList || value instanceof ApexSet || value instanceof ApexMap)
  );
}
