import { makeField, systemField } from './fields.ts';
import type { FieldSchema, ObjectKind } from './schema.ts';

const USER = ['User'];

/** Id and the audit fields that every stored object has. */
export function auditFields(): FieldSchema[] {
  return [
    systemField({ name: 'Id', label: 'Record ID', type: 'id', length: 18 }),
    systemField({ name: 'IsDeleted', label: 'Deleted', type: 'boolean' }),
    systemField({ name: 'CreatedDate', type: 'datetime' }),
    systemField({
      name: 'CreatedById',
      label: 'Created By ID',
      type: 'reference',
      length: 18,
      referenceTo: USER,
      relationshipName: 'CreatedBy'
    }),
    systemField({ name: 'LastModifiedDate', type: 'datetime' }),
    systemField({
      name: 'LastModifiedById',
      label: 'Last Modified By ID',
      type: 'reference',
      length: 18,
      referenceTo: USER,
      relationshipName: 'LastModifiedBy'
    }),
    systemField({ name: 'SystemModstamp', type: 'datetime' })
  ];
}

export function ownerField(): FieldSchema {
  return makeField({
    name: 'OwnerId',
    label: 'Owner ID',
    type: 'reference',
    length: 18,
    referenceTo: ['Group', 'User'],
    relationshipName: 'Owner'
  });
}

export function recordTypeField(): FieldSchema {
  return makeField({
    name: 'RecordTypeId',
    label: 'Record Type ID',
    type: 'reference',
    length: 18,
    referenceTo: ['RecordType'],
    relationshipName: 'RecordType'
  });
}

function metadataTypeFields(): FieldSchema[] {
  const text = (name: string, label: string, length: number): FieldSchema =>
    systemField({ name, label, type: 'string', length });
  return [
    systemField({ name: 'Id', label: 'Record ID', type: 'id', length: 18 }),
    text('DeveloperName', 'Custom Metadata Record Name', 40),
    text('MasterLabel', 'Label', 40),
    text('Label', 'Label', 40),
    text('Language', 'Master Language', 40),
    text('NamespacePrefix', 'Namespace Prefix', 15),
    text('QualifiedApiName', 'Qualified API Name', 70),
    systemField({ name: 'SystemModstamp', type: 'datetime' })
  ];
}

function eventFields(): FieldSchema[] {
  return [
    systemField({ name: 'ReplayId', label: 'Replay ID', type: 'string', length: 1000 }),
    // Apex may set it since events can be built in tests and republished.
    makeField({ name: 'EventUuid', label: 'Event UUID', type: 'string', length: 36, updateable: false }),
    systemField({ name: 'CreatedDate', type: 'datetime' }),
    systemField({
      name: 'CreatedById',
      label: 'Created By ID',
      type: 'reference',
      length: 18,
      referenceTo: USER,
      relationshipName: 'CreatedBy'
    })
  ];
}

function settingFields(hierarchy: boolean): FieldSchema[] {
  return [
    makeField({
      name: 'Name',
      type: 'string',
      length: hierarchy ? 80 : 38,
      required: !hierarchy,
      // A list setting is addressed by its name, so two records of one name cannot exist.
      unique: !hierarchy
    }),
    makeField({
      name: 'SetupOwnerId',
      label: 'Location',
      type: 'reference',
      length: 18,
      referenceTo: ['Organization', 'Profile', 'User'],
      relationshipName: 'SetupOwner'
    })
  ];
}

/** The fields of an object of this kind that its own source does not list; its name field comes from the source. */
export function systemFieldsFor(
  kind: ObjectKind,
  options: { readonly hasOwner: boolean; readonly hasRecordTypes: boolean }
): FieldSchema[] {
  switch (kind) {
    case 'customMetadata':
      return metadataTypeFields();
    case 'platformEvent':
    case 'changeEvent':
      return eventFields();
    case 'listSetting':
    case 'hierarchySetting':
      return [...auditFields(), ...settingFields(kind === 'hierarchySetting')];
    default:
      return [
        ...auditFields(),
        ...(options.hasOwner ? [ownerField()] : []),
        ...(options.hasRecordTypes ? [recordTypeField()] : [])
      ];
  }
}
