import type { Engine } from '../../runtime/engine.ts';
import { ApexList, ApexMap, PlatformObject } from '../../runtime/values/index.ts';
import { platformClass } from '../registry.ts';
import type { PlatformClass } from '../registry.ts';

/** Limits of a whole org by the name that the platform gives them, with the maximum of a Developer Edition. */
const MAXIMA: Readonly<Record<string, number>> = {
  AnalyticsExternalDataSizeMB: 40_960,
  ConcurrentAsyncGetReportInstances: 200,
  ConcurrentSyncReportRuns: 20,
  DailyApiRequests: 15_000,
  DailyAsyncApexExecutions: 250_000,
  DailyAsyncApexTests: 500,
  DailyBulkApiBatches: 15_000,
  DailyBulkV2QueryJobs: 10_000,
  DailyStandardVolumePlatformEvents: 10_000,
  DailyStreamingApiEvents: 10_000,
  DailyWorkflowEmails: 315,
  DataStorageMB: 5,
  FileStorageMB: 20,
  HourlyPublishedPlatformEvents: 50_000,
  HourlyPublishedStandardVolumePlatformEvents: 1_000,
  HourlyTimeBasedWorkflow: 50,
  MassEmail: 10,
  MonthlyPlatformEvents: 10_000,
  SingleEmail: 15
};

class OrgLimit extends PlatformObject {
  readonly $type = 'system.orglimit';
  readonly name: string;

  constructor(name: string) {
    super();
    this.name = name;
  }

  override $str(): string {
    return this.name;
  }
}

function all(rt: Engine): ApexList {
  const list = new ApexList(rt.type('system.list<system.orglimit>'));
  list.items.push(...Object.keys(MAXIMA).map((name) => new OrgLimit(name)));
  return list;
}

function byName(rt: Engine): ApexMap {
  const map = new ApexMap(rt.type('system.map<system.string,system.orglimit>'));
  Object.keys(MAXIMA).forEach((name) => map.set(name, new OrgLimit(name)));
  return map;
}

/** `OrgLimits`: the maxima are a Developer Edition's; of each, nothing has been used, since nothing here is rationed by the day. */
export const orgLimitClasses: readonly PlatformClass[] = [
  platformClass({ name: 'System.OrgLimits', statics: { getAll: all, getMap: byName } }),
  platformClass({
    name: 'System.OrgLimit',
    methods: {
      getName: (_rt, self: OrgLimit) => self.name,
      getLimit: (_rt, self: OrgLimit) => MAXIMA[self.name] ?? 0,
      getValue: () => 0
    }
  })
];
