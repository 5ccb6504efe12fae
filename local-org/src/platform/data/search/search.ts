import { type Engine, platformClass } from '../../../engine/index.ts';
import { ApexList, PlatformObject, SObject } from '../../../values/index.ts';
import type { ApexValue } from '../../../values/index.ts';
import { parseSosl, runSosl, SoqlSyntaxError, validateSosl } from '../../../soql/index.ts';
import type { SoslQuery } from '../../../soql/index.ts';
import { FIXED_SEARCH_RESULTS } from '../../services/test.ts';
import { accessOptions, withLevel } from '../database/caller.ts';
import type { AccessLevel, AccessOptions } from '../database/caller.ts';
import { listOf, nullPointer } from '../support.ts';
import { suggest, suggestionClasses } from './suggest.ts';

/** A parsed search with its binds; also what a static `[FIND …]` runs. */
export function search(rt: Engine, query: SoslQuery, binds: readonly ApexValue[], options: AccessOptions): ApexList[] {
  const fixedIds = rt.tx.scratch.get(FIXED_SEARCH_RESULTS) as ApexValue[] | undefined;
  return runSosl(rt, query, binds, { ...options, fixedIds });
}

function searchDynamic(rt: Engine, text: string | null, level: AccessLevel | null): ApexList[] {
  let query: SoslQuery;
  try {
    query = parseSosl(text ?? nullPointer('Argument 1 cannot be null'));
  } catch (error) {
    if (error instanceof SoqlSyntaxError) {
      return rt.fail('System.SearchException', error.message);
    }
    throw error;
  }
  const [problem] = validateSosl(query, rt.org.schema);
  if (problem !== undefined) {
    rt.fail('System.SearchException', problem.message);
  }
  const binds = query.binds.map(
    ({ source }) =>
      rt.caller.variable(source) ?? rt.fail('System.SearchException', `Variable does not exist: ${source}`)
  );
  return withLevel(rt, level, () => search(rt, query, binds, accessOptions(rt, level)));
}

class SearchResults extends PlatformObject {
  readonly $type = 'search.searchresults';
  readonly lists: readonly ApexList[];

  constructor(lists: readonly ApexList[]) {
    super();
    this.lists = lists;
  }
}

class SearchResult extends PlatformObject {
  readonly $type = 'search.searchresult';
  readonly record: ApexValue;

  constructor(record: ApexValue) {
    super();
    this.record = record;
  }
}

function resultsOf(rt: Engine, self: SearchResults, objectName: string | null): ApexList {
  const lower = (objectName ?? '').toLowerCase();
  const list = self.lists.find((candidate) => candidate.elementType.key === `schema.${lower}`);
  return listOf(
    rt,
    'search.searchresult',
    (list?.items ?? []).map((record) => new SearchResult(record))
  );
}

export const searchClasses = [
  ...suggestionClasses,
  platformClass({
    name: 'System.Search',
    statics: {
      // A search written in code; compiled code reaches it through the registry.
      findLiteral: (rt: Engine, query: SoslQuery, binds: readonly ApexValue[], options: AccessOptions) =>
        listOf(rt, 'system.list<system.sobject>', search(rt, query, binds, options)),
      query: (rt: Engine, text: string | null, level: AccessLevel | null = null) =>
        listOf(rt, 'system.list<system.sobject>', searchDynamic(rt, text, level)),
      find: (rt: Engine, text: string | null, level: AccessLevel | null = null) =>
        new SearchResults(searchDynamic(rt, text, level)),
      suggest
    }
  }),
  platformClass({ name: 'Search.SearchResults', methods: { get: resultsOf } }),
  platformClass({
    name: 'Search.SearchResult',
    methods: { getSObject: (_rt: Engine, self: SearchResult) => (self.record instanceof SObject ? self.record : null) }
  })
];
