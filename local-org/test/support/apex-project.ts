import assert from 'node:assert/strict';
import { Org, runTests } from '../../src/index.ts';
import { writeProject } from '../dml/org-double.ts';

/** A class of a fixture with its description; the API version decides modes and sharing. */
export function apexClass(name: string, source: string, apiVersion = 66): Record<string, string> {
  return {
    [`classes/${name}.cls`]: source,
    [`classes/${name}.cls-meta.xml`]: `<ApexClass><apiVersion>${apiVersion}.0</apiVersion><status>Active</status></ApexClass>`
  };
}

/** A profile that lets administrators read and change fields: without one, nobody sees a custom field. */
export function administratorSees(...fields: string[]): Record<string, string> {
  const grants = fields.map(
    (name) =>
      `<fieldPermissions><editable>true</editable><field>${name}</field><readable>true</readable></fieldPermissions>`
  );
  return { 'profiles/Admin.profile-meta.xml': `<Profile>${grants.join('')}</Profile>` };
}

/** Opens a project made of the files; it must compile. */
export function openProject(...files: readonly Readonly<Record<string, string>>[]): Org {
  const org = Org.open({ source: [writeProject(Object.assign({}, ...files) as Record<string, string>)] });
  assert.deepEqual(
    org.compileErrors.map((error) => `${error.file}:${error.line} ${error.message}`),
    []
  );
  return org;
}

/** Runs the project's Apex tests: `Class.method` with its message for each that does not pass. */
export async function failuresOf(org: Org): Promise<string[]> {
  const { tests } = await runTests(org, {});
  assert.ok(tests.length > 0);
  return tests.filter((t) => t.outcome !== 'Pass').map((t) => `${t.className}.${t.methodName}: ${t.message ?? ''}`);
}
