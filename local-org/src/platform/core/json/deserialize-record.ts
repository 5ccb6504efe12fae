import type { FieldSchema, ObjectSchema } from '../../../metadata/index.ts';
import { ApexList, SObject } from '../../../values/index.ts';
import type { ApexType } from '../../../values/index.ts';
import type { Deserializer } from './deserialize.ts';
import type { JsonNode } from './json-tree.ts';

/** The Apex type of a field's values, as a type key. */
export function fieldTypeKey(field: FieldSchema): string {
  switch (field.type) {
    case 'boolean':
    case 'date':
    case 'datetime':
    case 'time':
      return `system.${field.type}`;
    case 'int':
      return 'system.integer';
    case 'double':
    case 'currency':
    case 'percent':
      return 'system.decimal';
    case 'id':
    case 'reference':
      return 'system.id';
    case 'base64':
      return 'system.blob';
    case 'address':
    case 'location':
    case 'anytype':
      return 'system.object';
    default:
      return 'system.string';
  }
}

const DEFINITIONS: ReadonlySet<string> = new Set(['EntityDefinition', 'FieldDefinition', 'EntityParticle']);

function objectOf(reader: Deserializer, node: JsonNode & { kind: 'object' }, type: ApexType): ObjectSchema {
  let name = type.key === 'system.sobject' ? undefined : type.name;
  if (name === undefined) {
    const attributes = node.entries.find(([key]) => key === 'attributes')?.[1];
    const given = attributes?.kind === 'object' ? attributes.entries.find(([key]) => key === 'type')?.[1] : undefined;
    name = given?.kind === 'string' ? given.text : undefined;
  }
  const schema = name === undefined ? undefined : reader.rt.org.schema.object(name);
  return schema ?? reader.fail('Unable to determine the SObject type of the JSON object');
}

/** Reads an sObject; members that it has no field or relationship for are an error, as on the platform. */
export function readRecord(reader: Deserializer, node: JsonNode, type: ApexType): SObject {
  if (node.kind !== 'object') {
    return reader.fail("Malformed JSON: Expected '{' at the beginning of object");
  }
  const schema = objectOf(reader, node, type);
  const record = new SObject(schema.name, schema);
  for (const [name, value] of node.entries) {
    if (name !== 'attributes') {
      readMember(reader, record, schema, name, value);
    }
  }
  return record;
}

function readMember(reader: Deserializer, record: SObject, schema: ObjectSchema, name: string, node: JsonNode): void {
  const lower = name.toLowerCase();
  const field = schema.fields.get(lower);
  if (field) {
    // Objects and fields of the org are identified by their names.
    const isName = field.type === 'id' && DEFINITIONS.has(schema.name);
    record.fields.set(lower, reader.read(node, reader.rt.type(isName ? 'system.string' : fieldTypeKey(field))));
    return;
  }
  for (const reference of schema.fields.values()) {
    if (reference.relationshipName?.toLowerCase() === lower) {
      record.parents.set(lower, node.kind === 'null' ? null : readRecord(reader, node, parentType(reader, reference)));
      return;
    }
  }
  const child = schema.childRelationships.find((relationship) => relationship.name?.toLowerCase() === lower);
  if (!child) {
    return reader.fail(`No such column '${name}' on sobject of type ${schema.name}`);
  }
  if (node.kind !== 'null') {
    record.children.set(lower, readChildren(reader, node, child.childObject));
  }
}

function parentType(reader: Deserializer, field: FieldSchema): ApexType {
  return reader.rt.type(
    field.referenceTo.length === 1 ? `schema.${field.referenceTo[0]!.toLowerCase()}` : 'system.sobject'
  );
}

/** A child relationship: `{"records": […]}`, or the bare array. */
function readChildren(reader: Deserializer, node: JsonNode, objectName: string): ApexList {
  const type = reader.rt.type(`schema.${objectName.toLowerCase()}`);
  const rows = node.kind === 'object' ? node.entries.find(([key]) => key === 'records')?.[1] : node;
  if (rows?.kind !== 'array') {
    return reader.fail("Malformed JSON: Expected '[' at the beginning of List/Set");
  }
  return new ApexList(
    reader.rt.type(`system.list<${type.key}>`),
    rows.items.map((row) => readRecord(reader, row, type))
  );
}
