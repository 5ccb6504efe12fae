import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';

const BIN = path.join(import.meta.dirname, '../../bin/local-org.js');

const startedAs = (version: string): { status: number | null; stderr: string } => {
  const disguise = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`;
  const options = ['--import', `data:text/javascript,${encodeURIComponent(disguise)}`];
  return spawnSync(process.execPath, [...options, BIN, '--help'], { encoding: 'utf8' });
};

test('a release of Node that is too old is refused with a sentence', () => {
  for (const version of ['18.20.0', '20.20.2', '22.18.0']) {
    const { status, stderr } = startedAs(version);
    assert.equal(status, 1, version);
    assert.match(
      stderr,
      new RegExp(`^local-org needs Node.js 24 or newer and was started with ${version}\\.[^\\n]*\\n$`)
    );
  }
  const { status, stderr } = startedAs('24.0.0');
  assert.equal(status, 0);
  assert.match(stderr, /^Usage: local-org/);
});
