import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { checkField } from '../../metadata-check/rules.ts';
import { checkShape } from '../../metadata-check/shapes.ts';
import { parseXml, type Element } from '../../metadata-check/xml.ts';
import { ROOT } from '../suite.ts';

const files = globSync('force-app/**/*-meta.xml', { cwd: ROOT }).map((file) => path.join(ROOT, file));

function element(name: string, children: readonly Element[] | string): Element {
  return typeof children === 'string'
    ? { name, text: children, attributes: {}, children: [] }
    : { name, text: '', attributes: {}, children };
}

describe('metadata files', () => {
  it('are there to be checked', () => {
    assert.ok(files.length > 100, `only ${files.length} files found`);
  });

  it("match the Metadata API's types", () => {
    const faults = files.flatMap((file) => {
      const root = parseXml(file);
      return checkShape(root, root.name).map((fault) => `${path.relative(ROOT, file)}: ${fault}`);
    });
    assert.deepEqual(faults, []);
  });

  it('define fields that a deployment accepts, with description and help text', () => {
    const faults = files
      .filter((file) => file.endsWith('.field-meta.xml'))
      .flatMap((file) => checkField(parseXml(file)).map((fault) => `${path.relative(ROOT, file)}: ${fault}`));
    assert.deepEqual(faults, []);
  });

  it('carry the namespace of the Metadata API', () => {
    const faults = files.filter(
      (file) => parseXml(file).attributes.xmlns !== 'http://soap.sforce.com/2006/04/metadata'
    );
    assert.deepEqual(faults, []);
  });
});

describe('the shape check itself', () => {
  it('finds an unknown element', () => {
    const faults = checkShape(
      element('CustomField', [element('fullName', 'A__c'), element('colour', 'red')]),
      'CustomField'
    );
    assert.deepEqual(faults, ['CustomField/colour: unknown element of CustomField']);
  });

  it('finds a value of the wrong type', () => {
    const faults = checkShape(element('CustomField', [element('required', 'yes')]), 'CustomField');
    assert.deepEqual(faults, ['CustomField/required: true or false expected, not "yes"']);
  });

  it('finds a missing required element in a nested type', () => {
    const access = element('classAccesses', [element('apexClass', 'Foo')]);
    const faults = checkShape(element('PermissionSet', [element('label', 'X'), access]), 'PermissionSet');
    assert.deepEqual(faults, ['PermissionSet/classAccesses: enabled is missing']);
  });

  it('finds elements of one name that do not stand together', () => {
    const access = (name: string): Element =>
      element('classAccesses', [element('apexClass', name), element('enabled', 'true')]);
    const faults = checkShape(
      element('PermissionSet', [access('A'), element('label', 'X'), access('B')]),
      'PermissionSet'
    );
    assert.deepEqual(faults, ['PermissionSet/classAccesses: elements of one name must stand together']);
  });

  it('rejects a required lookup that would be cleared', () => {
    const field = element('CustomField', [
      element('fullName', 'Account__c'),
      element('deleteConstraint', 'SetNull'),
      element('description', 'd'),
      element('inlineHelpText', 'h'),
      element('label', 'Account'),
      element('referenceTo', 'Account'),
      element('required', 'true'),
      element('type', 'Lookup')
    ]);
    assert.deepEqual(checkField(field), ['a required lookup cannot be cleared on delete']);
  });
});
