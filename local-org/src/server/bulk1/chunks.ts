import { runSoql } from '../../soql/index.ts';
import type { Org } from '../../org/index.ts';
import type { UserContext } from '../../security/index.ts';
import { readQuery } from '../query.ts';
import { AsyncApiError } from './answers.ts';

const DEFAULT_CHUNK = 100_000;
const LARGEST_CHUNK = 250_000;

/**
 * `Sforce-Enable-PKChunking: chunkSize=50000; startRow=…`: the rows of each batch that a query is split into, undefined without the
 * header. @throws AsyncApiError InvalidJob
 */
export function chunkSizeOf(header: string | undefined): number | undefined {
  const text = header?.trim() ?? '';
  if (text === '' || /^false$/i.test(text)) {
    return undefined;
  }
  const wanted = /chunkSize\s*=\s*(\d+)/i.exec(text)?.[1];
  const size = wanted === undefined ? DEFAULT_CHUNK : Number(wanted);
  if (size < 1 || size > LARGEST_CHUNK) {
    throw new AsyncApiError('InvalidJob', `chunkSize must lie between 1 and ${LARGEST_CHUNK}`);
  }
  return size;
}

/**
 * The queries that a query is split into: each has the ids of one chunk of all the object's records.
 * @throws ApiError for a query that cannot be read; AsyncApiError for one that cannot be split
 */
export function chunkQueries(org: Org, user: UserContext, text: string, size: number): string[] {
  const query = readQuery(text.trim(), org.schema);
  if (query.orderBy !== undefined || query.limit !== undefined || query.groupBy !== undefined) {
    throw new AsyncApiError('InvalidBatch', 'PK chunking cannot be used with ORDER BY, LIMIT or GROUP BY');
  }
  const ids = org.run({ user, mode: 'bulk', quiddity: 'BULK_API' }, () =>
    runSoql(org.program, readQuery(`SELECT Id FROM ${query.from} ORDER BY Id`, org.schema), [], {
      access: 'user',
      sharing: 'with'
    }).records.map(({ id }) => id ?? '')
  );
  const starts = ids.filter((_id, index) => index % size === 0);
  return starts.map((start, index) => {
    const end = starts[index + 1];
    const range = `Id >= '${start}'${end === undefined ? '' : ` AND Id < '${end}'`}`;
    const at = /\bwhere\b/i.exec(text);
    return at
      ? `${text.slice(0, at.index)}WHERE ${range} AND (${text.slice(at.index + at[0].length).trim()})`
      : `${text.trim()} WHERE ${range}`;
  });
}
