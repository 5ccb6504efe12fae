import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './support.ts';

const lines = [
  'public class Covered {',
  '  public static Integer run(Boolean b) {',
  '    if (b) {',
  '      return 1;',
  '    }',
  '    return 2;',
  '  }',
  '}'
];

test('executable lines are known, and their runs are counted', () => {
  const { program } = load.withCoverage(lines.join('\n'));
  assert.deepEqual(program.classInfo('covered')?.lines, [3, 4, 6]);
  program.callStatic('covered', 'run', [true]);
  program.callStatic('covered', 'run', [true]);
  const counts = program.coverageOf('covered');
  assert.deepEqual([counts[3], counts[4], counts[6]], [2, 2, 0]);
});
