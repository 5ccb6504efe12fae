import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const CLI = path.resolve(import.meta.dirname, '../../../node_modules/@salesforce/cli/bin/run.js');
export const ALIAS = 'library';

export interface CliResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The real Salesforce CLI with a home folder of its own, so that it neither reads nor changes the logins of whoever runs the tests. */
export class Cli {
  readonly home = mkdtempSync(path.join(tmpdir(), 'local-org-sf-'));
  readonly projectDir = path.join(this.home, 'project');

  constructor() {
    mkdirSync(this.projectDir);
  }

  run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<CliResult> {
    return new Promise((resolve) => {
      execFile(
        process.execPath,
        [CLI, ...args],
        {
          cwd: this.projectDir,
          maxBuffer: 64 * 1024 * 1024,
          env: {
            PATH: process.env.PATH,
            HOME: this.home,
            USERPROFILE: this.home,
            SF_DISABLE_TELEMETRY: 'true',
            SF_AUTOUPDATE_DISABLE: 'true',
            SF_DISABLE_AUTOUPDATE: 'true',
            SF_SKIP_NEW_VERSION_CHECK: 'true',
            SF_USE_GENERIC_UNIX_KEYCHAIN: 'true',
            SF_DISABLE_LOG_FILE: 'true',
            NO_COLOR: '1',
            ...env
          }
        },
        (error, stdout, stderr) => {
          const code = typeof error?.code === 'number' ? error.code : 1;
          resolve({ status: error ? code : 0, stdout, stderr });
        }
      );
    });
  }

  /** Runs a command with `--json` against the org that was logged in to; answers what it prints. */
  async json<T = Record<string, unknown>>(...args: string[]): Promise<{ status: number; result: T; message?: string }> {
    const { stdout, stderr } = await this.run([...args, '--json'], { SF_TARGET_ORG: ALIAS });
    try {
      return JSON.parse(stdout) as { status: number; result: T };
    } catch {
      throw new Error(`sf ${args.join(' ')} printed no JSON:\n${stdout}\n${stderr}`);
    }
  }

  /** Logs in with an access token. */
  async login(instanceUrl: string, token: string): Promise<CliResult> {
    return this.run(
      ['org', 'login', 'access-token', '--instance-url', instanceUrl, '--alias', ALIAS, '--no-prompt', '--json'],
      { SF_ACCESS_TOKEN: token }
    );
  }

  close(): void {
    rmSync(this.home, { recursive: true, force: true });
  }
}
