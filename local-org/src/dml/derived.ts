import { toDecimal } from '../db/index.ts';
import type { ObjectSchema } from '../metadata/index.ts';
import type { Engine } from '../engine/index.ts';
import { ApexBlob, ApexDate, ApexDatetime, Decimal, type ApexValue, type SObject } from '../values/index.ts';
import { loadRecords, type SaveRow } from '../records/index.ts';
import { table } from '../common/index.ts';
import { personAccountFields } from './person-accounts.ts';

/** What the platform computes on standard objects when a record is saved. */
type Derivation = (rt: Engine, row: SaveRow) => void;

function textField(record: SObject, key: string): string {
  const value = record.fields.get(key);
  return typeof value === 'string' ? value : '';
}

function set(record: SObject, key: string, value: ApexValue): void {
  if (value === null || value === '') {
    record.fields.delete(key);
  } else {
    record.fields.set(key, value);
  }
}

function changed(row: SaveRow, key: string): boolean {
  return row.old === null || (row.old.fields.get(key) ?? null) !== (row.record.fields.get(key) ?? null);
}

/** The record that a lookup points to, if it is stored. */
function parent(rt: Engine, record: SObject, key: string): SObject | undefined {
  const id = record.fields.get(key);
  const object = typeof id === 'string' ? rt.org.schema.objectByPrefix(id.slice(0, 3)) : undefined;
  return object === undefined || typeof id !== 'string' ? undefined : loadRecords(rt.org.db, object, [id]).get(id);
}

const personName: Derivation = (_, { record }) => {
  const name = ['firstname', 'middlename', 'lastname'].map((key) => textField(record, key)).filter(Boolean);
  set(record, 'name', name.join(' '));
};

const CLOSED_CASE = /^closed/i;

const caseFields: Derivation = (rt, row) => {
  const { record, old } = row;
  const isClosed = CLOSED_CASE.test(textField(record, 'status'));
  const wasClosed = old?.fields.get('isclosed') === true;
  record.fields.set('isclosed', isClosed);
  if (isClosed && !wasClosed) {
    record.fields.set('closeddate', new ApexDatetime(rt.tx.now()));
    if (old === null) {
      record.fields.set('isclosedoncreate', true);
    }
  } else if (!isClosed) {
    record.fields.delete('closeddate');
  }
  if (changed(row, 'contactid')) {
    const contact = parent(rt, record, 'contactid');
    for (const [target, source] of CONTACT_OF_CASE) {
      set(record, target, contact?.fields.get(source) ?? null);
    }
    if (contact !== undefined && !record.fields.get('accountid')) {
      set(record, 'accountid', contact.fields.get('accountid') ?? null);
    }
  }
};
const CONTACT_OF_CASE = [
  ['contactemail', 'email'],
  ['contactphone', 'phone'],
  ['contactmobile', 'mobilephone'],
  ['contactfax', 'fax']
] as const;

/** Account of an activity: that of what it is about, else of whom. */
function activityAccount(rt: Engine, row: SaveRow): void {
  if (!changed(row, 'whatid') && !changed(row, 'whoid')) {
    return;
  }
  const what = parent(rt, row.record, 'whatid');
  const who = parent(rt, row.record, 'whoid');
  const account = what?.objectName === 'Account' ? what.id : what?.fields.get('accountid');
  set(row.record, 'accountid', account ?? who?.fields.get('accountid') ?? null);
}

const taskFields: Derivation = (rt, row) => {
  const { record, old } = row;
  const isClosed = textField(record, 'status').toLowerCase() === 'completed';
  record.fields.set('isclosed', isClosed);
  record.fields.set('ishighpriority', textField(record, 'priority').toLowerCase() === 'high');
  if (isClosed && old?.fields.get('isclosed') !== true) {
    record.fields.set('completeddatetime', new ApexDatetime(rt.tx.now()));
  } else if (!isClosed) {
    record.fields.delete('completeddatetime');
  }
  activityAccount(rt, row);
};

const MINUTE = 60_000;

const eventFields: Derivation = (rt, row) => {
  const { record } = row;
  const start = record.fields.get('startdatetime') ?? record.fields.get('activitydatetime');
  const minutes = record.fields.get('durationinminutes');
  const end = record.fields.get('enddatetime');
  if (start instanceof ApexDatetime) {
    record.fields.set('startdatetime', start);
    record.fields.set('activitydatetime', start);
    record.fields.set('activitydate', new ApexDate(Math.floor(start.ms / 86_400_000)));
    if (typeof minutes === 'number' && (!(end instanceof ApexDatetime) || changed(row, 'durationinminutes'))) {
      record.fields.set('enddatetime', new ApexDatetime(start.ms + minutes * MINUTE));
    } else if (end instanceof ApexDatetime) {
      record.fields.set('durationinminutes', Math.round((end.ms - start.ms) / MINUTE));
    }
  }
  activityAccount(rt, row);
};

/** Probability and forecast category of the stages that a new org has. */
const STAGES: Readonly<Record<string, readonly [number, string, string]>> = table({
  prospecting: [10, 'Pipeline', 'Pipeline'],
  qualification: [10, 'Pipeline', 'Pipeline'],
  'needs analysis': [20, 'Pipeline', 'Pipeline'],
  'value proposition': [50, 'Pipeline', 'Pipeline'],
  'id. decision makers': [60, 'Pipeline', 'Pipeline'],
  'perception analysis': [70, 'Pipeline', 'Pipeline'],
  'proposal/price quote': [75, 'Pipeline', 'Pipeline'],
  'negotiation/review': [90, 'Pipeline', 'Pipeline'],
  'closed won': [100, 'Closed', 'Closed'],
  'closed lost': [0, 'Omitted', 'Omitted']
});

const opportunityFields: Derivation = (_, row) => {
  const { record } = row;
  const stage = textField(record, 'stagename').toLowerCase();
  const [probability, category, categoryName] = STAGES[stage] ?? [10, 'Pipeline', 'Pipeline'];
  const isWon = stage === 'closed won';
  record.fields.set('iswon', isWon);
  record.fields.set('isclosed', isWon || stage === 'closed lost');
  const setsProbability = row.source.fields.has('probability') && row.source.queried === null;
  if (changed(row, 'stagename') && (!setsProbability || (record.fields.get('probability') ?? null) === null)) {
    record.fields.set('probability', Decimal.fromInteger(probability));
  }
  record.fields.set('forecastcategory', category);
  record.fields.set('forecastcategoryname', categoryName);
  const amount = toDecimal(record.fields.get('amount') ?? null);
  const percent = toDecimal(record.fields.get('probability') ?? null);
  const expected = amount === null || percent === null ? null : amount.multiply(percent).multiply(Decimal.of('0.01'));
  set(record, 'expectedrevenue', expected?.setScale(2, 'HALF_UP') ?? null);
  const close = record.fields.get('closedate');
  if (close instanceof ApexDate) {
    const quarter = Math.floor((close.month - 1) / 3) + 1;
    record.fields.set('fiscalyear', close.year);
    record.fields.set('fiscalquarter', quarter);
    record.fields.set('fiscal', `${close.year} ${quarter}`);
  }
};

function priceEntry(rt: Engine, record: SObject): void {
  const entry = parent(rt, record, 'pricebookentryid');
  const product = parent(rt, entry ?? record, 'product2id');
  if (entry !== undefined) {
    set(record, 'product2id', entry.fields.get('product2id') ?? null);
    set(record, 'listprice', entry.fields.get('unitprice') ?? null);
    if ((record.fields.get('unitprice') ?? null) === null && (record.fields.get('totalprice') ?? null) === null) {
      set(record, 'unitprice', entry.fields.get('unitprice') ?? null);
    }
  }
  set(record, 'productcode', product?.fields.get('productcode') ?? null);
}

const lineFields: Derivation = (rt, row) => {
  const { record } = row;
  if (changed(row, 'pricebookentryid') || changed(row, 'product2id')) {
    priceEntry(rt, record);
  }
  const quantity = toDecimal(record.fields.get('quantity') ?? null);
  const price = toDecimal(record.fields.get('unitprice') ?? null);
  const total = toDecimal(record.fields.get('totalprice') ?? null);
  if (
    quantity !== null &&
    price !== null &&
    (total === null || changed(row, 'unitprice') || changed(row, 'quantity'))
  ) {
    const discount = toDecimal(record.fields.get('discount') ?? null) ?? Decimal.ZERO;
    const share = Decimal.fromInteger(100).subtract(discount).multiply(Decimal.of('0.01'));
    record.fields.set('totalprice', quantity.multiply(price).multiply(share).setScale(2, 'HALF_UP'));
    record.fields.set('subtotal', quantity.multiply(price).setScale(2, 'HALF_UP'));
  } else if (quantity !== null && price === null && total !== null && quantity.signum !== 0) {
    record.fields.set('unitprice', total.divideToScale(quantity, 2, 'HALF_UP'));
  }
};

const priceEntryFields: Derivation = (rt, { record }) => {
  const product = parent(rt, record, 'product2id');
  set(record, 'name', product?.fields.get('name') ?? null);
  set(record, 'productcode', product?.fields.get('productcode') ?? null);
};

const orderFields: Derivation = (rt, row) => {
  const activated = textField(row.record, 'status').toLowerCase() === 'activated';
  row.record.fields.set('statuscode', activated ? 'Activated' : 'Draft');
  if (activated && changed(row, 'status')) {
    row.record.fields.set('activateddate', new ApexDatetime(rt.tx.now()));
    row.record.fields.set('activatedbyid', rt.tx.user.id);
  }
};

const memberFields: Derivation = (rt, row) => {
  const { record } = row;
  record.fields.set('hasresponded', textField(record, 'status').toLowerCase() === 'responded');
  const person = parent(rt, record, 'contactid') ?? parent(rt, record, 'leadid');
  if (person === undefined) {
    return;
  }
  for (const key of ['salutation', 'name', 'firstname', 'lastname', 'email', 'phone', 'title', 'leadsource']) {
    set(record, key, person.fields.get(key) ?? null);
  }
  set(record, 'leadorcontactid', person.id);
  set(record, 'leadorcontactownerid', person.fields.get('ownerid') ?? null);
  set(record, 'type', person.objectName);
  set(
    record,
    'companyoraccount',
    person.fields.get('company') ?? parent(rt, person, 'accountid')?.fields.get('name') ?? null
  );
};

const bodyLength: Derivation = (_, { record }) => {
  const body = record.fields.get('body');
  record.fields.set('bodylength', body instanceof ApexBlob ? body.size : 0);
};

/** File types that are not just the extension in capitals (Object Reference, ContentDocument.FileType). */
const FILE_TYPES: Readonly<Record<string, string>> = table({
  txt: 'TEXT',
  doc: 'WORD',
  docx: 'WORD_X',
  xls: 'EXCEL',
  xlsx: 'EXCEL_X',
  ppt: 'POWER_POINT',
  pptx: 'POWER_POINT_X',
  jpeg: 'JPEG',
  htm: 'HTML',
  ai: 'AI',
  eps: 'EPS',
  snote: 'SNOTE'
});

const versionFields: Derivation = (rt, row) => {
  const { record } = row;
  const path = textField(record, 'pathonclient');
  const extension = /\.([^./\\]+)$/.exec(path)?.[1] ?? '';
  const data = record.fields.get('versiondata');
  set(record, 'fileextension', extension);
  set(
    record,
    'filetype',
    FILE_TYPES[extension.toLowerCase()] ?? (extension === '' ? 'UNKNOWN' : extension.toUpperCase())
  );
  record.fields.set('contentsize', data instanceof ApexBlob ? data.size : 0);
  if (!textField(record, 'title')) {
    set(record, 'title', path.replace(/\.[^.]+$/, ''));
  }
  if (row.old === null) {
    record.fields.set('islatest', true);
    record.fields.set('contentmodifieddate', new ApexDatetime(rt.tx.now()));
    const document = record.fields.get('contentdocumentid');
    const count =
      typeof document === 'string'
        ? rt.org.db.get('SELECT count(*) AS n FROM contentversion WHERE contentdocumentid = ? AND isdeleted = 0', [
            document
          ])?.['n']
        : 0;
    set(record, 'versionnumber', String(Number(count ?? 0) + 1));
  }
};

const distributionFields: Derivation = (rt, row) => {
  const { record } = row;
  if (row.old === null) {
    const version = parent(rt, record, 'contentversionid');
    set(record, 'contentdocumentid', version?.fields.get('contentdocumentid') ?? null);
    const token = `${record.fields.get('contentversionid') as string}${rt.tx.now()}`;
    set(record, 'distributionpublicurl', `/sfc/p/a/${token}`);
    set(record, 'contentdownloadurl', `/sfc/dist/version/download/?d=/a/${token}`);
  }
};

/** The licence behind a profile says what kind of user it makes. */
const userFields: Derivation = (rt, row) => {
  personName(rt, row);
  const profile = row.record.fields.get('profileid');
  if (typeof profile === 'string' && profile !== row.old?.fields.get('profileid')) {
    const found = rt.org.db.get('SELECT usertype FROM profile WHERE id = ?', [profile]);
    set(row.record, 'usertype', found === undefined ? null : String(found['usertype'] ?? 'Standard'));
  }
};

const assignmentFields: Derivation = (_, { record }) => void record.fields.set('isactive', true);

const DERIVATIONS: Readonly<Record<string, Derivation>> = table({
  Account: personAccountFields,
  Contact: personName,
  Individual: personName,
  Lead: personName,
  User: userFields,
  Case: caseFields,
  Task: taskFields,
  Event: eventFields,
  Opportunity: opportunityFields,
  OpportunityLineItem: lineFields,
  OrderItem: lineFields,
  Order: orderFields,
  PricebookEntry: priceEntryFields,
  CampaignMember: memberFields,
  Attachment: bodyLength,
  Document: bodyLength,
  ContentVersion: versionFields,
  ContentDistribution: distributionFields,
  PermissionSetAssignment: assignmentFields
});

/** Sets the fields that the platform computes, after the before triggers. */
export function deriveFields(rt: Engine, object: ObjectSchema, rows: readonly SaveRow[]): void {
  const derive = DERIVATIONS[object.name];
  if (derive !== undefined) {
    rows.forEach((row) => derive(rt, row));
  }
}
