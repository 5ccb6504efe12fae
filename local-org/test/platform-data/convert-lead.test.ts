import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const TESTS = `@IsTest private class ConvertLeadTest {
  static Database.LeadConvertResult convertInto(Id account, Id contact, Boolean overwrites) {
    Lead l = new Lead(
      FirstName = 'Jo', LastName = 'March', Company = 'Orchard', Street = '1 Lane', City = 'Concord', Title = 'Writer',
      LeadSource = 'Web', Phone = '555'
    );
    insert l;
    Database.LeadConvert c = new Database.LeadConvert();
    c.setLeadId(l.Id);
    c.setAccountId(account);
    c.setContactId(contact);
    c.setOverwriteLeadSource(overwrites);
    c.setConvertedStatus([SELECT ApiName FROM LeadStatus WHERE IsConverted = TRUE LIMIT 1].ApiName);
    return Database.convertLead(c);
  }

  @IsTest static void theContactTakesPartInTheNewOpportunity() {
    Database.LeadConvertResult result = convertInto(null, null, false);
    OpportunityContactRole role = [SELECT ContactId, OpportunityId, IsPrimary, Role FROM OpportunityContactRole];
    Assert.areEqual(result.getContactId(), role.ContactId);
    Assert.areEqual(result.getOpportunityId(), role.OpportunityId);
    Assert.isTrue(role.IsPrimary);
    Assert.isNull(role.Role);
  }

  @IsTest static void onlyEmptyFieldsOfExistingRecordsAreFilled() {
    Account a = new Account(Name = 'Grove', BillingCity = 'Boston');
    insert a;
    Contact c = new Contact(LastName = 'Marsh', AccountId = a.Id, Title = 'Owner', LeadSource = 'Other');
    insert c;
    convertInto(a.Id, c.Id, false);
    Contact merged = [SELECT FirstName, LastName, Title, LeadSource, MailingStreet, MailingCity FROM Contact];
    Assert.areEqual('Jo Marsh Owner Other', merged.FirstName + ' ' + merged.LastName + ' ' + merged.Title + ' ' + merged.LeadSource);
    Assert.areEqual('1 Lane Concord', merged.MailingStreet + ' ' + merged.MailingCity);
    Account kept = [SELECT Name, Phone, BillingStreet, BillingCity FROM Account];
    Assert.areEqual('Grove 555 1 Lane Boston', kept.Name + ' ' + kept.Phone + ' ' + kept.BillingStreet + ' ' + kept.BillingCity);
    convertInto(a.Id, c.Id, true);
    Assert.areEqual('Web', [SELECT LeadSource FROM Contact].LeadSource);
  }
}`;

test('a converted lead fills what is empty and its contact takes part in the opportunity', async () => {
  const org = openProject(apexClass('ConvertLeadTest', TESTS));
  assert.deepEqual(await failuresOf(org), []);
  await org.close();
});
