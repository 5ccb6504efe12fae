/** The local org as a library: open a project, run transactions and tests, serve it. */
export { Org, readOrgConfig } from './transaction/index.ts';
export type { OrgConfig, OrgOptions } from './transaction/index.ts';
export { checkProject, type CheckResult } from './check-project.ts';
export { printReport, runTests, toSfJson } from './testing/index.ts';
export type { RunTestsOptions, TestReport, TestResult } from './testing/index.ts';
