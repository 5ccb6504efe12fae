import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseApex, type ParseResult } from './parse/parse.ts';

/** Raise when the syntax tree changes, so that cached trees are thrown away. */
const FORMAT = '1';

/** To be raised whenever the trees change, so that none of an older form is read. */
const TREE_FORMAT = '2';

/** Parses sources, keeping the trees on disk under the hash of their text: parsing takes most of the time of a cold compilation. */
export class ParseCache {
  readonly #directory: string | null;

  constructor(cacheDir: string | undefined) {
    this.#directory = cacheDir === undefined ? null : join(cacheDir, `syntax-${FORMAT}`);
    if (this.#directory !== null) {
      mkdirSync(this.#directory, { recursive: true });
    }
  }

  parse(source: string, kind: 'class' | 'trigger'): ParseResult {
    if (this.#directory === null) {
      return parseApex(source, kind);
    }
    const hash = createHash('sha256').update(TREE_FORMAT).update(kind).update(source).digest('hex').slice(0, 32);
    const file = join(this.#directory, `${hash}.json`);
    const known = read(file);
    if (known !== undefined) {
      return known;
    }
    const result = parseApex(source, kind);
    writeFileSync(file, JSON.stringify(result));
    return result;
  }
}

function read(file: string): ParseResult | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ParseResult;
  } catch {
    // Not there yet, or cut off by a crash: parsed again and rewritten.
    return undefined;
  }
}
