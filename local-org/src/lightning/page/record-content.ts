import type { ObjectSchema } from '../../metadata/index.ts';
import type { PageMetadata } from '../metadata-source.ts';
import { describeField, describePath, findField, type FieldAccess, type FieldDescription } from './describe-field.ts';
import type { VisibilityRule } from './flexipage.ts';
import { compactLayoutFields, findLayout, type LayoutItem } from './layout.ts';
import { STANDARD_LAYOUTS } from './standard-layouts.ts';
import { table } from '../../common/index.ts';

export interface DetailSection {
  readonly label: string;
  readonly columns: readonly (readonly (FieldDescription & { readonly visibility?: VisibilityRule })[])[];
}

/** Fields that the standard compact layouts show, for objects without one in the project. */
const STANDARD_COMPACT: Record<string, readonly string[]> = table({
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
});

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
  const described = (name: string): FieldDescription[] => {
    const field = findField(object, name);
    const description = field ? describeField(metadata.schema, object, field, access) : undefined;
    return description ? [withTime(object, description, access)] : [];
  };
  return contentSections(metadata, object)
    .map(({ label, showHeading, columns }) =>
      fieldSection(
        showHeading ? label : '',
        columns.map((column) => column.flatMap(({ field }) => described(field)))
      )
    )
    .filter(({ columns }) => columns.some((column) => column.length > 0));
}

const TIMES: Readonly<Record<string, string>> = table({
  CreatedById: 'CreatedDate',
  LastModifiedById: 'LastModifiedDate'
});

/** Who created or last changed a record is shown with the time. */
function withTime(object: ObjectSchema, field: FieldDescription, access: FieldAccess): FieldDescription {
  const time = TIMES[field.name];
  return time && object.fields.has(time.toLowerCase()) && access(object.name, time).read
    ? { ...field, timePath: time }
    : field;
}

/** A section of fields by name, as the record's page and its form lay them out. */
export interface ContentSection {
  readonly label: string;
  readonly showHeading: boolean;
  readonly columns: readonly (readonly LayoutItem[])[];
}

/** The sections of the object's page layout, or those made up for it. */
export function contentSections(metadata: PageMetadata, object: ObjectSchema): readonly ContentSection[] {
  return findLayout(metadata, object)?.sections ?? generatedSections(object);
}

export function fieldSection(label: string, columns: DetailSection['columns']): DetailSection {
  return { label, columns };
}

const SYSTEM = ['CreatedById', 'LastModifiedById'];
const HIDDEN = new Set([
  'id',
  'isdeleted',
  'createddate',
  'lastmodifieddate',
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

function generatedSections(object: ObjectSchema): ContentSection[] {
  const section = (label: string, ...columns: (readonly string[])[]): ContentSection => ({
    label,
    showHeading: true,
    columns: columns.map((column) =>
      column.map((field) => ({ field, behavior: field === object.nameField ? 'Required' : 'Edit' }))
    )
  });
  const isSystem = new Set(SYSTEM.map((name) => name.toLowerCase()));
  const plain = [...object.fields.values()]
    .filter(
      ({ name, type }) =>
        !HIDDEN.has(name.toLowerCase()) && !isSystem.has(name.toLowerCase()) && !/address|location|base64/.test(type)
    )
    .sort((left, right) => Number(right.name === object.nameField) - Number(left.name === object.nameField))
    .map(({ name }) => name);
  const halves = (names: readonly string[]): string[][] => {
    const middle = Math.ceil(names.length / 2);
    return [names.slice(0, middle), names.slice(middle)];
  };
  const system = section('System Information', ['CreatedById'], ['LastModifiedById']);
  const standard = STANDARD_LAYOUTS[object.name];
  if (!standard) return [section('Information', ...halves(plain)), system];
  const custom = plain.filter((name) => name.endsWith('__c'));
  return [
    ...standard.map(([label, left, right]) => section(label, left, right)),
    ...(custom.length ? [section('Additional Information', ...halves(custom))] : []),
    system
  ];
}
