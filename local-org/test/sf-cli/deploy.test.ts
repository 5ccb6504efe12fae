import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openEmptyOrg, type EmptyOrg } from '../server/deploy-support.ts';
import { Cli } from './support.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const SOURCE = path.join(ROOT, 'force-app/main/default');

interface DeployResult {
  status: string;
  success: boolean;
  numberComponentErrors: number;
  numberComponentsDeployed: number;
  files?: { fullName: string; type: string; state: string; error?: string; lineNumber?: number; filePath?: string }[];
}

/** Files below a folder whose names end in the given way. */
function filesIn(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith(ending));
}

describe('sf project deploy start into an empty local org', () => {
  let empty: EmptyOrg;
  let cli: Cli;

  before(async () => {
    empty = await openEmptyOrg(path.join(ROOT, '.cache/local-org'));
    cli = new Cli();
    for (const name of ['force-app', 'sfdx-project.json', '.forceignore']) {
      cpSync(path.join(ROOT, name), path.join(cli.projectDir, name), { recursive: true });
    }
    // an org takes JavaScript: where the components have not been built, their script is left empty
    for (const file of filesIn(path.join(cli.projectDir, 'force-app'), '.ts')) {
      const script = path.join(cli.projectDir, 'force-app', file.replace(/\.ts$/, '.js'));
      if (!file.includes('__tests__') && !existsSync(script)) {
        writeFileSync(script, 'export {};\n');
      }
    }
    const { status, stdout, stderr } = await cli.login(empty.server.url, empty.token);
    assert.equal(status, 0, stdout + stderr);
  });

  after(async () => {
    cli.close();
    await empty.close();
  });

  const api = (url: string): Promise<Response> =>
    fetch(`${empty.server.url}${url}`, { headers: { authorization: `Bearer ${empty.token}` } });
  const count = async (object: string): Promise<number> => {
    const answer = await api(`/services/data/v67.0/query?q=SELECT+COUNT()+FROM+${object}`);
    assert.equal(answer.status, 200, object);
    return ((await answer.json()) as { totalSize: number }).totalSize;
  };

  /** Gives the administrator whatever the deployed permission sets grant: a field shows itself to nobody else. */
  const assignPermissionSets = (): void => {
    const { org } = empty.server;
    const admin = org.users.administrator().id;
    for (const { id } of org.db.all('SELECT id FROM permissionset WHERE coalesce(isownedbyprofile, 0) = 0')) {
      org.rows.ensure('PermissionSetAssignment', admin, { AssigneeId: admin, PermissionSetId: String(id) });
    }
    org.access.reset();
  };

  it('reports a broken component with file, line and message, and deploys nothing', async () => {
    const folder = path.join(cli.projectDir, 'force-app/main/default/classes');
    const classes = ['Broken', 'Whole'];
    mkdirSync(path.join(folder, 'extra'));
    for (const name of classes) {
      const source =
        name === 'Broken' ? 'public class Broken {\n    Integer n = nowhere;\n}\n' : 'public class Whole {}\n';
      writeFileSync(path.join(folder, 'extra', `${name}.cls`), source);
      writeFileSync(
        path.join(folder, 'extra', `${name}.cls-meta.xml`),
        '<?xml version="1.0" encoding="UTF-8"?>\n<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>67.0</apiVersion><status>Active</status></ApexClass>\n'
      );
    }
    const { status, result } = await cli.json<DeployResult>(
      ...['project', 'deploy', 'start', '--source-dir', path.join(folder, 'extra'), '--wait', '5']
    );
    assert.equal(status, 1);
    const failed = result.files?.filter(({ state }) => state === 'Failed') ?? [];
    assert.deepEqual(
      failed.map(({ fullName, type, lineNumber }) => [fullName, type, lineNumber]),
      [['Broken', 'ApexClass', 2]]
    );
    assert.match(failed[0]?.filePath ?? '', /extra\/Broken\.cls$/);
    assert.match(failed[0]?.error ?? '', /nowhere/);
    assert.equal(await count('ApexClass'), 0);
    const table = await cli.run(
      ['project', 'deploy', 'start', '--source-dir', path.join(folder, 'extra'), '--wait', '5', '-o', 'library'],
      { SF_ORG_METADATA_REST_DEPLOY: 'true' }
    );
    assert.equal(table.status, 1);
    assert.match(table.stdout + table.stderr, /Broken[\s\S]*nowhere[^\n]*2:\d+/);
  });

  it("deploys this repository's own package, which then works", async () => {
    rmSync(path.join(cli.projectDir, 'force-app/main/default/classes/extra'), { recursive: true, force: true });
    const { status, result, message } = await cli.json<DeployResult | undefined>(
      ...['project', 'deploy', 'start', '--source-dir', 'force-app', '--wait', '5']
    );
    assert.ok(result, message);
    const failed = result.files?.filter(({ state }) => state === 'Failed') ?? [];
    assert.deepEqual(failed.slice(0, 5), []);
    assert.deepEqual([status, result.status], [0, 'Succeeded']);
    for (const object of readdirSync(path.join(SOURCE, 'objects')).filter((name) => name.endsWith('__c'))) {
      await count(object);
    }
    const classes = filesIn(path.join(SOURCE, 'classes'), '.cls').length;
    assert.equal(await count('ApexClass'), classes);
    assignPermissionSets();
    for (const url of restUrls()) {
      const answer = await api(`/services/apexrest${url}`);
      assert.equal(answer.status, 200, `${url}: ${await answer.text()}`);
    }
  });

  it('retrieves what was deployed', async () => {
    const [className = ''] = filesIn(path.join(SOURCE, 'classes'), '.cls').map((file) => path.basename(file, '.cls'));
    const [object = ''] = readdirSync(path.join(SOURCE, 'objects')).filter((name) => name.endsWith('__c'));
    rmSync(path.join(cli.projectDir, 'force-app'), { recursive: true });
    for (const directory of ['force-app/main', 'force-app/installer']) {
      mkdirSync(path.join(cli.projectDir, directory), { recursive: true });
    }
    const { status, message } = await cli.json(
      ...['project', 'retrieve', 'start', '-m', `ApexClass:${className}`, '-m', `CustomObject:${object}`, '--wait', '5']
    );
    assert.equal(status, 0, message);
    // the CLI puts what is new below the default package directory
    const got = path.join(cli.projectDir, 'force-app/main/main/default');
    const original = filesIn(path.join(SOURCE, 'classes'), `${className}.cls`)[0] ?? '';
    assert.equal(
      readFileSync(path.join(got, 'classes', `${className}.cls`), 'utf8'),
      readFileSync(path.join(SOURCE, 'classes', original), 'utf8')
    );
    assert.deepEqual(
      filesIn(path.join(got, 'objects', object), '.field-meta.xml').toSorted(),
      filesIn(path.join(SOURCE, 'objects', object), '.field-meta.xml').toSorted()
    );
  });
});

/** URLs without a wildcard that answer to GET. */
function restUrls(): string[] {
  return filesIn(path.join(SOURCE, 'classes'), '.cls').flatMap((file) => {
    const source = readFileSync(path.join(SOURCE, 'classes', file), 'utf8');
    const url = /@RestResource\s*\(\s*urlMapping\s*=\s*'([^'*]+)'/i.exec(source)?.[1];
    return url !== undefined && /@HttpGet/i.test(source) ? [url] : [];
  });
}
