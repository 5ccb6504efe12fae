import { booleanOf, childOf, childrenOf, textOf, targetOf, type FlowElement } from '../metadata/index.ts';
import { ruleHolds } from './conditions.ts';
import { runAction } from './elements/actions.ts';
import { runAssignments } from './elements/assignments.ts';
import { runCreate, runDelete, runUpdate } from './elements/changes.ts';
import { runCollection } from './elements/collections.ts';
import { nextOfLoop, type LoopStates } from './elements/loops.ts';
import { runLookup } from './elements/lookups.ts';
import { FlowFault } from './fault.ts';
import { assign } from './references.ts';
import { FlowScope } from './scope.ts';
import { merged } from './texts.ts';
import { toVariable } from './values.ts';
import type { Steps } from './work.ts';
import { valueOf } from './xml-values.ts';
import type { ApexValue } from '../values/index.ts';

/** Elements between two looks at the clock: a flow that never ends runs into the limit of CPU time. */
const CHECK_EVERY = 64;

/** The element after a Decision. */
function decided(scope: FlowScope, { data }: FlowElement): string | null {
  const rule = childrenOf(data, 'rules').find((item) => ruleHolds(scope, item));
  return rule === undefined ? targetOf(data, 'defaultConnector') : targetOf(rule, 'connector');
}

/** A Custom Error element: the triggering record is refused. */
function refuse(scope: FlowScope, { data, name }: FlowElement): void {
  const { trigger } = scope;
  if (trigger === null) {
    throw scope.missing(`Custom Error without a triggering record (${name})`);
  }
  for (const item of childrenOf(data, 'customErrorMessages')) {
    const field = booleanOf(item, 'isFieldError') ? (textOf(item, 'fieldSelection') ?? null) : null;
    trigger.record.addError(merged(scope, textOf(item, 'errorMessage') ?? ''), field?.toLowerCase() ?? null);
  }
}

function* runSubflow(scope: FlowScope, { data, name }: FlowElement): Steps {
  const { rt } = scope;
  const flowName = textOf(data, 'flowName') ?? '';
  const flow = rt.org.flows.named(flowName);
  if (flow === undefined) {
    throw new FlowFault(`The flow ${flowName} doesn't exist.`);
  }
  const inner = new FlowScope(rt, flow, { sharing: scope.sharing, guid: scope.guid });
  const inputs = childrenOf(data, 'inputAssignments').map((item): [string, ApexValue] => [
    textOf(item, 'name') ?? '',
    valueOf(scope, childOf(item, 'value'))
  ]);
  setInputs(inner, inputs);
  yield* interviewSteps(inner);
  if (booleanOf(data, 'storeOutputAutomatically')) {
    scope.outputs.set(name.toLowerCase(), new Map(outputsOf(inner).map(([key, value]) => [key.toLowerCase(), value])));
  }
  for (const item of childrenOf(data, 'outputAssignments')) {
    const value = inner.variables.get((textOf(item, 'name') ?? '').toLowerCase()) ?? null;
    assign(scope, textOf(item, 'assignToReference') ?? '', value);
  }
}

/** Runs one element. Answers the next one where the element itself decides that, else undefined. */
function* runElement(scope: FlowScope, element: FlowElement, loops: LoopStates): Steps<string | null | undefined> {
  switch (element.kind) {
    case 'assignments':
      runAssignments(scope, element);
      return undefined;
    case 'decisions':
      return decided(scope, element);
    case 'loops':
      return nextOfLoop(scope, element, loops);
    case 'recordLookups':
      yield* runLookup(scope, element);
      return undefined;
    case 'recordCreates':
      yield* runCreate(scope, element);
      return undefined;
    case 'recordUpdates':
      yield* runUpdate(scope, element);
      return undefined;
    case 'recordDeletes':
      yield* runDelete(scope, element);
      return undefined;
    case 'actionCalls':
      yield* runAction(scope, element);
      return undefined;
    case 'subflows':
      yield* runSubflow(scope, element);
      return undefined;
    case 'collectionProcessors':
      runCollection(scope, element);
      return undefined;
    case 'customErrors':
      refuse(scope, element);
      return undefined;
    case 'screens':
      throw new FlowFault(`The flow ${scope.flow.name} needs a user: its screen ${element.name} can't be shown here.`);
    default:
      throw scope.missing(`element ${element.kind} (${element.name})`);
  }
}

/** Gives variables their default values, in the order in which the flow lists them. */
function setDefaults(scope: FlowScope): void {
  for (const variable of scope.flow.variables.values()) {
    if (variable.value !== null) {
      const value = valueOf(scope, variable.value);
      scope.variables.set(variable.name.toLowerCase(), toVariable(scope.rt, variable, value));
    }
  }
}

/** Sets input variables by name; names that are no variables are left out. */
export function setInputs(scope: FlowScope, inputs: Iterable<readonly [string, ApexValue]>): void {
  setDefaults(scope);
  for (const [name, value] of inputs) {
    const variable = scope.flow.variables.get(name.toLowerCase());
    if (variable?.isInput === true) {
      scope.variables.set(name.toLowerCase(), toVariable(scope.rt, variable, value));
    }
  }
}

/** The output variables with their values. */
export function outputsOf(scope: FlowScope): [string, ApexValue][] {
  return [...scope.flow.variables.values()]
    .filter(({ isOutput }) => isOutput)
    .map(({ name }) => [name, scope.variables.get(name.toLowerCase()) ?? null]);
}

/**
 * Runs an interview from its first element to its end.
 * @throws FlowFault for a fault that no fault connector takes
 */
export function* interviewSteps(scope: FlowScope): Steps {
  const { flow, rt } = scope;
  const loops: LoopStates = new Map();
  let name = flow.firstElement;
  for (let count = 1; name !== null; count++) {
    const element = flow.elements.get(name.toLowerCase());
    if (element === undefined) {
      throw new FlowFault(`The flow has no element ${name}.`);
    }
    if (count % CHECK_EVERY === 0) {
      rt.tx.limits.check();
    }
    try {
      const next: string | null | undefined = yield* runElement(scope, element, loops);
      name = next === undefined ? targetOf(element.data, 'connector') : next;
    } catch (error) {
      const rescue = error instanceof FlowFault ? targetOf(element.data, 'faultConnector') : null;
      if (!(error instanceof FlowFault) || rescue === null) {
        throw error;
      }
      scope.faultMessage = error.message;
      name = rescue;
    }
  }
}
