import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import jsforce from 'jsforce';
import { libraryConnection, openLibrary, type Library } from './support.ts';

interface Reply {
  channel: string;
  successful?: boolean;
  error?: string;
  clientId?: string;
  advice?: { reconnect: string };
  ext?: { replay?: boolean; sfdc?: { failureReason: string } };
  supportedConnectionTypes?: string[];
  data?: {
    schema?: string;
    payload?: Record<string, unknown> & { ChangeEventHeader?: Record<string, unknown> };
    event?: { replayId: number; type?: string; EventApiName?: string };
    sobject?: Record<string, unknown>;
  };
}

describe('the Streaming API', () => {
  let library: Library;
  let connection: jsforce.Connection;

  before(async () => {
    library = await openLibrary({}, 'streaming');
    connection = libraryConnection(library);
  });

  after(() => library.close());

  async function bayeux(
    messages: object,
    token: string | null = library.tokens.admin,
    path = '67.0'
  ): Promise<Reply[]> {
    const response = await fetch(`${library.server.url}/cometd/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `OAuth ${token}` }) },
      body: JSON.stringify(messages)
    });
    assert.equal(response.status, 200);
    return (await response.json()) as Reply[];
  }
  async function client(token = library.tokens.admin): Promise<string> {
    const handshake = {
      channel: '/meta/handshake',
      version: '1.0',
      supportedConnectionTypes: ['long-polling'],
      id: '1'
    };
    const [reply] = await bayeux([handshake], token);
    return reply?.clientId ?? '';
  }
  const subscribe = async (
    clientId: string,
    subscription: string,
    replay?: unknown,
    token?: string
  ): Promise<Reply | undefined> => {
    const ext = replay === undefined ? {} : { ext: { replay: { [subscription]: replay } } };
    return (await bayeux([{ channel: '/meta/subscribe', clientId, subscription, ...ext }], token))[0];
  };
  /** The events of one connect request; without waiting for more. */
  async function poll(clientId: string, wait = false, token?: string): Promise<Reply[]> {
    const advice = wait ? {} : { advice: { timeout: 0 } };
    const replies = await bayeux(
      [{ channel: '/meta/connect', clientId, connectionType: 'long-polling', ...advice }],
      token
    );
    assert.equal(replies.at(-1)?.channel, '/meta/connect');
    return replies.slice(0, -1);
  }
  const publish = (reason: string, copies: number | null = null): Promise<unknown> =>
    connection.create('Recall__e', { Reason__c: reason, Copies__c: copies });

  it('shakes hands with who is logged in', async () => {
    const [reply] = await bayeux({ channel: '/meta/handshake', id: '7' });
    assert.deepEqual(
      [reply?.successful, reply?.ext?.replay, reply?.supportedConnectionTypes, (reply as { id?: string }).id],
      [true, true, ['long-polling'], '7']
    );
    for (const [token, reason] of [
      [null, '401::Request requires authentication'],
      ['nobody', '401::Authentication invalid']
    ] as const) {
      const [refused] = await bayeux([{ channel: '/meta/handshake' }], token);
      assert.deepEqual(
        [refused?.successful, refused?.error, refused?.advice?.reconnect, refused?.ext?.sfdc?.failureReason],
        [false, '403::Handshake denied', 'none', reason]
      );
    }
    const [unknown] = await bayeux([{ channel: '/meta/connect', clientId: 'nobody' }]);
    assert.deepEqual([unknown?.error, unknown?.advice?.reconnect], ['403::Unknown client', 'handshake']);
    const mine = await client();
    const [stolen] = await bayeux([{ channel: '/meta/connect', clientId: mine }], library.tokens.reader);
    assert.equal(stolen?.error, '403::Unknown client');
    const [old] = await bayeux([{ channel: '/meta/handshake' }], library.tokens.admin, '');
    assert.match(old?.error ?? '', /^400::API version in the URI is mandatory/);
  });

  it('delivers platform events in order and replays them from an id', async () => {
    await publish('before');
    const id = await client();
    assert.deepEqual(await subscribe(id, '/event/Recall__e'), {
      channel: '/meta/subscribe',
      clientId: id,
      successful: true,
      subscription: '/event/Recall__e'
    });
    assert.deepEqual(await poll(id), []);
    const waiting = poll(id, true);
    await publish('damp', 3);
    const [first] = await waiting;
    assert.equal(first?.channel, '/event/Recall__e');
    const { payload, event } = first?.data ?? {};
    assert.deepEqual(
      [payload?.['Reason__c'], payload?.['Copies__c'], payload?.['CreatedById'], event?.EventApiName],
      ['damp', 3, library.org.users.administrator().id, 'Recall__e']
    );
    assert.match(String(payload?.['CreatedDate']), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    await publish('torn');
    await publish('lost');
    const reasons = (replies: Reply[]): unknown[] => replies.map(({ data }) => data?.payload?.['Reason__c']);
    assert.deepEqual(reasons(await poll(id)), ['torn', 'lost']);
    const all = await client();
    await subscribe(all, '/event/Recall__e', -2);
    assert.deepEqual(reasons(await poll(all)), ['before', 'damp', 'torn', 'lost']);
    const later = await client();
    await subscribe(later, '/event/Recall__e', event?.replayId);
    assert.deepEqual(reasons(await poll(later)), ['torn', 'lost']);
    const wrong = await subscribe(later, '/event/Recall__e', 999_999);
    assert.match(wrong?.error ?? '', /^400::The replayId \{999999\} you provided was invalid\./);
    await assert.rejects(async () => {
      const { success } = await connection.tooling.executeAnonymous('Recalls.publishThenFail();');
      assert.ok(success);
    });
    await bayeux([{ channel: '/meta/unsubscribe', clientId: id, subscription: '/event/Recall__e' }]);
    await publish('unheard');
    assert.deepEqual(await poll(id), []);
    assert.deepEqual(reasons(await poll(later)), ['unheard']);
    assert.equal((await bayeux([{ channel: '/meta/disconnect', clientId: id }]))[0]?.successful, true);
    assert.equal((await bayeux([{ channel: '/meta/connect', clientId: id }]))[0]?.error, '403::Unknown client');
  });

  it('refuses channels that are not there or not allowed', async () => {
    const id = await client();
    assert.equal((await subscribe(id, '/event/Nope__e'))?.error, '404::Unknown channel: /event/Nope__e');
    assert.equal((await subscribe(id, '/topic/Nope'))?.error, '404::Unknown channel: /topic/Nope');
    assert.equal((await subscribe(id, '/u/Nope'))?.error, '404::Unknown channel: /u/Nope');
    assert.equal(
      (await subscribe(id, '/data/AccountChangeEvent'))?.error,
      '404::Unknown channel: /data/AccountChangeEvent'
    );
    assert.equal((await subscribe(id, '/nonsense'))?.successful, false);
    const reader = await client(library.tokens.reader);
    const denied = await subscribe(reader, '/event/Recall__e', undefined, library.tokens.reader);
    assert.equal(denied?.error, '403:denied_by_security_policy:create_denied');
    const [published] = await bayeux([{ channel: '/event/Recall__e', clientId: id, data: {} }]);
    assert.deepEqual([published?.successful, published?.error], [false, '403::Clients cannot publish']);
  });

  it('captures the changes of selected objects', async () => {
    const id = await client();
    await subscribe(id, '/data/Shelf__ChangeEvent');
    const everything = await client();
    await subscribe(everything, '/data/ChangeEvents');
    const shelf = await connection.create('Shelf__c', { Name: 'A1', Room__c: 'North' });
    await connection.update('Shelf__c', { Id: shelf.id!, Room__c: 'South' });
    await connection.destroy('Shelf__c', shelf.id!);
    await connection.soap.undelete([shelf.id!]);
    await connection.tooling.executeAnonymous('Recalls.publishThenFail();');
    const changes = await poll(id);
    assert.deepEqual(
      changes.map(({ data }) => [
        data?.payload?.ChangeEventHeader?.['changeType'],
        data?.payload?.['Name'],
        data?.payload?.['Room__c']
      ]),
      [
        ['CREATE', 'A1', 'North'],
        ['UPDATE', undefined, 'South'],
        ['DELETE', undefined, undefined],
        ['UNDELETE', 'A1', 'South']
      ]
    );
    const header = changes[1]?.data?.payload?.ChangeEventHeader ?? {};
    assert.deepEqual(
      [
        header['entityName'],
        header['recordIds'],
        header['changedFields'],
        header['commitUser'],
        header['sequenceNumber']
      ],
      ['Shelf__c', [shelf.id], ['Room__c', 'LastModifiedDate'], library.org.users.administrator().id, 1]
    );
    assert.equal((await poll(everything)).length, 4);
  });

  it('tells subscribers of a push topic what its query finds', async () => {
    const topic = await connection.create('PushTopic', {
      Name: 'NorthShelves',
      Query: "SELECT Id, Name FROM Shelf__c WHERE Room__c = 'North'",
      ApiVersion: 67,
      NotifyForOperationUpdate: true,
      NotifyForOperationDelete: false,
      NotifyForFields: 'Referenced'
    });
    assert.ok(topic.success, JSON.stringify(topic));
    const heard: Reply['data'][] = [];
    const listener = connection.streaming.createClient([]);
    try {
      await listener.subscribe('/topic/NorthShelves', (data: unknown) => heard.push(data as Reply['data']));
      const north = await connection.create('Shelf__c', { Name: 'N1', Room__c: 'North' });
      const south = await connection.create('Shelf__c', { Name: 'S1', Room__c: 'South' });
      await connection.update('Shelf__c', { Id: north.id!, Name: 'N2' });
      await connection.update('Shelf__c', { Id: south.id!, Name: 'S2' });
      await connection.update('Shelf__c', { Id: south.id!, Room__c: 'North' });
      await connection.destroy('Shelf__c', north.id!);
      while (heard.length < 3) {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      assert.deepEqual(
        heard.map((data) => [data?.event?.type, data?.sobject]),
        [
          ['created', { Id: north.id, Name: 'N1' }],
          ['updated', { Id: north.id, Name: 'N2' }],
          ['updated', { Id: south.id, Name: 'S2' }]
        ]
      );
      // Whoever asks later is told what was, not what is.
      const late = await client();
      await subscribe(late, '/topic/NorthShelves', -2);
      const told = (await poll(late)).map(({ data }) => [data?.event?.type, data?.sobject]);
      assert.deepEqual(
        told,
        heard.map((data) => [data?.event?.type, data?.sobject])
      );
    } finally {
      (listener as unknown as { disconnect(): void }).disconnect();
    }
  });

  it('fans out what is pushed to a generic channel', async () => {
    const channel = await connection.create('StreamingChannel', { Name: '/u/notes' });
    assert.ok(channel.success, JSON.stringify(channel));
    const id = await client();
    await subscribe(id, '/u/notes');
    const results = await connection.streaming.channel('/u/notes').push([{ payload: 'for all', userIds: [] }] as never);
    assert.deepEqual(results, [{ fanoutCount: -1, userOnlineStatus: {} }]);
    const [note] = await poll(id);
    assert.equal(note?.data?.payload as unknown, 'for all');
    const missing = connection.requestPost('/sobjects/StreamingChannel/2qE000000000001AAA/push', {
      pushEvents: [{ payload: 'x' }]
    });
    await assert.rejects(missing, { errorCode: 'NOT_FOUND' });
  });

  it('tells users of their own debug logs', async () => {
    const user = library.org.users.administrator();
    const sent = {
      method: 'POST',
      headers: { authorization: `Bearer ${library.tokens.admin}`, 'content-type': 'application/json' }
    };
    const create = async (type: string, values: object): Promise<string> => {
      const url = `${library.server.url}/services/data/v67.0/tooling/sobjects/${type}`;
      const response = await fetch(url, { ...sent, body: JSON.stringify(values) });
      assert.equal(response.status, 201, await response.clone().text());
      return ((await response.json()) as { id: string }).id;
    };
    const DebugLevelId = await create('DebugLevel', { DeveloperName: 'Mine', MasterLabel: 'Mine', ApexCode: 'DEBUG' });
    const ExpirationDate = new Date(Date.now() + 60_000).toISOString();
    await create('TraceFlag', { TracedEntityId: user.id, LogType: 'DEVELOPER_LOG', DebugLevelId, ExpirationDate });
    const id = await client();
    await subscribe(id, '/systemTopic/Logging');
    const reader = await client(library.tokens.reader);
    await subscribe(reader, '/systemTopic/Logging', undefined, library.tokens.reader);
    const waiting = poll(id, true);
    await connection.tooling.executeAnonymous("System.debug('told');");
    const [event] = await waiting;
    assert.equal(event?.data?.event?.type, 'created');
    const body = await connection.tooling.request<string>(
      `/tooling/sobjects/ApexLog/${String(event?.data?.sobject?.['Id'])}/Body`
    );
    assert.match(body, /USER_DEBUG\|\[1\]\|DEBUG\|told/);
    assert.deepEqual(await poll(reader, false, library.tokens.reader), []);
  });
});
