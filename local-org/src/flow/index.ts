/** Flows: autolaunched and record-triggered ones, from the project's metadata. */
export { Flows } from './flows.ts';
export { UNHANDLED } from './fault.ts';
export { mayStart, runInterviews, type FinishedInterview } from './start.ts';
export { apexTypeOf } from './values.ts';
export { InvocationFault, actionInputs, actionLabel, runApexAction } from './apex-action.ts';
