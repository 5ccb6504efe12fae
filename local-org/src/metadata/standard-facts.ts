import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeField } from './fields.ts';
import { MetadataError } from './metadata-error.ts';
import type { FieldSchema, FieldType, PicklistValue } from './schema.ts';
import { table } from '../common/index.ts';

/** What `standard/*.json` says of one standard object. */
export interface StandardFacts {
  readonly keyPrefix: string;
  readonly label?: string;
  readonly labelPlural: string;
  readonly nameField?: string;
  readonly sharingModel?: string;
  /** A setup object, which cannot be changed in one transaction with others. */
  readonly setup?: boolean;
  /** What DML allows: all of it by default; with `api` all of it through the APIs, nothing in Apex. */
  readonly dml?: 'none' | 'update' | 'api';
  /** Lower-case name of the feature without which an org has no such object. */
  readonly feature?: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly picklists?: Readonly<Record<string, readonly string[]>>;
}

const FOLDER = join(import.meta.dirname, 'standard');

/** Hand-written facts by API name: what no signature says (lengths, picklist values, what is required …). */
export function loadStandardFacts(): Map<string, StandardFacts> {
  const facts = new Map<string, StandardFacts>();
  for (const file of readdirSync(FOLDER).sort()) {
    const path = join(FOLDER, file);
    const objects = JSON.parse(readFileSync(path, 'utf8')) as Record<string, StandardFacts>;
    for (const [name, object] of Object.entries(objects)) {
      if (facts.has(name)) {
        throw new MetadataError(path, `${name} is described twice`);
      }
      facts.set(name, object);
    }
  }
  return facts;
}

const DEFAULT_LENGTHS: Partial<Record<FieldType, number>> = table({
  reference: 18,
  picklist: 255,
  email: 80,
  phone: 40,
  url: 255
});

function picklistValues(values: readonly string[]): PicklistValue[] {
  return values.map((text) => {
    const isDefault = text.startsWith('*');
    const value = isDefault ? text.slice(1) : text;
    return { value, label: value, active: true, isDefault };
  });
}

/**
 * Reads a field's line: a type with its length or precision and scale, then words:
 * `required`, `ro` (never written by users), `createonly`, `unique`, `casesensitive`, `md` (master-detail), `cascade`, `restrict`, `anycustom`
 * (points to any custom object too), `->Account|Contact` (targets), `rel=Who` (relationship), `child=Contacts` (child relationship),
 * `format={0000}`, `default=…`.
 */
export function factField(name: string, line: string, picklist: readonly string[] | undefined): FieldSchema {
  const [head = '', ...words] = line.split(' ');
  const match = /^([a-z0-9]+)(?:\((\d+)(?:,(\d+))?\))?$/.exec(head);
  if (match === null) {
    throw new Error(`Field ${name}: cannot read "${line}"`);
  }
  const type = match[1] as FieldType;
  const isNumber = type === 'double' || type === 'currency' || type === 'percent';
  const option = (key: string): string | undefined =>
    words.find((word) => word.startsWith(`${key}=`))?.slice(key.length + 1);
  const has = (word: string): boolean => words.includes(word);
  const targets =
    words
      .find((word) => word.startsWith('->'))
      ?.slice(2)
      .split('|') ?? [];
  const child = option('child');
  const format = option('format');
  const value = option('default');
  const detail = has('md');
  return makeField({
    name,
    type,
    length: isNumber ? 0 : match[2] !== undefined ? Number(match[2]) : (DEFAULT_LENGTHS[type] ?? 0),
    precision: isNumber ? Number(match[2] ?? 18) : 0,
    scale: isNumber ? Number(match[3] ?? 0) : 0,
    required: has('required'),
    unique: has('unique'),
    caseSensitive: has('casesensitive'),
    createable: !has('ro'),
    updateable: !has('ro') && !has('createonly'),
    picklistValues: picklistValues(picklist ?? []),
    ...(type === 'reference' && {
      referenceTo: has('anycustom') ? [...targets, ANY_CUSTOM] : targets,
      relationshipName: option('rel') ?? name.replace(/Id$/, ''),
      masterDetail: detail,
      deleteConstraint: detail || has('cascade') ? 'cascade' : has('restrict') ? 'restrict' : 'setNull'
    }),
    ...(child !== undefined && { childRelationshipName: child }),
    ...(format !== undefined && { displayFormat: format }),
    ...(value !== undefined && {
      defaultValue: type === 'boolean' || type === 'int' || isNumber ? value : `"${value}"`
    })
  });
}

/** Stands among a field's targets for every custom object of the org; replaced when the schema is put together. */
export const ANY_CUSTOM = '*__c';
