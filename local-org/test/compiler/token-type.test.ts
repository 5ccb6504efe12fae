import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Org } from '../../src/index.ts';
import { writeProject } from '../dml/org-double.ts';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const TESTS = `@IsTest private class TokenTypeTest {
  static String nameOf(Boolean wanted) { return wanted ? Account.SobjectType.class.getName() : 'none'; }
  @IsTest static void whatIsNotReachedDoesNoHarm() { Assert.areEqual('none', nameOf(false)); }
  @IsTest static void theTypeItselfIsNotThere() { nameOf(true); }
  @IsTest static void theClassOfTokensIs() { Assert.areEqual('Schema.SObjectType', Schema.SObjectType.class.getName()); }
}`;

test('the type of an object token compiles and is named when it is asked for', async () => {
  const org = openProject(apexClass('TokenTypeTest', TESTS));
  assert.deepEqual(await failuresOf(org), [
    'TokenTypeTest.theTypeItselfIsNotThere: NotImplementedError: Not implemented in the local org: Account.SObjectType.class'
  ]);
  await org.close();
  const source = 'public class Wrong { Type a = Nothing__c.SObjectType.class; Type b = Account.Token.class; }';
  const wrong = Org.open({ source: [writeProject(apexClass('Wrong', source))] });
  assert.deepEqual(
    wrong.compileErrors.map((error) => error.message),
    ['Invalid type: Nothing__c.SObjectType', 'Invalid type: Account.Token']
  );
  await wrong.close();
});
