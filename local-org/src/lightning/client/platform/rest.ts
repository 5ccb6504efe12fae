import { session } from './runtime.ts';

/** An error as the UI API and Apex hand it to components: `error.body.message`. */
export class FetchError extends Error {
  readonly ok = false;
  readonly status: number;
  readonly statusText: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers = {};

  constructor(status: number, statusText: string, body: Readonly<Record<string, unknown>>) {
    super(typeof body.message === 'string' ? body.message : statusText);
    this.status = status;
    this.statusText = statusText;
    this.body = body;
  }
}

interface RestFault {
  message?: string;
  errorCode?: string;
  fields?: string[];
}

/** Calls the org as the chosen user. `path` begins with a slash; answers parsed JSON, or throws FetchError. */
export async function request<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await send(path, {
    method,
    headers: {
      Authorization: `Bearer ${session.token}`,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' })
    },
    body: body === undefined ? undefined : JSON.stringify(body)
  });
  const text = await response.text();
  const parsed: unknown = text ? parse(text) : undefined;
  if (!response.ok) throw fault(response, parsed);
  return parsed as T;
}

/** What a page says when nobody answers. */
const UNREACHABLE = 'The org cannot be reached. Check that its server is running and try again.';

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch {
    throw new FetchError(0, 'Unreachable', { message: UNREACHABLE, errorCode: 'UNREACHABLE', statusCode: 0 });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { message: text.slice(0, 500) };
  }
}

function fault(response: Response, parsed: unknown): FetchError {
  if (Array.isArray(parsed)) {
    const first = (parsed[0] ?? {}) as RestFault;
    const { message = response.statusText, errorCode, fields = [] } = first;
    const fieldErrors = Object.fromEntries(fields.map((field) => [field, [{ field, message, errorCode }]]));
    const errors = fields.length ? [] : [{ message, errorCode }];
    return new FetchError(response.status, response.statusText, {
      message,
      errorCode,
      statusCode: response.status,
      output: { errors, fieldErrors }
    });
  }
  const body = parsed && typeof parsed === 'object' ? (parsed as Record<string, unknown>) : {};
  return new FetchError(response.status, response.statusText, body);
}

/** Path below `/services/data/v…`. */
export function dataPath(path: string): string {
  return `/services/data/v${session.apiVersion}${path}`;
}

export interface QueryRow {
  attributes: { type: string; url?: string };
  Id?: string;
  [field: string]: unknown;
}

export interface QueryResult {
  totalSize: number;
  done: boolean;
  nextRecordsUrl?: string;
  records: QueryRow[];
}

/** Runs a search in SOSL and answers the records found, as rows of a query. */
export async function find(sosl: string): Promise<QueryRow[]> {
  const path = dataPath(`/search?q=${encodeURIComponent(sosl)}`);
  return (await request<{ searchRecords: QueryRow[] }>('GET', path)).searchRecords;
}

export function query(soql: string): Promise<QueryResult> {
  return request('GET', dataPath(`/query?q=${encodeURIComponent(soql)}`));
}
