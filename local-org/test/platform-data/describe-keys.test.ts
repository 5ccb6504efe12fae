import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const TESTS = `@IsTest private class DescribeKeysTest {
  @IsTest static void describesOfOneObjectAreOneKey() {
    Map<Schema.DescribeSObjectResult, String> names = new Map<Schema.DescribeSObjectResult, String>{
      Account.SObjectType.getDescribe() => 'account', Contact.SObjectType.getDescribe() => 'contact'
    };
    Assert.areEqual('account', names.get(Account.SObjectType.getDescribe()));
    Assert.areEqual('account', names.get(Schema.SObjectType.Account));
    Assert.areEqual('account', names.get(Schema.getGlobalDescribe().get('account').getDescribe()));
    Assert.areEqual('account', names.get(Schema.describeSObjects(new List<String>{ 'Account' })[0]));
    Assert.areEqual('account', names.get(new Account().getSObjectType().getDescribe(SObjectDescribeOptions.DEFERRED)));
    Assert.areEqual('contact', names.get(Schema.SObjectType.Contact));
    Assert.isNull(names.get(Schema.SObjectType.Lead));
    names.put(Schema.SObjectType.Account, 'again');
    Assert.areEqual(2, names.size());
  }

  @IsTest static void describesOfOneFieldAreOneKey() {
    Set<Schema.DescribeFieldResult> fields = new Set<Schema.DescribeFieldResult>{ Account.Name.getDescribe() };
    Assert.isTrue(fields.contains(Account.Name.getDescribe()));
    Assert.isTrue(fields.contains(Schema.SObjectType.Account.fields.Name));
    Assert.isFalse(fields.contains(Contact.Name.getDescribe()));
    Assert.isFalse(fields.contains(Account.Site.getDescribe()));
  }
}`;

test('describe results are keys by what they describe', async () => {
  const org = openProject(apexClass('DescribeKeysTest', TESTS));
  assert.deepEqual(await failuresOf(org), []);
  await org.close();
});
