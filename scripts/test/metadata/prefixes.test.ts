/** In an org without namespace every name is shared with the customer's own metadata. */
import assert from 'node:assert/strict';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync, globSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { unprefixedNames } from '../../metadata-check/prefixes.ts';
import { readProject } from '../../metadata-check/project.ts';
import { ROOT } from '../suite.ts';

describe('names', () => {
  it('of every component begin with the prefix of their kind', () => {
    const project = readProject(path.join(ROOT, 'force-app/main/default'));
    assert.deepEqual(
      unprefixedNames((pattern) => project.files(pattern)),
      []
    );
  });

  it('without the prefix are told', () => {
    const root = mkdtempSync(path.join(tmpdir(), 'names-'));
    const write = (file: string, text = ''): void => {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), text);
    };
    try {
      write('classes/shared/TriggerHandler.cls');
      write('classes/shared/CwSettings.cls');
      write('lwc/orderList/orderList.js-meta.xml');
      write('objects/Return_Reason__c/Return_Reason__c.object-meta.xml');
      write('objects/Product2/fields/Category__c.field-meta.xml');
      write('objects/Commerce_Order__c/fields/Status__c.field-meta.xml');
      write('permissionsets/Agent.permissionset-meta.xml');
      write('labels/Some.labels-meta.xml', '<labels><fullName>Panel_Title</fullName></labels>');
      const found = unprefixedNames((pattern) => globSync(pattern, { cwd: root }).map((file) => path.join(root, file)));
      assert.deepEqual(found, [
        'classes: TriggerHandler',
        'lwc: orderList',
        'objects: Return_Reason__c',
        'objects: Category__c',
        'permissionsets: Agent',
        'labels: Panel_Title'
      ]);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
});
