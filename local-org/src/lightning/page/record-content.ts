import type { ObjectSchema } from '../../metadata/schema.ts';
import type { PageMetadata } from '../metadata-source.ts';
import { describeField, describePath, findField, type FieldAccess, type FieldDescription } from './describe-field.ts';
import type { VisibilityRule } from './flexipage.ts';
import { compactLayoutFields, findLayout } from './layout.ts';
import { STANDARD_LAYOUTS } from './standard-layouts.ts';

export interface DetailSection {
  readonly label: string;
  readonly columns: readonly (readonly (FieldDescription & { readonly visibility?: VisibilityRule })[])[];
}

/** Fields that the standard compact layouts show, for objects without one in the project. */
const STANDARD_COMPACT: Record<string, readonly string[]> = {
  Account: ['Type', 'Phone', 'Website', 'OwnerId', 'Industry'],
  Contact: ['Title', 'AccountId', 'Phone', 'Email', 'OwnerId'],
  Lead: ['Title', 'Company', 'Phone', 'Email'],
  Case: ['Priority', 'Status', 'CaseNumber', 'ContactId', 'OwnerId'],
  Opportunity: ['AccountId', 'CloseDate', 'Amount', 'OwnerId'],
  Task: ['ActivityDate', 'Status', 'Priority', 'WhoId', 'WhatId'],
  Order: ['AccountId', 'Status', 'EffectiveDate', 'TotalAmount'],
  Product2: ['ProductCode', 'Family', 'IsActive'],
  Campaign: ['Type', 'Status', 'StartDate', 'EndDate'],
  User: ['Title', 'Email', 'Username']
};

const MAXIMUM_HIGHLIGHTS = 7;

/** The fields beside a record's name in the highlights panel. */
export function highlightFields(metadata: PageMetadata, object: ObjectSchema, access: FieldAccess): FieldDescription[] {
  const names = compactLayoutFields(metadata, object) ?? STANDARD_COMPACT[object.name] ?? customDefaults(object);
  return names
    .filter((name) => name.toLowerCase() !== object.nameField.toLowerCase())
    .map((name) => describePath(metadata.schema, object, name, access))
    .filter((field): field is FieldDescription => field !== undefined)
    .slice(0, MAXIMUM_HIGHLIGHTS);
}

function customDefaults(object: ObjectSchema): string[] {
  return [...object.fields.values()]
    .filter(({ custom, type }) => custom && !isLong(type))
    .slice(0, 4)
    .map(({ name }) => name);
}

function isLong(type: string): boolean {
  return type === 'longtextarea' || type === 'richtextarea' || type === 'textarea' || type === 'base64';
}

/** The sections of the record's page layout; without a layout, every readable field in two columns. */
export function detailSections(metadata: PageMetadata, object: ObjectSchema, access: FieldAccess): DetailSection[] {
  const layout = findLayout(metadata, object);
  if (!layout) return generatedSections(metadata, object, access);
  return layout.sections
    .map((section) =>
      fieldSection(
        section.label,
        section.columns.map((column) =>
          column.flatMap((name) => {
            const field = findField(object, name);
            const described = field ? describeField(metadata.schema, object, field, access) : undefined;
            return described ? [described] : [];
          })
        )
      )
    )
    .filter(({ columns }) => columns.some((column) => column.length > 0));
}

export function fieldSection(label: string, columns: DetailSection['columns']): DetailSection {
  return { label, columns };
}

const SYSTEM = ['CreatedById', 'CreatedDate', 'LastModifiedById', 'LastModifiedDate'];
const HIDDEN = new Set([
  'id',
  'isdeleted',
  'systemmodstamp',
  'lastvieweddate',
  'lastreferenceddate',
  'masterrecordid',
  'photourl',
  'jigsaw',
  'jigsawcompanyid',
  'cleanstatus',
  'firstname',
  'lastname',
  'salutation',
  'recordtypeid'
]);

function generatedSections(metadata: PageMetadata, object: ObjectSchema, access: FieldAccess): DetailSection[] {
  const standard = STANDARD_LAYOUTS[object.name];
  const describe = (name: string): FieldDescription[] => {
    const field = findField(object, name);
    const described = field ? describeField(metadata.schema, object, field, access) : undefined;
    return described ? [described] : [];
  };
  const isSystem = new Set(SYSTEM.map((name) => name.toLowerCase()));
  const plain = [...object.fields.values()]
    .filter(
      ({ name, type }) =>
        !HIDDEN.has(name.toLowerCase()) && !isSystem.has(name.toLowerCase()) && !/address|location|base64/.test(type)
    )
    .sort((left, right) => Number(right.name === object.nameField) - Number(left.name === object.nameField))
    .flatMap(({ name }) => describe(name));
  const half = Math.ceil(plain.length / 2);
  const system = SYSTEM.flatMap(describe);
  if (standard) {
    const custom = plain.filter(({ name }) => name.endsWith('__c'));
    const middle = Math.ceil(custom.length / 2);
    return [
      ...standard.map(([label, left, right]) => fieldSection(label, [left.flatMap(describe), right.flatMap(describe)])),
      ...(custom.length
        ? [fieldSection('Additional Information', [custom.slice(0, middle), custom.slice(middle)])]
        : []),
      fieldSection('System Information', [system.slice(0, 2), system.slice(2)])
    ].filter(({ columns }) => columns.some((column) => column.length > 0));
  }
  return [
    fieldSection('Information', [plain.slice(0, half), plain.slice(half)]),
    ...(system.length ? [fieldSection('System Information', [system.slice(0, 2), system.slice(2)])] : [])
  ];
}
