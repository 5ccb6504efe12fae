import type { FieldSchema, LookupFilter, ObjectSchema } from '../metadata/index.ts';
import type { Engine } from '../engine/index.ts';
import { ApexDate, ApexDatetime, Decimal, stringOf, type ApexValue, type SObject } from '../values/index.ts';
import { table } from '../common/index.ts';
import { dmlError } from './errors.ts';
import { evaluateFormula } from '../formula/index.ts';
import { sameStored } from '../records/index.ts';
import type { SaveContext, SaveRow } from '../records/index.ts';

type Comparable = string | number | boolean | null;

function comparable(value: ApexValue): Comparable {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') {
    return value;
  }
  if (value instanceof Decimal) {
    return value.toNumber();
  }
  if (value instanceof ApexDate) {
    return value.days * 86_400_000;
  }
  return value instanceof ApexDatetime ? value.ms : stringOf(value).toLowerCase();
}

/** A value of the metadata as the one that it is compared with. */
function literal(text: string, like: Comparable): Comparable {
  if (text === '') {
    return typeof like === 'boolean' ? false : null;
  }
  if (typeof like === 'boolean') {
    return /^(?:true|1)$/i.test(text);
  }
  if (typeof like === 'number') {
    const number = Number(text);
    return Number.isNaN(number) ? Date.parse(text) : number;
  }
  return text.toLowerCase();
}

type Test = (left: Comparable, right: Comparable) => boolean;

const textOf = (value: Comparable): string => String(value ?? '');
const ordered =
  (holds: (order: number) => boolean): Test =>
  (left, right) =>
    left !== null && right !== null && holds(left < right ? -1 : left > right ? 1 : 0);

const TESTS: Readonly<Record<string, Test>> = table({
  equals: (left, right) => left === right,
  notEqual: (left, right) => left !== right,
  lessThan: ordered((order) => order < 0),
  lessOrEqual: ordered((order) => order <= 0),
  greaterThan: ordered((order) => order > 0),
  greaterOrEqual: ordered((order) => order >= 0),
  contains: (left, right) => textOf(left).includes(textOf(right)),
  notContain: (left, right) => !textOf(left).includes(textOf(right)),
  startsWith: (left, right) => textOf(left).startsWith(textOf(right)),
  includes: (left, right) => textOf(left).split(';').includes(textOf(right)),
  excludes: (left, right) => !textOf(left).split(';').includes(textOf(right))
});

const NEGATIVE: ReadonlySet<string> = new Set(['notEqual', 'notContain', 'excludes']);

/** The lines of a filter for one record, by their numbers; a field that is not there refuses nothing. */
function holds(rt: Engine, field: FieldSchema, filter: LookupFilter, record: SObject): boolean {
  const read = (path: string): Comparable => {
    const [first = '', ...rest] = path.split('.');
    const source = first.startsWith('$') ? undefined : field.relationshipName;
    const local = first === '$Source' ? rest.join('.') : source === undefined ? path : [source, ...rest].join('.');
    return comparable(evaluateFormula(rt, local, record));
  };
  const results = filter.items.map(({ field: path, operation, value, valueField }) => {
    const test = TESTS[operation];
    if (test === undefined) {
      return true;
    }
    const left = read(path);
    if (valueField !== undefined) {
      return test(left, read(valueField));
    }
    const values = (value ?? '').split(',').map((part) => literal(part.trim(), left));
    return NEGATIVE.has(operation)
      ? values.every((right) => test(left, right))
      : values.some((right) => test(left, right));
  });
  return filter.logic === undefined ? results.every(Boolean) : logicHolds(filter.logic, results);
}

/** `1 AND (2 OR 3)`, from the outside in. */
function logicHolds(logic: string, results: readonly boolean[]): boolean {
  const tokens = logic.toUpperCase().match(/\d+|AND|OR|NOT|[()]/g) ?? [];
  let at = 0;
  const atom = (): boolean => {
    const token = tokens[at++];
    if (token === 'NOT') {
      return !atom();
    }
    if (token === '(') {
      const value = either();
      at++;
      return value;
    }
    return results[Number(token) - 1] ?? true;
  };
  const both = (): boolean => {
    let value = atom();
    while (tokens[at] === 'AND') {
      at++;
      value = atom() && value;
    }
    return value;
  };
  const either = (): boolean => {
    let value = both();
    while (tokens[at] === 'OR') {
      at++;
      value = both() || value;
    }
    return value;
  };
  return either();
}

const filtered = new WeakMap<ObjectSchema, readonly FieldSchema[]>();

function filteredFields(object: ObjectSchema): readonly FieldSchema[] {
  let fields = filtered.get(object);
  if (fields === undefined) {
    fields = [...object.fields.values()].filter((field) => field.lookupFilter !== undefined);
    filtered.set(object, fields);
  }
  return fields;
}

/** A lookup with a filter that is required leads to records that meet it alone. */
export function checkLookupFilters(rt: Engine, { object }: SaveContext, rows: readonly SaveRow[]): void {
  for (const field of filteredFields(object)) {
    const filter = field.lookupFilter;
    for (const { record, old, errors } of filter === undefined ? [] : rows) {
      const isSet = (record.fields.get(field.name.toLowerCase()) ?? null) !== null;
      const isNew = old === null || !sameStored(field, record, old);
      if (filter !== undefined && isSet && isNew && !holds(rt, field, filter, record)) {
        errors.push(dmlError('FIELD_FILTER_VALIDATION_EXCEPTION', filter.message, [field.name]));
      }
    }
  }
}
