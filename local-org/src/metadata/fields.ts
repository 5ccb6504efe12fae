import type { FieldSchema, FieldType } from './schema.ts';

/** What a field definition must say; the rest has the platform's defaults. */
export type FieldSpec = { readonly name: string; readonly type: FieldType } & Partial<FieldSchema>;

/** Completes a field definition: an ordinary optional field that may be written. */
export function makeField(spec: FieldSpec): FieldSchema {
  return {
    label: labelOf(spec.name),
    custom: false,
    length: 0,
    precision: 0,
    scale: 0,
    required: false,
    unique: false,
    caseSensitive: false,
    externalId: false,
    createable: true,
    updateable: true,
    picklistValues: [],
    restrictedPicklist: false,
    referenceTo: [],
    masterDetail: false,
    ...spec
  };
}

/** A field that the system alone writes. */
export function systemField(spec: FieldSpec): FieldSchema {
  return makeField({ createable: false, updateable: false, ...spec });
}

/** `NumberOfEmployees` → `Number Of Employees`, `AccountId` → `Account ID`. */
export function labelOf(name: string): string {
  return name
    .replace(/__c$/i, '')
    .replaceAll('_', ' ')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/\bId$/, 'ID');
}

/** Whether the field has a column: formulas and compound fields are put together when they are read. */
export function isStored(field: FieldSchema): boolean {
  return field.formula === undefined && field.type !== 'address' && field.type !== 'location';
}

/** Whether the values are decimal numbers stored as scaled integers. */
export function isDecimal(type: FieldType): boolean {
  return type === 'double' || type === 'currency' || type === 'percent';
}

const TEXT: ReadonlySet<FieldType> = new Set<FieldType>([
  'string',
  'textarea',
  'longtextarea',
  'richtextarea',
  'email',
  'phone',
  'url',
  'encryptedstring',
  'picklist',
  'multipicklist',
  'combobox',
  'autonumber',
  'anytype'
]);

/** Whether Apex sees the field as a String. */
export function isText(type: FieldType): boolean {
  return TEXT.has(type);
}
