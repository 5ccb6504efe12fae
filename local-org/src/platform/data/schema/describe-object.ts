import { defaultValues } from '../../../dml/index.ts';
import { randomUUID } from 'node:crypto';
import type { ChildRelationship, ObjectSchema } from '../../../metadata/index.ts';
import { type Engine, platformClass } from '../../../engine/index.ts';
import { ApexMap, hashString, PlatformObject, SObject } from '../../../values/index.ts';
import type { ApexList, ApexObject, ApexValue } from '../../../values/index.ts';
import { listOf, readOnlyMembers } from '../support.ts';
import { fieldSetsOf } from './field-sets.ts';
import { recordTypeInfos } from './record-types.ts';
import type { RecordTypeInfo } from './record-types.ts';
import { describeMap, fieldToken, fieldTokenNamed, objectToken, SObjectTypeToken } from './tokens.ts';

/** `Account.SObjectType.getDescribe()`. */
export class DescribeObject extends PlatformObject {
  readonly $type = 'schema.describesobjectresult';
  readonly object: ObjectSchema;

  constructor(object: ObjectSchema) {
    super();
    this.object = object;
  }

  override $equals(other: ApexObject): boolean {
    return other instanceof DescribeObject && other.object.name === this.object.name;
  }

  override $hash(): number {
    return hashString(this.object.name);
  }

  override $str(): string {
    return `Schema.DescribeSObjectResult[getKeyPrefix=${this.object.keyPrefix};getLabel=${this.object.label};getName=${this.object.name}]`;
  }
}

/** `describe.fields`. */
class ObjectFields extends PlatformObject {
  readonly $type = 'schema.sobjecttypefields';
  readonly object: ObjectSchema;

  constructor(object: ObjectSchema) {
    super();
    this.object = object;
  }
}

class ObjectFieldSets extends PlatformObject {
  readonly $type = 'schema.sobjecttypefieldsets';
  readonly object: ObjectSchema;

  constructor(object: ObjectSchema) {
    super();
    this.object = object;
  }
}

class ChildRelationshipInfo extends PlatformObject {
  readonly $type = 'schema.childrelationship';
  readonly relationship: ChildRelationship;

  constructor(relationship: ChildRelationship) {
    super();
    this.relationship = relationship;
  }

  /** Describe calls answer new objects each time; as map keys they are the same. */
  override $equals(other: ApexObject): boolean {
    return other instanceof ChildRelationshipInfo && other.$key() === this.$key();
  }

  override $hash(): number {
    return hashString(this.$key());
  }

  override $key(): string {
    return `\u0000H${this.relationship.childObject}.${this.relationship.field}`;
  }

  override $str(): string {
    const { childObject, field, name } = this.relationship;
    return `Schema.ChildRelationship[getChildSObject=${childObject};getField=${field};getRelationshipName=${name ?? null}]`;
  }
}

const fieldMaps = new WeakMap<ObjectSchema, ApexMap>();

function fieldsOf(rt: Engine, object: ObjectSchema): ApexMap {
  let map = fieldMaps.get(object);
  if (map === undefined) {
    const entries = Array.from(object.fields.values(), (field) => [field.name, fieldToken(rt, object, field)] as const);
    fieldMaps.set(object, (map = describeMap(rt, 'schema.sobjectfield', entries)));
  }
  // Apex may change the map that it is given; the next caller must not see that.
  return new ApexMap(map.type, map.entries(), { ignoreCase: true });
}

function childRelationships(rt: Engine, object: ObjectSchema): ApexList {
  return listOf(
    rt,
    'schema.childrelationship',
    object.childRelationships.map((relationship) => new ChildRelationshipInfo(relationship))
  );
}

function infoMap(rt: Engine, self: DescribeObject, keyType: string, key: (info: RecordTypeInfo) => string): ApexMap {
  const entries = recordTypeInfos(rt, self.object).map((info) => [key(info), info] as const);
  return new ApexMap(rt.type(`system.map<${keyType},schema.recordtypeinfo>`), entries);
}

const access = (rt: Engine, self: DescribeObject) => rt.org.access.objectAccess(rt.tx.user, self.object.name);
const isSetting = ({ object }: DescribeObject) => object.kind === 'listSetting' || object.kind === 'hierarchySetting';
const isRecord = ({ object }: DescribeObject) => object.kind === 'standard' || object.kind === 'custom';
const MERGEABLE = new Set(['Account', 'Contact', 'Lead', 'Case']);
const no = () => false;
const none = () => null;

const members = readOnlyMembers<DescribeObject>({
  getAssociateEntityType: none,
  getAssociateParentEntity: none,
  getChildRelationships: (rt, self) => childRelationships(rt, self.object),
  getDataTranslationEnabled: no,
  getDefaultImplementation: none,
  getFields: (_rt, self) => new ObjectFields(self.object),
  getFieldSets: (_rt, self) => new ObjectFieldSets(self.object),
  getHasSubtypes: no,
  getImplementedBy: none,
  getImplementsInterfaces: none,
  getIsInterface: no,
  getIsSubtype: no,
  getKeyPrefix: (_rt, self) => self.object.keyPrefix || null,
  getLabel: (_rt, self) => self.object.label,
  getLabelPlural: (_rt, self) => self.object.labelPlural,
  getLocalName: (_rt, self) => self.object.name,
  getName: (_rt, self) => self.object.name,
  getRecordTypeInfos: (rt, self) => listOf(rt, 'schema.recordtypeinfo', recordTypeInfos(rt, self.object)),
  getRecordTypeInfosByDeveloperName: (rt, self) => infoMap(rt, self, 'system.string', (info) => info.developerName),
  getRecordTypeInfosById: (rt, self) => infoMap(rt, self, 'system.id', (info) => info.id),
  getRecordTypeInfosByName: (rt, self) => infoMap(rt, self, 'system.string', (info) => info.name),
  getSObjectDescribeOption: (rt) => rt.enumValue('schema.sobjectdescribeoptions', 'FULL'),
  getSObjectType: (rt, self) => objectToken(rt, self.object.name),
  isAccessible: (rt, self) => access(rt, self).read,
  isCreateable: (rt, self) => self.object.createable && access(rt, self).create,
  isCustom: (_rt, self) => self.object.kind !== 'standard',
  isCustomSetting: (_rt, self) => isSetting(self),
  isDeletable: (rt, self) => self.object.createable && access(rt, self).delete,
  isDeprecatedAndHidden: no,
  isFeedEnabled: no,
  isMergeable: (_rt, self) => MERGEABLE.has(self.object.name),
  isMruEnabled: (_rt, self) => isRecord(self),
  isQueryable: (_rt, self) => self.object.kind !== 'platformEvent',
  isSearchable: (_rt, self) => isRecord(self),
  isUndeletable: (rt, self) => isRecord(self) && access(rt, self).delete,
  isUpdateable: (rt, self) => self.object.createable && access(rt, self).edit
});

/** A record in memory with an id and, on request, the fields' defaults. */
function newSObject(rt: Engine, { object }: SObjectTypeToken, id: string | null, loadDefaults: boolean): SObject {
  const record = new SObject(object.name, object);
  if (loadDefaults) {
    defaultValues(rt, object, record);
  }
  if (loadDefaults && object.fields.has('eventuuid')) {
    record.fields.set('eventuuid', randomUUID());
  }
  if (id !== null) {
    record.fields.set('id', id);
  }
  return record;
}

export const describeObjectClasses = [
  platformClass({
    name: 'Schema.DescribeSObjectResult',
    statics: { forName: (rt, objectName: string) => new DescribeObject(objectToken(rt, objectName).object) },
    ...members
  }),
  platformClass({
    name: 'Schema.SObjectType',
    statics: { forName: (rt, objectName: string) => objectToken(rt, objectName) },
    methods: {
      getDescribe: (_rt: Engine, self: SObjectTypeToken) => new DescribeObject(self.object),
      'newSObject/0': (rt, self: SObjectTypeToken) => newSObject(rt, self, null, false),
      'newSObject/1': (rt, self: SObjectTypeToken, id: string | null) => newSObject(rt, self, id, false),
      'newSObject/2': (rt, self: SObjectTypeToken, id: string | null, load: boolean | null) =>
        newSObject(rt, self, id, load === true),
      toString: (_rt: Engine, self: SObjectTypeToken) => self.object.name,
      equals: (_rt, self: SObjectTypeToken, other: ApexValue) =>
        other instanceof SObjectTypeToken && self.$equals(other),
      hashCode: (_rt, self: SObjectTypeToken) => self.$hash()
    }
  }),
  platformClass({
    name: 'Schema.SObjectTypeFields',
    methods: { getMap: (rt, self: ObjectFields) => fieldsOf(rt, self.object) }
  }),
  platformClass({
    name: 'Schema.SObjectTypeFieldSets',
    methods: {
      getMap: (rt, self: ObjectFieldSets) =>
        describeMap(
          rt,
          'schema.fieldset',
          fieldSetsOf(rt, self.object).map((set) => [set.name, set] as const)
        )
    }
  }),
  platformClass({
    name: 'Schema.ChildRelationship',
    ...readOnlyMembers<ChildRelationshipInfo>({
      getChildSObject: (rt, self) => objectToken(rt, self.relationship.childObject),
      getField: (rt, self) => fieldTokenNamed(rt, self.relationship.childObject, self.relationship.field),
      getJunctionIdListNames: (rt) => listOf(rt, 'system.string', []),
      getJunctionReferenceTo: (rt) => listOf(rt, 'schema.sobjecttype', []),
      getRelationshipName: (_rt, self) => self.relationship.name ?? null,
      isCascadeDelete: (_rt, self) => self.relationship.cascadeDelete,
      isDeprecatedAndHidden: no,
      isRestrictedDelete: (_rt, self) => self.relationship.restrictedDelete
    })
  })
];
