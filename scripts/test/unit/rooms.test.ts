import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { circlesOf, readImports, type ImportGraph } from '../../lint/import-graph.ts';
import { roomFaults } from '../../lint/rooms.ts';
import { ROOT } from '../suite.ts';

function inFolder(files: Readonly<Record<string, string>>, look: (root: string) => void): void {
  const root = mkdtempSync(path.join(tmpdir(), 'rooms-'));
  try {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), text);
    }
    look(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function graphOf(imports: Readonly<Record<string, readonly string[]>>): ImportGraph {
  return new Map(Object.entries(imports).map(([module, targets]) => [module, new Set(targets)]));
}

describe('rooms of the local org', () => {
  it('are layers without a large circle', () => {
    const graph = readImports(path.join(ROOT, 'local-org/src'), ['lightning/client']);
    assert.ok(graph.size > 500);
    assert.ok(graph.get('org/org.ts')?.has('org/org-core.ts'));
    assert.deepEqual(roomFaults(graph), []);
  });

  it('that import one above them are told, and folders that are no room', () => {
    const graph = graphOf({
      'low/a.ts': ['high/index.ts'],
      'high/index.ts': ['high/b.ts'],
      'high/b.ts': ['low/index.ts'],
      'low/index.ts': ['low/a.ts'],
      'stray/d.ts': ['low/index.ts'],
      'index.ts': ['high/index.ts']
    });
    assert.deepEqual(roomFaults(graph, ['low', 'high', 'library']), [
      'low/a.ts imports high/index.ts of high',
      'stray is no layer'
    ]);
  });

  it("that import past another one's index are told", () => {
    const graph = graphOf({
      'low/index.ts': ['low/deep/a.ts'],
      'low/deep/a.ts': [],
      'high/b.ts': ['low/index.ts', 'low/deep/a.ts', 'index.ts', 'check.ts'],
      'index.ts': ['check.ts'],
      'check.ts': []
    });
    assert.deepEqual(roomFaults(graph, ['low', 'library', 'high']), [
      'high/b.ts imports low/deep/a.ts past the index of low',
      'high/b.ts imports check.ts past the index of library'
    ]);
  });

  it('that hold a circle larger than allowed are told', () => {
    const graph = graphOf({ 'low/a.ts': ['low/b.ts'], 'low/b.ts': ['low/c.ts'], 'low/c.ts': ['low/a.ts'] });
    assert.deepEqual(roomFaults(graph, ['low'], 3), []);
    assert.deepEqual(roomFaults(graph, ['low'], 2), ['3 modules import each other: low/a.ts, low/b.ts, low/c.ts']);
  });
});

describe('imports', () => {
  it('are read in every form, but not from comments and not those of packages', () => {
    const files = {
      'a.ts': [
        "import type { T } from './types.ts';",
        'import {',
        '  one,',
        '  two',
        "} from './values.ts';",
        "import './effect.ts';",
        "export * from './again.ts';",
        "import { x } from 'node:fs';",
        "// import { no } from './comment.ts';",
        "/** import { no } from './comment.ts'; */",
        "const late = await import('./late.ts');"
      ].join('\n'),
      'types.ts': '',
      'values.ts': '',
      'effect.ts': '',
      'again.ts': '',
      'comment.ts': '',
      'late.ts': '',
      'apart/z.ts': "import '../a.ts';"
    };
    inFolder(files, (root) => {
      const graph = readImports(root, ['apart']);
      assert.deepEqual([...(graph.get('a.ts') ?? [])].sort(), [
        'again.ts',
        'effect.ts',
        'late.ts',
        'types.ts',
        'values.ts'
      ]);
      assert.ok(!graph.has('apart/z.ts'));
    });
  });

  it('form circles, of which those that share a module are one', () => {
    const graph = graphOf({ a: ['b'], b: ['a', 'c'], c: ['b', 'd'], d: ['e'], e: ['d'], f: ['a'] });
    assert.deepEqual(circlesOf(graph), [
      ['a', 'b', 'c'],
      ['d', 'e']
    ]);
  });
});
