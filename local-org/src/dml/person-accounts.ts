import { isStored } from '../metadata/index.ts';
import type { FieldSchema, ObjectSchema } from '../metadata/index.ts';
import type { Engine } from '../engine/index.ts';
import { SObject, toId18, isIdText, type ApexValue } from '../values/index.ts';
import { dmlError, fieldErrors } from './errors.ts';
import { loadRecords, sameStored, updateRecord } from '../records/index.ts';
import { systemInsert } from './system-insert.ts';
import type { DmlResult, SaveContext, SaveRow } from '../records/index.ts';

interface Item {
  readonly source: SObject;
  readonly index: number;
}

/** Fields that the account and its contact share under one name. */
const SHARED = ['salutation', 'firstname', 'middlename', 'lastname', 'suffix', 'phone', 'fax', 'ownerid'];
const NAME_PARTS = ['firstname', 'middlename', 'lastname', 'suffix'];
/** Fields of Account that persons do not have. */
const BUSINESS_FIELDS = ['name', 'parentid'];
const IS_PERSON = 'ispersonaccount';

/** Fields of the account by the lower-case name of the contact's field that they show. */
function mirrored(account: ObjectSchema): ReadonlyMap<string, FieldSchema> {
  let fields = mirrors.get(account);
  if (fields === undefined) {
    const own = [...account.fields.values()].flatMap((field): [string, FieldSchema][] =>
      field.mirrors === undefined || !isStored(field)
        ? []
        : [[(field.mirrors.split('.')[1] ?? '').toLowerCase(), field]]
    );
    const shared = SHARED.flatMap((key): [string, FieldSchema][] => {
      const field = account.fields.get(key);
      return field === undefined ? [] : [[key, field]];
    });
    mirrors.set(account, (fields = new Map([...own, ...shared])));
  }
  return fields;
}
const mirrors = new WeakMap<ObjectSchema, ReadonlyMap<string, FieldSchema>>();

/** Fields that only a person account has. */
function personFields(account: ObjectSchema): FieldSchema[] {
  return [...account.fields.values()].filter(
    ({ name, mirrors: mirrored }) =>
      mirrored !== undefined || /^(Salutation|(First|Middle|Last)Name|Suffix)$/.test(name)
  );
}

export function isPersonContact(record: SObject): boolean {
  return record.objectName === 'Contact' && record.fields.get(IS_PERSON) === true;
}

function isEmpty(value: ApexValue | undefined): boolean {
  return value === undefined || value === null || value === '';
}

/** Whether a record type is one of persons; null where the record names none. */
function typeIsPerson(rt: Engine, record: SObject): boolean | null {
  const id = record.fields.get('recordtypeid');
  if (typeof id !== 'string' || !isIdText(id)) {
    return null;
  }
  return rt.org.db.get('SELECT ispersontype FROM recordtype WHERE id = ?', [toId18(id)])?.['ispersontype'] === 1;
}

/** An account that has a last name and no name is a person of the default type, unless it names another. */
export function applyPersonType(rt: Engine, object: ObjectSchema, record: SObject): void {
  const names = object.name === 'Account' && object.fields.has(IS_PERSON);
  if (names && isEmpty(record.fields.get('recordtypeid')) && isEmpty(record.fields.get('name'))) {
    const type = isEmpty(record.fields.get('lastname'))
      ? undefined
      : object.recordTypes.find((t) => t.isPerson === true);
    const row =
      type === undefined
        ? undefined
        : rt.org.rows.find('RecordType', { SobjectType: 'Account', DeveloperName: type.developerName });
    if (row !== undefined) {
      record.fields.set('recordtypeid', String(row['id']));
    }
  }
}

function badFields(row: SaveRow, fields: readonly FieldSchema[]): void {
  const names = fields
    .filter((field) => {
      const value = row.record.fields.get(field.name.toLowerCase());
      return row.old === null ? !isEmpty(value) && value !== false : !sameStored(field, row.record, row.old);
    })
    .map(({ name }) => name);
  if (names.length > 0) {
    const message = `Account: bad field names on insert/update call: ${names.join(', ')}`;
    row.errors.push(dmlError('INVALID_FIELD_FOR_INSERT_UPDATE', message, names));
  }
}

/** A business account becomes a person, or a person a business: its only contact becomes the person or is left as a contact of its own. */
function checkChange(rt: Engine, account: ObjectSchema, row: SaveRow): void {
  const { source, old } = row;
  const others = [...source.fields].filter(([key, value]) => {
    const field = account.fields.get(key);
    return (
      field !== undefined &&
      key !== 'id' &&
      key !== 'recordtypeid' &&
      field.updateable &&
      old?.fields.get(key) !== value
    );
  });
  if (others.length > 0) {
    const message = 'Cannot specify any additional fields when marrying or separating a Person-Account';
    row.errors.push(dmlError('INVALID_FIELD_FOR_INSERT_UPDATE', message));
  } else if (row.record.fields.get(IS_PERSON) === true && contactsOf(rt, old?.id ?? '').length !== 1) {
    const message = 'A business account with exactly one contact can be changed to a person account';
    row.errors.push(dmlError('INVALID_FIELD_FOR_INSERT_UPDATE', message));
  }
}

function contactsOf({ org }: Engine, accountId: string): string[] {
  return org.db
    .all('SELECT id FROM contact WHERE accountid = ? AND isdeleted = 0', [accountId])
    .map((row) => String(row['id']));
}

/** Says whether an account is a person, composes a person's name and refuses what the other kind of account has. */
export function personAccountFields(rt: Engine, row: SaveRow): void {
  const { record, old } = row;
  const account = record.schema ?? rt.org.schema.object('Account');
  if (account?.fields.has(IS_PERSON) !== true) {
    return;
  }
  const isPerson = typeIsPerson(rt, record) ?? false;
  const wasPerson = old?.fields.get(IS_PERSON) === true;
  record.fields.set(IS_PERSON, isPerson);
  if (old !== null && isPerson !== wasPerson) {
    checkChange(rt, account, row);
    takeContact(rt, account, row, isPerson);
    return;
  }
  if (!isPerson) {
    badFields(row, personFields(account));
    return;
  }
  if (old === null && !isEmpty(record.fields.get('name'))) {
    row.errors.push(fieldErrors.notWriteable(['Name']));
  } else {
    badFields(
      row,
      BUSINESS_FIELDS.flatMap((key) => account.fields.get(key) ?? [])
    );
  }
  if (isEmpty(record.fields.get('lastname'))) {
    row.errors.push(fieldErrors.missing(['LastName']));
  }
  const name = NAME_PARTS.map((key) => record.fields.get(key)).filter((part) => !isEmpty(part));
  record.fields.set('name', name.length === 0 ? '-' : name.join(' '));
}

/** The values of the contact that becomes the person, or none where the account is a business from now on. */
function takeContact(rt: Engine, account: ObjectSchema, { record, old }: SaveRow, isPerson: boolean): void {
  const schema = rt.org.schema.object('Contact');
  const [id = ''] = isPerson ? contactsOf(rt, old?.id ?? '') : [];
  const contact = schema === undefined || id === '' ? undefined : loadRecords(rt.org.db, schema, [id]).get(id);
  for (const [key, field] of mirrored(account)) {
    if (isPerson || field.mirrors !== undefined || NAME_PARTS.includes(key) || key === 'salutation') {
      const empty = field.type === 'boolean' ? false : null;
      record.fields.set(field.name.toLowerCase(), contact?.fields.get(key) ?? empty);
    }
  }
  if (isPerson) {
    record.fields.set('name', contact?.fields.get('name') ?? null);
  }
  record.fields.set('personcontactid', contact?.id ?? null);
}

function contactValues(account: ObjectSchema, record: SObject): Record<string, ApexValue> {
  const values = [...mirrored(account)].map(
    ([key, field]) => [key, record.fields.get(field.name.toLowerCase()) ?? null] as const
  );
  return { ...Object.fromEntries(values), name: record.fields.get('name') ?? null, [IS_PERSON]: true };
}

/** Keeps the contacts of person accounts like their accounts; contacts' triggers do not run. */
export function keepPersonContacts(rt: Engine, account: ObjectSchema, rows: readonly SaveRow[]): void {
  const contact = account.fields.has(IS_PERSON) ? rt.org.schema.object('Contact') : undefined;
  const link = account.fields.get('personcontactid');
  for (const { record, old } of contact === undefined || link === undefined ? [] : rows) {
    const isPerson = record.fields.get(IS_PERSON) === true;
    if (contact === undefined || link === undefined || (!isPerson && old?.fields.get(IS_PERSON) !== true)) {
      continue;
    }
    const contactId = isPerson ? record.fields.get('personcontactid') : old?.fields.get('personcontactid');
    if (typeof contactId !== 'string') {
      const values = { ...contactValues(account, record), accountid: record.id };
      record.fields.set('personcontactid', systemInsert(rt, 'Contact', record, values));
      updateRecord(rt.org.db, account, record, [link]);
      continue;
    }
    const mirror = new SObject('Contact', contact);
    const values: Record<string, ApexValue> = isPerson ? contactValues(account, record) : { [IS_PERSON]: false };
    for (const key of ['lastmodifieddate', 'lastmodifiedbyid', 'systemmodstamp']) {
      values[key] = record.fields.get(key) ?? null;
    }
    Object.entries(values).forEach(([key, value]) => mirror.fields.set(key, value));
    mirror.fields.set('id', contactId);
    updateRecord(
      rt.org.db,
      contact,
      mirror,
      Object.keys(values).flatMap((key) => contact.fields.get(key) ?? [])
    );
  }
}

/** Nobody but the person is a contact of a person account. */
export function contactsOfPersons(rt: Engine, rows: readonly SaveRow[]): void {
  const account = rt.org.schema.object('Account');
  if (account?.fields.has(IS_PERSON) !== true) {
    return;
  }
  const ids = rows.flatMap(({ record }) => {
    const id = record.fields.get('accountid');
    return typeof id === 'string' ? [toId18(id)] : [];
  });
  const accounts = loadRecords(rt.org.db, account, ids);
  for (const row of rows) {
    const id = row.record.fields.get('accountid');
    const parent = typeof id === 'string' ? accounts.get(toId18(id)) : undefined;
    if (parent?.fields.get(IS_PERSON) === true) {
      row.errors.push(
        dmlError('FIELD_INTEGRITY_EXCEPTION', 'A contact cannot belong to a person account', ['AccountId'])
      );
    }
  }
}

type Save = (rt: Engine, context: SaveContext, items: readonly Item[], isInsert: boolean) => DmlResult[];

/**
 * Updates contacts; those of person accounts by updating the account, whose triggers run. Results are in the order of the sources.
 */
export function updatePersonContacts(
  rt: Engine,
  context: SaveContext,
  items: readonly Item[],
  save: { readonly accounts: Save; readonly contacts: Save }
): DmlResult[] {
  const account = rt.org.schema.object('Account');
  const ids = items.flatMap(({ source: { id } }) => (id !== null && isIdText(id) ? [toId18(id)] : []));
  const stored = loadRecords(rt.org.db, context.object, ids);
  const storedOf = ({ source: { id } }: Item): SObject | undefined =>
    id === null || !isIdText(id) ? undefined : stored.get(toId18(id));
  const persons = items.filter((item) => {
    const contact = storedOf(item);
    return contact !== undefined && isPersonContact(contact) && contact.fields.get('isdeleted') !== true;
  });
  if (persons.length === 0 || account === undefined) {
    return save.contacts(rt, context, items, false);
  }
  const results = new Map<number, DmlResult>();
  const others = items.filter((item) => !persons.includes(item));
  save.contacts(rt, context, others, false).forEach((result, n) => results.set(others[n]?.index ?? -1, result));
  const accounts: Item[] = [];
  for (const item of persons) {
    const record = accountUpdate(account, item.source, storedOf(item));
    if (record instanceof SObject) {
      accounts.push({ source: record, index: item.index });
    } else {
      results.set(item.index, { id: item.source.id, success: false, created: false, errors: [record] });
    }
  }
  save.accounts(rt, { ...context, object: account }, accounts, false).forEach((result, n) => {
    const item = accounts[n];
    const contact = persons.find(({ index }) => index === item?.index);
    results.set(item?.index ?? -1, { ...result, id: contact?.source.id ?? null });
  });
  return items.flatMap(({ index }) => results.get(index) ?? []);
}

/** The change of the account that a change of its contact is; an error for what the account does not have of the contact. */
function accountUpdate(
  account: ObjectSchema,
  source: SObject,
  stored: SObject | undefined
): SObject | DmlResult['errors'][number] {
  const fields = mirrored(account);
  const record = new SObject('Account', account);
  record.fields.set('id', stored?.fields.get('accountid') ?? null);
  const bad: string[] = [];
  for (const [key, value] of source.fields) {
    const field = source.schema?.fields.get(key);
    const target = fields.get(key);
    if (field === undefined || key === 'id' || !field.updateable) {
      continue;
    }
    if (target !== undefined) {
      record.fields.set(target.name.toLowerCase(), value);
    } else if (stored === undefined || !sameStored(field, source, stored)) {
      bad.push(field.name);
    }
  }
  return bad.length === 0
    ? record
    : dmlError(
        'INVALID_FIELD_FOR_INSERT_UPDATE',
        `Account: bad field names on insert/update call: ${bad.join(', ')}`,
        bad
      );
}
