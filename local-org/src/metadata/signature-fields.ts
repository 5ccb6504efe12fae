import type { SObjectSignature } from '../types/index.ts';
import { makeField, systemField } from './fields.ts';
import type { FieldSchema, FieldType } from './schema.ts';
import { table } from '../common/index.ts';

const TYPES: Readonly<Record<string, FieldType>> = table({
  Id: 'reference',
  String: 'string',
  Boolean: 'boolean',
  Integer: 'int',
  Long: 'int',
  Decimal: 'double',
  Double: 'double',
  Date: 'date',
  Datetime: 'datetime',
  Time: 'time',
  Blob: 'base64',
  Address: 'address',
  Location: 'location'
});
const UNKNOWN_LENGTH = 255;
const MONEY = /(Amount|Price|Revenue|Cost)$/;

/** Targets of lookups to somebody; where a polymorphic lookup to something leads, the signature does not say. */
const NAME_TARGETS: readonly string[] = ['Group', 'User'];
const SOMEBODY = /(Owner|User|By|Assignee|Actor)Id$/;

/** Where polymorphic lookups of objects lead that nothing but their signature describes (Object Reference). */
const POLYMORPHIC: Readonly<Record<string, readonly string[]>> = table({
  'ContactPointAddress.ParentId': ['Account', 'Individual'],
  'ContactPointConsent.ContactPointId': ['ContactPointAddress', 'ContactPointEmail', 'ContactPointPhone'],
  'ContactPointEmail.ParentId': ['Account', 'Individual'],
  'ContactPointPhone.ParentId': ['Account', 'Individual'],
  'EmailMessage.FromId': ['Contact', 'Lead', 'User']
});

function fieldType(name: string, apexType: string): FieldType {
  if (apexType === 'Decimal' && MONEY.test(name)) {
    return 'currency';
  }
  return TYPES[apexType] ?? 'anytype';
}

/** Fields, parents and children that a standard object has in orgs with person accounts only. */
export function isPersonMember(object: string, name: string): boolean {
  return (
    /^Is(PersonAccount|PersonType)$/.test(name) ||
    (object === 'Account' && /^(Person[A-Z]\w*|(First|Middle|Last)Name|Salutation|Suffix)$/.test(name))
  );
}

/** Features of an org that add fields to standard objects; without the feature the fields do not exist. */
function isFeatureField(object: string, name: string, features: ReadonlySet<string>): boolean {
  const absent = (feature: string): boolean => !features.has(feature);
  return (
    (absent('multicurrency') && name === 'CurrencyIsoCode') ||
    // where there are person accounts, their fields are made from those of Contact
    isPersonMember(object, name) ||
    (absent('stateandcountrypicklist') && /(Country|State)Code$/.test(name)) ||
    (absent('divisions') && name === 'Division')
  );
}

/**
 * Fields that only the signature knows: types are right, lengths and values are unknown.
 * @param known lower-case names that are described better elsewhere
 */
export function signatureFields(
  signature: SObjectSignature,
  known: ReadonlySet<string>,
  features: ReadonlySet<string>
): FieldSchema[] {
  const parents = new Map(signature.fields.filter((f) => f.kind === 'parent').map((f) => [f.name.toLowerCase(), f]));
  const fields: FieldSchema[] = [];
  for (const field of signature.fields) {
    const { name } = field;
    if (
      field.kind !== 'field' ||
      known.has(name.toLowerCase()) ||
      name === 'RecordTypeId' ||
      isFeatureField(signature.name, name, features)
    ) {
      continue;
    }
    const type = fieldType(name, field.type);
    if (type === 'reference') {
      const relationship = name.endsWith('Id') ? parents.get(name.slice(0, -2).toLowerCase()) : undefined;
      const target = relationship?.type;
      const targets =
        POLYMORPHIC[`${signature.name}.${name}`] ??
        (target === undefined
          ? []
          : target !== 'Name' && target !== 'SObject'
            ? [target]
            : SOMEBODY.test(name)
              ? NAME_TARGETS
              : []);
      fields.push(
        makeField({
          name,
          type,
          length: 18,
          referenceTo: targets,
          deleteConstraint: 'setNull',
          ...(relationship !== undefined && { relationshipName: relationship.name })
        })
      );
    } else {
      const isNumber = type === 'double' || type === 'currency';
      const make = type === 'address' || type === 'location' ? systemField : makeField;
      fields.push(
        make({
          name,
          type,
          length: type === 'string' ? UNKNOWN_LENGTH : 0,
          precision: isNumber ? 18 : 0,
          scale: type === 'currency' ? 2 : isNumber ? (/(Latitude|Longitude)$/.test(name) ? 15 : 2) : 0
        })
      );
    }
  }
  return fields;
}

/** Child relationships by the child object's lower-case name: their names on this object. */
export function signatureChildren(signature: SObjectSignature): Map<string, string[]> {
  const children = new Map<string, string[]>();
  for (const field of signature.fields) {
    if (field.kind === 'children') {
      const key = field.type.toLowerCase();
      children.set(key, [...(children.get(key) ?? []), field.name]);
    }
  }
  return children;
}
