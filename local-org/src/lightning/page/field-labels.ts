import type { FieldSchema, ObjectSchema } from '../../metadata/index.ts';
import { table } from '../../common/index.ts';

/** Labels that pages give the fields of standard objects; describes answer others (`Account ID`, `Due Date Only`). */
const BY_OBJECT: Readonly<Record<string, Readonly<Record<string, string>>>> = table({
  Account: table({
    Name: 'Account Name',
    OwnerId: 'Account Owner',
    ParentId: 'Parent Account',
    NumberOfEmployees: 'Employees',
    Site: 'Account Site',
    Sic: 'SIC Code',
    SicDesc: 'SIC Description'
  }),
  Asset: table({ Name: 'Asset Name', AccountId: 'Account', ContactId: 'Contact', OwnerId: 'Asset Owner' }),
  Campaign: table({
    Name: 'Campaign Name',
    OwnerId: 'Campaign Owner',
    IsActive: 'Active',
    ParentId: 'Parent Campaign',
    NumberOfContacts: 'Contacts in Campaign',
    NumberOfLeads: 'Leads in Campaign',
    NumberOfResponses: 'Responses in Campaign'
  }),
  CampaignMember: table({ CampaignId: 'Campaign', ContactId: 'Contact', LeadId: 'Lead', HasResponded: 'Responded' }),
  Case: table({
    AccountId: 'Account Name',
    ContactId: 'Contact Name',
    OwnerId: 'Case Owner',
    ParentId: 'Parent Case',
    Origin: 'Case Origin',
    Reason: 'Case Reason',
    IsEscalated: 'Escalated',
    IsClosed: 'Closed',
    ClosedDate: 'Date/Time Closed',
    CreatedDate: 'Date/Time Opened',
    SuppliedName: 'Web Name',
    SuppliedEmail: 'Web Email',
    SuppliedPhone: 'Web Phone',
    SuppliedCompany: 'Web Company'
  }),
  Contact: table({
    AccountId: 'Account Name',
    OwnerId: 'Contact Owner',
    ReportsToId: 'Reports To',
    MobilePhone: 'Mobile',
    HasOptedOutOfEmail: 'Email Opt Out'
  }),
  Contract: table({
    AccountId: 'Account Name',
    OwnerId: 'Contract Owner',
    EndDate: 'Contract End Date',
    StartDate: 'Contract Start Date'
  }),
  Event: table({
    OwnerId: 'Assigned To',
    WhoId: 'Name',
    WhatId: 'Related To',
    StartDateTime: 'Start',
    EndDateTime: 'End',
    IsAllDayEvent: 'All-Day Event'
  }),
  Lead: table({
    OwnerId: 'Lead Owner',
    Status: 'Lead Status',
    MobilePhone: 'Mobile',
    NumberOfEmployees: 'No. of Employees',
    HasOptedOutOfEmail: 'Email Opt Out',
    IsConverted: 'Converted'
  }),
  Opportunity: table({
    Name: 'Opportunity Name',
    AccountId: 'Account Name',
    OwnerId: 'Opportunity Owner',
    StageName: 'Stage',
    Probability: 'Probability (%)',
    IsPrivate: 'Private',
    CampaignId: 'Primary Campaign Source',
    IsClosed: 'Closed',
    IsWon: 'Won'
  }),
  Order: table({
    AccountId: 'Account Name',
    OwnerId: 'Order Owner',
    ContractId: 'Contract Number',
    EffectiveDate: 'Order Start Date',
    EndDate: 'Order End Date',
    TotalAmount: 'Order Amount',
    Type: 'Order Type'
  }),
  Product2: table({
    Name: 'Product Name',
    IsActive: 'Active',
    Family: 'Product Family',
    StockKeepingUnit: 'Product SKU',
    Description: 'Product Description'
  }),
  Task: table({
    OwnerId: 'Assigned To',
    WhoId: 'Name',
    WhatId: 'Related To',
    ActivityDate: 'Due Date',
    Description: 'Comments',
    IsClosed: 'Closed'
  }),
  User: table({
    IsActive: 'Active',
    TimeZoneSidKey: 'Time Zone',
    LocaleSidKey: 'Locale',
    LanguageLocaleKey: 'Language',
    UserRoleId: 'Role'
  })
});

const BY_FIELD: Readonly<Record<string, string>> = table({
  OwnerId: 'Owner',
  Product2Id: 'Product',
  Pricebook2Id: 'Price Book',
  PricebookEntryId: 'Price Book Entry',
  OrderItemId: 'Order Product',
  CreatedById: 'Created By',
  LastModifiedById: 'Last Modified By',
  RecordTypeId: 'Record Type'
});

/** The label of a field on pages, lists and forms. A lookup of the platform's own is named after the record, not its id. */
export function pageLabel(object: ObjectSchema, field: FieldSchema): string {
  if (field.custom) return field.label;
  const known = BY_OBJECT[object.name]?.[field.name] ?? BY_FIELD[field.name];
  return known ?? (field.type === 'reference' ? field.label.replace(/ ID$/, '') : field.label);
}
