import { DatabaseSync } from 'node:sqlite';
import type { SqlValue } from './codec.ts';

const NUMBERED = /\?([1-9]\d*)/g;

/** Early releases of Node 24 do not count numbered places (`?1`) among those that are bound by their order. */
function countsNumberedPlaces(): boolean {
  const db = new DatabaseSync(':memory:');
  try {
    return db.prepare('SELECT ?1 AS value').get(1) !== undefined;
  } catch {
    return false;
  } finally {
    db.close();
  }
}

const bindsByOrder = countsNumberedPlaces();

/** Values for a statement by the names of its numbered places; undefined for a statement without such. */
export function byName(sql: string, params: readonly SqlValue[]): Record<string, SqlValue> | undefined {
  const places = [...sql.replace(/'[^']*'|"[^"]*"/g, '').matchAll(NUMBERED)].map(([, number]) => Number(number));
  return places.length === 0
    ? undefined
    : Object.fromEntries(places.map((place) => [`?${place}`, params[place - 1] ?? null]));
}

/** The values of a statement as this release of Node binds them. */
export function bound(sql: string, params: readonly SqlValue[]): readonly SqlValue[] {
  const named = bindsByOrder || params.length === 0 ? undefined : byName(sql, params);
  // Node takes an object of names as the first value, which its types give an overload of their own.
  return named === undefined ? params : [named as unknown as SqlValue];
}
