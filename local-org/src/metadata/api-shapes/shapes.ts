/**
 * The Metadata API's types as jsforce carries them from the WSDL, with what the Metadata API Developer Guide documents beyond that copy.
 */
import { createRequire } from 'node:module';

/** Type of an element: `string`, `?string` where it may be missing, `[string]` where it may stand several times. */
export type ShapeProperty = string | readonly [string];

interface Shape {
  readonly type: string;
  readonly props: Readonly<Record<string, ShapeProperty>>;
  readonly extends?: string;
}

const require = createRequire(import.meta.url);
const { ApiSchemas } = require('jsforce/lib/api/metadata/schema.js') as {
  ApiSchemas: Readonly<Record<string, Shape | undefined>>;
};

/** A property that only the guide documents. */
function also(type: string, props: Readonly<Record<string, ShapeProperty>>): [string, Shape] {
  return [type, { type, props }];
}

const NEWER: Readonly<Record<string, Shape>> = Object.fromEntries([
  also('ApexClass', { status: '?string' }),
  also('ApexTrigger', { status: '?string' }),
  // the WSDL calls it text; it is a tree of its own
  also('LightningComponentBundle', { targetConfigs: '?any', capabilities: '?any' }),
  also('FlexiPageRegion', { itemInstances: ['ItemInstance'] }),
  also('ItemInstance', { componentInstance: '?ComponentInstance', fieldInstance: '?FieldInstance' }),
  also('ComponentInstance', { identifier: '?string' }),
  also('ComponentInstanceProperty', { valueList: '?any', type: '?string' }),
  also('FieldInstance', {
    fieldInstanceProperties: ['ComponentInstanceProperty'],
    fieldItem: 'string',
    identifier: '?string',
    visibilityRule: '?UiFormulaRule'
  }),
  also('CustomPermission', { isLicensed: '?boolean' }),
  also('CustomValue', { default: '?boolean' }),
  also('QuickAction', { actionSubtype: '?string', lightningWebComponent: '?string' }),
  also('LookupFilter', { developerName: '?string' }),
  also('CustomTab', { mobileReady: '?boolean' }),
  also('CustomObject', {
    customSettingsVisibility: '?string',
    enableChangeDataCapture: '?boolean',
    language: '?string'
  }),
  also('FlexiPage', { events: ['any'] }),
  also('CustomApplication', {
    // what packages of older versions have
    tab: ['string'],
    isNavTabPersistenceDisabled: '?boolean',
    isOmniPinnedViewEnabled: '?boolean'
  }),
  also('CustomField', { displayLocationInDecimal: '?boolean', picklist: '?any' }),
  also('PermissionSet', { agentAccesses: ['any'], customSettingAccesses: ['any'] }),
  also('Profile', { customSettingAccesses: ['any'], flowAccesses: ['any'] }),
  also('PermissionSetObjectPermissions', { viewAllFields: '?boolean' }),
  also('ProfileObjectPermissions', { viewAllFields: '?boolean' }),
  also('PermissionSetGroup', { hasActivationRequired: '?boolean' }),
  [
    'PlatformEventSubscriberConfig',
    {
      type: 'PlatformEventSubscriberConfig',
      props: {
        batchSize: '?number',
        isProtected: '?boolean',
        masterLabel: 'string',
        numPartitions: '?number',
        partitionKey: '?string',
        platformEventConsumer: 'string',
        user: '?string'
      },
      extends: 'Metadata'
    }
  ]
]);

const known = new Map<string, ReadonlyMap<string, ShapeProperty> | undefined>();

/** Elements of a type, its ancestors' included; undefined for a type that the Metadata API does not have. */
export function shapeOf(type: string): ReadonlyMap<string, ShapeProperty> | undefined {
  if (!known.has(type)) {
    known.set(type, readShape(type));
  }
  return known.get(type);
}

function readShape(type: string): ReadonlyMap<string, ShapeProperty> | undefined {
  const carried = Object.hasOwn(ApiSchemas, type) ? ApiSchemas[type] : undefined;
  const newer = Object.hasOwn(NEWER, type) ? NEWER[type] : undefined;
  if (!carried && !newer) {
    return undefined;
  }
  const parent = (carried ?? newer)?.extends;
  return new Map<string, ShapeProperty>([
    ...(parent === undefined ? [] : (shapeOf(parent) ?? [])),
    ...Object.entries(carried?.props ?? {}),
    ...Object.entries(newer?.props ?? {})
  ]);
}

/**
 * Components whose shape is known well enough to refuse what is not in it. The WSDL's copy is older than the API for the others
 * (flows, dashboards, sites …), which are kept as they are.
 */
export const CHECKED_TYPES: ReadonlySet<string> = new Set([
  ...['ApexClass', 'ApexTrigger', 'CustomApplication', 'CustomField', 'CustomLabels', 'CustomMetadata', 'CustomObject'],
  ...['BusinessProcess', 'CompactLayout', 'FieldSet', 'ListView', 'RecordType', 'ValidationRule', 'WebLink'],
  ...['CustomPermission', 'CustomTab', 'FlexiPage', 'GlobalValueSet', 'Group', 'Layout', 'LightningComponentBundle'],
  ...['PermissionSet', 'PermissionSetGroup', 'PlatformEventSubscriberConfig', 'Profile', 'Queue', 'RemoteSiteSetting'],
  ...['Role', 'SharingRules', 'StaticResource']
]);
