import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** What one suite or check came to. */
export interface Outcome {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
}

/** The finished process: its exit code and everything it printed. */
export interface Finished {
  readonly code: number;
  readonly output: string;
}

/**
 * Runs a command from the project's root, shows its output as it comes and keeps a copy.
 * @param options.quiet keeps the output back; it is shown only when the command fails
 * @param options.say takes the output in place of standard output
 * @param options.limitMs ends the command, and all it started, after so many milliseconds
 * @param options.env is added to the environment
 */
export function run(
  command: string,
  args: readonly string[],
  options: {
    readonly quiet?: boolean;
    readonly say?: (text: string | Uint8Array) => void;
    readonly limitMs?: number;
    readonly env?: Readonly<Record<string, string>>;
  } = {}
): Promise<Finished> {
  const { quiet = false, say = (text) => void process.stdout.write(text), limitMs, env } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, FORCE_COLOR: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: limitMs !== undefined
    });
    const timer =
      limitMs === undefined
        ? undefined
        : setTimeout(() => {
            say(`${command} did not end within ${limitMs / 60_000} minutes\n`);
            process.kill(-child.pid!, 'SIGKILL');
          }, limitMs);
    const chunks: Buffer[] = [];
    const keep = (chunk: Buffer): void => {
      chunks.push(chunk);
      if (!quiet) {
        say(chunk);
      }
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      const output = Buffer.concat(chunks).toString('utf8');
      if (quiet && code !== 0) {
        say(output);
      }
      resolve({ code: code ?? 1, output });
    });
  });
}

/** The line every suite ends with. */
export function summaryLine({ name, passed, failed }: Outcome): string {
  return `${name}: ${passed} passed, ${failed} failed`;
}

/** Adds outcomes up under one name. */
export function total(name: string, outcomes: readonly Outcome[]): Outcome {
  return {
    name,
    passed: outcomes.reduce((sum, { passed }) => sum + passed, 0),
    failed: outcomes.reduce((sum, { failed }) => sum + failed, 0)
  };
}

/**
 * A process that died before or after its tests still counts as a failure, and a suite in which nothing ran is one too.
 */
export function withExitCode(outcome: Outcome, code: number): Outcome {
  if (outcome.failed > 0) {
    return outcome;
  }
  return code !== 0 || outcome.passed === 0 ? { ...outcome, failed: 1 } : outcome;
}
