import assert from 'node:assert/strict';
import type { Answer, Call } from './http-client.ts';

/** A request and what must come of it: the status, then the code and the message of the first error. */
export type AuditRow = readonly [
  method: string,
  path: string,
  status: number,
  code?: string,
  message?: string | RegExp,
  body?: unknown
];

/** Sends each request of a table and compares its answer. */
export async function audit(
  call: (path: string, call?: Call) => Promise<Answer>,
  rows: readonly AuditRow[]
): Promise<void> {
  for (const [method, path, status, code, message, body] of rows) {
    const answer = await call(path, { method, ...(body === undefined ? {} : { body }) });
    const [error] = (Array.isArray(answer.json) ? answer.json : []) as { errorCode?: string; message?: string }[];
    const told = `${method} ${path}: ${answer.status} ${answer.text.slice(0, 300)}`;
    assert.equal(answer.status, status, told);
    assert.equal(error?.errorCode, code, told);
    assert.match(answer.headers.get('sforce-limit-info') ?? '', /^api-usage=\d+\/15000$/, told);
    if (answer.text !== '') {
      assert.equal(answer.headers.get('content-type'), 'application/json;charset=UTF-8', told);
    }
    if (message instanceof RegExp) {
      assert.match(error?.message ?? '', message, told);
    } else if (message !== undefined) {
      assert.equal(error?.message, message, told);
    }
  }
}

const ABSENT = 'The requested resource does not exist';

/** 404 with the message that most resources give. */
export const absent = (method: string, path: string, body?: unknown): AuditRow => [
  method,
  path,
  404,
  'NOT_FOUND',
  ABSENT,
  body
];

/** 405 with the methods that are allowed. */
export const refusedMethod = (method: string, path: string, allowed: string, body?: unknown): AuditRow => [
  method,
  path,
  405,
  'METHOD_NOT_ALLOWED',
  `HTTP Method '${method}' not allowed. Allowed are ${allowed}`,
  body
];
