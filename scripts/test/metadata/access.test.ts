import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import {
  fieldsUsed,
  isGuarded,
  joinGrants,
  notPackaged,
  readGrants,
  type FieldUse
} from '../../metadata-check/access.ts';
import { readProject, readText } from '../../metadata-check/project.ts';
import { childText, childrenNamed, parseXml } from '../../metadata-check/xml.ts';
import { ROOT } from '../suite.ts';

const INSTALLER = path.join(ROOT, 'force-app/installer/main/default');
const project = readProject(path.join(ROOT, 'force-app/main/default'));
const packaged = project.files('permissionsets/*.permissionset-meta.xml');
const installed = globSync('permissionsets/*.permissionset-meta.xml', { cwd: INSTALLER }).map((file) =>
  path.join(INSTALLER, file)
);
const permissionSets = [...packaged, ...installed];
/** What a persona has: the packaged permission set, and the one of the same name for the standard objects. */
const grantsOf = (name: string) =>
  joinGrants(
    permissionSets
      .filter((file) => [name, `${name}_Standard_Objects`].includes(path.basename(file).split('.')[0]))
      .map(readGrants)
  );
const classes = (folders: string[]) => folders.flatMap((folder) => [...project.files(`classes/${folder}/*.cls`)]);

function lacking(name: string, uses: readonly FieldUse[]): string[] {
  const grants = grantsOf(name);
  const faults = uses
    .filter(({ object, field }) => isGuarded(project, object, field))
    .filter(({ object, field, writes }) => !(writes ? grants.editable : grants.readable).has(`${object}.${field}`))
    .map(({ object, field, writes, file }) => `${object}.${field} ${writes ? 'edit' : 'read'} (${file})`);
  return [...new Set(faults)].sort();
}

const INBOUND = [
  'rest',
  'inbox',
  'storefronts/**',
  'kernel',
  'customers',
  'products',
  'orders',
  'carts',
  'returns',
  'shared'
];

describe('what the Apex touches as the running user is granted', () => {
  const inbound = fieldsUsed(
    project,
    classes(INBOUND).filter(
      (file) => !/Cw(StoreSecrets|WebhookStore|InboxUserMissing|StoreTriggerHandler|Jobs)\.cls$/.test(file)
    )
  );
  const used = fieldsUsed(project, classes(['panels']));
  const panels = used.filter(({ writes }) => !writes);

  it('is found at all', () => {
    assert.ok(inbound.length > 300 && inbound.some(({ writes }) => writes));
    assert.ok(
      panels.some(({ object, field }) => object === 'Commerce_Return_Reason__c' && field === 'Recommended_Action__c')
    );
  });

  it('to the integration user', () => assert.deepEqual(lacking('Commerce_Integration', inbound), []));

  it('to the administrator, who replays events', () => assert.deepEqual(lacking('Commerce_Admin', inbound), []));

  for (const name of ['Commerce_Agent', 'Commerce_Manager', 'Commerce_Marketer', 'Commerce_Admin']) {
    it(`to ${name} for the panels`, () => assert.deepEqual(lacking(name, panels), []));
  }

  const HOME: Readonly<Record<string, readonly string[]>> = {
    Commerce_Agent: ['CwHomeCases', 'CwHomeParcels', 'CwHomeReturns', 'CwHomeSearchController', 'CwHomeUnshipped'],
    Commerce_Manager: ['CwHomeGrowthController', 'CwHomeSilentController'],
    Commerce_Marketer: ['CwHomeMarketController'],
    Commerce_Admin: ['CwHomeInboxController', 'CwHomeSearchController', 'CwHomeStoresController', 'CwHomeUnshipped']
  };
  for (const [name, files] of Object.entries(HOME)) {
    it(`to ${name} for the home page`, () => {
      const home = fieldsUsed(
        project,
        files.map((file) => project.files(`classes/home/${file}.cls`)[0])
      );
      // set-up objects are open to every user and their fields are not granted
      const records = home.filter(({ object }) => !['CronTrigger', 'Group', 'GroupMember'].includes(object));
      assert.ok(records.length > 5);
      assert.deepEqual(lacking(name, records), []);
    });
  }

  it('to agents and managers, who save tasks and cases from the panels', () => {
    const tasks = used.filter(({ object, writes }) => writes && object === 'Task');
    const cases = used.filter(({ object, writes }) => writes && object === 'Case');
    assert.ok(tasks.length > 0 && cases.length > 0);
    assert.deepEqual(lacking('Commerce_Agent', [...tasks, ...cases]), []);
    assert.deepEqual(lacking('Commerce_Manager', tasks), []);
  });

  it('a secret to nobody', () => {
    const ciphers = project.files('objects/**/*Cipher__c.field-meta.xml').map((file) => path.basename(file));
    assert.deepEqual(ciphers.sort(), ['Former_Secret_Cipher__c.field-meta.xml', 'Secret_Cipher__c.field-meta.xml']);
    assert.deepEqual(project.files('objects/**/*Secret__c.field-meta.xml'), [], 'no secret is kept as it is');
    for (const file of permissionSets) {
      const { readable, objects } = readGrants(file);
      assert.deepEqual(
        [...readable].filter((field) => field.includes('Cipher') || field.startsWith('Commerce_Vault__c.')),
        [],
        file
      );
      assert.ok(!objects.has('Commerce_Vault__c') && !readText(file).includes('customSettingAccesses'), file);
    }
  });

  it('the action that sets secrets to the administrator alone', () => {
    const opening = (list: string, name: string, value: string) =>
      permissionSets
        .filter((file) => childrenNamed(parseXml(file), list).some((entry) => childText(entry, name) === value))
        .map((file) => path.basename(file).split('.')[0]);
    assert.deepEqual(opening('classAccesses', 'apexClass', 'CwStoreSecretsWriter'), ['Commerce_Admin']);
    assert.deepEqual(opening('customPermissions', 'name', 'Commerce_Operate'), ['Commerce_Admin']);
  });
});

describe('a package', () => {
  for (const file of packaged) {
    it(`carries all of ${path.basename(file)}`, () => assert.deepEqual(notPackaged(file), []));
  }

  it('leaves the rest to permission sets that an installer assigns, one beside each that needs it', () => {
    const names = (files: readonly string[]) => files.map((file) => path.basename(file).split('.')[0]);
    assert.deepEqual(
      names(installed).sort(),
      ['Admin', 'Agent', 'Integration', 'Manager', 'Marketer'].map((name) => `Commerce_${name}_Standard_Objects`)
    );
    for (const file of installed) {
      const { objects, readable } = readGrants(file);
      const all = [...objects.keys(), ...[...readable].map((field) => field.split('.')[0])];
      assert.deepEqual(
        all.filter((object) => object.startsWith('Commerce_')),
        [],
        file
      );
      assert.ok(names(packaged).includes(names([file])[0].replace('_Standard_Objects', '')), file);
    }
  });

  it('has both where the tests of a package version run, and where the local org opens', () => {
    const { packageDirectories } = JSON.parse(readText(path.join(ROOT, 'sfdx-project.json')));
    const [first, second] = packageDirectories;
    assert.equal(first.unpackagedMetadata.path, second.path);
    assert.equal(path.join(ROOT, second.path, 'main/default'), INSTALLER);
    const { users } = JSON.parse(readText(path.join(ROOT, 'config/local-org.json')));
    for (const { permissionSets: assigned } of Object.values(users) as { permissionSets: string[] }[]) {
      assert.deepEqual(assigned, [assigned[0], `${assigned[0]}_Standard_Objects`]);
    }
  });

  it('lets only its integration user see and change the records of everybody', () => {
    const having = (right: string) =>
      installed
        .filter((file) => [...readGrants(file).objects.values()].some((rights) => rights.has(right)))
        .map((file) => path.basename(file).split('.')[0]);
    assert.deepEqual(having('viewAllRecords'), ['Commerce_Integration_Standard_Objects']);
    assert.deepEqual(having('modifyAllRecords'), ['Commerce_Integration_Standard_Objects']);
  });
});

describe('permission sets', () => {
  for (const file of permissionSets) {
    it(`${path.basename(file)} deploys`, () => {
      const grants = readGrants(file);
      const faults: string[] = [];
      for (const [object, rights] of grants.objects) {
        const needs = (right: string, ...others: string[]) => {
          for (const other of others.filter((entry) => rights.has(right) && !rights.has(entry))) {
            faults.push(`${object}: ${right} needs ${other}`);
          }
        };
        needs('allowCreate', 'allowRead');
        needs('allowEdit', 'allowRead');
        needs('allowDelete', 'allowRead', 'allowEdit');
        needs('viewAllRecords', 'allowRead');
        needs('modifyAllRecords', 'allowRead', 'allowEdit', 'allowDelete', 'viewAllRecords');
        for (const master of mastersOf(object)) {
          if (!grants.objects.get(master)?.has('allowRead')) {
            faults.push(`${object}: reading a detail needs its master ${master}`);
          }
        }
      }
      if (grants.objects.has('Contact') && !grants.objects.get('Account')?.has('allowRead')) {
        faults.push('Contact needs Account');
      }
      for (const field of grants.readable) {
        const [object, name] = field.split('.');
        const facts = project.field(object, name);
        if (!isGuarded(project, object, name)) {
          faults.push(`${field} cannot be granted`);
        }
        // activities have a user permission in place of object permissions
        if (!grants.objects.has(object) && object !== 'Task') {
          faults.push(`${field} is granted without its object`);
        }
        if (
          grants.editable.has(field) &&
          (facts?.formula || facts?.type === 'Summary' || facts?.type === 'AutoNumber')
        ) {
          faults.push(`${field} cannot be edited`);
        }
      }
      faults.push(...[...grants.editable].filter((field) => !grants.readable.has(field)));
      assert.deepEqual(faults, []);
    });
  }

  it('give a guest one class and no object and no field', () => {
    const guest = project.files('permissionsets/Commerce_Webhook_Guest.permissionset-meta.xml')[0];
    const grants = readGrants(guest);
    assert.deepEqual([...grants.objects.keys()], []);
    assert.deepEqual([...grants.readable], []);
    assert.deepEqual(
      childrenNamed(parseXml(guest), 'classAccesses').map((entry) => childText(entry, 'apexClass')),
      ['CwWebhooksResource']
    );
  });

  it('open the custom metadata that the Apex reads: an org may restrict it', () => {
    const opened = (name: string) =>
      childrenNamed(
        parseXml(project.files(`permissionsets/${name}.permissionset-meta.xml`)[0]),
        'customMetadataTypeAccesses'
      )
        .map((entry) => childText(entry, 'name'))
        .sort();
    const all = project.files('objects/*__mdt/*.object-meta.xml').map((file) => path.basename(path.dirname(file)));
    assert.deepEqual(opened('Commerce_Integration'), all.sort());
    assert.deepEqual(opened('Commerce_Admin'), all);
    assert.deepEqual(opened('Commerce_Webhook_Guest'), ['Commerce_Setting__mdt', 'Commerce_Storefront__mdt']);
  });
});

function mastersOf(object: string): string[] {
  return project.files(`objects/${object}/fields/*.field-meta.xml`).flatMap((file) => {
    const element = parseXml(file);
    return childText(element, 'type') === 'MasterDetail' ? [childText(element, 'referenceTo') ?? ''] : [];
  });
}
