import { readFileSync } from 'node:fs';
import { textOf, type PermissionGrants } from '../../metadata/index.ts';
import { toId18 } from '../../values/index.ts';
import type { OrgCore } from '../org-core.ts';
import type { RowValues } from '../../records/index.ts';

/** Rows that mirror metadata, so that Apex and the APIs can query them. Run at every start: metadata may have changed. */
export function seedMetadataRows(org: OrgCore): void {
  const { rows, metadata } = org;
  for (const file of metadata.apex) {
    rows.ensure(
      file.kind === 'class' ? 'ApexClass' : 'ApexTrigger',
      null,
      { Name: file.name },
      {
        ApiVersion: file.apiVersion,
        Status: 'Active',
        IsValid: true,
        Body: file.source,
        LengthWithoutComments: file.source.length,
        NamespacePrefix: metadata.namespace || null
      }
    );
  }
  forgetDeletedCode(org);
  for (const [, permission] of metadata.customPermissions) {
    rows.ensure('CustomPermission', null, { DeveloperName: permission.name }, { MasterLabel: permission.label });
  }
  for (const permissionSet of metadata.permissionSets.values()) {
    const id = rows.ensure(
      'PermissionSet',
      null,
      { Name: permissionSet.name, IsOwnedByProfile: false },
      {
        Label: permissionSet.label,
        IsCustom: true,
        Type: 'Regular',
        ...Object.fromEntries(permissionSet.userPermissions.map((right) => [`Permissions${right}`, true]))
      }
    );
    seedGrants(org, id, permissionSet);
  }
  for (const group of metadata.permissionSetGroups.values()) {
    const id = rows.ensure(
      'PermissionSetGroup',
      null,
      { DeveloperName: group.name },
      { MasterLabel: group.label, Status: 'Updated' }
    );
    for (const name of group.permissionSets) {
      const member = rows.find('PermissionSet', { Name: name, IsOwnedByProfile: false });
      if (member) {
        rows.ensure('PermissionSetGroupComponent', null, {
          PermissionSetGroupId: id,
          PermissionSetId: String(member['id'])
        });
      }
    }
  }
  seedGroups(org);
  for (const object of org.schema.objects()) {
    for (const recordType of object.recordTypes) {
      rows.ensure(
        'RecordType',
        null,
        { SobjectType: object.name, DeveloperName: recordType.developerName },
        {
          Name: recordType.label,
          IsActive: recordType.active,
          IsPersonType: recordType.isPerson ?? false
        }
      );
    }
  }
  for (const resource of metadata.staticResources) {
    rows.ensure(
      'StaticResource',
      null,
      { Name: resource.name },
      { ContentType: resource.contentType, CacheControl: resource.cacheControl, ...bodyOf(resource) }
    );
  }
  seedPriceBook(org);
  seedEntityDefinitions(org);
  seedAppMenu(org);
  seedCachePartitions(org);
}

function seedCachePartitions({ rows, metadata }: OrgCore): void {
  for (const { type, fullName, data } of rows.has('PlatformCachePartition') ? metadata.components : []) {
    if (type === 'PlatformCachePartition') {
      rows.ensure(
        'PlatformCachePartition',
        null,
        { DeveloperName: fullName },
        {
          MasterLabel: textOf(data, 'masterLabel') ?? fullName,
          Description: textOf(data, 'description') ?? null,
          IsDefaultPartition: textOf(data, 'isDefaultPartition') === 'true'
        }
      );
    }
  }
}

/** Content of a resource that is one file; of a folder, which the platform would hold as an archive, nothing. */
function bodyOf({ isDirectory, path }: OrgCore['metadata']['staticResources'][number]): RowValues {
  if (isDirectory) {
    return {};
  }
  const bytes = readFileSync(path);
  return { Body: bytes.toString('base64'), BodyLength: bytes.length };
}

function seedGroups({ rows, metadata }: OrgCore): void {
  for (const queue of metadata.queues) {
    const id = rows.ensure(
      'Group',
      null,
      { DeveloperName: queue.name, Type: 'Queue' },
      { Name: queue.label, Email: queue.email ?? null }
    );
    for (const object of queue.objects) {
      rows.ensure('QueueSobject', null, { QueueId: id, SobjectType: object });
    }
  }
  // Every org has the group of all its internal users; its name is not stored.
  rows.ensure('Group', null, { DeveloperName: 'AllInternalUsers', Type: 'Organization' }, { Name: null });
  for (const group of metadata.groups) {
    rows.ensure(
      'Group',
      null,
      { DeveloperName: group.name, Type: 'Regular' },
      { Name: group.label, DoesIncludeBosses: group.includesBosses }
    );
  }
  for (const role of metadata.roles) {
    const id = rows.ensure(
      'UserRole',
      null,
      { DeveloperName: role.name },
      {
        Name: role.label,
        CaseAccessForAccountOwner: role.caseAccess,
        ContactAccessForAccountOwner: role.contactAccess,
        OpportunityAccessForAccountOwner: role.opportunityAccess
      }
    );
    for (const type of ['Role', 'RoleAndSubordinates']) {
      rows.ensure('Group', null, { DeveloperName: role.name, Type: type }, { Name: role.label, RelatedId: id });
    }
  }
  for (const role of metadata.roles) {
    const parent = role.parent === undefined ? undefined : rows.find('UserRole', { DeveloperName: role.parent });
    if (parent) {
      rows.ensure('UserRole', null, { DeveloperName: role.name }, { ParentRoleId: String(parent['id']) });
    }
  }
}

function seedGrants({ rows, db }: OrgCore, parent: string, grants: PermissionGrants): void {
  for (const objectName of ['ObjectPermissions', 'FieldPermissions', 'SetupEntityAccess']) {
    rows.find(objectName, { ParentId: parent });
    db.run(`DELETE FROM "${objectName.toLowerCase()}" WHERE "parentid" = ?`, [parent]);
  }
  for (const grant of grants.objects) {
    rows.insert('ObjectPermissions', null, {
      ParentId: parent,
      SobjectType: grant.object,
      PermissionsRead: grant.read,
      PermissionsCreate: grant.create,
      PermissionsEdit: grant.edit,
      PermissionsDelete: grant.delete,
      PermissionsViewAllRecords: grant.viewAll,
      PermissionsModifyAllRecords: grant.modifyAll,
      PermissionsViewAllFields: grant.viewAllFields
    });
  }
  for (const grant of grants.fields) {
    rows.insert('FieldPermissions', null, {
      ParentId: parent,
      SobjectType: grant.field.split('.')[0] ?? '',
      Field: grant.field,
      PermissionsRead: grant.read,
      PermissionsEdit: grant.edit
    });
  }
  for (const [objectName, key, names] of [
    ['ApexClass', 'Name', grants.classes],
    ['CustomPermission', 'DeveloperName', grants.customPermissions]
  ] as const) {
    for (const name of names) {
      const entity = rows.find(objectName, { [key]: name });
      if (entity) {
        rows.insert('SetupEntityAccess', null, {
          ParentId: parent,
          SetupEntityId: String(entity['id']),
          SetupEntityType: objectName
        });
      }
    }
  }
}

function seedPriceBook({ rows }: OrgCore): void {
  if (!rows.find('Pricebook2', { IsStandard: true })) {
    rows.insert('Pricebook2', null, { Name: 'Standard Price Book', IsStandard: true, IsActive: true });
  }
}

/** Objects as rows: custom metadata refers to them by API name, so the name serves as the row's id. */
function seedEntityDefinitions({ rows, schema, db }: OrgCore): void {
  if (!rows.has('EntityDefinition')) {
    return;
  }
  rows.find('EntityDefinition', {});
  db.run('DELETE FROM "entitydefinition"');
  for (const object of schema.objects()) {
    rows.insert('EntityDefinition', null, {
      Id: object.name,
      DurableId: object.name,
      QualifiedApiName: object.name,
      DeveloperName: object.name.replace(/__\w+$/, ''),
      Label: object.label,
      MasterLabel: object.label,
      PluralLabel: object.labelPlural,
      KeyPrefix: object.keyPrefix || null,
      IsCustomSetting: object.kind === 'listSetting' || object.kind === 'hierarchySetting',
      IsQueryable: true,
      InternalSharingModel: object.sharingModel
    });
  }
}

/** The app launcher's entries: one for each application, with an id of the application made from the entry's. */
function seedAppMenu({ rows, metadata }: OrgCore): void {
  if (!rows.has('AppMenuItem')) {
    return;
  }
  let order = 0;
  for (const { fullName, data } of metadata.applications.values()) {
    const known = rows.find('AppMenuItem', { Name: fullName, Type: 'TabSet' });
    const id = rows.ensure(
      'AppMenuItem',
      null,
      { Name: fullName, Type: 'TabSet' },
      { Label: textOf(data, 'label') ?? fullName, IsVisible: true, IsAccessible: true }
    );
    if (known === undefined) {
      rows.update('AppMenuItem', id, { ApplicationId: toId18(`02u${id.slice(3, 15)}`), SortOrder: order });
    }
    order += 1;
  }
}

/** Classes and triggers that were deleted since the last start have no row any more. */
function forgetDeletedCode({ rows, db, metadata }: OrgCore): void {
  for (const [object, kind] of [
    ['ApexClass', 'class'],
    ['ApexTrigger', 'trigger']
  ] as const) {
    const names = new Set(metadata.apex.filter((file) => file.kind === kind).map(({ name }) => name.toLowerCase()));
    rows.find(object, {});
    for (const { id, name } of db.all(`SELECT "id", "name" FROM "${object.toLowerCase()}"`)) {
      if (!names.has(String(name).toLowerCase())) {
        rows.delete(object, String(id));
      }
    }
  }
}
