import { randomUUID } from 'node:crypto';
import type { ObjectSchema } from '../../metadata/index.ts';
import type { SObject } from '../../values/index.ts';
import type { ChangeHost } from '../../engine/index.ts';
import type { OrgCore } from '../org-core.ts';
import { parseSoql, runSoql } from '../../soql/index.ts';
import { serializeState } from '../async/serialize-state.ts';
import { table } from '../../common/index.ts';

/** A saved record as it is now and as it was; `old` is null for a new one. */
interface ChangedRow {
  readonly record: SObject;
  readonly old: SObject | null;
}

export type ChangeType = 'CREATE' | 'UPDATE' | 'DELETE' | 'UNDELETE';

/** One change of a record as it is kept for those who follow the object. */
export interface RecordChange {
  readonly type: ChangeType;
  readonly object: string;
  readonly id: string;
  /** API names of the fields that an update changed. */
  readonly changedFields: readonly string[];
  /** The record, as `restoreState` reads it. */
  readonly record: string;
  readonly user: string;
  readonly time: number;
  readonly transactionKey: string;
  readonly sequenceNumber: number;
  /** Names of the push topics, in lower case, whose query found the record when it was saved. */
  readonly topics: readonly string[];
}

/** A push topic that looks at an object. */
interface Topic {
  readonly name: string;
  readonly query: string;
}

const TYPES: Readonly<Record<string, ChangeType>> = table({
  AFTER_INSERT: 'CREATE',
  AFTER_UPDATE: 'UPDATE',
  AFTER_DELETE: 'DELETE',
  AFTER_UNDELETE: 'UNDELETE'
});
const AUDIT = /^(lastmodifieddate|lastmodifiedbyid|systemmodstamp|createddate|createdbyid)$/;
const TRANSACTION = Symbol('change feed');

/** Name under which the event store keeps the changes of an object. */
export function changeKey(objectName: string): string {
  return `change:${objectName.toLowerCase()}`;
}

/**
 * Changes of records that somebody follows: objects selected for change data capture, and those of active push topics. They are rows of
 * the saving transaction, so that what is undone is never told.
 */
export class ChangeFeed implements ChangeHost {
  readonly #org: OrgCore;
  readonly #captured: ReadonlySet<string>;
  #topics: ReadonlyMap<string, readonly Topic[]> | undefined;

  constructor(org: OrgCore) {
    this.#org = org;
    this.#captured = new Set(
      org.metadata.components
        .filter(({ type }) => type === 'PlatformEventChannelMember')
        .map(({ data }) => capturedObject(String(data['selectedEntity'] ?? '')))
        .filter((name) => name !== '')
    );
  }

  /** Objects that change data capture is on for, in lower case. */
  get captured(): ReadonlySet<string> {
    return this.#captured;
  }

  /** Whether changes of the object are kept. Asked at every save. */
  follows(object: ObjectSchema): boolean {
    const key = object.name.toLowerCase();
    if (key === 'pushtopic') {
      this.#topics = undefined;
      return false;
    }
    return this.#captured.has(key) || (this.#topics ??= this.#readTopics()).has(key);
  }

  /** Keeps the changes of one step of a save; tests change nothing that anybody follows. */
  record(object: ObjectSchema, operation: string, rows: readonly ChangedRow[]): void {
    const { program, tx, eventBus, clock } = this.#org;
    if (tx.isTest) {
      return;
    }
    const state = (tx.scratch.get(TRANSACTION) ?? { key: randomUUID(), sequence: 0 }) as {
      key: string;
      sequence: number;
    };
    tx.scratch.set(TRANSACTION, state);
    const found = operation === 'AFTER_DELETE' ? undefined : this.#found(object, rows);
    for (const { record, old } of rows) {
      const change: RecordChange = {
        type: TYPES[operation] ?? 'UPDATE',
        object: object.name,
        id: record.id ?? '',
        changedFields: operation === 'AFTER_UPDATE' && old !== null ? changedNames(object, record, old) : [],
        record: serializeState(program, record.copy()),
        user: tx.user.id,
        time: clock.now(),
        transactionKey: state.key,
        sequenceNumber: ++state.sequence,
        topics: found?.get(record.id ?? '') ?? []
      };
      eventBus.store.add(changeKey(object.name), JSON.stringify(change), clock.now());
    }
  }

  /** Which topics find the records, as they are now: a later change must not be told of an earlier one. */
  #found(object: ObjectSchema, rows: readonly ChangedRow[]): Map<string, string[]> {
    const { program } = this.#org;
    const found = new Map<string, string[]>();
    const ids = rows.map(({ record }) => `'${record.id ?? ''}'`).join(', ');
    for (const { name, query } of this.#topicsOf(object)) {
      const parsed = parseSoql(query);
      const these = parseSoql(`SELECT Id FROM ${object.name} WHERE Id IN (${ids})`).where!;
      const where = parsed.where === undefined ? these : { kind: 'and' as const, items: [these, parsed.where] };
      // A transaction of its own, so that nothing counts towards the limits of the one that saves.
      const { records } = this.#org.run({ user: this.#org.users.administrator() }, () =>
        runSoql(program, { ...parsed, where }, [], { access: 'system', sharing: 'without' })
      );
      records.forEach(({ id }) => found.set(id ?? '', [...(found.get(id ?? '') ?? []), name.toLowerCase()]));
    }
    return found;
  }

  #topicsOf(object: ObjectSchema): readonly Topic[] {
    return (this.#topics ??= this.#readTopics()).get(object.name.toLowerCase()) ?? [];
  }

  #readTopics(): ReadonlyMap<string, readonly Topic[]> {
    const topic = this.#org.schema.object('PushTopic');
    if (!topic) {
      return new Map();
    }
    this.#org.db.ensureTable(topic);
    const rows = this.#org.db.all('SELECT "name", "query" FROM "pushtopic" WHERE "isactive" = 1 AND "isdeleted" = 0');
    return Map.groupBy(
      rows.map(({ name, query }) => ({ name: String(name), query: String(query) })),
      ({ query }) => (/\bfrom\s+(\w+)/i.exec(query)?.[1] ?? '').toLowerCase()
    );
  }
}

/** `AccountChangeEvent` is of Account, `Book__ChangeEvent` of Book__c. */
export function capturedObject(eventName: string): string {
  const custom = /^(.+__)ChangeEvent$/i.exec(eventName)?.[1];
  const standard = /^(.+)ChangeEvent$/i.exec(eventName)?.[1];
  return (custom === undefined ? (standard ?? '') : `${custom}c`).toLowerCase();
}

function changedNames(object: ObjectSchema, record: SObject, old: SObject): string[] {
  return [...object.fields.values()]
    .filter(({ name }) => {
      const key = name.toLowerCase();
      return !AUDIT.test(key) && String(record.fields.get(key) ?? '') !== String(old.fields.get(key) ?? '');
    })
    .map(({ name }) => name);
}
