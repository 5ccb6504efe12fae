import type { Org } from '../org/index.ts';
import { toId18 } from '../values/index.ts';
import type { ToolingRow } from './tooling-rows.ts';

/** A suite of the project: its name and the classes that it runs. */
export interface TestSuite {
  readonly id: string;
  readonly name: string;
  readonly classes: readonly string[];
}

/** The suites that the project's source defines. */
export function testSuites(org: Org): TestSuite[] {
  return org.metadata.components
    .filter(({ type }) => type === 'ApexTestSuite')
    .map(({ fullName, data }, index) => ({
      id: toId18(`05F${String(index + 1).padStart(12, '0')}`),
      name: fullName,
      classes: (Array.isArray(data['testClassName']) ? data['testClassName'] : [data['testClassName'] ?? []])
        .flat()
        .map(String)
    }));
}

/** Rows of ApexTestSuite. */
export function suiteRows(org: Org): ToolingRow[] {
  return testSuites(org).map(({ id, name }) => ({ Id: id, TestSuiteName: name }));
}

/** Rows of TestSuiteMembership. */
export function membershipRows(org: Org): ToolingRow[] {
  return testSuites(org).flatMap(({ id, classes }, suite) =>
    classes.map((name, index) => ({
      Id: toId18(`06c${String(suite + 1).padStart(6, '0')}${String(index + 1).padStart(6, '0')}`),
      ApexTestSuiteId: id,
      ApexClassId: org.apexClassId(name.toLowerCase())
    }))
  );
}
