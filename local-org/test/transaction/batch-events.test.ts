import assert from 'node:assert/strict';
import { it } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const TRIGGER = {
  'triggers/OnBatchError.trigger': `trigger OnBatchError on BatchApexErrorEvent (after insert) {
    for (BatchApexErrorEvent e : Trigger.new) {
      insert new Account(Name = e.Phase, Description = e.ExceptionType + '|' + e.Message + '|' + e.JobScope + '|' + e.DoesExceedJobScopeMaxLength,
        Site = e.AsyncApexJobId, AccountNumber = String.valueOf(e.StackTrace?.contains('Failing')));
    }
  }`,
  'triggers/OnBatchError.trigger-meta.xml':
    '<ApexTrigger><apiVersion>66.0</apiVersion><status>Active</status></ApexTrigger>'
};

function batch(name: string, interfaces: string): Record<string, string> {
  return apexClass(
    name,
    `public class ${name} implements Database.Batchable<SObject>${interfaces} {
      private final String at;
      public ${name}(String at) { this.at = at; }
      private void check(String now) { if (at == now) { throw new IllegalArgumentException(now); } }
      public Database.QueryLocator start(Database.BatchableContext c) { check('START'); return Database.getQueryLocator('SELECT Id FROM Contact'); }
      public void execute(Database.BatchableContext c, List<SObject> scope) { check('EXECUTE'); }
      public void finish(Database.BatchableContext c) { check('FINISH'); }
    }`
  );
}

it('a batch that raises platform events tells which phase failed, with what and on which records', async () => {
  const org = openProject(
    TRIGGER,
    batch('FailingBatch', ', Database.RaisesPlatformEvents'),
    batch('SilentBatch', ''),
    apexClass(
      'BatchErrorTest',
      `@IsTest private class BatchErrorTest {
        private static List<Account> told(Database.Batchable<SObject> job) {
          try {
            Test.startTest();
            Database.executeBatch(job);
            Test.stopTest();
          } catch (IllegalArgumentException e) {
            System.debug(e.getMessage());
          }
          Test.getEventBus().deliver();
          return [SELECT Name, Description, Site, AccountNumber FROM Account];
        }
        @IsTest static void start() {
          List<Account> told = told(new FailingBatch('START'));
          Assert.areEqual('START', told[0].Name);
          Assert.areEqual('System.IllegalArgumentException|START|null|false', told[0].Description);
          Assert.areEqual('true', told[0].AccountNumber);
          AsyncApexJob job = [SELECT Id, Status FROM AsyncApexJob];
          Assert.areEqual('Failed', job.Status);
          Assert.areEqual(job.Id, told[0].Site);
        }
        @IsTest static void execute() {
          Contact c = new Contact(LastName = 'X');
          insert c;
          List<Account> told = told(new FailingBatch('EXECUTE'));
          Assert.areEqual(1, told.size());
          Assert.areEqual('EXECUTE', told[0].Name);
          Assert.areEqual('System.IllegalArgumentException|EXECUTE|' + c.Id + '|false', told[0].Description);
        }
        @IsTest static void finish() {
          List<Account> told = told(new FailingBatch('FINISH'));
          Assert.areEqual('FINISH', told[0].Name);
          Assert.areEqual('System.IllegalArgumentException|FINISH|null|false', told[0].Description);
          Assert.areEqual(0, [SELECT COUNT() FROM AsyncApexJob WHERE JobType = 'BatchApexWorker']);
        }
        @IsTest static void withoutInterface() {
          Assert.areEqual(0, told(new SilentBatch('START')).size());
        }
        @IsTest static void withoutFailure() {
          insert new Contact(LastName = 'X');
          Assert.areEqual(0, told(new FailingBatch('NEVER')).size());
          AsyncApexJob worker = [SELECT Status, CompletedDate, ParentJob.JobType, ApexClass.Name FROM AsyncApexJob WHERE JobType = 'BatchApexWorker'];
          Assert.areEqual('Completed', worker.Status);
          Assert.isNotNull(worker.CompletedDate);
          Assert.areEqual('BatchApex', worker.ParentJob.JobType);
          Assert.areEqual('FailingBatch', worker.ApexClass.Name);
        }
      }`
    )
  );
  assert.deepEqual(await failuresOf(org), []);
});

it('a job keeps what properties with code hold, and tokens of fields', async () => {
  const org = openProject(
    apexClass(
      'KeepingJob',
      `public class KeepingJob implements Queueable {
        public static String seen;
        public List<String> names { get { names = names ?? new List<String>(); return names; } set; }
        private final SObjectField field;
        public transient String lost { get { return lost; } set; }
        public KeepingJob(SObjectField field) { this.field = field; names.add('a'); lost = 'x'; }
        public void execute(QueueableContext c) { seen = String.join(names, ',') + field + lost + (field == Account.Name); }
      }`
    ),
    apexClass(
      'KeepingJobTest',
      `@IsTest private class KeepingJobTest {
        @IsTest static void kept() {
          Test.startTest();
          System.enqueueJob(new KeepingJob(Account.Name));
          Test.stopTest();
          Assert.areEqual('aNamenulltrue', KeepingJob.seen);
        }
      }`
    )
  );
  assert.deepEqual(await failuresOf(org), []);
  org.run({ user: org.users.administrator() }, () => {
    const token = org.program.invokeStatic('schema.sobjectfield', 'forName', ['Account', 'Name']);
    const job = org.program.construct('keepingjob', [token]);
    org.program.invokeStatic('system.system', 'enqueueJob', [job]);
  });
});
