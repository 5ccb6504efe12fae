import { ApexDouble, Decimal, type ApexValue } from '../values/index.ts';
import type { MethodInfo } from '../engine/index.ts';
import type { RuntimeTypes } from './runtime-types.ts';
import { table } from '../common/index.ts';

const WIDENING: Readonly<Record<string, readonly string[]>> = table({
  'system.integer': ['system.long', 'system.double', 'system.decimal'],
  'system.long': ['system.double', 'system.decimal'],
  'system.double': ['system.decimal'],
  'system.decimal': ['system.double']
});

/** How well a value fits a parameter: 0 is best, infinity not at all. */
function fit(types: RuntimeTypes, value: ApexValue, typeKey: string): number {
  if (value === null) {
    return 1;
  }
  const own = types.keyOf(value);
  if (own === typeKey) {
    return 0;
  }
  if (typeKey === 'system.object') {
    return 20;
  }
  const widened = WIDENING[own]?.indexOf(typeKey) ?? -1;
  if (widened >= 0) {
    return widened + 1;
  }
  if (value instanceof ApexDouble || value instanceof Decimal) {
    return Number.POSITIVE_INFINITY;
  }
  const type = types.table.find(typeKey);
  return type !== undefined && types.isInstance(value, type)
    ? 5
    : typeKey === 'system.string' && own === 'system.id'
      ? 3
      : Number.POSITIVE_INFINITY;
}

/** Chooses an overload by the run-time types of the arguments. */
export function chooseByValues<T extends Pick<MethodInfo, 'parameters'>>(
  types: RuntimeTypes,
  candidates: readonly T[],
  args: readonly ApexValue[]
): T | undefined {
  let best: T | undefined;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    if (candidate.parameters.length !== args.length) {
      continue;
    }
    const cost = candidate.parameters.reduce(
      (sum, parameter, i) => sum + fit(types, args[i] ?? null, parameter.type),
      0
    );
    if (cost < bestCost) {
      best = candidate;
      bestCost = cost;
    }
  }
  return best ?? candidates.find((candidate) => candidate.parameters.length === args.length);
}
