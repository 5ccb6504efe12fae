import { basename, relative, sep } from 'node:path';
import { compileProject } from '../../compiler/index.ts';
import { checkMetadata, type MetadataProblem } from '../../checks/index.ts';
import { loadProject } from '../../metadata/index.ts';
import type { Org } from '../../org/index.ts';
import type { ComponentProblem } from './check-components.ts';
import { sentPlace, type PackageComponent } from './package-content.ts';

/** What is wrong with prepared source. */
export interface SourceProblems {
  /** Faults of what is deployed. */
  readonly own: readonly ComponentProblem[];
  /** Faults that the deployment brings to other components. */
  readonly others: readonly ComponentProblem[];
}

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
): SourceProblems {
  const byFile = new Map(
    components.flatMap((component) => [...component.files.keys()].map((path) => [path, component]))
  );
  const pathOf = (file: string): string => relative(root, file).split(sep).join('/');
  const metadata = loadProject([root]);
  const own: ComponentProblem[] = [];
  const others: ComponentProblem[] = [];
  const oldFaults = new Set(org.metadata.faults.map(({ file, reason }) => `${basename(file)}\n${reason}`));
  for (const { file, reason, line, column } of metadata.faults) {
    const component = byFile.get(pathOf(file));
    if (component) {
      own.push({ component, problem: reason, ...sentPlace(component, line, column) });
    } else if (!oldFaults.has(`${basename(file)}\n${reason}`)) {
      others.push({ component: { type: '', fullName: pathOf(file), fileName: '' }, problem: reason, line, column });
    }
  }
  const { errors } = compileProject({
    files: metadata.apex,
    schema: metadata.schema,
    types: org.types,
    labels: new Set(metadata.labels.keys()),
    namespace: metadata.namespace,
    ...(cacheDir === undefined ? {} : { cacheDir })
  });
  const known = new Set(org.compileErrors.map(({ className, message }) => `${className}\n${message}`));
  for (const { file, className, line, column, message } of errors) {
    const component = byFile.get(pathOf(file));
    if (component) {
      own.push({ component, problem: message, line, column });
    } else if (!known.has(`${className}\n${message}`)) {
      const type = file.endsWith('.trigger') ? 'ApexTrigger' : 'ApexClass';
      others.push({ component: { type, fullName: className, fileName: '' }, problem: message, line, column });
    }
  }
  let before: ReadonlySet<string> | undefined;
  for (const found of checkMetadata(metadata)) {
    const { type, fullName, file, problem, line, column } = found;
    const component = byFile.get(pathOf(file));
    if (component) {
      own.push({ component: inFile(component, pathOf(file)), problem, ...sentPlace(component, line, column) });
      continue;
    }
    before ??= faultsBefore(org);
    if (!before.has(keyOf(found))) {
      others.push({ component: { type, fullName, fileName: '' }, problem, line, column });
    }
  }
  return { own, others };
}

/** Faults that the org's source had already; none are known once its files are gone from under the running org. */
function faultsBefore({ metadata }: Org): ReadonlySet<string> {
  try {
    return new Set(checkMetadata(metadata).map(keyOf));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return new Set();
    }
    throw error;
  }
}

/** A bundle is named by the file of it that is at fault. */
function inFile(component: PackageComponent, path: string): ComponentProblem['component'] {
  const parts = path.split('/');
  const isBundle = component.type === 'LightningComponentBundle' && parts.length > 2;
  return isBundle ? { ...component, fileName: [component.fileName, ...parts.slice(2)].join('/') } : component;
}

function keyOf({ type, fullName, problem }: MetadataProblem): string {
  return `${type}\n${fullName}\n${problem}`;
}
