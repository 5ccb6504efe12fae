import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseByGrammar, type ParseResult } from './parse/parse.ts';
import { parseQuickly } from './parse/quick/index.ts';

/** To be raised whenever the trees change, so that none of an older form is read. */
const FORMAT = '5';

/** Parses sources. What only the grammar can parse, which takes long, is kept on disk under the hash of its text. */
export class ParseCache {
  readonly #directory: string | null;

  constructor(cacheDir: string | undefined) {
    this.#directory = cacheDir === undefined ? null : join(cacheDir, 'syntax-1');
  }

  parse(source: string, kind: 'class' | 'trigger'): ParseResult {
    const unit = parseQuickly(source, kind);
    if (unit !== undefined) {
      return { unit };
    }
    if (this.#directory === null) {
      return parseByGrammar(source, kind);
    }
    const hash = createHash('sha256').update(FORMAT).update(kind).update(source).digest('hex').slice(0, 32);
    const file = join(this.#directory, `${hash}.json`);
    const known = read(file);
    if (known !== undefined) {
      return known;
    }
    const result = parseByGrammar(source, kind);
    write(this.#directory, file, JSON.stringify(result));
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

/** Whole or not at all, whatever other processes write; without a place to write to there is no cache. */
function write(directory: string, file: string, text: string): void {
  try {
    mkdirSync(directory, { recursive: true });
    const temporary = `${file}.${process.pid}`;
    writeFileSync(temporary, text);
    renameSync(temporary, file);
  } catch {
    // A cache that cannot be written costs time and nothing else.
  }
}
