import type { PlacedElement, FieldSchema } from '../metadata/index.ts';
import type { ComponentCheck } from './check-types.ts';
import { childNamed, childrenNamed, textNamed } from './elements.ts';

/** A record of a custom metadata type: its type, its fields and their values. */
export const checkCustomMetadata: ComponentCheck = ({ root, component, report }, context) => {
  const [type = ''] = component.fullName.split('.');
  const name = /__mdt$/i.test(type) ? type : `${type}__mdt`;
  if (context.isForeign(name)) {
    return;
  }
  const object = context.object(name);
  if (!object) {
    report(`In field: type - no CustomObject named ${name} found`);
    return;
  }
  const given = new Set<string>();
  for (const item of childrenNamed(root, 'values')) {
    const field = childNamed(item, 'field');
    const key = context.local(field?.text ?? '').toLowerCase();
    given.add(key);
    if (!field?.text || context.isForeign(field.text)) {
      continue;
    }
    const known = object.fields.get(key);
    if (!known) {
      report(`In field: field - no CustomField named ${object.name}.${field.text} found`, field);
      continue;
    }
    const value = childNamed(item, 'value');
    const fault = value && valueFault(known, value);
    if (fault !== undefined) {
      report(fault, value);
    }
  }
  for (const [key, field] of object.fields) {
    if (field.custom && field.required && field.type !== 'boolean' && !field.defaultValue && !given.has(key)) {
      report(`Required fields are missing: [${field.name}]`);
    }
  }
  const label = textNamed(root, 'label') ?? '';
  if (label.length > LABEL_LENGTH) {
    report(`Label: data value too large: ${label} (max length=${LABEL_LENGTH})`, childNamed(root, 'label'));
  }
};

const LABEL_LENGTH = 40;

function valueFault(field: FieldSchema, value: PlacedElement): string | undefined {
  const { text } = value;
  if (value.attributes.get('xsi:nil') === 'true' || text === '') {
    return undefined;
  }
  switch (field.type) {
    case 'double':
    case 'percent':
    case 'currency':
    case 'int':
      return Number.isFinite(Number(text)) ? undefined : `${field.name}: value not of required type: ${text}`;
    case 'boolean':
      return /^(true|false|[01])$/i.test(text) ? undefined : `${field.name}: value not of required type: ${text}`;
    case 'date':
      return /^\d{4}-\d{2}-\d{2}/.test(text) ? undefined : `${field.name}: value not of required type: ${text}`;
    case 'picklist':
      return field.restrictedPicklist && !field.picklistValues.some((known) => known.value === text)
        ? `${field.name}: bad value for restricted picklist field: ${text}`
        : undefined;
    default:
      return field.length > 0 && text.length > field.length && field.type !== 'reference'
        ? `${field.name}: data value too large: ${text} (max length=${field.length})`
        : undefined;
  }
}
