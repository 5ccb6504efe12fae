import type { SObjectSignatures } from '../types/index.ts';
import { sourceFields, sourceRules, type ObjectDefinition, type ObjectSource } from './custom-object.ts';
import type { FieldContext, ValueSets } from './custom-field.ts';
import { labelOf } from './fields.ts';
import type { FieldSchema, PicklistValue } from './schema.ts';
import { signatureFields } from './signature-fields.ts';
import { factField, type StandardFacts } from './standard-facts.ts';
import { auditFields, recordTypeField } from './system-fields.ts';
import { booleanOf, textOf } from './xml.ts';
import { table } from '../common/index.ts';

export interface StandardObjectContext extends FieldContext {
  readonly facts: ReadonlyMap<string, StandardFacts>;
  readonly signatures: SObjectSignatures | undefined;
  readonly features: ReadonlySet<string>;
}

/** Standard value sets of the metadata API, by lower-case name, and the fields that take their values from them. */
const STANDARD_VALUE_SETS: Readonly<Record<string, readonly string[]>> = table({
  casestatus: ['Case.Status'],
  casetype: ['Case.Type'],
  casepriority: ['Case.Priority'],
  casereason: ['Case.Reason'],
  caseorigin: ['Case.Origin'],
  leadstatus: ['Lead.Status'],
  leadsource: ['Lead.LeadSource', 'Contact.LeadSource', 'Opportunity.LeadSource', 'Account.AccountSource'],
  industry: ['Account.Industry', 'Lead.Industry'],
  accounttype: ['Account.Type'],
  accountrating: ['Account.Rating'],
  accountownership: ['Account.Ownership'],
  opportunitystage: ['Opportunity.StageName'],
  opportunitytype: ['Opportunity.Type'],
  product2family: ['Product2.Family'],
  quantityunitofmeasure: ['Product2.QuantityUnitOfMeasure'],
  orderstatus: ['Order.Status'],
  ordertype: ['Order.Type'],
  taskstatus: ['Task.Status'],
  taskpriority: ['Task.Priority'],
  tasktype: ['Task.Type'],
  tasksubject: ['Task.Subject'],
  campaignstatus: ['Campaign.Status'],
  campaigntype: ['Campaign.Type'],
  assetstatus: ['Asset.Status'],
  contractstatus: ['Contract.Status']
});

function valuesFor(object: string, field: FieldSchema, sets: ValueSets): readonly PicklistValue[] {
  const path = `${object}.${field.name}`;
  for (const [set, fields] of Object.entries(STANDARD_VALUE_SETS)) {
    const values = fields.includes(path) ? sets.get(set) : undefined;
    if (values !== undefined && values.length > 0) {
      return values;
    }
  }
  return field.picklistValues;
}

function factsOnly(name: string, facts: StandardFacts, sets: ValueSets): FieldSchema[] {
  return Object.entries(facts.fields).map(([field, line]) => {
    const made = factField(field, line, facts.picklists?.[field]);
    const label = field === 'Name' ? `${labelOf(name)} ${labelOf(field)}` : made.label;
    return { ...made, label, picklistValues: valuesFor(name, made, sets) };
  });
}

/** Whether the hand-written facts describe the object; the others can only be described. */
export function isStorable(context: StandardObjectContext, name: string): boolean {
  return context.facts.has(name);
}

/** A standard object with the project's additions; `undefined` when neither facts nor signature know it. */
export function standardObject(
  context: StandardObjectContext,
  name: string,
  source: ObjectSource | undefined
): ObjectDefinition | undefined {
  const facts = context.facts.get(name);
  const signature = context.signatures?.get(name);
  if (facts === undefined && signature === undefined) {
    return undefined;
  }
  const fields = new Map<string, FieldSchema>();
  const add = (field: FieldSchema): void => void fields.set(field.name.toLowerCase(), field);
  const audit = auditFields();
  const known = new Set(audit.map((field) => field.name.toLowerCase()));
  const described = facts === undefined ? [] : factsOnly(name, facts, context.valueSets);
  described.forEach((field) => known.add(field.name.toLowerCase()));
  const extra = signature === undefined ? [] : signatureFields(signature, known, context.features);
  // Only what the signature has: not every standard object has every audit field.
  const has = (field: FieldSchema): boolean =>
    facts !== undefined || (signature?.fields.some((f) => f.name === field.name) ?? false);
  const [id, ...rest] = audit;
  if (id !== undefined) {
    add(id);
  }
  [...described, ...rest.filter(has), ...extra].forEach(add);
  if ((source?.recordTypes.length ?? 0) > 0) {
    add(recordTypeField());
  }
  if (source !== undefined) {
    // Files of standard fields (`Account.Name`) only set history tracking and the like, and may have no type.
    const custom = source.fields.filter((component) => /__c$/i.test(component.fullName));
    sourceFields({ ...source, fields: custom }, context).forEach(add);
    for (const { fullName, data } of source.fields) {
      const field = fields.get((fullName.split('.').at(-1) ?? '').toLowerCase());
      if (field !== undefined && booleanOf(data, 'trackHistory')) {
        add({ ...field, trackHistory: true });
      }
    }
  }
  const data = source?.object?.data;
  const label = textOf(data, 'label') ?? facts?.label ?? labelOf(name);
  return {
    name: signature?.name ?? name,
    label,
    labelPlural: textOf(data, 'pluralLabel') ?? facts?.labelPlural ?? `${label}s`,
    kind: name.endsWith('ChangeEvent')
      ? 'changeEvent'
      : name.endsWith('Event') && fields.has('replayid')
        ? 'platformEvent'
        : 'standard',
    sharingModel: textOf(data, 'sharingModel') ?? facts?.sharingModel ?? 'ReadWrite',
    nameField: facts?.nameField ?? (fields.has('name') ? 'Name' : 'Id'),
    fields,
    ...(source === undefined ? { validationRules: [], recordTypes: [] } : sourceRules(source, context.report)),
    historyTracked: booleanOf(data, 'enableHistory')
  };
}
