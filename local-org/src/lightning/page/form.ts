import type { FieldSchema, ObjectSchema } from '../../metadata/index.ts';
import type { PageMetadata } from '../metadata-source.ts';
import { describeField, findField, type FieldAccess, type FieldDescription } from './describe-field.ts';
import type { LayoutItem } from './layout.ts';
import { contentSections } from './record-content.ts';

/** One input of a form. */
export interface FormField extends FieldDescription {
  /** What a new record starts with, where the default is the same for every record. */
  readonly initial?: string | number | boolean;
}

export interface FormSection {
  readonly label: string;
  readonly columns: readonly (readonly FormField[])[];
}

/** A person's name and an address are one field to read and several to write. */
const ADDRESS_PARTS = ['Street', 'City', 'State', 'PostalCode', 'Country'];
const WITHOUT_INPUT = new Set(['id', 'location', 'base64', 'encryptedstring', 'anytype', 'address']);

/**
 * The form to create or edit a record: the sections and columns of its page layout with the fields that the user may write.
 * Without the required fields a record could never be saved, so they come even where the layout leaves them out.
 */
export function formSections(
  metadata: PageMetadata,
  object: ObjectSchema,
  access: FieldAccess,
  isNew: boolean
): FormSection[] {
  const listed = new Set<string>();
  const input = (field: FieldSchema, isRequired: boolean): FormField[] => {
    const described = describeField(metadata.schema, object, field, access);
    const writable = isNew ? field.createable && !isGiven(object, field) : field.updateable;
    const mayEdit = access(object.name, field.name).edit && !field.formula && !field.summary;
    if (!described || !writable || !mayEdit || WITHOUT_INPUT.has(field.type) || listed.has(field.name)) return [];
    listed.add(field.name);
    const initial = isNew ? initialValue(field) : undefined;
    const required = field.type !== 'boolean' && (isRequired || field.required);
    return [{ ...described, required, ...(initial === undefined ? {} : { initial }) }];
  };
  const inputs = ({ field: name, behavior }: LayoutItem): FormField[] => {
    const field = findField(object, name);
    if (!field || behavior === 'Readonly') return [];
    return partsOf(object, field).flatMap((part) => input(part, behavior === 'Required' && part.name === field.name));
  };
  const sections = contentSections(metadata, object)
    .map(({ label, columns }) => ({ label, columns: columns.map((column) => column.flatMap(inputs)) }))
    .filter(({ columns }) => columns.some((column) => column.length > 0));
  const missing = [...object.fields.values()].filter(
    ({ required, type, name, defaultValue }) =>
      required && type !== 'boolean' && defaultValue === undefined && !listed.has(name)
  );
  const more = missing.flatMap((field) => input(field, true));
  return more.length ? [...sections, { label: 'Required Information', columns: [more] }] : sections;
}

/** A new record belongs to whoever creates it; Lightning does not ask. */
function isGiven(object: ObjectSchema, field: FieldSchema): boolean {
  return field.name === 'OwnerId' && object.name !== 'Task' && object.name !== 'Event';
}

function partsOf(object: ObjectSchema, field: FieldSchema): FieldSchema[] {
  const named = (names: readonly string[]): FieldSchema[] =>
    names.flatMap((name) => object.fields.get(name.toLowerCase()) ?? []);
  if (field.name === 'Name' && object.fields.has('lastname')) return named(['FirstName', 'LastName']);
  if (field.type !== 'address') return [field];
  const prefix = field.name.replace(/Address$/, '');
  return named(ADDRESS_PARTS.map((part) => prefix + part));
}

/** Defaults that look at nothing; what else a formula gives is filled in when the record is saved. */
function initialValue(field: FieldSchema): FormField['initial'] {
  const source = field.defaultValue?.trim();
  if (field.type === 'boolean') return /^true$/i.test(source ?? '') ? true : undefined;
  const chosen = field.picklistValues.find(({ isDefault, active }) => isDefault && active)?.value;
  if (chosen !== undefined) return chosen;
  if (source === undefined) return undefined;
  const quoted = /^"([^"\\]*)"$/.exec(source)?.[1];
  if (quoted !== undefined) return quoted;
  if (!/^-?\d+(\.\d+)?$/.test(source)) return undefined;
  // A percentage is written as a fraction: 0.1 is 10 %.
  return field.type === 'percent' ? Number((Number(source) * 100).toFixed(10)) : Number(source);
}
