import { basename, dirname, extname } from 'node:path';
import { table } from '../common/index.ts';

/** How one metadata type lies in an SFDX project. The reader is driven by this table alone. */
export interface MetadataType {
  readonly name: string;
  /** File name without the component's own name: `layout` means `Account-Layout.layout-meta.xml` (or `.layout` in the old format). */
  readonly suffix: string;
  readonly rootElement: string;
  /** Elements that repeat. */
  readonly arrays: readonly string[];
  /** The parent type of a decomposed component: its full name is `Parent.Child`, the parent being two folders up. */
  readonly parent?: 'CustomObject';
}

const none: readonly string[] = [];

function type(name: string, suffix: string, arrays: readonly string[] = none, rootElement = name): MetadataType {
  return { name, suffix, rootElement, arrays };
}

function partOfObject(name: string, suffix: string, arrays: readonly string[] = none): MetadataType {
  return { name, suffix, rootElement: name, arrays, parent: 'CustomObject' };
}

const FIELD_ARRAYS = ['value', 'valueSettings', 'controllingFieldValue', 'summaryFilterItems', 'filterItems'];

/** Every metadata type that the reader knows, parsed into `ProjectMetadata.components`. */
export const METADATA_TYPES: readonly MetadataType[] = [
  type('CustomObject', 'object', [
    'actionOverrides',
    'fields',
    'validationRules',
    'listViews',
    'recordTypes',
    'compactLayouts',
    'webLinks',
    'fieldSets',
    'indexes',
    'businessProcesses',
    ...FIELD_ARRAYS
  ]),
  partOfObject('CustomField', 'field', FIELD_ARRAYS),
  partOfObject('ValidationRule', 'validationRule'),
  partOfObject('ListView', 'listView', ['columns', 'filters']),
  partOfObject('RecordType', 'recordType', ['picklistValues', 'values']),
  partOfObject('CompactLayout', 'compactLayout', ['fields']),
  partOfObject('WebLink', 'webLink'),
  partOfObject('FieldSet', 'fieldSet', ['displayedFields', 'availableFields']),
  partOfObject('Index', 'index', ['fields']),
  partOfObject('BusinessProcess', 'businessProcess', ['values']),
  type('CustomMetadata', 'md', ['values']),
  type('CustomLabels', 'labels', ['labels']),
  type('GlobalValueSet', 'globalValueSet', ['customValue']),
  type('StandardValueSet', 'standardValueSet', ['standardValue']),
  type('PermissionSet', 'permissionset', [
    'applicationVisibilities',
    'classAccesses',
    'customMetadataTypeAccesses',
    'customPermissions',
    'customSettingAccesses',
    'externalDataSourceAccesses',
    'externalCredentialPrincipalAccesses',
    'fieldPermissions',
    'flowAccesses',
    'objectPermissions',
    'pageAccesses',
    'recordTypeVisibilities',
    'tabSettings',
    'userPermissions'
  ]),
  type('MutingPermissionSet', 'mutingpermissionset', [
    'classAccesses',
    'customMetadataTypeAccesses',
    'customPermissions',
    'customSettingAccesses',
    'externalCredentialPrincipalAccesses',
    'fieldPermissions',
    'objectPermissions',
    'userPermissions'
  ]),
  type('PermissionSetGroup', 'permissionsetgroup', ['permissionSets', 'mutingPermissionSets']),
  type('Profile', 'profile', [
    'applicationVisibilities',
    'classAccesses',
    'customMetadataTypeAccesses',
    'customPermissions',
    'customSettingAccesses',
    'externalCredentialPrincipalAccesses',
    'fieldPermissions',
    'layoutAssignments',
    'objectPermissions',
    'pageAccesses',
    'recordTypeVisibilities',
    'tabVisibilities',
    'userPermissions'
  ]),
  type('CustomPermission', 'customPermission', ['requiredPermission']),
  type('FlexiPage', 'flexipage', [
    'flexiPageRegions',
    'itemInstances',
    'componentInstanceProperties',
    'valueListItems',
    'criteria',
    'fieldInstanceProperties',
    'platformActionlistItems',
    'values'
  ]),
  type('CorsWhitelistOrigin', 'corsWhitelistOrigin'),
  type('Layout', 'layout', [
    'layoutSections',
    'layoutColumns',
    'layoutItems',
    'relatedLists',
    'fields',
    'quickActionListItems',
    'platformActionListItems',
    'excludeButtons',
    'customButtons'
  ]),
  type('CustomTab', 'tab', ['actionOverrides']),
  type('CustomApplication', 'app', ['actionOverrides', 'profileActionOverrides', 'tabs', 'mappings']),
  type('Queue', 'queue', ['queueSobject', 'publicGroup', 'role', 'user']),
  type('Group', 'group'),
  type('Role', 'role'),
  type('SharingRules', 'sharingRules', [
    'sharingCriteriaRules',
    'sharingGuestRules',
    'sharingOwnerRules',
    'criteriaItems',
    'group',
    'role',
    'roleAndSubordinates',
    'roleAndSubordinatesInternal',
    'queue'
  ]),
  type('StaticResource', 'resource'),
  type('CustomSite', 'site'),
  type('NamedCredential', 'namedCredential', ['namedCredentialParameters']),
  type('ExternalCredential', 'externalCredential', ['externalCredentialParameters']),
  type('RemoteSiteSetting', 'remoteSite'),
  type('CspTrustedSite', 'cspTrustedSite'),
  type('ApexTestSuite', 'testSuite', ['testClassName']),
  type('PlatformEventChannel', 'platformEventChannel'),
  type('PlatformEventChannelMember', 'platformEventChannelMember', ['enrichedFields']),
  type('PlatformEventSubscriberConfig', 'platformEventSubscriberConfig'),
  type('PlatformCachePartition', 'cachePartition', ['platformCachePartitionTypes']),
  type('QuickAction', 'quickAction', ['quickActionLayoutColumns', 'quickActionLayoutItems', 'fieldOverrides']),
  type('EmailTemplate', 'email'),
  type('Report', 'report', ['columns', 'groupingsDown', 'groupingsAcross', 'aggregates', 'criteriaItems']),
  type('ReportType', 'reportType', ['sections', 'columns']),
  type('ReportFolder', 'reportFolder'),
  type('Dashboard', 'dashboard', ['components', 'dashboardGridComponents', 'dashboardFilters']),
  type('DashboardFolder', 'dashboardFolder'),
  type('Workflow', 'workflow', ['alerts', 'fieldUpdates', 'rules', 'actions']),
  type('Flow', 'flow'),
  type('AssignmentRules', 'assignmentRules', ['assignmentRule', 'ruleEntry', 'criteriaItems']),
  type('EscalationRules', 'escalationRules', ['escalationRule', 'ruleEntry']),
  type('AutoResponseRules', 'autoResponseRules', ['autoResponseRule', 'ruleEntry', 'criteriaItems']),
  type('DuplicateRule', 'duplicateRule', ['duplicateRuleMatchRules', 'actionOnInsert', 'actionOnUpdate']),
  type('MatchingRules', 'matchingRule', ['matchingRules', 'matchingRuleItems']),
  type('ApprovalProcess', 'approvalProcess', ['approvalStep', 'allowedSubmitters', 'action']),
  type('CustomNotificationType', 'notiftype'),
  type('LightningMessageChannel', 'messageChannel', ['lightningMessageFields']),
  type('LightningComponentBundle', 'js', [
    'target',
    'targetConfig',
    'property',
    'object',
    'objects',
    'supportedFormFactor',
    'event'
  ]),
  type('Prompt', 'prompt', ['promptVersions']),
  type('FeatureParameterBoolean', 'featureParameterBoolean'),
  type('FeatureParameterDate', 'featureParameterDate'),
  type('FeatureParameterInteger', 'featureParameterInteger'),
  type('ApexClass', 'cls', ['packageVersions']),
  type('ApexTrigger', 'trigger', ['packageVersions']),
  type('ApexPage', 'page'),
  type('ApexComponent', 'component')
];

/**
 * Suffixes and folders of the metadata format for components that are one file without the ending `-meta.xml`. Files elsewhere may bear
 * the same suffix (`README.md`, an Aura bundle's `.app`).
 */
const METADATA_FORMAT: ReadonlyMap<string, string> = new Map([
  ['object', 'objects'],
  ['md', 'customMetadata'],
  ['labels', 'labels'],
  ['globalValueSet', 'globalValueSets'],
  ['standardValueSet', 'standardValueSets'],
  ['permissionset', 'permissionsets'],
  ['permissionsetgroup', 'permissionsetgroups'],
  ['profile', 'profiles'],
  ['customPermission', 'customPermissions'],
  ['flexipage', 'flexipages'],
  ['corsWhitelistOrigin', 'corsWhitelistOrigins'],
  ['layout', 'layouts'],
  ['tab', 'tabs'],
  ['app', 'applications'],
  ['queue', 'queues'],
  ['group', 'groups'],
  ['role', 'roles'],
  ['sharingRules', 'sharingRules'],
  ['site', 'sites'],
  ['namedCredential', 'namedCredentials'],
  ['externalCredential', 'externalCredentials'],
  ['remoteSite', 'remoteSiteSettings'],
  ['cspTrustedSite', 'cspTrustedSites'],
  ['testSuite', 'testSuites'],
  ['platformEventChannel', 'platformEventChannels'],
  ['platformEventChannelMember', 'platformEventChannelMembers'],
  ['platformEventSubscriberConfig', 'PlatformEventSubscriberConfigs'],
  ['cachePartition', 'cachePartitions'],
  ['quickAction', 'quickActions'],
  ['reportType', 'reportTypes'],
  ['workflow', 'workflows'],
  ['flow', 'flows'],
  ['assignmentRules', 'assignmentRules'],
  ['escalationRules', 'escalationRules'],
  ['autoResponseRules', 'autoResponseRules'],
  ['duplicateRule', 'duplicateRules'],
  ['matchingRule', 'matchingRules'],
  ['approvalProcess', 'approvalProcesses'],
  ['notiftype', 'notificationtypes'],
  ['messageChannel', 'messageChannels'],
  ['prompt', 'prompts'],
  ['featureParameterBoolean', 'featureParameters'],
  ['featureParameterDate', 'featureParameters'],
  ['featureParameterInteger', 'featureParameters']
]);

/** Folder of a type's files in metadata format: `CustomTab` lies in `tabs`. */
export function metadataFolder(type: string): string {
  const suffix = METADATA_TYPES.find(({ name }) => name === type)?.suffix ?? '';
  return CONTENT_FOLDERS[type] ?? METADATA_FORMAT.get(suffix) ?? `${type.charAt(0).toLowerCase()}${type.slice(1)}s`;
}

/** Types whose components are more than one file. */
const CONTENT_FOLDERS: Readonly<Record<string, string>> = table({
  ApexClass: 'classes',
  ApexTrigger: 'triggers',
  AuraDefinitionBundle: 'aura',
  LightningComponentBundle: 'lwc',
  StaticResource: 'staticresources'
});

const BY_SUFFIX = new Map(METADATA_TYPES.map((entry) => [entry.suffix.toLowerCase(), entry]));

/**
 * The type of a project's file: by its name alone if that ends in `-meta.xml` (source format), else by its folder too (metadata format:
 * `objects/X.object`).
 */
export function metadataTypeOfFile(path: string): { type: MetadataType; fullName: string } | undefined {
  const name = basename(path);
  const suffix = extname(name).slice(1);
  // A record of custom metadata is named after its type too, which tells it from a text about the folder.
  const isComponent =
    METADATA_FORMAT.get(suffix) === basename(dirname(path)) && (suffix !== 'md' || /\..+\./.test(name));
  return metadataTypeOf(isComponent ? `${name}-meta.xml` : name);
}

/** The type of a file by its name: `X.layout-meta.xml`, `X.object-meta.xml`, `X.field-meta.xml` … */
export function metadataTypeOf(fileName: string): { type: MetadataType; fullName: string } | undefined {
  const match = /^(.+)\.([A-Za-z]+)-meta\.xml$/.exec(fileName);
  if (match === null) {
    return undefined;
  }
  const [, name = '', suffix = ''] = match;
  const found = BY_SUFFIX.get(suffix.toLowerCase());
  return found && { type: found, fullName: name };
}
