import { makeField } from '../../../src/metadata/fields.ts';
import type { FieldSpec } from '../../../src/metadata/fields.ts';
import { auditFields, ownerField } from '../../../src/metadata/system-fields.ts';
import type { ChildRelationship, FieldSchema, ObjectSchema, Schema } from '../../../src/metadata/schema.ts';

export interface ObjectSpec {
  readonly name: string;
  readonly prefix: string;
  readonly fields: readonly FieldSpec[];
  readonly nameField?: string;
  readonly kind?: ObjectSchema['kind'];
}

/** A schema from a few lines; child relationships follow from the references. */
export function schemaOf(specs: readonly ObjectSpec[]): Schema {
  const objects = new Map<string, ObjectSchema>();
  const children = new Map<string, ChildRelationship[]>();
  for (const spec of specs) {
    const fields = new Map<string, FieldSchema>();
    const isMetadata = spec.kind === 'customMetadata';
    const system = isMetadata ? auditFields().filter((field) => field.name === 'Id') : [...auditFields(), ownerField()];
    for (const field of [...system, ...spec.fields.map(makeField)]) {
      fields.set(field.name.toLowerCase(), field);
      for (const target of field.referenceTo) {
        const list = children.get(target.toLowerCase()) ?? [];
        children.set(target.toLowerCase(), list);
        list.push({
          ...(field.childRelationshipName !== undefined && { name: field.childRelationshipName }),
          childObject: spec.name,
          field: field.name,
          cascadeDelete: false,
          restrictedDelete: false
        });
      }
    }
    objects.set(spec.name.toLowerCase(), {
      name: spec.name,
      label: spec.name,
      labelPlural: `${spec.name}s`,
      kind: spec.kind ?? 'standard',
      keyPrefix: spec.prefix,
      sharingModel: 'ReadWrite',
      nameField: spec.nameField ?? 'Name',
      fields,
      get childRelationships() {
        return children.get(spec.name.toLowerCase()) ?? [];
      },
      validationRules: [],
      recordTypes: [],
      createable: true
    });
  }
  return {
    object: (name) => objects.get(name.toLowerCase()),
    objectByPrefix: (prefix) => [...objects.values()].find((object) => object.keyPrefix === prefix),
    objects: () => objects.values()
  };
}

const text = (name: string, more: Partial<FieldSpec> = {}): FieldSpec => ({
  name,
  type: 'string',
  length: 80,
  ...more
});
const picklist = (name: string, values: readonly string[], more: Partial<FieldSpec> = {}): FieldSpec => ({
  name,
  type: 'picklist',
  length: 255,
  picklistValues: values.map((value) => ({ value, label: `${value} label`, active: true, isDefault: false })),
  ...more
});

/** Accounts, contacts, tasks, users and two objects of a made-up library. */
export const SCHEMA = schemaOf([
  {
    name: 'Account',
    prefix: '001',
    fields: [
      text('Name', { required: true }),
      picklist('Industry', ['Banking', 'Apparel', 'Media']),
      { name: 'AnnualRevenue', type: 'currency', precision: 18, scale: 2 },
      { name: 'NumberOfEmployees', type: 'int' },
      { name: 'Description', type: 'longtextarea', length: 32000 },
      { name: 'Active__c', type: 'boolean', custom: true },
      { name: 'Founded__c', type: 'date', custom: true },
      text('Code__c', { custom: true, caseSensitive: true }),
      { name: 'Tags__c', type: 'multipicklist', custom: true, length: 4099 },
      { name: 'BillingStreet', type: 'textarea', length: 255 },
      text('BillingCity'),
      { name: 'BillingAddress', type: 'address' },
      { name: 'Place__c', type: 'location', custom: true },
      { name: 'Place__Latitude__s', type: 'double', custom: true, precision: 18, scale: 15 },
      { name: 'Place__Longitude__s', type: 'double', custom: true, precision: 18, scale: 15 },
      {
        name: 'ParentId',
        type: 'reference',
        referenceTo: ['Account'],
        relationshipName: 'Parent',
        childRelationshipName: 'ChildAccounts'
      }
    ]
  },
  {
    name: 'Contact',
    prefix: '003',
    fields: [
      text('Name'),
      text('FirstName'),
      text('LastName', { required: true }),
      { name: 'Email', type: 'email', length: 80 },
      {
        name: 'AccountId',
        type: 'reference',
        referenceTo: ['Account'],
        relationshipName: 'Account',
        childRelationshipName: 'Contacts'
      }
    ]
  },
  {
    name: 'Case',
    prefix: '500',
    nameField: 'CaseNumber',
    fields: [
      { name: 'CaseNumber', type: 'autonumber', length: 30 },
      text('Subject'),
      {
        name: 'ContactId',
        type: 'reference',
        referenceTo: ['Contact'],
        relationshipName: 'Contact',
        childRelationshipName: 'Cases'
      }
    ]
  },
  {
    name: 'Task',
    prefix: '00T',
    nameField: 'Subject',
    fields: [
      text('Subject'),
      {
        name: 'WhatId',
        type: 'reference',
        referenceTo: ['Account', 'Case'],
        relationshipName: 'What',
        childRelationshipName: 'Tasks'
      }
    ]
  },
  {
    name: 'User',
    prefix: '005',
    fields: [text('Name'), { name: 'Email', type: 'email', length: 80 }, text('Username')]
  },
  { name: 'Group', prefix: '00G', fields: [text('Name')] },
  {
    name: 'Rule__mdt',
    prefix: 'm00',
    kind: 'customMetadata',
    fields: [text('DeveloperName'), text('Value__c', { custom: true })]
  }
]);
