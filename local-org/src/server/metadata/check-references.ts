import type { MetadataComponent, ProjectMetadata } from '../../metadata/index.ts';
import { childrenOf, textOf } from '../../metadata/xml.ts';
import { accessProblems } from './check-access.ts';

export interface ReferenceProblem {
  readonly type: string;
  readonly fullName: string;
  readonly problem: string;
}

/** Names that permission sets, profiles and layouts use and that do not exist in the org. */
export function checkReferences(metadata: ProjectMetadata): ReferenceProblem[] {
  return metadata.components.flatMap((component) => {
    switch (component.type) {
      case 'PermissionSet':
      case 'Profile':
        return permissionProblems(metadata, component);
      case 'CustomTab':
        return tabProblems(metadata, component);
      default:
        return [];
    }
  });
}

function permissionProblems(metadata: ProjectMetadata, component: MetadataComponent): ReferenceProblem[] {
  const { type, fullName, data } = component;
  const { schema } = metadata;
  const names = (element: string, member: string): string[] =>
    childrenOf(data, element).flatMap((item) => textOf(item, member) ?? []);
  const classes = new Set(metadata.apex.filter(({ kind }) => kind === 'class').map(({ name }) => name.toLowerCase()));
  const missing = (member: string, kind: string, name: string): ReferenceProblem => ({
    type,
    fullName,
    problem: `In field: ${member} - no ${kind} named ${name} found`
  });
  return [
    ...names('objectPermissions', 'object')
      .filter((name) => !schema.object(name))
      .map((name) => missing('object', 'CustomObject', name)),
    ...names('fieldPermissions', 'field')
      .filter((name) => {
        const [object = '', field = ''] = name.split('.');
        return !schema.object(object)?.fields.has(field.toLowerCase());
      })
      .map((name) => missing('field', 'CustomField', name)),
    ...names('classAccesses', 'apexClass')
      .filter((name) => !classes.has(name.toLowerCase()))
      .map((name) => missing('apexClass', 'ApexClass', name)),
    ...names('customPermissions', 'name')
      .filter((name) => !metadata.customPermissions.has(name.toLowerCase()))
      .map((name) => missing('customPermission', 'CustomPermission', name)),
    ...names('applicationVisibilities', 'application')
      .filter((name) => !name.startsWith('standard__') && !metadata.applications.has(name.toLowerCase()))
      .map((name) => missing('application', 'CustomApplication', name)),
    ...[...names('tabSettings', 'tab'), ...names('tabVisibilities', 'tab')]
      .filter((name) => !name.startsWith('standard-') && !metadata.tabs.has(name.toLowerCase()))
      .map((name) => missing('tab', 'CustomTab', name)),
    ...names('recordTypeVisibilities', 'recordType')
      .filter((name) => {
        const [object = '', recordType = ''] = name.split('.');
        const owner = schema.object(object === 'PersonAccount' ? 'Account' : object);
        return !owner?.recordTypes.some((known) => known.developerName.toLowerCase() === recordType.toLowerCase());
      })
      .map((name) => missing('recordType', 'RecordType', name)),
    ...accessProblems(metadata, component).map((problem) => ({ type, fullName, problem }))
  ];
}

function tabProblems(metadata: ProjectMetadata, { type, fullName, data }: MetadataComponent): ReferenceProblem[] {
  const isObjectTab = textOf(data, 'customObject') === 'true';
  return isObjectTab && !metadata.schema.object(fullName)
    ? [{ type, fullName, problem: `In field: customObject - no CustomObject named ${fullName} found` }]
    : [];
}
