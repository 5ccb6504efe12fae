/** `config/project-scratch-def.json`: what shape of org the project is made for. */
export interface ScratchDefinition {
  readonly features?: readonly string[] | string;
  readonly settings?: Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;
}

/** Settings that switch on what a feature names too, as `settings` writes them. */
const SETTINGS: readonly (readonly [settings: string, setting: string, feature: string])[] = [
  ['currencySettings', 'enableMultiCurrency', 'MultiCurrency'],
  ['orderManagementSettings', 'enableOrderManagement', 'OrderManagement'],
  ['commerceSettings', 'commerceEnabled', 'B2BCommerce']
];

/** Features that change the org's objects here. */
const MADE = new Set(['personaccounts', 'multicurrency', 'stateandcountrypicklist', 'divisions']);

/** Features whose part here every org has, and allowances beyond limits that are not enforced. */
const PRESENT = new Set([
  'api',
  'authorapex',
  'communities',
  'contactstomultipleaccounts',
  'customapps',
  'customtabs',
  'debugapex',
  'enablesetpasswordinapi',
  'expandedsourcetracking',
  'forcecomplatform',
  'lightningsalesconsole',
  'lightningserviceconsole',
  'opportunityteam',
  'platformcache',
  'salesuser',
  'servicecloud',
  'serviceuser',
  'sites',
  'sourcetracking',
  'workflow'
]);
const ALLOWANCE = /^(add|max)\w+$/;

/** `AddCustomObjects:5` is the feature `AddCustomObjects`. */
function nameOf(feature: string): string {
  return (feature.split(':')[0] ?? '').trim();
}

/** Names of the features as the definition writes them, those of settings too. */
export function featuresOf({ features = [], settings = {} }: ScratchDefinition): string[] {
  const list = typeof features === 'string' ? features.split(/[;,]/) : features;
  const switched = SETTINGS.filter(([group, setting]) => settings[group]?.[setting] === true).map(([, , name]) => name);
  return [...list.map(nameOf).filter(Boolean), ...switched];
}

/** Features that the org does without: what they bring does not exist here. */
export function unsupportedFeatures(features: readonly string[]): string[] {
  return features.filter((feature) => {
    const name = feature.toLowerCase();
    return !MADE.has(name) && !PRESENT.has(name) && !ALLOWANCE.test(name);
  });
}
