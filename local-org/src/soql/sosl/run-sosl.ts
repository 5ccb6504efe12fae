import type { FieldSchema, ObjectSchema } from '../../metadata/schema.ts';
import type { Engine } from '../../runtime/engine.ts';
import { ApexException, ApexList } from '../../runtime/values/index.ts';
import type { ApexValue } from '../../runtime/values/index.ts';
import type { Condition, SoqlQuery } from '../ast.ts';
import { isTextField, unsupportedObject } from '../resolve/index.ts';
import type { SoqlOptions } from '../run/host.ts';
import { runSoql } from '../run/run-soql.ts';
import type { SearchScope, SoslQuery } from './parse-sosl.ts';
import { matchesAll, searchWords } from './words.ts';

/** Most records that one search answers (SOQL and SOSL Reference, "SOSL limits"). */
const MAX_RECORDS = 2000;

/** Ids that a test has chosen as the answer of its searches. */
export interface SearchOptions extends SoqlOptions {
  readonly fixedIds?: readonly ApexValue[] | undefined;
}

/**
 * Runs a search: one list of records per object of RETURNING, in that order. Words are looked up in the text fields themselves, so
 * results are never late as those of the platform's index; a word matches whole words, `*` and `?` stand for other letters.
 * Inside a test a search finds what `Test.setFixedSearchResults` named, or nothing.
 */
export function runSosl(rt: Engine, query: SoslQuery, binds: readonly ApexValue[], options: SearchOptions): ApexList[] {
  rt.tx.limits.use('soslQueries', 1);
  const text = query.find.kind === 'text' ? query.find.text : String(binds[query.find.index] ?? '');
  const words = searchWords(text);
  if (words.length === 0) {
    throw new ApexException('System.SearchException', 'search term must be longer than one character: ' + text);
  }
  const mode =
    query.withMode === undefined
      ? {}
      : { access: query.withMode === 'USER_MODE' ? ('user' as const) : ('system' as const) };
  const limit = Math.min(MAX_RECORDS, limitOf(query, binds));
  let left = limit;
  return query.returning.map((entry) => {
    const object = rt.org.schema.object(entry.from);
    if (object === undefined) {
      throw new ApexException('System.QueryException', unsupportedObject(entry.from));
    }
    const ids = rt.tx.isTest ? (options.fixedIds ?? []).map(String) : findIds(rt, object, words, query.scope);
    const list = read(rt, entry, ids, binds, { ...options, ...mode }, object);
    list.items = list.items.slice(0, left);
    left -= list.items.length;
    return list;
  });
}

function limitOf(query: SoslQuery, binds: readonly ApexValue[]): number {
  const { limit } = query;
  return limit === undefined ? MAX_RECORDS : typeof limit === 'number' ? limit : Number(binds[limit.bind] ?? 0);
}

function searchedFields(object: ObjectSchema, scope: SearchScope): FieldSchema[] {
  return [...object.fields.values()].filter((field) => {
    if (field.formula !== undefined || !isTextField(field) || field.type === 'encryptedstring') {
      return false;
    }
    switch (scope) {
      case 'NAME':
        return field.name === object.nameField || ['FirstName', 'LastName', 'Subject', 'Title'].includes(field.name);
      case 'EMAIL':
        return field.type === 'email';
      case 'PHONE':
        return field.type === 'phone';
      default:
        return field.type !== 'multipicklist';
    }
  });
}

/** Ids of the records that hold all words, each in some field. */
function findIds(rt: Engine, object: ObjectSchema, words: readonly string[], scope: SearchScope): string[] {
  const fields = searchedFields(object, scope);
  if (fields.length === 0) {
    return [];
  }
  const patterns = words.map(
    (word) =>
      `%${word
        .replace(/[\\%_]/g, '\\$&')
        .replaceAll('*', '%')
        .replaceAll('?', '_')}%`
  );
  const condition: Condition = {
    kind: 'and',
    items: patterns.map((_, index) => ({
      kind: 'or',
      items: fields.map((field) => ({
        kind: 'compare',
        field: { path: [field.name], start: 0 },
        operator: 'LIKE',
        value: { kind: 'bind', index }
      }))
    }))
  };
  const select = fields.map((field) => ({ kind: 'field' as const, field: { path: [field.name], start: 0 } }));
  const query: SoqlQuery = { select, from: object.name, where: condition, binds: [], fromStart: 0 };
  const { records } = runSoql(rt, query, patterns, { access: 'system', sharing: 'without', counts: 'nothing' });
  return records
    .filter((record) =>
      matchesAll(
        words,
        [...record.fields.values()].map((value) => (typeof value === 'string' ? value : ''))
      )
    )
    .map((record) => record.id ?? '');
}

function read(
  rt: Engine,
  entry: SoqlQuery,
  ids: readonly string[],
  binds: readonly ApexValue[],
  options: SoqlOptions,
  object: ObjectSchema
): ApexList {
  const isFound: Condition = {
    kind: 'compare',
    field: { path: ['Id'], start: 0 },
    operator: 'IN',
    value: { kind: 'bind', index: binds.length }
  };
  const own = ids.filter((id) => id.startsWith(object.keyPrefix));
  const where: Condition = entry.where === undefined ? isFound : { kind: 'and', items: [isFound, entry.where] };
  const bound = new ApexList(rt.type('system.list<system.id>'), own);
  const { records } = runSoql(rt, { ...entry, where }, [...binds, bound], { ...options, counts: 'nothing' });
  return new ApexList(rt.type(`system.list<schema.${object.name.toLowerCase()}>`), records);
}
