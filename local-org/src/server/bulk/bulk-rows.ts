import type { ObjectSchema, Schema } from '../../metadata/index.ts';
import type { SObject } from '../../values/index.ts';
import { jsonToRecord } from '../record-json.ts';
import { table } from '../../common/index.ts';

/** The text that makes a field empty; an empty text leaves it as it is. */
const NULL_TEXT = '#N/A';

/** One column of the uploaded CSV. */
export interface Column {
  /** Field, or field of a parent: `['Account', 'External_Id__c']`. */
  readonly path: readonly string[];
  readonly isBoolean: boolean;
}

/**
 * Finds the fields that a CSV's head names. A parent is `Relationship.ExternalId`, or `Type:Relationship.ExternalId` where a lookup has
 * several types.
 * @throws RangeError with the message that the failed job gets
 */
export function readColumns(head: readonly string[], object: ObjectSchema, schema: Schema): Column[] {
  return head.map((text) => {
    const name = text.trim();
    const [relationship = '', parentField] = name.replace(/^\w+:/, '').split('.');
    if (parentField === undefined) {
      const field = object.fields.get(name.toLowerCase());
      if (!field) {
        throw new RangeError(`InvalidBatch : Field name not found : ${name}`);
      }
      return { path: [field.name], isBoolean: field.type === 'boolean' };
    }
    const lookup = [...object.fields.values()].find(
      (field) => field.relationshipName?.toLowerCase() === relationship.toLowerCase()
    );
    const parent = lookup && schema.object(lookup.referenceTo[0] ?? '');
    if (!lookup?.relationshipName || !parent?.fields.has(parentField.toLowerCase())) {
      throw new RangeError(`InvalidBatch : Field name not found : ${name}`);
    }
    return { path: [lookup.relationshipName, parentField], isBoolean: false };
  });
}

/** A record from one row. @throws ApiError for a value of the wrong type */
export function rowToRecord(
  schema: Schema,
  object: ObjectSchema,
  columns: readonly Column[],
  row: readonly string[]
): SObject {
  const json: Record<string, unknown> = table({});
  columns.forEach(({ path, isBoolean }, index) => {
    const text = row[index] ?? '';
    const [name = '', parentField] = path;
    if (text === '') {
      return;
    }
    const value = text === NULL_TEXT ? null : isBoolean ? booleanText(text) : text;
    json[name] = parentField === undefined || value === null ? value : { [parentField]: value };
  });
  return jsonToRecord(schema, object, json);
}

function booleanText(text: string): string {
  const lower = text.trim().toLowerCase();
  return lower === '1' || lower === 'yes' ? 'true' : lower === '0' || lower === 'no' ? 'false' : lower;
}
