/** Everything that one piece of metadata names must exist in the package or on the platform, and everything must be of use. */
import path from 'node:path';
import { checkMetadata } from '../../local-org/src/checks/index.ts';
import { loadProject } from '../../local-org/src/metadata/index.ts';
import type { Project } from './project.ts';
import { readText } from './project.ts';
import { childText, childrenNamed, parseXml } from './xml.ts';

/**
 * What a deployment would refuse is the local org's business; what the project asks beyond that is looked at here.
 * @returns one line per fault: `file: message`
 */
export function checkReferences(project: Project): string[] {
  const metadata = loadProject([project.root]);
  const refused = [
    ...metadata.faults.map(({ file, reason }) => ({ file, problem: reason })),
    ...checkMetadata(metadata)
  ].map(({ file, problem }) => `${path.relative(project.root, file)}: ${problem}`);
  return [...refused, ...checkFormulaAccess(project), ...checkLabels(project), ...checkEntryPoints(project)];
}

/** The platform accepts the right to edit a formula and does not give it. */
function checkFormulaAccess(project: Project): string[] {
  return project.files('permissionsets/*.permissionset-meta.xml').flatMap((file) =>
    childrenNamed(parseXml(file), 'fieldPermissions')
      .filter((access) => childText(access, 'editable') === 'true')
      .map((access) => childText(access, 'field') ?? '')
      .filter((name) => {
        const [object = '', field = ''] = name.split('.');
        return project.field(object, field)?.formula === true;
      })
      .map((name) => `${path.relative(project.root, file)}: ${name} is a formula: it cannot be editable`)
  );
}

function checkLabels(project: Project): string[] {
  const patterns: readonly (readonly [string, RegExp])[] = [
    ['lwc/*/*.ts', /@salesforce\/label\/c\.(\w+)/g],
    ['classes/**/*.cls', /\b(?:System\.)?Label\.(\w+)/g]
  ];
  const used = new Set(
    patterns.flatMap(([pattern, expression]) =>
      project.files(pattern).flatMap((file) => [...readText(file).matchAll(expression)].map(([, label]) => label))
    )
  );
  return [...project.labels].filter((label) => !used.has(label)).map((label) => `labels: ${label} is used nowhere`);
}

/** A class that clients or components call is of no use until a permission set opens it. */
function checkEntryPoints(project: Project): string[] {
  const granted = new Set(
    project
      .files('permissionsets/*.permissionset-meta.xml')
      .flatMap((file) => childrenNamed(parseXml(file), 'classAccesses').map((access) => childText(access, 'apexClass')))
  );
  return project
    .files('classes/**/*.cls')
    .filter((file) => /@RestResource\b|@(AuraEnabled|InvocableMethod)\b[^;{]*\bstatic\b/i.test(readText(file)))
    .map((file) => path.basename(file, '.cls'))
    .filter((name) => !granted.has(name))
    .map((name) => `permissionsets: none opens the class ${name}`);
}
