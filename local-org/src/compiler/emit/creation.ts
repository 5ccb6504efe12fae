import type { ApexType } from '../../values/index.ts';
import type {
  NewArrayExpression,
  NewExpression,
  NewItemsExpression,
  NewMapExpression,
  Position
} from '../parse/ast.ts';
import type { Overload } from '../symbols/conversions.ts';
import type { ClassSymbol, MethodSymbol } from '../symbols/symbols.ts';
import type { BodyContext } from './body-context.ts';
import { assignTo } from './coerce.ts';
import { compileExpression } from './expressions.ts';
import { isVisible } from './fields.ts';
import { chooseWithQueries, compileArguments, convertArguments, signatureText } from './methods.ts';
import { signatureName } from './platform-members.ts';
import { findVariable } from './references.ts';
import { quote, type Typed } from './typed.ts';
import { table } from '../../common/index.ts';

/** Values that are written or answered, never made with `new`. */
const UNMADE = /^system\.(string|integer|long|double|decimal|boolean|id|date|datetime|time|blob|sobject|object)$/;

export interface ConstructorCandidate extends Overload {
  readonly jsName: string;
  /** Absent for those that nobody wrote. */
  readonly symbol?: MethodSymbol;
}

/** Whether the code being compiled may call it. */
export function isConstructorVisible(cx: BodyContext, { symbol }: ConstructorCandidate): boolean {
  return symbol === undefined || isVisible(cx, symbol);
}

/** Reports a constructor that the code being compiled may not call. */
export function checkConstructorVisible(cx: BodyContext, candidate: ConstructorCandidate, at: Position): void {
  if (!isConstructorVisible(cx, candidate) && candidate.symbol !== undefined) {
    const parameters = candidate.parameterTypes.map((type) => type.name).join(', ');
    const message = `Method is not visible: void ${candidate.symbol.owner.name}.<init>(${parameters})`;
    cx.fail(at, 'not-visible', message);
  }
}

/** Constructors that every exception class has, unless it declares one with the same parameters. */
export function exceptionConstructors(cx: BodyContext): ConstructorCandidate[] {
  const text = cx.types.plain('string');
  const cause = cx.types.plain('exception');
  return [
    { parameterTypes: [], jsName: 'c$' },
    { parameterTypes: [text], jsName: 'c$system$string' },
    { parameterTypes: [cause], jsName: 'c$system$exception' },
    { parameterTypes: [text, cause], jsName: 'c$system$string$Csystem$exception' }
  ];
}

export function constructorCandidates(
  cx: BodyContext,
  type: ApexType,
  symbol: ClassSymbol | undefined
): ConstructorCandidate[] {
  const own = (symbol?.constructors ?? []).map((constructor) => ({
    parameterTypes: constructor.parameters.map((parameter) => parameter.type),
    jsName: constructor.jsName,
    symbol: constructor
  }));
  if (cx.types.isException(type)) {
    return [
      ...own,
      ...exceptionConstructors(cx).filter((builtIn) => !own.some((other) => other.jsName === builtIn.jsName))
    ];
  }
  return own.length > 0 ? own : [{ parameterTypes: [], jsName: 'c$' }];
}

export function compileNew(cx: BodyContext, e: NewExpression): Typed {
  const type = cx.type(e.type);
  if (cx.types.isSpecificSObject(type)) {
    return newRecord(cx, type, e);
  }
  if (e.args.some((arg) => arg.kind === 'assign' && arg.operator === '=' && arg.target.kind === 'name')) {
    refusePairs(cx, type, e);
  }
  const args = compileArguments(cx, e.args);
  for (const base of ['list', 'set', 'map'] as const) {
    if (cx.types.isCollection(type, base)) {
      return newCollection(cx, base, type, args, e);
    }
  }
  const symbol = cx.types.classOf(type);
  return symbol === undefined ? newPlatformObject(cx, type, args, e) : newUserObject(cx, symbol, args, e);
}

/** `new Foo(a = 1)` is for records; elsewhere it only makes sense where `a` is a variable that is set. */
function refusePairs(cx: BodyContext, type: ApexType, e: NewExpression): void {
  const unknown = e.args.find(
    (arg) => arg.kind === 'assign' && arg.target.kind === 'name' && findVariable(cx, arg.target) === undefined
  );
  if (unknown !== undefined) {
    const message = `Invalid constructor syntax, name=value pairs can only be used for SObjects: ${type.name}`;
    cx.fail(e, 'unknown-constructor', message);
  }
}

function newUserObject(cx: BodyContext, symbol: ClassSymbol, args: readonly Typed[], e: NewExpression): Typed {
  if (symbol.kind !== 'class' || symbol.modifiers.has('abstract')) {
    cx.fail(e, 'abstract-construction', `Abstract classes cannot be constructed: ${symbol.name}`);
  }
  const chosen = chooseWithQueries(cx, constructorCandidates(cx, symbol.type, symbol), args);
  if (chosen === undefined) {
    return cx.fail(
      e,
      'unknown-constructor',
      `Constructor not defined: [${symbol.name}].<Constructor>${signatureText('', args)}`
    );
  }
  checkConstructorVisible(cx, chosen, e);
  const converted = convertArguments(cx, args, chosen.parameterTypes);
  return {
    type: symbol.type,
    code: `new ${cx.links.classRef(symbol.key)}.c().$init().${chosen.jsName}(${converted})`,
    nonNull: true
  };
}

function newPlatformObject(cx: BodyContext, type: ApexType, args: readonly Typed[], e: NewExpression): Typed {
  const signature = cx.types.signature(type);
  if (signature === undefined || signature.kind !== 'class' || UNMADE.test(type.key)) {
    return cx.fail(e, 'abstract-construction', `Type cannot be constructed: ${type.name}`);
  }
  const bindings = cx.types.bindings(type, signature);
  const candidates = signature.constructors.map((parameters) => ({
    parameterTypes: parameters.map((parameter) => cx.types.fromExpression(parameter, bindings)),
    names: parameters.map(signatureName)
  }));
  const chosen = chooseWithQueries(cx, candidates, args);
  if (chosen === undefined) {
    return cx.fail(
      e,
      'unknown-constructor',
      `Constructor not defined: [${type.name}].<Constructor>${signatureText('', args)}`
    );
  }
  const link = cx.links.constructorOf(cx.types.baseKey(type), chosen.names);
  if (type.key === 'flow.interview') {
    return {
      type,
      code: `${link}(${newInterview(e, convertArguments(cx, args, chosen.parameterTypes))})`,
      nonNull: true
    };
  }
  return { type, code: `${link}(${convertArguments(cx, args, chosen.parameterTypes)})`, nonNull: true };
}

/** Arguments of `new Flow.Interview.MyFlow(inputs)`: the inputs and the name of the flow. */
function newInterview(e: NewExpression, inputs: string): string {
  return `${inputs === '' ? 'null' : inputs}, ${quote(e.type.name.split('.').slice(2).join('.'))}`;
}

/** `new Account(Name = 'Acme', Owner = user)` */
function newRecord(cx: BodyContext, type: ApexType, e: NewExpression): Typed {
  const parts = [quote(type.name)];
  const seen = new Set<string>();
  for (const arg of e.args) {
    if (arg.kind !== 'assign' || arg.target.kind !== 'name') {
      return cx.fail(arg, 'unknown-constructor', `Type requires name=value pair construction: ${type.name}`);
    }
    const { name } = arg.target;
    if (seen.has(name.toLowerCase())) {
      cx.fail(arg, 'duplicate-field', `Duplicate field initialization: ${name}`);
    }
    seen.add(name.toLowerCase());
    const member = cx.types.sobjects.member(type.name, name);
    if (member === undefined) {
      return cx.fail(arg, 'unknown-field', `Field does not exist: ${name} on ${type.name}`);
    }
    if (cx.types.sobjects.isReadOnly(type.name, name)) {
      cx.fail(arg, 'not-writable', `Field is not writeable: ${type.name}.${member.name}`);
    }
    const value = compileExpression(cx, arg.value);
    const fieldType =
      member.kind === 'field'
        ? (cx.types.table.find(member.typeKey) ?? cx.types.plain('object'))
        : member.kind === 'parent'
          ? cx.types.plain('sobject')
          : cx.types.list(cx.types.sobject(member.objectName));
    parts.push(quote(member.kind), quote(name.toLowerCase()), assignTo(cx, value, fieldType, arg));
  }
  return { type, code: `$p.newRecord(${parts.join(', ')})`, nonNull: true };
}

function newCollection(
  cx: BodyContext,
  base: 'list' | 'set' | 'map',
  type: ApexType,
  args: readonly Typed[],
  e: NewExpression
): Typed {
  const [source] = args;
  const link = cx.links.type(type.key);
  if (args.length > 1) {
    cx.fail(
      e,
      'unknown-constructor',
      `Constructor not defined: [${type.name}].<Constructor>${signatureText('', args)}`
    );
  }
  if (source !== undefined && !isCollectionSource(cx, base, type, source.type)) {
    cx.fail(e, 'unknown-constructor', initializerMessage(base, type, source.type));
  }
  const create = CREATORS[base];
  return { type, code: `${cx.op(create)}(${link}${source === undefined ? '' : `, ${source.code}`})`, nonNull: true };
}

const CREATORS = table({ list: 'newList', set: 'newSet', map: 'newMap' } as const);

function initializerMessage(base: 'list' | 'set' | 'map', type: ApexType, source: ApexType): string {
  const [first, second] = type.args.map((arg) => arg.name);
  const found = `Invalid initializer type ${source.name} found for`;
  const messages = {
    list: `${found} List<${first}>: expected an Integer or a List of type ${first}`,
    set: `${found} Set<${first}>: expected a List or a Set of type: ${first}`,
    map: `${found} Map<${first},${second}>: expected a Map with the same key and value types, or a valid SObject List`
  };
  return messages[base];
}

/** What a collection may be made from: another collection whose elements fit, a size for lists, records for maps by Id. */
function isCollectionSource(cx: BodyContext, base: 'list' | 'set' | 'map', type: ApexType, source: ApexType): boolean {
  const isPlain = source.args.length === 0;
  if (source.key === 'any' || source.key === 'null') {
    return true;
  }
  if (isPlain && source.key !== 'system.integer') {
    return cx.types.inherits(source, 'system.iterable') || source.key === 'database.querylocator';
  }
  if (source.key === 'system.integer') {
    return base === 'list';
  }
  const [element = source] = source.args;
  if (base !== 'map') {
    return (
      !cx.types.isCollection(source, 'map') &&
      cx.isAssignable(cx.types.list(element), cx.types.list(type.args[0] ?? element))
    );
  }
  const value = type.args[1] ?? element;
  return cx.types.isCollection(source, 'map')
    ? cx.isAssignable(source, type)
    : cx.types.isSObject(element) && cx.isAssignable(cx.types.list(element), cx.types.list(value));
}

export function compileNewArray(cx: BodyContext, e: NewArrayExpression): Typed {
  const type = cx.type(e.type);
  const size = compileExpression(cx, e.size);
  if (cx.types.numberRank(size.type) !== 1 && size.type.key !== 'any') {
    cx.fail(e.size, 'operand-type', initializerMessage('list', type, size.type));
  }
  return { type, code: `${cx.op('newList')}(${cx.links.type(type.key)}, ${size.code})`, nonNull: true };
}

export function compileNewItems(cx: BodyContext, e: NewItemsExpression): Typed {
  const type = cx.type(e.type);
  if (cx.types.isCollection(type, 'map') && e.items.length === 0) {
    return { type, code: `${cx.op('newMap')}(${cx.links.type(type.key)})`, nonNull: true };
  }
  const element = cx.types.isCollection(type, 'map') ? undefined : type.args[0];
  if (element === undefined) {
    return cx.fail(e, 'unknown-constructor', `Invalid initializer type ${type.name} found`);
  }
  const items = e.items.map((item) => assignTo(cx, compileExpression(cx, item), element, item)).join(', ');
  const create = cx.types.isCollection(type, 'set') ? 'setOf' : 'listOf';
  return { type, code: `${cx.op(create)}(${cx.links.type(type.key)}, [${items}])`, nonNull: true };
}

export function compileNewMap(cx: BodyContext, e: NewMapExpression): Typed {
  const type = cx.type(e.type);
  const [key, value] = type.args;
  if (key === undefined || value === undefined) {
    return cx.fail(e, 'unknown-constructor', `Invalid initializer type ${type.name} found for Map`);
  }
  const entries = e.entries.map((entry) => {
    const keyCode = assignTo(cx, compileExpression(cx, entry.key), key, entry.key);
    return `[${keyCode}, ${assignTo(cx, compileExpression(cx, entry.value), value, entry.value)}]`;
  });
  return { type, code: `${cx.op('mapOf')}(${cx.links.type(type.key)}, [${entries.join(', ')}])`, nonNull: true };
}
