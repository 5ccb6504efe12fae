import assert from 'node:assert/strict';
import { test } from 'node:test';
import { printReport, runTests, toSfJson } from '../../src/testing/index.ts';
import { apexClass, openProject } from '../support/apex-project.ts';

const JOBS = apexClass(
  'Work',
  `public class Work implements Queueable, Schedulable, Database.Batchable<SObject> {
    public String step;
    public Work(String step) { this.step = step; }
    static void note(String text) { insert new Account(Name = text); }
    public void execute(QueueableContext context) {
      if (step != 'calls out') { note(step); }
      if (step == 'fails') { throw new IllegalArgumentException('job failed'); }
      if (step == 'calls out') {
        HttpRequest request = new HttpRequest();
        request.setEndpoint('https://example.com');
        request.setMethod('GET');
        new Http().send(request);
      }
      if (step == 'calls future') { later('from queueable'); }
      if (step == 'starts batch') { Database.executeBatch(new Work('from queueable')); }
    }
    public void execute(SchedulableContext context) {
      note(step);
      later('from schedule');
      if (step == 'starts many') { for (Integer i = 0; i < 6; i++) { Database.executeBatch(new Work('of many')); } }
      if (step == 'fails later') { System.enqueueJob(new Work('fails')); }
    }
    public Iterable<SObject> start(Database.BatchableContext context) { return [SELECT Id FROM User LIMIT 1]; }
    public void execute(Database.BatchableContext context, List<SObject> scope) { note(step); System.enqueueJob(new Work('from batch')); }
    public void finish(Database.BatchableContext context) { if (step == 'chains') { Database.executeBatch(new Work('chained')); } }
    @future public static void later(String text) {
      System.assertEquals(0, Limits.getLimitFutureCalls());
      note(text);
      try { later('again'); note('no exception'); } catch (AsyncException e) { note(e.getMessage()); }
    }
  }`
);

const TESTS = apexClass(
  'WorkTest',
  `@IsTest class WorkTest {
    static Set<String> names() {
      Set<String> names = new Set<String>();
      for (Account a : [SELECT Name FROM Account]) { names.add(a.Name); }
      return names;
    }
    static String statusOf(Id id) { return [SELECT Status FROM AsyncApexJob WHERE Id = :id].Status; }

    @IsTest static void futuresOfQueueablesRunAtStopTest() {
      Test.startTest();
      System.enqueueJob(new Work('calls future'));
      Test.stopTest();
      System.assertEquals(new Set<String>{
        'calls future', 'from queueable', 'Future method cannot be called from a future or batch method: Work.later(String)'
      }, names());
    }
    @IsTest static void jobsOfScheduledJobsRunLater() {
      Test.startTest();
      System.schedule('nightly', '0 0 0 * * ?', new Work('night'));
      Test.stopTest();
      System.assertEquals(new Set<String>{ 'night' }, names());
    }
    @IsTest static void aScheduleStartsMoreBatchesThanATest() {
      Test.startTest();
      System.schedule('nightly', '0 0 0 * * ?', new Work('starts many'));
      Test.stopTest();
      System.assertEquals(6, [SELECT COUNT() FROM AsyncApexJob WHERE JobType = 'BatchApex']);
    }
    @IsTest static void failuresOfScheduledWorkAreItsOwn() {
      System.schedule('nightly', '0 0 0 * * ?', new Work('fails later'));
    }
    @IsTest static void chainedBatchIsRun() {
      Test.startTest();
      Id id = Database.executeBatch(new Work('chains'));
      System.assertEquals('Holding', statusOf(id));
      Test.stopTest();
      System.assertEquals('Completed', statusOf(id));
      System.assertEquals(new Set<String>{ 'chains', 'from batch', 'chained' }, names());
      System.assertEquals(2, [SELECT COUNT() FROM AsyncApexJob WHERE JobType = 'BatchApex' AND Status = 'Completed']);
    }
    @IsTest static void batchOfQueueableRuns() {
      Test.startTest();
      System.enqueueJob(new Work('starts batch'));
      Test.stopTest();
      System.assert(names().contains('from batch'), String.valueOf(names()));
    }
    @IsTest static void withoutStopTest() {
      System.enqueueJob(new Work('plain'));
      Work.later('future');
      System.assertEquals(new Set<String>(), names());
    }
    @IsTest static void failsAfterwards() { System.enqueueJob(new Work('fails')); }
    @IsTest static void calloutAfterwards() { System.enqueueJob(new Work('calls out')); }
    @IsTest static void failsAtStopTest() { Test.startTest(); System.enqueueJob(new Work('fails')); Test.stopTest(); }

    @IsTest static void flexQueue() {
      List<Id> jobs = Test.enqueueBatchJobs(8);
      System.assertEquals(8, jobs.size());
      System.assertEquals(new List<Id>{ jobs[5], jobs[6], jobs[7] }, Test.getFlexQueueOrder());
      Id mine = Database.executeBatch(new Work('held'));
      System.assertEquals(true, FlexQueue.moveJobToFront(mine));
      System.assertEquals(false, FlexQueue.moveJobToFront(mine));
      System.assertEquals(new List<Id>{ mine, jobs[5], jobs[6], jobs[7] }, Test.getFlexQueueOrder());
      System.assertEquals(true, FlexQueue.moveAfterJob(mine, jobs[5]));
      System.assertEquals(false, FlexQueue.moveAfterJob(mine, jobs[5]));
      System.assertEquals(true, FlexQueue.moveBeforeJob(jobs[7], jobs[5]));
      System.assertEquals(new List<Id>{ jobs[7], jobs[5], mine, jobs[6] }, Test.getFlexQueueOrder());
      System.assertEquals(true, FlexQueue.moveJobToEnd(jobs[7]));
      System.assertEquals(false, FlexQueue.moveJobToEnd(jobs[7]));
      System.assertEquals(new List<Id>{ jobs[5], mine, jobs[6], jobs[7] }, Test.getFlexQueueOrder());
      try { FlexQueue.moveAfterJob(mine, jobs[0]); System.assert(false); } catch (NoSuchElementException e) { }
      try { FlexQueue.moveJobToEnd(jobs[0]); System.assert(false); } catch (NoSuchElementException e) { }
      Test.startTest();
      Test.stopTest();
      System.assertEquals('Completed', statusOf(mine));
      System.assertEquals('Completed', statusOf(jobs[7]));
      System.assertEquals(new List<Id>(), Test.getFlexQueueOrder());
      System.assert(names().contains('held'));
    }
    @IsTest static void fullFlexQueue() { Test.enqueueBatchJobs(105); }
    @IsTest static void tooFullFlexQueue() { Test.enqueueBatchJobs(106); }

    @IsTest static void manyQueries() { for (Integer i = 0; i < 90; i++) { names(); } Test.startTest(); Test.stopTest(); }
    @IsTest static void measured() {
      names();
      Test.startTest();
      for (Integer i = 0; i < 81; i++) { names(); }
      Test.stopTest();
      names();
    }
    @IsTest static void startTwice() { Test.startTest(); Test.stopTest(); Test.startTest(); }
    @IsTest static void stopAlone() { Test.stopTest(); }
  }`
);

test('jobs of tests run when the platform runs them, and limits are reported', async () => {
  const org = openProject(JOBS, TESTS);
  const report = await runTests(org);
  const failed = report.tests.filter(({ outcome }) => outcome !== 'Pass');
  assert.deepEqual(Object.fromEntries(failed.map(({ methodName, message }) => [methodName, message])), {
    failsAfterwards: 'System.IllegalArgumentException: job failed',
    failsAtStopTest: 'System.IllegalArgumentException: job failed',
    tooFullFlexQueue: 'System.LimitException: The test flex queue holds at most 100 jobs',
    startTwice: 'System.FinalException: Testing already started',
    stopAlone: 'System.FinalException: Testing already stopped'
  });
  const after = report.tests.filter(({ jobsAfterTest }) => jobsAfterTest > 0);
  assert.deepEqual(Object.fromEntries(after.map(({ methodName, jobsAfterTest }) => [methodName, jobsAfterTest])), {
    aScheduleStartsMoreBatchesThanATest: 13,
    calloutAfterwards: 1,
    failuresOfScheduledWorkAreItsOwn: 3,
    fullFlexQueue: 105,
    jobsOfScheduledJobsRunLater: 1,
    withoutStopTest: 2
  });
  const queries = (name: string): number | undefined =>
    toSfJson(report).tests.find(({ MethodName }) => MethodName === name)?.Limits['queries'];
  assert.equal(queries('measured'), 81);
  assert.equal(queries('manyQueries'), undefined);
  assert.equal(queries('withoutStopTest'), 1);
  const lines: string[] = [];
  printReport(report, (line) => lines.push(line));
  const notes = lines.filter((line) => line.startsWith('NOTE'));
  assert.ok(notes.includes('NOTE WorkTest.measured: used 81 of 100 SOQL queries'));
  assert.ok(!notes.some((line) => line.includes('manyQueries')));
  assert.ok(
    notes.includes('NOTE WorkTest.withoutStopTest: 2 asynchronous jobs ran after the test method (no Test.stopTest())')
  );
  await org.close();
});
