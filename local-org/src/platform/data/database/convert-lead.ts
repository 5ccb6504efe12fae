import { runDml, saveRows } from '../../../dml/index.ts';
import type { DmlError, DmlResult } from '../../../records/index.ts';
import { ApexDate, ApexList, DAY, zoneOffset, type ApexMap, SObject } from '../../../values/index.ts';
import type { ApexValue } from '../../../values/index.ts';
import { type Engine, platformClass } from '../../../engine/index.ts';
import { parseSoql, runSoql } from '../../../soql/index.ts';
import { listOf, readOnlyMembers } from '../support.ts';
import type { AccessOptions } from './caller.ts';
import { DatabaseError, errorsFromJson } from './results.ts';
import { OptionsObject } from './dml-options.ts';
import { PlatformObject } from '../../../values/index.ts';

/** Lead fields that become fields of the account, the contact and the opportunity (the platform's standard mapping). */
const ADDRESS = ['Street', 'City', 'State', 'PostalCode', 'Country'];
const ACCOUNT_FIELDS: readonly (readonly [string, string])[] = [
  ['Company', 'Name'],
  ...['Phone', 'Fax', 'Website', 'Industry', 'AnnualRevenue', 'NumberOfEmployees', 'Rating', 'Description'].map(
    (name) => [name, name] as const
  ),
  ['LeadSource', 'AccountSource'],
  ...ADDRESS.map((part) => [part, `Billing${part}`] as const)
];
const CONTACT_FIELDS: readonly (readonly [string, string])[] = [
  ...[
    'Salutation',
    'FirstName',
    'LastName',
    'Title',
    'Email',
    'Phone',
    'MobilePhone',
    'Fax',
    'LeadSource',
    'Description'
  ].map((name) => [name, name] as const),
  ...ADDRESS.map((part) => [part, `Mailing${part}`] as const)
];

class LeadConvertResult extends PlatformObject {
  readonly $type = 'database.leadconvertresult';
  readonly leadId: string | null;
  readonly ids: { account: string | null; contact: string | null; opportunity: string | null };
  readonly errors: readonly DmlError[];

  constructor(leadId: string | null, ids: LeadConvertResult['ids'], errors: readonly DmlError[]) {
    super();
    this.leadId = leadId;
    this.ids = ids;
    this.errors = errors;
  }

  $json(): Iterable<readonly [string, ApexValue]> {
    return [
      ['success', this.errors.length === 0],
      ['leadId', this.leadId],
      ['accountId', this.ids.account],
      ['contactId', this.ids.contact],
      ['opportunityId', this.ids.opportunity]
    ];
  }
}

/** `JSON.deserialize('{"success":true,"leadId":"…"}', Database.LeadConvertResult.class)`. */
function convertResultFromJson(_rt: Engine, map: ApexMap): LeadConvertResult {
  const id = (key: string): string | null => {
    const value = map.get(key);
    return typeof value === 'string' ? value : null;
  };
  const ids = { account: id('accountId'), contact: id('contactId'), opportunity: id('opportunityId') };
  return new LeadConvertResult(id('leadId'), ids, errorsFromJson(map.get('errors')));
}

/** `Database.convertLead` for one conversion or a list of them. */
export function convertLead(rt: Engine, target: ApexValue, allOrNone: boolean, options: AccessOptions): ApexValue {
  const conversions = (target instanceof ApexList ? target.items : [target]).filter(
    (item) => item instanceof OptionsObject
  );
  const name = 'convert_lead';
  rt.org.db.savepoint(name);
  const results: LeadConvertResult[] = [];
  try {
    for (const conversion of conversions) {
      results.push(new Conversion(rt, conversion, allOrNone, options).run());
    }
  } catch (error) {
    rt.org.db.rollbackTo(name);
    throw error;
  } finally {
    rt.org.db.release(name);
  }
  const failed = results.findIndex((result) => result.errors.length > 0);
  const [error] = results[failed]?.errors ?? [];
  if (allOrNone && error !== undefined) {
    rt.fail(
      'System.DmlException',
      `ConvertLead failed. First exception on row ${failed}; first error: ${error.statusCode}, ${error.message}: [${error.fields.join(', ')}]`
    );
  }
  return target instanceof ApexList ? listOf(rt, 'database.leadconvertresult', results) : (results[0] ?? null);
}

class Conversion {
  readonly #rt: Engine;
  readonly #conversion: OptionsObject;
  readonly #allOrNone: boolean;
  readonly #options: AccessOptions;

  constructor(rt: Engine, conversion: OptionsObject, allOrNone: boolean, options: AccessOptions) {
    this.#rt = rt;
    this.#conversion = conversion;
    this.#allOrNone = allOrNone;
    this.#options = options;
  }

  run(): LeadConvertResult {
    const ids = {
      account: this.#id('AccountId'),
      contact: this.#id('ContactId'),
      opportunity: this.#id('OpportunityId')
    };
    const leadId = this.#id('LeadId');
    const lead = this.#lead(leadId);
    const problem = this.#problem(lead);
    if (lead === null || problem !== null) {
      return new LeadConvertResult(
        leadId,
        { account: null, contact: null, opportunity: null },
        problem === null ? [] : [problem]
      );
    }
    const owner = this.#id('OwnerId') ?? lead.get('ownerid');
    const errors: DmlError[] = [];
    const save = (record: SObject): string | null => {
      const [result] = this.#dml('insert', [record]);
      errors.push(...(result?.errors ?? []));
      return result?.id ?? null;
    };
    const person = this.#personFields(lead, ids.account);
    errors.push(...this.#filled('Account', ids.account, lead, person ?? ACCOUNT_FIELDS));
    errors.push(...this.#filled('Contact', ids.contact, lead, CONTACT_FIELDS));
    ids.account ??= save(this.#mapped('Account', lead, person ?? ACCOUNT_FIELDS, { OwnerId: owner }));
    if (person !== null) {
      ids.contact = this.#personContact(ids.account);
    }
    ids.contact ??= save(this.#mapped('Contact', lead, CONTACT_FIELDS, { OwnerId: owner, AccountId: ids.account }));
    if (this.#conversion.get('DoNotCreateOpportunity') !== true && ids.opportunity === null) {
      ids.opportunity = save(this.#opportunity(lead, ids.account, owner));
      if (errors.length === 0) {
        // The contact takes part in the new opportunity, as its primary contact without a role.
        const more = { OpportunityId: ids.opportunity, ContactId: ids.contact, IsPrimary: true };
        save(this.#mapped('OpportunityContactRole', lead, [], more));
      }
    }
    if (errors.length === 0) {
      errors.push(...this.#finishLead(lead, ids));
    }
    return new LeadConvertResult(leadId, ids, errors);
  }

  /**
   * What a lead gives a person account: a lead without a company becomes one where the org has them (Help, Considerations for Person
   * Accounts), and so does a lead that is merged into one. Null for a business.
   */
  #personFields(lead: SObject, accountId: string | null): readonly (readonly [string, string])[] | null {
    const account = this.#rt.org.schema.object('Account');
    if (account?.fields.has('ispersonaccount') !== true) {
      return null;
    }
    const stored = accountId === null ? null : this.#read('Account', accountId, ['IsPersonAccount']);
    const isPerson =
      stored === null ? (lead.fields.get('company') ?? null) === null : stored.fields.get('ispersonaccount') === true;
    if (!isPerson) {
      return null;
    }
    const own = CONTACT_FIELDS.map(
      ([from, to]) => [from, account.fields.has(`person${to}`.toLowerCase()) ? `Person${to}` : to] as const
    );
    const business = ACCOUNT_FIELDS.filter(([, to]) => to !== 'Name' && !own.some(([, name]) => name === to));
    return [...own, ...business];
  }

  #personContact(accountId: string | null): string | null {
    const id =
      accountId === null ? null : this.#read('Account', accountId, ['PersonContactId'])?.fields.get('personcontactid');
    return typeof id === 'string' ? id : null;
  }

  /**
   * Fills what is empty in the existing record that the lead is merged into; existing values stay (SOAP API Developer Guide, convertLead),
   * except the contact's LeadSource when it is to be overwritten.
   */
  #filled(
    objectName: string,
    id: string | null,
    lead: SObject,
    mapping: readonly (readonly [string, string])[]
  ): readonly DmlError[] {
    if (id === null) {
      return [];
    }
    const fields = this.#rt.org.schema.object(objectName)?.fields;
    const known = mapping.filter(([, to]) => fields?.has(to.toLowerCase()));
    const stored = this.#read(objectName, id, [...new Set(known.map(([, to]) => to))]);
    if (stored === null) {
      return [];
    }
    const overwrites = objectName === 'Contact' && this.#conversion.get('OverwriteLeadSource') === true;
    const empty = known.filter(
      ([, to]) => (stored.fields.get(to.toLowerCase()) ?? null) === null || (overwrites && to === 'LeadSource')
    );
    const record = this.#mapped(objectName, lead, empty, {});
    if (record.fields.size === 0) {
      return [];
    }
    record.fields.set('id', id);
    return this.#dml('update', [record])[0]?.errors ?? [];
  }

  #read(objectName: string, id: string, fields: readonly string[]): SObject | null {
    const query = parseSoql(`SELECT ${fields.join(', ')} FROM ${objectName} WHERE Id = :id`);
    const { records } = runSoql(this.#rt, query, [id], {
      access: 'system',
      sharing: this.#options.sharing,
      counts: 'nothing'
    });
    return records[0] ?? null;
  }

  #lead(id: string | null): SObject | null {
    if (id === null) {
      return null;
    }
    const fields = [
      ...new Set(['OwnerId', 'IsConverted', 'Status', ...[...ACCOUNT_FIELDS, ...CONTACT_FIELDS].map(([name]) => name)])
    ];
    const known = fields.filter((name) => this.#rt.org.schema.object('Lead')?.fields.has(name.toLowerCase()));
    return this.#read('Lead', id, known);
  }

  #problem(lead: SObject | null): DmlError | null {
    if (lead === null) {
      return { statusCode: 'INVALID_CROSS_REFERENCE_KEY', message: 'invalid lead id', fields: ['LeadId'] };
    }
    if (lead.get('isconverted') === true) {
      return { statusCode: 'CANNOT_UPDATE_CONVERTED_LEAD', message: 'cannot reference converted lead', fields: [] };
    }
    const status = this.#conversion.get('ConvertedStatus');
    const values = this.#rt.org.schema.object('Lead')?.fields.get('status')?.picklistValues ?? [];
    const isKnown = values.length === 0 || values.some(({ value }) => value === status);
    return status !== null && isKnown
      ? null
      : { statusCode: 'INVALID_STATUS', message: `invalid convertedStatus: ${String(status)}`, fields: [] };
  }

  #mapped(
    objectName: string,
    lead: SObject,
    mapping: readonly (readonly [string, string])[],
    more: Readonly<Record<string, ApexValue>>
  ): SObject {
    const object = this.#rt.org.schema.object(objectName);
    const record = new SObject(objectName, object ?? null);
    for (const [from, to] of mapping) {
      const value = lead.fields.get(from.toLowerCase()) ?? null;
      if (value !== null && object?.fields.has(to.toLowerCase())) {
        record.fields.set(to.toLowerCase(), value);
      }
    }
    for (const [name, value] of Object.entries(more)) {
      record.fields.set(name.toLowerCase(), value);
    }
    return record;
  }

  #opportunity(lead: SObject, accountId: string | null, owner: ApexValue): SObject {
    const stages = this.#rt.org.schema.object('Opportunity')?.fields.get('stagename')?.picklistValues ?? [];
    const company = lead.fields.get('company') ?? lead.fields.get('lastname') ?? '';
    return this.#mapped('Opportunity', lead, [['LeadSource', 'LeadSource']], {
      Name: this.#conversion.get('OpportunityName') ?? `${String(company)}-`,
      AccountId: accountId,
      StageName: (stages.find(({ isDefault }) => isDefault) ?? stages[0])?.value ?? 'Prospecting',
      CloseDate: this.#endOfQuarter(),
      OwnerId: owner
    });
  }

  /** The platform closes a converted opportunity on the last day of the quarter. */
  #endOfQuarter(): ApexDate {
    const { year, month } = this.#today();
    return ApexDate.of(year, Math.floor((month - 1) / 3) * 3 + 1, 1)
      .addMonths(3)
      .addDays(-1);
  }

  /** The day that the running user has. */
  #today(): ApexDate {
    const { tx } = this.#rt;
    return new ApexDate(Math.floor((tx.now() + zoneOffset(tx.user.timeZone, tx.now())) / DAY));
  }

  #finishLead(lead: SObject, ids: LeadConvertResult['ids']): readonly DmlError[] {
    const object = lead.schema ?? this.#rt.org.schema.object('Lead');
    if (object === undefined) {
      return [];
    }
    const source = new SObject('Lead', object);
    const values: Readonly<Record<string, ApexValue>> = {
      id: lead.id,
      status: this.#conversion.get('ConvertedStatus'),
      isconverted: true,
      converteddate: this.#today(),
      convertedaccountid: ids.account,
      convertedcontactid: ids.contact,
      convertedopportunityid: ids.opportunity
    };
    Object.entries(values).forEach(([key, value]) => source.fields.set(key, value));
    // The lead's update triggers see it become converted.
    const context = {
      object,
      operation: 'update',
      access: 'system',
      sharing: 'without',
      allOrNone: false,
      internal: true
    } as const;
    return saveRows(this.#rt, context, [{ source, index: 0 }], false)[0]?.errors ?? [];
  }

  #dml(operation: 'insert' | 'update', records: SObject[]): DmlResult[] {
    return runDml(this.#rt, { operation, records, allOrNone: this.#allOrNone, ...this.#options });
  }

  #id(name: string): string | null {
    const value = this.#conversion.get(name);
    return typeof value === 'string' ? value : null;
  }
}

const PROPERTIES = [
  'AccountId',
  'AccountRecord',
  'BypassAccountDedupeCheck',
  'BypassContactDedupeCheck',
  'ContactId',
  'ContactRecord',
  'ConvertedStatus',
  'DoNotCreateOpportunity',
  'LeadId',
  'OpportunityId',
  'OpportunityName',
  'OpportunityRecord',
  'OverwriteLeadSource',
  'OwnerId',
  'SendNotificationEmail'
];
const get = (name: string) => (_rt: Engine, self: OptionsObject) => self.get(name);
const set = (name: string) => (_rt: Engine, self: OptionsObject, value: ApexValue) =>
  void self.values.set(name.toLowerCase(), value);

export const leadConvertClasses = [
  platformClass({
    name: 'Database.LeadConvert',
    constructors: { new: () => new OptionsObject('database.leadconvert') },
    properties: Object.fromEntries(PROPERTIES.map((name) => [name, { get: get(name), set: set(name) }])),
    methods: Object.fromEntries(
      PROPERTIES.flatMap((name) => [
        [`get${name}`, get(name)],
        [`is${name}`, get(name)],
        [`set${name}`, set(name)]
      ])
    )
  }),
  platformClass({
    name: 'Database.LeadConvertResult',
    statics: { fromJson: convertResultFromJson },
    ...readOnlyMembers<LeadConvertResult>({
      getAccountId: (_rt, self) => self.ids.account,
      getContactId: (_rt, self) => self.ids.contact,
      getErrors: (rt, self) =>
        listOf(
          rt,
          'database.error',
          self.errors.map((error) => new DatabaseError(error))
        ),
      getLeadId: (_rt, self) => self.leadId,
      // A lead never becomes a business and a person at once.
      getRelatedPersonAccountId: () => null,
      getOpportunityId: (_rt, self) => self.ids.opportunity,
      isSuccess: (_rt, self) => self.errors.length === 0
    })
  })
];
