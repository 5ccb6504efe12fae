import { type Engine, platformClass } from '../../../engine/index.ts';
import { PlatformObject } from '../../../values/index.ts';
import type { ApexObject, ApexValue } from '../../../values/index.ts';
import type { PicklistValue } from '../../../metadata/index.ts';
import { listOf, readOnlyMembers } from '../support.ts';
import { displayType, fieldFacts, soapType } from './field-facts.ts';
import { fieldTokenNamed, objectToken, SObjectFieldToken } from './tokens.ts';

/** `Account.Name.getDescribe()`. */
export class DescribeField extends PlatformObject {
  readonly $type = 'schema.describefieldresult';
  readonly token: SObjectFieldToken;

  constructor(token: SObjectFieldToken) {
    super();
    this.token = token;
  }

  override $equals(other: ApexObject): boolean {
    return other instanceof DescribeField && other.token.$equals(this.token);
  }

  override $hash(): number {
    return this.token.$hash();
  }

  override $str(): string {
    return `Schema.DescribeFieldResult[getLabel=${this.token.field.label};getName=${this.token.field.name}]`;
  }
}

class PicklistEntry extends PlatformObject {
  readonly $type = 'schema.picklistentry';
  readonly value: PicklistValue;

  constructor(value: PicklistValue) {
    super();
    this.value = value;
  }

  $json(): Iterable<readonly [string, ApexValue]> {
    const { value, label, active, isDefault } = this.value;
    return [
      ['active', active],
      ['defaultValue', isDefault],
      ['label', label],
      ['validFor', null],
      ['value', value]
    ];
  }

  override $str(): string {
    const { value, label, active, isDefault } = this.value;
    return `Schema.PicklistEntry[getLabel=${label};getValue=${value};isActive=${active};isDefaultValue=${isDefault};]`;
  }
}

function access(rt: Engine, { token }: DescribeField): { read: boolean; edit: boolean } {
  return rt.org.access.fieldAccess(rt.tx.user, token.object.name, token.field.name);
}

const facts = ({ token }: DescribeField) => fieldFacts(token.object, token.field);
const field = ({ token }: DescribeField) => token.field;
const no = () => false;
const none = () => null;

const members = readOnlyMembers<DescribeField>({
  getByteLength: (_rt, self) => facts(self).byteLength,
  getCalculatedFormula: (_rt, self) => field(self).formula ?? null,
  getCompoundFieldName: none,
  getController: none,
  getDefaultValue: (_rt, self) =>
    field(self).type === 'boolean'
      ? field(self).defaultValue?.toLowerCase() === 'true'
      : (field(self).picklistValues.find(({ isDefault, active }) => isDefault && active)?.value ?? null),
  getDefaultValueFormula: (_rt, self) => field(self).defaultValue ?? null,
  getDigits: (_rt, self) => facts(self).digits,
  getFilteredLookupInfo: none,
  getInlineHelpText: (_rt, self) => field(self).inlineHelpText ?? null,
  getLabel: (_rt, self) => field(self).label,
  getLength: (_rt, self) => field(self).length,
  getLocalName: (_rt, self) => field(self).name,
  getMask: (_rt, self) => field(self).maskChar ?? null,
  getMaskType: none,
  getName: (_rt, self) => field(self).name,
  getPicklistValues: (rt, self) =>
    listOf(
      rt,
      'schema.picklistentry',
      field(self).picklistValues.map((value) => new PicklistEntry(value))
    ),
  getPrecision: (_rt, self) => facts(self).precision,
  getReferenceTargetField: none,
  getReferenceTo: (rt, self) =>
    listOf(
      rt,
      'schema.sobjecttype',
      field(self)
        .referenceTo.filter((name) => rt.org.schema.object(name) !== undefined)
        .map((name) => objectToken(rt, name))
    ),
  getRelationshipName: (_rt, self) => field(self).relationshipName ?? null,
  getRelationshipOrder: (_rt, self) => relationshipOrder(self),
  getScale: (_rt, self) => facts(self).scale,
  getSoapType: (rt, self) => rt.enumValue('schema.soaptype', soapType(field(self))),
  getSObjectType: (rt, self) => objectToken(rt, self.token.object.name),
  getSobjectField: (_rt, self) => self.token,
  getType: (rt, self) => rt.enumValue('schema.displaytype', displayType(field(self))),
  isAccessible: (rt, self) => access(rt, self).read,
  isAggregatable: (_rt, self) => facts(self).isAggregatable,
  isAiPredictionField: no,
  isAutoNumber: (_rt, self) => field(self).type === 'autonumber',
  isCalculated: (_rt, self) => facts(self).isCalculated,
  isCascadeDelete: (_rt, self) => facts(self).isCascadeDelete,
  isCaseSensitive: (_rt, self) => field(self).caseSensitive,
  isCreateable: (rt, self) => field(self).createable && access(rt, self).edit,
  isCustom: (_rt, self) => field(self).custom,
  isDefaultedOnCreate: (_rt, self) => facts(self).isDefaultedOnCreate,
  isDependentPicklist: no,
  isDeprecatedAndHidden: no,
  isDisplayLocationInDecimal: no,
  isEncrypted: (_rt, self) => field(self).type === 'encryptedstring',
  isExternalId: (_rt, self) => field(self).externalId,
  isFilterable: (_rt, self) => facts(self).isFilterable,
  isFormulaTreatNullNumberAsZero: no,
  isGroupable: (_rt, self) => facts(self).isGroupable,
  isHighScaleNumber: no,
  isHtmlFormatted: (_rt, self) => facts(self).isHtmlFormatted,
  isIdLookup: (_rt, self) => facts(self).isIdLookup,
  isNameField: (_rt, self) => facts(self).isNameField,
  isNamePointing: (_rt, self) => facts(self).isNamePointing,
  isNillable: (_rt, self) => facts(self).isNillable,
  isPermissionable: (_rt, self) => facts(self).isPermissionable,
  isQueryByDistance: (_rt, self) => field(self).type === 'location' || field(self).type === 'address',
  isRestrictedDelete: (_rt, self) => facts(self).isRestrictedDelete,
  isRestrictedPicklist: (_rt, self) => field(self).restrictedPicklist,
  isSearchPrefilterable: no,
  isSortable: (_rt, self) => facts(self).isSortable,
  isUnique: (_rt, self) => field(self).unique,
  isUpdateable: (rt, self) => field(self).updateable && access(rt, self).edit,
  isWriteRequiresMasterRead: no
});

/** 0 for the first master of an object, 1 for the second; null for other fields. */
function relationshipOrder({ token }: DescribeField): number | null {
  if (!token.field.masterDetail) {
    return null;
  }
  return [...token.object.fields.values()].filter((other) => other.masterDetail).indexOf(token.field);
}

export const describeFieldClasses = [
  platformClass({
    name: 'Schema.DescribeFieldResult',
    statics: {
      forName: (rt, objectName: string, fieldName: string) =>
        new DescribeField(fieldTokenNamed(rt, objectName, fieldName))
    },
    ...members
  }),
  platformClass({
    name: 'Schema.SObjectField',
    statics: { forName: (rt, objectName: string, fieldName: string) => fieldTokenNamed(rt, objectName, fieldName) },
    methods: {
      getDescribe: (_rt: Engine, self: SObjectFieldToken) => new DescribeField(self),
      toString: (_rt: Engine, self: SObjectFieldToken) => self.field.name,
      equals: (_rt, self: SObjectFieldToken, other: ApexValue) =>
        other instanceof SObjectFieldToken && self.$equals(other),
      hashCode: (_rt, self: SObjectFieldToken) => self.$hash()
    }
  }),
  platformClass({
    name: 'Schema.PicklistEntry',
    ...readOnlyMembers<PicklistEntry>({
      getLabel: (_rt, self) => self.value.label,
      getValue: (_rt, self) => self.value.value,
      isActive: (_rt, self) => self.value.active,
      isDefaultValue: (_rt, self) => self.value.isDefault
    })
  })
];
