import assert from 'node:assert/strict';
import type { Random } from '../../../demo/random.ts';
import type { RunningOrg } from '../local-org.ts';

type Row = Readonly<Record<string, unknown>>;

/** What a person made or edited, and how it must stay: the record, and the values of the fields that the person set. */
interface Kept {
  readonly object: string;
  readonly id: string;
  readonly values: Record<string, unknown>;
}

const REST = '/services/data/v67.0';
const EDITABLE: Readonly<Record<string, string>> = {
  Account: 'Name',
  Contact: 'Phone',
  Lead: 'Company',
  Case: 'Subject',
  Task: 'Subject'
};

/**
 * Somebody who works in the CRM beside the stores: adds opportunities, contacts, tasks, events, files and cases, edits what is there, converts
 * leads, merges duplicates and sets links by hand. Remembers everything that must be there, where it was put, until they change it themselves.
 */
export class Colleague {
  readonly #org: RunningOrg;
  readonly #random: Random;
  readonly #kept: Kept[] = [];
  #made = 0;

  constructor(org: RunningOrg, random: Random) {
    this.#org = org;
    this.#random = random;
  }

  /** One thing that a person does to the records that are there. */
  async work(): Promise<void> {
    await this.#random.weighted<() => Promise<void>>([
      [() => this.#add(), 8],
      [() => this.#edit(), 3],
      [() => this.#link(), 2],
      [() => this.#move(), 1],
      [() => this.#merge('Contact'), 1],
      [() => this.#merge('Account'), 1],
      [() => this.#convert(), 1]
    ])();
  }

  /** What is not as the person left it, one a line. */
  async missing(): Promise<string[]> {
    const lines: string[] = [];
    for (const { object, id, values } of this.#kept) {
      const present = await this.#read(object, id, Object.keys(values));
      if (present === undefined) {
        lines.push(`${object} ${id} is gone`);
        continue;
      }
      for (const [field, value] of Object.entries(values)) {
        if (present[field] !== value) {
          lines.push(`${object} ${id}, ${field}: ${String(value)} became ${String(present[field])}`);
        }
      }
    }
    return lines;
  }

  get keeps(): number {
    return this.#kept.length;
  }

  async #add(): Promise<void> {
    const name = `Made by hand ${++this.#made}`;
    const parent = await this.#any(this.#random.pick(['Account', 'Contact', 'Lead']));
    if (parent === undefined) {
      return;
    }
    const { object, id } = parent;
    const link = object === 'Account' ? { WhatId: id } : { WhoId: id };
    const day = '2026-03-05';
    const choices: [string, Record<string, unknown>][] = [
      ['Task', { Subject: name, ...link }],
      ['Event', { Subject: name, ...link, StartDateTime: `${day}T10:00:00Z`, EndDateTime: `${day}T11:00:00Z` }],
      ['ContentDocumentLink', { LinkedEntityId: id, ShareType: 'V' }]
    ];
    if (object === 'Account') {
      choices.push(
        ['Opportunity', { Name: name, AccountId: id, StageName: 'Prospecting', CloseDate: day }],
        ['Contact', { LastName: name, AccountId: id }],
        ['Case', { Subject: name, AccountId: id }]
      );
    } else if (object === 'Contact') {
      choices.push(['Case', { Subject: name, ContactId: id }]);
    }
    const [made, values] = this.#random.pick(choices);
    if (made === 'ContentDocumentLink') {
      values.ContentDocumentId = await this.#file(name);
    }
    const lasting = ['Subject', 'Name', 'LastName', 'AccountId', 'ContactId', 'WhoId', 'WhatId', 'LinkedEntityId'];
    this.#keep(
      made,
      await this.#create(made, values),
      Object.fromEntries(Object.entries(values).filter(([field]) => lasting.includes(field)))
    );
  }

  async #file(name: string): Promise<unknown> {
    const id = await this.#create('ContentVersion', { Title: name, PathOnClient: 'made.txt', VersionData: 'bWFkZQ==' });
    return (await this.#read('ContentVersion', id, ['ContentDocumentId']))?.ContentDocumentId;
  }

  async #create(object: string, values: Record<string, unknown>): Promise<string> {
    const { status, body } = await this.#org.call<{ id: string }>(
      'POST',
      `${REST}/sobjects/${object}`,
      values,
      'admin'
    );
    assert.equal(status, 201, `${object}: ${JSON.stringify(body)}`);
    return body.id;
  }

  async #edit(): Promise<void> {
    const target = await this.#any(this.#random.pick(Object.keys(EDITABLE)));
    if (target !== undefined) {
      await this.#set(target.object, target.id, { [EDITABLE[target.object]]: `Set ${++this.#made}` });
    }
  }

  /** Links that people set on records of the package stay. */
  async #link(): Promise<void> {
    const account = await this.#any('Account');
    const target = await this.#any(this.#random.pick(['Commerce_Customer__c', 'Commerce_Order__c']));
    if (account !== undefined && target !== undefined) {
      await this.#set(target.object, target.id, { Account__c: account.id });
    }
  }

  async #move(): Promise<void> {
    const [account, contact] = [await this.#any('Account'), await this.#any('Contact')];
    if (account !== undefined && contact !== undefined) {
      await this.#set('Contact', contact.id, { AccountId: account.id });
    }
  }

  async #merge(object: string): Promise<void> {
    const [master, other] = [await this.#any(object), await this.#any(object)];
    if (master === undefined || other === undefined || master.id === other.id) {
      return;
    }
    const apex = `merge new ${object}(Id = '${master.id}') new ${object}(Id = '${other.id}');`;
    await this.#byApex(apex);
  }

  async #convert(): Promise<void> {
    const lead = await this.#any('Lead');
    if (lead !== undefined) {
      await this.#byApex(
        `Database.LeadConvert work = new Database.LeadConvert(); work.setLeadId('${lead.id}'); ` +
          'work.setConvertedStatus([SELECT ApiName FROM LeadStatus WHERE IsConverted = TRUE LIMIT 1].ApiName); Database.convertLead(work);'
      );
    }
  }

  /** The platform moves what hangs on a merged or converted record; from then on it must stay there. */
  async #byApex(apex: string): Promise<void> {
    const { body } = await this.#org.call<{ success: boolean }>(
      'GET',
      `${REST}/tooling/executeAnonymous?anonymousBody=${encodeURIComponent(apex)}`,
      undefined,
      'admin'
    );
    assert.ok(body.success, JSON.stringify(body));
    for (let index = this.#kept.length - 1; index >= 0; index--) {
      const { object, id, values } = this.#kept[index];
      const present = await this.#read(object, id, Object.keys(values));
      if (present === undefined) {
        this.#kept.splice(index, 1);
      } else {
        Object.keys(values).forEach((field) => (values[field] = present[field]));
      }
    }
  }

  async #set(object: string, id: string, values: Record<string, unknown>): Promise<void> {
    const { status, body } = await this.#org.call('PATCH', `${REST}/sobjects/${object}/${id}`, values, 'admin');
    assert.equal(status, 204, `${object}: ${JSON.stringify(body)}`);
    this.#keep(object, id, values);
  }

  #keep(object: string, id: string, values: Record<string, unknown>): void {
    const known = this.#kept.find((kept) => kept.object === object && kept.id === id);
    if (known === undefined) {
      this.#kept.push({ object, id, values: { ...values } });
    } else {
      Object.assign(known.values, values);
    }
  }

  async #any(object: string): Promise<{ object: string; id: string } | undefined> {
    const filter = object === 'Lead' ? 'WHERE IsConverted = FALSE ' : '';
    const rows = await this.#query(`SELECT Id FROM ${object} ${filter}ORDER BY Id LIMIT 200`);
    return rows.length === 0 ? undefined : { object, id: String(this.#random.pick(rows).Id) };
  }

  async #read(object: string, id: string, fields: readonly string[]): Promise<Row | undefined> {
    const rows = await this.#query(`SELECT ${['Id', ...fields].join(', ')} FROM ${object} WHERE Id = '${id}'`);
    return rows[0];
  }

  async #query(soql: string): Promise<Row[]> {
    const { status, body } = await this.#org.call<{ records: Row[] }>(
      'GET',
      `${REST}/query?q=${encodeURIComponent(soql)}`,
      undefined,
      'admin'
    );
    assert.equal(status, 200, JSON.stringify(body));
    return body.records;
  }
}
