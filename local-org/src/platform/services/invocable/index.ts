import { type Engine, platformClass, type PlatformClass } from '../../../engine/index.ts';
import { ApexException, ApexList, ApexMap, NotImplementedError, PlatformObject } from '../../../values/index.ts';
import type { ApexValue } from '../../../values/index.ts';
import { required } from '../../core/support.ts';
import { mayStart, runInterviews, InvocationFault, runApexAction } from '../../../flow/index.ts';

const PARAMETERS = 'system.map<system.string,system.object>';

/** `Invocable.Action`: an action with the parameters of each of its invocations. */
class Action extends PlatformObject {
  readonly $type = 'invocable.action';
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | null;
  readonly isStandard: boolean;
  invocations: ApexMap[] = [];

  constructor(kind: string, name: string, namespace: string | null, isStandard: boolean) {
    super();
    this.kind = kind;
    this.name = name;
    this.namespace = namespace;
    this.isStandard = isStandard;
  }
}

class ActionError extends PlatformObject {
  readonly $type = 'invocable.action.error';
  readonly code: string | null;
  readonly message: string | null;

  constructor(code: string | null, message: string | null) {
    super();
    this.code = code;
    this.message = message;
  }

  $json(): Iterable<readonly [string, ApexValue]> {
    return [
      ['code', this.code],
      ['message', this.message]
    ];
  }
}

interface Outcome {
  readonly action: ApexValue;
  readonly success: boolean;
  readonly inputs: ApexMap;
  readonly outputs: ApexMap;
  readonly errors: readonly ApexValue[];
}

class ActionResult extends PlatformObject {
  readonly $type = 'invocable.action.result';
  readonly outcome: Outcome;

  constructor(outcome: Outcome) {
    super();
    this.outcome = outcome;
  }
}

function parameters(rt: Engine, entries: Iterable<readonly [ApexValue, ApexValue]> = []): ApexMap {
  return new ApexMap(rt.type(PARAMETERS), entries);
}

type Outputs = readonly [string, ApexValue][];

/** Interviews of a flow, one for each invocation; one that fails does not fail the others. */
function runFlows(rt: Engine, name: string, invocations: readonly ApexMap[]): (Outputs | ActionError)[] {
  const flow = rt.org.flows.named(name);
  if (flow === undefined || !mayStart(rt, flow)) {
    throw new InvocationFault(`There is no action ${name} of type flow`);
  }
  const inputs = invocations.map((map) =>
    [...map.entries()].map(([key, value]): [string, ApexValue] => [String(key), value])
  );
  return runInterviews(rt, flow, inputs).map(({ fault, outputs, guid }) =>
    fault === null
      ? [...outputs, ['Flow__InterviewStatus', 'Finished'], ['Flow__InterviewGuid', guid]]
      : new ActionError('UNKNOWN_EXCEPTION', 'An error occurred when executing a flow interview.')
  );
}

function outputsOf(rt: Engine, self: Action, invocations: readonly ApexMap[]): readonly (Outputs | ActionError)[] {
  if (self.isStandard) {
    throw new NotImplementedError(`Invocable.Action ${self.name}`);
  }
  const kind = self.kind.toLowerCase();
  if (kind === 'apex') {
    return runApexAction(rt, self.name, invocations);
  }
  if (kind !== 'flow') {
    throw new NotImplementedError(`Invocable.Action of type ${self.kind}`);
  }
  return runFlows(rt, self.name, invocations);
}

/** Runs the action for all of its invocations; a fault is told by the results. */
function invoke(rt: Engine, self: Action): ApexList {
  const invocations = self.invocations.length > 0 ? self.invocations : [parameters(rt)];
  let outputs: readonly (Outputs | ActionError)[] = [];
  let fault: ActionError | null = null;
  try {
    outputs = outputsOf(rt, self, invocations);
  } catch (error) {
    if (error instanceof InvocationFault) {
      fault = new ActionError('INVALID_API_INPUT', error.message);
    } else if (error instanceof ApexException && error.$type !== 'system.limitexception') {
      fault = new ActionError('UNKNOWN_EXCEPTION', `An Apex error occurred: ${rt.str(error)}`);
    } else {
      throw error;
    }
  }
  const results = invocations.map((inputs, index) => {
    const outcome = fault ?? outputs[index] ?? [];
    const error = outcome instanceof ActionError ? outcome : null;
    return new ActionResult({
      action: self,
      success: error === null,
      inputs,
      outputs: parameters(rt, outcome instanceof ActionError ? [] : outcome),
      errors: error === null ? [] : [error]
    });
  });
  return new ApexList(rt.type('system.list<invocable.action.result>'), results);
}

function lastInvocation(rt: Engine, self: Action): ApexMap {
  const last = self.invocations.at(-1) ?? parameters(rt);
  self.invocations = [...self.invocations.slice(0, -1), last];
  return last;
}

function textOf(map: ApexMap, key: string): string | null {
  const value = map.get(key);
  return typeof value === 'string' ? value : null;
}

function errorFromJson(_rt: Engine, map: ApexMap): ActionError {
  return new ActionError(textOf(map, 'code'), textOf(map, 'message'));
}

function resultFromJson(rt: Engine, map: ApexMap): ActionResult {
  const errors = map.get('errors');
  const given = (key: string): ApexMap => {
    const value = map.get(key);
    return parameters(rt, value instanceof ApexMap ? value.entries() : []);
  };
  return new ActionResult({
    action: null,
    success: map.get('success') === true,
    inputs: given('invocationParameters'),
    outputs: given('outputParameters'),
    errors: errors instanceof ApexList ? errors.items.map((item) => errorFromJson(rt, item as ApexMap)) : []
  });
}

export const invocableClasses: readonly PlatformClass[] = [
  platformClass({
    name: 'Invocable.Action',
    statics: {
      'createCustomAction/2': (rt, kind: string | null, name: string | null) =>
        new Action(required(rt, kind), required(rt, name), null, false),
      'createCustomAction/3': (rt, kind: string | null, namespace: string | null, name: string | null) =>
        new Action(required(rt, kind), required(rt, name), namespace, false),
      createStandardAction: (rt, kind: string | null) => new Action(required(rt, kind), required(rt, kind), null, true)
    },
    methods: {
      getName: (_rt, self: Action) => self.name,
      getNamespace: (_rt, self: Action) => self.namespace,
      getType: (_rt, self: Action) => self.kind,
      isStandard: (_rt, self: Action) => self.isStandard,
      addInvocation: (rt, self: Action) => {
        self.invocations = [...self.invocations, parameters(rt)];
        return self;
      },
      clearInvocations: (_rt, self: Action) => {
        self.invocations = [];
        return self;
      },
      setInvocationParameter: (rt, self: Action, name: string | null, value: ApexValue) => {
        lastInvocation(rt, self).set(required(rt, name), value);
        return self;
      },
      setInvocations: (rt, self: Action, invocations: ApexList | null) => {
        self.invocations = required(rt, invocations).items.map((item) => parameters(rt, (item as ApexMap).entries()));
        return self;
      },
      invoke
    }
  }),
  platformClass({
    name: 'Invocable.Action.Result',
    statics: { fromJson: resultFromJson },
    methods: {
      getAction: (_rt, self: ActionResult) => self.outcome.action,
      getErrors: (rt, self: ActionResult) =>
        new ApexList(rt.type('system.list<invocable.action.error>'), [...self.outcome.errors]),
      getInvocationParameters: (_rt, self: ActionResult) => self.outcome.inputs,
      getOutputParameters: (_rt, self: ActionResult) => self.outcome.outputs,
      isSuccess: (_rt, self: ActionResult) => self.outcome.success
    }
  }),
  platformClass({
    name: 'Invocable.Action.Error',
    statics: { fromJson: errorFromJson },
    methods: {
      getCode: (_rt, self: ActionError) => self.code,
      getMessage: (_rt, self: ActionError) => self.message
    }
  })
];
