import http from 'node:http';

const DATA = '/services/data/v67.0';

/** What one write stores, so that it can be looked for afterwards. */
export interface Write {
  /** Marks the records of this write: the shelf's code, or `Batch__c` of the volumes. */
  readonly tag: string;
  /** Volumes that are there together or not at all. */
  readonly volumes: number;
  /** Whether the write makes a shelf of its own. */
  readonly shelf: boolean;
  readonly send: (client: Client) => Promise<boolean>;
}

/** Sends JSON with a token; answers null when the connection breaks. */
export class Client {
  readonly #url: URL;
  readonly #token: string;
  readonly #agent = new http.Agent({ keepAlive: true });

  constructor(url: string, token: string) {
    this.#url = new URL(url);
    this.#token = token;
  }

  request(method: string, path: string, body: unknown, type = 'application/json'): Promise<[number, unknown] | null> {
    return new Promise((resolve) => {
      const headers = { authorization: `Bearer ${this.#token}`, 'content-type': type };
      const { hostname, port } = this.#url;
      const request = http.request(
        { agent: this.#agent, hostname, port, method, path: `${DATA}/${path}`, headers },
        (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (chunk: string) => (text += chunk));
          response.on('error', () => resolve(null));
          response.on('end', () => {
            resolve(response.complete ? [response.statusCode ?? 0, text === '' ? null : JSON.parse(text)] : null);
          });
        }
      );
      request.on('error', () => resolve(null));
      request.end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

const accepted = async (answer: Promise<[number, unknown] | null>, status: number): Promise<boolean> =>
  (await answer)?.[0] === status;

function volume(tag: string, shelf: string, index: number): Record<string, unknown> {
  return { Name: `${tag}-${index}`, Shelf__c: shelf, Pages__c: index + 1, Batch__c: tag };
}

function volumesOf(tag: string, shelf: string, count: number): object[] {
  return Array.from({ length: count }, (_, index) => ({
    attributes: { type: 'Volume__c', referenceId: `${tag}v${index}` },
    ...volume(tag, shelf, index)
  }));
}

const KINDS: readonly ((tag: string, shared: string) => Write)[] = [
  (tag) => ({
    tag,
    shelf: true,
    volumes: 0,
    send: (client) => accepted(client.request('POST', 'sobjects/Shelf__c', { Name: tag, Code__c: tag }), 201)
  }),
  (tag, shared) => ({
    tag,
    shelf: false,
    volumes: 1,
    send: (client) => accepted(client.request('POST', 'sobjects/Volume__c', volume(tag, shared, 0)), 201)
  }),
  (tag, shared) => ({
    tag,
    shelf: false,
    volumes: 7,
    send: (client) =>
      accepted(
        client.request('POST', 'composite/sobjects', { allOrNone: true, records: volumesOf(tag, shared, 7) }),
        200
      )
  }),
  (tag) => ({
    tag,
    shelf: true,
    volumes: 3,
    send: (client) => accepted(client.request('POST', 'composite', compositeBody(tag)), 200)
  }),
  (tag) => ({
    tag,
    shelf: true,
    volumes: 3,
    send: (client) =>
      accepted(client.request('POST', 'composite/graph', { graphs: [{ graphId: tag, ...compositeBody(tag) }] }), 200)
  }),
  (tag) => ({
    tag,
    shelf: true,
    volumes: 2,
    send: (client) =>
      accepted(
        client.request('POST', 'composite/tree/Shelf__c', {
          records: [
            {
              attributes: { type: 'Shelf__c', referenceId: tag },
              Name: tag,
              Code__c: tag,
              Volumes__r: {
                records: volumesOf(tag, '', 2).map((record) => ({ ...record, Shelf__c: undefined }))
              }
            }
          ]
        }),
        201
      )
  })
];

function compositeBody(tag: string): { allOrNone: boolean; compositeRequest: object[] } {
  const shelf = {
    method: 'POST',
    url: `${DATA}/sobjects/Shelf__c`,
    referenceId: 's',
    body: { Name: tag, Code__c: tag }
  };
  const volumes = [0, 1, 2].map((index) => ({
    method: 'POST',
    url: `${DATA}/sobjects/Volume__c`,
    referenceId: `v${index}`,
    body: volume(tag, '@{s.id}', index)
  }));
  return { allOrNone: true, compositeRequest: [shelf, ...volumes] };
}

/** Rows of one batch of a bulk job. */
export const BULK_BATCH = 200;

/** Uploads a bulk job; answers how many rows the server has said to be processed, by asking until the connection breaks. */
export async function bulkInsert(client: Client, tag: string, shelf: string, rows: number): Promise<number> {
  const lines = Array.from({ length: rows }, (_, index) => `${tag}-${index},${shelf},${index + 1},${tag}`);
  const created = await client.request('POST', 'jobs/ingest', { object: 'Volume__c', operation: 'insert' });
  const id = created && String((created[1] as { id: string }).id);
  if (id === null) {
    return 0;
  }
  const csv = `Name,Shelf__c,Pages__c,Batch__c\n${lines.join('\n')}\n`;
  await client.request('PUT', `jobs/ingest/${id}/batches`, csv, 'text/csv');
  await client.request('PATCH', `jobs/ingest/${id}`, { state: 'UploadComplete' });
  let processed = 0;
  for (;;) {
    const answer = await client.request('GET', `jobs/ingest/${id}`, '');
    const info = answer?.[1] as { state: string; numberRecordsProcessed: number } | undefined;
    if (!info) {
      return processed;
    }
    processed = info.numberRecordsProcessed;
    if (info.state === 'JobComplete' || info.state === 'Failed') {
      return processed;
    }
  }
}

/** `count` writes of all kinds in turn; those of one shared shelf contend for it. */
export function writes(count: number, prefix: string, shared: string): Write[] {
  return Array.from({ length: count }, (_, index) => KINDS[index % KINDS.length]!(`${prefix}${index}`, shared));
}
