import type { FieldSchema, ObjectSchema } from '../metadata/index.ts';
import type { FieldRights, UserPermissions } from './rights.ts';
import { isBusinessObject, isPricingObject } from './standard-objects.ts';

/** Standard fields that are hidden until they are granted. */
export const HIDDEN_FIELDS =
  /^(Tradestyle|NaicsCode|NaicsDesc|DunsNumber|YearStarted|CleanStatus|DoNotCall|HasOptedOutOfEmail|HasOptedOutOfFax)$/i;
const LOCATION_PART = /^(.+)__(Latitude|Longitude)__s$/i;
const ADDRESS_PART = /^(.*?)(Street|City|State|PostalCode|Country|Latitude|Longitude|GeocodeAccuracy)$/;

/** Standard fields without field-level security. */
const SYSTEM_FIELDS = new Set([
  'Name',
  'OwnerId',
  'RecordTypeId',
  'CreatedById',
  'LastModifiedById',
  'IsDeleted',
  'IsConverted',
  'IsUnreadByOwner',
  'ConvertedDate',
  'ConvertedAccountId',
  'ConvertedContactId',
  'ConvertedOpportunityId',
  'TaskSubtype',
  'EventSubtype',
  'IsRecurrence'
]);

/** A case always has a status, although its field says otherwise. */
const ALWAYS_VISIBLE = new Set(['Case.Status']);

/** Parts of a person's compound name: like the name itself they cannot be hidden. */
const NAME_PARTS = new Set(['FirstName', 'MiddleName', 'LastName', 'Salutation', 'Suffix']);

/** Mask types that leave the last four characters to be seen. */
const LAST_FOUR = new Set(['lastFour', 'creditCard', 'ssn', 'sin']);

export function maskText(field: FieldSchema, value: string): string {
  const shown = LAST_FOUR.has(field.maskType ?? 'all') ? value.slice(-4) : '';
  const hidden = value.slice(0, value.length - shown.length);
  return (field.maskChar === 'X' ? 'X' : '*').repeat(hidden.length) + shown;
}

/** The text of Apex and pages is for those who write it. */
export function isCode({ name }: ObjectSchema, field: FieldSchema): boolean {
  return /^Apex(Class|Trigger|Page|Component)$/.test(name) && /^(Body|Markup|SymbolTable)$/.test(field.name);
}

/** Parts of an address or a geolocation are granted with the whole. */
export function grantFor(
  object: ObjectSchema,
  field: FieldSchema,
  permissions: UserPermissions
): FieldRights | undefined {
  const own = permissions.fields.get(`${object.name}.${field.name}`.toLowerCase());
  if (field.mirrors !== undefined) {
    // a person account's field is seen by whoever sees the contact's
    return own ?? permissions.fields.get(field.mirrors.toLowerCase());
  }
  const whole = wholeOf(field);
  return own ?? (whole === undefined ? undefined : permissions.fields.get(`${object.name}.${whole}`.toLowerCase()));
}

/** Name of the compound field that a field is a part of. */
function wholeOf({ custom, name }: FieldSchema): string | undefined {
  const location = LOCATION_PART.exec(name)?.[1];
  if (location !== undefined) {
    return `${location}__c`;
  }
  const address = custom ? undefined : ADDRESS_PART.exec(name)?.[1];
  return address === undefined ? undefined : `${address}Address`;
}

/** Whether field-level security applies: to optional custom fields, and to optional fields of standard business objects. */
export function hasFieldSecurity(object: ObjectSchema, field: FieldSchema): boolean {
  if (field.required || field.masterDetail || field.name === object.nameField || field.type === 'id') {
    return false;
  }
  if (field.custom) {
    return object.kind === 'custom' || object.kind === 'standard';
  }
  // An address is written by its parts and granted as a whole.
  const isWritten = field.createable || field.updateable || field.type === 'address';
  return (
    isWritten &&
    !SYSTEM_FIELDS.has(field.name) &&
    !ALWAYS_VISIBLE.has(`${object.name}.${field.name}`) &&
    !(NAME_PARTS.has(field.name) && object.fields.has('lastname')) &&
    (isBusinessObject(object) || isPricingObject(object))
  );
}
