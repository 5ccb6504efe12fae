import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const SOURCE = `@IsTest private class ResultsTest {
  @IsTest static void resultsAreReadFromJson() {
    Database.SaveResult good = (Database.SaveResult) JSON.deserialize('{"success":true,"id":"001000000000001AAA"}', Database.SaveResult.class);
    Assert.isTrue(good.isSuccess());
    Assert.areEqual('001000000000001AAA', good.getId());
    Database.UpsertResult bad = (Database.UpsertResult) JSON.deserialize(
      '{"success":false,"created":true,"errors":[{"message":"No","statusCode":"DELETE_FAILED","fields":["Name"]}]}', Database.UpsertResult.class);
    Assert.isFalse(bad.isSuccess());
    Assert.areEqual('No', bad.getErrors()[0].getMessage());
    Assert.areEqual(StatusCode.DELETE_FAILED, bad.getErrors()[0].getStatusCode());
    Assert.areEqual(new List<String>{ 'Name' }, bad.getErrors()[0].getFields());
    Database.LeadConvertResult lead = (Database.LeadConvertResult) JSON.deserialize('{"leadId":"00Q000000000001AAA"}', Database.LeadConvertResult.class);
    Assert.areEqual('00Q000000000001AAA', lead.getLeadId());
    Assert.isTrue(JSON.serialize(lead).contains('"leadId":"00Q000000000001AAA"'));
    Assert.isTrue(JSON.serialize(good).contains('"success":true'));
    UUID id = UUID.randomUUID();
    Assert.areEqual('"' + id.toString() + '"', JSON.serialize(id));
  }
  @IsTest static void pagesKeepTheirSizeWhereRecordsWereDeleted() {
    List<Account> accounts = new List<Account>();
    for (Integer i = 0; i < 5; i++) {
      accounts.add(new Account(Name = 'A' + i));
    }
    insert accounts;
    Database.PaginationCursor cursor = Database.getPaginationCursor('SELECT Id, Name FROM Account ORDER BY Name', AccessLevel.SYSTEM_MODE);
    Assert.areEqual(5, cursor.getNumRecords());
    delete accounts[1];
    Database.CursorFetchResult page = cursor.fetchPage(0, 2);
    Assert.areEqual('A0', (String) page.getRecords()[0].get('Name'));
    Assert.areEqual('A2', (String) page.getRecords()[1].get('Name'));
    Assert.areEqual(1, page.getNumDeletedRecords());
    Assert.areEqual(3, page.getNextIndex());
    Assert.isFalse(page.isDone());
    Assert.isTrue(cursor.fetchPage(3, 2).isDone());
  }
  @IsTest static void limitsOfTheOrgHaveNamesAndMaxima() {
    Assert.areEqual(250000, OrgLimits.getMap().get('DailyAsyncApexExecutions').getLimit());
    Assert.areEqual(OrgLimits.getMap().size(), OrgLimits.getAll().size());
  }
}`;

test('results from JSON, pages of a cursor, limits of the org', async () => {
  assert.deepEqual(await failuresOf(openProject(apexClass('ResultsTest', SOURCE))), []);
});
