import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorsOf } from '../../program/support.ts';

/** Sources, separated by ` | `, and all that is wrong with them as `line:column message`. */
export type Row = readonly [source: string, ...problems: string[]];

const HEAD = 'public class A { void run() { ';

/** Each source has exactly these problems. */
export function refused(title: string, rows: readonly Row[]): void {
  test(title, () => {
    for (const [source, ...problems] of rows) {
      assert.deepEqual(errorsOf(...source.split(' | ')), problems, source);
    }
  });
}

/** Statements of a method; problems begin with their column alone. */
export function refusedStatements(title: string, rows: readonly Row[]): void {
  test(title, () => {
    for (const [body, ...problems] of rows) {
      const found = errorsOf(`${HEAD}${body} } }`);
      const columns = found.map((problem) =>
        problem.replace(/^1:(\d+)/, (_, column: string) => String(Number(column) - HEAD.length))
      );
      assert.deepEqual(columns, problems, body);
    }
  });
}

export function accepted(title: string, sources: readonly string[]): void {
  refused(
    title,
    sources.map((source) => [source])
  );
}

export function acceptedStatements(title: string, bodies: readonly string[]): void {
  refusedStatements(
    title,
    bodies.map((body) => [body])
  );
}
