import type { ObjectSchema, Schema } from '../../metadata/index.ts';
import { describePath, findField, type FieldAccess, type FieldDescription } from '../page/describe-field.ts';
import { table } from '../../common/index.ts';

/**
 * Column and filter names that list views and layouts use in place of field names. They come from the reporting engine;
 * those that are a field name with underscores (`CASES.CASE_NUMBER`) need no row here.
 */
const COMMON: Record<string, string> = table({
  FULL_NAME: 'Name',
  LAST_UPDATE: 'LastModifiedDate',
  LAST_ACTIVITY: 'LastActivityDate',
  CREATEDBY_USER: 'CreatedBy.Name',
  'CREATEDBY_USER.ALIAS': 'CreatedBy.Alias',
  UPDATEDBY_USER: 'LastModifiedBy.Name',
  'UPDATEDBY_USER.ALIAS': 'LastModifiedBy.Alias',
  OWNER_NAME: 'Owner.Name',
  'OWNER.ALIAS': 'Owner.Alias',
  'OWNER.FIRST_NAME': 'Owner.FirstName',
  'OWNER.LAST_NAME': 'Owner.LastName',
  'CORE.USERS.ALIAS': 'Owner.Alias',
  'CORE.USERS.FULL_NAME': 'Owner.Name',
  'CORE.USERS.FIRST_NAME': 'Owner.FirstName',
  'CORE.USERS.LAST_NAME': 'Owner.LastName',
  RECORDTYPE: 'RecordType.Name',
  PHONE1: 'Phone',
  PHONE2: 'Fax',
  URL: 'Website',
  SALES: 'AnnualRevenue',
  EMPLOYEES: 'NumberOfEmployees',
  CREATED_DATE_DATE_ONLY: 'CreatedDate',
  CLOSED: 'IsClosed',
  ESCALATION_STATE: 'IsEscalated',
  CUSTOMER_PRODUCT_ID: 'ProductCode',
  FAMILY_ENUM: 'Family',
  DUE_DATE: 'ActivityDate',
  WHO_NAME: 'Who.Name',
  WHAT_NAME: 'What.Name',
  OBJECT_ID: 'Id'
});

const ADDRESS_PARTS: Record<string, string> = table({
  STREET: 'Street',
  CITY: 'City',
  STATE: 'State',
  ZIP: 'PostalCode',
  COUNTRY: 'Country',
  COUNTRY_CODE: 'CountryCode',
  STATE_CODE: 'StateCode'
});

/** Names that mean something else for one object. */
const BY_OBJECT: Record<string, Record<string, string>> = table({
  Case: table({ NAME: 'Contact.Name', 'ACCOUNT.NAME': 'Account.Name' }),
  Contact: table({ PHONE3: 'MobilePhone', PHONE4: 'HomePhone', PHONE5: 'OtherPhone' }),
  Lead: table({ PHONE3: 'MobilePhone' }),
  Product2: table({ ACTIVE: 'IsActive' })
});

const PARENT_PREFIX: Record<string, string> = table({
  ACCOUNT: 'Account',
  CONTACT: 'Contact',
  CAMPAIGN: 'Campaign',
  PRODUCT2: 'Product2',
  ORDER: 'Order',
  OPPORTUNITY: 'Opportunity'
});

/** Column or filter name of a list view or layout → path from the object, or `undefined` when it is not known. */
export function columnPath(object: ObjectSchema, column: string): string | undefined {
  const direct = findField(object, column);
  if (direct) return direct.name;
  const upper = column.toUpperCase();
  const own = BY_OBJECT[object.name] ?? {};
  const known = own[upper] ?? COMMON[upper];
  if (known && startsAt(object, known)) return known;
  const [prefix = '', ...rest] = upper.split('.');
  const last = rest.join('.');
  if (!last) return byLetters(object, upper);
  const parent = PARENT_PREFIX[prefix];
  if (parent && parent !== object.name)
    return startsAt(object, `${parent}.`) ? `${parent}.${last === 'NAME' ? 'Name' : camel(last)}` : undefined;
  const mapped = own[last] ?? COMMON[last];
  if (mapped && startsAt(object, mapped)) return mapped;
  const address = /^ADDRESS([12])_(\w+)$/.exec(last);
  if (address) return addressPath(object, address[1] ?? '1', address[2] ?? '');
  return byLetters(object, last);
}

function addressPath(object: ObjectSchema, which: string, part: string): string | undefined {
  const suffix = ADDRESS_PARTS[part];
  const prefixes = which === '1' ? ['Billing', 'Mailing', ''] : ['Shipping', 'Other'];
  const found = prefixes.map((prefix) => findField(object, `${prefix}${suffix}`)).find((field) => field !== undefined);
  return suffix ? found?.name : undefined;
}

/** `CASE_NUMBER` → the field whose letters are CASENUMBER. */
function byLetters(object: ObjectSchema, name: string): string | undefined {
  return findField(object, name.replaceAll('_', ''))?.name;
}

function camel(name: string): string {
  return name.toLowerCase().replace(/(^|_)([a-z])/g, (_match, _line, letter: string) => letter.toUpperCase());
}

function startsAt(object: ObjectSchema, path: string): boolean {
  const [first = '', ...rest] = path.split('.');
  if (rest.length === 0) return findField(object, first) !== undefined;
  return [...object.fields.values()].some((field) => field.relationshipName?.toLowerCase() === first.toLowerCase());
}

export interface ResolvedColumns {
  readonly columns: readonly FieldDescription[];
  /** Names that are not known here; shown to the developer, never dropped in silence. */
  readonly unknown: readonly string[];
}

/** Describes columns for a table; columns the user may not read are left out, as on the platform. */
export function resolveColumns(
  schema: Schema,
  object: ObjectSchema,
  names: readonly string[],
  access: FieldAccess
): ResolvedColumns {
  const columns: FieldDescription[] = [];
  const unknown: string[] = [];
  for (const name of names) {
    const path = columnPath(object, name);
    if (!path) unknown.push(name);
    else {
      const described = describePath(schema, object, path, access);
      if (described) columns.push(described);
    }
  }
  return { columns, unknown };
}
