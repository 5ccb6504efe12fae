import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const MAIN = path.resolve(import.meta.dirname, '../../src/cli/main.ts');
export const STOCK = path.join(import.meta.dirname, 'fixtures/stock');

/** A `local-org start` in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  readonly token: string;
  /** Ends it as a power cut would; resolves when the process is gone. */
  kill(): Promise<void>;
}

/** Starts the server of a project over a data folder and waits until it is ready. */
export async function startProcess(project: string, dataDir: string): Promise<ServerProcess> {
  const child = spawn(process.execPath, [MAIN, 'start', '--port', '0', '--data-dir', dataDir, '--demo', 'none'], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'pipe']
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await ready(child);
  const { users } = JSON.parse(readFileSync(path.join(dataDir, 'session.json'), 'utf8')) as {
    users: Record<string, { accessToken: string }>;
  };
  const [first] = Object.values(users);
  return {
    url,
    token: first!.accessToken,
    kill: () => {
      child.kill('SIGKILL');
      return ended;
    }
  };
}

function ready(child: ChildProcess): Promise<string> {
  let output = '';
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
      const url = /Local org ready at (\S+)/.exec(output)?.[1];
      if (url !== undefined) {
        resolve(url);
      }
    };
    child.stdout!.on('data', read);
    child.stderr!.on('data', read);
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}:\n${output}`)));
  });
}
