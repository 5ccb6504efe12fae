import type { FieldSchema, ObjectSchema, Schema } from '../../metadata/index.ts';
import { pageLabel } from './field-labels.ts';

/** What a page needs to show one field. `path` is what a query selects, `namePath` the parent's name for a lookup. */
export interface FieldDescription {
  readonly name: string;
  readonly path: string;
  readonly label: string;
  readonly type: FieldSchema['type'];
  readonly scale: number;
  readonly helpText?: string;
  readonly namePath?: string;
  readonly referenceTo?: string;
  readonly required: boolean;
  readonly editable: boolean;
  /** Labels of picklist values that are not their own label. */
  readonly picklist?: Readonly<Record<string, string>>;
  /** Beside who created or changed the record: when. */
  readonly timePath?: string;
}

/** Decides whether the running user may read or edit a field. */
export interface FieldAccess {
  (objectName: string, fieldName: string): { readonly read: boolean; readonly edit: boolean };
}

/** Finds a field ignoring case; metadata files name standard fields in several spellings. */
export function findField(object: ObjectSchema, name: string): FieldSchema | undefined {
  const key = name.toLowerCase();
  return object.fields.get(key) ?? object.fields.get(`${key}id`);
}

/** Describes a field for a page; `undefined` when the user may not read it. */
export function describeField(
  schema: Schema,
  object: ObjectSchema,
  field: FieldSchema,
  access: FieldAccess
): FieldDescription | undefined {
  const allowed = access(object.name, field.name);
  if (!allowed.read) return undefined;
  const target = field.type === 'reference' ? field.referenceTo[0] : undefined;
  const nameField = target ? nameOf(schema, target) : undefined;
  const namePath = field.relationshipName && nameField ? `${field.relationshipName}.${nameField}` : undefined;
  return {
    name: field.name,
    path: field.name,
    label: pageLabel(object, field),
    type: field.type,
    scale: field.scale,
    required: field.required,
    editable: allowed.edit && field.updateable && !field.formula && !field.summary,
    ...(field.inlineHelpText ? { helpText: field.inlineHelpText } : {}),
    ...(namePath ? { namePath } : {}),
    ...(target ? { referenceTo: target } : {}),
    ...picklistLabels(field)
  };
}

function picklistLabels(field: FieldSchema): Pick<FieldDescription, 'picklist'> {
  const labelled = field.picklistValues.filter(({ value, label }) => value !== label);
  return labelled.length ? { picklist: Object.fromEntries(labelled.map(({ value, label }) => [value, label])) } : {};
}

/** Describes a path such as `Account.Owner.Name` that starts at this object. */
export function describePath(
  schema: Schema,
  object: ObjectSchema,
  path: string,
  access: FieldAccess
): FieldDescription | undefined {
  const [first = '', ...rest] = path.split('.');
  if (rest.length === 0) {
    const field = findField(object, first);
    return field ? describeField(schema, object, field, access) : undefined;
  }
  const reference = [...object.fields.values()].find(
    (field) => field.relationshipName?.toLowerCase() === first.toLowerCase()
  );
  const parent = reference ? schema.object(reference.referenceTo[0] ?? '') : undefined;
  if (!reference || !parent || !access(object.name, reference.name).read) return undefined;
  const inner = describePath(schema, parent, rest.join('.'), access);
  if (!inner) return undefined;
  const prefix = `${reference.relationshipName}.`;
  return {
    ...inner,
    path: prefix + inner.path,
    editable: false,
    label: rest.length === 1 && inner.name === parent.nameField ? pageLabel(object, reference) : inner.label,
    ...(inner.namePath ? { namePath: prefix + inner.namePath } : {})
  };
}

export function nameOf(schema: Schema, objectName: string): string | undefined {
  const object = schema.object(objectName);
  if (!object) return objectName === 'User' || objectName === 'Group' ? 'Name' : undefined;
  return object.fields.has(object.nameField.toLowerCase()) ? object.nameField : undefined;
}

/** Everything a query must select to show these fields. */
export function queryPaths(fields: Iterable<FieldDescription>): string[] {
  const paths = new Set<string>();
  for (const field of fields) {
    if (field.type === 'location') continue;
    paths.add(field.path);
    if (field.namePath) paths.add(field.namePath);
    if (field.timePath) paths.add(field.timePath);
  }
  return [...paths];
}
