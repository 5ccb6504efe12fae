import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { UsageError } from './usage-error.ts';

const LOCK = 'in-use.sqlite';
const OWNER = 'in-use.txt';

/** A data folder that this process alone uses. */
export interface DataFolder {
  readonly directory: string;
  /** Lets other processes use it. */
  release(): void;
}

/**
 * Takes a data folder for this process, with a lock that the system lets go when the process ends, however it ends. Nobody else may read
 * what is in it.
 * @param reset deletes what is in the folder
 * @throws UsageError when another process uses it
 */
export function takeDataFolder(directory: string, reset = false): DataFolder {
  // Tokens and records are in it: whatever this process writes from now on is its user's alone, and so is what was there.
  process.umask(0o077);
  mkdirSync(directory, { recursive: true });
  chmodSync(directory, 0o700);
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    chmodSync(path.join(directory, entry.name), entry.isDirectory() ? 0o700 : 0o600);
  }
  const lock = new DatabaseSync(path.join(directory, LOCK));
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch {
    lock.close();
    throw new UsageError(
      `The data folder ${directory} is in use by ${owner(directory)}. Stop it, or choose another folder with --data-dir.`
    );
  }
  if (reset) {
    for (const name of readdirSync(directory).filter((entry) => !entry.startsWith(LOCK))) {
      rmSync(path.join(directory, name), { recursive: true, force: true });
    }
  }
  writeFileSync(path.join(directory, OWNER), `process ${process.pid}`);
  return { directory, release: () => lock.close() };
}

function owner(directory: string): string {
  try {
    return readFileSync(path.join(directory, OWNER), 'utf8').trim();
  } catch {
    return 'another process';
  }
}
