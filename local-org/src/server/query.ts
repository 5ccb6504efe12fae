import { parseSoql, runSoql, SoqlSyntaxError, validateSoql, type SoqlProblem, type SoqlQuery } from '../soql/index.ts';
import { LATEST_API_VERSION, type Schema } from '../metadata/index.ts';
import type { UserContext } from '../security/index.ts';
import type { Org } from '../org/index.ts';
import { ApiError, queryErrorCode } from './api-error.ts';
import { explainResource } from './explain.ts';
import { reading } from './org-resources.ts';
import { recordToJson } from './record-json.ts';
import { inTransaction, type ApiRequest, type ApiResponse } from './request.ts';

export const BATCH = 2000;
export const SMALLEST_BATCH = 200;
const OPEN_CURSORS = 50;

interface Cursor {
  readonly userId: string;
  readonly records: readonly Record<string, unknown>[];
  readonly batch: number;
}

/** Results that clients page through, the oldest dropped first. */
export class QueryCursors {
  readonly #cursors = new Map<string, Cursor>();
  #next = 1;

  open(cursor: Cursor): string {
    const id = `01g${String(this.#next++).padStart(12, '0')}`;
    this.#cursors.set(id, cursor);
    if (this.#cursors.size > OPEN_CURSORS) {
      const [oldest] = this.#cursors.keys();
      this.#cursors.delete(oldest!);
    }
    return id;
  }

  find(id: string, userId: string): Cursor | undefined {
    const cursor = this.#cursors.get(id);
    return cursor?.userId === userId ? cursor : undefined;
  }
}

/** Reads a query without checking it against the schema. @throws ApiError MALFORMED_QUERY */
export function parseForRows(text: string): SoqlQuery {
  let query: SoqlQuery;
  try {
    query = parseSoql(text);
  } catch (error) {
    if (error instanceof SoqlSyntaxError) {
      throw new ApiError(400, 'MALFORMED_QUERY', located(text, error));
    }
    throw error;
  }
  if (query.binds.length > 0) {
    throw new ApiError(400, 'MALFORMED_QUERY', 'Bind variables only allowed in Apex code');
  }
  return query;
}

/** Reads and checks a query. @throws ApiError MALFORMED_QUERY, INVALID_TYPE, INVALID_FIELD */
export function readQuery(text: string, schema: Schema): SoqlQuery {
  const query = parseForRows(text);
  const [issue] = validateSoql(query, schema);
  if (issue) {
    throw new ApiError(400, queryErrorCode(issue.message), located(text, issue));
  }
  return query;
}

/** Where in the query the problem is, as the API shows it: the line, a caret under the place, and the position. */
export function located(text: string, { message, position }: SoqlProblem): string {
  const before = text.slice(0, position).split('\n');
  const line = text.split('\n')[before.length - 1] ?? '';
  const column = before.at(-1)!.length;
  return `\n${line}\n${' '.repeat(column)}^\nERROR at Row:${before.length}:Column:${column + 1}\n${message}`;
}

function batchSize(request: ApiRequest): number {
  const wanted = /batchSize=(\d+)/i.exec(request.headers['sforce-query-options'] ?? '');
  return wanted ? Math.min(BATCH, Math.max(SMALLEST_BATCH, Number(wanted[1]))) : BATCH;
}

/** `GET query?q=…`, `GET queryAll?q=…`, `GET query/<locator>`, and the CLI's `&columns=true`. */
export function queryResource(cursors: QueryCursors): (request: ApiRequest) => ApiResponse {
  return reading((request) => {
    const locator = request.path[1];
    if (locator !== undefined) {
      return { status: 200, body: linked(request, nextPage(cursors, request.user.id, locator)) };
    }
    const explained = request.parameters.get('explain');
    if (explained !== null) {
      return explainResource(request, explained);
    }
    const text = request.parameters.get('q');
    if (text === null || text.trim() === '') {
      throw new ApiError(400, 'MALFORMED_QUERY', 'A query string has to be specified');
    }
    const parsed = readQuery(text, request.org.schema);
    const query = request.path[0]?.toLowerCase() === 'queryall' ? { ...parsed, allRows: true } : parsed;
    if (request.parameters.get('columns') === 'true') {
      return { status: 200, body: columns(query) };
    }
    return { status: 200, body: linked(request, firstPage(cursors, request, query, batchSize(request))) };
  });
}

/** All records that a query finds with the user's rights. @throws ApiError for a query that is refused */
export function queryRows(org: Org, user: UserContext, text: string): Record<string, unknown>[] {
  const query = readQuery(text, org.schema);
  const base = `/services/data/v${LATEST_API_VERSION}.0`;
  return org.run({ user, quiddity: 'REST' }, () =>
    runSoql(org.program, query, [], { access: 'user', sharing: 'with', masks: true }).records.map((record) =>
      recordToJson(record, base, 'links')
    )
  );
}

/** One page of a result. */
export interface QueryPage {
  readonly totalSize: number;
  readonly done: boolean;
  /** Where the next page begins; null on the last one. */
  readonly locator: string | null;
  readonly records: readonly Record<string, unknown>[];
}

/** Runs a query and answers its first page; what is beyond is kept for later calls. */
export function firstPage(
  cursors: QueryCursors,
  request: ApiRequest,
  query: SoqlQuery,
  batch: number,
  blobs: 'links' | 'content' = 'links'
): QueryPage {
  const result = inTransaction(request, () =>
    runSoql(request.org.program, query, [], { access: 'user', sharing: 'with', masks: true })
  );
  if (result.isCount) {
    return { totalSize: result.totalSize, done: true, locator: null, records: [] };
  }
  const records = result.records.map((record) => recordToJson(record, request.base, blobs));
  const cursor = { userId: request.user.id, records, batch };
  return page(records.length <= batch ? '' : cursors.open(cursor), cursor, 0);
}

function page(id: string, cursor: Cursor, start: number): QueryPage {
  const end = start + cursor.batch;
  const done = end >= cursor.records.length;
  return {
    totalSize: cursor.records.length,
    done,
    locator: done ? null : `${id}-${end}`,
    records: cursor.records.slice(start, end)
  };
}

function linked({ base }: ApiRequest, { totalSize, done, locator, records }: QueryPage): object {
  return {
    totalSize,
    done,
    ...(locator === null ? {} : { nextRecordsUrl: `${base}/query/${locator}` }),
    records
  };
}

/** The page at a locator. @throws ApiError INVALID_QUERY_LOCATOR */
export function nextPage(cursors: QueryCursors, userId: string, locator: string): QueryPage {
  const [id = '', start = ''] = locator.split('-');
  const cursor = cursors.find(id, userId);
  if (!cursor || !/^\d+$/.test(start)) {
    throw new ApiError(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
  }
  return page(id, cursor, Number(start));
}

interface ColumnMetadata {
  aggregate: boolean;
  apexType: string;
  booleanType: boolean;
  columnName: string;
  custom: boolean;
  displayName: string;
  foreignKeyName: string | null;
  insertable: boolean;
  joinColumns: ColumnMetadata[];
  numberType: boolean;
  textType: boolean;
  updatable: boolean;
}

function column(name: string, extra: Partial<ColumnMetadata> = {}): ColumnMetadata {
  return {
    aggregate: false,
    apexType: 'string',
    booleanType: false,
    columnName: name,
    custom: name.endsWith('__c'),
    displayName: name,
    foreignKeyName: null,
    insertable: false,
    joinColumns: [],
    numberType: false,
    textType: true,
    updatable: false,
    ...extra
  };
}

/** What the sf CLI asks for to head its tables. */
function columns(query: SoqlQuery): object {
  const metadata: ColumnMetadata[] = [];
  let unnamed = 0;
  for (const item of query.select) {
    if (item.kind === 'field') {
      const { path, fn } = item.field;
      if (fn) {
        metadata.push(column(item.alias ?? `expr${unnamed++}`, { aggregate: true }));
      } else if (path.length === 1) {
        metadata.push(column(item.alias ?? path[0]!));
      } else {
        nest(metadata, path);
      }
    } else if (item.kind === 'subquery') {
      metadata.push(column(item.query.from, { aggregate: true, joinColumns: plainColumns(item.query) }));
    }
  }
  return {
    columnMetadata: metadata,
    entityName: query.from,
    groupBy: query.groupBy !== undefined,
    idSelected: metadata.some(({ columnName }) => columnName.toLowerCase() === 'id'),
    keyPrefix: null
  };
}

function plainColumns(query: SoqlQuery): ColumnMetadata[] {
  return query.select.flatMap((item) => (item.kind === 'field' ? [column(item.field.path.join('.'))] : []));
}

function nest(columnsSoFar: ColumnMetadata[], path: readonly string[]): void {
  const [head, ...rest] = path as [string, ...string[]];
  if (rest.length === 0) {
    columnsSoFar.push(column(head));
    return;
  }
  let parent = columnsSoFar.find(({ columnName }) => columnName === head);
  if (!parent) {
    parent = column(head);
    columnsSoFar.push(parent);
  }
  nest(parent.joinColumns, rest);
}
