import { randomBytes } from 'node:crypto';
import type { UserContext } from '../../security/index.ts';
import type { Org } from '../../org/index.ts';
import { ApiError, methodNotAllowed } from '../api-error.ts';
import type { Incoming } from '../http-message.ts';
import { isRecord, type ApiResponse } from '../request.ts';
import { findChannel, LOGGING, SubscribeError } from './channels.ts';
import { StreamingClient } from './client.ts';
import { readJson } from '../json.ts';
import { own } from '../../common/index.ts';

/** Times that the platform documents for its clients (Streaming API Developer Guide, Client Connections). */
const CONNECT_TIMEOUT = 110_000;
const FORGOTTEN_AFTER = 150_000;
const MOST_CLIENTS = 1000;
const MOST_SUBSCRIPTIONS = 100;
const MOST_MESSAGES = 100;
const PATH = /^\/cometd\/(?:replay\/)?(\d+\.\d)(?:\/\w*)?\/?$/i;
const NEW_ONLY = -1;
const ALL = -2;

type Message = Readonly<Record<string, unknown>>;

export function isStreamingPath(pathname: string): boolean {
  return /^\/cometd(?:\/|$)/i.test(pathname);
}

/**
 * The Streaming API: the Bayeux protocol over long polling. Platform events, change events, push topics, generic channels and the
 * user's own debug logs, with replay of what the event bus still holds.
 */
export class StreamingHub {
  readonly #org: () => Org;
  readonly #userOf: (token: string) => UserContext | undefined;
  readonly #clients = new Map<string, StreamingClient>();
  readonly #listener = (): void => this.#clients.forEach((client) => client.wake());

  constructor(org: () => Org, userOf: (token: string) => UserContext | undefined) {
    this.#org = org;
    this.#userOf = userOf;
    this.attach();
  }

  /** Listens to the org that is served now. */
  attach(): void {
    const org = this.#org();
    org.afterTransaction.add(this.#listener);
    org.debugLogs.onLog((row) => {
      const event = { id: row.Id, userId: row.LogUserId, createdDate: new Date(org.clock.now()).toISOString() };
      org.eventBus.store.add(LOGGING, JSON.stringify(event), org.clock.now());
      this.#listener();
    });
    this.#listener();
  }

  /** Answers a request with one or several messages. */
  async resource({ method, url, headers, body }: Incoming): Promise<ApiResponse> {
    if (!PATH.test(url.pathname)) {
      return answer([
        failed({ channel: '/meta/handshake' }, '400::API version in the URI is mandatory. URI format: /cometd/67.0')
      ]);
    }
    if (method !== 'POST') {
      throw methodNotAllowed(method, ['POST']);
    }
    const messages = readMessages(body);
    const token = /^(?:Bearer|OAuth)\s+(.+)$/i.exec(headers.authorization ?? '')?.[1]?.trim();
    const replies: object[] = [];
    for (const message of messages) {
      replies.push(...(await this.#reply(message, token)));
    }
    return answer(replies);
  }

  async #reply(message: Message, token: string | undefined): Promise<object[]> {
    const user = token === undefined ? undefined : this.#userOf(token);
    const reason = token === undefined ? '401::Request requires authentication' : '401::Authentication invalid';
    if (message.channel === '/meta/handshake') {
      return [user && token !== undefined ? this.#handshake(message, token) : denied(message, reason)];
    }
    if (!user) {
      return [failed(message, reason, { reconnect: 'none', interval: 0 })];
    }
    const client = typeof message.clientId === 'string' ? this.#clients.get(message.clientId) : undefined;
    if (!client || client.token !== token) {
      return [failed(message, '403::Unknown client', { reconnect: 'handshake', interval: 0 })];
    }
    client.lastSeen = Date.now();
    switch (message.channel) {
      case '/meta/connect':
        return this.#connect(message, client, user);
      case '/meta/subscribe':
        return [this.#subscribe(message, client, user)];
      case '/meta/unsubscribe':
        client.subscriptions.delete(String(message.subscription));
        return [done(message, { subscription: message.subscription })];
      case '/meta/disconnect':
        this.#clients.delete(client.id);
        client.wake();
        return [done(message)];
      default:
        return [failed(message, '403::Clients cannot publish')];
    }
  }

  #handshake(message: Message, token: string): object {
    this.#forget();
    const client = new StreamingClient(randomBytes(20).toString('hex'), token);
    this.#clients.set(client.id, client);
    return {
      ...done({ ...message, clientId: client.id }),
      ext: { replay: true, 'payload.format': true },
      version: '1.0',
      minimumVersion: '1.0',
      supportedConnectionTypes: ['long-polling']
    };
  }

  /** Clients that have not been heard of for long, and the oldest ones where there are too many. */
  #forget(): void {
    const limit = Date.now() - FORGOTTEN_AFTER;
    for (const [id, client] of this.#clients) {
      if (client.lastSeen < limit || this.#clients.size >= MOST_CLIENTS) {
        this.#clients.delete(id);
        client.wake();
      }
    }
  }

  async #connect(message: Message, client: StreamingClient, user: UserContext): Promise<object[]> {
    const advice = isRecord(message.advice) ? message.advice : {};
    // the first connect tells the client the times, and does not wait
    const waits = client.connected && advice.timeout !== 0;
    client.connected = true;
    const reply = done(message, { advice: { reconnect: 'retry', interval: 0, timeout: CONNECT_TIMEOUT } });
    const until = Date.now() + CONNECT_TIMEOUT;
    let events = client.take(this.#org(), user);
    while (waits && events.length === 0 && Date.now() < until && this.#clients.has(client.id)) {
      const before = Date.now();
      await client.wait(until - before);
      if (!this.#userOf(client.token)) {
        return [failed(message, '401::Authentication invalid', { reconnect: 'none', interval: 0 })];
      }
      events = client.take(this.#org(), user);
      client.lastSeen = Date.now();
    }
    return [...events, reply];
  }

  #subscribe(message: Message, client: StreamingClient, user: UserContext): object {
    const name = String(message.subscription ?? '');
    try {
      if (client.subscriptions.size >= MOST_SUBSCRIPTIONS) {
        throw new SubscribeError('403::Subscription limit exceeded');
      }
      const channel = findChannel(this.#org(), user, name);
      const position = this.#position(message, channel.name, channel.sources);
      client.subscriptions.set(channel.name, { channel, position });
    } catch (error) {
      if (error instanceof SubscribeError) {
        return { ...failed(message, error.message), subscription: name };
      }
      throw error;
    }
    client.wake();
    return done(message, { subscription: name });
  }

  /** Where a subscription begins: after the replay id that the client names. */
  #position(message: Message, channel: string, sources: readonly string[]): number {
    const replay = isRecord(message.ext) && isRecord(message.ext.replay) ? own(message.ext.replay, channel) : undefined;
    const wanted = replay === undefined || replay === null ? NEW_ONLY : Number(replay);
    const { store } = this.#org().eventBus;
    if (wanted === NEW_ONLY) {
      return store.last();
    }
    if (wanted === ALL) {
      return 0;
    }
    if (!Number.isInteger(wanted) || !sources.some((source) => store.has(source, wanted))) {
      throw new SubscribeError(
        `400::The replayId {${String(replay)}} you provided was invalid.  Please provide a valid ID, -2 to replay all events, or -1 to replay only new events.`
      );
    }
    return wanted;
  }
}

/** @throws ApiError for a body that is no list of messages */
function readMessages(body: Buffer): Message[] {
  let parsed: unknown;
  try {
    parsed = readJson(body.toString('utf8'));
  } catch {
    parsed = undefined;
  }
  const list = Array.isArray(parsed) ? parsed : [parsed];
  if (list.length === 0 || list.length > MOST_MESSAGES || !list.every(isRecord)) {
    throw new ApiError(400, 'JSON_PARSER_ERROR', 'The body is no list of Bayeux messages');
  }
  return list;
}

function answer(messages: readonly object[]): ApiResponse {
  return { status: 200, body: messages };
}

function echo({ channel, id, clientId }: Message): object {
  return {
    channel: typeof channel === 'string' ? channel : '/meta/unsuccessful',
    ...(id === undefined ? {} : { id }),
    ...(clientId === undefined ? {} : { clientId })
  };
}

function done(message: Message, more: object = {}): object {
  return { ...echo(message), successful: true, ...more };
}

function failed(message: Message, error: string, advice?: object): object {
  return { ...echo(message), successful: false, error, ...(advice ? { advice } : {}) };
}

function denied(message: Message, failureReason: string): object {
  return {
    ...failed(message, '403::Handshake denied', { reconnect: 'none' }),
    ext: { sfdc: { failureReason } }
  };
}
