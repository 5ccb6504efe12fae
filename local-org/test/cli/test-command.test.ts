import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { takeDataFolder } from '../../src/cli/data-folder.ts';
import { watchAndRun } from '../../src/cli/watch.ts';
import { testOptions } from '../../src/cli/test-options.ts';
import { UsageError } from '../../src/cli/usage-error.ts';

const MAIN = path.join(import.meta.dirname, '../../src/cli/main.ts');

function project(classes: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'cli-'));
  Object.entries(classes).forEach(([name, source]) => writeFileSync(path.join(folder, `${name}.cls`), source));
  return folder;
}

async function localOrg(...args: string[]): Promise<{ code: number; stdout: string }> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [MAIN, ...args]);
    return { code: 0, stdout };
  } catch (error) {
    const { code, stdout } = error as { code: number; stdout: string };
    return { code, stdout };
  }
}

const GOOD = (name: string): string =>
  `@IsTest class ${name} { @IsTest static void one() { Assert.isTrue(true); } @IsTest static void two() {} }`;

test('several processes give the same report as one', async () => {
  const source = project({ A_Test: GOOD('A_Test'), B_Test: GOOD('B_Test'), C_Test: GOOD('C_Test') });
  const names = async (...more: string[]): Promise<string[]> => {
    const { stdout, code } = await localOrg('test', '--source', source, '--reporter', 'tap', ...more);
    assert.equal(code, 0);
    return stdout.split('\n').filter((line) => line.startsWith('ok'));
  };
  const alone = await names();
  assert.equal(alone.length, 6);
  assert.deepEqual(await names('--parallel', '2'), alone);
});

test('classes and methods are chosen by name, reports go to files', async () => {
  const source = project({ A_Test: GOOD('A_Test'), B_Test: GOOD('B_Test') });
  const file = path.join(source, 'junit.xml');
  const args = ['--source', source, '--class', 'a_test', '--method', 'two', '--reporter', `junit=${file}`];
  const { stdout } = await localOrg('test', ...args);
  assert.equal(stdout, '');
  assert.match(readFileSync(file, 'utf8'), /tests="1".*name="two"/s);
});

test('check shows the line of an error', async () => {
  const source = project({ Bad: 'public class Bad {\n  Integer a = missing;\n}' });
  const { code, stdout } = await localOrg('check', '--source', source);
  assert.equal(code, 1);
  assert.match(stdout, /Bad\.cls:2:15 \S+ .*missing.*\n.*\n.*> 2 \| {3}Integer a = missing;\n.*\^/);
});

test('options that make no sense are refused', () => {
  for (const args of [
    ['--reporter', 'xml'],
    ['--parallel', '0'],
    ['--parallel', 'many']
  ]) {
    assert.throws(() => testOptions(['--source', '.', ...args]), UsageError);
  }
  assert.throws(() => testOptions([]), UsageError);
});

test('a plain administrator sees the fields that a profile grants, by default all of them', async () => {
  const source = project({
    Tier_Test: `@IsTest class Tier_Test { @IsTest static void shown() { Assert.isTrue(Account.Tier__c.getDescribe().isAccessible()); } }`
  });
  const write = (folder: string, file: string, text: string): void => {
    mkdirSync(path.join(source, folder), { recursive: true });
    writeFileSync(path.join(source, folder, file), text);
  };
  write(
    'objects/Account/fields',
    'Tier__c.field-meta.xml',
    '<CustomField><fullName>Tier__c</fullName><label>Tier</label><type>Text</type><length>9</length></CustomField>'
  );
  const failed = async (...more: string[]): Promise<boolean> => {
    const { stdout } = await localOrg('test', '--source', source, '--reporter', 'tap', ...more);
    return stdout.includes('not ok 1');
  };
  assert.equal(await failed(), false);
  assert.equal(await failed('--plain-admin'), true);
  assert.equal(await failed('--plain-admin', '--parallel', '2'), true);
  write(
    'profiles',
    'Admin.profile-meta.xml',
    '<Profile><fieldPermissions><editable>true</editable><field>Account.Tier__c</field><readable>true</readable></fieldPermissions></Profile>'
  );
  assert.equal(await failed('--plain-admin'), false);
});

test('watching runs again after a change, and ends on the signal', async () => {
  const source = project({ A_Test: GOOD('A_Test') });
  const end = new AbortController();
  let runs = 0;
  const run = async (): Promise<void> => {
    runs++;
    if (runs === 1) {
      setTimeout(() => writeFileSync(path.join(source, 'A_Test.cls'), `${GOOD('A_Test')}\n`), 20);
    } else {
      end.abort();
    }
  };
  await watchAndRun([source], run, end.signal);
  assert.equal(runs, 2);
});

test('one malformed metadata file is an error of that file and stops nothing else', async () => {
  const source = project({ A_Test: GOOD('A_Test') });
  writeFileSync(path.join(source, 'Odd.layout-meta.xml'), '<Layout>\n  <open>\n</Layout>');
  const tested = await localOrg('test', '--source', source);
  assert.equal(tested.code, 0);
  assert.match(
    tested.stdout,
    /Odd\.layout-meta\.xml:3:\d+ metadata Error parsing file: .*open.*\n[^]*Apex: 2 passed, 0 failed/
  );
  const checked = await localOrg('check', '--source', source);
  assert.equal(checked.code, 1);
  assert.match(checked.stdout, /Odd\.layout-meta\.xml:3:\d+ metadata [^]*1 errors/);
});

test('a data folder belongs to one process', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'data-'));
  writeFileSync(path.join(folder, 'org.sqlite'), 'x');
  chmodSync(path.join(folder, 'org.sqlite'), 0o644);
  const mask = process.umask();
  const taken = takeDataFolder(folder);
  writeFileSync(path.join(folder, 'new.txt'), 'x');
  process.umask(mask);
  const modes = [folder, ...readdirSync(folder).map((name) => path.join(folder, name))].map(
    (file) => statSync(file).mode & 0o077
  );
  assert.deepEqual(new Set(modes), new Set([0]), 'nobody else reads what is there or comes');
  const second = await promisify(execFile)(process.execPath, [
    MAIN,
    'start',
    '--port',
    '0',
    '--data-dir',
    folder,
    '--reset'
  ]).catch((error: unknown) => error as { code: number; stderr: string });
  assert.ok('code' in second);
  assert.equal(second.code, 2);
  assert.equal(
    second.stderr,
    `The data folder ${folder} is in use by process ${process.pid}. Stop it, or choose another folder with --data-dir.\n`
  );
  assert.ok(existsSync(path.join(folder, 'org.sqlite')));
  taken.release();
  const again = takeDataFolder(folder, true);
  assert.ok(!existsSync(path.join(folder, 'org.sqlite')));
  again.release();
});

test('check looks for what a deployment would refuse when it is asked to', async () => {
  const source = project({ A: 'public class A {}' });
  const set =
    '<PermissionSet>\n<label>P</label>\n<classAccesses><apexClass>Gone</apexClass><enabled>true</enabled></classAccesses></PermissionSet>';
  writeFileSync(path.join(source, 'P.permissionset-meta.xml'), set);
  assert.equal((await localOrg('check', '--source', source)).code, 0);
  const { code, stdout } = await localOrg('check', '--source', source, '--metadata');
  assert.equal(code, 1);
  assert.match(
    stdout,
    /P\.permissionset-meta\.xml:3:27 metadata In field: apexClass - no ApexClass named Gone found\n/
  );
});
