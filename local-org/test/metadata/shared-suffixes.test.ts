import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadProject } from '../../src/metadata/index.ts';
import { writeProject } from '../dml/org-double.ts';

test('files that share a suffix with another type are told apart by their folder', () => {
  const folder = writeProject({
    'aura/Box/Box.app-meta.xml': '<AuraDefinitionBundle><apiVersion>60.0</apiVersion></AuraDefinitionBundle>',
    'experiences/Shop.site-meta.xml': '<ExperienceBundle><label>Shop</label></ExperienceBundle>',
    'applications/Sales.app-meta.xml': '<CustomApplication><label>Sales</label></CustomApplication>',
    'lwc/box/boxes.js-meta.xml': '<LightningComponentBundle><apiVersion>60.0</apiVersion></LightningComponentBundle>',
    'objects/Big__b/Big__b.object-meta.xml':
      '<CustomObject><label>Big</label><pluralLabel>Bigs</pluralLabel></CustomObject>'
  });
  const project = loadProject([folder], { signatures: null });
  assert.deepEqual([...project.applications.keys()], ['sales']);
  assert.deepEqual(
    project.lwcBundles.map(({ name }) => name),
    ['box']
  );
  assert.equal(project.schema.object('Big__b')?.kind, 'custom');
});

test('tasks and events share the fields of activities', () => {
  const folder = writeProject({
    'objects/Activity/fields/Effort__c.field-meta.xml':
      '<CustomField><fullName>Effort__c</fullName><label>Effort</label><type>Number</type><precision>4</precision><scale>0</scale></CustomField>'
  });
  const { schema } = loadProject([folder]);
  assert.deepEqual(
    ['Task', 'Event'].map((name) => schema.object(name)?.fields.get('effort__c')?.precision),
    [4, 4]
  );
});
