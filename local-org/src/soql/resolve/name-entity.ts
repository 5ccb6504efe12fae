import type { FieldSchema, ObjectSchema } from '../../metadata/index.ts';

/** Fields that SOQL offers on a polymorphic parent (`Owner`, `Who`, `What`): those of the standard object `Name`. */
const NAME_ENTITY_FIELDS = new Set(
  (
    'alias email firstname id isactive lastname lastreferenceddate lastvieweddate name nameoralias phone profileid recordtypeid title ' +
    'type userroleid username'
  ).split(' ')
);

const TYPE_FIELD: FieldSchema = {
  name: 'Type',
  label: 'Type',
  type: 'string',
  custom: false,
  length: 255,
  precision: 0,
  scale: 0,
  required: false,
  unique: false,
  caseSensitive: false,
  externalId: false,
  createable: false,
  updateable: false,
  picklistValues: [],
  restrictedPicklist: false,
  referenceTo: [],
  masterDetail: false
};

/** The field as the first of the possible parents defines it; `Type` is the parent's object name. */
export function nameEntityField(targets: readonly ObjectSchema[], name: string): FieldSchema | undefined {
  const lower = name.toLowerCase();
  if (!NAME_ENTITY_FIELDS.has(lower)) {
    return undefined;
  }
  if (lower === 'type') {
    return TYPE_FIELD;
  }
  for (const target of targets) {
    const field = target.fields.get(nameEntityColumn(target, lower));
    if (field !== undefined) {
      return field.name.toLowerCase() === lower ? field : { ...field, name: 'Name' };
    }
  }
  return undefined;
}

/** Lower-case name of the target's field that plays the part: `name` is `casenumber` on a case. */
export function nameEntityColumn(target: ObjectSchema, lower: string): string {
  if (lower === 'nameoralias') {
    return target.fields.has('alias') ? 'alias' : target.nameField.toLowerCase();
  }
  return lower === 'name' ? target.nameField.toLowerCase() : lower;
}
