import type { FieldSchema, ObjectSchema } from '../../metadata/index.ts';
import { nameEntityColumn, noSuchColumn, resolveField, resolveParents, SoqlSemanticError } from '../resolve/index.ts';
import type { RelationStep, Scope } from '../resolve/index.ts';
import { quoteName, quoteText } from './sql-writer.ts';
import type { SqlWriter } from './sql-writer.ts';

/** Where a path of parents leads: to a joined table, or, behind a polymorphic key, to a row of one of several tables. */
export type Source =
  | { readonly kind: 'table'; readonly alias: string; readonly object: ObjectSchema; readonly isRoot: boolean }
  | { readonly kind: 'any'; readonly key: string; readonly targets: readonly ObjectSchema[] };

/** A field as SQL. */
export interface Column {
  readonly sql: string;
  readonly field: FieldSchema;
  /** True if the value may be missing because a parent is. */
  readonly outer: boolean;
}

const MAX_FORMULA_DEPTH = 20;

/** The tables of one SELECT: the root and the parents joined to it. Paths with the same start share their joins. */
export class Level {
  readonly writer: SqlWriter;
  readonly scope: Scope;
  readonly alias: string;
  readonly #joins: string[] = [];
  readonly #sources = new Map<string, Source>();
  #formulaDepth = 0;

  constructor(writer: SqlWriter, scope: Scope) {
    this.writer = writer;
    this.scope = scope;
    this.alias = writer.newAlias(scope.object);
    this.#sources.set('', { kind: 'table', alias: this.alias, object: scope.object, isRoot: true });
  }

  /** FROM with all joins made so far. */
  from(): string {
    return [`${quoteName(this.scope.object.name)} AS ${this.alias}`, ...this.#joins].join(' ');
  }

  /** The field at the end of a path, its alias or own object name stripped by the resolver. */
  column(path: readonly string[], position: number): Column {
    const { steps, field } = resolveField(this.scope, path, position);
    return this.fieldOf(this.source(steps), field, steps.length > 0);
  }

  source(steps: readonly RelationStep[]): Source {
    let path = '';
    let source = this.#sources.get('') as Source;
    for (const step of steps) {
      path += `${step.relationship.toLowerCase()}.`;
      const known = this.#sources.get(path);
      source = known ?? this.#step(source, step);
      this.#sources.set(path, source);
    }
    return source;
  }

  /** The source of a parent relationship given by name. */
  parents(path: readonly string[], position: number): { source: Source; steps: RelationStep[] } {
    const { steps } = resolveParents(this.scope, path, position);
    return { source: this.source(steps), steps };
  }

  /** The foreign key of a step as SQL. */
  keyOf(source: Source, step: RelationStep): string {
    return this.fieldOf(source, step.key, true).sql;
  }

  #step(source: Source, step: RelationStep): Source {
    const key = this.keyOf(source, step);
    const [target] = step.targets;
    if (step.targets.length > 1 || target === undefined) {
      return { kind: 'any', key, targets: step.targets };
    }
    return this.join(key, target);
  }

  /** Joins a table by the SQL of its id. */
  join(key: string, target: ObjectSchema): Source {
    const alias = this.writer.newAlias(target);
    this.#joins.push(`LEFT JOIN ${quoteName(target.name)} AS ${alias} ON ${alias}."id" = ${key}`);
    this.writer.reference(target, undefined);
    return { kind: 'table', alias, object: target, isRoot: false };
  }

  fieldOf(source: Source, field: FieldSchema, outer: boolean): Column {
    if (source.kind === 'any') {
      source.targets.forEach((target) => this.writer.useTable(target));
      return { sql: anySql(source, field.name), field, outer: true };
    }
    this.writer.reference(source.object, field);
    if (field.formula !== undefined) {
      return { sql: this.#formula(source, field), field, outer: true };
    }
    return { sql: `${source.alias}.${quoteName(field.name)}`, field, outer };
  }

  /** A formula is a call of a function over the fields that it reads, which may be formulas themselves. */
  #formula(source: Extract<Source, { kind: 'table' }>, field: FieldSchema): string {
    if (++this.#formulaDepth > MAX_FORMULA_DEPTH) {
      throw new SoqlSemanticError(`Formula field ${field.name} refers to itself`, 0);
    }
    const formula = this.writer.environment.formula(source.object, field);
    // What a formula reads is not what the user reads: only the formula field itself is checked for access.
    const references = this.writer.references.length;
    const values = formula.paths.map((path) => this.#relative(source, path));
    this.writer.references.length = references;
    this.#formulaDepth--;
    return formula.sql(values);
  }

  #relative(source: Extract<Source, { kind: 'table' }>, path: readonly string[]): string {
    const scope: Scope = { schema: this.scope.schema, object: source.object, aliases: new Map() };
    const { steps, field } = resolveField(scope, path, 0);
    let current: Source = source;
    let key = `@${source.alias}.`;
    for (const step of steps) {
      key += `${step.relationship.toLowerCase()}.`;
      const known: Source | undefined = this.#sources.get(key);
      current = known ?? this.#step(current, step);
      this.#sources.set(key, current);
    }
    return this.fieldOf(current, field, true).sql;
  }
}

/** A field of the `Name` entity: read from whichever table the key's prefix names. */
function anySql(source: Extract<Source, { kind: 'any' }>, fieldName: string): string {
  const lower = fieldName.toLowerCase();
  if (lower === 'id') {
    return source.key;
  }
  const branches = source.targets.flatMap((target) => {
    const column = nameEntityColumn(target, lower);
    const field = target.fields.get(column);
    if (target.keyPrefix === '' || (lower !== 'type' && (field === undefined || field.formula !== undefined))) {
      return [];
    }
    const value =
      lower === 'type'
        ? quoteText(target.name)
        : `(SELECT "${column}" FROM ${quoteName(target.name)} WHERE "id" = ${source.key})`;
    return [`WHEN ${quoteText(target.keyPrefix)} THEN ${value}`];
  });
  if (branches.length === 0) {
    throw new SoqlSemanticError(noSuchColumn(fieldName, 'Name'), 0);
  }
  return `CASE substr(${source.key}, 1, 3) ${branches.join(' ')} END`;
}
