import type { OrgDatabase } from '../db/index.ts';
import type { Schema } from '../metadata/index.ts';
import { table } from '../common/index.ts';

/** Limits of a whole org by the name that the platform gives them, with the maximum of a Developer Edition. */
export const ORG_LIMITS: Readonly<Record<string, number>> = table({
  ActiveScratchOrgs: 3,
  AnalyticsExternalDataSizeMB: 40_960,
  ConcurrentAsyncGetReportInstances: 200,
  ConcurrentEinsteinDataInsightsStoryCreation: 5,
  ConcurrentEinsteinDiscoveryStoryCreation: 2,
  ConcurrentSyncReportRuns: 20,
  DailyAnalyticsDataflowJobExecutions: 60,
  DailyAnalyticsUploadedFilesSizeMB: 51_200,
  DailyApiRequests: 15_000,
  DailyAsyncApexExecutions: 250_000,
  DailyAsyncApexTests: 500,
  DailyBulkApiBatches: 15_000,
  DailyBulkV2QueryFileStorageMB: 976_562,
  DailyBulkV2QueryJobs: 10_000,
  DailyDeliveredPlatformEvents: 10_000,
  DailyDurableGenericStreamingApiEvents: 10_000,
  DailyDurableStreamingApiEvents: 10_000,
  DailyFunctionsApiCallLimit: 235_000,
  DailyGenericStreamingApiEvents: 10_000,
  DailyScratchOrgs: 6,
  DailyStandardVolumePlatformEvents: 10_000,
  DailyStreamingApiEvents: 10_000,
  DailyWorkflowEmails: 315,
  DataStorageMB: 5,
  DurableStreamingApiConcurrentClients: 20,
  FileStorageMB: 20,
  HourlyAsyncReportRuns: 1_200,
  HourlyDashboardRefreshes: 200,
  HourlyDashboardResults: 5_000,
  HourlyDashboardStatuses: 999_999_999,
  HourlyLongTermIdMapping: 100_000,
  HourlyManagedContentPublicRequests: 50_000,
  HourlyODataCallout: 1_000,
  HourlyPublishedPlatformEvents: 50_000,
  HourlyPublishedStandardVolumePlatformEvents: 1_000,
  HourlyShortTermIdMapping: 100_000,
  HourlySyncReportRuns: 500,
  HourlyTimeBasedWorkflow: 50,
  MassEmail: 10,
  MonthlyPlatformEvents: 10_000,
  Package2VersionCreates: 6,
  Package2VersionCreatesWithoutValidation: 500,
  PermissionSets: 1_500,
  PrivateConnectOutboundCalloutHourlyLimitMB: 0,
  SingleEmail: 15,
  StreamingApiConcurrentClients: 20
});

const DAY = 86_400_000;

/**
 * How much of the org's limits is used. Requests and query jobs are counted while the process lives, per day; asynchronous executions
 * are told by their rows. Nothing here is refused when a limit is reached, and of what is not counted nothing is used.
 */
export class OrgUsage {
  readonly #db: OrgDatabase;
  readonly #schema: Schema;
  readonly #now: () => number;
  readonly #counts = new Map<string, number>();
  #day = 0;

  constructor(db: OrgDatabase, schema: Schema, now: () => number) {
    this.#db = db;
    this.#schema = schema;
    this.#now = now;
  }

  count(name: 'DailyApiRequests' | 'DailyBulkV2QueryJobs'): void {
    this.#today();
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  /** How much of a limit is used, never more than there is. */
  used(name: string): number {
    this.#today();
    const used = name === 'DailyAsyncApexExecutions' ? this.#asyncExecutions() : (this.#counts.get(name) ?? 0);
    return Math.min(used, ORG_LIMITS[name] ?? 0);
  }

  #today(): void {
    const day = Math.floor(this.#now() / DAY);
    if (day !== this.#day) {
      this.#day = day;
      this.#counts.clear();
    }
  }

  #asyncExecutions(): number {
    if (this.#schema.object('AsyncApexJob') === undefined) {
      return 0;
    }
    const since = this.#now() - DAY;
    return Number(
      this.#db.get('SELECT count(*) AS n FROM "asyncapexjob" WHERE "createddate" > ?', [since])?.['n'] ?? 0
    );
  }
}
