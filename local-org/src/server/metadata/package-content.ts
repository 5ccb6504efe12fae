import { basename } from 'node:path';
import { metadataTypeOf } from '../../metadata/index.ts';
import { innerText, xmlDocument, xmlParts } from './xml-parts.ts';
import { table } from '../../common/index.ts';

/** One component of a deployment. */
export interface PackageComponent {
  readonly type: string;
  readonly fullName: string;
  /** Path in the archive, by which clients know it. */
  readonly fileName: string;
  /** Files that it becomes in the org's source, by path. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** False for a type that the local org keeps but does not act on. */
  readonly known: boolean;
  /** What to add to a line of the stored metadata for the line that was sent; undefined where the file was taken apart. */
  readonly lineOffset?: number;
}

export interface ManifestMember {
  readonly type: string;
  readonly fullName: string;
}

export interface PackageContent {
  readonly components: readonly PackageComponent[];
  /** What package.xml names. */
  readonly manifest: {
    readonly isPresent: boolean;
    readonly fileName: string;
    readonly types: readonly string[];
    readonly members: readonly ManifestMember[];
  };
  /** Types and full names that are to be deleted. */
  readonly deletions: readonly ManifestMember[];
}

/** Parts of an object: element, folder, file suffix and type. */
export const OBJECT_PARTS: Readonly<Record<string, readonly [folder: string, suffix: string, type: string]>> = table({
  fields: ['fields', 'field', 'CustomField'],
  validationRules: ['validationRules', 'validationRule', 'ValidationRule'],
  recordTypes: ['recordTypes', 'recordType', 'RecordType'],
  listViews: ['listViews', 'listView', 'ListView'],
  compactLayouts: ['compactLayouts', 'compactLayout', 'CompactLayout'],
  webLinks: ['webLinks', 'webLink', 'WebLink'],
  fieldSets: ['fieldSets', 'fieldSet', 'FieldSet'],
  indexes: ['indexes', 'index', 'Index'],
  businessProcesses: ['businessProcesses', 'businessProcess', 'BusinessProcess']
});
const BUNDLES: Readonly<Record<string, string>> = table({
  lwc: 'LightningComponentBundle',
  aura: 'AuraDefinitionBundle'
});

/** Takes the files of a deployment apart into components, in the layout in which the org keeps its source. */
export function readPackage(zip: ReadonlyMap<string, Buffer>): PackageContent {
  const manifest = [...zip.keys()].find((path) => /(^|\/)package\.xml$/.test(path));
  const prefix = manifest?.slice(0, -'package.xml'.length) ?? '';
  const groups = new Map<string, Map<string, Buffer>>();
  const deletions: { type: string; fullName: string }[] = [];
  for (const [fileName, content] of zip) {
    const path = fileName.startsWith(prefix) ? fileName.slice(prefix.length) : fileName;
    if (/^destructiveChanges(Pre|Post)?\.xml$/.test(path)) {
      deletions.push(...manifestMembers(content.toString('utf8')));
    } else if (path !== 'package.xml' && path.includes('/')) {
      const [folder = '', bundle = ''] = path.split('/');
      const key =
        BUNDLES[folder] && path.split('/').length > 2 ? `${folder}/${bundle}` : path.replace(/-meta\.xml$/, '');
      groups.set(key, (groups.get(key) ?? new Map<string, Buffer>()).set(path, content));
    }
  }
  const components = [...groups].flatMap(([key, files]) => componentsOf(key, files, prefix));
  const text = manifest === undefined ? '' : (zip.get(manifest)?.toString('utf8') ?? '');
  const types = xmlParts(text)
    .filter(({ name }) => name === 'types')
    .map(({ inner }) => innerText(inner, 'name') ?? '');
  return {
    components,
    deletions,
    manifest: {
      isPresent: manifest !== undefined,
      fileName: manifest ?? 'package.xml',
      types,
      members: manifestMembers(text)
    }
  };
}

/** Types and members of a package.xml or a destructiveChanges.xml. */
export function manifestMembers(text: string): ManifestMember[] {
  return xmlParts(text)
    .filter(({ name }) => name === 'types')
    .flatMap(({ inner }) => {
      const type = innerText(inner, 'name') ?? '';
      return [...inner.matchAll(/<members>([^<]*)<\/members>/g)].map(([, fullName = '']) => ({
        type,
        fullName: fullName.trim()
      }));
    });
}

function componentsOf(key: string, files: ReadonlyMap<string, Buffer>, prefix: string): PackageComponent[] {
  const [folder = '', name = ''] = key.split('/');
  const bundle = BUNDLES[folder];
  if (bundle !== undefined) {
    return [{ type: bundle, fullName: name, fileName: prefix + key, files, known: folder === 'lwc', lineOffset: 0 }];
  }
  const found = metadataTypeOf(`${basename(key)}-meta.xml`);
  const type = found?.type.name ?? folder;
  const fullName = fullNameOf(type, key, found?.fullName ?? basename(key));
  const fileName = prefix + key;
  const content = files.get(key);
  if (type === 'CustomObject' && content) {
    return objectComponents(fullName, fileName, content.toString('utf8'));
  }
  if (type === 'CustomLabels' && content) {
    return labelComponents(fileName, content.toString('utf8'));
  }
  // classes, triggers and static resources have a file of their own beside the metadata; the metadata of all others is the file
  const stored = new Map(
    [...files].map(([path, bytes]) => [files.size > 1 || isContent(type) ? path : `${key}-meta.xml`, bytes])
  );
  return [{ type, fullName, fileName, files: stored, known: found !== undefined, lineOffset: 0 }];
}

/** Components of these types are named with the folders that they lie in. */
const IN_FOLDERS: ReadonlySet<string> = new Set(['Dashboard', 'EmailTemplate', 'Report']);

function fullNameOf(type: string, key: string, name: string): string {
  const folders = key.split('/').slice(1, -1);
  return IN_FOLDERS.has(type) ? [...folders, name].join('/') : name;
}

/** The stored part has its declaration and its root before the content. */
function offsetOf(line: number): number {
  return line - 2;
}

function isContent(type: string): boolean {
  return ['ApexClass', 'ApexTrigger', 'StaticResource', 'ApexPage', 'ApexComponent'].includes(type);
}

function objectComponents(object: string, fileName: string, text: string): PackageComponent[] {
  const own: string[] = [];
  const components: PackageComponent[] = [];
  for (const { name, inner, line } of xmlParts(text)) {
    const part = OBJECT_PARTS[name];
    const partName = part && innerText(inner, 'fullName');
    if (!part || partName === undefined) {
      own.push(`<${name}>${inner}</${name}>`);
      continue;
    }
    const [folder, suffix, type] = part;
    const path = `objects/${object}/${folder}/${partName}.${suffix}-meta.xml`;
    const files = new Map([[path, xmlDocument(type, inner)]]);
    components.push({
      type,
      fullName: `${object}.${partName}`,
      fileName,
      files,
      known: true,
      lineOffset: offsetOf(line)
    });
  }
  if (own.length > 0) {
    const files = new Map([
      [`objects/${object}/${object}.object-meta.xml`, xmlDocument('CustomObject', own.join('\n'))]
    ]);
    components.unshift({ type: 'CustomObject', fullName: object, fileName, files, known: true });
  }
  return components;
}

function labelComponents(fileName: string, text: string): PackageComponent[] {
  return xmlParts(text)
    .filter(({ name }) => name === 'labels')
    .map(({ inner, line }) => {
      const fullName = innerText(inner, 'fullName') ?? '';
      const path = `labels/${fullName}.labels-meta.xml`;
      const files = new Map([[path, xmlDocument('CustomLabels', `<labels>${inner}</labels>`)]]);
      return { type: 'CustomLabel', fullName, fileName, files, known: true, lineOffset: offsetOf(line) };
    });
}

/** Where a place of the stored metadata is in what the client sent; nowhere for what was taken apart. */
export function sentPlace(
  { lineOffset }: PackageComponent,
  line: number | undefined,
  column: number | undefined
): { line?: number; column?: number | undefined } {
  return lineOffset === undefined || line === undefined ? {} : { line: line + lineOffset, column };
}
