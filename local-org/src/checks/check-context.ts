import type { LwcBundle, MetadataComponent, ProjectMetadata, ObjectSchema } from '../metadata/index.ts';
import { table } from '../common/index.ts';

/** `ns__Name__c`: what comes with a package; nobody can tell whether a package that is not there has it. */
const PACKAGED = /^([a-z][a-z0-9]*(?:_[a-z0-9]+)*)__\w+?__[a-z]+$/i;
const CUSTOM = /__[a-z]+$/i;

/** Names under which metadata knows an object beside its own. */
const OTHER_NAMES: Readonly<Record<string, string>> = table({ activity: 'Task', personaccount: 'Account' });

/** Fields that every custom object has, or has when the org's features are switched on. */
const FIELDS_OF_CUSTOM_OBJECTS: ReadonlySet<string> = new Set([
  ...[
    'id',
    'name',
    'ownerid',
    'owner',
    'createdbyid',
    'createdby',
    'createddate',
    'lastmodifiedbyid',
    'lastmodifiedby'
  ],
  ...['lastmodifieddate', 'systemmodstamp', 'isdeleted', 'recordtypeid', 'recordtype', 'currencyisocode', 'division'],
  ...[
    'lastactivitydate',
    'lastvieweddate',
    'lastreferenceddate',
    'connectionreceivedid',
    'connectionsentid',
    'islocked',
    'mayedit'
  ],
  // custom metadata, platform events, knowledge
  ...[
    'developername',
    'masterlabel',
    'label',
    'language',
    'namespaceprefix',
    'qualifiedapiname',
    'replayid',
    'eventuuid'
  ],
  ...['isprotected', 'setupownerid', 'externalid', 'displayurl', 'title', 'urlname', 'summary', 'articlenumber']
]);

/**
 * What exists in an org, as far as its source can tell. Whatever a package or a feature of the org may bring along is taken to be there:
 * to refuse what Salesforce accepts is worse than to accept what it refuses.
 */
export class CheckContext {
  readonly metadata: ProjectMetadata;
  readonly #names = new Map<string, Map<string, MetadataComponent>>();
  /** Source by lower-case name. */
  readonly #classes: ReadonlyMap<string, string>;
  readonly #bundles: ReadonlyMap<string, LwcBundle>;

  constructor(metadata: ProjectMetadata) {
    this.metadata = metadata;
    for (const component of metadata.components) {
      const names = this.#names.get(component.type) ?? new Map<string, MetadataComponent>();
      names.set(decoded(component.fullName).toLowerCase(), component);
      this.#names.set(component.type, names);
    }
    this.#bundles = new Map(metadata.lwcBundles.map((bundle) => [bundle.name.toLowerCase(), bundle]));
    const classes = new Map<string, string>();
    for (const { name, source } of metadata.apex.filter(({ kind }) => kind === 'class')) {
      // a class may lie in several folders of a repository of packages
      classes.set(name.toLowerCase(), `${classes.get(name.toLowerCase()) ?? ''}\n${source}`);
    }
    this.#classes = classes;
  }

  /** A component of the source by its full name, ignoring case and the project's own namespace. */
  component(type: string, fullName: string): MetadataComponent | undefined {
    return this.#names.get(type)?.get(this.local(decoded(fullName)).toLowerCase());
  }

  /** False only for what the source would have to define and does not. */
  exists(type: string, fullName: string): boolean {
    return this.isForeign(fullName) || this.component(type, fullName) !== undefined;
  }

  componentsOf(type: string): Iterable<MetadataComponent> {
    return this.#names.get(type)?.values() ?? [];
  }

  hasClass(name: string): boolean {
    return this.isForeign(name) || name.includes('__') || this.#classes.has(name.toLowerCase());
  }

  /** Source of a class. */
  classSource(name: string): string | undefined {
    return this.#classes.get(name.toLowerCase());
  }

  /** A Lightning web component of the source. */
  bundle(name: string): LwcBundle | undefined {
    return this.#bundles.get(this.local(name).toLowerCase());
  }

  /** Folder of an Aura bundle of the source. */
  auraBundle(name: string): string | undefined {
    return this.metadata.auraBundles.get(this.local(name).toLowerCase());
  }

  object(name: string): ObjectSchema | undefined {
    return this.metadata.schema.object(OTHER_NAMES[name.toLowerCase()] ?? this.local(name));
  }

  /** False for custom and standard objects that do not exist. */
  hasObject(name: string): boolean {
    return (
      this.isForeign(name) || this.object(name) !== undefined || this.component('CustomObject', name) !== undefined
    );
  }

  /** False for fields that do not exist: of standard objects only custom ones, since standard ones come and go with features. */
  hasField(objectName: string, fieldName: string): boolean {
    const object = this.object(objectName);
    const field = this.local(fieldName);
    if (this.isForeign(fieldName) || this.isForeign(objectName) || object?.fields.has(field.toLowerCase())) {
      return true;
    }
    if (!object) {
      const isThere = !CUSTOM.test(field) || this.component('CustomField', `${objectName}.${fieldName}`) !== undefined;
      return this.hasObject(objectName) && isThere;
    }
    if (/__pc$/i.test(field)) {
      return object.name === 'Account';
    }
    return CUSTOM.test(field)
      ? this.component('CustomField', `${object.name}.${field}`) !== undefined
      : !CUSTOM.test(object.name) || /__kav$/i.test(object.name) || FIELDS_OF_CUSTOM_OBJECTS.has(field.toLowerCase());
  }

  /**
   * Follows `Account.Owner.Name` or `Parent__r.Code__c` from an object. True where a step is of a standard object that the org's source
   * does not describe.
   */
  hasPath(objectName: string, path: readonly string[]): boolean {
    const [step = '', ...rest] = path;
    if (rest.length === 0) {
      return this.hasField(objectName, step);
    }
    const object = this.object(objectName);
    const lower = this.local(step).toLowerCase();
    const lookup = [...(object?.fields.values() ?? [])].find(
      (field) => field.relationshipName?.toLowerCase() === lower
    );
    if (lookup) {
      const [target] = lookup.referenceTo;
      return target === undefined || lookup.referenceTo.length > 1 || this.hasPath(target, rest);
    }
    return !object || this.isForeign(step) || !/__r$/i.test(step);
  }

  /** True for what a package other than the project's own would define, and for names with placeholders of a build. */
  isForeign(name: string): boolean {
    // what a build puts a namespace into is no name yet
    const namespace = PACKAGED.exec(name)?.[1];
    return (
      /%|___/.test(name) ||
      (namespace !== undefined && namespace.toLowerCase() !== this.metadata.namespace.toLowerCase())
    );
  }

  /** The name without the project's own namespace. */
  local(name: string): string {
    const { namespace } = this.metadata;
    return namespace !== '' && name.toLowerCase().startsWith(`${namespace.toLowerCase()}__`)
      ? name.slice(namespace.length + 2)
      : name;
  }
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
