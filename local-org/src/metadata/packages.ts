/** A managed package that the org has: its source stands for it. */
export interface PackageSource {
  readonly namespace: string;
  readonly directory: string;
}

/** What other projects see of a package: its data model and its texts. Its Apex is not compiled. */
export const PACKAGE_PARTS: ReadonlySet<string> = new Set([
  'CustomObject',
  'CustomField',
  'ValidationRule',
  'RecordType',
  'FieldSet',
  'GlobalValueSet',
  'CustomLabels'
]);

const OWN_NAME =
  /(?<!\w)[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*__(?:c|r|mdt|e|b|kav|pc|pr|Share|History|Latitude__s|Longitude__s)(?!\w)/gi;
const RELATIONSHIP = /(<relationshipName>\s*)(\w+)/g;

/** Puts the namespace before the names that the package's source leaves it away from: `Gift__c` is `ns__Gift__c` for everybody else. */
export function qualified(namespace: string, text: string): string {
  return text.replace(OWN_NAME, `${namespace}__$&`).replace(RELATIONSHIP, `$1${namespace}__$2`);
}

/** `NAMESPACE=DIR` names the source of a package, anything else a folder of the project. */
export function packageSource(given: string): PackageSource | undefined {
  const match = /^([A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*)=(.+)$/.exec(given);
  return match === null ? undefined : { namespace: match[1] ?? '', directory: match[2] ?? '' };
}
