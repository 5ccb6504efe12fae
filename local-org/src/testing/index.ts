export { runTests, type RunTestsOptions } from './run-tests.ts';
export { toSfJson, type SfTestJson } from './sf-json.ts';
export { printReport } from './print-report.ts';
export { coveredPercent, type Outcome, type TestReport, type TestResult, type UnitCoverage } from './report.ts';
