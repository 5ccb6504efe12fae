import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openEmptyOrg, type EmptyOrg } from '../server/deploy-support.ts';
import { Cli } from './support.ts';

const LIBRARY = path.resolve(import.meta.dirname, '../server/fixtures/library');

interface Rows {
  records: Record<string, unknown>[];
  totalSize: number;
}

describe('more commands of the sf CLI', () => {
  let org: EmptyOrg;
  let cli: Cli;

  before(async () => {
    org = await openEmptyOrg(undefined, LIBRARY);
    cli = new Cli();
    file(
      'sfdx-project.json',
      JSON.stringify({ packageDirectories: [{ path: 'force-app', default: true }], sourceApiVersion: '67.0' })
    );
    file('force-app/main/default/classes/Extra.cls', 'public class Extra {}\n');
    file(
      'force-app/main/default/classes/Extra.cls-meta.xml',
      '<?xml version="1.0" encoding="UTF-8"?>\n<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>67.0</apiVersion><status>Active</status></ApexClass>\n'
    );
    const { status, stdout, stderr } = await cli.login(org.server.url, org.token);
    assert.equal(status, 0, stdout + stderr);
  });

  after(async () => {
    cli.close();
    await org.close();
  });

  const place = (name: string): string => path.join(cli.projectDir, name);
  const file = (name: string, content: string): string => {
    mkdirSync(path.dirname(place(name)), { recursive: true });
    writeFileSync(place(name), content);
    return name;
  };
  const books = (): unknown[] =>
    server()
      .db.all('SELECT "name" FROM "book__c" WHERE "isdeleted" = 0 ORDER BY "name"')
      .map(({ name }) => name);
  const server = (): EmptyOrg['server']['org'] => org.server.org;

  it('loads, exports, changes and deletes many records', async () => {
    const csv = file('books.csv', 'Name,Isbn__c\nEmma,e-1\nPersuasion,p-1\n');
    await cli.json('data', 'import', 'bulk', '-s', 'Book__c', '-f', csv, '-w', '1');
    await cli.json(
      'data',
      'export',
      'tree',
      '--query',
      'SELECT Name, Isbn__c FROM Book__c ORDER BY Name',
      '--output-dir',
      'tree'
    );
    const [exported = ''] = readdirSync(place('tree'));
    const { records } = JSON.parse(readFileSync(place(`tree/${exported}`), 'utf8')) as Rows;
    assert.deepEqual(
      records.map(({ Name, Isbn__c }) => [Name, Isbn__c]),
      [
        ['Emma', 'e-1'],
        ['Persuasion', 'p-1']
      ]
    );
    const ids = server()
      .db.all('SELECT "id" FROM "book__c" ORDER BY "name"')
      .map(({ id }) => String(id));
    const update = file('update.csv', `Id,Name\n${ids[0]},Emma 2\n`);
    const { result } = await cli.json<{ jobInfo: { id: string } } & Record<string, unknown>>(
      ...['data', 'update', 'bulk', '-s', 'Book__c', '-f', update, '-w', '1']
    );
    assert.deepEqual([result.processedRecords, books()], [1, ['Emma 2', 'Persuasion']]);
    const removed = file('delete.csv', `Id\n${ids[1]}\n`);
    await cli.json('data', 'delete', 'bulk', '-s', 'Book__c', '-f', removed, '-w', '1');
    assert.deepEqual(books(), ['Emma 2']);
  });

  it('gets, searches and queries, also the tooling objects as CSV', async () => {
    const [got, found, csv] = await Promise.all([
      cli.json<{ Name: string }>('data', 'get', 'record', '-s', 'Book__c', '-w', 'Isbn__c=e-1'),
      cli.json<{ searchRecords: { Name: string }[] }>(
        'data',
        'search',
        '--query',
        'FIND {Emma} RETURNING Book__c(Name)'
      ),
      cli.run([
        'data',
        'query',
        '-q',
        "SELECT Name FROM ApexClass WHERE Name = 'BookTest'",
        '-t',
        '-r',
        'csv',
        '-o',
        'library'
      ])
    ]);
    assert.equal(got.result.Name, 'Emma 2');
    assert.deepEqual(
      found.result.searchRecords.map(({ Name }) => Name),
      ['Emma 2']
    );
    assert.equal(csv.stdout.trim(), 'Name\nBookTest');
  });

  it('runs a suite of tests', async () => {
    const run = await cli.run([
      'apex',
      'run',
      'test',
      '--suite-names',
      'Books',
      '-w',
      '1',
      '-r',
      'junit',
      '-d',
      'out',
      '-o',
      'library'
    ]);
    assert.equal(run.status, 100);
    const junit = readdirSync(place('out')).find((name) => name.endsWith('junit.xml')) ?? '';
    assert.match(readFileSync(place(`out/${junit}`), 'utf8'), /<testcase name="createsABook" classname="BookTest"/);
    const unknown = await cli.json('apex', 'run', 'test', '--suite-names', 'Nope', '-w', '1');
    assert.match(String(unknown.message), /test suite's name is invalid: Nope/);
  });

  it('lists metadata and writes a manifest', async () => {
    const [types, classes, manifest] = await Promise.all([
      cli.json<{ metadataObjects: { xmlName: string; directoryName: string }[] }>('org', 'list', 'metadata-types'),
      cli.json<{ fullName: string; fileName: string }[]>('org', 'list', 'metadata', '-m', 'ApexClass'),
      cli.run(['project', 'generate', 'manifest', '--from-org', 'library', '--metadata', 'ApexClass'])
    ]);
    assert.equal(types.result.metadataObjects.find(({ xmlName }) => xmlName === 'ApexClass')?.directoryName, 'classes');
    assert.deepEqual(classes.result.map(({ fileName }) => fileName).toSorted(), [
      'classes/BookController.cls',
      'classes/BookResource.cls',
      'classes/BookTest.cls'
    ]);
    assert.equal(manifest.status, 0, manifest.stderr);
    assert.match(
      readFileSync(place('package.xml'), 'utf8'),
      /<members>BookTest<\/members>[\s\S]*<name>ApexClass<\/name>/
    );
  });

  it('deploys without waiting, reports, and deletes again', async () => {
    const started = await cli.json<{ id: string; status: string }>(
      'project',
      'deploy',
      'start',
      '-d',
      'force-app',
      '--async'
    );
    assert.match(started.result.id, /^0Af/);
    const report = await cli.json<{ status: string; numberComponentsDeployed: number }>(
      ...['project', 'deploy', 'report', '--job-id', started.result.id, '-w', '1']
    );
    assert.deepEqual([report.result.status, report.result.numberComponentsDeployed], ['Succeeded', 1]);
    assert.ok(server().rows.find('ApexClass', { Name: 'Extra' }));
    const preview = await cli.json('project', 'deploy', 'preview', '-d', 'force-app');
    assert.match(String(preview.message), /does not have source tracking/);
    const deleted = await cli.json('project', 'delete', 'source', '-m', 'ApexClass:Extra', '-r');
    assert.equal(deleted.status, 0, deleted.message);
    assert.equal(server().rows.find('ApexClass', { Name: 'Extra' }), undefined);
    assert.equal(existsSync(place('force-app/main/default/classes/Extra.cls')), false);
  });

  it('opens the org and sets a password', async () => {
    const [opened, password] = await Promise.all([
      cli.json<{ url: string }>('org', 'open', '-r'),
      cli.json<{ password: string }>('org', 'generate', 'password')
    ]);
    assert.match(opened.result.url, /^http:\/\/127\.0\.0\.1:\d+\/secur\/frontdoor\.jsp\?otp=/);
    const login = await fetch(`${org.server.url}/services/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'password',
        username: 'admin@empty.example',
        password: password.result.password
      })
    });
    assert.equal(login.status, 200);
  });
});
