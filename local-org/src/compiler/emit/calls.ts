import type { ApexType } from '../../values/index.ts';
import type { CallExpression, Position } from '../parse/ast.ts';
import { AnalysisError } from '../symbols/errors.ts';
import { describeMethod, type MethodSymbol } from '../symbols/symbols.ts';
import type { BodyContext } from './body-context.ts';
import { single } from './coerce.ts';
import { isVisible } from './fields.ts';
import { isObjectMethod } from './inheritance.ts';
import {
  chooseMethod,
  chooseWithQueries,
  compileArguments,
  convertArguments,
  signatureText,
  userMethods
} from './methods.ts';
import { instanceCall, staticCall } from './platform-calls.ts';
import { choosePlatformMethod } from './platform-members.ts';
import { compileReference, describeValue, guardedReceiver } from './references.ts';
import { quote, type Typed } from './typed.ts';

const PRIMITIVE = /^system\.(string|id|boolean|integer|long|double|decimal|date|datetime|time|blob)$/;

export function compileCall(cx: BodyContext, e: CallExpression): Typed {
  const args = compileArguments(cx, e.args);
  if (e.target === null) {
    return unqualifiedCall(cx, e, args);
  }
  const target = compileReference(cx, e.target);
  switch (target.kind) {
    case 'value':
      return memberOrTypeCall(cx, target.value, e, args);
    case 'type':
      return typeCall(cx, target.type, e, args);
    case 'label':
      return typeCall(cx, cx.types.table.get('system.label'), e, args);
    case 'describe':
      return valueCall(cx, describeValue(cx, target.objectName), e, args);
    case 'fields':
    case 'fieldSets':
      return describeMapCall(cx, target.kind, target.objectName, e, args);
    default:
      return unknownMethod(cx, e, args, e.target.kind === 'name' ? e.target.name : target.kind);
  }
}

/**
 * A variable hides a type of its name, but not the type's methods: with an inherited property `Test`, `Test.isRunningTest()` is still
 * that of the platform.
 */
function memberOrTypeCall(cx: BodyContext, value: Typed, e: CallExpression, args: readonly Typed[]): Typed {
  try {
    return valueCall(cx, value, e, args);
  } catch (error) {
    const isUnknown = error instanceof AnalysisError && error.problem.code === 'unknown-method';
    const type =
      isUnknown && e.target?.kind === 'name' ? cx.types.resolve({ ...e.target, args: [] }, cx.symbol) : undefined;
    if (type === undefined || type.key === value.type.key) {
      throw error;
    }
    try {
      return typeCall(cx, type, e, args);
    } catch {
      throw error;
    }
  }
}

function unknownMethod(cx: BodyContext, e: CallExpression, args: readonly Typed[], typeName: string): never {
  return cx.fail(
    e,
    'unknown-method',
    `Method does not exist or incorrect signature: void ${signatureText(e.name, args)} from the type ${typeName}`
  );
}

/** `foo(…)`: a method of this class, of what it inherits from, or a static one of an outer class. */
function unqualifiedCall(cx: BodyContext, e: CallExpression, args: readonly Typed[]): Typed {
  for (let symbol = cx.symbol; symbol !== null; symbol = symbol.outer) {
    const chosen = chooseMethod(cx, userMethods(cx.types, symbol, e.name), args, e);
    if (chosen !== undefined) {
      if (!chosen.symbol.isStatic && symbol !== cx.symbol) {
        return unknownMethod(cx, e, args, symbol.name);
      }
      checkInstance(cx, chosen.symbol, e);
      return userCall(cx, chosen.symbol, chosen.symbol.isStatic ? null : 'this', args, e);
    }
  }
  if (cx.symbol !== null && !cx.scope.isStatic) {
    const inherited = platformInstanceCall(cx, { type: cx.symbol.type, code: 'this', nonNull: true }, e, args);
    if (inherited !== undefined) {
      return inherited;
    }
  }
  return unknownMethod(cx, e, args, cx.symbol?.name ?? 'trigger');
}

/** Instance methods need an instance: not in static code, and not before the constructor called by `this(…)` or `super(…)` has run. */
function checkInstance(cx: BodyContext, method: MethodSymbol, at: Position): void {
  if (method.isStatic) {
    return;
  }
  if (cx.scope.isStatic) {
    const message = `Non static method cannot be referenced from a static context: ${describeMethod(method)}`;
    cx.fail(at, 'static-context', message);
  }
  if (cx.scope.inConstructorCall) {
    const message = `Cannot reference instance methods in a constructor invocation: ${method.name}`;
    cx.fail(at, 'constructor-call', message);
  }
}

export function userCall(
  cx: BodyContext,
  method: MethodSymbol,
  receiver: string | null,
  args: readonly Typed[],
  at: Position
): Typed {
  if (!isVisible(cx, method)) {
    cx.fail(
      at,
      'not-visible',
      `Method is not visible: ${method.returnType.name} ${method.owner.name}.${signatureText(method.name, args)}`
    );
  }
  const converted = convertArguments(
    cx,
    args,
    method.parameters.map((parameter) => parameter.type)
  );
  const owner = method.isStatic ? `${cx.links.classRef(method.owner.key)}.c` : (receiver ?? 'this');
  return { type: method.returnType, code: `${owner}.${method.jsName}(${converted})` };
}

function valueCall(cx: BodyContext, target: Typed, e: CallExpression, args: readonly Typed[]): Typed {
  if (target.isSuper === true) {
    return superCall(cx, target, e, args);
  }
  const { receiver, guards } = guardedReceiver(cx, callTarget(cx, target, e.name), e.safe);
  const result = callOn(cx, receiver, e, args);
  return guards.length === 0 ? result : { ...result, guards, nonNull: false };
}

/** A query before a method of List is the list itself; before anything else it is its only row. */
function callTarget(cx: BodyContext, target: Typed, name: string): Typed {
  return target.isQuery === true && choosePlatformNames(cx, target.type, name) ? target : single(cx, target);
}

function choosePlatformNames(cx: BodyContext, type: ApexType, name: string): boolean {
  return cx.types.signature(type)?.methods.some((method) => method.name.toLowerCase() === name.toLowerCase()) ?? false;
}

function callOn(cx: BodyContext, receiver: Typed, e: CallExpression, args: readonly Typed[]): Typed {
  const { type } = receiver;
  if (type.key === 'any') {
    return { type, code: 'null' };
  }
  if (receiver.recordField !== undefined && e.name.toLowerCase() === 'adderror') {
    if (e.safe || (receiver.guards ?? []).length > 0) {
      cx.fail(e, 'add-error', 'Safe navigation operator is not allowed between SObject field and addError');
    }
    const link = cx.links.instanceMethod('system.sobject', 'addError', ['String', 'String']);
    const { record, field } = receiver.recordField;
    return {
      type: cx.types.plain('void'),
      code: `${link}(${record}, ${quote(field)}, ${cx.op('messageOf')}(${args[0]?.code ?? 'null'}))`
    };
  }
  if (e.name.toLowerCase() === 'adderror' && PRIMITIVE.test(type.key)) {
    const message = 'addError must be invoked on an expression that is an exact SObject field reference';
    cx.fail(e, 'add-error', message);
  }
  const symbol = cx.types.classOf(type);
  if (symbol !== undefined) {
    const chosen = chooseMethod(cx, userMethods(cx.types, symbol, e.name), args, e);
    if (chosen !== undefined && !isObjectMethod(chosen.symbol)) {
      if (chosen.symbol.isStatic) {
        const message = `Static method cannot be referenced from a non static context: ${describeMethod(chosen.symbol)}`;
        cx.fail(e, 'static-context', message);
      }
      return userCall(cx, chosen.symbol, receiver.code, args, e);
    }
  }
  if (cx.types.isEnum(type)) {
    const result = enumCall(cx, receiver, e, args);
    if (result !== undefined) {
      return result;
    }
  }
  return platformInstanceCall(cx, receiver, e, args) ?? unknownMethod(cx, e, args, type.name);
}

function platformInstanceCall(
  cx: BodyContext,
  receiver: Typed,
  e: CallExpression,
  args: readonly Typed[]
): Typed | undefined {
  return instanceCall(cx, receiver, e, args);
}

function enumCall(cx: BodyContext, receiver: Typed, e: CallExpression, args: readonly Typed[]): Typed | undefined {
  switch (`${e.name.toLowerCase()}/${args.length}`) {
    case 'name/0':
      return { type: cx.types.plain('string'), code: `${cx.op('enumName')}(${receiver.code})`, nonNull: true };
    case 'ordinal/0':
      return { type: cx.types.plain('integer'), code: `${cx.op('enumOrdinal')}(${receiver.code})`, nonNull: true };
    default:
      return undefined;
  }
}

function typeCall(cx: BodyContext, type: ApexType, e: CallExpression, args: readonly Typed[]): Typed {
  const symbol = cx.types.classOf(type);
  if (cx.types.isEnum(type)) {
    const result = enumStaticCall(cx, type, e, args);
    if (result !== undefined) {
      return result;
    }
  }
  if (symbol !== undefined) {
    const candidates = userMethods(cx.types, symbol, e.name);
    const chosen =
      chooseMethod(
        cx,
        candidates.filter((method) => method.symbol.isStatic),
        args,
        e
      ) ??
      // An instance method of the class itself may be called by the class's name from inside it.
      (cx.symbol !== null && !cx.scope.isStatic && cx.types.inherits(cx.symbol.type, type.key)
        ? chooseWithQueries(cx, candidates, args)
        : undefined);
    if (chosen !== undefined) {
      return userCall(cx, chosen.symbol, 'this', args, e);
    }
    const instance = chooseWithQueries(cx, candidates, args);
    if (instance !== undefined) {
      const message = `Non static method cannot be referenced from a static context: ${describeMethod(instance.symbol)}`;
      cx.fail(e, 'static-context', message);
    }
    return unknownMethod(cx, e, args, symbol.name);
  }
  return staticCall(cx, type, e, args) ?? unknownMethod(cx, e, args, type.name);
}

function enumStaticCall(cx: BodyContext, type: ApexType, e: CallExpression, args: readonly Typed[]): Typed | undefined {
  switch (`${e.name.toLowerCase()}/${args.length}`) {
    case 'values/0':
      return { type: cx.types.list(type), code: `$p.enumValues(${quote(type.key)})`, nonNull: true };
    case 'valueof/1':
      return { type, code: `$p.enumValueOf(${quote(type.key)}, ${args[0]?.code ?? 'null'})`, nonNull: true };
    default:
      return undefined;
  }
}

function superCall(cx: BodyContext, target: Typed, e: CallExpression, args: readonly Typed[]): Typed {
  const symbol = cx.types.classOf(target.type);
  const chosen = symbol === undefined ? undefined : chooseMethod(cx, userMethods(cx.types, symbol, e.name), args, e);
  if (chosen !== undefined) {
    if (chosen.symbol.isAbstract) {
      const message = `Abstract method cannot be called directly: ${describeMethod(chosen.symbol)}`;
      cx.fail(e, 'abstract-call', message);
    }
    return userCall(cx, chosen.symbol, 'super', args, e);
  }
  const method = choosePlatformMethod(
    cx.types,
    target.type,
    e.name,
    args.map((arg) => arg.type),
    false
  );
  if (method === undefined) {
    return unknownMethod(cx, e, args, target.type.name);
  }
  const link = cx.links.instanceMethod(cx.types.baseKey(method.owner), method.name, method.parameterNames);
  return { type: method.returnType, code: `${link}(this${args.map((arg) => `, ${arg.code}`).join('')})` };
}

function describeMapCall(
  cx: BodyContext,
  kind: 'fields' | 'fieldSets',
  objectName: string,
  e: CallExpression,
  args: readonly Typed[]
): Typed {
  const type = cx.types.table.get(kind === 'fields' ? 'schema.sobjecttypefields' : 'schema.sobjecttypefieldsets');
  const link = cx.links.property('schema.describesobjectresult', kind);
  return callOn(cx, { type, code: `${link}.get($p.describe(${quote(objectName)}))`, nonNull: true }, e, args);
}
