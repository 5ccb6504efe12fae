import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openLibrary, type Library } from '../server/support.ts';
import { Cli } from './support.ts';

interface Rows {
  records: Record<string, unknown>[];
  totalSize: number;
}

describe('the sf CLI against the local org', () => {
  let library: Library;
  let cli: Cli;

  before(async () => {
    library = await openLibrary();
    cli = new Cli();
    const { status, stdout, stderr } = await cli.login(library.server.url, library.tokens.admin);
    assert.equal(status, 0, stdout + stderr);
    assert.equal((JSON.parse(stdout) as { result: { username: string } }).result.username, 'admin@library.example');
  });

  after(async () => {
    cli.close();
    await library.close();
  });

  const file = (name: string, content: string): string => {
    writeFileSync(path.join(cli.projectDir, name), content);
    return name;
  };
  const book = (isbn: string): Record<string, unknown> | undefined =>
    library.org.db.get('SELECT * FROM "book__c" WHERE "isdeleted" = 0 AND "isbn__c" = ?', [isbn]);

  it('org display', async () => {
    const { result } = await cli.json<{ connectedStatus: string; id: string }>('org', 'display');
    assert.deepEqual([result.connectedStatus, result.id], ['Connected', library.org.id]);
  });

  it('data create, query, update and delete record', async () => {
    const values = "Name='Emma Woodhouse' Isbn__c=e1 Price__c=3.5";
    const created = await cli.json<{ id: string }>('data', 'create', 'record', '-s', 'Book__c', '-v', values);
    assert.equal(created.result.id, book('e1')?.id);
    const soql = 'SELECT Name, Price__c, Owner.Username FROM Book__c';
    const { result } = await cli.json<Rows>('data', 'query', '--query', soql);
    assert.deepEqual(
      result.records.map(({ Name, Price__c, Owner }) => [Name, Price__c, (Owner as { Username: string }).Username]),
      [['Emma Woodhouse', 3.5, 'admin@library.example']]
    );
    const table = await cli.run(['data', 'query', '--query', soql, '--target-org', 'library']);
    assert.match(table.stdout, /NAME\s+│ PRICE__C\s+│ OWNER\.USERNAME/);
    assert.match(table.stdout, /Emma Woodhouse\s+│ 3\.5\s+│ admin@library\.example/);
    await cli.json('data', 'update', 'record', '-s', 'Book__c', '-w', 'Isbn__c=e1', '-v', 'Price__c=4');
    assert.equal(Number(book('e1')?.price__c), 400);
    await cli.json('data', 'delete', 'record', '-s', 'Book__c', '-w', 'Isbn__c=e1');
    assert.equal(book('e1'), undefined);
  });

  it('apex list log and get log, of transactions that a trace flag is set for', async () => {
    const { debugLogs, users } = library.org;
    const level = debugLogs.create('DebugLevel', { DeveloperName: 'Cli', MasterLabel: 'Cli', ApexCode: 'DEBUG' });
    const traced = { TracedEntityId: users.administrator().id, LogType: 'USER_DEBUG', DebugLevelId: level };
    const flag = debugLogs.create('TraceFlag', traced);
    await cli.json('apex', 'run', '--file', file('logged.apex', "System.debug('from the client');"));
    const list = await cli.json<{ Id: string; Status: string; LogUser: { Name: string } }[]>('apex', 'list', 'log');
    assert.equal(list.result.length, 1);
    assert.deepEqual([list.result[0]?.Status, list.result[0]?.LogUser.Name], ['Success', users.administrator().name]);
    const { result } = await cli.json<{ log: string }[]>('apex', 'get', 'log', '--number', '1');
    assert.match(result[0]?.log ?? '', /^67\.0 APEX_CODE,DEBUG\n[^]*\|USER_DEBUG\|\[1\]\|DEBUG\|from the client\n/);
    debugLogs.delete('TraceFlag', flag);
  });

  it('names the error of a query', async () => {
    const { status, message } = await cli.json('data', 'query', '--query', 'SELECT Nope FROM Book__c');
    assert.equal(status, 1);
    assert.match(String(message), /No such column 'Nope'/);
  });

  it('data import tree', async () => {
    const records = [{ attributes: { type: 'Book__c', referenceId: 'one' }, Name: 'From a tree', Isbn__c: 'tree' }];
    await cli.json('data', 'import', 'tree', '--files', file('books.json', JSON.stringify({ records })));
    assert.equal(book('tree')?.name, 'From a tree');
  });

  it('data upsert bulk', async () => {
    const csv = file('upsert.csv', 'Name,Isbn__c\nFrom a tree again,tree\nNew,bulk\n');
    const { result } = await cli.json<{ jobInfo: { state: string; numberRecordsProcessed: number } }>(
      ...['data', 'upsert', 'bulk', '-s', 'Book__c', '-i', 'Isbn__c', '-f', csv, '-w', '1']
    );
    assert.deepEqual([result.jobInfo.state, result.jobInfo.numberRecordsProcessed], ['JobComplete', 2]);
    assert.equal(book('tree')?.name, 'From a tree again');
    assert.equal(book('bulk')?.name, 'New');
  });

  it('data import bulk', async () => {
    const csv = file('import.csv', 'Name,Isbn__c\nImported,imported\n');
    const { result } = await cli.json('data', 'import', 'bulk', '-s', 'Book__c', '-f', csv, '-w', '1');
    assert.equal(result.successfulRecords, 1);
    assert.equal(book('imported')?.name, 'Imported');
  });

  it('data export bulk', async () => {
    const soql = "SELECT Isbn__c, Name FROM Book__c WHERE Isbn__c = 'bulk'";
    await cli.json('data', 'export', 'bulk', '--query', soql, '--output-file', 'out.csv', '-w', '1');
    const text = readFileSync(path.join(cli.projectDir, 'out.csv'), 'utf8');
    assert.deepEqual(text.trim().split(/\r?\n/), ['"Isbn__c","Name"', '"bulk","New"']);
  });

  it('sobject describe', async () => {
    const { result } = await cli.json<{ fields: { name: string; type: string }[] }>(
      'sobject',
      'describe',
      '-s',
      'Book__c'
    );
    assert.equal(result.fields.find(({ name }) => name === 'Price__c')?.type, 'double');
  });

  it('apex run', async () => {
    const script = file(
      'run.apex',
      "insert new Book__c(Name = 'By script', Isbn__c = 'script');\nSystem.debug('done');"
    );
    const { result } = await cli.json<{ success: boolean; logs: string }>('apex', 'run', '--file', script);
    assert.equal(result.success, true);
    assert.match(result.logs, /\|USER_DEBUG\|\[2\]\|DEBUG\|done/);
    assert.equal(book('script')?.name, 'By script');
    const broken = await cli.json<object>('apex', 'run', '--file', file('broken.apex', 'Integer i = 1;\nnope();'));
    assert.equal(broken.status, 1);
    assert.match(JSON.stringify(broken), /Compilation failed at Line 2 column 1 .*void nope\(\) from the type anon/);
  });

  it('apex run test --code-coverage', async () => {
    const { status, result } = await cli.json<{
      summary: { passing: number; failing: number; testRunCoverage: string };
      tests: { FullName: string; Outcome: string }[];
      coverage: { coverage: { name: string; coveredPercent: number }[] };
    }>('apex', 'run', 'test', '--class-names', 'BookTest', '--code-coverage', '--wait', '1');
    assert.equal(status, 100);
    assert.deepEqual(
      result.tests.map(({ FullName, Outcome }) => `${FullName} ${Outcome}`),
      ['BookTest.createsABook Pass', 'BookTest.fails Fail']
    );
    assert.deepEqual([result.summary.passing, result.summary.failing], [1, 1]);
    assert.deepEqual(
      result.coverage.coverage.map(({ name, coveredPercent }) => [name, coveredPercent]),
      [['BookResource', 30]]
    );
  });

  it('org assign permset', async () => {
    const { result } = await cli.json<{ successes: { name: string }[] }>('org', 'assign', 'permset', '-n', 'Librarian');
    assert.equal(result.successes.length, 1);
    const rows = library.org.db.all(
      'SELECT s."name" FROM "permissionsetassignment" a JOIN "permissionset" s ON s."id" = a."permissionsetid" WHERE a."assigneeid" = ? AND s."name" = ?',
      [library.org.users.administrator().id, 'Librarian']
    );
    assert.equal(rows.length, 1);
  });
});
