import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { describeApps } from '../../src/lightning/page/apps.ts';
import { fixtureMetadata } from './support/fake-org.ts';
import { openWorkbench, type Workbench } from './support/workbench.ts';

let bench: Workbench;
before(async () => {
  bench = await openWorkbench();
});
after(() => bench.close());

/** The apps of a user, in the order in which the page offers them. */
function appsOf(alias: 'admin' | 'worker'): string[] {
  const user = bench.org.users.byUsername(`${alias}@bench.example`);
  assert.ok(user);
  const { access, metadata } = bench.org;
  const apps = describeApps(metadata, {
    canReadObject: (name) => access.objectAccess(user, name).read,
    seesApplication: (name) => access.seesApplication(user, name),
    defaultApplication: access.defaultApplication(user)
  });
  return apps.map(({ name }) => name);
}

describe('apps', () => {
  test('an app that a permission set grants is there for whoever has it; one that nothing mentions is there for all', () => {
    assert.deepEqual(appsOf('admin'), ['Bench', 'Store_Room']);
    assert.deepEqual(appsOf('worker'), ['Bench']);
  });

  test('the page of a user names the apps of that user alone', async () => {
    const worker = await sessionOf('worker');
    assert.deepEqual(
      worker.apps.map(({ name }) => name),
      ['Bench']
    );
  });

  test('the default app comes first', () => {
    const seen = describeApps(bench.org.metadata, {
      canReadObject: () => true,
      seesApplication: () => true,
      defaultApplication: 'Store_Room'
    });
    assert.equal(seen[0]?.name, 'Store_Room');
  });

  test('a project without apps has one', () => {
    const [app] = describeApps(fixtureMetadata(), { canReadObject: () => true, seesApplication: () => true });
    assert.ok(app);
  });
});

async function sessionOf(alias: 'admin' | 'worker'): Promise<{ apps: { name: string }[] }> {
  const response = await fetch(`${bench.url}/lightning/page/home`, { headers: { cookie: bench.cookie(alias) } });
  const [, text = ''] = /id="local-org-session">(.*?)<\/script>/.exec(await response.text()) ?? [];
  return JSON.parse(text) as { apps: { name: string }[] };
}
