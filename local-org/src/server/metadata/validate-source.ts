import { basename, relative, sep } from 'node:path';
import { compileProject } from '../../compiler/index.ts';
import { loadProject } from '../../metadata/index.ts';
import type { Org } from '../../transaction/index.ts';
import type { ComponentProblem } from './check-components.ts';
import { checkReferences } from './check-references.ts';
import type { PackageComponent } from './package-content.ts';

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
  const before = new Set(checkReferences(org.metadata).map((problem) => JSON.stringify(problem)));
  const deployed = new Map(components.map((component) => [`${component.type}:${component.fullName}`, component]));
  const referenceProblems = checkReferences(metadata).flatMap((problem): ComponentProblem[] => {
    const component = deployed.get(`${problem.type}:${problem.fullName}`);
    if (!component && before.has(JSON.stringify(problem))) {
      return [];
    }
    return [{ component: component ?? { ...problem, fileName: '' }, problem: problem.problem }];
  });
  return [...faults, ...compileProblems, ...referenceProblems];
}
