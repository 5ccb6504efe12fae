import { QueryLocator, readByIds, type RecordSource } from '../../platform/index.ts';
import type { Engine } from '../../engine/index.ts';
import { ApexException, ApexList } from '../../values/index.ts';
import type { ApexObject, ApexValue } from '../../values/index.ts';
import type { OrgCore } from '../org-core.ts';
import { restoreState, serializeState } from './serialize-state.ts';

/** A chunk as text: the ids of records, to be read when their turn comes, or the values themselves. */
type Chunk =
  | { readonly ids: readonly string[]; readonly objectName: string; readonly source: StoredSource }
  | { readonly state: string };

type StoredSource = Omit<RecordSource, 'binds'> & { readonly binds: string };

/** Splits what a batch's `start` answered into chunks. */
export class ChunkWriter {
  readonly #org: OrgCore;
  readonly #scope: number;
  readonly #keep: ApexObject[] | undefined;

  constructor(org: OrgCore, scope: number, keep: ApexObject[] | undefined) {
    this.#org = org;
    this.#scope = scope;
    this.#keep = keep;
  }

  payloads(result: ApexValue): string[] {
    if (result === null) {
      return [];
    }
    if (result instanceof QueryLocator && result.cursor.source !== null) {
      const { ids, objectName, source } = result.cursor;
      const stored = { ...source, binds: this.#serialize('system.list<system.object>', source.binds) };
      return this.#split(ids).map((part) => JSON.stringify({ ids: part, objectName, source: stored } satisfies Chunk));
    }
    const type = result instanceof ApexList ? result.type.key : 'system.list<system.sobject>';
    return this.#split(this.#itemsOf(result)).map((part) =>
      JSON.stringify({ state: this.#serialize(type, part) } satisfies Chunk)
    );
  }

  #serialize(type: string, items: readonly ApexValue[]): string {
    const rt = this.#org.program;
    return serializeState(rt, new ApexList(rt.type(type), [...items]), this.#keep);
  }

  #split<T>(items: readonly T[]): T[][] {
    const count = Math.ceil(items.length / this.#scope);
    return Array.from({ length: count }, (_, at) => items.slice(at * this.#scope, (at + 1) * this.#scope));
  }

  /** Everything that an Iterable yields. */
  #itemsOf(result: ApexValue): ApexValue[] {
    if (result instanceof ApexList) {
      return result.items;
    }
    const rt = this.#org.program;
    const items: ApexValue[] = [];
    const iterator = rt.invoke(result, 'iterator', []);
    if (iterator === null) {
      throw new ApexException('System.NullPointerException', 'Attempt to de-reference a null object');
    }
    while (rt.invoke(iterator, 'hasNext', []) === true) {
      items.push(rt.invoke(iterator, 'next', []));
    }
    return items;
  }
}

/** The list that `execute` gets. */
export function readChunk(rt: Engine, payload: string, kept: readonly ApexObject[]): ApexValue {
  const chunk = JSON.parse(payload) as Chunk;
  if ('state' in chunk) {
    return restoreState(rt, chunk.state, kept);
  }
  const binds = restoreState(rt, chunk.source.binds, kept) as ApexList;
  const records = readByIds(rt, { ...chunk.source, binds: binds.items }, chunk.ids);
  return new ApexList(rt.type(`system.list<schema.${chunk.objectName.toLowerCase()}>`), records);
}
