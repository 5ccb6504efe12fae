import assert from 'node:assert/strict';
import { it } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const NS = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
const object = (model: string): string => `<CustomObject ${NS}><sharingModel>${model}</sharingModel></CustomObject>`;

it('organization-wide defaults can be queried, and so can the group of everybody, with whom a record can be shared', async () => {
  const org = openProject(
    {
      'objects/Account/Account.object-meta.xml': object('Private'),
      'objects/Lead/Lead.object-meta.xml': object('Read')
    },
    apexClass(
      'DefaultsTest',
      `@IsTest private class DefaultsTest {
        @IsTest static void defaults() {
          Map<String, String> models = new Map<String, String>();
          for (EntityDefinition one : [SELECT QualifiedApiName, InternalSharingModel FROM EntityDefinition WHERE QualifiedApiName IN ('Account', 'Lead')]) {
            models.put(one.QualifiedApiName, one.InternalSharingModel);
          }
          Assert.areEqual('Private', models.get('Account'));
          Assert.areEqual('Read', models.get('Lead'));
        }
        @IsTest static void everybody() {
          User other = new User(Username = 'other@example.com.test', LastName = 'Other', Email = 'other@example.com', Alias = 'other',
            ProfileId = [SELECT Id FROM Profile WHERE Name = 'Standard User'].Id, TimeZoneSidKey = 'GMT', LocaleSidKey = 'en_US',
            EmailEncodingKey = 'UTF-8', LanguageLocaleKey = 'en_US');
          System.runAs(new User(Id = UserInfo.getUserId())) { insert other; }
          Account mine = new Account(Name = 'Mine');
          insert mine;
          UserRecordAccess before = [SELECT RecordId, HasReadAccess FROM UserRecordAccess WHERE UserId = :other.Id AND RecordId = :mine.Id];
          Assert.isFalse(before.HasReadAccess);
          Group everybody = [SELECT Id, DeveloperName FROM Group WHERE Type = 'Organization'];
          Assert.areEqual('AllInternalUsers', everybody.DeveloperName);
          insert new AccountShare(AccountId = mine.Id, UserOrGroupId = everybody.Id, AccountAccessLevel = 'Read', OpportunityAccessLevel = 'None');
          UserRecordAccess after = [SELECT RecordId, HasReadAccess FROM UserRecordAccess WHERE UserId = :other.Id AND RecordId = :mine.Id];
          Assert.isTrue(after.HasReadAccess);
        }
      }`
    )
  );
  assert.deepEqual(await failuresOf(org), []);
});
