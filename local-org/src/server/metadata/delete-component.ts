import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ApiError } from '../api-error.ts';
import type { ManifestMember } from './package-content.ts';
import { table } from '../../common/index.ts';

const file = (folder: string, suffix: string) => (name: string) => [`${folder}/${name}.${suffix}-meta.xml`];
const withContent = (folder: string, suffix: string) => (name: string) => [
  `${folder}/${name}.${suffix}`,
  `${folder}/${name}.${suffix}-meta.xml`
];
function part(folder: string, suffix: string) {
  return (fullName: string): string[] => {
    const [object = '', ...rest] = fullName.split('.');
    return [`objects/${object}/${folder}/${rest.join('.')}.${suffix}-meta.xml`];
  };
}

/** Paths of components in the org's source, by type. */
const PATHS: Readonly<Record<string, (fullName: string) => string[]>> = table({
  ApexClass: withContent('classes', 'cls'),
  ApexTrigger: withContent('triggers', 'trigger'),
  ApexPage: withContent('pages', 'page'),
  ApexComponent: withContent('components', 'component'),
  AuraDefinitionBundle: (name) => [`aura/${name}`],
  CompactLayout: part('compactLayouts', 'compactLayout'),
  CspTrustedSite: file('cspTrustedSites', 'cspTrustedSite'),
  CustomApplication: file('applications', 'app'),
  CustomField: part('fields', 'field'),
  CustomLabel: file('labels', 'labels'),
  CustomMetadata: file('customMetadata', 'md'),
  CustomNotificationType: file('notificationtypes', 'notiftype'),
  CustomObject: (name) => [`objects/${name}`],
  CustomPermission: file('customPermissions', 'customPermission'),
  CustomTab: file('tabs', 'tab'),
  FieldSet: part('fieldSets', 'fieldSet'),
  FlexiPage: file('flexipages', 'flexipage'),
  Flow: file('flows', 'flow'),
  GlobalValueSet: file('globalValueSets', 'globalValueSet'),
  Group: file('groups', 'group'),
  Layout: file('layouts', 'layout'),
  LightningComponentBundle: (name) => [`lwc/${name}`],
  LightningMessageChannel: file('messageChannels', 'messageChannel'),
  ListView: part('listViews', 'listView'),
  NamedCredential: file('namedCredentials', 'namedCredential'),
  PermissionSet: file('permissionsets', 'permissionset'),
  PermissionSetGroup: file('permissionsetgroups', 'permissionsetgroup'),
  PlatformEventSubscriberConfig: file('PlatformEventSubscriberConfigs', 'platformEventSubscriberConfig'),
  Profile: file('profiles', 'profile'),
  Queue: file('queues', 'queue'),
  QuickAction: file('quickActions', 'quickAction'),
  RecordType: part('recordTypes', 'recordType'),
  RemoteSiteSetting: file('remoteSiteSettings', 'remoteSite'),
  ReportType: file('reportTypes', 'reportType'),
  Role: file('roles', 'role'),
  SharingRules: file('sharingRules', 'sharingRules'),
  ValidationRule: part('validationRules', 'validationRule'),
  WebLink: part('webLinks', 'webLink')
});

/**
 * Takes a component out of the org's source.
 * @returns false if there is nothing to delete
 * @throws ApiError for a type that cannot be deleted, and for names that are paths
 */
export function deleteComponent(root: string, { type, fullName }: ManifestMember): boolean {
  const paths = PATHS[type];
  if (!paths || /[/\\]/.test(fullName)) {
    throw new ApiError(501, 'NOT_IMPLEMENTED', `The local org cannot delete ${type} ${fullName} by deployment`);
  }
  const files = paths(fullName).map((path) => join(root, path));
  const there = files.some((path) => existsSync(path));
  files.forEach((path) => rmSync(path, { recursive: true, force: true }));
  return there;
}
