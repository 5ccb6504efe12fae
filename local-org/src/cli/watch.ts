import { watch } from 'node:fs';

/** A save writes several files, or one file several times: the run waits until it has been quiet for this long. */
const QUIET_MS = 150;

/**
 * Calls `run` now and after every change below the folders, one call at a time, until the signal ends it.
 * Changes during a run lead to one more run.
 */
export async function watchAndRun(
  folders: readonly string[],
  run: () => Promise<void>,
  signal: AbortSignal
): Promise<void> {
  let changed = Promise.withResolvers<void>();
  let timer: NodeJS.Timeout | undefined;
  const watchers = folders.map((folder) =>
    watch(folder, { recursive: true }, () => {
      clearTimeout(timer);
      timer = setTimeout(() => changed.resolve(), QUIET_MS);
    })
  );
  const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  try {
    while (!signal.aborted) {
      changed = Promise.withResolvers<void>();
      await run();
      await Promise.race([changed.promise, stopped]);
    }
  } finally {
    clearTimeout(timer);
    watchers.forEach((watcher) => watcher.close());
  }
}
