import type { UserContext } from '../../security/index.ts';
import { apiTime } from '../bulk/bulk-format.ts';
import type { CoverageWarning } from '../test-result-json.ts';
import type { ComponentProblem } from './check-components.ts';
import type { DeployOptions } from './deploy-options.ts';
import type { PackageComponent } from './package-content.ts';

export type DeployStatus = 'Pending' | 'InProgress' | 'Succeeded' | 'SucceededPartial' | 'Failed' | 'Canceled';

export interface DeployedComponent {
  readonly component: Pick<PackageComponent, 'type' | 'fullName' | 'fileName' | 'known'>;
  readonly created: boolean;
  readonly changed: boolean;
  readonly deleted: boolean;
  /** What the platform remarks on it without refusing it. */
  readonly warning?: string;
}

/** Outcome of the tests of a deployment, in the shape of the API's RunTestsResult. */
export interface DeployTests {
  readonly result: object;
  readonly run: number;
  readonly failed: number;
  readonly warnings: readonly CoverageWarning[];
}

/** One deployment from its request to its result. */
export class Deployment {
  readonly id: string;
  readonly zip: Buffer;
  readonly options: DeployOptions;
  readonly user: UserContext;
  status: DeployStatus = 'Pending';
  total = 0;
  successes: readonly DeployedComponent[] = [];
  failures: readonly ComponentProblem[] = [];
  tests: DeployTests | null = null;
  error: { readonly code: string; readonly message: string } | null = null;
  readonly #created = Date.now();
  #completed: number | null = null;

  constructor(id: string, zip: Buffer, options: DeployOptions, user: UserContext) {
    this.id = id;
    this.zip = zip;
    this.options = options;
    this.user = user;
  }

  get done(): boolean {
    return this.status !== 'Pending' && this.status !== 'InProgress';
  }

  finish(status: DeployStatus): void {
    this.status = status;
    this.#completed = Date.now();
  }

  /** The API's DeployResult. */
  result(includeDetails: boolean): object {
    const { options } = this;
    return {
      checkOnly: options.checkOnly,
      completedDate: this.#completed === null ? undefined : apiTime(this.#completed),
      createdBy: this.user.id,
      createdByName: this.user.name,
      createdDate: apiTime(this.#created),
      details: includeDetails ? this.#details() : undefined,
      done: this.done,
      errorMessage: this.error?.message,
      errorStatusCode: this.error?.code,
      id: this.id,
      ignoreWarnings: options.ignoreWarnings,
      lastModifiedDate: apiTime(this.#completed ?? this.#created),
      numberComponentErrors: this.failures.length,
      numberComponentsDeployed: this.successes.length,
      numberComponentsTotal: this.total,
      numberTestErrors: this.tests?.failed ?? 0,
      numberTestsCompleted: (this.tests?.run ?? 0) - (this.tests?.failed ?? 0),
      numberTestsTotal: this.tests?.run ?? 0,
      rollbackOnError: options.rollbackOnError,
      runTestsEnabled: options.testLevel !== 'NoTestRun',
      startDate: apiTime(this.#created),
      status: this.status,
      success: this.status === 'Succeeded' || this.status === 'SucceededPartial'
    };
  }

  #details(): object {
    const createdDate = apiTime(this.#completed ?? this.#created);
    return {
      componentFailures: this.failures.map(({ component, problem, line, column }) => ({
        changed: false,
        columnNumber: column,
        componentType: component.type,
        created: false,
        createdDate,
        deleted: false,
        fileName: component.fileName,
        fullName: component.fullName,
        lineNumber: line,
        problem,
        problemType: 'Error',
        success: false
      })),
      componentSuccesses: this.successes.map(({ component, created, changed, deleted, warning }) => ({
        changed,
        componentType: component.type,
        created,
        createdDate,
        deleted,
        fileName: component.fileName,
        fullName: component.fullName,
        ...warningOf(component, warning),
        success: true
      })),
      runTestResult: this.tests?.result ?? { numFailures: 0, numTestsRun: 0, totalTime: 0 }
    };
  }
}

function warningOf(
  { known, type }: DeployedComponent['component'],
  warning: string | undefined
): { problem?: string; problemType?: string } {
  const problem = warning ?? (known ? undefined : `The local org keeps ${type} but does not act on it`);
  return problem === undefined ? {} : { problem, problemType: 'Warning' };
}
