/** The local org as a library: open a project, run transactions and tests, serve it. */
export { readOrgConfig, type OrgConfig } from './engine/index.ts';
export { Org, type OrgOptions } from './org/index.ts';
export { checkProject, type CheckResult } from './check-project.ts';
export { notInForce } from './checks/index.ts';
export {
  compileErrorLines,
  mergeReports,
  printReport,
  REPORTERS,
  runTests,
  Sources,
  toSfJson,
  writeCoverage
} from './testing/index.ts';
export type { Reporter, RunTestsOptions, TestReport, TestResult } from './testing/index.ts';
