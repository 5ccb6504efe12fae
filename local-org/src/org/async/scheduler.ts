import type { Engine } from '../../engine/index.ts';
import type { ApexValue } from '../../values/index.ts';
import { CronError, nextFireTime } from '../cron.ts';
import type { OrgCore } from '../org-core.ts';
import type { PendingJob } from './job-store.ts';
import { serializeState } from './serialize-state.ts';

type ScheduleRow = {
  id: string;
  job_id: string;
  payload: string;
  cron: string;
  user_id: string;
  zone: string;
  next_at: number | null;
};

/** Payload of a schedule that belongs to another org. */
const OF_ANOTHER_ORG = '';
/** Scratch key of the schedules that a test has run. */
const RELEASED = Symbol('released schedules');

/** Scheduled Apex: CronTrigger rows and the state of the jobs that they start. */
export class Scheduler {
  readonly #org: OrgCore;

  constructor(org: OrgCore) {
    this.#org = org;
    org.db.exec(`CREATE TABLE IF NOT EXISTS "local_schedule" (
      "id" TEXT PRIMARY KEY, "job_id" TEXT NOT NULL, "payload" TEXT NOT NULL, "cron" TEXT NOT NULL, "user_id" TEXT NOT NULL,
      "zone" TEXT NOT NULL, "next_at" INTEGER)`);
  }

  /** `System.schedule`: answers the id of the CronTrigger. */
  schedule(rt: Engine, name: string, cron: string, instance: ApexValue): string {
    const now = this.#org.clock.now();
    const zone = rt.tx.user.timeZone || 'GMT';
    const next = this.#nextFireTime(rt, cron, now, zone);
    if (this.#org.rows.find('CronJobDetail', { Name: name })) {
      rt.fail('System.AsyncException', `The Apex job named "${name}" is already scheduled for execution.`);
    }
    const { rows } = this.#org;
    const detail = rows.insert('CronJobDetail', rt.tx.user.id, { Name: name, JobType: '7' });
    const id = rows.insert('CronTrigger', rt.tx.user.id, {
      CronJobDetailId: detail,
      CronExpression: cron,
      State: 'WAITING',
      TimesTriggered: 0,
      StartTime: now,
      NextFireTime: next,
      TimeZoneSidKey: zone
    });
    const jobId = rows.insert('AsyncApexJob', rt.tx.user.id, {
      JobType: 'ScheduledApex',
      Status: 'Queued',
      ApexClassId: this.#org.apexClassId(rt.typeOf(instance).key),
      CronTriggerId: id,
      JobItemsProcessed: 0,
      TotalJobItems: 0,
      NumberOfErrors: 0
    });
    this.#org.db.run(
      'INSERT INTO "local_schedule" ("id", "job_id", "payload", "cron", "user_id", "zone", "next_at") VALUES (?, ?, ?, ?, ?, ?, ?)',
      [id, jobId, serializeState(rt, instance), cron, rt.tx.user.id, zone, next]
    );
    return id;
  }

  /** Turns every schedule that is due into a pending job and computes when it is due again. */
  enqueueDue(now: number, add: (job: PendingJob) => void): void {
    const due = this.#org.db.all('SELECT * FROM "local_schedule" WHERE "next_at" <= ?', [now]) as ScheduleRow[];
    if (due.length === 0) {
      return;
    }
    this.#org.run({ user: this.#org.users.automatedProcess() }, () => due.forEach((row) => this.#fire(row, now, add)));
  }

  /** In a test every scheduled job runs once, at Test.stopTest() or else after the test method. */
  releaseForTest(): void {
    const { scratch } = this.#org.tx;
    const released = (scratch.get(RELEASED) as Set<string> | undefined) ?? new Set();
    scratch.set(RELEASED, released);
    const rows = this.#org.db.all('SELECT * FROM "local_schedule"') as ScheduleRow[];
    for (const row of rows.filter(({ id, payload }) => payload !== OF_ANOTHER_ORG && !released.has(id))) {
      released.add(row.id);
      // Its CronTrigger goes on as if the time had not come.
      this.#org.asyncQueue.store.add(this.#job(row));
    }
  }

  /** Notes a schedule of another org, which can be taken off but never comes due. */
  adopt(id: string, jobId: string, userId: string): void {
    this.#org.db.run(
      'INSERT INTO "local_schedule" ("id", "job_id", "payload", "cron", "user_id", "zone", "next_at") VALUES (?, ?, ?, ?, ?, ?, NULL)',
      [id, jobId, OF_ANOTHER_ORG, '', userId, 'GMT']
    );
  }

  /** Takes a schedule off, by the id of its CronTrigger or of its job. */
  remove(id: string): boolean {
    const row = this.#org.db.get('SELECT * FROM "local_schedule" WHERE "id" = ? OR "job_id" = ?', [id, id]) as
      ScheduleRow | undefined;
    if (!row) {
      return false;
    }
    this.#org.db.run('DELETE FROM "local_schedule" WHERE "id" = ?', [row.id]);
    const detail = this.#org.rows.find('CronTrigger', { Id: row.id })?.['cronjobdetailid'];
    this.#org.db.run('DELETE FROM "crontrigger" WHERE "id" = ?', [row.id]);
    this.#org.db.run('DELETE FROM "cronjobdetail" WHERE "id" = ?', [String(detail)]);
    this.#org.rows.update('AsyncApexJob', row.job_id, { Status: 'Aborted', CompletedDate: this.#org.clock.now() });
    return true;
  }

  #fire(row: ScheduleRow, now: number, add: (job: PendingJob) => void): void {
    const next = nextFireTime(row.cron, now, row.zone);
    this.#org.db.run('UPDATE "local_schedule" SET "next_at" = ? WHERE "id" = ?', [next, row.id]);
    const trigger = this.#org.rows.find('CronTrigger', { Id: row.id });
    this.#org.rows.update('CronTrigger', row.id, {
      TimesTriggered: Number(trigger?.['timestriggered'] ?? 0) + 1,
      PreviousFireTime: now,
      NextFireTime: next,
      State: next === null ? 'DELETED' : 'WAITING'
    });
    add(this.#job(row));
  }

  #job(row: ScheduleRow): PendingJob {
    return {
      id: this.#org.rows.newId('AsyncApexJob'),
      kind: 'schedulable',
      payload: row.payload,
      target: row.id,
      userId: row.user_id,
      signature: null,
      runAt: 0,
      depth: 0,
      maximumDepth: null,
      delay: null,
      scope: 0,
      position: -1,
      nested: false
    };
  }

  #nextFireTime(rt: Engine, cron: string, now: number, zone: string): number {
    try {
      const next = nextFireTime(cron, now, zone);
      return (
        next ??
        rt.fail('System.AsyncException', `Based on configured schedule, the given trigger '${cron}' will never fire.`)
      );
    } catch (error) {
      if (error instanceof CronError) {
        return rt.fail('System.StringException', error.message);
      }
      throw error;
    }
  }
}
