import type { ApexType } from '../../values/index.ts';
import type { CallExpression } from '../parse/ast.ts';
import type { ClassSymbol } from '../symbols/symbols.ts';
import type { BodyContext } from './body-context.ts';
import { fieldAccess, isVisible } from './fields.ts';
import { chooseWithQueries, convertArguments } from './methods.ts';
import { platformMethods, type PlatformMethod } from './platform-members.ts';
import { quote, type Typed } from './typed.ts';
import { table } from '../../common/index.ts';

/** Platform classes whose Boolean and Integer answers are never null. */
const NEVER_NULL = /^system\.(list|set|map|string|math)$/;
/** Operations of collections that are emitted without a call through the class library. */
const DIRECT: Readonly<Record<string, string>> = table({
  'system.list.size/0': 'listSize',
  'system.list.get/1': 'at',
  'system.list.isempty/0': 'listIsEmpty',
  'system.list.add/1': 'listAdd'
});
const CUSTOM_DATA = new Set(['getinstance', 'getorgdefaults', 'getvalues', 'getall']);
const QUERIES = new Set(['query', 'querywithbinds']);

/** Classes whose static methods ask who calls: for its access mode, its sharing and, in dynamic queries, its variables. */
const CALLER_CLASSES = new Set(['system.database', 'system.search', 'system.eventbus', 'system.approval']);
const DYNAMIC_QUERY = /^(query|countquery|getquerylocator|getcursor|find|suggest)$/i;

function callerOf(cx: BodyContext, method: string): string {
  const sharing = cx.sharing();
  // Inherited sharing depends on who called the class, which is only known when the class library asks.
  const shares =
    sharing === 'inherited' ? 'get sharing() { return $p.inheritedSharing(); }' : `sharing: ${quote(sharing)}`;
  const mode = `access: ${quote(cx.accessMode())}, ${shares}`;
  if (!DYNAMIC_QUERY.test(method)) {
    return cx.links.other(`{ ${mode}, variable: () => undefined }`);
  }
  const names = new Map(cx.scope.visible().map((local) => [local.name.toLowerCase(), local.js]));
  for (const [name, code] of callerFields(cx)) {
    if (!names.has(name)) {
      names.set(name, code);
    }
  }
  const cases = [...names].map(([name, code]) => `case ${quote(name)}: return ${code};`);
  return `{ ${mode}, variable: ($name) => { switch ($name.toLowerCase()) { ${cases.join(' ')} default: return undefined; } } }`;
}

/** Fields that a bind of a dynamic query can name, by lower-case name. */
function* callerFields(cx: BodyContext): Iterable<[string, string]> {
  for (let symbol = cx.symbol; symbol !== null; symbol = symbol.outer) {
    for (let current: ClassSymbol | undefined = symbol, depth = 0; current !== undefined && depth < 50; depth++) {
      for (const field of current.fields.values()) {
        if ((field.isStatic || (!cx.scope.isStatic && symbol === cx.symbol)) && isVisible(cx, field)) {
          const at = { line: field.line, column: field.column };
          yield [field.name.toLowerCase(), fieldAccess(cx, field, field.isStatic ? null : 'this', at).code];
        }
      }
      current = current.superType === null ? undefined : cx.types.classOf(current.superType);
    }
  }
}

export function staticCall(
  cx: BodyContext,
  type: ApexType,
  e: CallExpression,
  args: readonly Typed[]
): Typed | undefined {
  if (cx.types.isSpecificSObject(type)) {
    return sobjectStaticCall(cx, type, e, args);
  }
  const candidates = platformMethods(cx.types, type, e.name).filter((method) => method.isStatic);
  const method = chooseWithQueries(cx, candidates, args);
  if (method === undefined) {
    return undefined;
  }
  const converted = convertArguments(cx, args, method.parameterTypes);
  const needsCaller = CALLER_CLASSES.has(type.key);
  const link = cx.links[needsCaller ? 'callerMethod' : 'staticMethod'](
    cx.types.baseKey(type),
    method.name,
    method.parameterNames
  );
  const call = needsCaller
    ? [callerOf(cx, method.name), converted].filter((part) => part !== '').join(', ')
    : converted;
  const result = resultOf(cx, method, `${link}(${call})`);
  return type.key === 'system.database' && QUERIES.has(e.name.toLowerCase()) ? { ...result, isQuery: true } : result;
}

/** `Account.getSObjectType()`, and the methods of custom settings and custom metadata types. */
function sobjectStaticCall(
  cx: BodyContext,
  type: ApexType,
  e: CallExpression,
  args: readonly Typed[]
): Typed | undefined {
  const name = e.name.toLowerCase();
  if (name === 'getsobjecttype' && args.length === 0) {
    return {
      type: cx.types.table.get('schema.sobjecttype'),
      code: `$p.objectToken(${quote(type.name)})`,
      nonNull: true
    };
  }
  if (!CUSTOM_DATA.has(name)) {
    return undefined;
  }
  const link = cx.links.staticMethod('schema.customdata', e.name, ['String', ...args.map((arg) => arg.type.name)]);
  const code = `${link}(${[quote(type.name), ...args.map((arg) => arg.code)].join(', ')})`;
  return { type: name === 'getall' ? cx.types.table.map(cx.types.plain('string'), type) : type, code };
}

export function instanceCall(
  cx: BodyContext,
  receiver: Typed,
  e: CallExpression,
  args: readonly Typed[]
): Typed | undefined {
  const { types } = cx;
  const isRecord = types.isSObject(receiver.type);
  const lookup = isRecord ? types.plain('sobject') : receiver.type;
  const candidates = platformMethods(types, lookup, e.name).filter((method) => !method.isStatic);
  const method = chooseWithQueries(cx, candidates, args);
  if (method === undefined) {
    return undefined;
  }
  const converted = convertArguments(cx, args, method.parameterTypes);
  const direct = DIRECT[`${types.baseKey(method.owner)}.${method.name.toLowerCase()}/${args.length}`];
  const call = [receiver.code, converted].filter((part) => part !== '').join(', ');
  const link = direct !== undefined ? cx.op(direct) : methodLink(cx, lookup, method);
  const result = resultOf(cx, method, `${link}(${call})`);
  const keepsType =
    /^(clone|deepclone)$/i.test(method.name) &&
    (isRecord || types.isCollection(receiver.type, 'list') || types.classOf(receiver.type) !== undefined);
  return keepsType ? { ...result, type: receiver.type } : result;
}

/** A method that user classes or several platform classes may implement is looked up by the receiver's run-time type. */
function methodLink(cx: BodyContext, type: ApexType, method: PlatformMethod): string {
  const owner = cx.types.signature(method.owner);
  const isVirtual =
    method.owner.key === 'system.object' ||
    cx.types.classOf(type) !== undefined ||
    owner?.kind === 'interface' ||
    owner?.isAbstract === true ||
    cx.types.isException(method.owner);
  const typeKey = cx.types.classOf(type) === undefined ? cx.types.baseKey(type) : cx.types.baseKey(method.owner);
  return isVirtual
    ? cx.links.virtualMethod(typeKey, method.name, method.parameterNames)
    : cx.links.instanceMethod(typeKey, method.name, method.parameterNames);
}

function resultOf(cx: BodyContext, method: PlatformMethod, code: string): Typed {
  const { returnType } = method;
  const never = NEVER_NULL.test(cx.types.baseKey(method.owner)) && /^system\.(boolean|integer)$/.test(returnType.key);
  const ofElement = cx.types.isCollection(method.owner, 'list') || cx.types.isCollection(method.owner, 'map');
  return { type: returnType, code, nonNull: never && !(ofElement && /^(get|remove|put)$/i.test(method.name)) };
}
