import type { MetadataComponent, PermissionGrants } from './project-metadata.ts';
import { booleanOf, childrenOf, textOf } from './xml.ts';
import { table } from '../common/index.ts';

function enabledNames(component: MetadataComponent, element: string, name: string, flag: string): string[] {
  return childrenOf(component.data, element)
    .filter((item) => booleanOf(item, flag))
    .map((item) => textOf(item, name) ?? '');
}

/** Names that the Metadata API gives to standard profiles. */
const STANDARD_PROFILES: Readonly<Record<string, string>> = table({
  Admin: 'System Administrator',
  Standard: 'Standard User',
  ReadOnly: 'Read Only',
  MarketingProfile: 'Marketing User',
  SolutionManager: 'Solution Manager',
  ContractManager: 'Contract Manager'
});

/** A profile's name in the org, from the name of its file. */
export function profileName(fileName: string): string {
  return Object.hasOwn(STANDARD_PROFILES, fileName) ? (STANDARD_PROFILES[fileName] ?? fileName) : fileName;
}

/** Reads what a permission set or a profile grants. */
export function grantsOf(component: MetadataComponent): PermissionGrants {
  const { data } = component;
  const isMuting = component.type === 'MutingPermissionSet';
  const items = (name: string): ReturnType<typeof childrenOf> => childrenOf(data, name);
  return {
    name: decodeURIComponent(component.fullName),
    label: textOf(data, 'label') ?? decodeURIComponent(component.fullName),
    file: component.file,
    kind: component.type === 'Profile' ? 'profile' : isMuting ? 'muting' : 'permissionSet',
    objects: items('objectPermissions').map((item) => ({
      object: textOf(item, 'object') ?? '',
      read: booleanOf(item, 'allowRead'),
      create: booleanOf(item, 'allowCreate'),
      edit: booleanOf(item, 'allowEdit'),
      delete: booleanOf(item, 'allowDelete'),
      viewAll: booleanOf(item, 'viewAllRecords'),
      modifyAll: booleanOf(item, 'modifyAllRecords'),
      viewAllFields: booleanOf(item, 'viewAllFields')
    })),
    fields: items('fieldPermissions').map((item) => ({
      field: textOf(item, 'field') ?? '',
      // A muting permission set that takes editing away leaves reading.
      read: booleanOf(item, 'readable') || (booleanOf(item, 'editable') && !isMuting),
      edit: booleanOf(item, 'editable')
    })),
    classes: enabledNames(component, 'classAccesses', 'apexClass', 'enabled'),
    customPermissions: enabledNames(component, 'customPermissions', 'name', 'enabled'),
    userPermissions: enabledNames(component, 'userPermissions', 'name', 'enabled'),
    customMetadataTypes: enabledNames(component, 'customMetadataTypeAccesses', 'name', 'enabled'),
    customSettings: enabledNames(component, 'customSettingAccesses', 'name', 'enabled'),
    principals: enabledNames(
      component,
      'externalCredentialPrincipalAccesses',
      'externalCredentialPrincipal',
      'enabled'
    ),
    tabs: [...items('tabSettings'), ...items('tabVisibilities')].map((item) => ({
      tab: textOf(item, 'tab') ?? '',
      visibility: textOf(item, 'visibility') ?? ''
    })),
    applications: items('applicationVisibilities').map((item) => ({
      application: textOf(item, 'application') ?? '',
      visible: booleanOf(item, 'visible'),
      isDefault: booleanOf(item, 'default')
    })),
    recordTypes: items('recordTypeVisibilities').map((item) => ({
      recordType: textOf(item, 'recordType') ?? '',
      visible: booleanOf(item, 'visible'),
      isDefault: booleanOf(item, 'default')
    })),
    data
  };
}
