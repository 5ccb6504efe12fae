import type { DmlError } from '../../records/index.ts';
import type { ObjectSchema } from '../../metadata/index.ts';
import type { SObject } from '../../values/index.ts';

/** The checks that an event passes before it is put on the bus: required fields and text lengths. */
export function validateEvent(object: ObjectSchema, event: SObject): DmlError[] {
  const errors: DmlError[] = [];
  const missing: string[] = [];
  for (const field of object.fields.values()) {
    const value = event.fields.get(field.name.toLowerCase()) ?? null;
    if (field.custom && field.required && field.defaultValue === undefined && (value === null || value === '')) {
      missing.push(field.name);
    }
    // Lengths of fields of the platform's own events are not known.
    if (field.custom && typeof value === 'string' && field.length > 0 && value.length > field.length) {
      errors.push({
        statusCode: 'STRING_TOO_LONG',
        message: `${field.label}: data value too large: ${value} (max length=${field.length})`,
        fields: [field.name]
      });
    }
  }
  if (missing.length > 0) {
    errors.unshift({
      statusCode: 'REQUIRED_FIELD_MISSING',
      message: `Required fields are missing: [${missing.join(', ')}]`,
      fields: missing
    });
  }
  return errors;
}
