/** What the package defines, read straight from its source: the ground on which references are checked. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PlatformTypes } from '../../local-org/src/types/index.ts';
import { childText, childrenNamed, parseXml, type Element } from './xml.ts';

export interface FieldFacts {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly formula: boolean;
}

export interface Project {
  readonly root: string;
  /** Full names by folder of metadata: `classes`, `tabs`, `permissionsets` … */
  readonly names: ReadonlyMap<string, ReadonlySet<string>>;
  /** True when the package or the platform has the object. */
  hasObject(name: string): boolean;
  /** A field of the object: the package's own facts, or those of a platform field. */
  field(object: string, field: string): FieldFacts | undefined;
  readonly labels: ReadonlySet<string>;
  files(pattern: string): readonly string[];
}

const SYSTEM_FIELDS = [
  'Id',
  'Name',
  'OwnerId',
  'CreatedById',
  'CreatedDate',
  'LastModifiedById',
  'LastModifiedDate',
  'SystemModstamp',
  'IsDeleted',
  'CurrencyIsoCode',
  'RecordTypeId'
];
const MDT_FIELDS = ['DeveloperName', 'MasterLabel', 'Label', 'NamespacePrefix', 'QualifiedApiName', 'Language'];

function baseName(file: string): string {
  return path.basename(file).replace(/\.[A-Za-z0-9]+-meta\.xml$/, '');
}

function fieldFacts(element: Element): FieldFacts {
  const text = (name: string): string => childText(element, name) ?? '';
  return {
    name: text('fullName'),
    type: text('type'),
    required: text('required') === 'true',
    formula: text('formula') !== ''
  };
}

/** @param root the folder that holds `classes`, `objects` … (usually force-app/main/default) */
export function readProject(root: string): Project {
  const files = (pattern: string): string[] => globSync(pattern, { cwd: root }).map((file) => path.join(root, file));
  const names = new Map<string, Set<string>>();
  for (const file of files('**/*-meta.xml')) {
    const [folder] = path.relative(root, file).split(path.sep);
    const entry = names.get(folder) ?? new Set<string>();
    entry.add(baseName(file));
    names.set(folder, entry);
  }
  const objects = new Map<string, Map<string, FieldFacts>>();
  for (const file of files('objects/*/fields/*.field-meta.xml')) {
    const object = path.basename(path.dirname(path.dirname(file)));
    const fields = objects.get(object) ?? new Map<string, FieldFacts>();
    const facts = fieldFacts(parseXml(file));
    fields.set(facts.name, facts);
    objects.set(object, fields);
  }
  const defined = new Set(files('objects/*/*.object-meta.xml').map(baseName));
  const { sobjects } = PlatformTypes.load();
  const isStandard = (name: string): boolean => sobjects.has(name);
  return {
    root,
    names,
    files,
    labels: new Set(
      files('labels/*.labels-meta.xml').flatMap((file) =>
        childrenNamed(parseXml(file), 'labels').map((label) => childText(label, 'fullName') ?? '')
      )
    ),
    hasObject: (name) => defined.has(name) || (isStandard(name) && !name.includes('__')),
    field: (object, field) => {
      const own = objects.get(object)?.get(field);
      if (own) {
        return own;
      }
      const system = [...SYSTEM_FIELDS, ...(object.endsWith('__mdt') ? MDT_FIELDS : [])];
      const standard = sobjects.get(object)?.fields.find(({ name, kind }) => kind === 'field' && name === field);
      return standard || (defined.has(object) && system.includes(field))
        ? { name: field, type: standard?.type ?? '', required: false, formula: false }
        : undefined;
    }
  };
}

/** The text of a file of the project. */
export function readText(file: string): string {
  return readFileSync(file, 'utf8');
}
