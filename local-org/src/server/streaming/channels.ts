import { type SoqlQuery, parseSoql, runSoql } from '../../soql/index.ts';
import type { UserContext } from '../../security/index.ts';
import {
  capturedObject,
  changeKey,
  type RecordChange,
  restoreState,
  type StoredEvent,
  type Org
} from '../../org/index.ts';
import type { SObject } from '../../values/index.ts';
import { recordToJson, valueToJson } from '../record-json.ts';
import { changeEventData, schemaId } from './change-event.ts';

/** A channel that a client may subscribe to. */
export interface Channel {
  readonly name: string;
  /** Keys of the event store that it draws from. */
  readonly sources: readonly string[];
  /** What subscribers get of an event; undefined for one that does not concern them. */
  data(org: Org, user: UserContext, event: StoredEvent): object | undefined;
}

/** Why a client cannot subscribe: `403:denied_by_security_policy:create_denied`. */
export class SubscribeError extends Error {}

const DENIED = '403:denied_by_security_policy:create_denied';
/** What `sf apex tail log` listens to. */
export const LOGGING = '/systemTopic/Logging';

/** Finds a channel. @throws SubscribeError for one that is not there or that the user may not hear */
export function findChannel(org: Org, user: UserContext, name: string): Channel {
  const [, kind = '', rest = ''] = /^\/(event|data|topic|u)\/(.+)$/.exec(name) ?? [];
  switch (kind) {
    case 'event':
      return eventChannel(org, user, name, rest);
    case 'data':
      return changeChannel(org, user, name, rest);
    case 'topic':
      return topicChannel(org, user, name, rest);
    case 'u':
      return genericChannel(org, name);
    default:
      if (name === LOGGING) {
        return { name, sources: [LOGGING], data: ownLogs };
      }
      throw new SubscribeError(`400::Channel '${name}' is not available`);
  }
}

function unknown(name: string): SubscribeError {
  return new SubscribeError(`404::Unknown channel: ${name}`);
}

function eventChannel(org: Org, user: UserContext, name: string, rest: string): Channel {
  const members = /__chn$/i.test(rest) ? channelMembers(org, rest) : [rest];
  const objects = members.map((member) => org.schema.object(member));
  if (objects.length === 0 || objects.some((object) => object?.kind !== 'platformEvent')) {
    throw unknown(name);
  }
  if (objects.some((object) => !org.access.objectAccess(user, object!.name).read)) {
    throw new SubscribeError(DENIED);
  }
  return { name, sources: objects.map((object) => object!.name), data: platformEvent };
}

function channelMembers(org: Org, channel: string): string[] {
  return org.metadata.components
    .filter(({ type, data }) => type === 'PlatformEventChannelMember' && sameName(data['eventChannel'], channel))
    .map(({ data }) => String(data['selectedEntity'] ?? ''));
}

function sameName(value: unknown, name: string): boolean {
  return String(value ?? '').toLowerCase() === name.toLowerCase();
}

function platformEvent(org: Org, user: UserContext, { replayId, payload }: StoredEvent): object {
  return org.run({ user }, () => {
    const event = restoreState(org.program, payload) as SObject;
    const object = org.schema.object(event.objectName);
    const fields = [...(object?.fields.values() ?? [])].filter(({ custom }) => custom);
    const values = fields.map(({ name }) => [name, valueToJson(event.fields.get(name.toLowerCase()) ?? null)] as const);
    return {
      schema: schemaId(event.objectName, fields),
      payload: {
        CreatedById: valueToJson(event.fields.get('createdbyid') ?? null),
        CreatedDate: String(valueToJson(event.fields.get('createddate') ?? null)).replace('+0000', 'Z'),
        ...Object.fromEntries(values)
      },
      event: { EventApiName: event.objectName, EventUuid: valueToJson(event.fields.get('eventuuid') ?? null), replayId }
    };
  });
}

function changeChannel(org: Org, user: UserContext, name: string, rest: string): Channel {
  const wanted =
    rest === 'ChangeEvents'
      ? [...org.changeFeed.captured]
      : /__chn$/i.test(rest)
        ? channelMembers(org, rest).map(capturedObject)
        : [capturedObject(rest)].filter((key) => org.changeFeed.captured.has(key));
  const objects = wanted.flatMap((key) => org.schema.object(key) ?? []);
  if (rest !== 'ChangeEvents' && objects.length === 0) {
    throw unknown(name);
  }
  const readable = objects.filter((object) => org.access.objectAccess(user, object.name).read);
  if (readable.length < objects.length && rest !== 'ChangeEvents') {
    throw new SubscribeError(DENIED);
  }
  return { name, sources: readable.map((object) => changeKey(object.name)), data: changeEventData };
}

interface Topic {
  readonly name: string;
  readonly query: SoqlQuery;
  readonly text: string;
  readonly fields: string;
  readonly operations: ReadonlySet<string>;
}

function readTopic(org: Org, name: string): Topic | undefined {
  const object = org.schema.object('PushTopic');
  if (!object) {
    return undefined;
  }
  org.db.ensureTable(object);
  const row = org.db.get(
    'SELECT * FROM "pushtopic" WHERE lower("name") = lower(?) AND "isactive" = 1 AND "isdeleted" = 0',
    [name]
  );
  if (!row) {
    return undefined;
  }
  // operations that were not named are notified of
  const operations = ['Create', 'Update', 'Delete', 'Undelete'].filter(
    (operation) => Number(row[`notifyforoperation${operation.toLowerCase()}`] ?? 1) === 1
  );
  const text = String(row['query']);
  return {
    name: name.toLowerCase(),
    query: parseSoql(text),
    text,
    fields: String(row['notifyforfields'] ?? 'Referenced'),
    operations: new Set(operations.map((operation) => operation.toUpperCase()))
  };
}

function topicChannel(org: Org, user: UserContext, name: string, rest: string): Channel {
  const topic = readTopic(org, rest);
  const object = topic && org.schema.object(topic.query.from);
  if (!topic || !object) {
    throw unknown(name);
  }
  if (!org.access.objectAccess(user, object.name).read) {
    throw new SubscribeError(DENIED);
  }
  return {
    name,
    sources: [changeKey(object.name)],
    data: (current, reader, event) => topicData(current, reader, event, readTopic(current, rest))
  };
}

const EVENT_TYPES = { CREATE: 'created', UPDATE: 'updated', DELETE: 'deleted', UNDELETE: 'undeleted' } as const;

function topicData(org: Org, user: UserContext, stored: StoredEvent, topic: Topic | undefined): object | undefined {
  const change = JSON.parse(stored.payload) as RecordChange;
  if (!topic?.operations.has(change.type) || !concerns(topic, change)) {
    return undefined;
  }
  const event = {
    createdDate: new Date(change.time).toISOString(),
    replayId: stored.replayId,
    type: EVENT_TYPES[change.type]
  };
  if (change.type === 'DELETE') {
    return { event, sobject: { Id: change.id } };
  }
  if (!change.topics.includes(topic.name)) {
    return undefined;
  }
  return org.run({ user }, () => {
    // What the reader may see of the record decides on the fields; their values are those of the time of the change.
    const { query } = topic;
    const { where } = parseSoql(`SELECT Id FROM ${query.from} WHERE Id = '${change.id}'`);
    const seen = runSoql(org.program, { ...query, where, allRows: true }, [], {
      access: 'user',
      sharing: 'with',
      masks: true
    });
    const [record] = seen.records;
    if (!record) {
      return undefined;
    }
    const then = restoreState(org.program, change.record) as SObject;
    for (const key of record.fields.keys()) {
      const field = org.schema.object(query.from)?.fields.get(key);
      if (field?.formula === undefined && field?.type !== 'encryptedstring') {
        record.fields.set(key, then.fields.get(key) ?? null);
      }
    }
    const sobject = recordToJson(record, '');
    delete sobject.attributes;
    return { event, sobject };
  });
}

/** Whether one of the fields that the topic looks at was changed. */
function concerns({ fields, text, query }: Topic, { type, changedFields }: RecordChange): boolean {
  if (type !== 'UPDATE' || fields === 'All') {
    return true;
  }
  const at = text.search(/\bfrom\b/i);
  const parts = { Select: text.slice(0, at), Where: text.slice(at), Referenced: text } as const;
  const looked = parts[fields as keyof typeof parts] ?? text;
  if (fields === 'Where' && query.where === undefined) {
    return true;
  }
  return changedFields.some((name) => new RegExp(`\\b${name}\\b`, 'i').test(looked));
}

/** Generic streaming: channels are records, events are pushed by REST. */
function genericChannel(org: Org, name: string): Channel {
  const object = org.schema.object('StreamingChannel');
  if (object) {
    org.db.ensureTable(object);
  }
  const row = object && org.db.get('SELECT "id" FROM "streamingchannel" WHERE "name" = ? AND "isdeleted" = 0', [name]);
  if (!row) {
    throw unknown(name);
  }
  return { name, sources: [name], data: genericData };
}

function genericData(_org: Org, user: UserContext, { replayId, payload }: StoredEvent): object | undefined {
  const event = JSON.parse(payload) as { payload: string; createdDate: string; userIds: readonly string[] };
  return event.userIds.length === 0 || event.userIds.includes(user.id)
    ? { payload: event.payload, event: { createdDate: event.createdDate, replayId } }
    : undefined;
}

function ownLogs(_org: Org, user: UserContext, { replayId, payload }: StoredEvent): object | undefined {
  const log = JSON.parse(payload) as { id: string; userId: string; createdDate: string };
  return log.userId === user.id
    ? { event: { createdDate: log.createdDate, replayId, type: 'created' }, sobject: { Id: log.id } }
    : undefined;
}
