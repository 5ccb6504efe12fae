import { readFileSync } from 'node:fs';
import { basename, relative, sep } from 'node:path';
import { metadataTypeOf, walkFiles } from '../../metadata/index.ts';
import { isRecord } from '../request.ts';
import { OBJECT_PARTS } from './package-content.ts';
import { METADATA_XMLNS, xmlDocument, xmlParts } from './xml-parts.ts';
import { writeZip } from './zip.ts';

export interface RetrievedFile {
  readonly fileName: string;
  readonly fullName: string;
  readonly type: string;
}

interface SourceFile extends RetrievedFile {
  readonly content: Buffer;
  /** Element in the object's or the labels' file that this part becomes. */
  readonly element?: string;
}

const ROOT = 'unpackaged/';

/** Types and members that a request wants; `*` is every member. */
function wantedBy(request: unknown): (type: string, fullName: string) => boolean {
  const unpackaged = isRecord(request) && isRecord(request.unpackaged) ? request.unpackaged : {};
  const types = (Array.isArray(unpackaged.types) ? unpackaged.types : [unpackaged.types]).filter(isRecord);
  const members = new Map(
    types.map(({ name, members: list }) => [String(name), (Array.isArray(list) ? list : [list]).map(String)])
  );
  const has = (type: string, name: string): boolean =>
    members.get(type)?.some((member) => member === '*' || member === name) ?? false;
  // an object brings its parts along, the file of labels all labels
  return (type, fullName) =>
    has(type, fullName) ||
    (fullName.includes('.') && PART_TYPES.has(type) && has('CustomObject', fullName.split('.')[0] ?? '')) ||
    (type === 'CustomLabel' && members.has('CustomLabels'));
}

const PART_TYPES = new Set(Object.values(OBJECT_PARTS).map(([, , type]) => type));

/** The wanted components of a source folder as a zip archive in the Metadata API's format. */
export function retrieve(source: string, request: unknown): { zip: Buffer; files: RetrievedFile[] } {
  const wanted = wantedBy(request);
  const files = [...walkFiles(source)]
    .map((file) => sourceFile(relative(source, file).split(sep), file))
    .filter((file) => file !== undefined)
    .filter(({ type, fullName }) => wanted(type, fullName));
  const archive = new Map<string, Buffer>();
  const joined = new Map<string, SourceFile[]>();
  for (const file of files) {
    if (file.element === undefined) {
      archive.set(ROOT + file.fileName, file.content);
    } else {
      joined.set(file.fileName, [...(joined.get(file.fileName) ?? []), file]);
    }
  }
  for (const [fileName, parts] of joined) {
    const root = fileName.endsWith('.object') ? 'CustomObject' : 'CustomLabels';
    archive.set(ROOT + fileName, xmlDocument(root, parts.map(partText).join('\n')));
  }
  archive.set(`${ROOT}package.xml`, packageXml(files));
  return {
    zip: writeZip(archive),
    files: files.map(({ fileName, fullName, type }) => ({ fileName: ROOT + fileName, fullName, type }))
  };
}

function sourceFile(path: readonly string[], file: string): SourceFile | undefined {
  const [folder = '', name = ''] = path;
  const content = readFileSync(file);
  const fileName = path.join('/');
  if (folder === 'lwc') {
    return { type: 'LightningComponentBundle', fullName: name, fileName, content };
  }
  const found = metadataTypeOf(fileName.endsWith('-meta.xml') ? basename(file) : `${basename(file)}-meta.xml`);
  if (!found) {
    return undefined;
  }
  const { type, fullName } = found;
  if (folder === 'objects') {
    const element = Object.entries(OBJECT_PARTS).find(([, [, , part]]) => part === type.name)?.[0] ?? '';
    const ownName = element === '' ? fullName : `${name}.${fullName}`;
    return { type: type.name, fullName: ownName, fileName: `objects/${name}.object`, content, element };
  }
  if (folder === 'labels') {
    return { type: 'CustomLabel', fullName, fileName: 'labels/CustomLabels.labels', content, element: '' };
  }
  const hasContent = ['ApexClass', 'ApexTrigger', 'StaticResource'].includes(type.name);
  return { type: type.name, fullName, fileName: hasContent ? fileName : fileName.replace(/-meta\.xml$/, ''), content };
}

/** A part as an element of the joined file; the object's own settings and labels as the elements that they are. */
function partText({ element, content }: SourceFile): string {
  const elements = xmlParts(content.toString('utf8'))
    .map(({ name, inner }) => `<${name}>${inner}</${name}>`)
    .join('\n');
  return element ? `<${element}>${elements}</${element}>` : elements;
}

function packageXml(files: readonly RetrievedFile[]): Buffer {
  const types = new Map<string, Set<string>>();
  for (const { type, fullName } of files) {
    types.set(type, (types.get(type) ?? new Set()).add(fullName));
  }
  const list = [...types].map(
    ([type, names]) =>
      `<types>${[...names].map((name) => `<members>${name}</members>`).join('')}<name>${type}</name></types>`
  );
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<Package xmlns="${METADATA_XMLNS}">${list.join('')}<version>67.0</version></Package>\n`
  );
}
