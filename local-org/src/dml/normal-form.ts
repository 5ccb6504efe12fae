import { toDecimal } from '../db/index.ts';
import { isDecimal, isText } from '../metadata/index.ts';
import type { FieldSchema } from '../metadata/index.ts';
import { ApexDatetime, Decimal, isIdText, stringOf, toId18, type ApexValue } from '../values/index.ts';

const SECOND = 1000;

/** Places of a picklist's values by their lower-case text. */
const places = new WeakMap<FieldSchema, ReadonlyMap<string, number>>();

function placesOf(field: FieldSchema): ReadonlyMap<string, number> {
  let known = places.get(field);
  if (known === undefined) {
    known = new Map(field.picklistValues.map(({ value }, index) => [value.toLowerCase(), index]));
    places.set(field, known);
  }
  return known;
}

/** A choice as the picklist writes it; one that it does not know stays as it is. */
function choice(field: FieldSchema, text: string): string {
  return field.picklistValues[placesOf(field).get(text.toLowerCase()) ?? -1]?.value ?? text;
}

/** A multi-select picklist holds each choice once, in the picklist's order; what separates nothing is not kept. */
function choices(field: FieldSchema, text: string): string {
  const order = placesOf(field);
  const place = (value: string): number => order.get(value.toLowerCase()) ?? order.size;
  const values = text
    .split(';')
    .map((part) => choice(field, part.trim()))
    .filter((part) => part !== '');
  return [...new Set(values)].sort((a, b) => place(a) - place(b)).join(';');
}

function textForm(field: FieldSchema, text: string): string {
  switch (field.type) {
    case 'email':
      return text.toLowerCase();
    case 'picklist':
      return choice(field, text);
    case 'multipicklist':
      return choices(field, text);
    default:
      return text;
  }
}

/**
 * The form in which before triggers see what a caller has set: an empty text is no value, e-mail addresses have small letters, picklist
 * values are written as the picklist has them. Everything else is brought into its stored form after them.
 */
export function inputForm(field: FieldSchema, value: ApexValue): ApexValue {
  if (typeof value !== 'string' || !isText(field.type)) {
    return value;
  }
  if (value === '') {
    return null;
  }
  return textForm(field, field.type === 'email' ? value.trim() : value);
}

/** The value as it will be stored: text trimmed, numbers rounded to the scale, times to whole seconds, ids in their long form. */
export function normalized(field: FieldSchema, value: ApexValue): ApexValue {
  if (value === null) {
    return null;
  }
  if (isDecimal(field.type)) {
    return toDecimal(value)?.setScale(field.scale, 'HALF_UP') ?? value;
  }
  if (field.type === 'int') {
    return value instanceof Decimal ? value.toNumber() : value;
  }
  if (field.type === 'datetime' && value instanceof ApexDatetime) {
    return value.ms % SECOND === 0 ? value : new ApexDatetime(Math.floor(value.ms / SECOND) * SECOND);
  }
  if (field.type === 'reference' || field.type === 'id') {
    const id = stringOf(value);
    return id === '' ? null : isIdText(id) ? toId18(id) : id;
  }
  if (isText(field.type)) {
    const text = textForm(field, (typeof value === 'string' ? value : stringOf(value)).trim());
    return text === '' ? null : text;
  }
  return value;
}
