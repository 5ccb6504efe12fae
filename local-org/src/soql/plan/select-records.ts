import type { FieldSchema, ObjectSchema } from '../../metadata/index.ts';
import { NotImplementedError } from '../../values/index.ts';
import type { FieldExpression, SelectItem, SoqlQuery } from '../ast.ts';
import { isCompound, isNumericField, plainPath, resolveField } from '../resolve/index.ts';
import type { RelationStep, Scope } from '../resolve/index.ts';
import { decoderOf } from '../rows/decode.ts';
import { formatter } from '../rows/format.ts';
import { coordinateNames, expressionColumn } from './expressions.ts';
import { Level } from './level.ts';
import type { Source } from './level.ts';
import { SelectList } from './shape.ts';
import type { FieldShape, ParentShape, RecordShape } from './shape.ts';

/** Digits above which a number does not fit a JavaScript number and is read as text. */
const SAFE_PRECISION = 15;

/** Writes the select list of a query for records and remembers which column goes where. */
export class RecordSelect {
  readonly list = new SelectList();
  readonly shape: RecordShape;
  readonly #level: Level;

  constructor(level: Level, query: SoqlQuery) {
    this.#level = level;
    this.shape = {
      object: level.scope.object,
      id: this.list.add(`${level.alias}."id"`),
      fields: [],
      parents: new Map()
    };
    for (const item of query.select) {
      if (item.kind === 'field') {
        this.#addField(item.field, item.alias);
      } else if (item.kind === 'typeof') {
        this.#addTypeof(item);
      } else if (item.kind === 'fields') {
        level.writer.optional = true;
        for (const name of groupFields(item.group, level.scope)) {
          this.#addField({ path: [name], start: item.start }, undefined);
        }
        level.writer.optional = false;
      }
    }
  }

  #addField(expression: FieldExpression, alias: string | undefined): void {
    const { scope } = this.#level;
    const { steps, field } = resolveField(scope, expression.path, expression.start);
    const source = this.#level.source(steps);
    const holder = steps.length === 0 ? this.shape : this.#parent(this.shape, steps);
    if (expression.fn === undefined) {
      this.#put(holder, this.#fieldShape(source, field, field.name.toLowerCase()));
      return;
    }
    const column = expressionColumn(this.#level, expression);
    const position = this.list.add(column.sql);
    const name = (alias ?? plainPath(scope, expression.path).at(-1) ?? '').toLowerCase();
    const decode =
      expression.fn.toUpperCase() === 'FORMAT' ? formatter(column.field, this.#level.writer) : decoderOf(column.field);
    this.#put(alias === undefined ? holder : this.shape, { name, column: position, decode });
  }

  #put(holder: { fields: FieldShape[] }, field: FieldShape): void {
    const known = holder.fields.find(({ name }) => name === field.name);
    if (known === undefined) {
      holder.fields.push(field);
    } else if (!field.implicit) {
      delete known.implicit;
    }
  }

  #fieldShape(source: Source, field: FieldSchema, name: string): FieldShape {
    if (isCompound(field) && source.kind === 'table') {
      return this.#compound(source, field, name);
    }
    const { sql } = this.#level.fieldOf(source, field, true);
    const wide = isNumericField(field) && field.precision > SAFE_PRECISION;
    return { name, column: this.list.add(wide ? `CAST(${sql} AS TEXT)` : sql), decode: decoderOf(field) };
  }

  /** An address or a location is put together from the fields that hold its parts. */
  #compound(source: Extract<Source, { kind: 'table' }>, field: FieldSchema, name: string): FieldShape {
    const parts = new Map<string, { column: number; decode: ReturnType<typeof decoderOf> }>();
    for (const [part, fieldName] of compoundParts(field)) {
      const component = source.object.fields.get(fieldName.toLowerCase());
      if (component !== undefined) {
        const { column, decode } = this.#fieldShape(source, component, part);
        parts.set(part, { column, decode });
      }
    }
    this.#level.writer.reference(source.object, field);
    return {
      name,
      column: 0,
      decode: () => null,
      components: parts,
      compound: field.type === 'location' ? 'location' : 'address'
    };
  }

  /** The shape of the parent at the end of the steps; keys and ids along the way are read too, as the platform does. */
  #parent(root: RecordShape, steps: readonly RelationStep[]): ParentShape {
    let holder: { fields: FieldShape[]; parents: Map<string, ParentShape> } = root;
    let shape: ParentShape | undefined;
    steps.forEach((step, index) => {
      const source = this.#level.source(steps.slice(0, index));
      shape = this.#child(holder, source, step, this.#level.source(steps.slice(0, index + 1)));
      holder = shape;
    });
    return shape as ParentShape;
  }

  #child(
    holder: { fields: FieldShape[]; parents: Map<string, ParentShape> },
    source: Source,
    step: RelationStep,
    target: Source
  ): ParentShape {
    const name = step.relationship.toLowerCase();
    let shape = holder.parents.get(name);
    if (shape === undefined) {
      this.#put(holder, { ...this.#fieldShape(source, step.key, step.key.name.toLowerCase()), implicit: true });
      shape = {
        relationship: step.relationship,
        key: step.key.name.toLowerCase(),
        object: target.kind === 'table' ? target.object : undefined,
        id: this.list.add(target.kind === 'table' ? `${target.alias}."id"` : target.key),
        fields: [],
        parents: new Map(),
        byObject: new Map()
      };
      holder.parents.set(name, shape);
    }
    return shape;
  }

  #addTypeof(item: Extract<SelectItem, { kind: 'typeof' }>): void {
    const level = this.#level;
    const { source, steps } = level.parents(
      plainPath(level.scope, [...item.relationship.split('.'), '']).slice(0, -1),
      item.start
    );
    const shape = this.#parent(this.shape, steps);
    const key = source.kind === 'any' ? source.key : `${source.alias}."id"`;
    for (const { object, fields } of item.when) {
      const target = steps.at(-1)?.targets.find((candidate) => candidate.name.toLowerCase() === object.toLowerCase());
      if (target === undefined) {
        continue;
      }
      const branch = { fields: [] as FieldShape[], parents: new Map<string, ParentShape>() };
      shape.byObject.set(target.name.toLowerCase(), branch);
      this.#addBranch(level.join(key, target), target, fields, branch, item.start);
    }
    for (const name of item.otherwise) {
      this.#addField(
        { path: [...steps.map((step) => step.relationship), ...name.split('.')], start: item.start },
        undefined
      );
    }
  }

  #addBranch(
    source: Source,
    target: ObjectSchema,
    names: readonly string[],
    branch: { fields: FieldShape[]; parents: Map<string, ParentShape> },
    start: number
  ): void {
    const scope: Scope = { schema: this.#level.scope.schema, object: target, aliases: new Map() };
    for (const name of names) {
      const { steps, field } = resolveField(scope, name.split('.'), start);
      if (steps.length > 0) {
        throw new NotImplementedError(`parent fields in TYPEOF (${name})`);
      }
      this.#put(branch, this.#fieldShape(source, field, field.name.toLowerCase()));
    }
  }
}

/** Component names of a compound value and the fields that hold them. */
export function compoundParts(field: FieldSchema): [string, string][] {
  if (field.type === 'location') {
    const [latitude, longitude] = coordinateNames(field);
    return [
      ['latitude', latitude],
      ['longitude', longitude]
    ];
  }
  const prefix = field.name.replace(/Address$/, '');
  const parts = [
    'Street',
    'City',
    'State',
    'PostalCode',
    'Country',
    'StateCode',
    'CountryCode',
    'Latitude',
    'Longitude',
    'GeocodeAccuracy'
  ];
  return parts.map((part) => [`${part.charAt(0).toLowerCase()}${part.slice(1)}`, `${prefix}${part}`]);
}

/** Names of the fields that FIELDS(…) stands for. */
export function groupFields(group: 'ALL' | 'STANDARD' | 'CUSTOM', scope: Scope): string[] {
  return [...scope.object.fields.values()]
    .filter((field) => group === 'ALL' || field.custom === (group === 'CUSTOM'))
    .map((field) => field.name);
}
