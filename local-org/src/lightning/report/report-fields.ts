import type { FieldSchema, ObjectSchema, Schema } from '../../metadata/index.ts';
import { columnPath } from '../list/columns.ts';
import { describePath, findField, type FieldAccess, type FieldDescription } from '../page/describe-field.ts';
import { ReportError } from './report-error.ts';
import type { ReportTable, ReportTables } from './report-type.ts';
import { table } from '../../common/index.ts';

/** A column of the report type: what a query selects for it, and how it is shown. */
export interface ReportField extends Omit<FieldDescription, 'required' | 'editable'> {
  /** As the report names it. */
  readonly column: string;
  readonly schema: FieldSchema;
  readonly table: ReportTable;
  /** True for the name of the row's object or of a parent: it links to the record whose id is at this path. */
  readonly idPath?: string;
}

/** Columns of reports on custom objects, whatever the object is called. */
const CUSTOM_NAMES: Readonly<Record<string, string>> = table({
  NAME: '',
  ID: 'Id',
  OWNER_NAME: 'Owner.Name',
  OWNER_ALIAS: 'Owner.Alias',
  CREATED_DATE: 'CreatedDate',
  CREATED_NAME: 'CreatedBy.Name',
  CREATED_ALIAS: 'CreatedBy.Alias',
  LAST_UPDATE: 'LastModifiedDate',
  LASTMODIFIED_DATE: 'LastModifiedDate',
  LASTMODIFIED_NAME: 'LastModifiedBy.Name',
  UPDATED_NAME: 'LastModifiedBy.Name',
  RECORDTYPE: 'RecordType.Name',
  LAST_ACTIVITY: 'LastActivityDate'
});

/** Names that standard report types have beyond those of list views. */
const STANDARD_NAMES: Readonly<Record<string, string>> = table({
  OPPORTUNITY_NAME: 'Name',
  ACCOUNT_NAME: 'Account.Name',
  CAMPAIGN_NAME: 'Name',
  PRODUCT_NAME: 'Name',
  LAST_UPDATE_BY: 'LastModifiedBy.Name',
  'USERS.NAME': 'Owner.Name',
  OWNER: 'Owner.Name',
  OWNER_FULL_NAME: 'Owner.Name'
});

/** Columns of a report type for one user. */
export class ReportFields {
  readonly #schema: Schema;
  readonly #tables: ReportTables;
  readonly #access: FieldAccess;

  constructor(schema: Schema, tables: ReportTables, access: FieldAccess) {
    this.#schema = schema;
    this.#tables = tables;
    this.#access = access;
  }

  /** The column, or undefined where the user may not read it. @throws ReportError for one that is not known */
  find(column: string): ReportField | undefined {
    const located = this.#locate(column);
    if (!located) throw new ReportError(`The column ${column} of this report is not known to the local org.`);
    const { table, path } = located;
    const field = fieldAt(this.#schema, table.object, path);
    if (!field) throw new ReportError(`The column ${column} of this report is not known to the local org.`);
    const described = describePath(this.#schema, this.#tables.row, table.prefix + path, this.#access);
    if (!described) return undefined;
    const isName = path.toLowerCase() === table.object.nameField.toLowerCase();
    return {
      ...described,
      column,
      schema: field,
      table,
      label: this.#label(column, table, field, described),
      ...(isName && { idPath: `${table.prefix}Id` })
    };
  }

  /** The column. @throws ReportError also where the user may not read it */
  require(column: string, use: string): ReportField {
    const field = this.find(column);
    if (!field)
      throw new ReportError(
        `You may not read a field that this report ${use}: ${column}. It is not run without it.`,
        true
      );
    return field;
  }

  #label(column: string, table: ReportTable, field: FieldSchema, described: FieldDescription): string {
    const isOfEveryObject =
      /^(CUST|CHILD)_/.test(column) || (this.#tables.tables.length > 1 && field.name === table.object.nameField);
    return isOfEveryObject ? `${table.object.label}: ${described.label}` : described.label;
  }

  #locate(column: string): { table: ReportTable; path: string } | undefined {
    const { tables } = this.#tables;
    const first = tables[0] as ReportTable;
    const last = tables.at(-1) as ReportTable;
    const [, kind, name] = /^(CUST|CHILD)_(\w+)$/.exec(column) ?? [];
    if (kind && name) {
      const table = kind === 'CUST' ? first : last;
      const path = CUSTOM_NAMES[name];
      return path === undefined ? undefined : { table, path: path || table.object.nameField };
    }
    const [, tableName, rest] = /^([\w.]+)\$([\w.]+)$/.exec(column) ?? [];
    if (tableName && rest) return this.#inTable(tableName, rest);
    const [object = '', ...path] = column.split('.');
    const own = path.length > 0 ? this.#inTable(object, path.join('.')) : undefined;
    if (own) return own;
    for (const table of [last, ...tables]) {
      const standard = STANDARD_NAMES[column.toUpperCase()];
      const found =
        standard && fieldAt(this.#schema, table.object, standard) ? standard : columnPath(table.object, column);
      if (found) return { table, path: found };
    }
    return undefined;
  }

  #inTable(name: string, path: string): { table: ReportTable; path: string } | undefined {
    const table = this.#tables.tables.find(({ names }) => names.includes(name.toLowerCase()));
    const resolved = table && throughLookups(this.#schema, table.object, path.split('.'));
    return resolved === undefined ? undefined : { table: table as ReportTable, path: resolved };
  }
}

/** `Account__c.Owner.Name` → `Account__r.Owner.Name`: reports name lookups by field as well as by relationship. */
function throughLookups(
  schema: Schema,
  object: ObjectSchema,
  [first = '', ...rest]: readonly string[]
): string | undefined {
  if (rest.length === 0) return findField(object, first)?.name ?? relationshipField(object, first)?.name;
  const lookup = relationshipField(object, first) ?? findField(object, first);
  const parent = schema.object(lookup?.referenceTo[0] ?? '');
  const inner = parent && throughLookups(schema, parent, rest);
  return inner === undefined || !lookup?.relationshipName ? undefined : `${lookup.relationshipName}.${inner}`;
}

function relationshipField(object: ObjectSchema, name: string): FieldSchema | undefined {
  return [...object.fields.values()].find((field) => field.relationshipName?.toLowerCase() === name.toLowerCase());
}

function fieldAt(schema: Schema, object: ObjectSchema, path: string): FieldSchema | undefined {
  const [first = '', ...rest] = path.split('.');
  if (rest.length === 0) return findField(object, first);
  const parent = schema.object(relationshipField(object, first)?.referenceTo[0] ?? '');
  return parent && fieldAt(schema, parent, rest.join('.'));
}
