import type { FormulaContext } from '../formula/index.ts';
import type { Engine } from '../engine/index.ts';
import { NotImplementedError, type ApexValue, type SObject } from '../values/index.ts';
import type { FlowDefinition } from '../metadata/index.ts';

/** What started a record-triggered flow. */
export interface FlowTrigger {
  /** `$Record`: what a before-save flow changes is saved. */
  readonly record: SObject;
  /** `$Record__Prior`; null for a new record. */
  readonly prior: SObject | null;
  readonly isNew: boolean;
  readonly isBeforeSave: boolean;
}

/** The state of one interview: what its elements read and write. */
export class FlowScope {
  readonly rt: Engine;
  readonly flow: FlowDefinition;
  readonly trigger: FlowTrigger | null;
  /** With whose sharing the flow's queries and changes work. */
  readonly sharing: 'with' | 'without';
  /** By lower-case name. */
  readonly variables = new Map<string, ApexValue>();
  /** What elements gave, by lower-case name: a value, or values by lower-case name. */
  readonly outputs = new Map<string, ApexValue | ReadonlyMap<string, ApexValue>>();
  readonly guid: string;
  faultMessage: string | null = null;
  /** Formulas that are being computed, so that a circle ends. */
  formulaDepth = 0;
  /** Set by the formulas module; a member, so that a formula's paths lead back to this interview. */
  context: FormulaContext | null = null;

  constructor(
    rt: Engine,
    flow: FlowDefinition,
    { trigger = null, sharing, guid }: { trigger?: FlowTrigger | null; sharing: 'with' | 'without'; guid: string }
  ) {
    this.rt = rt;
    this.flow = flow;
    this.trigger = trigger;
    this.guid = guid;
    this.sharing =
      flow.runInMode === 'SystemModeWithSharing'
        ? 'with'
        : flow.runInMode === 'SystemModeWithoutSharing' || trigger !== null
          ? 'without'
          : sharing;
    for (const variable of flow.variables.values()) {
      this.variables.set(variable.name.toLowerCase(), null);
    }
  }

  /** The error for what the local org's flows do not have. */
  missing(what: string): NotImplementedError {
    return new NotImplementedError(`${what} in the flow ${this.flow.name}`);
  }
}
