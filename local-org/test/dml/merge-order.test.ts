import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const LOG = `public class MergeLog {
  public static List<String> events = new List<String>();
  public static Integer contactsOf(Id account) { return [SELECT COUNT() FROM Contact WHERE AccountId = :account]; }
}`;

const TRIGGER = `trigger MergeWatch on Account (before delete, after delete, before update, after update) {
  for (Account a : Trigger.isDelete ? Trigger.old : Trigger.new) {
    MergeLog.events.add(Trigger.operationType + ' ' + a.Name + ' ' + (a.MasterRecordId == null ? 'none' : 'master') + ' ' + MergeLog.contactsOf(a.Id));
  }
}`;

const TESTS = `@IsTest private class MergeOrderTest {
  @IsTest static void childrenMoveBetweenTheDeleteTriggers() {
    Account kept = new Account(Name = 'kept');
    Account gone = new Account(Name = 'gone');
    insert new List<Account>{ kept, gone };
    insert new Contact(LastName = 'c', AccountId = gone.Id);
    merge kept gone;
    Assert.areEqual(
      new List<String>{ 'BEFORE_DELETE gone none 1', 'AFTER_DELETE gone master 0', 'BEFORE_UPDATE kept none 1', 'AFTER_UPDATE kept none 1' },
      MergeLog.events);
    Assert.areEqual(kept.Id, [SELECT AccountId FROM Contact].AccountId);
  }

  @IsTest static void aDeletionHasNoMaster() {
    Account gone = new Account(Name = 'gone');
    insert gone;
    delete gone;
    Assert.areEqual(new List<String>{ 'BEFORE_DELETE gone none 0', 'AFTER_DELETE gone none 0' }, MergeLog.events);
  }

  @IsTest static void whatPreventsADeletionIsMovedFirst() {
    Account kept = new Account(Name = 'kept');
    Account gone = new Account(Name = 'gone');
    insert new List<Account>{ kept, gone };
    insert new Opportunity(Name = 'won', StageName = 'Closed Won', CloseDate = Date.today(), AccountId = gone.Id);
    merge kept gone;
    Assert.areEqual(kept.Id, [SELECT AccountId FROM Opportunity].AccountId);
  }

  @IsTest static void besideTheIdOfALocationStandsTheRecord() {
    Asset machine = new Asset(Name = 'm', AccountId = null);
    Assert.isNull(machine.Location);
    Map<String, Schema.SObjectField> fields = Asset.SObjectType.getDescribe().fields.getMap();
    Assert.isTrue(fields.containsKey('LocationId'));
    Assert.isFalse(fields.containsKey('Location'));
    Assert.areEqual('Location', fields.get('LocationId').getDescribe().getRelationshipName());
    String names = String.join(new List<String>(fields.keySet()), ',');
    Assert.areEqual(0, Database.query('SELECT ' + names + ' FROM Asset').size());
  }
}`;

test('a merge deletes, moves the children and saves the master, in this order', async () => {
  const org = openProject({
    ...apexClass('MergeLog', LOG),
    ...apexClass('MergeOrderTest', TESTS),
    'triggers/MergeWatch.trigger': TRIGGER
  });
  assert.deepEqual(await failuresOf(org), []);
  await org.close();
});
