import assert from 'node:assert/strict';
import type { RunningOrg } from '../local-org.ts';

type Row = Readonly<Record<string, unknown>>;

/** What a set of events has left: every record by a key that says the same in another run. */
export type Left = ReadonlyMap<string, Row>;

const OBJECTS = [
  'Commerce_Customer__c',
  'Commerce_Company__c',
  'Commerce_Order__c',
  'Commerce_Order_Line__c',
  'Commerce_Fulfillment__c',
  'Commerce_Return__c',
  'Commerce_Return_Line__c',
  'Commerce_Cart__c',
  'Commerce_Cart_Line__c',
  'Commerce_Insight__c',
  'Commerce_Insight_Month__c',
  'Product2',
  'Account',
  'Contact',
  'Lead',
  'Case',
  'Task'
] as const;

/** Times at which something was computed or stored, and numbers that the platform counts up. */
const IGNORED =
  /^(Id|CreatedDate|CreatedById|LastModifiedDate|LastModifiedById|SystemModstamp|LastViewedDate|LastReferencedDate|LastActivityDate|CaseNumber|ClosedDate|IsClosedOnCreate|CompletedDateTime|Computed_At__c|Silence_\w+|Churn_\w+|Insight_Key__c|Month_Key__c|StockKeepingUnit|Superseded_\w+|PhotoUrl|ActivityDate|Contact(Phone|Email|Mobile|Fax))$/;
const EXTERNAL_ID = /^(Commerce_)?External_Id__c$/;

interface Field {
  readonly name: string;
  readonly type: string;
  readonly calculated: boolean;
  readonly autoNumber: boolean;
}

/** The two stores of every history; both are canonical. */
const STORES = ['one', 'two'] as const;
const NOW = '2026-03-03T10:00:00Z';

/** Makes the stores of the histories, and sets the clock to a day soon after them, so that carts and returns are no history. */
export async function openStores(org: RunningOrg): Promise<void> {
  await org.call('POST', '/local-org/clock', { now: NOW }, 'admin');
  for (const key of STORES) {
    const store = {
      Name: key,
      Store_Key__c: key,
      Platform__c: 'canonical',
      Currency_Code__c: 'EUR',
      Is_Active__c: true
    };
    const { status, body } = await org.call('POST', '/services/data/v67.0/sobjects/Commerce_Store__c', store, 'admin');
    assert.equal(status, 201, JSON.stringify(body));
  }
}

/** Reads and removes what the events of one run have left in an org. */
export class Records {
  readonly #org: RunningOrg;
  readonly #fields = new Map<string, readonly Field[]>();

  constructor(org: RunningOrg) {
    this.#org = org;
  }

  /** Every record that counts. What became superfluous is kept for people and is no part of it, nor is work that is done. */
  async take(): Promise<Left> {
    const rows = new Map<string, Row[]>();
    for (const object of OBJECTS) {
      const fields = (await this.#fieldsOf(object)).map((field) => field.name);
      rows.set(object, await this.#query(`SELECT ${fields.join(', ')} FROM ${object}`));
    }
    const superfluous = this.#superfluous(rows);
    const labels = new Map<string, string>();
    for (const [object, records] of rows) {
      for (const record of records) {
        labels.set(String(record.Id), labelOf(object, record));
      }
    }
    const left = new Map<string, Row>();
    for (const [object, records] of rows) {
      const kept = records.filter((record) => !superfluous.has(String(record.Id)));
      for (const [key, record] of kept.map((row) => told(object, row, labels)).sort(byContent)) {
        let unique = key;
        for (let more = 2; left.has(unique); more++) {
          unique = `${key} (${more})`;
        }
        left.set(unique, record);
      }
    }
    return left;
  }

  /** Removes everything, so that the next run starts where this one did. */
  async wipe(): Promise<void> {
    const first = ['Task', 'Event', 'Case', 'Opportunity', 'ContentDocument'];
    const objects = [...first, ...OBJECTS.filter((name) => !first.includes(name)), 'Commerce_Event__c'];
    const lines = objects.map((name) => `delete [SELECT Id FROM ${name}];`);
    const body = encodeURIComponent(lines.join('\n'));
    const { body: answer } = await this.#org.call<{ success: boolean }>(
      'GET',
      `/services/data/v67.0/tooling/executeAnonymous?anonymousBody=${body}`,
      undefined,
      'admin'
    );
    assert.ok(answer.success, JSON.stringify(answer));
  }

  #superfluous(rows: ReadonlyMap<string, readonly Row[]>): Set<string> {
    const ids = new Set<string>();
    const used = new Set<unknown>();
    for (const customer of [...(rows.get('Commerce_Customer__c') ?? []), ...(rows.get('Commerce_Company__c') ?? [])]) {
      [customer.Account__c, customer.Lead__c].forEach((id) => used.add(id));
      [customer.Superseded_Account__c, customer.Superseded_Lead__c]
        .filter(Boolean)
        .forEach((id) => ids.add(String(id)));
    }
    used.forEach((id) => ids.delete(String(id)));
    const served = new Set((rows.get('Commerce_Return__c') ?? []).map((row) => row.Case__c));
    (rows.get('Case') ?? [])
      .filter((row) => row.IsClosed && !served.has(row.Id))
      .forEach((row) => ids.add(String(row.Id)));
    (rows.get('Task') ?? []).filter((row) => row.IsClosed).forEach((row) => ids.add(String(row.Id)));
    return ids;
  }

  async #fieldsOf(object: string): Promise<readonly Field[]> {
    let fields = this.#fields.get(object);
    if (fields === undefined) {
      const { body } = await this.#org.call<{ fields: Field[] }>(
        'GET',
        `/services/data/v67.0/sobjects/${object}/describe`,
        undefined,
        'admin'
      );
      fields = body.fields.filter(
        (field) => !field.calculated && !field.autoNumber && !['address', 'location', 'base64'].includes(field.type)
      );
      this.#fields.set(object, fields);
    }
    return fields;
  }

  async #query(soql: string): Promise<Row[]> {
    const rows: Row[] = [];
    let url: string | undefined = `/services/data/v67.0/query?q=${encodeURIComponent(soql)}`;
    while (url !== undefined) {
      const answer: { status: number; body: { records: Row[]; nextRecordsUrl?: string } } = await this.#org.call(
        'GET',
        url,
        undefined,
        'admin'
      );
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
      rows.push(...answer.body.records);
      url = answer.body.nextRecordsUrl;
    }
    return rows;
  }
}

function labelOf(object: string, record: Row): string {
  const external = Object.keys(record).find((name) => EXTERNAL_ID.test(name) && record[name]);
  const named = object.startsWith('Commerce_Insight')
    ? record.Month__c
    : (record.Email ?? record.Subject ?? record.Name);
  return [object, external ? record[external] : named].filter(Boolean).join(' ');
}

function told(object: string, record: Row, labels: ReadonlyMap<string, string>): [string, Row] {
  const values: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(record)) {
    const skipped = name === 'attributes' || IGNORED.test(name);
    if (!skipped && value !== null && value !== false) {
      values[name] = labels.get(String(value)) ?? value;
    }
  }
  const owner = object.startsWith('Commerce_Insight')
    ? [values.Account__c, values.Store__c, values.Currency_Code__c]
    : [];
  return [[labels.get(String(record.Id)), ...owner].filter(Boolean).join(' '), values];
}

function byContent(a: readonly [string, Row], b: readonly [string, Row]): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}

/** The differences between two runs, one a line: the record, the field, both values. */
export function differences(expected: Left, actual: Left): string[] {
  const lines: string[] = [];
  for (const key of new Set([...expected.keys(), ...actual.keys()])) {
    const before = expected.get(key);
    const after = actual.get(key);
    if (before === undefined || after === undefined) {
      lines.push(`${key}: ${before === undefined ? 'only when shuffled' : 'missing when shuffled'}`);
      continue;
    }
    for (const field of new Set([...Object.keys(before), ...Object.keys(after)])) {
      const [left, right] = [JSON.stringify(before[field]), JSON.stringify(after[field])];
      if (left !== right) {
        lines.push(`${key}, ${field}: ${left} in time, ${right} shuffled`);
      }
    }
  }
  return lines;
}
