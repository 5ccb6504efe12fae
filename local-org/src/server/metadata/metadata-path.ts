import { metadataFolder, METADATA_TYPES } from '../../metadata/index.ts';
import { OBJECT_PARTS } from './package-content.ts';
import { table } from '../../common/index.ts';

/** Endings of the sources of types that have one beside their metadata. */
export const CONTENT_TYPES: Readonly<Record<string, string>> = table({ ApexClass: 'cls', ApexTrigger: 'trigger' });

/** Elements of an object's file by the type of the part. */
export const PARTS: ReadonlyMap<string, string> = new Map(
  Object.entries(OBJECT_PARTS).map(([element, [, , type]]) => [type, element])
);

/** Path of a component in an archive: that of its object for a part of one, of the source for code. */
export function metadataPath(type: string, fullName: string): string {
  if (PARTS.has(type)) {
    return `objects/${fullName.split('.')[0] ?? ''}.object`;
  }
  if (type === 'CustomLabel') {
    return 'labels/CustomLabels.labels';
  }
  if (type === 'LightningComponentBundle' || type === 'AuraDefinitionBundle') {
    return `${metadataFolder(type)}/${fullName}`;
  }
  const suffix = CONTENT_TYPES[type] ?? METADATA_TYPES.find(({ name }) => name === type)?.suffix ?? '';
  return `${metadataFolder(type)}/${fullName}.${suffix}`;
}
