import { isDecimal, isStored, type FieldSchema, type ObjectSchema } from '../metadata/index.ts';

/** Quotes a table or column name. Names come from the schema, and SQLite has reserved words that are object names (`order`, `group`). */
export function quote(name: string): string {
  return `"${name.toLowerCase().replaceAll('"', '""')}"`;
}

export function tableOf(object: ObjectSchema): string {
  return quote(object.name);
}

const stored = new WeakMap<ObjectSchema, readonly FieldSchema[]>();

/** The fields that have columns, in the schema's order. */
export function storedFields(object: ObjectSchema): readonly FieldSchema[] {
  let fields = stored.get(object);
  if (fields === undefined) {
    stored.set(object, (fields = [...object.fields.values()].filter(isStored)));
  }
  return fields;
}

/** How a column keeps its values: kept in the database, so that a changed scale or type is noticed. */
export function storageKind(field: FieldSchema): string {
  if (isDecimal(field.type)) {
    return `decimal:${field.scale}`;
  }
  switch (field.type) {
    case 'boolean':
    case 'int':
    case 'datetime':
    case 'time':
      return field.type;
    case 'date':
    case 'base64':
      return field.type;
    case 'id':
    case 'reference':
      return 'id';
    default:
      return field.caseSensitive ? 'exact' : 'text';
  }
}

/** SQL type of a column. Text compares without case, as SOQL does; ids and case-sensitive fields compare exactly. */
export function columnDefinition(field: FieldSchema): string {
  const kind = storageKind(field);
  const name = quote(field.name);
  if (field.type === 'id') {
    return `${name} TEXT PRIMARY KEY`;
  }
  if (kind === 'text') {
    return `${name} TEXT COLLATE NOCASE`;
  }
  if (kind === 'id' || kind === 'exact' || kind === 'date') {
    return `${name} TEXT`;
  }
  if (kind === 'base64') {
    return `${name} BLOB`;
  }
  return field.type === 'boolean' ? `${name} INTEGER NOT NULL DEFAULT 0` : `${name} INTEGER`;
}

const NOT_INDEXED = new Set(['createdbyid', 'lastmodifiedbyid']);

/** Whether queries can be expected to filter or join on the field. */
export function isIndexed(object: ObjectSchema, field: FieldSchema): boolean {
  const name = field.name.toLowerCase();
  return (
    (field.type === 'reference' && !NOT_INDEXED.has(name)) ||
    field.externalId ||
    field.unique ||
    (field.name === object.nameField && field.type !== 'id')
  );
}

export function createTableSql(object: ObjectSchema): string {
  return `CREATE TABLE IF NOT EXISTS ${tableOf(object)} (${storedFields(object).map(columnDefinition).join(', ')})`;
}

export function createIndexSql(object: ObjectSchema, field: FieldSchema): string {
  const index = quote(`ix_${object.name}_${field.name}`);
  return `CREATE INDEX IF NOT EXISTS ${index} ON ${tableOf(object)} (${quote(field.name)})`;
}
