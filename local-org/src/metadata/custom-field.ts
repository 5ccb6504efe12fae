import { makeField } from './fields.ts';
import { MetadataError, type ReportFault } from './metadata-error.ts';
import type { MetadataComponent } from './project-metadata.ts';
import type { FieldSchema, FieldType, PicklistValue } from './schema.ts';
import { booleanOf, childOf, childrenOf, numberOf, textOf, textsOf, type XmlElement } from './xml.ts';
import { table } from '../common/index.ts';

const FIELD_TYPES: Readonly<Record<string, FieldType>> = table({
  Text: 'string',
  TextArea: 'textarea',
  LongTextArea: 'longtextarea',
  Html: 'richtextarea',
  Email: 'email',
  Phone: 'phone',
  Url: 'url',
  EncryptedText: 'encryptedstring',
  Checkbox: 'boolean',
  Number: 'double',
  Currency: 'currency',
  Percent: 'percent',
  Date: 'date',
  DateTime: 'datetime',
  Time: 'time',
  Picklist: 'picklist',
  MultiselectPicklist: 'multipicklist',
  Lookup: 'reference',
  MasterDetail: 'reference',
  Hierarchy: 'reference',
  ExternalLookup: 'reference',
  IndirectLookup: 'reference',
  MetadataRelationship: 'reference',
  AutoNumber: 'autonumber',
  Location: 'location'
});

/** Lengths that the platform gives types without a length of their own. */
const LENGTHS: Partial<Record<FieldType, number>> = table({
  textarea: 255,
  email: 80,
  phone: 40,
  url: 255,
  picklist: 255,
  multipicklist: 4099,
  reference: 18,
  autonumber: 30,
  longtextarea: 32768,
  richtextarea: 32768
});
const FORMULA_TEXT_LENGTH = 1300;

export type ValueSets = ReadonlyMap<string, readonly PicklistValue[]>;

/** What fields are read with. */
export interface FieldContext {
  readonly valueSets: ValueSets;
  readonly report: ReportFault;
}

function picklistValue(element: XmlElement): PicklistValue {
  const value = textOf(element, 'fullName') ?? '';
  return {
    value,
    label: textOf(element, 'label') ?? value,
    active: booleanOf(element, 'isActive', true),
    isDefault: booleanOf(element, 'default')
  };
}

/** Values of a `GlobalValueSet` or `StandardValueSet` file. */
export function valueSetOf(component: MetadataComponent): PicklistValue[] {
  return [...childrenOf(component.data, 'customValue'), ...childrenOf(component.data, 'standardValue')].map(
    picklistValue
  );
}

function picklistOf(
  component: MetadataComponent,
  { valueSets, report }: FieldContext
): Pick<FieldSchema, 'picklistValues' | 'restrictedPicklist'> {
  const data = component.data;
  const set = childOf(data, 'valueSet');
  const setName = textOf(set, 'valueSetName');
  if (setName !== undefined) {
    const values = valueSets.get(setName.toLowerCase().replace(/__gvs$/, ''));
    if (values === undefined) {
      // the field is there all the same, for the code that names it
      report(new MetadataError(component.file, `In field: valueSet - no GlobalValueSet named ${setName} found`));
      return { picklistValues: [], restrictedPicklist: false };
    }
    return { picklistValues: values, restrictedPicklist: booleanOf(set, 'restricted', true) };
  }
  const definition = childOf(set, 'valueSetDefinition') ?? childOf(data, 'picklist');
  const values = [...childrenOf(definition, 'value'), ...childrenOf(definition, 'picklistValues')].map(picklistValue);
  const restricted = booleanOf(set, 'restricted') || booleanOf(definition, 'restrictedPicklist');
  return { picklistValues: values, restrictedPicklist: restricted };
}

function summaryOf(component: MetadataComponent): FieldSchema['summary'] {
  const foreignKey = textOf(component.data, 'summaryForeignKey');
  const operation = textOf(component.data, 'summaryOperation');
  if (foreignKey === undefined || operation === undefined) {
    throw new MetadataError(component.file, 'a roll-up summary needs summaryForeignKey and summaryOperation');
  }
  const [childObject = '', key = ''] = foreignKey.split('.');
  const field = textOf(component.data, 'summarizedField')?.split('.')[1];
  const filters = childrenOf(component.data, 'summaryFilterItems').map((item) => ({
    field: (textOf(item, 'field') ?? '').split('.').at(-1) ?? '',
    operation: textOf(item, 'operation') ?? 'equals',
    value: textOf(item, 'value') ?? ''
  }));
  return {
    operation: operation as 'count' | 'sum' | 'min' | 'max',
    childObject,
    foreignKey: key,
    ...(field !== undefined && { field }),
    ...(filters.length > 0 && { filters })
  };
}

const NO_MATCH = 'Value does not exist or does not match filter criteria.';

/** A filter that refuses a save: one that is optional only narrows what pages offer. */
function lookupFilterOf(data: XmlElement): Pick<FieldSchema, 'lookupFilter'> {
  const filter = childrenOf(data, 'lookupFilter')[0];
  if (filter === undefined || textOf(filter, 'active') === 'false' || booleanOf(filter, 'isOptional')) {
    return {};
  }
  const items = childrenOf(filter, 'filterItems').map((item) => {
    const [value, valueField] = [textOf(item, 'value'), textOf(item, 'valueField')];
    return {
      field: textOf(item, 'field') ?? '',
      operation: textOf(item, 'operation') ?? 'equals',
      ...(value !== undefined && { value }),
      ...(valueField !== undefined && { valueField })
    };
  });
  const logic = textOf(filter, 'booleanFilter');
  const message = textOf(filter, 'errorMessage') ?? NO_MATCH;
  return { lookupFilter: { items, message, ...(logic !== undefined && { logic }) } };
}

function referenceOf(component: MetadataComponent, type: string, owner: string): Partial<FieldSchema> {
  const data = component.data;
  const target = type === 'Hierarchy' ? owner : textOf(data, 'referenceTo');
  if (target === undefined) {
    throw new MetadataError(component.file, `a ${type} field needs referenceTo`);
  }
  const name = textOf(data, 'fullName') ?? '';
  const child = textOf(data, 'relationshipName');
  const constraint = textOf(data, 'deleteConstraint');
  const deletes: Readonly<Record<string, FieldSchema['deleteConstraint']>> = {
    SetNull: 'setNull',
    Restrict: 'restrict',
    Cascade: 'cascade'
  };
  const masterDetail = type === 'MasterDetail';
  const targets = textsOf(data, 'referenceTo');
  return {
    referenceTo: targets.length > 0 ? targets : [target],
    relationshipName: name.replace(/__c$/i, '__r'),
    ...(child !== undefined && { childRelationshipName: `${child}__r` }),
    masterDetail,
    ...lookupFilterOf(data),
    deleteConstraint: masterDetail ? 'cascade' : (deletes[constraint ?? 'SetNull'] ?? 'setNull'),
    ...(masterDetail && {
      required: true,
      updateable: booleanOf(data, 'reparentableMasterDetail'),
      writeRequiresMasterRead: booleanOf(data, 'writeRequiresMasterRead')
    })
  };
}

function numbersOf(data: XmlElement, type: FieldType): Pick<FieldSchema, 'precision' | 'scale'> {
  const isNumber = type === 'double' || type === 'currency' || type === 'percent';
  return {
    precision: isNumber ? (numberOf(data, 'precision') ?? 18) : 0,
    scale: isNumber ? (numberOf(data, 'scale') ?? 0) : 0
  };
}

/** Type of a roll-up summary: a count is a number, the others have the summarized field's type. */
export function resolveSummaryType(field: FieldSchema, summarized: FieldSchema | undefined): FieldSchema {
  if (field.summary === undefined || summarized === undefined || field.summary.operation === 'count') {
    return field;
  }
  return { ...field, type: summarized.type, precision: 18, scale: summarized.scale };
}

/**
 * Reads a custom field.
 * @param owner API name of the object that the field is on
 * @throws MetadataError for a field that cannot be made
 */
export function customField(component: MetadataComponent, owner: string, context: FieldContext): FieldSchema {
  const data = component.data;
  const name = component.fullName.slice(component.fullName.indexOf('.') + 1);
  const written = textOf(data, 'type');
  if (written === undefined) {
    throw new MetadataError(component.file, `field ${name} has no type`);
  }
  const isSummary = written === 'Summary';
  // Relationships to EntityDefinition and its like hold an API name, not a record id.
  const holdsName = written === 'MetadataRelationship' && !/__mdt$/i.test(textOf(data, 'referenceTo') ?? '');
  const type = isSummary ? 'double' : holdsName ? 'string' : FIELD_TYPES[written];
  if (type === undefined) {
    throw new MetadataError(component.file, `field ${name} has the unknown type ${written}`);
  }
  const controller = textOf(data, 'metadataRelationshipControllingField');
  const formula = textOf(data, 'formula');
  const computed = formula !== undefined || isSummary || type === 'autonumber';
  const defaultValue = textOf(data, 'defaultValue');
  const help = textOf(data, 'inlineHelpText');
  const description = textOf(data, 'description');
  const displayFormat = textOf(data, 'displayFormat');
  const maskChar = textOf(data, 'maskChar');
  const maskType = textOf(data, 'maskType');
  const isPicklist = type === 'picklist' || type === 'multipicklist';
  return makeField({
    name,
    type,
    label: textOf(data, 'label') ?? name.replace(/__c$/i, '').replaceAll('_', ' '),
    custom: true,
    length:
      formula !== undefined && type === 'string'
        ? FORMULA_TEXT_LENGTH
        : (numberOf(data, 'length') ?? LENGTHS[type] ?? 0),
    ...numbersOf(data, type),
    ...(isSummary && { precision: 18 }),
    required: booleanOf(data, 'required'),
    unique: booleanOf(data, 'unique'),
    caseSensitive: booleanOf(data, 'caseSensitive'),
    externalId: booleanOf(data, 'externalId'),
    createable: !computed,
    updateable: !computed,
    ...(isPicklist && formula === undefined && picklistOf(component, context)),
    ...((type === 'reference' || holdsName) && referenceOf(component, written, owner)),
    ...(holdsName && { length: 255 }),
    ...(controller !== undefined && { controllingField: controller.slice(controller.indexOf('.') + 1) }),
    ...(computed && { createable: false, updateable: false }),
    ...(formula !== undefined && { formula, blankAsZero: textOf(data, 'formulaTreatBlanksAs') !== 'BlankAsBlank' }),
    ...(isSummary && { summary: summaryOf(component) }),
    ...(defaultValue !== undefined && { defaultValue }),
    ...(displayFormat !== undefined && { displayFormat }),
    ...(maskChar !== undefined && { maskChar }),
    ...(booleanOf(data, 'trackHistory') && { trackHistory: true }),
    ...(maskType !== undefined && { maskType }),
    ...(help !== undefined && { inlineHelpText: help }),
    ...(description !== undefined && { description })
  });
}

/** The two stored parts of a geolocation field. */
export function locationParts(field: FieldSchema): FieldSchema[] {
  const base = field.name.replace(/__c$/i, '');
  return ['Latitude', 'Longitude'].map((part) =>
    makeField({
      name: `${base}__${part}__s`,
      label: `${field.label} (${part})`,
      type: 'double',
      custom: true,
      precision: 18,
      scale: 15,
      required: field.required
    })
  );
}
