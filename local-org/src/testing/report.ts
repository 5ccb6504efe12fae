import type { CompileError } from '../compiler/index.ts';
import type { LimitUse } from '../engine/index.ts';

export type Outcome = 'Pass' | 'Fail' | 'CompileFail' | 'Skip';

/** Result of one test method. */
export interface TestResult {
  readonly className: string;
  readonly methodName: string;
  readonly outcome: Outcome;
  readonly message: string | null;
  readonly stackTrace: string | null;
  /** Milliseconds. */
  readonly runTime: number;
  /** Asynchronous jobs that ran when the test method had ended, because no Test.stopTest() came after them. */
  readonly jobsAfterTest: number;
  /** What the test used between Test.startTest and Test.stopTest, or as a whole where it does not call them. */
  readonly limits: readonly LimitUse[];
}

/** Lines of one class or trigger that tests reached. */
export interface UnitCoverage {
  readonly name: string;
  readonly kind: 'class' | 'trigger';
  readonly file: string;
  readonly covered: readonly number[];
  readonly uncovered: readonly number[];
}

export interface TestReport {
  /** Every class and trigger of the project, compiled or not. */
  readonly units: readonly { readonly name: string; readonly kind: 'Class' | 'Trigger'; readonly file: string }[];
  readonly tests: readonly TestResult[];
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly compileErrors: readonly CompileError[];
  /** Present if coverage was asked for. */
  readonly coverage?: readonly UnitCoverage[];
  /** Milliseconds UTC. */
  readonly startedAt: number;
  /** Milliseconds. */
  readonly duration: number;
  readonly orgId: string;
  readonly username: string;
}

/** Share of covered lines in percent, rounded down as Salesforce does; 100 for code without lines. */
export function coveredPercent(units: readonly UnitCoverage[]): number {
  const covered = units.reduce((sum, unit) => sum + unit.covered.length, 0);
  const total = units.reduce((sum, unit) => sum + unit.covered.length + unit.uncovered.length, 0);
  return total === 0 ? 100 : Math.floor((covered * 100) / total);
}
