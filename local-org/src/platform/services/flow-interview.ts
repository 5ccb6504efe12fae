import { mayStart, runInterviews, UNHANDLED, type FinishedInterview } from '../../flow/index.ts';
import type { FlowDefinition } from '../../metadata/index.ts';
import { type Engine, platformClass, type PlatformClass } from '../../engine/index.ts';
import { PlatformObject, type ApexMap, type ApexValue } from '../../values/index.ts';

/** `Flow.Interview`: a flow with the inputs that it will be started with, then with what came of it. */
class Interview extends PlatformObject {
  readonly $type = 'flow.interview';
  readonly flow: FlowDefinition;
  readonly inputs: ApexMap | null;
  finished: FinishedInterview | null = null;

  constructor(flow: FlowDefinition, inputs: ApexMap | null) {
    super();
    this.flow = flow;
    this.inputs = inputs;
  }
}

function create(rt: Engine, name: string | null, inputs: ApexMap | null): Interview {
  // a flow of the project may be named with the project's namespace
  const flow = rt.org.flows.named((name ?? '').split('.').at(-1) ?? '');
  if (flow === undefined) {
    return rt.fail('System.TypeException', `Invalid type: ${name ?? ''}`);
  }
  return new Interview(flow, inputs);
}

function start(rt: Engine, self: Interview): void {
  const { flow } = self;
  if (!mayStart(rt, flow)) {
    rt.fail('System.FlowException', flow.name.toLowerCase());
  }
  const entries = [...(self.inputs?.entries() ?? [])].map(([key, value]): [string, ApexValue] => [String(key), value]);
  const [finished] = runInterviews(rt, flow, [entries]);
  self.finished = finished ?? null;
  if (finished?.fault) {
    rt.tx.log('ERROR', `Flow ${flow.name}: ${finished.fault.message}`);
    rt.fail('System.FlowException', UNHANDLED);
  }
}

export const flowClasses: readonly PlatformClass[] = [
  platformClass({
    name: 'Flow.Interview',
    constructors: {
      // `new Flow.Interview.MyFlow(inputs)`: the compiler adds the flow's name
      new: (rt, inputs: ApexMap | null, name: string) => create(rt, name, inputs)
    },
    statics: {
      'createInterview/2': (rt, name: string | null, inputs: ApexMap | null) => create(rt, name, inputs),
      'createInterview/3': (rt, _namespace: string | null, name: string | null, inputs: ApexMap | null) =>
        create(rt, name, inputs)
    },
    methods: {
      start,
      getVariableValue: (rt, self: Interview, name: string | null) =>
        self.finished === null
          ? rt.fail('System.FlowException', 'Interview not started')
          : self.finished.variable(name ?? '')
    }
  })
];
