/** Names that cannot collide in an org without namespace: code begins with `Cw`, data with `Commerce_`. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** What names a component of a kind must begin with, by the file pattern of the kind. */
const PREFIXES: readonly (readonly [pattern: string, prefix: RegExp])[] = [
  ['classes/**/*.cls', /^Cw[A-Z]/],
  ['triggers/*.trigger', /^Cw[A-Z]/],
  ['lwc/*/*.js-meta.xml', /^cw[A-Z]/],
  ['objects/*__{c,e,b,x,mdt}/*.object-meta.xml', /^Commerce_/],
  ['objects/!(*__*)/fields/*.field-meta.xml', /^Commerce_/],
  [
    'objects/!(*__*)/{listViews,compactLayouts,recordTypes,validationRules,webLinks,fieldSets}/*-meta.xml',
    /^Commerce_/
  ],
  ['objects/!(*__*)/*/*.recordType-meta.xml', /^Commerce_/],
  ['customPermissions/*-meta.xml', /^Commerce_/],
  ['permissionsets/*-meta.xml', /^Commerce_/],
  ['permissionsetgroups/*-meta.xml', /^Commerce_/],
  ['queues/*-meta.xml', /^Commerce_/],
  ['groups/*-meta.xml', /^Commerce_/],
  ['flexipages/*-meta.xml', /^Commerce_/],
  ['quickActions/*-meta.xml', /^(Commerce_\w+\.)?Commerce_/],
  ['flows/*-meta.xml', /^Commerce_/],
  ['globalValueSets/*-meta.xml', /^Commerce_/],
  ['reportTypes/*-meta.xml', /^Commerce_/],
  ['reports/*.reportFolder-meta.xml', /^Commerce_/],
  ['dashboards/*.dashboardFolder-meta.xml', /^Commerce_/],
  ['PlatformEventSubscriberConfigs/*-meta.xml', /^Commerce_/],
  ['namedCredentials/*-meta.xml', /^Commerce_/],
  ['externalCredentials/*-meta.xml', /^Commerce_/],
  ['staticresources/*-meta.xml', /^Commerce_/],
  ['notificationtypes/*-meta.xml', /^Commerce_/],
  ['tabs/*-meta.xml', /^Commerce_/],
  ['applications/*-meta.xml', /^(Commerce_|Cartwright$|Cartwright\.)/],
  ['customMetadata/*-meta.xml', /^Commerce_/]
];

/**
 * @param files the project's files of a pattern, relative to nothing: absolute paths
 * @returns one entry per component whose name could be somebody else's: `classes: OrderService`
 */
export function unprefixedNames(files: (pattern: string) => readonly string[]): string[] {
  const byFile = PREFIXES.flatMap(([pattern, prefix]) =>
    files(pattern)
      .map((file) => path.basename(file).split(/\.(?:cls|trigger|js-meta|[A-Za-z]+-meta)/)[0])
      .filter((name) => !prefix.test(name))
      .map((name) => `${pattern.split('/')[0]}: ${name}`)
  );
  const labels = files('labels/*.labels-meta.xml').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/<fullName>([^<]+)<\/fullName>/g)]
      .map(([, name]) => name)
      .filter((name) => !name.startsWith('Cw_'))
      .map((name) => `labels: ${name}`)
  );
  return [...new Set([...byFile, ...labels])];
}
