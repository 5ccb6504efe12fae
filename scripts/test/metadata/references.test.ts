import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { checkReferences } from '../../metadata-check/references.ts';
import { readProject, readText } from '../../metadata-check/project.ts';
import { childText, parseXml } from '../../metadata-check/xml.ts';
import { ROOT } from '../suite.ts';

const project = readProject(path.join(ROOT, 'force-app/main/default'));

describe('references between metadata', () => {
  it('all lead somewhere', () => {
    assert.deepEqual(checkReferences(project), []);
  });

  it('are looked up, not waved through', () => {
    assert.equal(project.hasObject('Commerce_Order__c'), true);
    assert.equal(project.hasObject('Commerce_Nothing__c'), false);
    assert.equal(project.field('Commerce_Order__c', 'Total__c')?.type, 'Number');
    assert.equal(project.field('Commerce_Order__c', 'Nothing__c'), undefined);
    assert.equal(project.field('Account', 'Industry')?.name, 'Industry');
  });
});

describe('the package', () => {
  it('keeps one API version everywhere', () => {
    const versions = globSync('force-app/**/*-meta.xml', { cwd: ROOT })
      .map((file) => childText(parseXml(path.join(ROOT, file)), 'apiVersion'))
      .filter((version) => version !== undefined);
    assert.ok(versions.length > 10);
    assert.deepEqual([...new Set(versions)], ['67.0']);
  });

  it('gives every class an explicit sharing mode', () => {
    const faults = project.files('classes/**/*.cls').filter((file) => {
      const source = parseHead(file);
      return (
        /^\s*(?:public|global|private)[\w\s]*\bclass\b/m.test(source) &&
        !/\b(?:with|without|inherited)\s+sharing\b/.test(source)
      );
    });
    assert.deepEqual(
      faults.map((file) => path.basename(file)).filter((name) => !/(Test|Exception)\.cls$/.test(name)),
      []
    );
  });
});

/** The class's declaration up to its first brace, without comments. */
function parseHead(file: string): string {
  return readText(file)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\/\/.*$/gm, '')
    .split('{')[0];
}
