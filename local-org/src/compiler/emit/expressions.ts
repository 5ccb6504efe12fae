import type { Expression, Position } from '../parse/ast.ts';
import { compileAssign, compileIncrement, compileIndex } from './assignment.ts';
import type { BodyContext } from './body-context.ts';
import { compileCall } from './calls.ts';
import { compileCast, compileConditional, compileInstanceOf, compileLiteral } from './casts.ts';
import { compileNew, compileNewArray, compileNewItems, compileNewMap } from './creation.ts';
import { compileBinary, compileUnary } from './operators.ts';
import { compileQuery } from './queries.ts';
import { compileReference } from './references.ts';
import { quote, type Reference, type Typed } from './typed.ts';

/** Analyses an expression; a chain with `?.` is closed, so that the code yields null when the chain ends early. */
export function compileExpression(cx: BodyContext, e: Expression): Typed {
  const value = compileChain(cx, e);
  if (value.unreadable !== undefined) {
    cx.fail(e, 'not-readable', value.unreadable);
  }
  if (value.guards === undefined || value.guards.length === 0) {
    return value;
  }
  const code = `(${value.guards.join(' || ')} ? null : ${value.code})`;
  return { type: value.type, code, isParent: value.isParent === true };
}

/** An expression whose value is not used. */
export function compileDiscarded(cx: BodyContext, e: Expression): Typed {
  return e.kind === 'increment' ? compileIncrement(cx, e, true) : compileExpression(cx, e);
}

/** Like `compileExpression`, but `?.` stays open for what follows in the chain. */
export function compileChain(cx: BodyContext, e: Expression): Typed {
  switch (e.kind) {
    case 'literal':
      return compileLiteral(cx, e);
    case 'name':
    case 'dot':
      return valueOf(cx, compileReference(cx, e), e);
    case 'this':
      if (cx.symbol === null || cx.scope.isStatic) {
        cx.fail(e, 'static-context', 'This cannot be referenced in a static context');
      }
      return { type: cx.symbol.type, code: 'this', nonNull: true };
    case 'super':
      if (cx.symbol === null || cx.scope.isStatic) {
        cx.fail(e, 'static-context', 'Super cannot be referenced in a static context');
      }
      return { type: cx.symbol?.superType ?? cx.types.plain('object'), code: 'super', nonNull: true, isSuper: true };
    case 'call':
      return compileCall(cx, e);
    case 'constructorCall':
      return cx.fail(
        e,
        'constructor-call',
        `Call to '${e.which}()' must be the first statement in a constructor method`
      );
    case 'index':
      return compileIndex(cx, e);
    case 'new':
      return compileNew(cx, e);
    case 'newArray':
      return compileNewArray(cx, e);
    case 'newItems':
      return compileNewItems(cx, e);
    case 'newMap':
      return compileNewMap(cx, e);
    case 'classLiteral': {
      const token = tokenOf(cx, e);
      const code =
        token === undefined
          ? cx.links.other(`$.typeValue(${quote(classLiteralKey(cx, e))})`)
          : `${cx.op('tokenType')}(${quote(token)})`;
      return { type: cx.types.plain('type'), code, nonNull: true };
    }
    case 'unary':
      return compileUnary(cx, e);
    case 'increment':
      return compileIncrement(cx, e, false);
    case 'binary':
      return compileBinary(cx, e);
    case 'assign':
      return compileAssign(cx, e);
    case 'conditional':
      return compileConditional(cx, e);
    case 'instanceof':
      return compileInstanceOf(cx, e);
    case 'cast':
      return compileCast(cx, e);
    case 'parens': {
      const inner = compileExpression(cx, e.operand);
      return { ...inner, code: /^[\w$]+$|^\(/.test(inner.code) ? inner.code : `(${inner.code})` };
    }
    case 'soql':
    case 'sosl':
      return compileQuery(cx, e);
  }
}

/** The object of `Account.SObjectType.class`: the platform compiles it, yet no page says which type it is. */
function tokenOf(cx: BodyContext, e: Extract<Expression, { kind: 'classLiteral' }>): string | undefined {
  const object = /^(\w+)\.SObjectType$/i.exec(e.type.name)?.[1];
  const isType = object === undefined || cx.types.resolve(e.type, cx.symbol) !== undefined;
  return isType ? undefined : cx.types.sobjects.objectName(object);
}

function classLiteralKey(cx: BodyContext, e: Extract<Expression, { kind: 'classLiteral' }>): string {
  if (e.type.name.toLowerCase() === 'void') {
    return 'void';
  }
  // `List.class` needs no type arguments.
  return (e.type.args.length === 0 ? cx.types.resolve(e.type, cx.symbol) : undefined)?.key ?? cx.type(e.type).key;
}

function valueOf(cx: BodyContext, reference: Reference, at: Position & { name?: string }): Typed {
  if (reference.kind === 'value') {
    return reference.value;
  }
  if (reference.kind === 'describe') {
    return {
      type: cx.types.table.get('schema.describesobjectresult'),
      code: `$p.describe(${quote(reference.objectName)})`,
      nonNull: true
    };
  }
  return cx.fail(at, 'unknown-variable', `Variable does not exist: ${at.name ?? reference.kind}`);
}
