import type { SObjectSignatures } from '../types/index.ts';
import type { ValueSets } from './custom-field.ts';
import { resolveSummaryType } from './custom-field.ts';
import { customObject, type ObjectDefinition, type ObjectSource } from './custom-object.ts';
import { withCurrency } from './features/currencies.ts';
import { withPersonAccounts } from './features/person-accounts.ts';
import { makeField, systemField } from './fields.ts';
import { assignKeyPrefix, STANDARD_PREFIXES } from './key-prefix.ts';
import type { ReportFault } from './metadata-error.ts';
import type { ChildRelationship, FieldSchema, ObjectSchema, Schema } from './schema.ts';
import { signatureChildren } from './signature-fields.ts';
import { ANY_CUSTOM, loadStandardFacts } from './standard-facts.ts';
import { standardObject, type StandardObjectContext } from './standard-objects.ts';
import { auditFields } from './system-fields.ts';

export interface SchemaSources {
  /** By lower-case object name. */
  readonly objects: ReadonlyMap<string, ObjectSource>;
  readonly valueSets: ValueSets;
  readonly features: ReadonlySet<string>;
  /** ISO codes of the org's currencies. */
  readonly currencies: readonly string[];
  readonly signatures: SObjectSignatures | undefined;
  /** Prefixes that stored records have, by lower-case object name. */
  readonly keyPrefixes?: ReadonlyMap<string, string> | undefined;
  /** Takes the faults of fields, rules and record types, which are left out. */
  readonly report: ReportFault;
}

/** Masters above masters: there are at most three levels. */
const DEEPEST_SUMMARY = 4;
const SHARE_PREFIX = '02c';
const HISTORY_PREFIX = '017';
const MAIN_LOOKUPS: ReadonlySet<string> = new Set(['ParentId', 'WhatId', 'WhoId']);

function companion(object: ObjectSchema, suffix: string, keyPrefix: string, own: FieldSchema[]): ObjectSchema {
  const fields = [...auditFields(), ...own];
  return {
    ...object,
    name: object.name.replace(/__c$/i, `__${suffix}`),
    label: `${suffix}: ${object.label}`,
    labelPlural: `${suffix}: ${object.label}`,
    keyPrefix,
    nameField: 'Id',
    sharingModel: 'ControlledByParent',
    fields: new Map(fields.map((field) => [field.name.toLowerCase(), field])),
    childRelationships: [],
    validationRules: [],
    recordTypes: []
  };
}

function shareObject(object: ObjectSchema): ObjectSchema {
  const reference = { type: 'reference' as const, length: 18, updateable: false, required: true };
  return companion(object, 'Share', SHARE_PREFIX, [
    makeField({
      ...reference,
      name: 'ParentId',
      referenceTo: [object.name],
      relationshipName: 'Parent',
      deleteConstraint: 'cascade'
    }),
    makeField({ ...reference, name: 'UserOrGroupId', referenceTo: ['Group', 'User'], relationshipName: 'UserOrGroup' }),
    makeField({ name: 'AccessLevel', type: 'picklist', length: 40, required: true }),
    makeField({ name: 'RowCause', type: 'picklist', length: 40, updateable: false, defaultValue: '"Manual"' })
  ]);
}

function historyObject(object: ObjectSchema): ObjectSchema {
  return companion(object, 'History', HISTORY_PREFIX, [
    systemField({
      name: 'ParentId',
      type: 'reference',
      length: 18,
      referenceTo: [object.name],
      relationshipName: 'Parent',
      deleteConstraint: 'cascade'
    }),
    systemField({ name: 'Field', type: 'picklist', length: 255 }),
    systemField({ name: 'DataType', type: 'picklist', length: 40 }),
    systemField({ name: 'OldValue', type: 'anytype', length: 255 }),
    systemField({ name: 'NewValue', type: 'anytype', length: 255 })
  ]);
}

/** A roll-up summary with the type of what it sums up, which may be a summary too. */
function summaryField(field: FieldSchema, byName: ReadonlyMap<string, ObjectDefinition>, depth = 0): FieldSchema {
  const { childObject = '', field: name = '' } = field.summary ?? {};
  const child = byName.get(childObject.toLowerCase())?.fields.get(name.toLowerCase());
  const isNested = child?.summary !== undefined && depth < DEEPEST_SUMMARY;
  return resolveSummaryType(field, isNested ? summaryField(child, byName, depth + 1) : child);
}

/**
 * The org's objects: those of the project and the standard ones described by hand are there from the start, the thousands that only
 * a signature knows are made when they are asked for.
 */
export class OrgSchema implements Schema {
  readonly #objects = new Map<string, ObjectSchema>();
  readonly #byPrefix = new Map<string, ObjectSchema>();
  readonly #prefixes = new Set<string>();
  readonly #sources: SchemaSources;
  readonly #context: StandardObjectContext;
  readonly #lacking = new Set<string>();
  readonly #described = new Map<string, ObjectSchema | null>();

  constructor(sources: SchemaSources) {
    this.#sources = sources;
    const { signatures, features, valueSets, report } = sources;
    this.#context = { facts: loadStandardFacts(), signatures, features, valueSets, report };
    const definitions: { definition: ObjectDefinition; keyPrefix: string }[] = [];
    const taken = this.#prefixes;
    this.#context.facts.forEach(({ keyPrefix }) => taken.add(keyPrefix));
    Object.values(STANDARD_PREFIXES).forEach((keyPrefix) => taken.add(keyPrefix));
    sources.keyPrefixes?.forEach((keyPrefix) => taken.add(keyPrefix));
    for (const [name, facts] of this.#context.facts) {
      if (facts.feature !== undefined && !features.has(facts.feature)) {
        this.#lacking.add(name.toLowerCase());
        continue;
      }
      const definition = standardObject(this.#context, name, sources.objects.get(name.toLowerCase()));
      if (definition !== undefined) {
        definitions.push({ definition, keyPrefix: facts.keyPrefix });
      }
    }
    if (features.has('personaccounts')) {
      withPersonAccounts(definitions, sources.objects.get('personaccount'), report);
    }
    for (const key of [...sources.objects.keys()].sort()) {
      const source = sources.objects.get(key);
      if (source !== undefined && /__(c|b|mdt|e)$/i.test(source.name)) {
        const definition = customObject(source, this.#context);
        definitions.push({ definition, keyPrefix: this.#prefixOf(definition) });
      }
    }
    if (features.has('multicurrency')) {
      for (const entry of definitions) {
        entry.definition = withCurrency(entry.definition, sources.currencies);
      }
    }
    this.#assemble(definitions);
  }

  lacks(name: string): boolean {
    return this.#lacking.has(name.toLowerCase());
  }

  object(name: string): ObjectSchema | undefined {
    const key = name.toLowerCase();
    return this.#objects.get(key) ?? this.#describe(key) ?? undefined;
  }

  objectByPrefix(keyPrefix: string): ObjectSchema | undefined {
    return this.#byPrefix.get(keyPrefix);
  }

  /** Objects that the org stores, then nothing: objects known by signature alone are found by name only. */
  objects(): Iterable<ObjectSchema> {
    return this.#objects.values();
  }

  /** Names of all objects, those known by signature alone too. */
  *allNames(): Iterable<string> {
    for (const object of this.#objects.values()) {
      yield object.name;
    }
    for (const name of this.#context.signatures?.names() ?? []) {
      if (!this.#objects.has(name.toLowerCase()) && !this.lacks(name)) {
        yield name;
      }
    }
  }

  /** The prefix that the object's stored records have, else one of its own. */
  #prefixOf({ name, kind }: Pick<ObjectDefinition, 'name' | 'kind'>): string {
    return (
      this.#sources.keyPrefixes?.get(name.toLowerCase()) ??
      STANDARD_PREFIXES[name] ??
      assignKeyPrefix(name, kind, this.#prefixes)
    );
  }

  #describe(key: string): ObjectSchema | null {
    let found = this.#described.get(key);
    if (found === undefined) {
      const source = this.#sources.objects.get(key);
      const name = this.#lacking.has(key) ? undefined : this.#sources.signatures?.get(key)?.name;
      const definition = name === undefined ? undefined : standardObject(this.#context, name, source);
      found = definition === undefined ? null : this.#fromSignature(this.#inCurrency(definition));
      this.#described.set(key, found);
    }
    return found;
  }

  #inCurrency(definition: ObjectDefinition): ObjectDefinition {
    const { features, currencies } = this.#sources;
    return features.has('multicurrency') ? withCurrency(definition, currencies) : definition;
  }

  /** An object that only its signature describes. Records of it can be kept if it has an author and somebody who changes it. */
  #fromSignature({ historyTracked: _, ...definition }: ObjectDefinition): ObjectSchema {
    const createable =
      definition.kind === 'standard' &&
      definition.fields.has('createdbyid') &&
      definition.fields.has('lastmodifiedbyid') &&
      !/(History|Feed|Share|Tag)$/.test(definition.name);
    const keyPrefix = createable ? this.#prefixOf(definition) : (STANDARD_PREFIXES[definition.name] ?? '');
    const object = { ...definition, keyPrefix, childRelationships: [], createable };
    if (keyPrefix !== '') {
      this.#byPrefix.set(keyPrefix, object);
    }
    return object;
  }

  #assemble(definitions: readonly { definition: ObjectDefinition; keyPrefix: string }[]): void {
    const byName = new Map(definitions.map(({ definition }) => [definition.name.toLowerCase(), definition]));
    const customNames = definitions
      .filter(({ definition }) => definition.kind === 'custom')
      .map((d) => d.definition.name);
    const children = new Map<string, ChildRelationship[]>();
    const resolved = definitions.map(({ definition, keyPrefix }) => {
      const fields = new Map<string, FieldSchema>();
      for (const [key, field] of definition.fields) {
        fields.set(key, this.#resolveField(field, byName, customNames));
      }
      return { definition, keyPrefix, fields };
    });
    for (const { definition, fields } of resolved) {
      for (const [key, field] of fields) {
        fields.set(key, this.#linkToParents(definition, field, children));
      }
    }
    for (const { definition, keyPrefix, fields } of resolved) {
      const { historyTracked, ...rest } = definition;
      const facts = this.#context.facts.get(definition.name);
      const object: ObjectSchema = {
        ...rest,
        fields,
        keyPrefix,
        childRelationships: children.get(definition.name.toLowerCase()) ?? [],
        createable: definition.kind !== 'customMetadata' && (facts?.dml === undefined || facts.dml === 'api'),
        ...(facts?.dml === 'api' && { apiOnly: true })
      };
      this.#add(object);
      this.#byPrefix.set(keyPrefix, object);
      if (object.kind === 'custom') {
        if (object.sharingModel === 'Private' || object.sharingModel === 'Read') {
          this.#add(shareObject(object));
        }
        if (historyTracked) {
          this.#add(historyObject(object));
        }
      }
    }
  }

  #add(object: ObjectSchema): void {
    this.#objects.set(object.name.toLowerCase(), object);
  }

  #resolveField(
    field: FieldSchema,
    byName: ReadonlyMap<string, ObjectDefinition>,
    customNames: readonly string[]
  ): FieldSchema {
    const named = field.referenceTo.map((target) => byName.get(target.toLowerCase())?.name ?? target);
    const targets = named.includes(ANY_CUSTOM) ? [...named.filter((t) => t !== ANY_CUSTOM), ...customNames] : named;
    const result = targets.length === 0 ? field : { ...field, referenceTo: targets };
    return field.summary === undefined ? result : summaryField(result, byName);
  }

  /** Adds the field to its parents' child relationships and names the relationship where only the parent's signature says it. */
  #linkToParents(owner: ObjectDefinition, field: FieldSchema, children: Map<string, ChildRelationship[]>): FieldSchema {
    let name = field.childRelationshipName;
    for (const target of field.referenceTo) {
      const key = target.toLowerCase();
      const relationship = name ?? this.#signatureName(owner, field, target);
      if (field.referenceTo.length === 1) {
        name = relationship;
      }
      const list = children.get(key) ?? [];
      list.push({
        ...(relationship !== undefined && { name: relationship }),
        childObject: owner.name,
        field: field.name,
        cascadeDelete: field.deleteConstraint === 'cascade',
        restrictedDelete: field.deleteConstraint === 'restrict'
      });
      children.set(key, list);
    }
    return name === undefined || name === field.childRelationshipName
      ? field
      : { ...field, childRelationshipName: name };
  }

  #signatureName(owner: ObjectDefinition, field: FieldSchema, target: string): string | undefined {
    if (
      owner.kind !== 'standard' ||
      field.custom ||
      /^(CreatedBy|LastModifiedBy|Owner|MasterRecord)Id$/.test(field.name)
    ) {
      return undefined;
    }
    const rivals = [...owner.fields.values()].filter((rival) => !rival.custom && rival.referenceTo.includes(target));
    // With several lookups to one parent, the plain one (`AccountId` to Account) is the one that the parent's name speaks of.
    const main = rivals.find((rival) => MAIN_LOOKUPS.has(rival.name) || rival.name === `${target}Id`) ?? rivals[0];
    if (main?.name !== field.name || rivals.some((rival) => rival.childRelationshipName !== undefined)) {
      return undefined;
    }
    const signature = this.#context.signatures?.get(target);
    const names = signature === undefined ? [] : (signatureChildren(signature).get(owner.name.toLowerCase()) ?? []);
    return names.find((name) => !name.startsWith('Person'));
  }
}
