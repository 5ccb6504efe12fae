import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { fieldsUsed, isGuarded, readGrants, type FieldUse } from '../../metadata-check/access.ts';
import { readProject } from '../../metadata-check/project.ts';
import { childText, childrenNamed, parseXml } from '../../metadata-check/xml.ts';
import { ROOT } from '../suite.ts';

const project = readProject(path.join(ROOT, 'force-app/main/default'));
const permissionSets = project.files('permissionsets/*.permissionset-meta.xml');
const grantsOf = (name: string) => readGrants(project.files(`permissionsets/${name}.permissionset-meta.xml`)[0]);
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
    classes(INBOUND).filter((file) => !file.endsWith('CwStoreSecrets.cls'))
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

  it('to agents and managers, who save tasks and cases from the panels', () => {
    const tasks = used.filter(({ object, writes }) => writes && object === 'Task');
    const cases = used.filter(({ object, writes }) => writes && object === 'Case');
    assert.ok(tasks.length > 0 && cases.length > 0);
    assert.deepEqual(lacking('Commerce_Agent', [...tasks, ...cases]), []);
    assert.deepEqual(lacking('Commerce_Manager', tasks), []);
  });

  it('to the guest user for the inbox row, and a secret to nobody but the administrator', () => {
    const written = fieldsUsed(
      project,
      ['CwInbox', 'CwWebhookIntake'].map((name) => project.files(`classes/inbox/${name}.cls`)[0])
    ).filter(({ object, writes, file, field }) => {
      const settled = file === 'CwInbox.cls' && ['Store__c', 'Processed_At__c', 'Record_Id__c'].includes(field);
      return object === 'Commerce_Event__c' && writes && !settled && field !== 'Duplicate_Count__c';
    });
    assert.deepEqual(lacking('Commerce_Webhook_Guest', written), []);
    for (const file of permissionSets) {
      const secrets = [...readGrants(file).readable].filter((field) => field.includes('Secret'));
      assert.equal(secrets.length > 0, file.includes('Commerce_Admin'), file);
    }
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

  it('give a guest nothing but reading and creating', () => {
    for (const [object, rights] of grantsOf('Commerce_Webhook_Guest').objects) {
      assert.deepEqual([...rights].sort(), ['allowCreate', 'allowRead'], object);
    }
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
    assert.deepEqual(opened('Commerce_Webhook_Guest'), ['Commerce_Setting__mdt']);
  });
});

function mastersOf(object: string): string[] {
  return project.files(`objects/${object}/fields/*.field-meta.xml`).flatMap((file) => {
    const element = parseXml(file);
    return childText(element, 'type') === 'MasterDetail' ? [childText(element, 'referenceTo') ?? ''] : [];
  });
}
