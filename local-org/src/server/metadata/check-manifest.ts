import type { ComponentProblem } from './check-components.ts';
import { knownTypes } from './known-types.ts';
import type { ManifestMember, PackageContent } from './package-content.ts';

/** Types whose full names are the names of their files or elements as they stand. */
const CHECKED: ReadonlySet<string> = new Set([
  'ApexClass',
  'ApexTrigger',
  'CustomField',
  'CustomObject',
  'CustomPermission',
  'CustomTab',
  'FlexiPage',
  'LightningComponentBundle',
  'PermissionSet',
  'RecordType',
  'StaticResource',
  'ValidationRule'
]);

/** An archive without a package.xml, types that there are not, members that package.xml names and the archive lacks. */
export function checkManifest(content: PackageContent): ComponentProblem[] {
  const { manifest } = content;
  const fault = (fullName: string, problem: string): ComponentProblem => ({
    component: { type: '', fullName, fileName: manifest.fileName },
    problem
  });
  if (!manifest.isPresent) {
    return [fault('package.xml', 'No package.xml found')];
  }
  const types = knownTypes();
  const unknown = new Set(manifest.types.filter((type) => types?.has(type) === false));
  return [
    ...[...unknown].map((type) => fault('package.xml', `Unknown type name '${type}' specified in package.xml`)),
    ...missingMembers(content).map(({ type, fullName }) =>
      fault(
        fullName,
        `An object '${fullName}' of type ${type} was named in package.xml, but was not found in zipped directory`
      )
    )
  ];
}

function missingMembers({ components, manifest }: PackageContent): ManifestMember[] {
  const there = new Set(components.map(({ type, fullName }) => `${type}:${fullName}`));
  const files = components.map(({ fileName }) => fileName);
  return manifest.members.filter(({ type, fullName }) => {
    const isPresent =
      there.has(`${type}:${fullName}`) ||
      // an object's file may hold nothing but fields
      (type === 'CustomObject' && files.some((file) => file.endsWith(`objects/${fullName}.object`)));
    return fullName !== '*' && CHECKED.has(type) && !isPresent;
  });
}
