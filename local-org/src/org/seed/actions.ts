import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvocationFault, runApexAction } from '../../flow/index.ts';
import { ApexException, ApexMap, type ApexValue } from '../../values/index.ts';
import type { ActionConfig } from '../../engine/index.ts';
import type { OrgCore } from '../org-core.ts';

type Input = Readonly<Record<string, string | number | boolean | null>>;

/** The inputs in a file that the REST API of actions would take as a body. */
export function readInputs(projectRoot: string, file: string): readonly Input[] {
  return (JSON.parse(readFileSync(join(projectRoot, file), 'utf8')) as { inputs: readonly Input[] }).inputs;
}

/**
 * Calls the configured actions, one transaction for each.
 * @throws Error naming the action and what it said
 */
export function callActions(org: OrgCore, projectRoot: string, actions: readonly ActionConfig[]): void {
  for (const { apex, file } of actions) {
    const inputs = readInputs(projectRoot, file);
    try {
      org.run({ user: org.users.administrator() }, () =>
        runApexAction(
          org.program,
          apex,
          inputs.map((input) => parametersOf(org, input))
        )
      );
    } catch (error) {
      if (error instanceof ApexException || error instanceof InvocationFault) {
        throw new Error(`${apex} with ${file}: ${error instanceof ApexException ? error.$str() : error.message}`);
      }
      throw error;
    }
  }
}

function parametersOf(org: OrgCore, input: Input): ApexMap {
  const entries = Object.entries(input).map(([name, value]): [ApexValue, ApexValue] => [name, value]);
  return new ApexMap(org.program.type('system.map<system.string,system.object>'), entries);
}
