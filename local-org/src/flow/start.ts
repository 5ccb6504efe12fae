import { randomUUID } from 'node:crypto';
import type { Engine } from '../engine/index.ts';
import type { ApexValue } from '../values/index.ts';
import type { FlowDefinition } from '../metadata/index.ts';
import type { FlowFault } from './fault.ts';
import { interviewSteps, outputsOf, setInputs } from './interview.ts';
import { FlowScope } from './scope.ts';
import { runTogether } from './work.ts';

/** An interview that has ended. */
export interface FinishedInterview {
  readonly guid: string;
  readonly fault: FlowFault | null;
  /** The output variables with their values. */
  readonly outputs: readonly [string, ApexValue][];
  /** Any variable by name, ignoring case; null when there is none. */
  variable(name: string): ApexValue;
}

/** Runs interviews of a flow side by side, one for each set of inputs. */
export function runInterviews(
  rt: Engine,
  flow: FlowDefinition,
  inputs: readonly Iterable<readonly [string, ApexValue]>[]
): FinishedInterview[] {
  const scopes = inputs.map((values) => {
    const scope = new FlowScope(rt, flow, { sharing: rt.caller.sharing, guid: randomUUID() });
    setInputs(scope, values);
    return scope;
  });
  const faults = runTogether(rt, scopes.map(interviewSteps));
  return scopes.map((scope, index) => ({
    guid: scope.guid,
    fault: faults[index] ?? null,
    outputs: outputsOf(scope),
    variable: (name) => scope.variables.get(name.toLowerCase()) ?? null
  }));
}

/** Whether the running user may start a flow that is not active: its latest version then runs. */
export function mayStart(rt: Engine, flow: FlowDefinition): boolean {
  return flow.status.toLowerCase() === 'active' || rt.org.access.hasUserPermission(rt.tx.user, 'ManageFlow');
}
