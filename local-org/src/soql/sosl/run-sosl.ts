import type { FieldSchema, ObjectSchema } from '../../metadata/index.ts';
import type { Engine } from '../../engine/index.ts';
import { ApexException, ApexList, NotImplementedError } from '../../values/index.ts';
import type { ApexValue } from '../../values/index.ts';
import { isBusinessObject } from '../../security/index.ts';
import type { Condition, SoqlQuery } from '../ast.ts';
import { unsupportedObject } from '../resolve/index.ts';
import type { SoqlOptions } from '../run/host.ts';
import { runSoql } from '../run/run-soql.ts';
import type { SearchScope, SoslQuery } from './parse-sosl.ts';
import { indexedFields, searchIndex } from './search-index.ts';
import { parseSearchText, type SearchExpression } from './search-text.ts';
import { shareLimit } from './share-limit.ts';

/** Most records that one search answers (SOQL and SOSL Reference, "SOSL limits"). */
const MAX_RECORDS = 2000;
/** Objects besides business and custom objects that a search without RETURNING looks at. */
const ALSO_SEARCHED = new Set(['Product2', 'Pricebook2', 'User']);
const NAME_FIELDS = new Set(['FirstName', 'LastName', 'Subject', 'Title']);

export interface SearchOptions extends SoqlOptions {
  /** Ids that a test has chosen as the answer of its searches. */
  readonly fixedIds?: readonly ApexValue[] | undefined;
}

/**
 * Runs a search: one list of records per object of RETURNING, in that order; without RETURNING one per object in which something was
 * found. Words are looked up in an index that is never late, unlike the platform's. Inside a test a search finds what
 * `Test.setFixedSearchResults` named, or nothing.
 * @throws ApexException System.SearchException for a text of fewer than two letters
 * @throws NotImplementedError for clauses about divisions, data categories, networks, price books, labels and list views
 */
export function runSosl(rt: Engine, query: SoslQuery, binds: readonly ApexValue[], options: SearchOptions): ApexList[] {
  rt.tx.limits.use('soslQueries', 1);
  const expression = expressionOf(query.find.kind === 'text' ? query.find.text : String(binds[query.find.index] ?? ''));
  if (query.unsupported !== undefined) {
    throw new NotImplementedError(query.unsupported);
  }
  const mode = /^(USER|SYSTEM)_MODE$/.exec(query.withMode ?? '')?.[1];
  const access = mode === undefined ? options.access : mode === 'USER' ? 'user' : 'system';
  const search: Search = { rt, expression, scope: query.scope, options: { ...options, access }, binds };
  const hasEntries = query.returning.length > 0;
  const entries = hasEntries ? query.returning : everything(search);
  const lists = entries.map((entry) => recordsOf(search, entry));
  const limits = shareLimit(
    lists.map(({ items }) => items.length),
    limitOf(query, binds)
  );
  lists.forEach((list, index) => {
    list.items = list.items.slice(0, limits[index]);
  });
  return hasEntries ? lists : lists.filter(({ items }) => items.length > 0);
}

/**
 * Records of one object whose names begin with the words: what a search box suggests while somebody types.
 * @param fields what to read of each
 */
export function suggestRecords(
  rt: Engine,
  text: string,
  objectName: string,
  fields: readonly string[],
  limit: number,
  options: SearchOptions
): ApexList {
  rt.tx.limits.use('soslQueries', 1);
  const words = text
    .replace(/[^\p{L}\p{N}_ ]/gu, ' ')
    .split(' ')
    .filter((word) => word !== '');
  const expression = expressionOf(words.map((word) => `${word}*`).join(' '));
  const entry = entryOf(objectName, fields, limit);
  return recordsOf({ rt, expression, scope: 'NAME', options, binds: [] }, entry);
}

interface Search {
  readonly rt: Engine;
  readonly expression: SearchExpression;
  readonly scope: SearchScope;
  readonly options: SearchOptions;
  readonly binds: readonly ApexValue[];
}

function expressionOf(text: string): SearchExpression {
  const expression = parseSearchText(text);
  if (expression === null) {
    throw new ApexException('System.SearchException', `search term must be longer than one character: ${text}`);
  }
  return expression;
}

function limitOf(query: SoslQuery, binds: readonly ApexValue[]): number {
  const { limit } = query;
  const written =
    limit === undefined ? MAX_RECORDS : typeof limit === 'number' ? limit : Number(binds[limit.bind] ?? 0);
  return Math.min(MAX_RECORDS, written);
}

function entryOf(from: string, fields: readonly string[], limit?: number): SoqlQuery {
  return {
    select: fields.map((name) => ({ kind: 'field', field: { path: [name], start: 0 } })),
    from,
    binds: [],
    fromStart: 0,
    ...(limit !== undefined && { limit: { kind: 'number', text: String(limit) } })
  };
}

/** Ids of every object that can be searched and that the user may read. */
function everything({ rt, options }: Search): SoqlQuery[] {
  const { schema, access } = rt.org;
  const isSearched = (object: ObjectSchema): boolean =>
    isBusinessObject(object) ||
    ALSO_SEARCHED.has(object.name) ||
    (object.kind === 'custom' && /__c$/i.test(object.name) && indexedFields(object).length > 0);
  return [...schema.objects()]
    .filter(isSearched)
    .filter(({ name }) => options.access === 'system' || access.objectAccess(rt.tx.user, name).read)
    .map(({ name }) => entryOf(name, ['Id']));
}

/** Fields that a search looks at; in user mode only those that the user may read, so that nothing hidden is found. */
function searchedFields({ rt, scope, options }: Search, object: ObjectSchema): FieldSchema[] {
  return indexedFields(object).filter((field) => {
    const isReadable =
      options.access === 'system' || rt.org.access.fieldAccess(rt.tx.user, object.name, field.name).read;
    switch (scope) {
      case 'NAME':
        return isReadable && (field.name === object.nameField || NAME_FIELDS.has(field.name));
      case 'EMAIL':
        return isReadable && field.type === 'email';
      case 'PHONE':
        return isReadable && field.type === 'phone';
      default:
        return isReadable && field.type !== 'multipicklist';
    }
  });
}

function recordsOf(search: Search, entry: SoqlQuery): ApexList {
  const { rt, expression, options, binds } = search;
  const object = rt.org.schema.object(entry.from);
  if (object === undefined) {
    throw new ApexException('System.SearchException', unsupportedObject(entry.from));
  }
  const ids = rt.tx.isTest
    ? (options.fixedIds ?? []).map(String).filter((id) => id.startsWith(object.keyPrefix))
    : searchIndex(rt.org.db, object, searchedFields(search, object), expression);
  const isFound: Condition = {
    kind: 'compare',
    field: { path: ['Id'], start: 0 },
    operator: 'IN',
    value: { kind: 'bind', index: binds.length }
  };
  const where: Condition = entry.where === undefined ? isFound : { kind: 'and', items: [isFound, entry.where] };
  const bound = new ApexList(rt.type('system.list<system.id>'), ids);
  const { records } = runSoql(rt, { ...entry, where }, [...binds, bound], { ...options, counts: 'nothing' });
  return new ApexList(rt.type(`system.list<schema.${object.name.toLowerCase()}>`), records);
}
