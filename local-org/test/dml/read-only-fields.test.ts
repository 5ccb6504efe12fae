import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const TESTS = `@IsTest private class ReadOnlyFieldsTest {
  static final Datetime LONG_AGO = Datetime.newInstanceGmt(2001, 2, 3, 4, 5, 6);

  @IsTest static void anInsertPassesOverThem() {
    Opportunity o = (Opportunity) JSON.deserialize(
      '{"Name":"Orchard","StageName":"Prospecting","CloseDate":"2026-05-01","Amount":50,"IsWon":true,"IsClosed":true,' +
      '"FiscalYear":1999,"IsDeleted":true,"SystemModstamp":"2001-02-03T04:05:06.000Z","CreatedDate":"2001-02-03T04:05:06.000Z"}',
      Opportunity.class);
    insert o;
    Assert.areEqual(LONG_AGO, o.CreatedDate);
    Opportunity stored = [SELECT Name, Amount, IsWon, IsClosed, IsDeleted, FiscalYear, CreatedDate, SystemModstamp FROM Opportunity];
    Assert.areEqual('Orchard', stored.Name);
    Assert.areEqual(50, stored.Amount);
    Assert.isFalse(stored.IsWon || stored.IsClosed || stored.IsDeleted);
    Assert.areEqual(2026, stored.FiscalYear);
    Assert.isTrue(stored.CreatedDate > LONG_AGO && stored.SystemModstamp > LONG_AGO);
  }

  @IsTest static void anUpdatePassesOverThem() {
    Contact c = new Contact(FirstName = 'Ada', LastName = 'Byron');
    insert c;
    Datetime created = [SELECT CreatedDate FROM Contact].CreatedDate;
    Contact changed = (Contact) JSON.deserialize(
      '{"Id":"' + c.Id + '","LastName":"Lovelace","Name":"Somebody Else","CreatedDate":"2001-02-03T04:05:06.000Z","IsDeleted":true}',
      Contact.class);
    update changed;
    Contact stored = [SELECT Name, LastName, CreatedDate, IsDeleted FROM Contact];
    Assert.areEqual('Lovelace', stored.LastName);
    Assert.areEqual('Ada Lovelace', stored.Name);
    Assert.areEqual(created, stored.CreatedDate);
    Assert.isFalse(stored.IsDeleted);
  }

  @IsTest static void aMergeRefusesThem() {
    List<Contact> people = new List<Contact>{ new Contact(LastName = 'Lee'), new Contact(LastName = 'Li') };
    insert people;
    Contact master = (Contact) JSON.deserialize('{"Id":"' + people[0].Id + '","Name":"Somebody Else"}', Contact.class);
    String message;
    try {
      merge master people[1];
    } catch (DmlException e) {
      message = e.getDmlMessage(0);
    }
    Assert.areEqual('Unable to create/update fields: Name. Please check the security settings of this field and verify that it is read/write for your profile or permission set.', message);
  }
}`;

test('fields that only the system may set are passed over when Apex saves a record that holds them', async () => {
  const org = openProject(apexClass('ReadOnlyFieldsTest', TESTS));
  assert.deepEqual(await failuresOf(org), []);
  await org.close();
});
