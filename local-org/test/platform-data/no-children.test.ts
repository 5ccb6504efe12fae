import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

test('children that a query did not find are null for stored records, an empty list for the catalogue', async () => {
  const org = openProject(
    apexClass(
      'FocusTest',
      `@IsTest private class FocusTest {
        @IsTest static void stored() {
          insert new Account(Name = 'a');
          Assert.isNull([SELECT Id, (SELECT Id FROM Contacts) FROM Account].getSObjects('Contacts'));
        }
        @IsTest static void catalogue() {
          EntityDefinition e = [SELECT QualifiedApiName, (SELECT DeveloperName FROM Fields WHERE IsCalculated = TRUE) FROM EntityDefinition WHERE QualifiedApiName = 'Group'];
          Assert.areEqual(0, e.getSObjects('Fields').size());
        }
      }`
    )
  );
  try {
    assert.deepEqual(await failuresOf(org), []);
  } finally {
    org.close();
  }
});
