import { customField, locationParts, type FieldContext } from './custom-field.ts';
import { makeField } from './fields.ts';
import { MetadataError, readOrReport, type ReportFault } from './metadata-error.ts';
import type { MetadataComponent } from './project-metadata.ts';
import type { FieldSchema, ObjectKind, RecordType, ValidationRule } from './schema.ts';
import { systemFieldsFor } from './system-fields.ts';
import { booleanOf, childOf, childrenOf, textOf, type XmlElement } from './xml.ts';

/** The source of one object: its own file, if any, and the components that are decomposed from it. */
export interface ObjectSource {
  readonly name: string;
  object?: MetadataComponent;
  readonly fields: MetadataComponent[];
  readonly validationRules: MetadataComponent[];
  readonly recordTypes: MetadataComponent[];
  /** What Apex takes an object for that has no file of its own. */
  readonly usedAs?: ObjectKind;
}

/** An object as its source defines it, before relationships between objects are known. */
export interface ObjectDefinition {
  readonly name: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly kind: ObjectKind;
  readonly sharingModel: string;
  readonly nameField: string;
  readonly fields: ReadonlyMap<string, FieldSchema>;
  readonly validationRules: readonly ValidationRule[];
  readonly recordTypes: readonly RecordType[];
  readonly historyTracked: boolean;
}

/** Kind of object by its API name's suffix and its custom settings type. */
export function kindOf(name: string, data: XmlElement | undefined): ObjectKind {
  const lower = name.toLowerCase();
  if (lower.endsWith('__mdt')) {
    return 'customMetadata';
  }
  if (lower.endsWith('__e')) {
    return 'platformEvent';
  }
  const settings = textOf(data, 'customSettingsType');
  if (settings !== undefined) {
    return settings === 'List' ? 'listSetting' : 'hierarchySetting';
  }
  return /__[cb]$/.test(lower) ? 'custom' : 'standard';
}

function validationRuleOf(component: MetadataComponent): ValidationRule {
  const data = component.data;
  const name = component.fullName.slice(component.fullName.indexOf('.') + 1);
  const formula = textOf(data, 'errorConditionFormula');
  if (formula === undefined) {
    throw new MetadataError(component.file, `validation rule ${name} has no errorConditionFormula`);
  }
  const errorField = textOf(data, 'errorDisplayField');
  return {
    name,
    active: booleanOf(data, 'active'),
    formula,
    message: textOf(data, 'errorMessage') ?? '',
    ...(errorField !== undefined && { errorField })
  };
}

function recordTypeOf(component: MetadataComponent): RecordType {
  const name = component.fullName.slice(component.fullName.indexOf('.') + 1);
  return {
    developerName: name,
    label: textOf(component.data, 'label') ?? name,
    active: booleanOf(component.data, 'active', true),
    picklists: new Map(
      childrenOf(component.data, 'picklistValues').map((item) => [
        (textOf(item, 'picklist') ?? '').toLowerCase(),
        childrenOf(item, 'values').map((value) => ({
          value: decodeURIComponent(textOf(value, 'fullName') ?? ''),
          isDefault: booleanOf(value, 'default')
        }))
      ])
    )
  };
}

/** The rules and record types of an object's source that can be read. */
export function sourceRules(
  { validationRules, recordTypes }: ObjectSource,
  report: ReportFault
): Pick<ObjectDefinition, 'validationRules' | 'recordTypes'> {
  const read = <T>(components: readonly MetadataComponent[], of: (component: MetadataComponent) => T): T[] =>
    components.flatMap((component) => readOrReport(report, component.file, () => [of(component)]) ?? []);
  return { validationRules: read(validationRules, validationRuleOf), recordTypes: read(recordTypes, recordTypeOf) };
}

function nameFieldOf(data: XmlElement | undefined): FieldSchema {
  const source = childOf(data, 'nameField');
  const label = textOf(source, 'label') ?? 'Name';
  if (textOf(source, 'type') === 'AutoNumber') {
    return makeField({
      name: 'Name',
      label,
      type: 'autonumber',
      length: 80,
      displayFormat: textOf(source, 'displayFormat') ?? '{0}',
      createable: false,
      updateable: false
    });
  }
  // The platform never requires it: a record without a name is given its Id as one.
  return makeField({ name: 'Name', label, type: 'string', length: 80 });
}

function addField(fields: Map<string, FieldSchema>, field: FieldSchema): void {
  fields.set(field.name.toLowerCase(), field);
}

/** Custom fields of an object's source, geolocations with their parts. */
export function sourceFields(source: ObjectSource, context: FieldContext): FieldSchema[] {
  return source.fields.flatMap((component) => {
    const field = readOrReport(context.report, component.file, () => customField(component, source.name, context));
    if (field === undefined) {
      return [];
    }
    return field.type === 'location' ? [field, ...locationParts(field)] : [field];
  });
}

/** `ns__Name__c`: a component that belongs to a managed package. */
const OF_A_PACKAGE = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*__\w+__[a-z]+$/i;

/**
 * An object that the project defines or adds to. One without a file of its own comes from a package that the project depends on: it is a
 * placeholder with the project's fields alone.
 */
export function customObject(source: ObjectSource, context: FieldContext): ObjectDefinition {
  const data = source.object?.data;
  if (source.object === undefined && !OF_A_PACKAGE.test(source.name)) {
    const file = [...source.fields, ...source.validationRules, ...source.recordTypes][0]?.file ?? source.name;
    const reason = `${source.name} has fields but no ${source.name}.object-meta.xml`;
    context.report(new MetadataError(file, `Must specify a non-empty label for the CustomObject: ${reason}`));
  }
  const kind = source.object === undefined ? (source.usedAs ?? kindOf(source.name, data)) : kindOf(source.name, data);
  const own = sourceFields(source, context);
  const isDetail = own.some((field) => field.masterDetail);
  const fields = new Map<string, FieldSchema>();
  const hasRecordTypes = source.recordTypes.length > 0;
  const [id, ...system] = systemFieldsFor(kind, { hasOwner: !isDetail && kind === 'custom', hasRecordTypes });
  if (id !== undefined) {
    addField(fields, id);
  }
  if (kind === 'custom') {
    addField(fields, nameFieldOf(data));
  }
  for (const field of [...system, ...own]) {
    addField(fields, field);
  }
  const label = textOf(data, 'label') ?? source.name;
  return {
    name: source.name,
    label,
    labelPlural: textOf(data, 'pluralLabel') ?? label,
    kind,
    sharingModel: isDetail ? 'ControlledByParent' : (textOf(data, 'sharingModel') ?? 'ReadWrite'),
    nameField: kind === 'customMetadata' ? 'DeveloperName' : kind === 'platformEvent' ? 'EventUuid' : 'Name',
    fields,
    ...sourceRules(source, context.report),
    historyTracked: booleanOf(data, 'enableHistory')
  };
}
