import type { ObjectSource } from './custom-object.ts';
import type { ApexSourceFile, MetadataComponent } from './project-metadata.ts';
import type { ObjectKind } from './schema.ts';

/** Parts of objects by the object, lower-case. */
export function objectSources(
  components: readonly MetadataComponent[],
  apex: readonly ApexSourceFile[]
): Map<string, ObjectSource> {
  const sources = new Map<string, ObjectSource>();
  const sourceOf = (name: string): ObjectSource => {
    const key = name.toLowerCase();
    const found = sources.get(key) ?? { name, fields: [], validationRules: [], recordTypes: [] };
    sources.set(key, found);
    return found;
  };
  for (const component of components) {
    const object = component.fullName.split('.')[0] ?? '';
    if (component.type === 'CustomObject') {
      // What a second package directory says of an object comes on top, as if it were deployed after the first.
      const source = sourceOf(object);
      source.object =
        source.object === undefined ? component : { ...component, data: { ...source.object.data, ...component.data } };
    } else if (component.type === 'CustomField') {
      if (object === 'Activity') {
        // Tasks and events share the fields of activities; a parent's child relationship leads to its tasks.
        sourceOf('Task').fields.push(component);
        sourceOf('Event').fields.push(withoutChildRelationship(component));
      } else {
        sourceOf(object).fields.push(component);
      }
    } else if (component.type === 'ValidationRule') {
      sourceOf(object).validationRules.push(component);
    } else if (component.type === 'RecordType') {
      sourceOf(object).recordTypes.push(component);
    }
  }
  for (const [key, source] of sources) {
    const usedAs = source.object === undefined && key.endsWith('__c') ? kindInApex(source.name, apex) : undefined;
    if (usedAs !== undefined) {
      sources.set(key, { ...source, usedAs });
    }
  }
  return sources;
}

function withoutChildRelationship(field: MetadataComponent): MetadataComponent {
  return { ...field, data: { ...field.data, relationshipName: undefined } };
}

/** Only custom settings have these methods: the calls tell what an object is whose file another package holds. */
function kindInApex(name: string, apex: readonly ApexSourceFile[]): ObjectKind | undefined {
  const call = (methods: string): boolean => {
    const expression = new RegExp(`\\b${name}\\s*\\.\\s*(?:${methods})`, 'i');
    return apex.some(({ source }) => expression.test(source));
  };
  if (call('getOrgDefaults\\s*\\(|getInstance\\s*\\(\\s*\\)|getInstance\\s*\\(\\s*UserInfo\\b')) {
    return 'hierarchySetting';
  }
  return call('getAll\\s*\\(') ? 'listSetting' : undefined;
}
