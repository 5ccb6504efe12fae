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
