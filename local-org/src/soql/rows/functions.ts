import { zoneOffset } from '../../values/index.ts';
import { table } from '../../common/index.ts';

type Argument = null | number | bigint | string | Uint8Array;

/** SQL functions that the SOQL translation relies on. All of them are deterministic. */
export const SOQL_SQL_FUNCTIONS: Readonly<Record<string, (...args: Argument[]) => null | number | string>> = table({
  /** Text for comparisons without regard to case. */
  soql_fold: (text) => (text === null || text === undefined ? null : String(text).toLowerCase()),
  /** LIKE without regard to case beyond ASCII; backslash escapes. */
  soql_like: (text, pattern) =>
    text === null || text === undefined ? null : Number(patternOf(String(pattern)).test(String(text))),
  /** Whether a multi-select picklist holds all values of one of the groups (JSON array of arrays, lower case). */
  soql_includes: (text, groups) => {
    const selected = new Set(text === null || text === undefined ? [] : String(text).toLowerCase().split(';'));
    const wanted = parseGroups(String(groups));
    return Number(
      wanted.some((group) => (group.length === 0 ? selected.size === 0 : group.every((value) => selected.has(value))))
    );
  },
  /** The values of a multi-select picklist in one order, for comparisons: which were chosen counts, not when. */
  soql_choices: (text) =>
    text === null || text === undefined ? null : String(text).toLowerCase().split(';').sort().join(';'),
  /** Milliseconds that a clock in the time zone shows, as if they were UTC. */
  soql_local: (ms, zone) =>
    ms === null || ms === undefined ? null : Number(ms) + zoneOffset(String(zone), Number(ms)),
  /** Great-circle distance in miles or kilometres. */
  soql_distance: (latitude, longitude, toLatitude, toLongitude, unit) =>
    latitude === null || longitude === null
      ? null
      : Math.round(
          haversine(Number(latitude), Number(longitude), Number(toLatitude), Number(toLongitude)) *
            (unit === 'km' ? 6371.0088 : 3958.7613) *
            1e12
        )
});

const patterns = new Map<string, RegExp>();
const groupLists = new Map<string, string[][]>();
const MAX_CACHED = 500;

function patternOf(pattern: string): RegExp {
  let known = patterns.get(pattern);
  if (known === undefined) {
    if (patterns.size > MAX_CACHED) {
      patterns.clear();
    }
    const source = pattern.replace(/\\([^])|[%_]|[.*+?^${}()|[\]\\]/g, (match, escaped?: string) =>
      escaped !== undefined
        ? escaped.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
        : match === '%'
          ? '[^]*'
          : match === '_'
            ? '[^]'
            : `\\${match}`
    );
    patterns.set(pattern, (known = new RegExp(`^${source}$`, 'iu')));
  }
  return known;
}

function parseGroups(json: string): string[][] {
  let known = groupLists.get(json);
  if (known === undefined) {
    if (groupLists.size > MAX_CACHED) {
      groupLists.clear();
    }
    groupLists.set(json, (known = JSON.parse(json) as string[][]));
  }
  return known;
}

/** Central angle between two places, in radians. */
function haversine(latitude: number, longitude: number, toLatitude: number, toLongitude: number): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const a =
    Math.sin(radians(toLatitude - latitude) / 2) ** 2 +
    Math.cos(radians(latitude)) * Math.cos(radians(toLatitude)) * Math.sin(radians(toLongitude - longitude) / 2) ** 2;
  return 2 * Math.asin(Math.min(1, Math.sqrt(a)));
}
