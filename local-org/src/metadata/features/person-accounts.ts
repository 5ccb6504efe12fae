import { sourceRules, type ObjectDefinition, type ObjectSource } from '../custom-object.ts';
import { labelOf, systemField } from '../fields.ts';
import type { ReportFault } from '../metadata-error.ts';
import type { FieldSchema, RecordType } from '../schema.ts';
import { recordTypeField } from '../system-fields.ts';

/** Fields of Contact that an account has as `Person…` (Object Reference, Account). */
const PERSON_FIELDS =
  /^(AssistantName|AssistantPhone|Birthdate|Department|DoNotCall|Email|EmailBouncedDate|EmailBouncedReason|GenderIdentity|HasOptedOutOfEmail|HasOptedOutOfFax|HomePhone|IndividualId|LastCURequestDate|LastCUUpdateDate|LeadSource|(Mailing|Other)(Street|City|State|StateCode|PostalCode|Country|CountryCode|Latitude|Longitude|GeocodeAccuracy|Address)|MobilePhone|OtherPhone|Pronouns|Title)$/;
/** Parts of the name that an account has under the contact's names. */
const NAME_PARTS = ['Salutation', 'FirstName', 'MiddleName', 'LastName', 'Suffix'];

/** The record type that every org with person accounts has. */
const DEFAULT_TYPE: RecordType = {
  developerName: 'PersonAccount',
  label: 'Person Account',
  active: true,
  isPerson: true,
  picklists: new Map()
};

/** The account's field for one of Contact; formulas and roll-ups are read through the contact. */
function mirror({ childRelationshipName: _, ...field }: FieldSchema): FieldSchema {
  const { summary, formula, ...rest } = field;
  const name = field.custom ? field.name.replace(/__c$/i, '__pc') : `Person${field.name}`;
  const isComputed = formula !== undefined || summary !== undefined;
  return {
    ...rest,
    name,
    label: field.custom ? field.label : labelOf(name),
    // accounts are businesses too: what a contact must have is checked on the contact
    required: false,
    unique: false,
    externalId: false,
    mirrors: `Contact.${field.name}`,
    ...(field.referenceTo.length > 0 && {
      relationshipName: field.custom
        ? field.name.replace(/__c$/i, '__pr')
        : `Person${field.relationshipName ?? field.name}`,
      masterDetail: false,
      deleteConstraint: 'setNull' as const
    }),
    ...(isComputed && { formula: `PersonContact.${field.name}`, createable: false, updateable: false })
  };
}

function accountFields(contact: ObjectDefinition): FieldSchema[] {
  const fields = [...contact.fields.values()];
  return [
    systemField({ name: 'IsPersonAccount', label: 'Is Person Account', type: 'boolean' }),
    systemField({
      name: 'PersonContactId',
      label: 'Contact ID',
      type: 'reference',
      length: 18,
      referenceTo: ['Contact'],
      relationshipName: 'PersonContact'
    }),
    ...NAME_PARTS.flatMap((name) => {
      const part = contact.fields.get(name.toLowerCase());
      return part === undefined ? [] : [{ ...part, required: false }];
    }),
    ...fields.filter(({ name, custom }) => custom || PERSON_FIELDS.test(name)).map(mirror)
  ];
}

function personTypes(source: ObjectSource | undefined, report: ReportFault): RecordType[] {
  const own = source === undefined ? [] : sourceRules(source, report).recordTypes;
  const types = own.map((type) => ({ ...type, isPerson: true }));
  return types.some(({ developerName }) => developerName === DEFAULT_TYPE.developerName)
    ? types
    : [DEFAULT_TYPE, ...types];
}

function withFields(definition: ObjectDefinition, fields: readonly FieldSchema[]): ObjectDefinition {
  const all = new Map(definition.fields);
  fields.forEach((field) => all.set(field.name.toLowerCase(), field));
  return { ...definition, fields: all };
}

/**
 * Gives the standard objects what the feature `PersonAccounts` brings: person record types and the contact's fields on Account, and leads
 * without a company.
 * @param definitions of the standard objects; changed in place
 * @param source record types of the metadata's object PersonAccount
 */
export function withPersonAccounts(
  definitions: { definition: ObjectDefinition }[],
  source: ObjectSource | undefined,
  report: ReportFault
): void {
  const contact = definitions.find(({ definition }) => definition.name === 'Contact')?.definition;
  for (const entry of contact === undefined ? [] : definitions) {
    const { definition } = entry;
    if (definition.name === 'Account' && contact !== undefined) {
      const account = withFields(definition, [recordTypeField(), ...accountFields(contact)]);
      entry.definition = { ...account, recordTypes: [...definition.recordTypes, ...personTypes(source, report)] };
    } else if (definition.name === 'Contact') {
      const isPerson = systemField({
        name: 'IsPersonAccount',
        label: 'Is Person Account',
        type: 'boolean'
      });
      entry.definition = withFields(definition, [isPerson]);
    } else if (definition.name === 'RecordType') {
      entry.definition = withFields(definition, [systemField({ name: 'IsPersonType', type: 'boolean' })]);
    } else if (definition.name === 'Lead') {
      const company = definition.fields.get('company');
      entry.definition = company === undefined ? definition : withFields(definition, [{ ...company, required: false }]);
    }
  }
}
