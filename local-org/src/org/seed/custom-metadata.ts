import { isDecimal } from '../../metadata/index.ts';
import type { FieldSchema, ObjectSchema } from '../../metadata/index.ts';
import { writeFieldDefinitions } from '../../soql/index.ts';
import type { OrgCore } from '../org-core.ts';
import type { RowValue } from '../../records/index.ts';

/** Stores the records of custom metadata types, which are part of the source, anew at each start. Ids stay the same. */
export function seedCustomMetadata(org: OrgCore): void {
  const wanted = new Set<string>();
  const described = new Set<ObjectSchema>();
  for (const record of org.metadata.customMetadataRecords) {
    const object = org.schema.object(record.object);
    if (!object) {
      continue;
    }
    const values: Record<string, RowValue> = {
      MasterLabel: record.label,
      Label: record.label,
      QualifiedApiName: record.developerName,
      Language: 'en_US',
      IsProtected: record.isProtected
    };
    for (const field of object.fields.values()) {
      if (field.custom && field.type !== 'reference') {
        values[field.name] = fieldValue(field, valueOf(record.values, field.name));
        if (field.controllingField !== undefined) {
          values[field.name] = fieldDefinition(org, record.values, field, described);
        }
      }
    }
    wanted.add(org.rows.ensure(object.name, null, { DeveloperName: record.developerName }, values));
  }
  const definitions = org.schema.object('FieldDefinition');
  if (definitions !== undefined) {
    described.forEach((object) => writeFieldDefinitions(org.db, definitions, object));
  }
  linkRecords(org);
  for (const object of org.schema.objects()) {
    if (object.kind === 'customMetadata') {
      org.rows.find(object.name, {});
      for (const row of org.db.all(`SELECT "id" FROM "${object.name.toLowerCase()}"`)) {
        if (!wanted.has(String(row['id']))) {
          org.rows.delete(object.name, String(row['id']));
        }
      }
    }
  }
}

/** Relationships between records are written as developer names; they can be resolved when all records are there. */
function linkRecords(org: OrgCore): void {
  for (const record of org.metadata.customMetadataRecords) {
    const object = org.schema.object(record.object);
    const own = object && org.rows.find(object.name, { DeveloperName: record.developerName });
    for (const field of object?.fields.values() ?? []) {
      const target = field.custom && field.type === 'reference' ? field.referenceTo[0] : undefined;
      const name = valueOf(record.values, field.name);
      if (object && own && target !== undefined && name !== null) {
        const linked = org.rows.find(target, { DeveloperName: name });
        org.rows.update(object.name, String(own['id']), { [field.name]: linked ? String(linked['id']) : null });
      }
    }
  }
}

/** The id of the FieldDefinition that a record names beside its object; the name itself where the org has no such field. */
function fieldDefinition(
  org: OrgCore,
  values: ReadonlyMap<string, { readonly text: string | null }>,
  { name, controllingField = '' }: FieldSchema,
  described: Set<ObjectSchema>
): string | null {
  const written = valueOf(values, name);
  const object = org.schema.object(valueOf(values, controllingField) ?? '');
  const field = object?.fields.get(written?.toLowerCase() ?? '');
  if (object === undefined || field === undefined) {
    return written;
  }
  described.add(object);
  return `${object.name}.${field.name}`;
}

function valueOf(values: ReadonlyMap<string, { readonly text: string | null }>, name: string): string | null {
  const exact = values.get(name) ?? values.get(name.toLowerCase());
  return exact?.text ?? null;
}

function fieldValue(field: FieldSchema, text: string | null): RowValue {
  if (field.type === 'boolean') {
    return text === 'true';
  }
  if (text === null || text === '') {
    return null;
  }
  if (isDecimal(field.type) || field.type === 'int') {
    return Number(text);
  }
  return field.type === 'datetime' ? Date.parse(text) : text;
}
