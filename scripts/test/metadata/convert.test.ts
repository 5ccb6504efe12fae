import assert from 'node:assert/strict';
import { existsSync, globSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { ROOT, run, type Finished } from '../suite.ts';

describe('sf project convert source', () => {
  const home = mkdtempSync(path.join(tmpdir(), 'cartwright-convert-'));
  const output = path.join(home, 'out');
  let finished: Finished;

  before(async () => {
    Object.assign(process.env, {
      HOME: home,
      SF_DISABLE_TELEMETRY: 'true',
      SF_AUTOUPDATE_DISABLE: 'true',
      SF_DISABLE_AUTOUPDATE: 'true',
      SF_SKIP_NEW_VERSION_CHECK: 'true',
      SF_USE_GENERIC_UNIX_KEYCHAIN: 'true'
    });
    const built = await run('npm', ['run', 'build'], { quiet: true });
    assert.equal(built.code, 0, 'the components are built first');
    finished = await run(
      'npx',
      ['sf', 'project', 'convert', 'source', '--source-dir', 'force-app', '--output-dir', output],
      { quiet: true }
    );
  });

  after(() => rmSync(home, { recursive: true, force: true }));

  it('accepts the whole project', () => {
    assert.equal(finished.code, 0, finished.output);
  });

  it('packages every component with its script, and what has styles alone with them', () => {
    const lwc = path.join(ROOT, 'force-app/main/default/lwc');
    const bundles = readdirSync(lwc).filter((name) => existsSync(path.join(lwc, name, `${name}.js-meta.xml`)));
    assert.ok(bundles.length >= 4);
    for (const name of bundles) {
      const file = existsSync(path.join(lwc, name, `${name}.ts`)) ? `${name}.js` : `${name}.css`;
      assert.ok(existsSync(path.join(output, 'lwc', name, file)), `${file} is missing from the package`);
    }
  });

  it('packages neither TypeScript nor tests', () => {
    assert.deepEqual(globSync(['**/*.ts', '**/__tests__/**'], { cwd: output }), []);
  });

  it('packages every class, trigger and object', () => {
    const count = (pattern: string, cwd: string): number => globSync(pattern, { cwd }).length;
    const source = path.join(ROOT, 'force-app/main/default');
    assert.equal(count('classes/*.cls', output), count('classes/**/*.cls', source));
    assert.equal(count('triggers/*.trigger', output), count('triggers/**/*.trigger', source));
    assert.equal(count('objects/*.object', output), readdirSync(path.join(source, 'objects')).length);
  });
});
