import { createHash } from 'node:crypto';
import type { FieldSchema, FieldType, ObjectSchema } from '../../metadata/index.ts';
import { requireObject } from '../records.ts';
import { ApiError, notFound } from '../api-error.ts';
import type { ApiRequest } from '../request.ts';
import { table } from '../../common/index.ts';

/** Id that stands for the record type of objects without one. */
export const MASTER_RECORD_TYPE = '012000000000000AAA';

const DATA_TYPES: Readonly<Partial<Record<FieldType, string>>> = table({
  autonumber: 'String',
  base64: 'Base64',
  boolean: 'Boolean',
  combobox: 'ComboBox',
  currency: 'Currency',
  date: 'Date',
  datetime: 'DateTime',
  double: 'Double',
  email: 'Email',
  encryptedstring: 'EncryptedString',
  id: 'Reference',
  int: 'Int',
  longtextarea: 'TextArea',
  multipicklist: 'MultiPicklist',
  percent: 'Percent',
  phone: 'Phone',
  picklist: 'Picklist',
  reference: 'Reference',
  richtextarea: 'TextArea',
  textarea: 'TextArea',
  time: 'Time',
  url: 'Url',
  address: 'Address',
  location: 'Location'
});

/** A tag that changes with what is answered. */
export function eTag(value: unknown): string {
  return createHash('md5').update(JSON.stringify(value)).digest('hex');
}

function fieldInfo(request: ApiRequest, object: ObjectSchema, field: FieldSchema): object {
  const access = request.org.access.fieldAccess(request.user, object.name, field.name);
  const html = field.type === 'richtextarea';
  return {
    apiName: field.name,
    calculated: field.formula !== undefined || field.summary !== undefined,
    compound: field.type === 'address' || field.type === 'location',
    compoundComponentName: null,
    compoundFieldName: null,
    controllerName: null,
    controllingFields: [],
    createable: field.createable && access.edit,
    custom: field.custom,
    dataType: DATA_TYPES[field.type] ?? 'String',
    extraTypeInfo: html ? 'RichTextArea' : field.type === 'longtextarea' ? 'PlainTextArea' : null,
    externalId: field.externalId,
    filterable: field.type !== 'longtextarea' && !html && field.type !== 'base64',
    filteredLookupInfo: null,
    highScaleNumber: false,
    htmlFormatted: html,
    inlineHelpText: field.inlineHelpText ?? null,
    label: field.label,
    length: field.length,
    maskType: null,
    nameField: field.name === object.nameField,
    polymorphicForeignKey: field.referenceTo.length > 1,
    precision: field.precision,
    reference: field.type === 'reference',
    referenceTargetField: null,
    referenceToInfos: field.referenceTo.map((name) => ({
      apiName: name,
      nameFields: [request.org.schema.object(name)?.nameField ?? 'Name']
    })),
    relationshipName: field.relationshipName ?? null,
    required: field.required,
    scale: field.scale,
    searchPrefilterable: false,
    sortable: field.type !== 'longtextarea' && !html && field.type !== 'base64',
    unique: field.unique,
    updateable: field.updateable && access.edit
  };
}

/** `ui-api/object-info/<Object>`. @throws ApiError NOT_FOUND for an object that the user cannot see */
export function objectInfo(request: ApiRequest, name: string): object {
  const object = requireObject(request, name);
  const { org, user } = request;
  const access = org.access.objectAccess(user, object.name);
  const readable = [...object.fields.values()].filter(
    (field) => org.access.fieldAccess(user, object.name, field.name).read
  );
  const recordTypes = recordTypesOf(request, object);
  const info = {
    apiName: object.name,
    associateEntityType: null,
    associateParentEntity: null,
    childRelationships: object.childRelationships.flatMap((child) =>
      child.name !== undefined && org.access.objectAccess(user, child.childObject).read
        ? [
            {
              childObjectApiName: child.childObject,
              fieldName: child.field,
              junctionIdListNames: [],
              junctionReferenceTo: [],
              relationshipName: child.name
            }
          ]
        : []
    ),
    compactLayoutable: true,
    createable: object.createable && access.create,
    custom: object.name.includes('__'),
    defaultRecordTypeId: recordTypes[0]?.recordTypeId ?? MASTER_RECORD_TYPE,
    deletable: access.delete,
    dependentFields: {},
    feedEnabled: false,
    fields: Object.fromEntries(readable.map((field) => [field.name, fieldInfo(request, object, field)])),
    keyPrefix: object.keyPrefix,
    label: object.label,
    labelPlural: object.labelPlural,
    layoutable: object.kind === 'standard' || object.kind === 'custom',
    mruEnabled: object.kind === 'standard' || object.kind === 'custom',
    nameFields: [object.nameField],
    queryable: object.kind !== 'platformEvent',
    recordTypeInfos: Object.fromEntries(recordTypes.map((recordType) => [recordType.recordTypeId, recordType])),
    searchable: object.kind === 'standard' || object.kind === 'custom',
    searchLayoutable: object.kind === 'standard' || object.kind === 'custom',
    themeInfo: null,
    updateable: access.edit
  };
  return { eTag: eTag(info), ...info };
}

interface RecordTypeInfo {
  readonly available: boolean;
  readonly defaultRecordTypeMapping: boolean;
  readonly master: boolean;
  readonly name: string;
  readonly recordTypeId: string;
}

function recordTypesOf({ org }: ApiRequest, object: ObjectSchema): RecordTypeInfo[] {
  const own = object.recordTypes
    .filter(({ active }) => active)
    .map(({ developerName, label }, index) => ({
      available: true,
      defaultRecordTypeMapping: index === 0,
      master: false,
      name: label,
      recordTypeId: String(
        org.rows.find('RecordType', { SobjectType: object.name, DeveloperName: developerName })?.['id'] ?? ''
      )
    }));
  const master = {
    available: true,
    defaultRecordTypeMapping: own.length === 0,
    master: true,
    name: 'Master',
    recordTypeId: MASTER_RECORD_TYPE
  };
  return [...own, master];
}

/** `ui-api/object-info/<Object>/picklist-values/<record type>[/<field>]`. @throws ApiError NOT_FOUND */
export function picklistValues(request: ApiRequest, name: string, recordTypeId: string, fieldName?: string): object {
  const object = requireObject(request, name);
  const readable = [...object.fields.values()].filter(
    ({ type, name: api }) =>
      (type === 'picklist' || type === 'multipicklist') &&
      request.org.access.fieldAccess(request.user, object.name, api).read
  );
  const values = (field: FieldSchema): object => {
    const listed = field.picklistValues
      .filter(({ active }) => active)
      .map(({ value, label }) => ({ attributes: null, label, validFor: [], value }));
    const chosen = field.picklistValues.find(({ isDefault }) => isDefault);
    const body = {
      controllerValues: {},
      defaultValue: chosen ? { attributes: null, label: chosen.label, validFor: [], value: chosen.value } : null,
      url: `${request.base}/ui-api/object-info/${object.name}/picklist-values/${recordTypeId}/${field.name}`,
      values: listed
    };
    return { eTag: eTag(body), ...body };
  };
  if (fieldName === undefined) {
    const fields = Object.fromEntries(readable.map((field) => [field.name, values(field)]));
    return { eTag: eTag(fields), picklistFieldValues: fields };
  }
  const field = object.fields.get(fieldName.toLowerCase());
  if (!field) {
    throw notFound();
  }
  if (!readable.includes(field)) {
    throw new ApiError(400, 'INVALID_FIELD', `${field.name} is no picklist of ${object.name}`);
  }
  return values(field);
}
