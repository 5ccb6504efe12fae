import type { Library } from './support.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON, where it is. */
  readonly json: unknown;
}

export interface Call {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Default: the administrator's. */
  readonly token?: string | null;
}

/** A plain HTTP client of an org: paths that do not begin with a slash are below `/services/data/v67.0/`. */
export function httpClient(library: Library): (path: string, call?: Call) => Promise<Answer> {
  return async (path, { method = 'GET', body, headers = {}, token = library.tokens.admin } = {}) => {
    const address = path.startsWith('/') ? path : `/services/data/v67.0/${path}`;
    const bytes = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
    const response = await fetch(library.server.url + address, {
      method,
      redirect: 'manual',
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers
      },
      ...(body === undefined ? {} : { body: (bytes ? body : JSON.stringify(body)) as string })
    });
    const text = await response.text();
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      json = undefined;
    }
    return { status: response.status, headers: response.headers, text, json };
  };
}

/** The code of the first error of an answer. */
export function codeOf({ json }: Answer): string | undefined {
  return Array.isArray(json) ? (json[0] as { errorCode?: string }).errorCode : undefined;
}
