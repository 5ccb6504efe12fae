import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deployFiles } from '../server/deploy-client.ts';
import { openEmptyOrg } from '../server/deploy-support.ts';
import { apexClass } from '../support/apex-project.ts';

const WORK = apexClass(
  'Work',
  `public class Work implements Queueable, Schedulable {
  public static Integer runs = 0;
  public void execute(QueueableContext c) { runs++; }
  public void execute(SchedulableContext c) { runs++; }
}`
);
const testOf = (body: string): Record<string, string> =>
  apexClass('WorkTest', `@IsTest private class WorkTest { @IsTest static void works() { ${body} } }`);

const COUNTS_ALL = 'System.enqueueJob(new Work()); Assert.areEqual(1, [SELECT COUNT() FROM AsyncApexJob]);';
const COUNTS_MORE =
  'Integer before = [SELECT COUNT() FROM AsyncApexJob]; System.enqueueJob(new Work()); Assert.areEqual(before + 1, [SELECT COUNT() FROM AsyncApexJob]);';
const SCHEDULES = "System.schedule('Nightly', '0 0 3 * * ?', new Work());";
const ABORTS_FIRST = `for (CronTrigger t : [SELECT Id FROM CronTrigger WHERE CronJobDetail.Name = 'Nightly']) { System.abortJob(t.Id); } ${SCHEDULES}`;
const RUNS_ITS_OWN = `Test.startTest(); System.schedule('Other', '0 0 3 * * ?', new Work()); Test.stopTest(); Assert.areEqual(1, Work.runs);
  Assert.areEqual('Work', [SELECT ApexClass.Name FROM AsyncApexJob WHERE Status = 'Completed' AND JobType = 'Queueable' LIMIT 1].ApexClass.Name);`;

test('tests of a deployment see the jobs and schedules that the org has, and none of its records', async () => {
  const empty = await openEmptyOrg();
  const failures = async (body: string): Promise<string[]> => {
    const options = { testLevel: 'RunSpecifiedTests', runTests: ['WorkTest'], checkOnly: true };
    const { details, status } = await deployFiles(empty, testOf(body), options);
    const { failures: found } = details.runTestResult;
    return found === undefined || found.length === 0 ? [status] : found.map(({ message }) => message);
  };
  try {
    assert.equal((await deployFiles(empty, WORK)).status, 'Succeeded');
    for (const body of [COUNTS_ALL, COUNTS_MORE, SCHEDULES, ABORTS_FIRST]) {
      assert.deepEqual(await failures(body), ['Succeeded'], `${body} in an org that nobody has used`);
    }
    const { org } = empty.server;
    const unit = org.compileAnonymous(
      'Anonymous1',
      `insert new Account(Name = 'a'); System.enqueueJob(new Work()); ${SCHEDULES}`
    );
    org.program.add(unit.unit!);
    org.run({ user: org.users.administrator() }, () =>
      org.program.invoke(org.program.construct('anonymous1', []), 'run', [])
    );
    await org.asyncQueue.drain();
    assert.match((await failures(COUNTS_ALL)).join(), /Expected: 1, Actual: 3/);
    assert.match((await failures(SCHEDULES)).join(), /"Nightly" is already scheduled/);
    for (const body of [
      COUNTS_MORE,
      ABORTS_FIRST,
      RUNS_ITS_OWN,
      'Assert.areEqual(0, [SELECT COUNT() FROM Account]);'
    ]) {
      assert.deepEqual(await failures(body), ['Succeeded'], body);
    }
  } finally {
    await empty.close();
  }
});
