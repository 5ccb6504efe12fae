import { spawnSync } from 'node:child_process';
import type { Engine } from '../../engine/index.ts';
import { HttpResponseObject } from './http.ts';
import type { HttpRequestObject } from './http.ts';
import { throughCredential } from './named-credentials.ts';

interface Answer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly [string, string][];
  readonly body: string;
}

/** Apex waits for the answer, so the request is made by a process of its own that this one can wait for. */
const SCRIPT = `
const { url, method, headers, body, timeout } = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
fetch(url, { method, headers, body: body ? Buffer.from(body, 'base64') : undefined, signal: AbortSignal.timeout(timeout), redirect: 'manual' })
  .then(async (r) => process.stdout.write(JSON.stringify({ status: r.status, statusText: r.statusText, headers: [...r.headers],
    body: Buffer.from(await r.arrayBuffer()).toString('base64') })))
  .catch((e) => { process.stderr.write(e.name === 'TimeoutError' ? 'Read timed out' : String(e.cause?.message ?? e.message)); process.exitCode = 1; });
`;

/** Sends a call-out to the network if the org's configuration allows it; `timeout` in milliseconds. */
export function sendOverNetwork(rt: Engine, request: HttpRequestObject, timeout: number): HttpResponseObject {
  const endpoint = request.endpoint ?? '';
  const outgoing = throughCredential(rt, {
    endpoint,
    headers: Object.fromEntries([...request.headers.entries()].map(([name, value]) => [String(name), String(value)])),
    body: request.body
  });
  if (!outgoing.isLocal && rt.org.config.callouts !== true) {
    rt.fail(
      'System.CalloutException',
      `Unauthorized endpoint, please check Setup->Security->Remote site settings. endpoint = ${endpoint}`
    );
  }
  const input = JSON.stringify({
    url: outgoing.url,
    method: request.method ?? 'GET',
    headers: outgoing.headers,
    body: outgoing.body.length > 0 ? Buffer.from(outgoing.body).toString('base64') : '',
    timeout: Math.ceil(timeout)
  });
  const child = spawnSync(process.execPath, ['-e', SCRIPT], { input, encoding: 'utf8', maxBuffer: 32 * 1024 * 1024 });
  if (child.status !== 0) {
    rt.fail('System.CalloutException', child.stderr || 'Call-out failed');
  }
  const answer = JSON.parse(child.stdout) as Answer;
  const response = new HttpResponseObject(rt);
  response.statusCode = answer.status;
  response.status = answer.statusText;
  response.body = Buffer.from(answer.body, 'base64');
  answer.headers.forEach(([name, value]) => response.headers.set(name, value));
  return response;
}
