import { type Engine, platformClass, type PlatformClass } from '../../engine/index.ts';
import type { ApexValue } from '../../values/index.ts';
import { systemStatics } from '../core/system.ts';
import { asyncStatics } from './async.ts';
import { currentPage } from './page-reference.ts';
import { VersionObject } from './version.ts';

function purge(rt: Engine, date: { milliseconds: number }): number {
  return rt.org.db.run(
    `DELETE FROM "asyncapexjob" WHERE "status" IN ('Completed', 'Aborted', 'Failed') AND "completeddate" < ?`,
    [date.milliseconds]
  );
}

export const systemClasses: readonly PlatformClass[] = [
  platformClass({
    name: 'System.System',
    statics: {
      ...systemStatics,
      ...asyncStatics,
      currentPageReference: (rt) => currentPage(rt),
      getApplicationReadWriteMode: (rt) => rt.enumValue('system.applicationreadwritemode', 'DEFAULT'),
      purgeOldAsyncJobs: (rt, date: { milliseconds: number } & ApexValue) => purge(rt, date),
      requestVersion: () => new VersionObject([0, 0])
    }
  })
];
