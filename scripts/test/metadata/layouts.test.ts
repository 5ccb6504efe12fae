import assert from 'node:assert/strict';
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
});
