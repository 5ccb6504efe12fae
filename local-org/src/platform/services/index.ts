/** Classes of the platform's services: tests, limits, users, asynchronous Apex, events, HTTP, REST, mail, access, caches. */
import type { PlatformClass } from '../../engine/index.ts';
import { accessClasses } from './access.ts';
import { appMenuClasses } from './app-menu.ts';
import { approvalClasses } from './approval.ts';
import { asyncClasses } from './async.ts';
import { businessHoursClasses } from './business-hours.ts';
import { cacheClasses } from './cache.ts';
import { customDataClasses } from './custom-data.ts';
import { eventBusClasses } from './event-bus.ts';
import { flexQueueClasses } from './flex-queue.ts';
import { flowClasses } from './flow-interview.ts';
import { featureManagementClasses } from './feature-management.ts';
import { formulaEvalClasses } from './formula/index.ts';
import { httpClasses } from './http.ts';
import { installClasses } from './install.ts';
import { invocableClasses } from './invocable/index.ts';
import { jobContextClasses } from './job-contexts.ts';
import { labelClasses } from './label.ts';
import { limitClasses } from './limits.ts';
import { orgLimitClasses } from './org-limits.ts';
import { messagingClasses } from './messaging.ts';
import { metadataOperationClasses } from './metadata-operations.ts';
import { pageControllerClasses } from './page-controllers.ts';
import { pageClasses } from './page-reference.ts';
import { pageValueClasses } from './page-values.ts';
import { requestClasses } from './request.ts';
import { restClasses } from './rest.ts';
import { siteClasses } from './site.ts';
import { systemClasses } from './system.ts';
import { testClasses } from './test.ts';
import { userInfoClasses } from './user-info.ts';
import { webServiceClasses } from './web-service.ts';
import { versionClasses } from './version.ts';
import { visualEditorClasses } from './visual-editor.ts';

export { callCustomData, type CustomDataMethod } from './custom-data.ts';
export { labelText } from './label.ts';
export { FIXED_SEARCH_RESULTS, measuredLimits } from './test.ts';

export const serviceClasses: readonly PlatformClass[] = [
  ...accessClasses,
  ...appMenuClasses,
  ...approvalClasses,
  ...asyncClasses,
  ...businessHoursClasses,
  ...cacheClasses,
  ...customDataClasses,
  ...eventBusClasses,
  ...featureManagementClasses,
  ...flexQueueClasses,
  ...flowClasses,
  ...formulaEvalClasses,
  ...httpClasses,
  ...installClasses,
  ...invocableClasses,
  ...jobContextClasses,
  ...labelClasses,
  ...limitClasses,
  ...orgLimitClasses,
  ...messagingClasses,
  ...metadataOperationClasses,
  ...pageClasses,
  ...pageControllerClasses,
  ...pageValueClasses,
  ...requestClasses,
  ...restClasses,
  ...siteClasses,
  ...systemClasses,
  ...testClasses,
  ...userInfoClasses,
  ...webServiceClasses,
  ...versionClasses,
  ...visualEditorClasses
];
