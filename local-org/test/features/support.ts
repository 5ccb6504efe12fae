import { apexClass, openProject } from '../support/apex-project.ts';
import type { Org } from '../../src/index.ts';

/** Files below the package directory of a project. */
export function inPackage(files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([name, content]) => [`force-app/${name}`, content]));
}

/** The project file and the scratch definition of a project with these features. */
export function projectFiles(features: readonly string[], namespace = ''): Record<string, string> {
  return {
    'sfdx-project.json': JSON.stringify({ packageDirectories: [{ path: 'force-app', default: true }], namespace }),
    'config/project-scratch-def.json': JSON.stringify({ orgName: 'Test', edition: 'Developer', features })
  };
}

/** Opens a project with features of the org. */
export function openWith(features: readonly string[], ...files: readonly Readonly<Record<string, string>>[]): Org {
  return openProject(projectFiles(features), ...files.map(inPackage));
}

/** A test class with these methods, by name. */
export function testClass(name: string, methods: Readonly<Record<string, string>>): Record<string, string> {
  const bodies = Object.entries(methods).map(([method, body]) => `@IsTest static void ${method}() {\n${body}\n}`);
  return apexClass(name, `@IsTest\nprivate class ${name} {\n${bodies.join('\n')}\n}`);
}
