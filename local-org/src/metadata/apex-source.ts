import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { ApexSourceFile } from './project-metadata.ts';

/** The newest API version that the local org behaves as. */
export const LATEST_API_VERSION = 67;

/** Reads a `.cls` or `.trigger` file; `undefined` for any other. */
export function apexSource(path: string, projectVersion: number): ApexSourceFile | undefined {
  const match = /^(.+)\.(cls|trigger)$/.exec(basename(path));
  if (match === null) {
    return undefined;
  }
  const meta = `${path}-meta.xml`;
  const version = existsSync(meta) ? /<apiVersion>\s*([\d.]+)\s*</.exec(readFileSync(meta, 'utf8'))?.[1] : undefined;
  return {
    path,
    kind: match[2] === 'cls' ? 'class' : 'trigger',
    name: match[1] ?? '',
    apiVersion: version === undefined ? projectVersion : Number(version),
    source: readFileSync(path, 'utf8')
  };
}
