import type { FieldSchema } from '../metadata/index.ts';
import { ApexException } from '../values/index.ts';
import type { DmlError, DmlOperation, DmlResult } from '../records/index.ts';
import { table } from '../common/index.ts';

export function dmlError(statusCode: string, message: string, fields: readonly string[] = []): DmlError {
  return { statusCode, message, fields };
}

/** Texts of the platform for faults of a field's value. */
export const fieldErrors = {
  tooLong: (field: FieldSchema, value: string): DmlError =>
    dmlError('STRING_TOO_LONG', `${field.label}: data value too large: ${value} (max length=${field.length})`, [
      field.name
    ]),
  badPicklist: (field: FieldSchema, value: string): DmlError =>
    dmlError(
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      `${field.label}: bad value for restricted picklist field: ${value}`,
      [field.name]
    ),
  outOfRange: (field: FieldSchema, value: string): DmlError =>
    dmlError('NUMBER_OUTSIDE_VALID_RANGE', `${field.label}: value outside of valid range on numeric field: ${value}`, [
      field.name
    ]),
  nullCheckbox: (field: FieldSchema): DmlError =>
    dmlError('INVALID_TYPE_ON_FIELD_IN_RECORD', `${field.label}: value not of required type: `, [field.name]),
  badEmail: (field: FieldSchema, value: string): DmlError =>
    dmlError('INVALID_EMAIL_ADDRESS', `${field.label}: invalid email address: ${value}`, [field.name]),
  malformedId: (field: FieldSchema, value: string): DmlError =>
    dmlError('MALFORMED_ID', `${field.label}: id value of incorrect type: ${value}`, [field.name]),
  wrongIdType: (field: FieldSchema, value: string): DmlError =>
    dmlError('FIELD_INTEGRITY_EXCEPTION', `${field.label}: id value of incorrect type: ${value}`, [field.name]),
  notWriteable: (fields: readonly string[]): DmlError =>
    dmlError(
      'INVALID_FIELD_FOR_INSERT_UPDATE',
      `Unable to create/update fields: ${fields.join(', ')}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
      fields
    ),
  missing: (fields: readonly string[]): DmlError =>
    dmlError('REQUIRED_FIELD_MISSING', `Required fields are missing: [${fields.join(', ')}]`, fields),
  duplicateUsername: (): DmlError =>
    dmlError(
      'DUPLICATE_USERNAME',
      'Duplicate Username.<br>The username already exists in this or another Salesforce organization. Usernames must be unique across all Salesforce organizations. To resolve, use a different username (it doesn’t need to match the user’s email address). ',
      ['Username']
    ),
  duplicate: (field: FieldSchema, otherId: string): DmlError =>
    dmlError(
      'DUPLICATE_VALUE',
      `duplicate value found: ${field.name} duplicates value on record with id: ${otherId.slice(0, 15)}`
    )
};

const VERBS: Readonly<Record<DmlOperation, string>> = table({
  insert: 'Insert',
  update: 'Update',
  upsert: 'Upsert',
  delete: 'Delete',
  undelete: 'Undelete',
  merge: 'Merge'
});

/** `CODE, message: [Field1, Field2]` */
export function errorText(error: DmlError): string {
  return `${error.statusCode}, ${error.message}: [${error.fields.join(', ')}]`;
}

/**
 * The System.DmlException of a failed statement.
 * @param message replaces the text made of the first error
 */
export function dmlException(
  operation: DmlOperation,
  results: readonly DmlResult[],
  message?: string,
  objectName?: string
): ApexException {
  const failed = results.flatMap((result, index) => result.errors.map((error) => ({ error, index, id: result.id })));
  const [first] = failed;
  const withId = first?.id ? ` with id ${first.id}` : '';
  const text =
    first === undefined
      ? `${VERBS[operation]} failed.`
      : `${VERBS[operation]} failed. First exception on row ${first.index}${withId}; first error: ${errorText(first.error)}`;
  const exception = new ApexException('System.DmlException', message ?? text);
  exception.dmlRows = failed.map(({ error, index, id }) => ({
    index,
    id,
    statusCode: error.statusCode,
    message: error.message,
    fields: error.fields,
    objectName
  }));
  return exception;
}
