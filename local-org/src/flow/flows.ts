import type { SaveRow } from '../records/index.ts';
import type { ObjectSchema, ProjectMetadata, FlowDefinition } from '../metadata/index.ts';
import type { Engine, FlowHost, FlowMoment } from '../engine/index.ts';
import { FlowCatalog } from './catalog.ts';
import { runTriggered } from './record-triggered.ts';

/** The flows of an org. */
export class Flows implements FlowHost {
  readonly #metadata: ProjectMetadata;
  #catalog: FlowCatalog | null = null;

  constructor(metadata: ProjectMetadata) {
    this.#metadata = metadata;
  }

  get all(): readonly FlowDefinition[] {
    return this.#flows.all;
  }

  named(name: string): FlowDefinition | undefined {
    return this.#flows.named(name);
  }

  /** Runs the record-triggered flows of an object. Costs one look-up for an object that has none. */
  run(rt: Engine, object: ObjectSchema, moment: FlowMoment, rows: readonly SaveRow[]): void {
    const flows = this.#flows.triggered(moment, object.name);
    if (flows.length > 0) {
      runTriggered(rt, flows, moment, rows);
    }
  }

  get #flows(): FlowCatalog {
    return (this.#catalog ??= new FlowCatalog(this.#metadata));
  }
}
