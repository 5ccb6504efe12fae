import { summaryText } from './field-text.ts';
import { recentItems } from './recent.ts';
import { find, query, request, type QueryRow } from './rest.ts';
import type { SearchedObject } from './shell-types.ts';
import { findBeginnings, findText, highlight, type TextPart } from './sosl.ts';
import { valueAt } from './values.ts';

/** A record as a list of hits shows it. */
export interface Hit {
  readonly id: string;
  readonly objectName: string;
  readonly name: string;
  /** The name, parted where it has the words that were looked for. */
  readonly parts: readonly TextPart[];
  /** What kind of record it is, and what tells it from others of the same name. */
  readonly detail: readonly TextPart[];
  readonly icon: string;
  readonly url: string;
}

const known = new Map<string, Promise<SearchedObject[]>>();

/** The objects that a search looks through; `only` for exactly those named. */
export function searchedObjects(objects: string, only = false): Promise<SearchedObject[]> {
  const parameters = new URLSearchParams({ objects, ...(only ? { only: 'true' } : {}) });
  const key = String(parameters);
  let answer = known.get(key);
  if (!answer) {
    answer = request<{ objects: SearchedObject[] }>('GET', `/lightning/api/search?${key}`).then(
      ({ objects: described }) => described
    );
    answer.catch(() => known.delete(key));
    known.set(key, answer);
  }
  return answer;
}

function returning(objects: readonly SearchedObject[], limit: number): string {
  return objects.map(({ objectName, paths }) => `${objectName}(${paths.join(', ')} LIMIT ${limit})`).join(', ');
}

/** What begins like the words that are being typed, at most `limit` records of each object. */
export async function suggest(objects: readonly SearchedObject[], text: string, limit: number): Promise<Hit[]> {
  if (objects.length === 0) return [];
  const rows = await find(`${findBeginnings(text)} RETURNING ${returning(objects, limit)}`);
  return hitsOf(objects, rows, text);
}

/** Rows of a finished search by object. */
export async function searchAll(
  objects: readonly SearchedObject[],
  text: string,
  limit: number
): Promise<Map<SearchedObject, QueryRow[]>> {
  const rows = objects.length ? await find(`${findText(text)} RETURNING ${returning(objects, limit)}`) : [];
  return new Map(
    objects.map((object) => [object, rows.filter(({ attributes }) => attributes.type === object.objectName)])
  );
}

/** What the user looked at last, of these objects. */
export async function recentHits(objects: readonly SearchedObject[], limit: number): Promise<Hit[]> {
  const recent = recentItems()
    .filter(({ objectName }) => objects.some((object) => object.objectName === objectName))
    .slice(0, limit);
  const concerned = objects.filter(({ objectName }) => recent.some((record) => record.objectName === objectName));
  const answers = await Promise.all(
    concerned.map(({ objectName, paths }) => {
      const ids = recent.filter((record) => record.objectName === objectName).map(({ id }) => `'${id}'`);
      return query(`SELECT ${paths.join(', ')} FROM ${objectName} WHERE Id IN (${ids.join(', ')})`);
    })
  );
  const hits = answers.flatMap(({ records }) => hitsOf(objects, records, ''));
  return recent.flatMap(({ id }) => hits.find((hit) => hit.id === id) ?? []);
}

function hitsOf(objects: readonly SearchedObject[], rows: readonly QueryRow[], text: string): Hit[] {
  return rows.flatMap((row) => {
    const object = objects.find(({ objectName }) => objectName === row.attributes.type);
    return object && row.Id ? [hitOf(object, row, row.Id, text)] : [];
  });
}

function hitOf(object: SearchedObject, row: QueryRow, id: string, text: string): Hit {
  const name = String(valueAt(row, object.nameField) ?? id);
  const details = object.secondary.map((field) => summaryText(field, row)).filter((part) => part !== '');
  return {
    id,
    objectName: object.objectName,
    name,
    parts: highlight(name, text),
    detail: highlight([object.label, ...details].join(' · '), text),
    icon: object.icon,
    url: `/lightning/r/${object.objectName}/${id}/view`
  };
}
