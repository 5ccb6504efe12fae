import { recentItems } from './recent.ts';
import { find, query, request } from './rest.ts';
import type { ListDescription } from './shell-types.ts';
import { findBeginnings } from './sosl.ts';

export interface Sort {
  readonly path: string;
  readonly descending: boolean;
}

const RECENT = 'recent';

/** Describes a list view of an object: its columns, its query, its order. */
export function describeList(objectName: string, filterName?: string, sort?: Sort): Promise<ListDescription> {
  const parameters = new URLSearchParams({ object: objectName });
  if (filterName) parameters.set('filterName', filterName);
  if (filterName?.toLowerCase() === RECENT) parameters.set('recent', recentIds(objectName).join(','));
  if (sort) {
    parameters.set('sort', sort.path);
    parameters.set('direction', sort.descending ? 'desc' : 'asc');
  }
  return request('GET', `/lightning/api/list?${parameters}`);
}

function recentIds(name: string): string[] {
  return recentItems()
    .filter(({ objectName }) => objectName.toLowerCase() === name.toLowerCase())
    .map(({ id }) => id);
}

/** Rows of a list in its order; with a text only those in which its words begin so, whatever the field. */
export async function listRows(
  list: ListDescription,
  size: number,
  offset = 0,
  text = ''
): Promise<Record<string, unknown>[]> {
  const { path } = list.sort;
  const order = path ? ` ORDER BY ${orderBy(list.sort)}` : '';
  const page = `${order} LIMIT ${size}${offset ? ` OFFSET ${offset}` : ''}`;
  if (text) return find(`${findBeginnings(text)} RETURNING ${list.returning}${page})`);
  const { records } = await query(`${list.soql}${page}`);
  if (path) return records;
  const ids = recentIds(list.object.name);
  return [...records].sort((left, right) => ids.indexOf(left.Id ?? '') - ids.indexOf(right.Id ?? ''));
}

/** The order that Salesforce's own list views ask for: empty fields come first when rising, last when falling. */
export function orderBy({ path, descending }: Sort): string {
  return `${path} ${descending ? 'DESC NULLS LAST' : 'ASC NULLS FIRST'}, Id ASC`;
}

export function isRecentList(list: ListDescription | undefined): boolean {
  return list?.view.name.toLowerCase() === RECENT;
}
