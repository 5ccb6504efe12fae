import { ApiError, notFound } from './api-error.ts';

export const NEWEST_VERSION = 67;
/** The oldest version that is not retired. */
export const OLDEST_VERSION = 31;
/** Retired in Summer '25; what is older is not known at all. */
const OLDEST_RETIRED = 7;
const SEASONS = ['Summer', 'Winter', 'Spring'] as const;
const RELEASES_A_YEAR = 3;
/** Version 31.0 came with Summer '14. */
const FIRST_YEAR = 14;

/** Name of the release that brought an API version. */
function release(version: number): string {
  const since = version - OLDEST_VERSION;
  // a season's Winter release carries the next year's number
  const year = FIRST_YEAR + Math.floor((since + RELEASES_A_YEAR - 1) / RELEASES_A_YEAR);
  return `${SEASONS[since % RELEASES_A_YEAR]!} '${year}`;
}

/** `GET /services/data`: the versions that the org answers. */
export function versions(): object[] {
  return Array.from({ length: NEWEST_VERSION - OLDEST_VERSION + 1 }, (_, index) => {
    const version = OLDEST_VERSION + index;
    return { label: release(version), url: `/services/data/v${version}.0`, version: `${version}.0` };
  });
}

/** @throws ApiError UNSUPPORTED_API_VERSION for a retired version, NOT_FOUND for one that there never was */
export function requireVersion(version: number): void {
  if (version > NEWEST_VERSION || version < OLDEST_RETIRED) {
    throw notFound();
  }
  if (version < OLDEST_VERSION) {
    throw new ApiError(410, 'UNSUPPORTED_API_VERSION', `The requested API version ${version}.0 is retired`);
  }
}
