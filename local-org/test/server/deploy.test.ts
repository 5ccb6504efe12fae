import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { writeZip } from '../../src/server/metadata/zip.ts';
import { openEmptyOrg, type EmptyOrg } from './deploy-support.ts';

interface Message {
  componentType: string;
  fullName: string;
  fileName: string;
  problem?: string;
  lineNumber?: number;
  columnNumber?: number;
  created: boolean;
  changed: boolean;
}

interface Result {
  id: string;
  done: boolean;
  success: boolean;
  status: string;
  errorMessage?: string;
  numberTestErrors: number;
  details: {
    componentFailures: Message[];
    componentSuccesses: Message[];
    runTestResult: {
      failures: { message: string }[];
      codeCoverageWarnings: { name: string | null; message: string }[];
    };
  };
}

const META =
  '<?xml version="1.0"?><ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>67.0</apiVersion><status>Active</status></ApexClass>';
const TOOL = `<?xml version="1.0" encoding="UTF-8"?>
<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata">
    <deploymentStatus>Deployed</deploymentStatus>
    <label>Tool</label>
    <pluralLabel>Tools</pluralLabel>
    <nameField><label>Name</label><type>Text</type></nameField>
    <sharingModel>ReadWrite</sharingModel>
    <fields><fullName>Weight__c</fullName><label>Weight</label><type>Number</type><precision>8</precision><scale>2</scale></fields>
</CustomObject>`;

/** Lets administrators see fields. */
const ADMIN = (...fields: string[]): string =>
  `<Profile xmlns="http://soap.sforce.com/2006/04/metadata">${fields.map((name) => `<fieldPermissions><editable>true</editable><field>${name}</field><readable>true</readable></fieldPermissions>`).join('')}</Profile>`;

function apex(name: string, source: string): Record<string, string> {
  return { [`classes/${name}.cls`]: source, [`classes/${name}.cls-meta.xml`]: META };
}

function zipOf(files: Readonly<Record<string, string>>): Buffer {
  const all = { 'package.xml': '<Package xmlns="http://soap.sforce.com/2006/04/metadata"/>', ...files };
  return writeZip(new Map(Object.entries(all).map(([path, text]) => [path, Buffer.from(text)])));
}

describe('metadata deployments', () => {
  let empty: EmptyOrg;

  before(async () => {
    empty = await openEmptyOrg();
  });

  after(() => empty.close());

  const call = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${empty.server.url}/services/data/v67.0/${path}`, {
      ...init,
      headers: { authorization: `Bearer ${empty.token}`, ...init.headers }
    });
  const deploy = async (files: Readonly<Record<string, string>>, deployOptions: object = {}): Promise<Result> => {
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(zipOf(files))], { type: 'application/zip' }), 'deploy.zip');
    form.set('json', new Blob([JSON.stringify({ deployOptions: { rollbackOnError: true, ...deployOptions } })]));
    const started = await call('metadata/deployRequest', { method: 'POST', body: form });
    assert.equal(started.status, 201);
    const { id } = (await started.json()) as { id: string };
    for (;;) {
      const answer = await call(`metadata/deployRequest/${id}?includeDetails=true`);
      const { deployResult } = (await answer.json()) as { deployResult: Result };
      if (deployResult.done) {
        return deployResult;
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const count = async (object: string): Promise<number> => {
    const answer = (await (await call(`query?q=SELECT+COUNT()+FROM+${object}`)).json()) as { totalSize: number };
    return answer.totalSize;
  };

  it('brings objects and classes that work at once, and keeps sessions', async () => {
    const result = await deploy({
      'objects/Tool__c.object': TOOL,
      'profiles/Admin.profile': ADMIN('Tool__c.Weight__c'),
      ...apex(
        'ToolRest',
        "@RestResource(urlMapping='/tools') global class ToolRest { @HttpGet global static Integer n() { return [SELECT COUNT() FROM Tool__c]; } }"
      )
    });
    assert.deepEqual([result.status, result.details.componentFailures], ['Succeeded', []]);
    assert.deepEqual(
      result.details.componentSuccesses.map(({ componentType, fullName, created }) => [
        componentType,
        fullName,
        created
      ]),
      [
        ['CustomObject', 'Tool__c', true],
        ['CustomField', 'Tool__c.Weight__c', true],
        ['Profile', 'Admin', true],
        ['ApexClass', 'ToolRest', true]
      ]
    );
    const body = JSON.stringify({ Name: 'Hammer', Weight__c: 1.25 });
    assert.equal((await call('sobjects/Tool__c', { method: 'POST', body })).status, 201);
    const answer = await fetch(`${empty.server.url}/services/apexrest/tools`, {
      headers: { authorization: `Bearer ${empty.token}` }
    });
    assert.equal(await answer.json(), 1);
  });

  it('adds a field to a table with records, leaving the rest of the object as it is', async () => {
    const field =
      '<fields><fullName>Colour__c</fullName><label>Colour</label><type>Text</type><length>20</length></fields>';
    const result = await deploy({
      'profiles/Admin.profile': ADMIN('Tool__c.Weight__c', 'Tool__c.Colour__c'),
      'objects/Tool__c.object': `<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata">${field}</CustomObject>`
    });
    assert.equal(result.status, 'Succeeded');
    const answer = (await (await call('query?q=SELECT+Name,Weight__c,Colour__c+FROM+Tool__c')).json()) as {
      records: Record<string, unknown>[];
    };
    assert.deepEqual(
      answer.records.map(({ Name, Weight__c, Colour__c }) => [Name, Weight__c, Colour__c]),
      [['Hammer', 1.25, null]]
    );
  });

  it('deploys nothing when one component is broken, and says where', async () => {
    const result = await deploy({
      ...apex('Good', 'public class Good {}'),
      ...apex('Bad', 'public class Bad {\n  Integer n = Missing.value;\n}'),
      'permissionsets/Odd.permissionset':
        '<PermissionSet xmlns="http://soap.sforce.com/2006/04/metadata"><label>Odd</label><fieldPermissions><editable>true</editable><field>Tool__c.Nope__c</field><readable>true</readable></fieldPermissions></PermissionSet>',
      'layouts/Broken.layout': '<Layout>\n<open>\n</Layout>'
    });
    assert.deepEqual([result.status, result.success], ['Failed', false]);
    const failures = new Map(result.details.componentFailures.map((failure) => [failure.fullName, failure]));
    assert.deepEqual([...failures.keys()].sort(), ['Bad', 'Broken', 'Odd']);
    const bad = failures.get('Bad');
    assert.deepEqual([bad?.componentType, bad?.fileName, bad?.lineNumber], ['ApexClass', 'classes/Bad.cls', 2]);
    assert.match(bad?.problem ?? '', /Missing/);
    assert.equal(failures.get('Odd')?.problem, 'In field: field - no CustomField named Tool__c.Nope__c found');
    assert.match(failures.get('Broken')?.problem ?? '', /^Error parsing file/);
    assert.equal(await count("ApexClass WHERE Name = 'Good'"), 0);
  });

  it("holds metadata to the Metadata API's types", async () => {
    const xmlns = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
    const result = await deploy({
      'permissionsets/Loose.permissionset': `<PermissionSet ${xmlns}>\n<label>Loose</label>\n<colour>red</colour>\n</PermissionSet>`,
      'objects/Shelf__c.object': TOOL.replace('<precision>8</precision>', '')
    });
    assert.deepEqual([result.status, result.success], ['Failed', false]);
    assert.deepEqual(
      result.details.componentFailures.map(({ fullName, lineNumber, problem }) => [fullName, lineNumber, problem]),
      [
        [
          'Loose',
          3,
          'Error parsing file: Element {http://soap.sforce.com/2006/04/metadata}colour invalid at this location in type PermissionSet'
        ],
        ['Shelf__c.Weight__c', 8, "Must specify 'precision' for a CustomField of type Number"]
      ]
    );
    assert.equal(await count("EntityDefinition WHERE QualifiedApiName = 'Shelf__c'"), 0);
  });

  it('refuses rights that nobody can have, and what the manifest names in vain', async () => {
    const set = (inner: string): string =>
      `<PermissionSet xmlns="http://soap.sforce.com/2006/04/metadata"><label>Set</label>${inner}</PermissionSet>`;
    const rights = (object: string, ...allowed: string[]): string =>
      `<objectPermissions>${[
        'allowCreate',
        'allowDelete',
        'allowEdit',
        'allowRead',
        'modifyAllRecords',
        'viewAllRecords'
      ]
        .map(
          (right) =>
            (right === 'viewAllRecords' ? `<object>${object}</object>` : '') +
            `<${right}>${allowed.includes(right)}</${right}>`
        )
        .join('')}</objectPermissions>`;
    const part =
      '<fields><fullName>Tool__c</fullName><label>Tool</label><type>MasterDetail</type><referenceTo>Tool__c</referenceTo><relationshipName>Parts</relationshipName></fields><recordTypes><fullName>Spare</fullName><active>true</active><label>Spare</label></recordTypes>';
    const cases: readonly [inner: string, problem: string][] = [
      [
        '<fieldPermissions><editable>true</editable><field>Part__c.Tool__c</field><readable>true</readable></fieldPermissions>',
        'You cannot deploy to a required field: Part__c.Tool__c'
      ],
      [
        rights('Tool__c', 'allowEdit', 'allowDelete'),
        'Permission Edit Tool__c depends on permission(s): Read Tool__c; Permission Delete Tool__c depends on permission(s): Read Tool__c'
      ],
      [rights('Part__c', 'allowRead'), 'Permission Read Part__c depends on permission(s): Read Tool__c'],
      [
        '<tabSettings><tab>Nowhere</tab><visibility>Visible</visibility></tabSettings>',
        'In field: tab - no CustomTab named Nowhere found'
      ],
      [
        '<recordTypeVisibilities><recordType>Part__c.Odd</recordType><visible>true</visible></recordTypeVisibilities>',
        'In field: recordType - no RecordType named Part__c.Odd found'
      ]
    ];
    const object = TOOL.replace(/<fields>.*<\/fields>/, part)
      .replaceAll('Tool</label><plural', 'Part</label><plural')
      .replace('ReadWrite', 'ControlledByParent');
    for (const [inner, problem] of cases) {
      const result = await deploy(
        { 'objects/Part__c.object': object, 'permissionsets/Set.permissionset': set(inner) },
        { checkOnly: true }
      );
      assert.deepEqual(
        result.details.componentFailures.map(({ fullName, componentType, ...rest }) => [
          componentType,
          fullName,
          rest.problem
        ]),
        [['PermissionSet', 'Set', problem]]
      );
    }
    const manifest =
      '<Package xmlns="http://soap.sforce.com/2006/04/metadata"><types><members>Lone</members><members>Gone</members><name>ApexClass</name></types></Package>';
    const result = await deploy({ ...apex('Lone', 'public class Lone {}'), 'package.xml': manifest });
    assert.deepEqual(
      [result.status, result.details.componentFailures.map(({ fileName, problem }) => [fileName, problem])],
      [
        'Failed',
        [
          [
            'package.xml',
            "An object 'Gone' of type ApexClass was named in package.xml, but was not found in zipped directory"
          ]
        ]
      ]
    );
    assert.equal(await count("ApexClass WHERE Name = 'Lone'"), 0);
  });

  it('keeps what is in order without rollbackOnError', async () => {
    const files = { ...apex('Kept', 'public class Kept {}'), ...apex('Lost', 'public class Lost { nonsense }') };
    const result = await deploy(files, { rollbackOnError: false });
    assert.deepEqual(
      [result.status, result.details.componentSuccesses.map(({ fullName }) => fullName)],
      ['SucceededPartial', ['Kept']]
    );
    assert.equal(await count("ApexClass WHERE Name = 'Kept'"), 1);
  });

  it('refuses to break a class that is there', async () => {
    const users = apex('KeptUser', 'public class KeptUser { Kept k = new Kept(); }');
    assert.equal((await deploy(users)).status, 'Succeeded');
    const destructive =
      '<Package xmlns="http://soap.sforce.com/2006/04/metadata"><types><members>Kept</members><name>ApexClass</name></types></Package>';
    const result = await deploy({ 'destructiveChanges.xml': destructive });
    assert.equal(result.status, 'Failed');
    assert.deepEqual(
      result.details.componentFailures.map(({ componentType, fullName, fileName, problem }) => [
        componentType,
        fullName,
        fileName,
        problem
      ]),
      [
        [
          'ApexClass',
          'Kept',
          'destructiveChanges.xml',
          'This apex class is referenced elsewhere in salesforce.com. Remove the usage and try again. : Apex Class - KeptUser.'
        ]
      ]
    );
  });

  it('only checks with checkOnly', async () => {
    const result = await deploy(apex('Checked', 'public class Checked {}'), { checkOnly: true });
    assert.equal(result.status, 'Succeeded');
    assert.equal(await count("ApexClass WHERE Name = 'Checked'"), 0);
  });

  it('runs tests where asked, over no records, and holds to the floor of coverage', async () => {
    const code =
      'public class Sum { public static Integer add(Integer a, Integer b) { return a + b; }\n public static Integer no() {\n Integer i = 1;\n i++;\n i++;\n i++;\n return i; } }';
    const test = (body: string): Record<string, string> =>
      apex('SumTest', `@IsTest private class SumTest { @IsTest static void adds() { ${body} } }`);
    const options = { testLevel: 'RunSpecifiedTests', runTests: ['SumTest'] };
    const low = await deploy(
      {
        ...apex('Sum', code),
        ...test('Assert.areEqual(3, Sum.add(1, 2)); Assert.areEqual(0, [SELECT COUNT() FROM Tool__c]);')
      },
      options
    );
    assert.deepEqual([low.status, low.numberTestErrors], ['Failed', 0]);
    assert.deepEqual(
      low.details.runTestResult.codeCoverageWarnings.map(({ name, message }) => [name, message]),
      [['Sum', 'Test coverage of selected Apex Class is 16.667%, at least 75% test coverage is required']]
    );
    const failing = await deploy(
      { ...apex('Sum', code), ...test('Assert.areEqual(4, Sum.add(1, Sum.no() - 3));') },
      options
    );
    assert.deepEqual([failing.status, failing.numberTestErrors], ['Failed', 1]);
    const good = await deploy({ ...apex('Sum', code), ...test('Assert.areEqual(5, Sum.add(1, Sum.no()));') }, options);
    assert.deepEqual([good.status, good.details.runTestResult.failures], ['Succeeded', []]);
  });

  it('refuses what is no archive, and users who may not', async () => {
    const form = new FormData();
    form.set('file', new Blob(['nothing']), 'deploy.zip');
    const { id } = (await (await call('metadata/deployRequest', { method: 'POST', body: form })).json()) as {
      id: string;
    };
    await new Promise((resolve) => setTimeout(resolve, 50));
    const { deployResult } = (await (await call(`metadata/deployRequest/${id}`)).json()) as { deployResult: Result };
    assert.deepEqual([deployResult.status, deployResult.errorMessage], ['Failed', 'The file is not a zip archive']);
    const clerk = empty.server.org.users.byUsername('clerk@empty.example');
    const authorization = `Bearer ${empty.server.sessions.open(clerk?.id ?? '')}`;
    const refused = await call('metadata/deployRequest', { method: 'POST', body: form, headers: { authorization } });
    assert.equal(refused.status, 403);
  });
});

describe('a deployment to an org that runs from a project', () => {
  let org: EmptyOrg;

  before(async () => {
    org = await openEmptyOrg(undefined, path.join(import.meta.dirname, 'fixtures/library'));
  });

  after(() => org.close());

  it('adds to the project, and leaves its files alone', async () => {
    const authorization = `Bearer ${org.token}`;
    const data = `${org.server.url}/services/data/v67.0`;
    const body = JSON.stringify({ Name: 'Before', Isbn__c: 'b' });
    const created = await fetch(`${data}/sobjects/Book__c`, { method: 'POST', headers: { authorization }, body });
    assert.equal(created.status, 201);
    const form = new FormData();
    const zip = zipOf(
      apex('Shelf', 'public class Shelf { public static Integer n() { return [SELECT COUNT() FROM Book__c]; } }')
    );
    form.set('file', new Blob([new Uint8Array(zip)]), 'deploy.zip');
    const started = await fetch(`${data}/metadata/deployRequest`, {
      method: 'POST',
      headers: { authorization },
      body: form
    });
    const { id } = (await started.json()) as { id: string };
    let result: Result;
    do {
      await new Promise((resolve) => setTimeout(resolve, 20));
      const answer = await fetch(`${data}/metadata/deployRequest/${id}?includeDetails=true`, {
        headers: { authorization }
      });
      result = ((await answer.json()) as { deployResult: Result }).deployResult;
    } while (!result.done);
    assert.deepEqual([result.status, result.details.componentFailures], ['Succeeded', []]);
    const block = encodeURIComponent('Assert.areEqual(1, Shelf.n());');
    const ran = await fetch(`${data}/tooling/executeAnonymous?anonymousBody=${block}`, { headers: { authorization } });
    assert.equal(((await ran.json()) as { success: boolean }).success, true);
    const found = await fetch(`${org.server.url}/services/apexrest/books/b`, { headers: { authorization } });
    assert.equal(found.status, 200);
    assert.equal(existsSync(path.join(import.meta.dirname, 'fixtures/library/classes/Shelf.cls')), false);
    const names = org.server.org.metadata.permissionSets.keys();
    assert.deepEqual([...names], ['librarian']);
  });
});
