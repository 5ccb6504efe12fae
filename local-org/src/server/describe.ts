import type { FieldSchema, FieldType, ObjectSchema } from '../metadata/index.ts';
import type { ApiRequest, ApiResponse } from './request.ts';
import { table } from '../common/index.ts';

/** Types as the describe resource names them. */
const DESCRIBE_TYPE: Readonly<Partial<Record<FieldType, string>>> = table({
  longtextarea: 'textarea',
  richtextarea: 'textarea',
  autonumber: 'string',
  multipicklist: 'multipicklist',
  anytype: 'anyType'
});

const SOAP_TYPE: Readonly<Partial<Record<FieldType, string>>> = table({
  id: 'tns:ID',
  reference: 'tns:ID',
  boolean: 'xsd:boolean',
  int: 'xsd:int',
  double: 'xsd:double',
  currency: 'xsd:double',
  percent: 'xsd:double',
  date: 'xsd:date',
  datetime: 'xsd:dateTime',
  time: 'xsd:time',
  base64: 'xsd:base64Binary',
  anytype: 'xsd:anyType',
  address: 'urn:address',
  location: 'urn:location'
});

const NUMERIC: ReadonlySet<FieldType> = new Set(['double', 'currency', 'percent']);
const UNSORTABLE: ReadonlySet<FieldType> = new Set([
  'longtextarea',
  'richtextarea',
  'base64',
  'encryptedstring',
  'address',
  'location'
]);

function describeField(request: ApiRequest, object: ObjectSchema, field: FieldSchema): object {
  const access = request.org.access.fieldAccess(request.user, object.name, field.name);
  const searchable = !UNSORTABLE.has(field.type);
  const calculated = field.formula !== undefined || field.summary !== undefined;
  return {
    aggregatable: searchable && field.type !== 'boolean',
    autoNumber: field.type === 'autonumber',
    byteLength: field.length * 3,
    calculated,
    calculatedFormula: field.formula ?? null,
    cascadeDelete: field.deleteConstraint === 'cascade',
    caseSensitive: field.caseSensitive,
    createable: field.createable && access.edit,
    custom: field.custom,
    defaultValue: field.type === 'boolean' ? field.defaultValue === 'true' : null,
    defaultValueFormula: field.defaultValue ?? null,
    defaultedOnCreate: field.defaultValue !== undefined || field.type === 'boolean' || field.name === 'OwnerId',
    dependentPicklist: false,
    deprecatedAndHidden: false,
    digits: field.type === 'int' ? 8 : 0,
    encrypted: field.type === 'encryptedstring',
    externalId: field.externalId,
    filterable: searchable,
    groupable: searchable && !NUMERIC.has(field.type) && field.type !== 'datetime',
    idLookup: field.externalId || field.type === 'id',
    inlineHelpText: field.inlineHelpText ?? null,
    label: field.label,
    length: field.type === 'id' || field.type === 'reference' ? 18 : field.length,
    mask: null,
    nameField: field.name === object.nameField,
    nillable: !field.required && field.type !== 'boolean' && field.type !== 'id',
    name: field.name,
    permissionable: field.custom && !field.required && !field.masterDetail,
    picklistValues: field.picklistValues.map(({ value, label, active, isDefault }) => ({
      active,
      defaultValue: isDefault,
      label,
      validFor: null,
      value
    })),
    polymorphicForeignKey: field.referenceTo.length > 1,
    precision: field.precision,
    referenceTo: field.referenceTo,
    relationshipName: field.relationshipName ?? null,
    relationshipOrder: field.masterDetail ? 0 : null,
    restrictedDelete: field.deleteConstraint === 'restrict',
    restrictedPicklist: field.restrictedPicklist,
    scale: field.scale,
    soapType: SOAP_TYPE[field.type] ?? 'xsd:string',
    sortable: searchable && field.type !== 'multipicklist',
    type: DESCRIBE_TYPE[field.type] ?? field.type,
    unique: field.unique,
    updateable: field.updateable && access.edit,
    writeRequiresMasterRead: false
  };
}

function summary(request: ApiRequest, object: ObjectSchema): object {
  const access = request.org.access.objectAccess(request.user, object.name);
  const custom = object.name.includes('__');
  // Events are published and described; there are no records of them (Platform Events Developer Guide).
  const isStored = object.kind !== 'platformEvent';
  return {
    activateable: false,
    createable: object.createable && access.create,
    custom,
    customSetting: object.kind === 'listSetting' || object.kind === 'hierarchySetting',
    deletable: isStored && access.delete,
    deprecatedAndHidden: false,
    feedEnabled: false,
    hasSubtypes: false,
    isInterface: false,
    isSubtype: false,
    keyPrefix: object.keyPrefix,
    label: object.label,
    labelPlural: object.labelPlural,
    layoutable: object.kind === 'standard' || object.kind === 'custom',
    mergeable: ['Account', 'Contact', 'Lead', 'Case'].includes(object.name),
    mruEnabled: object.kind === 'standard' || object.kind === 'custom',
    name: object.name,
    queryable: isStored,
    replicateable: object.kind === 'standard' || object.kind === 'custom',
    retrieveable: isStored,
    searchable: object.kind === 'standard' || object.kind === 'custom',
    triggerable: object.kind !== 'customMetadata',
    undeletable: isStored && access.delete,
    updateable: isStored && access.edit
  };
}

function urls(request: ApiRequest, object: ObjectSchema): object {
  const sobject = `${request.base}/sobjects/${object.name}`;
  return { sobject, describe: `${sobject}/describe`, rowTemplate: `${sobject}/{ID}` };
}

function visible(request: ApiRequest): ObjectSchema[] {
  return [...request.org.schema.objects()].filter(
    ({ name }) => request.org.access.objectAccess(request.user, name).read
  );
}

/** `sobjects`: every object that the user may read. */
export function globalDescribe(request: ApiRequest): ApiResponse {
  return {
    status: 200,
    body: {
      encoding: 'UTF-8',
      maxBatchSize: 200,
      sobjects: visible(request).map((object) => ({ ...summary(request, object), urls: urls(request, object) }))
    }
  };
}

/** `sobjects/<Object>/describe`. */
export function objectDescribe(request: ApiRequest, object: ObjectSchema): ApiResponse {
  const fields = [...object.fields.values()].filter(
    ({ name }) => request.org.access.fieldAccess(request.user, object.name, name).read
  );
  return {
    status: 200,
    body: {
      ...summary(request, object),
      actionOverrides: [],
      childRelationships: object.childRelationships.map(
        ({ name, childObject, field, cascadeDelete, restrictedDelete }) => ({
          cascadeDelete,
          childSObject: childObject,
          deprecatedAndHidden: false,
          field,
          junctionIdListNames: [],
          junctionReferenceTo: [],
          relationshipName: name ?? null,
          restrictedDelete
        })
      ),
      fields: fields.map((field) => describeField(request, object, field)),
      recordTypeInfos: [
        ...object.recordTypes.map(({ developerName, label, active }) => ({
          active,
          available: true,
          defaultRecordTypeMapping: false,
          developerName,
          master: false,
          name: label
        })),
        {
          active: true,
          available: true,
          defaultRecordTypeMapping: true,
          developerName: 'Master',
          master: true,
          name: 'Master'
        }
      ],
      supportedScopes: [{ label: `All ${object.labelPlural}`, name: 'everything' }],
      urls: urls(request, object)
    }
  };
}

/** `sobjects/<Object>`: basic information; recently viewed records are not kept. */
export function basicInformation(request: ApiRequest, object: ObjectSchema): ApiResponse {
  return {
    status: 200,
    body: { objectDescribe: { ...summary(request, object), urls: urls(request, object) }, recentItems: [] }
  };
}
