import { runDml } from '../dml/index.ts';
import type { DmlOperation } from '../records/index.ts';
import {
  parseSoql,
  parseSosl,
  runSoql,
  type SoqlOptions,
  type SoqlQuery,
  type SoqlResult,
  type SoslQuery
} from '../soql/index.ts';
import type { Engine } from '../engine/index.ts';
import {
  ApexList,
  ApexException,
  NotImplementedError,
  SObject,
  type ApexType,
  type ApexValue
} from '../values/index.ts';
import { nullPointer } from '../operators/index.ts';

export type AccessMode = 'user' | 'system';
export type Sharing = 'with' | 'without' | 'inherited';

/** Text of a query in a class, parsed when it first runs. */
export class QueryText {
  readonly text: string;
  #query: SoqlQuery | null = null;

  constructor(text: string) {
    this.text = text;
  }

  get query(): SoqlQuery {
    return (this.#query ??= parseSoql(this.text));
  }
}

type FindLiteral = (query: SoslQuery, binds: ApexValue[], options: SoqlOptions) => ApexList;

/** Queries and DML statements of compiled code. */
export class DataAccess {
  readonly #rt: Engine;
  readonly #findLiteral: FindLiteral;

  readonly #inherited: () => 'with' | 'without';

  constructor(rt: Engine, findLiteral: FindLiteral, inherited: () => 'with' | 'without') {
    this.#rt = rt;
    this.#findLiteral = findLiteral;
    this.#inherited = inherited;
  }

  #resolve(sharing: Sharing): 'with' | 'without' {
    return sharing === 'inherited' ? this.#inherited() : sharing;
  }

  run(text: QueryText, binds: ApexValue[], access: AccessMode, sharing: Sharing): SoqlResult {
    const { query } = text;
    // `WITH USER_MODE` and `WITH SYSTEM_MODE` win over the mode of the class.
    const mode = /^(user|system)_mode$/i.exec(query.withMode ?? '')?.[1]?.toLowerCase();
    return runSoql(this.#rt, query, binds, {
      access: mode === 'user' || mode === 'system' ? mode : access,
      sharing: this.#resolve(sharing)
    });
  }

  list(text: QueryText, binds: ApexValue[], access: AccessMode, sharing: Sharing, type: ApexType): ApexList {
    return new ApexList(type, this.run(text, binds, access, sharing).records);
  }

  /** `[FIND …]`: a list of records for each object searched. */
  search(text: string, binds: ApexValue[], access: AccessMode, sharing: Sharing): ApexList {
    return this.#findLiteral(parseSosl(text), binds, { access, sharing: this.#resolve(sharing) });
  }

  dml(
    operation: DmlOperation,
    value: ApexValue,
    access: AccessMode,
    sharing: Sharing,
    externalIdField: string | null
  ): void {
    const records = toRecords(value);
    if (records.length > 0) {
      runDml(this.#rt, {
        operation,
        records,
        allOrNone: true,
        access,
        sharing: this.#resolve(sharing),
        externalIdField
      });
    }
  }

  merge(master: ApexValue, duplicates: ApexValue, access: AccessMode, sharing: Sharing): void {
    runDml(this.#rt, {
      operation: 'merge',
      records: toRecords(master),
      allOrNone: true,
      access,
      sharing: this.#resolve(sharing),
      mergeDuplicates: toRecords(duplicates)
    });
  }
}

function toRecords(value: ApexValue): SObject[] {
  if (value === null) {
    return nullPointer();
  }
  if (value instanceof SObject) {
    return [value];
  }
  if (!(value instanceof ApexList)) {
    throw new NotImplementedError('DML on something other than records');
  }
  return value.items.map((item) => {
    if (!(item instanceof SObject)) {
      throw item === null
        ? new ApexException('System.NullPointerException', 'Attempt to de-reference a null object')
        : new NotImplementedError('DML on something other than records');
    }
    return item;
  });
}
