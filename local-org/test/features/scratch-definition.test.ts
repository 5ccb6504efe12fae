import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { featureLines } from '../../src/cli/feature-lines.ts';
import { checkProject } from '../../src/check-project.ts';
import { loadProject } from '../../src/metadata/index.ts';
import { writeProject } from '../dml/org-double.ts';
import { projectFiles } from './support.ts';

const CLASS = { 'force-app/classes/A.cls': 'public class A {}' };

describe('features of config/project-scratch-def.json', () => {
  it('are those of the list, with or without a number, and those of settings', () => {
    const definition = {
      features: ['PersonAccounts', 'AddCustomObjects:20'],
      settings: { currencySettings: { enableMultiCurrency: true }, commerceSettings: { commerceEnabled: false } }
    };
    const project = writeProject({
      ...projectFiles([]),
      ...CLASS,
      'config/project-scratch-def.json': JSON.stringify(definition)
    });
    assert.deepEqual([...loadProject([project]).features], ['personaccounts', 'addcustomobjects', 'multicurrency']);
  });

  it('may be a text', () => {
    const text = JSON.stringify({ features: 'MultiCurrency;AuthorApex' });
    const project = writeProject({ ...projectFiles([]), ...CLASS, 'config/project-scratch-def.json': text });
    assert.deepEqual([...loadProject([project]).features], ['multicurrency', 'authorapex']);
  });

  it('are named where the local org does without them', () => {
    const features = ['PersonAccounts', 'Communities', 'MaxCustomLabels:9', 'Entitlements', 'OrderManagement'];
    const project = writeProject({ ...projectFiles(features), ...CLASS });
    const { unsupportedFeatures } = checkProject({ source: [project] });
    assert.deepEqual(unsupportedFeatures, ['Entitlements', 'OrderManagement']);
    assert.match(featureLines(unsupportedFeatures)[1] ?? '', /no feature OrderManagement/);
  });
});
