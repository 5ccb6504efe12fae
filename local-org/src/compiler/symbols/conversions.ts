import type { ApexType } from '../../values/index.ts';
import type { TypeSystem } from './type-system.ts';
import { table } from '../../common/index.ts';

export const IMPOSSIBLE = Number.POSITIVE_INFINITY;
const TO_OBJECT = 60;

/**
 * What an implicit conversion costs: 0 for the same type, more for each step away from it, `IMPOSSIBLE` if the assignment is illegal.
 * The numbers only serve to rank overloads.
 */
export function conversionCost(types: TypeSystem, from: ApexType, to: ApexType): number {
  if (from === to || from.key === to.key) {
    return 0;
  }
  if (from.key === 'any' || to.key === 'any') {
    return 5;
  }
  if (from.key === 'void') {
    return IMPOSSIBLE;
  }
  if (to.key === 'system.object') {
    return TO_OBJECT;
  }
  if (from.key === 'null') {
    return 1;
  }
  const rank = types.numberRank(from);
  const target = types.numberRank(to);
  if (rank > 0 && target > 0) {
    // Double and Decimal convert both ways; otherwise only to the wider type.
    return rank <= target ? target - rank : rank === 4 && target === 3 ? 2 : IMPOSSIBLE;
  }
  const simple = SIMPLE[`${from.key}>${to.key}`];
  if (simple !== undefined) {
    return simple;
  }
  if (from.args.length > 0 && to.args.length > 0) {
    const generic = genericCost(types, from, to);
    if (generic < IMPOSSIBLE) {
      return generic;
    }
  }
  if (types.isSpecificSObject(from) && to.key === 'system.sobject') {
    return 3;
  }
  return inheritanceCost(types, from, to);
}

const SIMPLE: Readonly<Record<string, number>> = table({
  'system.id>system.string': 2,
  'system.string>system.id': 4,
  'system.date>system.datetime': 2
});

function genericCost(types: TypeSystem, from: ApexType, to: ApexType): number {
  if (types.baseKey(from) !== types.baseKey(to)) {
    return IMPOSSIBLE;
  }
  let cost = 0;
  for (const [i, target] of to.args.entries()) {
    const source = from.args[i];
    if (source === undefined || source === target) {
      continue;
    }
    // Collections of records convert both ways: List<SObject> to List<Account> is checked when it runs.
    // Maps convert from Account to SObject only.
    const records =
      (types.baseKey(to) !== 'system.map' || target.key === 'system.sobject') &&
      types.isSObject(source) &&
      types.isSObject(target) &&
      (source.key === 'system.sobject' || target.key === 'system.sobject');
    // The platform does not compare what two Iterables yield: Iterable<Object> goes where Iterable<String> is asked for.
    if (types.baseKey(to) === 'system.iterable' && source.key === 'system.object') {
      cost += 3;
      continue;
    }
    // A collection of Objects takes what is a collection more closely than Object itself does.
    const step = records ? (target.key === 'system.sobject' ? 1 : 3) : conversionCost(types, source, target);
    cost += step < IMPOSSIBLE ? Math.min(step, TO_OBJECT / 4) : step;
  }
  return cost + (cost > 0 ? 1 : 0);
}

function inheritanceCost(types: TypeSystem, from: ApexType, to: ApexType): number {
  let best = IMPOSSIBLE;
  for (const parent of types.supers(from)) {
    const cost = conversionCost(types, parent, to);
    // Climbing to Object by way of a super type is not a conversion of its own.
    best = Math.min(best, cost + 3);
  }
  return best;
}

export function isAssignable(types: TypeSystem, from: ApexType, to: ApexType): boolean {
  return conversionCost(types, from, to) < IMPOSSIBLE;
}

export interface Overload {
  readonly parameterTypes: readonly ApexType[];
}

/** Picks the overload that takes the arguments at the least cost; undefined if none takes them. */
export function chooseOverload<T extends Overload>(
  types: TypeSystem,
  candidates: readonly T[],
  args: readonly ApexType[]
): T | undefined {
  let best: T | undefined;
  let bestCost = IMPOSSIBLE;
  for (const candidate of candidates) {
    if (candidate.parameterTypes.length !== args.length) {
      continue;
    }
    let cost = 0;
    for (const [i, type] of candidate.parameterTypes.entries()) {
      cost += conversionCost(types, args[i] ?? type, type);
    }
    if (
      cost < bestCost ||
      (cost === bestCost && cost < IMPOSSIBLE && best !== undefined && isMoreSpecific(types, candidate, best))
    ) {
      best = candidate;
      bestCost = cost;
    }
  }
  return best;
}

/** Whether a null among the arguments leaves it open which overload is meant: another one takes it and neither is the narrower. */
export function isAmbiguous(
  types: TypeSystem,
  candidates: readonly Overload[],
  chosen: Overload,
  args: readonly ApexType[]
): boolean {
  if (!args.some((arg) => arg.key === 'null')) {
    return false;
  }
  return candidates.some(
    (other) =>
      other !== chosen &&
      other.parameterTypes.length === args.length &&
      other.parameterTypes.every((type, i) => isAssignable(types, args[i] ?? type, type)) &&
      !other.parameterTypes.every((type, i) => isAssignable(types, type, chosen.parameterTypes[i] ?? type)) &&
      !isMoreSpecific(types, chosen, other)
  );
}

function isMoreSpecific(types: TypeSystem, a: Overload, b: Overload): boolean {
  const narrower = a.parameterTypes.every((type, i) => isAssignable(types, type, b.parameterTypes[i] ?? type));
  const wider = b.parameterTypes.every((type, i) => isAssignable(types, type, a.parameterTypes[i] ?? type));
  return narrower && !wider;
}
