import { ApiError, methodNotAllowed, notFound } from '../api-error.ts';
import { multipartOf } from '../multipart.ts';
import { readQuery } from '../query.ts';
import { requireObject } from '../records.ts';
import { isRecord, objectBody, type ApiRequest, type ApiResponse, type Handler } from '../request.ts';
import { csvFormat } from './bulk-format.ts';
import { IngestJob, type IngestOperation } from './ingest-job.ts';
import { QueryJob } from './query-job.ts';
import { readJson } from '../json.ts';

const KEPT_JOBS = 200;
const CSV = { 'content-type': 'text/csv' };
const OPERATIONS: readonly string[] = ['insert', 'update', 'upsert', 'delete', 'hardDelete'];

/** Jobs of one kind, the newest ones. */
class Jobs<Job extends IngestJob | QueryJob> {
  readonly #jobs = new Map<string, Job>();
  readonly #prefix: string;
  #next = Date.now();

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  newId(): string {
    return `${this.#prefix}${(this.#next++).toString(36).toUpperCase().padStart(12, '0').slice(-12)}AAA`;
  }

  add(job: Job): void {
    this.#jobs.set(job.spec.id, job);
    const done = [...this.#jobs.values()].filter(({ isDone }) => isDone);
    done.slice(0, Math.max(0, this.#jobs.size - KEPT_JOBS)).forEach(({ spec }) => this.#jobs.delete(spec.id));
  }

  /** @throws ApiError NOT_FOUND */
  get(request: ApiRequest, id: string): Job {
    const job =
      this.#jobs.get(id) ?? [...this.#jobs.values()].find(({ spec }) => spec.id.startsWith(id) && id.length === 15);
    if (!job || job.user.id !== request.user.id) {
      throw notFound();
    }
    return job;
  }

  delete(job: Job): void {
    if (!job.isDone) {
      throw new ApiError(400, 'API_ERROR', `Error encountered when deleting the job because the job is not terminated`);
    }
    this.#jobs.delete(job.spec.id);
  }

  list(request: ApiRequest): object {
    const records = [...this.#jobs.values()].filter(({ user }) => user.id === request.user.id).map((job) => job.info());
    return { done: true, records, nextRecordsUrl: null };
  }
}

/** Bulk API 2.0: `jobs/ingest` and `jobs/query`. Jobs are kept until the server stops. */
export function bulkResource(): Handler {
  const ingest = new Jobs<IngestJob>('750');
  const queries = new Jobs<QueryJob>('750');
  return (request) => {
    switch ((request.path[1] ?? '').toLowerCase()) {
      case 'ingest':
        return ingestResource(ingest, request);
      case 'query':
        return queryJobResource(queries, request);
      default:
        throw notFound();
    }
  };
}

function ingestResource(jobs: Jobs<IngestJob>, request: ApiRequest): ApiResponse {
  const [, , id, part] = request.path;
  if (id === undefined) {
    return collection(request, jobs, () => createIngest(jobs, request));
  }
  const job = jobs.get(request, id);
  switch (part?.toLowerCase()) {
    case undefined:
      return single(request, jobs, job, (state) => {
        if (state === 'UploadComplete') {
          job.close(request.org);
        } else {
          job.abort();
        }
      });
    case 'batches':
      if (request.method !== 'PUT') {
        throw methodNotAllowed(request.method, ['PUT']);
      }
      job.upload(request.body.toString('utf8'));
      return { status: 201 };
    case 'successfulresults':
      return csv(job.successfulResults());
    case 'failedresults':
      return csv(job.failedResults());
    case 'unprocessedrecords':
      return csv(job.unprocessedRecords());
    default:
      throw notFound();
  }
}

function collection(
  request: ApiRequest,
  jobs: Jobs<IngestJob> | Jobs<QueryJob>,
  create: () => IngestJob | QueryJob
): ApiResponse {
  switch (request.method) {
    case 'GET':
      return { status: 200, body: jobs.list(request) };
    case 'POST':
      return { status: 200, body: create().info() };
    default:
      throw methodNotAllowed(request.method, ['GET', 'HEAD', 'POST']);
  }
}

function single<Job extends IngestJob | QueryJob>(
  request: ApiRequest,
  jobs: Jobs<Job>,
  job: Job,
  change: (state: 'UploadComplete' | 'Aborted') => void
): ApiResponse {
  switch (request.method) {
    case 'GET':
      return { status: 200, body: job.info() };
    case 'PATCH': {
      const { state } = objectBody(request);
      if (state !== 'Aborted' && state !== 'UploadComplete') {
        throw new ApiError(400, 'INVALIDJOBSTATE', `A job cannot be set to ${String(state)}`);
      }
      change(state);
      return { status: 200, body: job.info() };
    }
    case 'DELETE':
      jobs.delete(job);
      return { status: 204 };
    default:
      throw methodNotAllowed(request.method, ['DELETE', 'GET', 'HEAD', 'PATCH']);
  }
}

function csv(text: string): ApiResponse {
  return { status: 200, body: Buffer.from(text), headers: CSV };
}

function createIngest(jobs: Jobs<IngestJob>, request: ApiRequest): IngestJob {
  const parts = multipartOf(request.headers, request.body);
  const body = parts ? jsonPart(parts.get('job')?.content) : objectBody(request);
  const operation = String(body.operation ?? '');
  if (!OPERATIONS.includes(operation)) {
    throw new ApiError(400, 'INVALIDJOB', `Unsupported operation : ${operation}`);
  }
  const object = requireObject(request, String(body.object ?? ''));
  const external = typeof body.externalIdFieldName === 'string' ? body.externalIdFieldName : undefined;
  const field = external === undefined ? undefined : object.fields.get(external.toLowerCase());
  if (operation === 'upsert' && !(field && (field.externalId || field.type === 'id'))) {
    throw new ApiError(
      400,
      'INVALIDJOB',
      `InvalidJob : Field name provided, ${external ?? 'none'} does not match an External ID for ${object.name}`
    );
  }
  const job = new IngestJob(
    {
      id: jobs.newId(),
      object,
      operation: operation as IngestOperation,
      externalIdFieldName: operation === 'upsert' ? external : undefined,
      apiVersion: apiVersion(request),
      ...csvFormat(body)
    },
    request.user
  );
  jobs.add(job);
  const content = parts?.get('content')?.content;
  if (content) {
    job.upload(content.toString('utf8'));
    job.close(request.org);
  }
  return job;
}

function jsonPart(content: Buffer | undefined): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = readJson(content?.toString('utf8') ?? '');
  } catch {
    parsed = undefined;
  }
  if (!isRecord(parsed)) {
    throw new ApiError(400, 'JSON_PARSER_ERROR', 'The part "job" must be a JSON object');
  }
  return parsed;
}

function apiVersion({ base }: ApiRequest): number {
  return Number(/v(\d+)/.exec(base)?.[1] ?? 0);
}

function queryJobResource(jobs: Jobs<QueryJob>, request: ApiRequest): ApiResponse {
  const [, , id, part] = request.path;
  if (id === undefined) {
    return collection(request, jobs, () => createQuery(jobs, request));
  }
  const job = jobs.get(request, id);
  if (part === undefined) {
    return single(request, jobs, job, () => job.abort());
  }
  if (part.toLowerCase() !== 'results') {
    throw notFound();
  }
  const wanted = request.parameters.get('maxRecords');
  const maxRecords = wanted === null ? undefined : Number(wanted);
  if (maxRecords !== undefined && (!Number.isInteger(maxRecords) || maxRecords < 1)) {
    throw new ApiError(400, 'INVALID_QUERY_FILTER_OPERATOR', 'maxRecords must be a whole number above 0');
  }
  const page = job.page(request.parameters.get('locator'), maxRecords);
  return {
    status: 200,
    body: Buffer.from(page.csv),
    headers: { ...CSV, 'sforce-locator': page.next, 'sforce-numberofrecords': String(page.count) }
  };
}

function createQuery(jobs: Jobs<QueryJob>, request: ApiRequest): QueryJob {
  const body = objectBody(request);
  const { operation } = body;
  if (operation !== 'query' && operation !== 'queryAll') {
    throw new ApiError(400, 'INVALIDJOB', `Unsupported operation : ${String(operation)}`);
  }
  const text = String(body.query ?? '');
  const query = readQuery(text, request.org.schema);
  if (query.select.some(({ kind }) => kind !== 'field')) {
    throw new ApiError(400, 'API_ERROR', 'Only fields can be selected in a bulk query: no nested queries, no TYPEOF');
  }
  const spec = {
    id: jobs.newId(),
    operation,
    text,
    query,
    apiVersion: apiVersion(request),
    ...csvFormat(body)
  } as const;
  const job = new QueryJob(spec, request.user, request.org);
  jobs.add(job);
  return job;
}
