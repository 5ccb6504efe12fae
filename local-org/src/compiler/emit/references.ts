import type { ApexType } from '../../values/index.ts';
import type { DotExpression, Expression, NameExpression, Position } from '../parse/ast.ts';
import type { FieldSymbol } from '../symbols/symbols.ts';
import { isTypeVisible } from '../symbols/type-problems.ts';
import type { BodyContext } from './body-context.ts';
import { single } from './coerce.ts';
import { compileChain } from './expressions.ts';
import { fieldAccess, findField } from './fields.ts';
import { platformMember, platformStatic } from './platform-members.ts';
import { recordMember } from './sobject-fields.ts';
import { triggerMember } from './triggers.ts';
import { quote, type Reference, type Typed } from './typed.ts';

const value = (typed: Typed): Reference => ({ kind: 'value', value: typed });

/** What a name, a chain of names, or any other expression stands for. */
export function compileReference(cx: BodyContext, e: Expression): Reference {
  if (e.kind === 'name') {
    return compileName(cx, e);
  }
  return e.kind === 'dot' ? compileDot(cx, e) : value(compileChain(cx, e));
}

function compileName(cx: BodyContext, e: NameExpression): Reference {
  const found = findVariable(cx, e);
  if (found !== undefined) {
    return value(found);
  }
  const type = cx.types.resolveName({ name: e.name, args: [], line: e.line, column: e.column }, cx.symbol);
  if (type !== undefined) {
    return typeReference(type, e.name);
  }
  if (e.name.toLowerCase() === 'page') {
    return { kind: 'page' };
  }
  if (cx.types.isNamespace(e.name)) {
    return { kind: 'namespace', name: e.name.toLowerCase() };
  }
  return cx.fail(e, 'unknown-variable', `Variable does not exist: ${e.name}`);
}

function typeReference(type: ApexType, name: string): Reference {
  switch (type.key) {
    case 'system.trigger':
      return { kind: 'trigger' };
    case 'system.label':
      return { kind: 'label' };
    case 'schema.sobjecttype':
      return { kind: 'describes' };
    default:
      return { kind: 'type', type, name };
  }
}

/** Whether `System.Label.` and the name begin the name of a package's label, or of one of the project with its own namespace. */
function isPackageOf(cx: BodyContext, name: string): boolean {
  const prefix = `${name.toLowerCase()}.`;
  const { labels } = cx.types;
  return labels !== null && !labels.has(name.toLowerCase()) && [...labels].some((label) => label.startsWith(prefix));
}

function labelValue(cx: BodyContext, e: DotExpression, namespace: string | undefined): Typed {
  const name = namespace === undefined ? e.name : `${namespace}.${e.name}`;
  if (cx.types.labels?.has(name.toLowerCase()) === false) {
    cx.fail(e, 'unknown-label', `External string does not exist: ${e.name}`);
  }
  return { type: cx.types.plain('string'), code: `$p.label(${quote(name)})`, nonNull: true };
}

/** A local variable, a field of this class or a static field of an outer one. */
export function findVariable(cx: BodyContext, e: NameExpression): Typed | undefined {
  const local = cx.scope.find(e.name);
  if (local !== undefined) {
    return {
      type: local.type,
      code: local.js,
      nonNull: local.nonNull,
      target: { assign: (code) => `(${local.js} = ${code})` }
    };
  }
  for (let symbol = cx.symbol; symbol !== null; symbol = symbol.outer) {
    const constant = symbol.constants.find((name) => name.toLowerCase() === e.name.toLowerCase());
    if (constant !== undefined) {
      return enumConstant(cx, symbol.type, constant);
    }
    const field = findField(cx.types, symbol, e.name);
    if (field !== undefined && (field.isStatic || (symbol === cx.symbol && !cx.scope.isStatic))) {
      checkOrder(cx, field, e);
      return fieldAccess(cx, field, field.isStatic ? null : 'this', e);
    }
  }
  return undefined;
}

/** What an unqualified field may not be: one of an instance that is not made yet, or one that is initialised later. */
function checkOrder(cx: BodyContext, field: FieldSymbol, e: NameExpression): void {
  if (cx.scope.inConstructorCall && !field.isStatic) {
    const message = `Cannot reference instance variables in a constructor invocation: ${field.name}`;
    cx.fail(e, 'constructor-call', message);
  }
  if (field.owner === cx.symbol && field.isStatic === cx.scope.isStatic && cx.scope.later.has(e.name.toLowerCase())) {
    cx.fail(e, 'forward-reference', `Illegal forward reference: ${field.name}`);
  }
}

export function enumConstant(cx: BodyContext, type: ApexType, name: string): Typed {
  return { type, code: `${cx.links.enumConstant(type.key, name)}()`, nonNull: true };
}

function compileDot(cx: BodyContext, e: DotExpression): Reference {
  const target = compileReference(cx, e.target);
  if (isRowCause(cx, e.target)) {
    return value({ type: cx.types.plain('string'), code: quote(e.name), nonNull: true });
  }
  switch (target.kind) {
    case 'value':
      if (target.value.tokenOf !== undefined && e.name.toLowerCase() === 'fields') {
        return { kind: 'fields', objectName: target.value.tokenOf, described: false };
      }
      return value(instanceMember(cx, target.value, e.name, e.safe, e));
    case 'type':
      return typeMember(cx, target.type, target.name, e.name, e);
    case 'namespace':
      return namespaceMember(cx, target.name, e);
    case 'trigger':
      return value(triggerMember(cx, e.name, e));
    case 'label':
      return labelMember(cx, target.namespace, e);
    case 'page':
      return value({
        type: cx.types.table.get('system.pagereference'),
        code: `$p.page(${quote(e.name)})`,
        nonNull: true
      });
    case 'describes': {
      const objectName = cx.types.sobjects.objectName(e.name);
      return objectName === undefined
        ? cx.fail(e, 'unknown-variable', `Variable does not exist: ${e.name}`)
        : { kind: 'describe', objectName };
    }
    case 'describe':
      return describeMember(cx, target.objectName, e);
    case 'fields':
      return value(fieldToken(cx, target.objectName, e.name, target.described, e));
    case 'fieldSets': {
      const code = `$p.fieldSet(${quote(target.objectName)}, ${quote(e.name)})`;
      return value({ type: cx.types.table.get('schema.fieldset'), code, nonNull: true });
    }
  }
}

/** `Label.Greeting`, `Label.ns.Greeting` of a package or of the project itself, or `Label.Site.…`, which every org has. */
function labelMember(cx: BodyContext, namespace: string | undefined, e: DotExpression): Reference {
  const name = e.name.toLowerCase();
  const isOwn = (word: string): boolean => cx.types.isOwnNamespace(word) && cx.types.labels?.has(word) !== true;
  if (namespace === undefined && (name === 'site' || isOwn(name) || isPackageOf(cx, e.name))) {
    return { kind: 'label', namespace: e.name };
  }
  if (namespace?.toLowerCase() === 'site') {
    return value({ type: cx.types.plain('string'), code: `$p.label(${quote(e.name)})`, nonNull: true });
  }
  return value(labelValue(cx, e, namespace === undefined || isOwn(namespace.toLowerCase()) ? undefined : namespace));
}

/** `Schema.Order__Share.RowCause`, which the name of a sharing reason follows. */
function isRowCause(cx: BodyContext, e: Expression): boolean {
  if (
    e.kind !== 'dot' ||
    e.name.toLowerCase() !== 'rowcause' ||
    (e.target.kind !== 'dot' && e.target.kind !== 'name')
  ) {
    return false;
  }
  const owner = compileReference(cx, e.target);
  return owner.kind === 'type' && /share$/i.test(owner.type.key);
}

function describeMember(cx: BodyContext, objectName: string, e: DotExpression): Reference {
  const name = e.name.toLowerCase();
  if (name === 'fields') {
    return { kind: 'fields', objectName, described: true };
  }
  if (name === 'fieldsets') {
    return { kind: 'fieldSets', objectName };
  }
  return value(instanceMember(cx, describeValue(cx, objectName), e.name, e.safe, e));
}

export function describeValue(cx: BodyContext, objectName: string): Typed {
  const type = cx.types.table.get('schema.describesobjectresult');
  return { type, code: `$p.describe(${quote(objectName)})`, nonNull: true };
}

/** `Account.Name` as a token, or its description after `Schema.SObjectType.Account.fields`. */
export function fieldToken(cx: BodyContext, objectName: string, name: string, described: boolean, at: Position): Typed {
  const member = cx.types.sobjects.member(objectName, name);
  if (member === undefined || member.kind === 'children') {
    cx.fail(at, 'unknown-field', `Variable does not exist: ${name}`);
  }
  const code = `$p.${described ? 'describeField' : 'fieldToken'}(${quote(objectName)}, ${quote(member.name)})`;
  return {
    type: cx.types.table.get(described ? 'schema.describefieldresult' : 'schema.sobjectfield'),
    code,
    nonNull: true
  };
}

function namespaceMember(cx: BodyContext, namespace: string, e: DotExpression): Reference {
  if (namespace === 'system' && e.name.toLowerCase() === 'page') {
    return { kind: 'page' };
  }
  const node = { name: `${namespace}.${e.name}`, args: [], line: e.line, column: e.column };
  const type = cx.types.resolveName(node, null);
  return type === undefined
    ? cx.fail(e, 'unknown-type', `Invalid type: ${namespace}.${e.name}`)
    : typeReference(type, `${namespace}.${e.name}`);
}

function typeMember(cx: BodyContext, type: ApexType, typeName: string, name: string, at: Position): Reference {
  const lower = name.toLowerCase();
  const symbol = cx.types.classOf(type);
  if (symbol !== undefined) {
    const constant = symbol.constants.find((candidate) => candidate.toLowerCase() === lower);
    if (constant !== undefined) {
      return value(enumConstant(cx, type, constant));
    }
    const field = findField(cx.types, symbol, name);
    if (field?.isStatic === true) {
      return value(fieldAccess(cx, field, null, at));
    }
    const inner = cx.types.innerClass(symbol, lower);
    if (inner !== undefined) {
      if (!isTypeVisible(inner, cx.symbol)) {
        cx.fail(at, 'not-visible', `Type is not visible: ${inner.name}`);
      }
      return { kind: 'type', type: inner.type, name: inner.name };
    }
    // `Foo.this` and instance fields after the class name are accepted by nobody.
    return cx.fail(at, 'unknown-variable', `Variable does not exist: ${name}`);
  }
  if (cx.types.isSpecificSObject(type)) {
    // A few objects, RecordType and ListView among them, have a field of that name.
    if (lower === 'sobjecttype' && cx.types.sobjects.member(type.name, name)?.kind !== 'field') {
      const tokenType = cx.types.table.get('schema.sobjecttype');
      return value({ type: tokenType, code: `$p.objectToken(${quote(type.name)})`, nonNull: true, tokenOf: type.name });
    }
    if (lower === 'fields') {
      return { kind: 'fields', objectName: type.name, described: false };
    }
    if (lower === 'fieldsets') {
      return { kind: 'fieldSets', objectName: type.name };
    }
    return value(fieldToken(cx, type.name, name, false, at));
  }
  const platform = platformStatic(cx, type, name);
  if (platform !== undefined) {
    return value(platform);
  }
  const namesake = cx.types.sobjects.objectName(typeName);
  if (namesake !== undefined && cx.types.sobject(namesake) !== type) {
    // `BusinessHours.Name` is the object's field, although the class of that name comes first.
    return typeMember(cx, cx.types.sobject(namesake), typeName, name, at);
  }
  for (const qualified of [`${typeName}.${name}`, `${type.key}.${lower}`]) {
    const nested = cx.types.resolveName({ name: qualified, args: [], line: at.line, column: at.column }, null);
    if (nested !== undefined) {
      return typeReference(nested, qualified);
    }
  }
  return cx.fail(at, 'unknown-variable', `Variable does not exist: ${name}`);
}

/** Reads a member of a value, with `?.` turned into a guard of the chain. */
export function instanceMember(cx: BodyContext, target: Typed, name: string, safe: boolean, at: Position): Typed {
  const { receiver, guards } = guardedReceiver(cx, single(cx, target), safe);
  const member = memberOf(cx, receiver, name, at);
  return guards.length === 0 ? member : { ...member, guards, nonNull: false };
}

/** The receiver of a member, evaluated once if it is guarded. */
export function guardedReceiver(
  cx: BodyContext,
  target: Typed,
  safe: boolean
): { receiver: Typed; guards: readonly string[] } {
  if (!safe) {
    return { receiver: target, guards: target.guards ?? [] };
  }
  const temporary = cx.scope.temporary();
  const receiver: Typed = { type: target.type, code: temporary, nonNull: true };
  return { receiver, guards: [...(target.guards ?? []), `(${temporary} = ${target.code}) === null`] };
}

function memberOf(cx: BodyContext, receiver: Typed, name: string, at: Position): Typed {
  if (receiver.type.key === 'any') {
    return { type: receiver.type, code: 'null' };
  }
  if (cx.types.isSObject(receiver.type)) {
    return recordMember(cx, receiver, name, at);
  }
  const symbol = cx.types.classOf(receiver.type);
  if (symbol !== undefined) {
    const field = findField(cx.types, symbol, name);
    if (field !== undefined) {
      if (field.isStatic) {
        const message = `Static field cannot be referenced from a non static context: ${field.name} from the type ${symbol.name}`;
        cx.fail(at, 'static-context', message);
      }
      return fieldAccess(cx, field, receiver.code, at);
    }
  }
  return platformMember(cx, receiver, name) ?? cx.fail(at, 'unknown-variable', `Variable does not exist: ${name}`);
}
