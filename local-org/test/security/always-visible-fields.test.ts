import assert from 'node:assert/strict';
import { it } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const NS = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

it('whoever reads cases reads their status, and reads their subject where it is granted', async () => {
  const org = openProject(
    {
      'permissionsets/Cases.permissionset-meta.xml': `<PermissionSet ${NS}><label>Cases</label>
        <objectPermissions><allowCreate>false</allowCreate><allowDelete>false</allowDelete><allowEdit>false</allowEdit><allowRead>true</allowRead>
        <modifyAllRecords>false</modifyAllRecords><object>Case</object><viewAllRecords>false</viewAllRecords></objectPermissions></PermissionSet>`
    },
    apexClass(
      'StatusTest',
      `@IsTest private class StatusTest {
        @IsTest static void statusIsVisible() {
          User reader = new User(Username = 'reader@example.com.test', LastName = 'Reader', Email = 'reader@example.com', Alias = 'reader',
            ProfileId = [SELECT Id FROM Profile WHERE Name = 'Minimum Access - Salesforce'].Id, TimeZoneSidKey = 'GMT', LocaleSidKey = 'en_US',
            EmailEncodingKey = 'UTF-8', LanguageLocaleKey = 'en_US');
          System.runAs(new User(Id = UserInfo.getUserId())) {
            insert reader;
            insert new PermissionSetAssignment(AssigneeId = reader.Id, PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = 'Cases'].Id);
          }
          System.runAs(reader) {
            Assert.isTrue(Case.Status.getDescribe().isAccessible());
            Assert.isFalse(Case.Subject.getDescribe().isAccessible());
          }
        }
      }`,
      67
    )
  );
  assert.deepEqual(await failuresOf(org), []);
});
