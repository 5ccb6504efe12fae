import { textOf, type ProjectMetadata, flowDefinition, type FlowDefinition } from '../metadata/index.ts';
import type { FlowMoment } from '../engine/index.ts';

/** The flows of a project, each read when the first one is asked for. */
export class FlowCatalog {
  readonly all: readonly FlowDefinition[];
  readonly #byName: ReadonlyMap<string, FlowDefinition>;
  readonly #triggered = new Map<string, FlowDefinition[]>();

  constructor(metadata: ProjectMetadata) {
    this.all = metadata.components.filter(({ type }) => type === 'Flow').map(flowDefinition);
    this.#byName = new Map(this.all.map((flow) => [flow.name.toLowerCase(), flow]));
    for (const flow of this.all.filter(({ status }) => status.toLowerCase() === 'active').filter(isAutolaunched)) {
      const object = textOf(flow.start, 'object');
      const moment = textOf(flow.start, 'triggerType');
      if (object !== undefined && moment !== undefined) {
        const key = `${moment} ${object.toLowerCase()}`;
        this.#triggered.set(key, [...(this.#triggered.get(key) ?? []), flow].sort(byTriggerOrder));
      }
    }
  }

  named(name: string): FlowDefinition | undefined {
    return this.#byName.get(name.toLowerCase());
  }

  /** Active flows that the saving or deletion of an object's record starts, in the order in which they run. */
  triggered(moment: FlowMoment, objectName: string): readonly FlowDefinition[] {
    return this.#triggered.size === 0 ? [] : (this.#triggered.get(`${moment} ${objectName.toLowerCase()}`) ?? []);
  }
}

/** Orchestrations, approvals and processes of the Process Builder have elements of their own. */
function isAutolaunched({ processType }: FlowDefinition): boolean {
  return processType === 'AutoLaunchedFlow';
}

/**
 * Flows with the orders 1 to 1,000 first, then those without one, then 1,001 to 2,000; equals by name (Help, Define the Run Order of
 * Record-Triggered Flows).
 */
function byTriggerOrder(a: FlowDefinition, b: FlowDefinition): number {
  const place = ({ triggerOrder }: FlowDefinition): number => triggerOrder ?? 1000.5;
  return place(a) - place(b) || (a.name < b.name ? -1 : 1);
}
