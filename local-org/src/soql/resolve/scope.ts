import type { FieldSchema, ObjectSchema, Schema } from '../../metadata/index.ts';
import type { SoqlQuery } from '../ast.ts';
import { noSuchColumn, unknownChildRelationship, unknownRelationship, unsupportedObject } from './messages.ts';
import { nameEntityField } from './name-entity.ts';
import { SoqlSemanticError } from './soql-error.ts';

/** One hop from a record to a parent. */
export interface RelationStep {
  /** As the schema spells it. */
  readonly relationship: string;
  readonly key: FieldSchema;
  /** More than one for a polymorphic parent. */
  readonly targets: readonly ObjectSchema[];
}

export interface ResolvedField {
  readonly steps: readonly RelationStep[];
  /** Object that the field is on; undefined for the `Name` entity behind a polymorphic parent. */
  readonly object: ObjectSchema | undefined;
  readonly field: FieldSchema;
}

/** Where the names of one query level are looked up. */
export interface Scope {
  readonly schema: Schema;
  readonly object: ObjectSchema;
  /** Alias in lower case to the parent path that it stands for; the root's own alias stands for the empty path. */
  readonly aliases: ReadonlyMap<string, readonly string[]>;
}

/** @throws SoqlSemanticError for an object that the schema does not have */
export function rootScope(query: SoqlQuery, schema: Schema): Scope {
  const object = schema.object(query.from);
  if (object === undefined) {
    throw new SoqlSemanticError(unsupportedObject(query.from), query.fromStart);
  }
  return { schema, object, aliases: aliasesOf(query) };
}

export interface ChildScope extends Scope {
  /** The child's reference to the parent. */
  readonly key: FieldSchema;
  /** Relationship name as the schema spells it. */
  readonly relationship: string;
}

/** The scope of `(SELECT … FROM Contacts)` inside a query on `parent`. */
export function childScope(query: SoqlQuery, schema: Schema, parent: ObjectSchema): ChildScope {
  const name = query.from.slice(query.from.lastIndexOf('.') + 1);
  const lower = name.toLowerCase();
  const relationship = parent.childRelationships.find((candidate) => candidate.name?.toLowerCase() === lower);
  const object = relationship && schema.object(relationship.childObject);
  const key = relationship && object?.fields.get(relationship.field.toLowerCase());
  if (relationship === undefined || object === undefined || key === undefined) {
    throw new SoqlSemanticError(unknownChildRelationship(name), query.fromStart);
  }
  return { schema, object, key, relationship: relationship.name ?? name, aliases: aliasesOf(query) };
}

function aliasesOf(query: SoqlQuery): Map<string, readonly string[]> {
  const aliases = new Map<string, readonly string[]>();
  if (query.alias !== undefined) {
    aliases.set(query.alias.toLowerCase(), []);
  }
  for (const { path, alias } of query.fromAliases ?? []) {
    aliases.set(alias.toLowerCase(), expandAlias(aliases, path));
  }
  return aliases;
}

function expandAlias(aliases: ReadonlyMap<string, readonly string[]>, path: readonly string[]): readonly string[] {
  const prefix = aliases.get(path[0]?.toLowerCase() ?? '');
  return prefix === undefined ? path : [...prefix, ...path.slice(1)];
}

/** A path without its alias or its own object's name: `a.Name` and `Account.Name` in a query on `Account a` are `Name`. */
export function plainPath(scope: Scope, path: readonly string[]): readonly string[] {
  const [first] = path;
  if (path.length < 2 || first === undefined) {
    return path;
  }
  const expanded = expandAlias(scope.aliases, path);
  if (expanded !== path) {
    return expanded;
  }
  const ownName = first.toLowerCase() === scope.object.name.toLowerCase();
  return ownName && findParent(scope.schema, scope.object, first) === undefined ? path.slice(1) : path;
}

function findParent(schema: Schema, object: ObjectSchema, relationship: string): RelationStep | undefined {
  const lower = relationship.toLowerCase();
  for (const key of object.fields.values()) {
    if (key.relationshipName?.toLowerCase() === lower) {
      const targets = key.referenceTo.flatMap((name) => schema.object(name) ?? []);
      return targets.length === 0 ? undefined : { relationship: key.relationshipName, key, targets };
    }
  }
  return undefined;
}

/**
 * Finds the field at the end of a path.
 *
 * @throws SoqlSemanticError for an unknown relationship or field
 */
export function resolveField(scope: Scope, path: readonly string[], position: number): ResolvedField {
  const names = plainPath(scope, path);
  const { steps, object } = resolveParents(scope, names.slice(0, -1), position);
  const name = names.at(-1) ?? '';
  const field =
    object === undefined ? nameEntityField(steps.at(-1)?.targets ?? [], name) : object.fields.get(name.toLowerCase());
  if (field === undefined) {
    throw new SoqlSemanticError(noSuchColumn(name, object?.name ?? 'Name'), position);
  }
  return { steps, object, field };
}

/** Follows a path of parent relationships. `object` is undefined if the last one is polymorphic. */
export function resolveParents(
  scope: Scope,
  names: readonly string[],
  position: number
): { steps: RelationStep[]; object: ObjectSchema | undefined } {
  const steps: RelationStep[] = [];
  let object: ObjectSchema | undefined = scope.object;
  for (const name of names) {
    const holders: readonly ObjectSchema[] = object === undefined ? (steps.at(-1)?.targets ?? []) : [object];
    const step = holders.map((holder) => findParent(scope.schema, holder, name)).find((found) => found !== undefined);
    if (step === undefined) {
      throw new SoqlSemanticError(unknownRelationship(name), position);
    }
    steps.push(step);
    object = step.targets.length === 1 ? step.targets[0] : undefined;
  }
  return { steps, object };
}
