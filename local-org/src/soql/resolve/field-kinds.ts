import type { FieldSchema, FieldType } from '../../metadata/index.ts';

const TEXT: ReadonlySet<FieldType> = new Set([
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
] as const);
const NUMERIC: ReadonlySet<FieldType> = new Set(['int', 'double', 'currency', 'percent'] as const);

export function isTextField(field: FieldSchema): boolean {
  return TEXT.has(field.type);
}

export function isNumericField(field: FieldSchema): boolean {
  return NUMERIC.has(field.type);
}

export function isIdField(field: FieldSchema): boolean {
  return field.type === 'id' || field.type === 'reference';
}

/** Text that the platform keeps outside the row: it can be selected, but not filtered, sorted or grouped. */
export function isLongText(field: FieldSchema): boolean {
  return (
    field.type === 'longtextarea' ||
    field.type === 'richtextarea' ||
    field.type === 'base64' ||
    (field.type === 'textarea' && field.length > 255)
  );
}

export function isCompound(field: FieldSchema): boolean {
  return field.type === 'address' || field.type === 'location';
}

export function isFilterable(field: FieldSchema): boolean {
  return !isLongText(field) && !isCompound(field) && field.type !== 'encryptedstring';
}

export function isSortable(field: FieldSchema): boolean {
  return isFilterable(field) && field.type !== 'multipicklist';
}

export function isGroupable(field: FieldSchema): boolean {
  const isCustomNumber = field.type === 'double' || field.type === 'currency' || field.type === 'percent';
  return isSortable(field) && !isCustomNumber && field.type !== 'datetime' && field.type !== 'time';
}

/** Whether the aggregate function accepts the field. COUNT takes what can be filtered. */
export function isAggregatable(fn: string, field: FieldSchema): boolean {
  switch (fn) {
    case 'SUM':
    case 'AVG':
      return isNumericField(field);
    case 'MIN':
    case 'MAX':
      return isSortable(field) && field.type !== 'boolean';
    default:
      return isFilterable(field);
  }
}

/** The type's name in error messages about filter values. */
export function filterTypeName(field: FieldSchema): string {
  switch (field.type) {
    case 'datetime':
      return 'dateTime';
    case 'int':
    case 'double':
    case 'currency':
    case 'percent':
    case 'boolean':
    case 'date':
    case 'time':
      return field.type;
    default:
      return 'string';
  }
}
