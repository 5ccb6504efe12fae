import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import {
  checkField as checkDeployableField,
  checkShape,
  readPlacedXml
} from '../../../local-org/src/metadata/api-shapes/index.ts';
import { checkField } from '../../metadata-check/rules.ts';
import { parseXml } from '../../metadata-check/xml.ts';
import { ROOT } from '../suite.ts';

const files = globSync('force-app/**/*-meta.xml', { cwd: ROOT }).map((file) => path.join(ROOT, file));

describe('metadata files', () => {
  it('are there to be checked', () => {
    assert.ok(files.length > 100, `only ${files.length} files found`);
  });

  it("match the Metadata API's types", () => {
    const faults = files.flatMap((file) => {
      const root = readPlacedXml(readFileSync(file, 'utf8'));
      assert.ok(root, `${file} has no root element`);
      const faults = checkShape(root, root.name);
      const all = root.name === 'CustomField' ? [...faults, ...checkDeployableField(root)] : faults;
      return all.map(({ line, problem }) => `${path.relative(ROOT, file)}:${line}: ${problem}`);
    });
    assert.deepEqual(faults, []);
  });

  it('describe their fields, with help text', () => {
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
