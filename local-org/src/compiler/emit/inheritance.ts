import type { ApexType } from '../../runtime/values/apex-type.ts';
import { conversionCost, IMPOSSIBLE } from '../symbols/conversions.ts';
import type { ClassSymbol, MethodSymbol } from '../symbols/symbols.ts';
import type { TypeSystem } from '../symbols/type-system.ts';
import type { BodyContext } from './body-context.ts';
import { userMethods } from './methods.ts';

/** Platform interfaces whose methods every implementing class must have. */
const CHECKED_INTERFACES =
  /^(system\.(comparable|comparator|iterator|iterable|queueable|schedulable|callable|httpcalloutmock|stubprovider|finalizer)|database\.batchable)$/;

function isConcrete(types: TypeSystem, symbol: ClassSymbol, method: MethodSymbol): MethodSymbol | undefined {
  const candidates = userMethods(types, symbol, method.name).filter((candidate) => !candidate.symbol.isAbstract);
  const exact = candidates.find((candidate) => candidate.symbol.jsName === method.jsName);
  const fitting = (fits: (own: ApexType, asked: ApexType | undefined) => boolean): typeof exact =>
    candidates.find(
      (candidate) =>
        candidate.parameterTypes.length === method.parameters.length &&
        candidate.parameterTypes.every((type, i) => fits(type, method.parameters[i]?.type))
    );
  // What an interface asks for, a method with wider parameters does as well: `get(Object)` stands for `get(String)`.
  const wider = (own: ApexType, asked: ApexType | undefined): boolean =>
    asked !== undefined && method.owner.kind === 'interface' && conversionCost(types, asked, own) < IMPOSSIBLE;
  return (exact ?? fitting((own, asked) => isSimilar(types, own, asked)) ?? fitting(wider))?.symbol;
}

/** Parameter types that fit each other although they are written differently, such as `List<SObject>` and `List<Account>`. */
function isSimilar(types: TypeSystem, a: ApexType, b: ApexType | undefined): boolean {
  return b !== undefined && (a === b || (a.args.length > 0 && types.baseKey(a) === types.baseKey(b)));
}

function allInterfaces(types: TypeSystem, symbol: ClassSymbol): ApexType[] {
  const found = new Map<string, ApexType>();
  const visit = (type: ApexType): void => {
    for (const parent of types.supers(type)) {
      if ((types.classOf(parent)?.kind ?? types.signature(parent)?.kind) === 'interface') {
        found.set(parent.key, parent);
      }
      visit(parent);
    }
  };
  visit(symbol.type);
  return [...found.values()];
}

/**
 * Checks that a class has the methods that its interfaces and abstract super classes ask for. Answers the interface methods whose
 * implementation has another JavaScript name and needs a bridge.
 */
export function interfaceBridges(cx: BodyContext, symbol: ClassSymbol): { from: string; to: string }[] {
  const bridges: { from: string; to: string }[] = [];
  const mustBeComplete = !symbol.modifiers.has('abstract');
  const missing = (signature: string): void => {
    if (mustBeComplete) {
      cx.report(symbol, 'not-implemented', `Class ${symbol.name} must implement the method: ${signature}`);
    }
  };
  for (const type of allInterfaces(cx.types, symbol)) {
    const declared = cx.types.classOf(type);
    for (const method of [...(declared?.methods.values() ?? [])].flat()) {
      const implementation = isConcrete(cx.types, symbol, method);
      if (implementation === undefined) {
        if (!isObjectMethod(method)) {
          missing(describe(method));
        }
      } else if (implementation.jsName !== method.jsName) {
        bridges.push({ from: method.jsName, to: implementation.jsName });
      }
    }
    if (declared === undefined && CHECKED_INTERFACES.test(cx.types.baseKey(type))) {
      for (const method of cx.types.signature(type)?.methods ?? []) {
        if (
          !userMethods(cx.types, symbol, method.name).some(
            (own) => own.parameterTypes.length === method.parameters.length
          )
        ) {
          missing(`${method.name} of ${type.name}`);
        }
      }
    }
  }
  checkAbstractMethods(cx, symbol, missing);
  return bridges;
}

function checkAbstractMethods(cx: BodyContext, symbol: ClassSymbol, missing: (signature: string) => void): void {
  let parent = symbol.superType === null ? undefined : cx.types.classOf(symbol.superType);
  for (let depth = 0; parent !== undefined && depth < 50; depth++) {
    for (const method of [...parent.methods.values()].flat()) {
      if (method.isAbstract && isConcrete(cx.types, symbol, method) === undefined) {
        missing(describe(method));
      }
    }
    parent = parent.superType === null ? undefined : cx.types.classOf(parent.superType);
  }
  for (const method of [...symbol.methods.values()].flat()) {
    if (method.isAbstract && !symbol.modifiers.has('abstract')) {
      cx.report(
        method,
        'abstract-method',
        `Class ${symbol.name} must be abstract to declare the abstract method ${method.name}`
      );
    }
  }
}

/** A method that an interface declares although every object has it: whoever implements the interface need not write it. */
export function isObjectMethod({ owner, name, parameters, returnType }: MethodSymbol): boolean {
  const arity = name.toLowerCase() === 'equals' ? 1 : 0;
  const isSame = OBJECT_METHODS.get(name.toLowerCase()) === returnType.key && parameters.length === arity;
  return isSame && owner.kind === 'interface';
}

/** Methods that every object has, by lower-case name, with what they answer. */
const OBJECT_METHODS: ReadonlyMap<string, string> = new Map([
  ['tostring', 'system.string'],
  ['equals', 'system.boolean'],
  ['hashcode', 'system.integer']
]);

/** Checks the use of `override` against what the super classes declare. */
export function checkOverrides(cx: BodyContext, symbol: ClassSymbol): void {
  for (const method of [...symbol.methods.values()].flat()) {
    if (method.isStatic || (method.access === 'private' && !method.modifiers.has('override'))) {
      continue;
    }
    const overridden = findOverridden(cx.types, symbol, method);
    if (overridden === undefined) {
      const inheritsNothing = symbol.superType === null && symbol.interfaces.length === 0;
      if (method.modifiers.has('override') && inheritsNothing && !OBJECT_METHODS.has(method.name.toLowerCase())) {
        cx.report(method, 'invalid-override', `Method does not override an ancestor method: ${describe(method)}`);
      }
    } else if (
      !overridden.isAbstract &&
      !overridden.modifiers.has('virtual') &&
      !overridden.modifiers.has('override')
    ) {
      cx.report(
        method,
        'invalid-override',
        `Non-virtual, non-abstract methods cannot be overridden: ${describe(method)}`
      );
    } else if (!method.modifiers.has('override')) {
      cx.report(method, 'invalid-override', `Method must use the override keyword: ${describe(method)}`);
    }
    if (overridden !== undefined) {
      checkAgainst(cx, method, overridden);
    }
  }
}

const WIDTH = ['private', 'protected', 'public', 'global'];

/** An overriding method answers the same type and is at least as visible. */
function checkAgainst(cx: BodyContext, method: MethodSymbol, overridden: MethodSymbol): void {
  if (method.returnType !== overridden.returnType) {
    cx.report(method, 'invalid-override', `Method return types clash: ${describe(overridden)} vs ${describe(method)}`);
  }
  if (WIDTH.indexOf(method.access) < Math.min(WIDTH.indexOf(overridden.access), WIDTH.indexOf('public'))) {
    cx.report(method, 'invalid-override', `Cannot reduce the visibility of the overridden method: ${describe(method)}`);
  }
}

function findOverridden(types: TypeSystem, symbol: ClassSymbol, method: MethodSymbol): MethodSymbol | undefined {
  let parent = symbol.superType === null ? undefined : types.classOf(symbol.superType);
  for (let depth = 0; parent !== undefined && depth < 50; depth++) {
    const found = parent.methods
      .get(method.name.toLowerCase())
      ?.find(
        (candidate) => candidate.jsName === method.jsName && candidate.access !== 'private' && !candidate.isStatic
      );
    if (found !== undefined) {
      return found;
    }
    parent = parent.superType === null ? undefined : types.classOf(parent.superType);
  }
  return undefined;
}

function describe(method: MethodSymbol): string {
  const parameters = method.parameters.map((parameter) => parameter.type.name).join(', ');
  return `${method.returnType.name} ${method.owner.name}.${method.name}(${parameters})`;
}
