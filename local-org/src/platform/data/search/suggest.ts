import { type Engine, platformClass } from '../../../engine/index.ts';
import { NotImplementedError, PlatformObject, SObject } from '../../../values/index.ts';
import type { ApexValue } from '../../../values/index.ts';
import { suggestRecords } from '../../../soql/index.ts';
import { FIXED_SEARCH_RESULTS } from '../../services/test.ts';
import { accessOptions } from '../database/caller.ts';
import { listOf, nullPointer } from '../support.ts';

/** Suggestions when nobody says how many (Apex Reference, Search.SuggestionOption). */
const DEFAULT_LIMIT = 5;

class SuggestionOption extends PlatformObject {
  readonly $type = 'search.suggestionoption';
  limit = DEFAULT_LIMIT;
}

class SuggestionResults extends PlatformObject {
  readonly $type = 'search.suggestionresults';
  readonly records: readonly ApexValue[];
  readonly hasMore: boolean;

  constructor(records: readonly ApexValue[], hasMore: boolean) {
    super();
    this.records = records;
    this.hasMore = hasMore;
  }
}

class SuggestionResult extends PlatformObject {
  readonly $type = 'search.suggestionresult';
  readonly record: ApexValue;

  constructor(record: ApexValue) {
    super();
    this.record = record;
  }
}

/** `Search.suggest`: records whose names begin with the words, up to the option's limit. */
export function suggest(
  rt: Engine,
  text: string | null,
  objectName: string | null,
  option: SuggestionOption | null
): SuggestionResults {
  const limit = option?.limit ?? DEFAULT_LIMIT;
  const object = rt.org.schema.object(objectName ?? nullPointer('Argument 2 cannot be null'));
  if (object === undefined) {
    return rt.fail('System.SearchException', `sObject type '${objectName}' is not supported.`);
  }
  const fixedIds = rt.tx.scratch.get(FIXED_SEARCH_RESULTS) as ApexValue[] | undefined;
  const { items } = suggestRecords(
    rt,
    text ?? nullPointer('Argument 1 cannot be null'),
    object.name,
    [...new Set(['Id', object.nameField])],
    limit + 1,
    { ...accessOptions(rt, null), fixedIds }
  );
  return new SuggestionResults(items.slice(0, limit), items.length > limit);
}

export const suggestionClasses = [
  platformClass({
    name: 'Search.SuggestionOption',
    constructors: { new: () => new SuggestionOption() },
    methods: {
      setLimit: (_rt: Engine, self: SuggestionOption, limit: number) => {
        self.limit = limit;
        return null;
      },
      setFilter: () => {
        throw new NotImplementedError('Search.SuggestionOption.setFilter: there are no articles');
      }
    }
  }),
  platformClass({
    name: 'Search.SuggestionResults',
    methods: {
      getSuggestionResults: (rt: Engine, self: SuggestionResults) =>
        listOf(
          rt,
          'search.suggestionresult',
          self.records.map((record) => new SuggestionResult(record))
        ),
      hasMoreResults: (_rt: Engine, self: SuggestionResults) => self.hasMore
    }
  }),
  platformClass({
    name: 'Search.SuggestionResult',
    methods: {
      getSObject: (_rt: Engine, self: SuggestionResult) => (self.record instanceof SObject ? self.record : null)
    }
  })
];
