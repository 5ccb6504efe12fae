import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { accountNames, call, column, insertContacts, openOrg } from './support.ts';

test('what was pending when the process ended runs after the restart', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'local-org-'));
  try {
    const file = join(folder, 'org.sqlite');
    const before = openOrg(file);
    insertContacts(before, ['A', 'B']);
    call(before, 'enqueue', 1);
    call(before, 'batch', 1, true);
    before.setClock(Date.parse('2030-01-01T00:00:00Z'));
    await before.close();

    const after = openOrg(file);
    assert.equal(new Date(after.clock.now()).getUTCFullYear(), 2030);
    assert.equal((await after.asyncQueue.drain()).failed, 0);
    assert.deepEqual(accountNames(after).toSorted(), ['1-', '1-,0-', 'seen 2']);
    assert.equal((await after.asyncQueue.drain()).jobs, 0);
    await after.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a killed process loses nothing that was committed, and nothing else stays', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'local-org-'));
  try {
    const file = join(folder, 'org.sqlite');
    const { signal } = spawnSync(process.execPath, [join(import.meta.dirname, 'fixtures/crash.ts'), file]);
    assert.equal(signal, 'SIGKILL');
    const org = openOrg(file);
    assert.deepEqual(column(org, 'SELECT "lastname" FROM "contact"'), ['Kept']);
    assert.deepEqual(await org.asyncQueue.drain(), { jobs: 1, failed: 0 });
    assert.deepEqual(accountNames(org), ['0-']);
    await org.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
