import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from '../suite.ts';

export interface Session {
  readonly instanceUrl: string;
  readonly apiVersion: string;
  readonly users: Readonly<
    Record<
      'admin' | 'integration' | 'agent' | 'manager' | 'marketer',
      { username: string; accessToken: string; loginUrl: string }
    >
  >;
  readonly stores: readonly { key: string; platform: string; webhookSecret: string }[];
}

/** A local org of its own, in a process of its own, as `npm start` runs it. */
export interface RunningOrg {
  readonly session: Session;
  /** JSON in, JSON out, as the given persona; `null` sends no token. */
  call<T>(method: string, url: string, body?: unknown, persona?: keyof Session['users'] | null): Promise<Answer<T>>;
  /** Waits until no background job is left. */
  drain(): Promise<{ jobs: number; failed: number }>;
  stop(): Promise<void>;
}

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
  readonly headers: Headers;
  /** What the transaction used, from the `x-local-org-limits` header. */
  readonly limits: Readonly<Record<string, number>>;
}

const READY_WITHIN_MS = 180_000;

/**
 * @param demo which demo data the org starts with
 * @param options further options of `local-org start`
 */
export async function startLocalOrg(
  demo: 'none' | 'small' = 'none',
  options: readonly string[] = []
): Promise<RunningOrg> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'cartwright-org-'));
  const child = spawn('npx', ['local-org', 'start', '--port', '0', '--data-dir', dataDir, '--demo', demo, ...options], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true
  });
  await ready(child);
  const session = JSON.parse(await readFile(path.join(dataDir, 'session.json'), 'utf8')) as Session;
  const call: RunningOrg['call'] = async <T>(
    method: string,
    url: string,
    body?: unknown,
    persona: keyof Session['users'] | null = 'integration'
  ): Promise<Answer<T>> => {
    const response = await fetch(`${session.instanceUrl}${url}`, {
      method,
      headers: {
        ...(persona ? { authorization: `Bearer ${session.users[persona].accessToken}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' })
      },
      body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body)
    });
    return readAnswer<T>(response);
  };
  return {
    session,
    call,
    drain: async () =>
      (await call<{ jobs: number; failed: number }>('POST', '/local-org/async/drain', undefined, 'admin')).body,
    stop: async () => {
      const ended = new Promise((resolve) => child.once('close', resolve));
      if (child.pid !== undefined && child.exitCode === null) {
        process.kill(-child.pid, 'SIGINT');
        await ended;
      }
      rmSync(dataDir, { recursive: true, force: true });
    }
  };
}

/** Reads a response whole; a body that is not JSON stays text. */
export async function readAnswer<T>(response: Response): Promise<Answer<T>> {
  const text = await response.text();
  let body: unknown = text;
  try {
    body = JSON.parse(text);
  } catch {
    // not JSON: the text itself is the body
  }
  const limits = (response.headers.get('x-local-org-limits') ?? '')
    .split(';')
    .filter(Boolean)
    .map((pair) => pair.split('='))
    .map(([name, value]): [string, number] => [name, Number(value)]);
  return { status: response.status, body: body as T, headers: response.headers, limits: Object.fromEntries(limits) };
}

async function ready(child: ChildProcess): Promise<void> {
  let printed = '';
  const collect = (chunk: Buffer): void => {
    printed += chunk.toString('utf8');
  };
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!/^Local org ready/m.test(printed)) {
    if (child.exitCode !== null || Date.now() > deadline) {
      throw new Error(`The local org did not start:\n${printed}`);
    }
    await sleep(50);
  }
}
