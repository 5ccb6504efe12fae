import type { FieldSchema, FieldType, ObjectSchema } from '../../../metadata/index.ts';
import { isFilterable, isGroupable, isSortable } from '../../../soql/index.ts';
import { table } from '../../../common/index.ts';

const DISPLAY_TYPES: Partial<Record<FieldType, string>> = table({
  int: 'INTEGER',
  autonumber: 'STRING',
  longtextarea: 'TEXTAREA',
  richtextarea: 'TEXTAREA'
});

const SOAP_TYPES: Partial<Record<FieldType, string>> = table({
  id: 'ID',
  reference: 'ID',
  boolean: 'BOOLEAN',
  int: 'INTEGER',
  double: 'DOUBLE',
  currency: 'DOUBLE',
  percent: 'DOUBLE',
  date: 'DATE',
  datetime: 'DATETIME',
  time: 'TIME',
  base64: 'BASE64BINARY',
  address: 'ADDRESS',
  location: 'LOCATION',
  anytype: 'ANYTYPE'
});

/** Name of the field's `Schema.DisplayType`. */
export function displayType(field: FieldSchema): string {
  return DISPLAY_TYPES[field.type] ?? field.type.toUpperCase();
}

/** Name of the field's `Schema.SoapType`. */
export function soapType(field: FieldSchema): string {
  return SOAP_TYPES[field.type] ?? 'STRING';
}

/** What a describe call says of a field, beyond what the schema says directly. */
export function fieldFacts(object: ObjectSchema, field: FieldSchema) {
  const isNumber = ['int', 'double', 'currency', 'percent'].includes(field.type);
  const isFormula = field.formula !== undefined;
  return {
    isCalculated: isFormula || field.summary !== undefined,
    isNameField: field.name === object.nameField && field.type !== 'id',
    isNillable: !field.required && field.type !== 'boolean' && field.type !== 'id' && !AUDIT.has(field.name),
    isDefaultedOnCreate:
      field.defaultValue !== undefined || field.type === 'boolean' || AUDIT.has(field.name) || field.name === 'OwnerId',
    isFilterable: isFilterable(field),
    isGroupable: isGroupable(field) && !isFormula,
    isSortable: isSortable(field),
    isAggregatable: isSortable(field) && field.type !== 'boolean',
    isIdLookup: field.type === 'id' || field.externalId || (field.name === object.nameField && field.type === 'string'),
    isPermissionable: !field.required && !field.masterDetail && field.type !== 'id' && !AUDIT.has(field.name),
    isNamePointing: field.referenceTo.length > 1,
    isHtmlFormatted: field.type === 'richtextarea',
    isCascadeDelete: field.deleteConstraint === 'cascade',
    isRestrictedDelete: field.deleteConstraint === 'restrict',
    digits: field.type === 'int' ? 9 : 0,
    byteLength: field.length * 3,
    precision: isNumber && field.type !== 'int' ? field.precision : 0,
    scale: isNumber ? field.scale : 0
  };
}

const AUDIT = new Set([
  'CreatedDate',
  'CreatedById',
  'LastModifiedDate',
  'LastModifiedById',
  'SystemModstamp',
  'IsDeleted'
]);
