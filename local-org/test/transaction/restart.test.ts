import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { accountNames, call, insertContacts, openOrg } from './support.ts';

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
