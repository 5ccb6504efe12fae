import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { PlatformTypes, type SObjectSignatures } from '../types/index.ts';
import { apexSource, LATEST_API_VERSION } from './apex-source.ts';
import { valueSetOf } from './custom-field.ts';
import { grantsOf, profileName } from './grants.ts';
import { MetadataError, readOrReport } from './metadata-error.ts';
import { metadataTypeOfFile, METADATA_TYPES, type MetadataType } from './metadata-types.ts';
import { objectSources } from './object-sources.ts';
import { OrgSchema } from './org-schema.ts';
import type {
  ApexSourceFile,
  CustomMetadataRecord,
  LwcBundle,
  MetadataComponent,
  PlatformEventSubscriberConfig,
  ProjectMetadata,
  StaticResource
} from './project-metadata.ts';
import type { PicklistValue } from './schema.ts';
import { PACKAGE_PARTS, qualified } from './packages.ts';
import { resolveSourceRoots, walkFiles } from './source-files.ts';
import { attributeOf, booleanOf, childrenOf, numberOf, readXml, textOf, textsOf, type XmlElement } from './xml.ts';

export interface LoadOptions {
  /** Signatures of the standard objects; read from the shipped jar when absent, `null` does without. */
  readonly signatures?: SObjectSignatures | null;
  /** Key prefixes that objects have had before, by lower-case name: they keep them whatever objects come and go. */
  readonly keyPrefixes?: ReadonlyMap<string, string>;
  /** ISO codes of the org's currencies, the corporate one first. */
  readonly currencies?: readonly string[];
}

const INLINE_PARTS: ReadonlyMap<string, string> = new Map([
  ['fields', 'CustomField'],
  ['validationRules', 'ValidationRule'],
  ['recordTypes', 'RecordType'],
  ['listViews', 'ListView'],
  ['compactLayouts', 'CompactLayout'],
  ['webLinks', 'WebLink'],
  ['fieldSets', 'FieldSet'],
  ['indexes', 'Index']
]);
/** Files whose `-meta.xml` says nothing that is needed beyond what their own readers take. */
const READ_ELSEWHERE = new Set(['ApexClass', 'ApexTrigger']);
/** Types that share their suffix with another type, which lives in another folder. */
const OWN_FOLDER: ReadonlyMap<string, string> = new Map([
  ['LightningComponentBundle', 'lwc'],
  // Files of this suffix below `aura` are Aura applications.
  ['CustomApplication', 'applications'],
  // Files of this suffix below `experiences` are ExperienceBundles.
  ['CustomSite', 'sites']
]);
const arraysOf = new Map<MetadataType, ReadonlySet<string>>(METADATA_TYPES.map((t) => [t, new Set(t.arrays)]));

/** @param namespace of the managed package that the file belongs to */
function readComponent(file: string, type: MetadataType, ownName: string, namespace?: string): MetadataComponent[] {
  const qualify = (text: string): string => (namespace === undefined ? text : qualified(namespace, text));
  // blanks around the texts of a flow are part of them
  const data = readXml(file, type.rootElement, arraysOf.get(type) ?? new Set(), qualify, type.name !== 'Flow');
  const parent = type.parent === undefined ? undefined : qualify(basename(dirname(dirname(file))));
  const name = qualify(ownName);
  const own: MetadataComponent = {
    type: type.name,
    fullName: parent === undefined ? name : `${parent}.${name}`,
    file,
    data,
    ...(namespace !== undefined && { namespace })
  };
  if (type.name !== 'CustomObject') {
    return [own];
  }
  // The old format keeps the parts inside the object's file.
  const parts = [...INLINE_PARTS].flatMap(([element, partType]) =>
    childrenOf(data, element).map((part) => {
      const partName = textOf(part, 'fullName');
      if (partName === undefined) {
        throw new MetadataError(file, `an element <${element}> has no fullName`);
      }
      return { type: partType, fullName: `${name}.${partName}`, file, data: part };
    })
  );
  return [own, ...parts];
}

function customMetadataRecord(component: MetadataComponent): CustomMetadataRecord {
  const [type = '', ...rest] = component.fullName.split('.');
  const developerName = rest.join('.');
  if (developerName === '') {
    throw new MetadataError(component.file, 'the file name must be Type.Record.md-meta.xml');
  }
  const values = childrenOf(component.data, 'values').map((item) => {
    const value = item['value'];
    const element: XmlElement | undefined =
      typeof value === 'object' && !Array.isArray(value) ? (value as XmlElement) : undefined;
    const isNil = attributeOf(element, 'xsi:nil') === 'true';
    const text = isNil ? null : (textOf(item, 'value') ?? '');
    const xmlType = attributeOf(element, 'xsi:type') ?? 'xsd:string';
    return [(textOf(item, 'field') ?? '').toLowerCase(), { type: xmlType, text }] as const;
  });
  return {
    object: type.endsWith('__mdt') ? type : `${type}__mdt`,
    developerName,
    label: textOf(component.data, 'label') ?? developerName,
    isProtected: booleanOf(component.data, 'protected'),
    file: component.file,
    values: new Map(values)
  };
}

function staticResource(component: MetadataComponent): StaticResource {
  const base = component.file.replace(/\.resource-meta\.xml$/, '');
  const folder = dirname(component.file);
  const name = basename(base);
  const sibling = readdirSync(folder).find(
    (entry) => entry !== basename(component.file) && (entry === name || entry.startsWith(`${name}.`))
  );
  if (sibling === undefined) {
    throw new MetadataError(component.file, 'the resource has no content beside its metadata');
  }
  const path = join(folder, sibling);
  return {
    name,
    path,
    isDirectory: statSync(path).isDirectory(),
    contentType: textOf(component.data, 'contentType') ?? 'application/octet-stream',
    cacheControl: textOf(component.data, 'cacheControl') ?? 'Private'
  };
}

function subscriberConfig(component: MetadataComponent): PlatformEventSubscriberConfig {
  const trigger = textOf(component.data, 'platformEventConsumer');
  if (trigger === undefined) {
    throw new MetadataError(component.file, 'platformEventConsumer (the trigger) is missing');
  }
  const batchSize = numberOf(component.data, 'batchSize');
  const user = textOf(component.data, 'user');
  return {
    name: component.fullName,
    trigger,
    ...(batchSize !== undefined && { batchSize }),
    ...(user !== undefined && { user })
  };
}

/** One folder below `lwc/` with a js-meta file; a bundle has exactly one. */
function lwcBundle(component: MetadataComponent): LwcBundle {
  const dir = dirname(component.file);
  // The bundle takes its name from the folder, whatever its js-meta file is called.
  return { name: basename(dir), dir, file: component.file, meta: component.data };
}

/**
 * Reads the source of a project: what a Salesforce deployment would take from these directories. Folders without a project file, even
 * plain folders of classes, work too.
 * A file that cannot be read is left out and named in `faults`.
 * @throws MetadataError for a folder that does not exist and a project file that cannot be read
 */
export function loadProject(directories: readonly string[], options: LoadOptions = {}): ProjectMetadata {
  const faults: MetadataError[] = [];
  const report = (fault: MetadataError): void => void faults.push(fault);
  const roots = resolveSourceRoots(directories);
  const apiVersion = roots.apiVersion === undefined ? LATEST_API_VERSION : Number(roots.apiVersion);
  const components: MetadataComponent[] = [];
  const apex: ApexSourceFile[] = [];
  const auraBundles = new Map<string, string>();
  for (const { namespace, directory } of roots.packages) {
    for (const file of walkFiles(directory)) {
      const found = metadataTypeOfFile(file);
      if (found !== undefined && PACKAGE_PARTS.has(found.type.name)) {
        const read = (): MetadataComponent[] => readComponent(file, found.type, found.fullName, namespace);
        components.push(...(readOrReport(report, file, read) ?? []));
      }
    }
  }
  for (const directory of roots.directories) {
    const earlier = new Map(apex.map((source, index) => [`${source.kind} ${source.name.toLowerCase()}`, index]));
    for (const file of walkFiles(directory)) {
      if (basename(dirname(dirname(file))) === 'aura') {
        auraBundles.set(basename(dirname(file)).toLowerCase(), dirname(file));
      }
      const source = apexSource(file, apiVersion);
      if (source !== undefined) {
        // A class of an earlier package directory is replaced, as if this one were deployed after it.
        const replaced = earlier.get(`${source.kind} ${source.name.toLowerCase()}`);
        apex.splice(replaced ?? apex.length, replaced === undefined ? 0 : 1, source);
        continue;
      }
      const found = metadataTypeOfFile(file);
      const folder = found && OWN_FOLDER.get(found.type.name);
      const misplaced = folder !== undefined && !file.includes(`${sep}${folder}${sep}`);
      if (found !== undefined && !misplaced && !READ_ELSEWHERE.has(found.type.name)) {
        components.push(...(readOrReport(report, file, () => readComponent(file, found.type, found.fullName)) ?? []));
      }
    }
  }
  const ofType = (type: string): MetadataComponent[] => components.filter((component) => component.type === type);
  const read = <T>(type: string, of: (component: MetadataComponent) => T): T[] =>
    ofType(type).flatMap((component) => readOrReport(report, component.file, () => [of(component)]) ?? []);
  const byName = (type: string): Map<string, MetadataComponent> =>
    new Map(read(type, (component) => [decodeURIComponent(component.fullName).toLowerCase(), component]));
  const valueSets = new Map<string, PicklistValue[]>(
    [...ofType('GlobalValueSet'), ...ofType('StandardValueSet')].map((c) => [c.fullName.toLowerCase(), valueSetOf(c)])
  );
  const signatures =
    options.signatures === undefined ? PlatformTypes.load().sobjects : (options.signatures ?? undefined);
  const schema = new OrgSchema({
    objects: objectSources(components, apex),
    valueSets,
    features: roots.features,
    currencies: options.currencies ?? ['USD'],
    signatures,
    keyPrefixes: options.keyPrefixes,
    report
  });
  const named = (c: MetadataComponent): { name: string; label: string } => ({
    name: c.fullName,
    label: textOf(c.data, 'label') ?? textOf(c.data, 'name') ?? c.fullName
  });
  return {
    schema,
    apiVersion,
    apex,
    components,
    faults,
    auraBundles,
    namespace: roots.namespace,
    features: roots.features,
    unsupportedFeatures: roots.unsupportedFeatures,
    packages: new Set(roots.packages.map(({ namespace }) => namespace.toLowerCase())),
    ...(roots.projectRoot !== undefined && { projectRoot: roots.projectRoot }),
    labels: labelsOf(ofType('CustomLabels')),
    permissionSets: new Map(read('PermissionSet', (c) => [c.fullName.toLowerCase(), grantsOf(c)])),
    profiles: new Map(
      read('Profile', (c) => {
        const name = profileName(decodeURIComponent(c.fullName));
        return [name.toLowerCase(), { ...grantsOf(c), name }];
      })
    ),
    permissionSetGroups: new Map(
      ofType('PermissionSetGroup').map((c) => [
        c.fullName.toLowerCase(),
        {
          ...named(c),
          permissionSets: textsOf(c.data, 'permissionSets'),
          mutingPermissionSets: textsOf(c.data, 'mutingPermissionSets')
        }
      ])
    ),
    mutingPermissionSets: new Map(ofType('MutingPermissionSet').map((c) => [c.fullName.toLowerCase(), grantsOf(c)])),
    customPermissions: new Map(ofType('CustomPermission').map((c) => [c.fullName.toLowerCase(), named(c)])),
    flexiPages: byName('FlexiPage'),
    layouts: byName('Layout'),
    tabs: byName('CustomTab'),
    applications: byName('CustomApplication'),
    listViews: byName('ListView'),
    sharingRules: byName('SharingRules'),
    queues: ofType('Queue').map((c) => {
      const email = textOf(c.data, 'email');
      const objects = childrenOf(c.data, 'queueSobject').map((item) => textOf(item, 'sobjectType') ?? '');
      return {
        name: c.fullName,
        label: textOf(c.data, 'name') ?? c.fullName,
        objects,
        ...(email !== undefined && { email })
      };
    }),
    groups: ofType('Group').map((c) => ({
      ...named(c),
      includesBosses: textOf(c.data, 'doesIncludeBosses') !== 'false'
    })),
    roles: ofType('Role').map((c) => {
      const parent = textOf(c.data, 'parentRole');
      return {
        ...named(c),
        ...(parent !== undefined && { parent }),
        caseAccess: textOf(c.data, 'caseAccessLevel') ?? 'None',
        contactAccess: textOf(c.data, 'contactAccessLevel') ?? 'None',
        opportunityAccess: textOf(c.data, 'opportunityAccessLevel') ?? 'None'
      };
    }),
    remoteSites: ofType('RemoteSiteSetting'),
    namedCredentials: ofType('NamedCredential'),
    platformEventSubscriberConfigs: read('PlatformEventSubscriberConfig', subscriberConfig),
    staticResources: read('StaticResource', staticResource),
    lwcBundles: read('LightningComponentBundle', lwcBundle),
    customMetadataRecords: read('CustomMetadata', customMetadataRecord)
  };
}

function labelsOf(files: readonly MetadataComponent[]): ProjectMetadata['labels'] {
  const labels = files.flatMap((file) =>
    childrenOf(file.data, 'labels').map((item) => ({
      // `System.Label.ns.Name` is what Apex calls a package's label.
      name: [...(file.namespace === undefined ? [] : [file.namespace]), textOf(item, 'fullName') ?? ''].join('.'),
      value: textOf(item, 'value') ?? '',
      language: textOf(item, 'language') ?? 'en_US',
      shortDescription: textOf(item, 'shortDescription') ?? '',
      categories: textOf(item, 'categories') ?? ''
    }))
  );
  return new Map(labels.map((label) => [label.name.toLowerCase(), label]));
}
