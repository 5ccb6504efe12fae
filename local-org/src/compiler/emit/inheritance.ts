import type { ApexType } from '../../values/index.ts';
import { conversionCost, IMPOSSIBLE } from '../symbols/conversions.ts';
import { describeMethod, type ClassSymbol, type MethodSymbol } from '../symbols/symbols.ts';
import type { TypeSystem } from '../symbols/type-system.ts';
import type { BodyContext } from './body-context.ts';
import { userMethods } from './methods.ts';
import { platformMethods } from './platform-members.ts';

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
  const mustBeComplete = !symbol.modifiers.has('abstract') && !hasUnknownParent(cx.types, symbol);
  const missing = (signature: string, kind = 'method'): void => {
    if (mustBeComplete) {
      cx.report(symbol, 'not-implemented', `Class ${symbol.name} must implement the ${kind}: ${signature}`);
    }
  };
  for (const type of allInterfaces(cx.types, symbol)) {
    const declared = cx.types.classOf(type);
    for (const method of [...(declared?.methods.values() ?? [])].flat()) {
      const implementation = isConcrete(cx.types, symbol, method);
      if (implementation === undefined) {
        if (!isObjectMethod(method)) {
          missing(describeMethod(method));
        }
        continue;
      }
      if (implementation.jsName !== method.jsName) {
        bridges.push({ from: method.jsName, to: implementation.jsName });
      }
      if (method.access !== 'private') {
        checkImplementation(cx, symbol, implementation);
      }
      if (!cx.isAssignable(implementation.returnType, method.returnType)) {
        reportClash(cx, symbol, implementation, describeMethod(method));
      }
    }
    if (declared === undefined && CHECKED_INTERFACES.test(cx.types.baseKey(type))) {
      checkPlatformInterface(cx, symbol, type, missing);
    }
  }
  checkAbstractMethods(cx, symbol, (signature) => missing(signature, 'abstract method'));
  return bridges;
}

function checkPlatformInterface(
  cx: BodyContext,
  symbol: ClassSymbol,
  type: ApexType,
  missing: (signature: string) => void
): void {
  const signature = cx.types.signature(type);
  for (const name of new Set(signature?.methods.map((method) => method.name))) {
    for (const method of platformMethods(cx.types, type, name)) {
      const asked = method.parameterTypes;
      const own = userMethods(cx.types, symbol, name).find(
        ({ parameterTypes }) =>
          parameterTypes.length === asked.length &&
          parameterTypes.every(
            (parameter, i) =>
              isSimilar(cx.types, parameter, asked[i]) || cx.isAssignable(asked[i] ?? parameter, parameter)
          )
      );
      if (own === undefined) {
        missing(
          `${method.returnType.name} ${type.name}.${name}(${asked.map((parameter) => parameter.name).join(', ')})`
        );
      } else {
        checkImplementation(cx, symbol, own.symbol);
      }
    }
  }
}

/** Whoever knows the interface may call the method. */
function checkImplementation(cx: BodyContext, symbol: ClassSymbol, method: MethodSymbol): void {
  if (method.owner === symbol && method.access !== 'public' && method.access !== 'global') {
    const message = `${symbol.name}: Overriding implementations of global or public interface methods must be global or public: ${describeMethod(method)}`;
    cx.report(method, 'interface-access', message);
  }
}

function reportClash(cx: BodyContext, symbol: ClassSymbol, method: MethodSymbol, other: string): void {
  const at = method.owner === symbol ? method : symbol;
  const message = `Method return types clash: ${other} vs ${describeMethod(method)} from the type ${symbol.name}`;
  cx.report(at, 'invalid-override', message);
}

function checkAbstractMethods(cx: BodyContext, symbol: ClassSymbol, missing: (signature: string) => void): void {
  let parent = symbol.superType === null ? undefined : cx.types.classOf(symbol.superType);
  for (let depth = 0; parent !== undefined && depth < 50; depth++) {
    for (const method of [...parent.methods.values()].flat()) {
      if (method.isAbstract && isConcrete(cx.types, symbol, method) === undefined) {
        missing(describeMethod(method));
      }
    }
    parent = parent.superType === null ? undefined : cx.types.classOf(parent.superType);
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

/** Whether a super class is not there, so that nobody knows what the class inherits. */
function hasUnknownParent(types: TypeSystem, symbol: ClassSymbol): boolean {
  for (let current: ClassSymbol | undefined = symbol, depth = 0; current !== undefined && depth < 50; depth++) {
    if (current.superType === null) {
      return current.node.superType !== null;
    }
    current = types.classOf(current.superType);
  }
  return false;
}

/** Checks the use of `override` against what the super classes declare. */
export function checkOverrides(cx: BodyContext, symbol: ClassSymbol): void {
  const isSure = !hasUnknownParent(cx.types, symbol);
  for (const method of [...symbol.methods.values()].flat()) {
    if (method.isStatic || (method.access === 'private' && !method.modifiers.has('override'))) {
      continue;
    }
    const fail = (message: string): void => cx.report(method, 'invalid-override', message);
    const overridden = findOverridden(cx.types, symbol, method);
    if (overridden === undefined) {
      if (isSure && method.modifiers.has('override') && !mayOverride(cx.types, symbol, method)) {
        fail(`@Override specified for non-overriding method: ${describeMethod(method)}`);
      }
      continue;
    }
    if (overridden.isStatic) {
      fail(`Cannot override static method: ${describeMethod(overridden)} with ${describeMethod(method)}`);
      continue;
    }
    const isOpen = ['virtual', 'override'].some((modifier) => overridden.modifiers.has(modifier));
    if (!overridden.isAbstract && !isOpen) {
      fail(`Non-virtual, non-abstract methods cannot be overridden: ${describeMethod(method)}`);
    } else if (!overridden.isAbstract && !method.modifiers.has('override')) {
      // What implements an abstract method may leave the word out.
      fail(`Method must use the override keyword: ${describeMethod(method)}`);
    }
    if (method.returnType !== overridden.returnType) {
      reportClash(cx, symbol, method, describeMethod(overridden));
    }
    if (WIDTH.indexOf(method.access) < Math.min(WIDTH.indexOf(overridden.access), WIDTH.indexOf('public'))) {
      fail(`Cannot reduce the visibility of method: ${describeMethod(method)}`);
    }
  }
}

const WIDTH = ['private', 'protected', 'public', 'global'];

/** Whether `override` may be right although no super class of the project has the method: the platform's classes and Object have some. */
function mayOverride(types: TypeSystem, symbol: ClassSymbol, method: MethodSymbol): boolean {
  const name = method.name.toLowerCase();
  const isInherited = (type: ApexType): boolean => {
    const declared = types.classOf(type);
    return declared === undefined
      ? platformMethods(types, type, name).length > 0
      : (declared.methods.get(name)?.some((other) => other.access === 'private' || declared.kind === 'interface') ??
          false) ||
          types.supers(type).some(isInherited);
  };
  return OBJECT_METHODS.has(name) || types.supers(symbol.type).some(isInherited);
}

function findOverridden(types: TypeSystem, symbol: ClassSymbol, method: MethodSymbol): MethodSymbol | undefined {
  let parent = symbol.superType === null ? undefined : types.classOf(symbol.superType);
  for (let depth = 0; parent !== undefined && depth < 50; depth++) {
    const found = parent.methods
      .get(method.name.toLowerCase())
      ?.find((candidate) => candidate.jsName === method.jsName && candidate.access !== 'private');
    if (found !== undefined && !(found.isStatic && !method.modifiers.has('override'))) {
      return found;
    }
    parent = parent.superType === null ? undefined : types.classOf(parent.superType);
  }
  return undefined;
}
