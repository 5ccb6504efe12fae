import { type Engine, platformClass } from '../../../engine/index.ts';
import { ApexList, PlatformObject } from '../../../values/index.ts';
import type { ApexValue, SObject } from '../../../values/index.ts';
import { runSoql } from '../../../soql/index.ts';
import type { SoqlQuery } from '../../../soql/index.ts';
import { withPermissionSet, type AccessOptions } from './caller.ts';

/** Records that are read at a time. */
const CHUNK = 200;
const MAX_LOCATOR_ROWS = 50_000_000;
const MAX_ROWS = 10_000;

/** A query for the records of a list of ids, which is its last bind. Plain data but for the binds. */
export interface RecordSource {
  readonly query: SoqlQuery;
  readonly binds: readonly ApexValue[];
  readonly options: AccessOptions;
}

/** Reads records in the order of their ids; those deleted since are left out. */
export function readByIds(rt: Engine, { query, binds, options }: RecordSource, ids: readonly string[]): SObject[] {
  const bound = new ApexList(rt.type('system.list<system.id>'), [...ids]);
  const { records } = withPermissionSet(rt, options.permissionSetId, () =>
    runSoql(rt, query, [...binds, bound], { ...options, counts: 'nothing' })
  );
  const found = new Map(records.map((record) => [record.id, record]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

/**
 * The records of a query as they were when it ran: their ids are kept, and the records read in chunks when they are asked for, so that
 * a batch job over many records holds few of them at a time.
 */
export class RecordCursor {
  readonly ids: readonly string[];
  readonly objectName: string;
  /** How to read the records elsewhere, e.g. in the transactions of a batch job; null for records that have been read. */
  readonly source: RecordSource | null;
  readonly #read: (rt: Engine, from: number, count: number) => SObject[];

  private constructor(
    ids: readonly string[],
    objectName: string,
    read: RecordCursor['read'],
    source: RecordSource | null = null
  ) {
    this.ids = ids;
    this.objectName = objectName;
    this.source = source;
    this.#read = read;
  }

  /** Over records that have been read already: `Database.getQueryLocator([SELECT …])`. */
  static ofRecords(records: readonly SObject[]): RecordCursor {
    return new RecordCursor(
      records.map((record) => record.id ?? ''),
      records[0]?.objectName ?? 'SObject',
      (_rt, from, count) => records.slice(from, from + count)
    );
  }

  /** Runs the query for its ids. */
  static ofQuery(rt: Engine, query: SoqlQuery, binds: readonly ApexValue[], options: AccessOptions): RecordCursor {
    const idsOnly: SoqlQuery = { ...query, select: [{ kind: 'field', field: { path: ['Id'], start: 0 } }] };
    const result = withPermissionSet(rt, options.permissionSetId, () =>
      runSoql(rt, idsOnly, binds, { ...options, rowCap: MAX_LOCATOR_ROWS, counts: 'query' })
    );
    const ids = result.records.map((record) => record.id ?? '');
    const byIds: SoqlQuery = {
      ...query,
      where: {
        kind: 'compare',
        field: { path: ['Id'], start: 0 },
        operator: 'IN',
        value: { kind: 'bind', index: binds.length }
      }
    };
    // The ids are in order and cut off already.
    delete byIds.orderBy;
    delete byIds.limit;
    delete byIds.offset;
    const source: RecordSource = { query: byIds, binds, options };
    return new RecordCursor(
      ids,
      result.objectName,
      (engine, from, count) => readByIds(engine, source, ids.slice(from, from + count)),
      source
    );
  }

  /** Records from a position on, in the query's order; those deleted since are left out. */
  read(rt: Engine, from: number, count: number): SObject[] {
    return this.#read(rt, from, count);
  }
}

/** `Database.QueryLocator`. */
export class QueryLocator extends PlatformObject {
  readonly $type = 'database.querylocator';
  readonly text: string;
  readonly cursor: RecordCursor;

  constructor(text: string, cursor: RecordCursor) {
    super();
    this.text = text;
    this.cursor = cursor;
  }
}

class LocatorIterator extends PlatformObject {
  readonly $type = 'database.querylocatoriterator';
  readonly #cursor: RecordCursor;
  #chunk: readonly SObject[] = [];
  #next = 0;
  #position = 0;

  constructor(cursor: RecordCursor) {
    super();
    this.#cursor = cursor;
  }

  hasNext(rt: Engine): boolean {
    while (this.#next >= this.#chunk.length && this.#position < this.#cursor.ids.length) {
      this.#chunk = this.#cursor.read(rt, this.#position, CHUNK);
      this.#position += CHUNK;
      this.#next = 0;
    }
    return this.#next < this.#chunk.length;
  }

  next(rt: Engine): SObject | null {
    return this.hasNext(rt)
      ? (this.#chunk[this.#next++] ?? null)
      : rt.fail('System.NoSuchElementException', 'Iterator has no more elements');
  }
}

/** `Database.Cursor`. */
export class Cursor extends PlatformObject {
  readonly $type = 'database.cursor';
  readonly cursor: RecordCursor;

  constructor(cursor: RecordCursor) {
    super();
    this.cursor = cursor;
  }
}

/** `Database.PaginationCursor`: pages that a user leafs through; a page keeps its size where records were deleted meanwhile. */
export class PaginationCursor extends PlatformObject {
  readonly $type = 'database.paginationcursor';
  readonly cursor: RecordCursor;

  constructor(cursor: RecordCursor) {
    super();
    this.cursor = cursor;
  }
}

/** `Database.CursorFetchResult`: one page. */
class CursorPage extends PlatformObject {
  readonly $type = 'database.cursorfetchresult';
  readonly records: ApexList;
  readonly deleted: number;
  readonly next: number;
  readonly isLast: boolean;

  constructor(records: ApexList, place: { deleted: number; next: number; isLast: boolean }) {
    super();
    this.records = records;
    this.deleted = place.deleted;
    this.next = place.next;
    this.isLast = place.isLast;
  }
}

const LARGEST_PAGE = 2_000;

function fetchPage(rt: Engine, { cursor }: PaginationCursor, start: number | null, size: number | null): CursorPage {
  let next = start ?? 0;
  const wanted = size ?? 0;
  if (next < 0 || next > cursor.ids.length || wanted < 1 || wanted > LARGEST_PAGE) {
    rt.fail(
      'System.InvalidParameterValueException',
      `Invalid page: start ${next}, size ${wanted} of ${cursor.ids.length} rows`
    );
  }
  const records = new ApexList(rt.type(`system.list<schema.${cursor.objectName.toLowerCase()}>`));
  let deleted = 0;
  while (records.items.length < wanted && next < cursor.ids.length) {
    const count = Math.min(wanted - records.items.length, cursor.ids.length - next);
    const rows = cursor.read(rt, next, count);
    records.items.push(...rows);
    deleted += count - rows.length;
    next += count;
  }
  rt.tx.limits.use('cursorFetchCalls');
  rt.tx.limits.use('queryRows', records.items.length);
  return new CursorPage(records, { deleted, next, isLast: next >= cursor.ids.length });
}

function fetchRows(rt: Engine, self: Cursor, position: number | null, count: number | null): ApexList {
  const from = position ?? 0;
  const rows = count ?? 0;
  if (from < 0 || rows < 0 || from + rows > self.cursor.ids.length) {
    rt.fail(
      'System.InvalidParameterValueException',
      `Invalid cursor fetch: position ${from}, count ${rows} of ${self.cursor.ids.length} rows`
    );
  }
  rt.tx.limits.use('cursorFetchCalls');
  rt.tx.limits.use('queryRows', rows);
  return new ApexList(
    rt.type(`system.list<schema.${self.cursor.objectName.toLowerCase()}>`),
    self.cursor.read(rt, from, rows)
  );
}

export const locatorClasses = [
  platformClass({
    name: 'Database.PaginationCursor',
    methods: {
      fetchPage,
      getNumRecords: (_rt: Engine, self: PaginationCursor) => self.cursor.ids.length
    }
  }),
  platformClass({
    name: 'Database.CursorFetchResult',
    methods: {
      getRecords: (_rt: Engine, self: CursorPage) => self.records,
      getNextIndex: (_rt: Engine, self: CursorPage) => self.next,
      getNumDeletedRecords: (_rt: Engine, self: CursorPage) => self.deleted,
      isDone: (_rt: Engine, self: CursorPage) => self.isLast
    }
  }),
  platformClass({
    name: 'Database.QueryLocator',
    methods: {
      getQuery: (_rt: Engine, self: QueryLocator) => self.text,
      iterator: (rt: Engine, self: QueryLocator) => {
        // Outside batch jobs a locator yields at most 10,000 records.
        if (rt.tx.job?.kind !== 'batch' && self.cursor.ids.length > MAX_ROWS) {
          rt.fail('System.LimitException', `Too many query locator rows: ${self.cursor.ids.length}`);
        }
        return new LocatorIterator(self.cursor);
      },
      querymore: (rt: Engine, self: QueryLocator, count: number | null) =>
        new ApexList(
          rt.type(`system.list<schema.${self.cursor.objectName.toLowerCase()}>`),
          self.cursor.read(rt, 0, count ?? CHUNK)
        )
    }
  }),
  platformClass({
    name: 'Database.QueryLocatorIterator',
    methods: {
      hasNext: (rt: Engine, self: LocatorIterator) => self.hasNext(rt),
      next: (rt: Engine, self: LocatorIterator) => self.next(rt)
    }
  }),
  platformClass({
    name: 'Database.Cursor',
    methods: { fetch: fetchRows, getNumRecords: (_rt: Engine, self: Cursor) => self.cursor.ids.length }
  })
];
