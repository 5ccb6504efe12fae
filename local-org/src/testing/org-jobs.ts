import type { Row, SqlValue } from '../db/index.ts';
import type { UserContext } from '../security/index.ts';
import type { Org } from '../org/index.ts';
import type { RowValue, RowValues } from '../records/index.ts';

/** The newest jobs are as good as all of them for a test that forgets that there are any. */
const MOST_JOBS = 500;
const ENDED_JOBS = `SELECT j.*, c.name AS classname FROM asyncapexjob j LEFT JOIN apexclass c ON c.id = j.apexclassid
  WHERE j.status IN ('Completed', 'Failed', 'Aborted') OR j.jobtype = 'ScheduledApex' ORDER BY j.id DESC LIMIT ${MOST_JOBS}`;
const SCHEDULES =
  'SELECT t.*, d.name AS jobname, d.jobtype FROM crontrigger t JOIN cronjobdetail d ON d.id = t.cronjobdetailid';

/**
 * Tests see no records of the org that they run in, but what the org keeps of itself: its jobs and schedules are there for them, as on the
 * platform. Jobs that have not ended are left out, and none of these ever runs in a test.
 */
export function copyJobs(from: Org, to: Org, user: UserContext): void {
  ['AsyncApexJob', 'CronTrigger', 'CronJobDetail', 'ApexClass'].forEach((name) => {
    from.rows.find(name, {});
    to.rows.find(name, {});
  });
  const schedules = new Map<string, string>();
  for (const row of from.db.all(SCHEDULES)) {
    const detail = to.rows.insert('CronJobDetail', user.id, {
      Name: value(row, 'jobname'),
      JobType: value(row, 'jobtype')
    });
    const names = [
      'CronExpression',
      'State',
      'TimesTriggered',
      'StartTime',
      'NextFireTime',
      'PreviousFireTime',
      'TimeZoneSidKey'
    ];
    const id = to.rows.insert('CronTrigger', user.id, { CronJobDetailId: detail, ...values(row, names) });
    schedules.set(String(row['id']), id);
  }
  for (const row of from.db.all(ENDED_JOBS).toReversed()) {
    const names = [
      'JobType',
      'Status',
      'MethodName',
      'JobItemsProcessed',
      'TotalJobItems',
      'NumberOfErrors',
      'ExtendedStatus',
      'CompletedDate',
      'CreatedDate'
    ];
    const className = row['classname'];
    const job = to.rows.insert('AsyncApexJob', user.id, {
      ...values(row, names),
      ApexClassId: typeof className === 'string' ? to.apexClassId(className.toLowerCase()) : null,
      CronTriggerId: schedules.get(String(row['crontriggerid'])) ?? null
    });
    const schedule = schedules.get(String(row['crontriggerid']));
    if (row['jobtype'] === 'ScheduledApex' && schedule !== undefined) {
      to.asyncQueue.scheduler.adopt(schedule, job, user.id);
    }
  }
}

function value(row: Row, name: string): RowValue {
  const stored: SqlValue | undefined = row[name.toLowerCase()];
  return typeof stored === 'string' || typeof stored === 'number' ? stored : null;
}

function values(row: Row, names: readonly string[]): RowValues {
  return Object.fromEntries(names.map((name) => [name, value(row, name)]));
}
