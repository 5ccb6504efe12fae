import { basename, relative, sep } from 'node:path';
import { compileProject } from '../../compiler/index.ts';
import { checkMetadata, type MetadataProblem } from '../../metadata/checks/index.ts';
import { loadProject } from '../../metadata/index.ts';
import type { Org } from '../../transaction/index.ts';
import type { ComponentProblem } from './check-components.ts';
import { sentPlace, type PackageComponent } from './package-content.ts';

/**
 * Reads and compiles prepared source as the org would. What was wrong in the org before is left out, so that it does not stop a
 * deployment that has nothing to do with it.
 * @param components what is deployed, for the names of files
 */
export function validateSource(
  org: Org,
  root: string,
  components: readonly PackageComponent[],
  cacheDir: string | undefined
): ComponentProblem[] {
  const byFile = new Map(
    components.flatMap((component) => [...component.files.keys()].map((path) => [path, component]))
  );
  const at = (file: string): ComponentProblem['component'] | undefined =>
    byFile.get(relative(root, file).split(sep).join('/'));
  const metadata = loadProject([root]);
  const oldFaults = new Set(org.metadata.faults.map(({ file, reason }) => `${basename(file)}\n${reason}`));
  const faults = metadata.faults.flatMap(({ file, reason, line, column }): ComponentProblem[] => {
    const path = relative(root, file).split(sep).join('/');
    const component = at(file);
    return !component && oldFaults.has(`${basename(file)}\n${reason}`)
      ? []
      : [{ component: component ?? { type: '', fullName: path, fileName: path }, problem: reason, line, column }];
  });
  const { errors } = compileProject({
    files: metadata.apex,
    schema: metadata.schema,
    types: org.types,
    labels: new Set(metadata.labels.keys()),
    namespace: metadata.namespace,
    ...(cacheDir === undefined ? {} : { cacheDir })
  });
  const known = new Set(org.compileErrors.map(({ className, message }) => `${className}\n${message}`));
  const compileProblems = errors.flatMap(({ file, className, line, column, message }): ComponentProblem[] => {
    const component = at(file);
    if (!component && known.has(`${className}\n${message}`)) {
      return [];
    }
    const type = file.endsWith('.trigger') ? 'ApexTrigger' : 'ApexClass';
    return [{ component: component ?? { type, fullName: className, fileName: '' }, problem: message, line, column }];
  });
  return [...faults, ...compileProblems, ...componentProblems(org, root, checkMetadata(metadata), components)];
}

/** Faults of components that are deployed, and those of others that the deployment brings about. */
function componentProblems(
  org: Org,
  root: string,
  problems: readonly MetadataProblem[],
  components: readonly PackageComponent[]
): ComponentProblem[] {
  const deployed = new Map(components.map((component) => [`${component.type}:${component.fullName}`, component]));
  let before: ReadonlySet<string> | undefined;
  return problems.flatMap((found): ComponentProblem[] => {
    const { type, fullName, problem, line, column } = found;
    const component = deployed.get(`${type}:${fullName}`);
    if (component) {
      return [{ component: inFile(component, root, found.file), problem, ...sentPlace(component, line, column) }];
    }
    before ??= new Set(checkMetadata(org.metadata).map(keyOf));
    return before.has(keyOf(found)) ? [] : [{ component: { type, fullName, fileName: '' }, problem, line, column }];
  });
}

/** A bundle is named by the file of it that is at fault. */
function inFile(component: PackageComponent, root: string, file: string): ComponentProblem['component'] {
  const path = relative(root, file).split(sep);
  const isBundle = component.type === 'LightningComponentBundle' && path.length > 2;
  return isBundle ? { ...component, fileName: [component.fileName, ...path.slice(2)].join('/') } : component;
}

function keyOf({ type, fullName, problem }: MetadataProblem): string {
  return `${type}\n${fullName}\n${problem}`;
}
