import { textOf, targetOf, type FlowElement } from '../../metadata/index.ts';
import { ApexList, type ApexValue } from '../../values/index.ts';
import { assign, resolve } from '../references.ts';
import type { FlowScope } from '../scope.ts';

/** How far the loops of an interview have come, by the loop's name. */
export type LoopStates = Map<string, ApexValue[]>;

/** A Loop element: takes the next item, or leaves the loop. */
export function nextOfLoop(scope: FlowScope, { name, data }: FlowElement, loops: LoopStates): string | null {
  let rest = loops.get(name);
  if (rest === undefined) {
    const collection = resolve(scope, textOf(data, 'collectionReference') ?? '');
    rest = collection instanceof ApexList ? [...collection.items] : [];
    if (textOf(data, 'iterationOrder') === 'Desc') {
      rest.reverse();
    }
    loops.set(name, rest);
  }
  const variable = textOf(data, 'assignNextValueToReference');
  if (rest.length === 0) {
    loops.delete(name);
    return targetOf(data, 'noMoreValuesConnector');
  }
  const item = rest.shift() ?? null;
  if (variable === undefined) {
    scope.outputs.set(name.toLowerCase(), item);
  } else {
    assign(scope, variable, item);
  }
  return targetOf(data, 'nextValueConnector');
}
