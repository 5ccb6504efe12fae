import { readFileSync } from 'node:fs';
import type { TestReport } from '../report.ts';

/** A line of Apex that a report points at. */
export interface SourcePlace {
  readonly file: string;
  readonly line: number;
}

// As the program prints frames: `Class.Outer.Inner.method: line 7, column 1`, `Trigger.Name: line 3, column 1`.
const FRAME = /^(Class|Trigger)\.(\w+)[^:]*: line (\d+)/;

/** Reads the lines of source files, each file once. */
export class Sources {
  readonly #files = new Map<string, readonly string[]>();
  readonly #units = new Map<string, string>();

  /** `units`: the classes and triggers of the project, so that stack frames find their files. */
  constructor(units: TestReport['units'] = []) {
    for (const { kind, name, file } of units) {
      this.#units.set(`${kind}.${name}`.toLowerCase(), file);
    }
  }

  /** Lines of a file, the first at index 0; none if it cannot be read. */
  lines(file: string): readonly string[] {
    let lines = this.#files.get(file);
    if (lines === undefined) {
      lines = read(file);
      this.#files.set(file, lines);
    }
    return lines;
  }

  /** Where a stack frame is in the project's source; undefined for any other text. */
  place(frame: string): SourcePlace | undefined {
    const [, kind = '', unit = '', line = '0'] = FRAME.exec(frame.trim()) ?? [];
    const file = this.#units.get(`${kind}.${unit}`.toLowerCase());
    return file === undefined ? undefined : { file, line: Number(line) };
  }
}

function read(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/);
  } catch {
    // Gone since it was compiled: the report does without its text.
    return [];
  }
}
