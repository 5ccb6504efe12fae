import { table } from '../../common/index.ts';

type StandardSection = readonly [label: string, left: readonly string[], right: readonly string[]];

const MAILING = ['MailingAddress'];
const BILLING = ['BillingAddress'];
const SHIPPING = ['ShippingAddress'];

/** Page layouts of standard objects for projects that bring none: the fields of a new org's layouts, shortened. */
export const STANDARD_LAYOUTS: Readonly<Record<string, readonly StandardSection[]>> = table({
  Account: [
    [
      'Account Information',
      ['Name', 'ParentId', 'Type', 'Industry', 'AnnualRevenue'],
      ['OwnerId', 'AccountNumber', 'Phone', 'Fax', 'Website', 'NumberOfEmployees']
    ],
    ['Address Information', BILLING, SHIPPING],
    ['Description Information', ['Description'], []]
  ],
  Contact: [
    [
      'Contact Information',
      ['Name', 'AccountId', 'Title', 'Department', 'Birthdate', 'ReportsToId'],
      ['OwnerId', 'Phone', 'MobilePhone', 'Email', 'LeadSource']
    ],
    ['Address Information', MAILING, []],
    ['Description Information', ['Description'], []]
  ],
  Lead: [
    [
      'Lead Information',
      ['Name', 'Company', 'Title', 'Status', 'Rating'],
      ['OwnerId', 'Phone', 'MobilePhone', 'Email', 'Website', 'LeadSource', 'Industry']
    ],
    ['Address Information', ['Address'], []],
    ['Description Information', ['Description'], []]
  ],
  Case: [
    [
      'Case Information',
      ['CaseNumber', 'OwnerId', 'Status', 'Priority', 'ContactId', 'AccountId'],
      ['Origin', 'Type', 'Reason', 'ContactPhone', 'ContactEmail', 'ClosedDate']
    ],
    ['Description Information', ['Subject', 'Description'], []]
  ],
  Opportunity: [
    [
      'Opportunity Information',
      ['Name', 'AccountId', 'Type', 'Amount', 'CloseDate'],
      ['OwnerId', 'StageName', 'Probability', 'NextStep', 'LeadSource']
    ],
    ['Description Information', ['Description'], []]
  ],
  Task: [
    ['Task Information', ['Subject', 'ActivityDate', 'Status', 'Priority'], ['OwnerId', 'WhoId', 'WhatId', 'Type']],
    ['Description Information', ['Description'], []]
  ],
  Product2: [
    ['Product Information', ['Name', 'ProductCode', 'StockKeepingUnit'], ['IsActive', 'Family']],
    ['Description Information', ['Description'], []]
  ],
  Campaign: [
    [
      'Campaign Information',
      ['Name', 'Type', 'Status', 'StartDate', 'EndDate'],
      ['OwnerId', 'IsActive', 'NumberOfContacts', 'NumberOfLeads', 'NumberOfResponses']
    ],
    ['Description Information', ['Description'], []]
  ],
  Order: [
    [
      'Order Information',
      ['OrderNumber', 'AccountId', 'Status', 'EffectiveDate'],
      ['OwnerId', 'TotalAmount', 'Type', 'EndDate']
    ],
    ['Address Information', BILLING, SHIPPING]
  ],
  User: [
    [
      'General Information',
      ['Name', 'Username', 'Email', 'Alias'],
      ['Title', 'ProfileId', 'IsActive', 'TimeZoneSidKey', 'LocaleSidKey']
    ]
  ]
});
