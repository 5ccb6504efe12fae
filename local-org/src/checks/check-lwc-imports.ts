import type { LwcBundle } from '../metadata/index.ts';
import type { CheckContext } from './check-context.ts';
import { bundleFiles, importsOf, templateReferences, type ModuleReference } from './lwc-files.ts';

/** A fault in a file of a bundle. */
export interface BundleFault {
  readonly problem: string;
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** Modules that a bundle imports, and components that its templates use, which do not exist. */
export function unresolvedModules(bundle: LwcBundle, context: CheckContext): BundleFault[] {
  return bundleFiles(bundle).flatMap(({ name, path }) => {
    const check = (
      references: readonly ModuleReference[],
      problemOf: (specifier: string) => string | undefined
    ): BundleFault[] =>
      references.flatMap(({ specifier, line, column }) => {
        const problem = problemOf(specifier);
        return problem === undefined ? [] : [{ problem, path, line, column }];
      });
    if (/\.[jt]s$/.test(name)) {
      return check(importsOf(path), (specifier) => importProblem(specifier, name, bundle.name, context));
    }
    return name.endsWith('.html')
      ? check(templateReferences(path), (specifier) => moduleProblem(specifier, bundle.name, context))
      : [];
  });
}

function moduleProblem(name: string, owner: string, context: CheckContext): string | undefined {
  const [bundle = ''] = name.split('/');
  return context.isForeign(bundle) || context.bundle(bundle)
    ? undefined
    : `No MODULE named markup://c:${bundle} found : [markup://c:${owner}]`;
}

function importProblem(specifier: string, file: string, owner: string, context: CheckContext): string | undefined {
  if (specifier.startsWith('c/')) {
    return moduleProblem(specifier.slice(2), owner, context);
  }
  const [scope, kind = '', ...rest] = specifier.split('/');
  const name = rest.join('/');
  if (scope !== '@salesforce' || name === '' || name.includes('%')) {
    return undefined;
  }
  const lost = (type: string): string => `Invalid reference ${name} of type ${type} in file ${file}`;
  switch (kind) {
    case 'apex':
    case 'apexContinuation':
      return apexProblem(name, context);
    case 'label': {
      const own = ownName(name, context);
      return own === undefined || context.metadata.labels.has(own.toLowerCase()) ? undefined : lost('label');
    }
    case 'resourceUrl':
      return name.includes('__') || hasResource(name, context) ? undefined : lost('resourceUrl');
    case 'customPermission': {
      const own = name.includes('.') ? ownName(name, context) : name;
      return own === undefined || own.includes('__') || context.exists('CustomPermission', own)
        ? undefined
        : lost('customPermission');
    }
    case 'messageChannel': {
      const own = name.replace(/^c\./, '').replace(/__c$/, '');
      return name.startsWith('lightning__') || own.includes('__') || context.exists('LightningMessageChannel', own)
        ? undefined
        : lost('messageChannel');
    }
    case 'schema': {
      const [object = '', ...path] = name.split('.');
      if (!context.hasObject(object)) {
        return lost(path.length === 0 ? 'sobjectClass' : 'sobjectField');
      }
      return path.length === 0 || context.hasPath(object, path) ? undefined : lost('sobjectField');
    }
    default:
      return undefined;
  }
}

/** The name after `c.` or the project's own namespace; undefined for one of another namespace. */
function ownName(name: string, context: CheckContext): string | undefined {
  const [namespace = '', own = ''] = name.split('.');
  const isOwn = namespace === 'c' || namespace.toLowerCase() === context.metadata.namespace.toLowerCase();
  return isOwn ? own : undefined;
}

function hasResource(name: string, context: CheckContext): boolean {
  const [resource = ''] = name.replace(/^c\./, '').split('/');
  return context.component('StaticResource', resource) !== undefined;
}

function apexProblem(name: string, context: CheckContext): string | undefined {
  const parts = name.split('.');
  const [first = ''] = parts;
  if (parts.length > 2 && first !== 'c' && first.toLowerCase() !== context.metadata.namespace.toLowerCase()) {
    return undefined;
  }
  const [className = '', method = ''] = parts.slice(-2);
  if (!context.hasClass(className)) {
    return `Unable to find Apex action class referenced as '${className}'.`;
  }
  const source = context.classSource(className);
  return source === undefined || isAction(source, method)
    ? undefined
    : `Unable to find Apex action method referenced as '${className}.${method}'.`;
}

/** True for a static method with `@AuraEnabled` among its annotations. */
function isAction(source: string, method: string): boolean {
  const code = source.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'/g, (found) =>
    found.startsWith("'") ? "''" : ' '
  );
  return [...code.matchAll(new RegExp(`\\b${method}\\s*\\(`, 'gi'))].some(({ index }) => {
    const start = Math.max(...[';', '{', '}'].map((mark) => code.lastIndexOf(mark, index)));
    const head = code.slice(start + 1, index);
    return /@AuraEnabled\b/i.test(head) && /\bstatic\b/i.test(head);
  });
}
