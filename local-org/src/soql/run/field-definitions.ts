import { isIndexed, quote, tableOf, type OrgDatabase } from '../../db/index.ts';
import type { FieldSchema, FieldType, ObjectSchema } from '../../metadata/index.ts';
import type { Engine } from '../../engine/index.ts';
import { ApexException, ApexList, ApexMap, ApexSet, type ApexValue } from '../../values/index.ts';
import type { Condition, Operand, SoqlQuery } from '../ast.ts';
import { table } from '../../common/index.ts';

const NAME = 'FieldDefinition';
/** Fields by which a query says whose fields it wants; the ids of entities are their names. */
const ENTITY_FILTERS =
  /^(entitydefinitionid|entitydefinition\.(qualifiedapiname|durableid|id|developername|keyprefix)|durableid)$/;

const TYPE_NAMES: Partial<Record<FieldType, string>> = table({
  id: 'Id',
  string: 'Text',
  textarea: 'Text Area',
  longtextarea: 'Long Text Area',
  richtextarea: 'Rich Text Area',
  email: 'Email',
  phone: 'Phone',
  url: 'URL',
  encryptedstring: 'Text (Encrypted)',
  boolean: 'Checkbox',
  int: 'Number',
  double: 'Number',
  currency: 'Currency',
  percent: 'Percent',
  date: 'Date',
  datetime: 'Date/Time',
  time: 'Time',
  picklist: 'Picklist',
  multipicklist: 'Picklist (Multi-Select)',
  autonumber: 'Auto Number',
  address: 'Address',
  location: 'Geolocation',
  base64: 'Base64'
});

/** The type as Setup shows it: `Text(80)`, `Number(16, 2)`, `Lookup(Account)`. */
function dataTypeOf(field: FieldSchema): string {
  if (field.type === 'reference') {
    return `${field.masterDetail ? 'Master-Detail' : 'Lookup'}(${field.referenceTo.join(',')})`;
  }
  const name = TYPE_NAMES[field.type] ?? 'Text';
  const size =
    field.precision > 0
      ? `(${field.precision - field.scale}, ${field.scale})`
      : /^(string|longtextarea|encryptedstring)$/.test(field.type) && field.length > 0
        ? `(${field.length})`
        : '';
  return field.formula === undefined ? `${name}${size}` : `Formula (${name})`;
}

function texts(operand: Operand, binds: readonly ApexValue[]): string[] {
  if (operand.kind === 'list') {
    return operand.items.flatMap((item) => texts(item, binds));
  }
  const value =
    operand.kind === 'bind' ? (binds[operand.index] ?? null) : operand.kind === 'string' ? operand.value : null;
  const values =
    value instanceof ApexList || value instanceof ApexSet
      ? [...value]
      : value instanceof ApexMap
        ? [...value.keys()]
        : [value];
  return values.filter((item) => typeof item === 'string');
}

function entities(condition: Condition | undefined, binds: readonly ApexValue[]): string[] {
  if (condition?.kind === 'and' || condition?.kind === 'or') {
    return condition.items.flatMap((item) => entities(item, binds));
  }
  const isFilter = condition?.kind === 'compare' && ENTITY_FILTERS.test(condition.field.path.join('.').toLowerCase());
  return isFilter ? texts(condition.value, binds) : [];
}

function rowOf(object: ObjectSchema, field: FieldSchema): Readonly<Record<string, string | number | null>> {
  const id = `${object.name}.${field.name}`;
  return {
    Id: id,
    DurableId: id,
    QualifiedApiName: field.name,
    EntityDefinitionId: object.name,
    DeveloperName: field.name.replace(/__\w+$/, ''),
    MasterLabel: field.label,
    Label: field.label,
    Length: field.length,
    DataType: dataTypeOf(field),
    ValueTypeId: field.type,
    Precision: field.precision,
    Scale: field.scale,
    IsNillable: Number(!field.required),
    IsCalculated: Number(field.formula !== undefined || field.summary !== undefined),
    IsIndexed: Number(isIndexed(object, field)),
    IsNameField: Number(field.name === object.nameField),
    IsCompound: Number(field.type === 'address' || field.type === 'location'),
    IsFieldHistoryTracked: Number(field.trackHistory === true),
    RelationshipName: field.relationshipName ?? null,
    Description: field.description ?? null
  };
}

/**
 * Writes the rows that a query of FieldDefinition will read: the fields of the objects that it names.
 * @throws ApexException System.QueryException when it names none
 */
export function prepareFieldDefinitions(rt: Engine, query: SoqlQuery, binds: readonly ApexValue[]): void {
  const target = query.from.toLowerCase() === NAME.toLowerCase() ? rt.org.schema.object(NAME) : undefined;
  if (target === undefined) {
    return;
  }
  const { db, schema } = rt.org;
  const names = [...new Set(entities(query.where, binds).map((name) => name.split('.')[0] ?? ''))];
  if (names.length === 0) {
    const message = `When retrieving results with ${NAME}, filter by EntityDefinition.QualifiedApiName, EntityDefinitionId or DurableId with = or IN`;
    throw new ApexException('System.QueryException', message);
  }
  for (const name of names) {
    const object = schema.object(name) ?? schema.object(`${name}__c`);
    if (object !== undefined) {
      writeFieldDefinitions(db, target, object);
    }
  }
}

/** Writes the rows of FieldDefinition, whose schema is `target`, that describe the fields of an object. */
export function writeFieldDefinitions(db: OrgDatabase, target: ObjectSchema, object: ObjectSchema): void {
  db.ensureTable(target);
  for (const field of object.fields.values()) {
    const row = Object.entries(rowOf(object, field));
    db.run(
      `INSERT OR REPLACE INTO ${tableOf(target)} (${row.map(([column]) => quote(column)).join(', ')}) VALUES (${row.map(() => '?').join(', ')})`,
      row.map(([, value]) => value)
    );
  }
}
