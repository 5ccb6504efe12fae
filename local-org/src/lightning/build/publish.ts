import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const MARK = 'complete';

/** True when a folder was published whole. */
export function isPublished(directory: string): boolean {
  return existsSync(path.join(directory, MARK));
}

/** Moves a finished folder into place. When another process was quicker with the same content, its folder stays. */
export function publish(temporary: string, directory: string): void {
  writeFileSync(path.join(temporary, MARK), '');
  if (!isPublished(directory)) {
    try {
      rmSync(directory, { recursive: true, force: true });
      renameSync(temporary, directory);
      return;
    } catch (error) {
      if (!isPublished(directory)) throw error;
    }
  }
  rmSync(temporary, { recursive: true, force: true });
}
