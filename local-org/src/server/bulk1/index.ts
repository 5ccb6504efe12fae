import { gunzipSync } from 'node:zlib';
import type { UserContext } from '../../security/index.ts';
import type { Org } from '../../org/index.ts';
import { ApiError } from '../api-error.ts';
import { NEWEST_VERSION, OLDEST_VERSION } from '../api-versions.ts';
import type { Incoming } from '../http-message.ts';
import { isRecord, type ApiResponse } from '../request.ts';
import { AsyncApiError, errorAnswer, infoAnswer } from './answers.ts';
import { Batch } from './batch.ts';
import { chunkQueries, chunkSizeOf } from './chunks.ts';
import { BatchError, MEDIA_TYPES, readXmlDocument, type ContentType } from './formats.ts';
import { Job, type JobSpec } from './job.ts';
import { readJson } from '../json.ts';

const KEPT_JOBS = 100;
const LARGEST_BATCH_BYTES = 10_000_000;
const LARGEST_KEPT_BYTES = 250_000_000;
const OPERATIONS: readonly string[] = ['insert', 'update', 'upsert', 'delete', 'hardDelete', 'query', 'queryAll'];
const PATH =
  /^\/services\/async\/(\d+\.\d)\/job(?:\/(\w+))?(?:\/(batch)(?:\/(\w+))?(?:\/(request|result)(?:\/(\w+))?)?)?\/?$/i;

interface Call {
  readonly org: Org;
  readonly user: UserContext;
  readonly incoming: Incoming;
  readonly version: string;
}

/** Bulk API 1.0: `/services/async/NN.0/job`. Jobs are kept until the server stops. */
export class BulkOne {
  readonly #jobs = new Map<string, Job>();
  #next = Date.now();

  /**
   * Answers a request; every error is one of the API's own, with status 400.
   * @param userOf the user of a session token
   */
  resource(org: Org, incoming: Incoming, userOf: (token: string) => UserContext | undefined): ApiResponse {
    const { headers } = incoming;
    let json = /json/i.test(headers['content-type'] ?? '') || /^application\/json/i.test(headers.accept ?? '');
    try {
      const match = PATH.exec(incoming.url.pathname);
      if (!match) {
        throw new AsyncApiError(
          'InvalidUrl',
          `Destination URL not reset. The URL is invalid: ${incoming.url.pathname}`
        );
      }
      const [, version = '', jobId, batchPart, batchId, part, resultId] = match;
      if (Number(version) < OLDEST_VERSION || Number(version) > NEWEST_VERSION) {
        throw new AsyncApiError('InvalidVersion', `Unsupported version: ${version}`);
      }
      const token = headers['x-sfdc-session'] ?? /^(?:Bearer|OAuth)\s+(.+)$/i.exec(headers.authorization ?? '')?.[1];
      const user = token === undefined ? undefined : userOf(token.trim());
      if (!user) {
        throw new AsyncApiError('InvalidSessionId', 'Invalid session id');
      }
      org.usage.count('DailyApiRequests');
      const call = { org, user, incoming, version };
      if (jobId === undefined) {
        return this.#create(call);
      }
      const job = this.#job(call, jobId);
      json ||= job.isJson;
      if (batchPart === undefined) {
        return this.#single(call, job);
      }
      return batchId === undefined
        ? this.#batches(call, job)
        : batchResource(job, batchId, part?.toLowerCase(), resultId, incoming);
    } catch (error) {
      if (error instanceof AsyncApiError) {
        return errorAnswer(error.code, error.message, json);
      }
      if (error instanceof BatchError) {
        return errorAnswer('InvalidJob', error.message, json);
      }
      throw error;
    }
  }

  #newId(prefix: string): string {
    return `${prefix}${(this.#next++).toString(36).toUpperCase().padStart(12, '0').slice(-12)}AAA`;
  }

  #job({ user }: Call, id: string): Job {
    const job = this.#jobs.get(id) ?? [...this.#jobs.values()].find(({ spec }) => spec.id.slice(0, 15) === id);
    if (!job || job.user.id !== user.id) {
      throw new AsyncApiError('InvalidJob', `Unable to find object: ${id}`);
    }
    return job;
  }

  #create(call: Call): ApiResponse {
    requireMethod(call.incoming, 'POST');
    const job = new Job({ id: this.#newId('750'), ...specOf(call) }, call.user);
    this.#jobs.set(job.spec.id, job);
    const [oldest] = this.#jobs.keys();
    if (this.#jobs.size > KEPT_JOBS && oldest !== undefined) {
      this.#jobs.delete(oldest);
    }
    return infoAnswer(201, 'jobInfo', job.info(), isJson(call.incoming) || job.isJson);
  }

  #single({ incoming }: Call, job: Job): ApiResponse {
    if (incoming.method === 'POST') {
      job.set(String(jobInfo(incoming).state ?? ''));
    } else {
      requireMethod(incoming, 'GET');
    }
    return infoAnswer(200, 'jobInfo', job.info(), isJson(incoming) || job.isJson);
  }

  #batches(call: Call, job: Job): ApiResponse {
    const { incoming, org } = call;
    if (incoming.method !== 'POST') {
      requireMethod(incoming, 'GET');
      const list = { batchInfo: job.batches.map((batch) => batch.info()) };
      return infoAnswer(200, 'batchInfoList', list, job.isJson);
    }
    if (job.state !== 'Open') {
      throw new AsyncApiError('InvalidJobState', `Job is not open: ${job.state}`);
    }
    const content = batchContent(incoming);
    if (this.#keptBytes() + content.length > LARGEST_KEPT_BYTES) {
      throw new AsyncApiError('ExceededQuota', `The batches that are kept exceed ${LARGEST_KEPT_BYTES} bytes`);
    }
    const batch = this.#add(job, content);
    if (job.spec.chunkSize === undefined) {
      this.#start(org, batch);
    } else {
      this.#split(call, job, batch, job.spec.chunkSize);
    }
    return infoAnswer(201, 'batchInfo', batch.info(), job.isJson);
  }

  #keptBytes(): number {
    return [...this.#jobs.values()].reduce(
      (total, { batches }) => total + batches.reduce((sum, { content }) => sum + content.length, 0),
      0
    );
  }

  #add(job: Job, content: string): Batch {
    const batch = new Batch(job, this.#newId('751'), content);
    job.batches.push(batch);
    return batch;
  }

  #start(org: Org, batch: Batch): void {
    void batch.process(org, () => this.#newId('752'));
  }

  /** The original batch is not worked on, those that it is split into are. */
  #split({ org, user }: Call, job: Job, original: Batch, size: number): void {
    try {
      const queries = chunkQueries(org, user, original.content, size);
      original.set('NotProcessed');
      queries.forEach((query) => this.#start(org, this.#add(job, query)));
    } catch (error) {
      if (!(error instanceof ApiError || error instanceof AsyncApiError)) {
        throw error;
      }
      original.set('Failed', `InvalidBatch : Failed to process query: ${error.message}`);
    }
  }
}

function isJson({ headers }: Incoming): boolean {
  return /json/i.test(headers['content-type'] ?? '');
}

function requireMethod({ method }: Incoming, wanted: string): void {
  if (method !== wanted && !(method === 'HEAD' && wanted === 'GET')) {
    throw new AsyncApiError('InvalidUrl', `HTTP Method '${method}' not allowed. Allowed are ${wanted}`);
  }
}

function batchContent({ body, headers }: Incoming): string {
  const bytes = /gzip/i.test(headers['content-type'] ?? '') ? unpacked(body) : body;
  if (bytes.length > LARGEST_BATCH_BYTES) {
    throw new AsyncApiError(
      'ClientInputError',
      `Failed to read request. Exceeded max size limit of ${LARGEST_BATCH_BYTES}`
    );
  }
  return bytes.toString('utf8');
}

function unpacked(body: Buffer): Buffer {
  try {
    return gunzipSync(body, { maxOutputLength: LARGEST_BATCH_BYTES });
  } catch {
    throw new AsyncApiError('ClientInputError', 'Failed to read request. The body is no gzip data, or too large');
  }
}

function jobInfo(incoming: Incoming): Readonly<Record<string, unknown>> {
  const text = incoming.body.toString('utf8');
  if (!isJson(incoming)) {
    const { jobInfo: info } = readXmlDocument(text);
    return isRecord(info) ? info : {};
  }
  try {
    const parsed: unknown = readJson(text);
    return isRecord(parsed) ? parsed : {};
  } catch {
    throw new AsyncApiError('InvalidJob', 'Unable to parse Job');
  }
}

function specOf({ org, user, incoming, version }: Call): Omit<JobSpec, 'id'> {
  const info = jobInfo(incoming);
  const text = (name: string): string => (typeof info[name] === 'string' ? info[name].trim() : '');
  const operation = text('operation');
  if (!OPERATIONS.includes(operation)) {
    throw new AsyncApiError(
      'InvalidJob',
      operation === '' ? 'No operation type specified' : `Unsupported operation: ${operation}`
    );
  }
  const object = org.schema.object(text('object'));
  if (!object || !org.access.objectAccess(user, object.name).read) {
    throw new AsyncApiError('InvalidJob', `Unable to find object: ${text('object')}`);
  }
  const contentType = (text('contentType') || 'XML').toUpperCase();
  if (!Object.hasOwn(MEDIA_TYPES, contentType)) {
    throw new AsyncApiError('InvalidJob', `Content type ${contentType} is not supported by the local org`);
  }
  const external = text('externalIdFieldName');
  const field = object.fields.get(external.toLowerCase());
  if (operation === 'upsert' && !(field && (field.externalId || field.type === 'id'))) {
    throw new AsyncApiError(
      'InvalidJob',
      external === ''
        ? 'External ID was blank for upsert operation'
        : `Field name provided, ${external} does not match an External ID for ${object.name}`
    );
  }
  return {
    object,
    operation: operation as JobSpec['operation'],
    externalIdFieldName: operation === 'upsert' ? field?.name : undefined,
    contentType: contentType as ContentType,
    concurrencyMode: text('concurrencyMode') === 'Serial' ? 'Serial' : 'Parallel',
    apiVersion: version,
    chunkSize: operation.startsWith('query') ? chunkSizeOf(incoming.headers['sforce-enable-pkchunking']) : undefined
  };
}

function batchResource(
  job: Job,
  batchId: string,
  part: string | undefined,
  resultId: string | undefined,
  incoming: Incoming
): ApiResponse {
  requireMethod(incoming, 'GET');
  const batch = job.batches.find(({ id }) => id.slice(0, 15) === batchId.slice(0, 15));
  if (!batch) {
    throw new AsyncApiError('InvalidBatch', `Unable to find batch: ${batchId}`);
  }
  const { contentType, operation } = job.spec;
  const isQuery = operation === 'query' || operation === 'queryAll';
  const answer = (text: string, type: string): ApiResponse => ({
    status: 200,
    body: Buffer.from(text),
    headers: { 'content-type': type }
  });
  if (part === undefined) {
    return infoAnswer(200, 'batchInfo', batch.info(), job.isJson);
  }
  if (part === 'request') {
    return answer(batch.content, MEDIA_TYPES[contentType]);
  }
  if (resultId !== undefined) {
    return answer(batch.queryResult(resultId), MEDIA_TYPES[contentType]);
  }
  const listType = contentType === 'CSV' && isQuery ? MEDIA_TYPES.XML : MEDIA_TYPES[contentType];
  return answer(batch.resultText(), listType);
}
