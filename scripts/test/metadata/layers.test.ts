import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { layerFaults } from '../../metadata-check/layers.ts';
import { readProject } from '../../metadata-check/project.ts';
import { ROOT } from '../suite.ts';

describe('folders of Apex', () => {
  it('are layers: none names a class of one above it', () => {
    const project = readProject(path.join(ROOT, 'force-app/main/default'));
    const root = path.join(ROOT, 'force-app/main/default/classes');
    const production = project
      .files('classes/**/*.cls')
      .map((file) => path.resolve(file))
      .filter((file) => !path.relative(root, file).startsWith('tests'));
    assert.ok(production.length > 100);
    assert.deepEqual(layerFaults(production, root), []);
  });

  it('that name one above are told, comments and texts apart', () => {
    const root = mkdtempSync(path.join(tmpdir(), 'layers-'));
    const write = (file: string, text: string): string => {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), text);
      return path.join(root, file);
    };
    try {
      const files = [
        write('low/CwLow.cls', "/** CwHigh */ class CwLow { String name = 'CwHigh'; }"),
        write('low/CwFault.cls', 'class CwFault { CwHigh up; }'),
        write('high/CwHigh.cls', 'class CwHigh { CwLow down; }'),
        write('stray/CwStray.cls', 'class CwStray { }')
      ];
      assert.deepEqual(layerFaults(files, root, ['low', 'high']), [
        'low/CwFault names CwHigh of high',
        'stray is no layer'
      ]);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
});
