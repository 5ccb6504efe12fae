/** Whose records are whose: an object that leads to an account follows its sharing, or is the detail of one that does. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { readProject, readText } from '../../metadata-check/project.ts';
import { childText, parseXml } from '../../metadata-check/xml.ts';
import { ROOT } from '../suite.ts';

const project = readProject(path.join(ROOT, 'force-app/main/default'));

const modelOf = (object: string): string | undefined =>
  childText(parseXml(project.files(`objects/${object}/${object}.object-meta.xml`)[0]), 'sharingModel');

/** Objects with a lookup to an account or a lead whose sharing is their own. */
const leading = [
  ...new Set(
    project
      .files('objects/Commerce_*__c/fields/*.field-meta.xml')
      .filter((file) => ['Account', 'Lead'].includes(childText(parseXml(file), 'referenceTo') ?? ''))
      .map((file) => path.basename(path.dirname(path.dirname(file))))
  )
].filter((object) => modelOf(object) !== 'ControlledByParent');

describe('objects that lead to an account', () => {
  const source = readText(project.files('classes/sharing/CwSharedObject.cls')[0]);
  const followed = [...source.matchAll(/new CwSharedObject\((\w+__c)\.SObjectType/g)].map(([, object]) => object);

  it('follow its sharing', () => {
    assert.ok(leading.length > 5);
    assert.deepEqual(
      leading.filter((object) => !followed.includes(object)),
      []
    );
  });

  for (const object of followed) {
    it(`${object} is private and has the reason of its shares`, () => {
      assert.equal(modelOf(object), 'Private');
      const [reason] = project.files(`objects/${object}/sharingReasons/Follows_Account__c.sharingReason-meta.xml`);
      assert.equal(childText(parseXml(reason), 'fullName'), 'Follows_Account__c');
    });
  }
});
