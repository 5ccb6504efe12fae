/** The org's objects and fields, as every other part of the local org sees them. Names are API names; maps are keyed in lower case. */

export type FieldType =
  | 'id'
  | 'string'
  | 'textarea'
  | 'longtextarea'
  | 'richtextarea'
  | 'email'
  | 'phone'
  | 'url'
  | 'encryptedstring'
  | 'boolean'
  | 'int'
  | 'double'
  | 'currency'
  | 'percent'
  | 'date'
  | 'datetime'
  | 'time'
  | 'picklist'
  | 'multipicklist'
  | 'combobox'
  | 'reference'
  | 'autonumber'
  | 'address'
  | 'location'
  | 'base64'
  | 'anytype';

export interface PicklistValue {
  readonly value: string;
  readonly label: string;
  readonly active: boolean;
  readonly isDefault: boolean;
}

export interface RollUpSummary {
  readonly operation: 'count' | 'sum' | 'min' | 'max';
  readonly childObject: string;
  /** Field of the child that points to this object. */
  readonly foreignKey: string;
  /** Summarized field of the child; absent for a count. */
  readonly field?: string;
  /** Only children that meet every filter count; operations as the metadata writes them: `equals`, `greaterThan` … */
  readonly filters?: readonly { readonly field: string; readonly operation: string; readonly value: string }[];
}

/** What a lookup's record must meet. */
export interface LookupFilter {
  /** Paths begin at the parent's object, at `$Source` (the record that looks up) or at a global variable. */
  readonly items: readonly {
    readonly field: string;
    readonly operation: string;
    readonly value?: string;
    readonly valueField?: string;
  }[];
  readonly logic?: string;
  readonly message: string;
}

export interface FieldSchema {
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  readonly custom: boolean;
  /** Maximum characters for text types; 0 otherwise. */
  readonly length: number;
  /** Digits in all and after the point, for numeric types. */
  readonly precision: number;
  readonly scale: number;
  readonly required: boolean;
  readonly unique: boolean;
  readonly caseSensitive: boolean;
  readonly externalId: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
  /** Source of the default value formula, if any. */
  readonly defaultValue?: string;
  /** Source of a formula field; such a field is not stored. */
  readonly formula?: string;
  /** In this formula, blank numbers count as 0. */
  readonly blankAsZero?: boolean;
  readonly summary?: RollUpSummary;
  readonly displayFormat?: string;
  readonly picklistValues: readonly PicklistValue[];
  readonly restrictedPicklist: boolean;
  readonly referenceTo: readonly string[];
  /** Parent relationship as SOQL writes it: `Account`, `Store__r`. */
  readonly relationshipName?: string;
  /** Field that says of which object the FieldDefinition is that this one names. */
  readonly controllingField?: string;
  /** Name of the child relationship on the parent: `Contacts`, `Lines__r` (with suffix). */
  readonly childRelationshipName?: string;
  readonly deleteConstraint?: 'setNull' | 'restrict' | 'cascade';
  readonly masterDetail: boolean;
  /** A filter that is active and required. */
  readonly lookupFilter?: LookupFilter;
  /** Details may be changed by whoever may read the master. */
  readonly writeRequiresMasterRead?: boolean;
  readonly inlineHelpText?: string;
  readonly description?: string;
  readonly maskChar?: string;
  /** Changes are written to the object's history. */
  readonly trackHistory?: boolean;
  /** `all`, `lastFour`, `creditCard`, `ssn`, `sin`, `nino`: what of an encrypted text stays hidden. */
  readonly maskType?: string;
  /** Of a person account's field: the field of its contact that it shows, as `Contact.Email`. */
  readonly mirrors?: string;
}

export interface ChildRelationship {
  readonly name?: string;
  readonly childObject: string;
  readonly field: string;
  readonly cascadeDelete: boolean;
  readonly restrictedDelete: boolean;
}

export interface ValidationRule {
  readonly name: string;
  readonly active: boolean;
  readonly formula: string;
  readonly message: string;
  readonly errorField?: string;
}

export interface RecordType {
  readonly developerName: string;
  readonly label: string;
  readonly active: boolean;
  /** Accounts of this type are persons. */
  readonly isPerson?: boolean;
  /** Values that records of this type may have, by the picklist's lower-case name; other picklists have all of theirs. */
  readonly picklists: ReadonlyMap<string, readonly { readonly value: string; readonly isDefault: boolean }[]>;
}

export type ObjectKind =
  'standard' | 'custom' | 'customMetadata' | 'listSetting' | 'hierarchySetting' | 'platformEvent' | 'changeEvent';

export interface ObjectSchema {
  readonly name: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly kind: ObjectKind;
  readonly keyPrefix: string;
  readonly sharingModel: string;
  /** API name of the name field: `Name`, `CaseNumber`, `Subject` … */
  readonly nameField: string;
  readonly fields: ReadonlyMap<string, FieldSchema>;
  readonly childRelationships: readonly ChildRelationship[];
  readonly validationRules: readonly ValidationRule[];
  readonly recordTypes: readonly RecordType[];
  /** False for a standard object that is only known from the signature jar: describable, not yet storable with full rules. */
  readonly createable: boolean;
  /** Apex cannot change the object's records, the APIs can. */
  readonly apiOnly?: boolean;
}

export interface Schema {
  /** Finds an object by API name, ignoring case. */
  object(name: string): ObjectSchema | undefined;
  objectByPrefix(keyPrefix: string): ObjectSchema | undefined;
  objects(): Iterable<ObjectSchema>;
  /** Whether the platform has an object of this name that this org does without, since a feature is off. */
  lacks?(name: string): boolean;
}
