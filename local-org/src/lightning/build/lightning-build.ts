import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { resolveSourceRoots } from '../../metadata/index.ts';
import { CLIENT_DIRECTORY, type BuildOutput } from './build.ts';
import { scanProject } from './scan-project.ts';

export interface BuildOptions {
  /** Package directories of the SFDX project whose components are built. */
  readonly project: { readonly directories: readonly string[] };
  /** Folder for built bundles; kept between runs. */
  readonly cacheDir: string;
  readonly log?: (message: string) => void;
}

/** The built page shell and components; `current()` builds again when a source has changed. */
export interface LightningBuild {
  /** The newest good build. Throws the build error when the page shell itself cannot be built. */
  current(): Promise<BuildOutput>;
  /** The build as it is, without looking at the sources. */
  latest(): Promise<BuildOutput>;
}

/** Starts building in a child process at once; resolves when the first build is done. */
export async function buildLightning(options: BuildOptions): Promise<LightningBuild> {
  const log = options.log ?? (() => undefined);
  let stamp = fingerprint(options.project.directories);
  let pending = build(options, log);
  await pending;
  return {
    latest: () => pending,
    current() {
      const now = fingerprint(options.project.directories);
      if (now !== stamp) {
        stamp = now;
        pending = pending.catch(() => undefined).then(() => build(options, log));
      }
      return pending;
    }
  };
}

/** Changes when a source file is added, removed or written. */
function fingerprint(directories: readonly string[]): string {
  const hash = createHash('sha1');
  const project = scanProject(resolveSourceRoots(directories).directories);
  for (const file of [...project.inputs, ...filesBelow(CLIENT_DIRECTORY)]) {
    const { mtimeMs, size } = statSync(file);
    hash.update(`${file}:${mtimeMs}:${size};`);
  }
  return hash.digest('hex');
}

function filesBelow(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

function build(options: BuildOptions, log: (message: string) => void): Promise<BuildOutput> {
  return new Promise((resolve, reject) => {
    const worker = path.join(import.meta.dirname, 'worker.ts');
    const child = fork(worker, [
      path.resolve(options.cacheDir),
      ...options.project.directories.map((d) => path.resolve(d))
    ]);
    child.once('message', (message: { output?: BuildOutput; error?: string }) => {
      if (!message.output) return reject(new Error(message.error ?? 'The component build ended without a result'));
      const { output } = message;
      log(`Lightning components built: vendor ${output.milliseconds.vendor} ms, app ${output.milliseconds.app} ms`);
      for (const fault of output.faults)
        log(`Lightning component ${fault.component}: ${fault.message} (${fault.file})`);
      resolve(output);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The component build ended with exit code ${code}`)));
  });
}
