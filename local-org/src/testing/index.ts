/** Apex tests: runner, isolation, coverage, reports. */
export { runTests, type RunTestsOptions } from './run-tests.ts';
export { toSfJson, type SfTestJson } from './sf-json.ts';
export { compileErrorLines, printReport, REPORTERS, Sources, writeCoverage, type Reporter } from './reports/index.ts';
export { mergeReports } from './merge-reports.ts';
export { coveredPercent, type Outcome, type TestReport, type TestResult, type UnitCoverage } from './report.ts';
export { enterTestOrg } from './test-org.ts';
