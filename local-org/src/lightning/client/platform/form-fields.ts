import type { FieldInfo, ObjectInfo } from './object-info.ts';
import type { FieldDescription } from './shell-types.ts';

/** Event by which a field inside a record form makes itself known to the form. */
export const REGISTER_FIELD = 'localorgregisterfield';

export interface FieldState {
  info: ObjectInfo;
  row: Record<string, unknown>;
}

/** What a form may do with a field inside it. */
export interface FormField {
  readonly name: string;
  receive(state: FieldState): void;
  /** Value to save; absent for a field that only shows. */
  read?(): unknown;
  reset?(): void;
  check?(): boolean;
}

/** A field as the shell's own output component takes it. */
export function describe(field: FieldInfo): FieldDescription {
  const target = field.referenceToInfos[0];
  return {
    name: field.apiName,
    path: field.apiName,
    label: field.reference && !field.custom ? field.label.replace(/ ID$/, '') : field.label,
    type: field.dataType === 'TextArea' ? 'longtextarea' : field.dataType.toLowerCase(),
    scale: field.scale,
    required: field.required,
    editable: field.updateable,
    picklist: Object.fromEntries(field.picklistValues.map(({ value, label }) => [value, label])),
    ...(field.reference && field.relationshipName && target
      ? { referenceTo: target.apiName, namePath: `${field.relationshipName}.${target.nameFields[0] ?? 'Name'}` }
      : {})
  };
}

/** The name of a field given as text or as an `@salesforce/schema` reference. */
export function fieldNameOf(reference: unknown): string {
  if (reference && typeof reference === 'object' && 'fieldApiName' in reference) return String(reference.fieldApiName);
  return String(reference ?? '');
}

export function objectNameOf(reference: unknown): string {
  if (reference && typeof reference === 'object' && 'objectApiName' in reference)
    return String(reference.objectApiName);
  return String(reference ?? '');
}
