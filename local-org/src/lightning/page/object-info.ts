import type { FieldSchema, ObjectSchema } from '../../metadata/index.ts';
import type { PageMetadata } from '../metadata-source.ts';
import { nameOf, type FieldAccess } from './describe-field.ts';
import { objectIcon } from './icons.ts';
import { table } from '../../common/index.ts';

const DATA_TYPES: Record<FieldSchema['type'], string> = table({
  id: 'Reference',
  string: 'String',
  textarea: 'TextArea',
  longtextarea: 'TextArea',
  richtextarea: 'TextArea',
  email: 'Email',
  phone: 'Phone',
  url: 'Url',
  encryptedstring: 'EncryptedString',
  boolean: 'Boolean',
  int: 'Int',
  double: 'Double',
  currency: 'Currency',
  percent: 'Percent',
  date: 'Date',
  datetime: 'DateTime',
  time: 'Time',
  picklist: 'Picklist',
  multipicklist: 'MultiPicklist',
  combobox: 'ComboBox',
  reference: 'Reference',
  autonumber: 'String',
  address: 'Address',
  location: 'Location',
  base64: 'Base64',
  anytype: 'AnyType'
});

/** Id of the master record type, which every org has. */
const MASTER_RECORD_TYPE = '012000000000000AAA';

export interface ObjectRights {
  readonly create: boolean;
  readonly edit: boolean;
  readonly delete: boolean;
}

/** An object in the UI API's ObjectInfo shape, with only the fields that the user may read. */
export function objectInfo(
  metadata: PageMetadata,
  object: ObjectSchema,
  access: FieldAccess,
  rights: ObjectRights
): unknown {
  const fields = [...object.fields.values()].flatMap((field) => {
    const allowed = access(object.name, field.name);
    return allowed.read ? [[field.name, fieldInfo(metadata, object, field, allowed.edit)] as const] : [];
  });
  const icon = objectIcon(metadata, object.name);
  return {
    apiName: object.name,
    label: object.label,
    labelPlural: object.labelPlural,
    keyPrefix: object.keyPrefix,
    custom: object.name.endsWith('__c'),
    createable: rights.create,
    updateable: rights.edit,
    deletable: rights.delete,
    queryable: true,
    searchable: true,
    layoutable: true,
    feedEnabled: false,
    mruEnabled: false,
    nameFields: [object.nameField],
    defaultRecordTypeId: MASTER_RECORD_TYPE,
    recordTypeInfos: {
      [MASTER_RECORD_TYPE]: {
        recordTypeId: MASTER_RECORD_TYPE,
        name: 'Master',
        available: true,
        defaultRecordTypeMapping: true,
        master: true
      }
    },
    fields: Object.fromEntries(fields),
    childRelationships: object.childRelationships.map(({ childObject, field, name }) => ({
      childObjectApiName: childObject,
      fieldName: field,
      relationshipName: name ?? null,
      junctionIdListNames: [],
      junctionReferenceTo: []
    })),
    dependentFields: {},
    themeInfo: { color: '', iconUrl: '', iconName: icon }
  };
}

function fieldInfo(metadata: PageMetadata, object: ObjectSchema, field: FieldSchema, editable: boolean): unknown {
  const stored = !field.formula && !field.summary;
  return {
    apiName: field.name,
    label: field.label,
    dataType: DATA_TYPES[field.type],
    extraTypeInfo:
      field.type === 'longtextarea' ? 'PlainTextArea' : field.type === 'richtextarea' ? 'RichTextArea' : null,
    length: field.length,
    precision: field.precision,
    scale: field.scale,
    required: field.required,
    unique: field.unique,
    externalId: field.externalId,
    custom: field.custom,
    createable: editable && stored && field.createable,
    updateable: editable && stored && field.updateable,
    calculated: Boolean(field.formula),
    compound: field.type === 'address' || field.type === 'location',
    compoundFieldName: null,
    compoundComponentName: null,
    controllerName: null,
    controllingFields: [],
    filterable: true,
    sortable: true,
    searchPrefilterable: false,
    highScaleNumber: false,
    htmlFormatted: field.type === 'richtextarea',
    inlineHelpText: field.inlineHelpText ?? null,
    nameField: field.name === object.nameField,
    polymorphicForeignKey: field.referenceTo.length > 1,
    reference: field.type === 'reference',
    referenceTargetField: null,
    relationshipName: field.relationshipName ?? null,
    referenceToInfos: field.referenceTo.map((apiName) => ({
      apiName,
      nameFields: [nameOf(metadata.schema, apiName) ?? 'Name']
    })),
    picklistValues: field.picklistValues
      .filter(({ active }) => active)
      .map(({ label, value, isDefault }) => ({ label, value, defaultValue: isDefault }))
  };
}
