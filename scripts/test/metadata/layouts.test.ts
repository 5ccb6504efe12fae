import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { readProject } from '../../metadata-check/project.ts';
import { childText, childrenNamed, parseXml } from '../../metadata-check/xml.ts';
import { ROOT } from '../suite.ts';

const project = readProject(path.join(ROOT, 'force-app/main/default'));

describe('layouts', () => {
  for (const file of project.files('layouts/*.layout-meta.xml')) {
    const object = path.basename(file).split('-')[0];
    const items = childrenNamed(parseXml(file), 'layoutSections')
      .flatMap((section) => childrenNamed(section, 'layoutColumns'))
      .flatMap((column) => childrenNamed(column, 'layoutItems'));
    const fields = items.map((item) => childText(item, 'field') ?? '');

    it(`${path.basename(file)} shows a field once`, () => {
      assert.deepEqual(
        fields.filter((field, index) => field !== '' && fields.indexOf(field) !== index),
        []
      );
    });

    it(`${path.basename(file)} has every required field`, () => {
      const own = project.files(`objects/${object}/fields/*.field-meta.xml`).map((entry) => parseXml(entry));
      const required = own
        .filter((field) => childText(field, 'required') === 'true' || childText(field, 'type') === 'MasterDetail')
        .map((field) => childText(field, 'fullName') ?? '');
      assert.deepEqual(
        required.filter((name) => !fields.includes(name)),
        []
      );
      for (const item of items) {
        const name = childText(item, 'field') ?? '';
        if (required.includes(name)) {
          assert.equal(childText(item, 'behavior'), 'Required', name);
        }
        if (project.field(object, name)?.formula) {
          assert.equal(childText(item, 'behavior'), 'Readonly', name);
        }
      }
    });
  }

  /** Links that a person is told to look at, to clear or to set: `docs/admin-guide.md`, Links. */
  const FOR_PEOPLE = /^(Superseded_\w+|Links_Fixed|Relink_(State|Error))__c$/;
  const told = project
    .files('objects/Commerce_*/fields/*.field-meta.xml')
    .map((file) => ({ object: file.split(path.sep).at(-3) ?? '', field: path.basename(file, '.field-meta.xml') }))
    .filter(({ field }) => FOR_PEOPLE.test(field));

  it('show every link that a person has to deal with', () => {
    assert.ok(told.length > 5);
    const missing = told.filter(({ object, field }) => {
      const layouts = project.files(`layouts/${object}-*.layout-meta.xml`).map((file) => readFileSync(file, 'utf8'));
      return !layouts.some((layout) => layout.includes(`<field>${field}</field>`));
    });
    assert.deepEqual(missing, []);
  });

  it('and a view lists the records that became superfluous', () => {
    const missing = told.filter(({ object, field }) => {
      const views = project.files(`objects/${object}/listViews/*.xml`).map((file) => readFileSync(file, 'utf8'));
      return field.startsWith('Superseded') && !views.some((view) => view.includes(`<field>${field}</field>`));
    });
    assert.deepEqual(missing, []);
  });
});
