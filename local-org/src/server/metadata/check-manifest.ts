import type { ComponentProblem } from './check-components.ts';
import type { PackageContent } from './package-content.ts';

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

/** Members that package.xml names and the archive lacks. */
export function checkManifest({ components, manifest }: PackageContent): ComponentProblem[] {
  const there = new Set(components.map(({ type, fullName }) => `${type}:${fullName}`));
  const files = components.map(({ fileName }) => fileName);
  return manifest.members
    .filter(({ type, fullName }) => {
      const isPresent =
        there.has(`${type}:${fullName}`) ||
        // an object's file may hold nothing but fields
        (type === 'CustomObject' && files.some((file) => file.endsWith(`objects/${fullName}.object`)));
      return fullName !== '*' && CHECKED.has(type) && !isPresent;
    })
    .map(({ type, fullName }) => ({
      component: { type: '', fullName, fileName: manifest.fileName },
      problem: `An object '${fullName}' of type ${type} was named in package.xml, but was not found in zipped directory`
    }));
}
