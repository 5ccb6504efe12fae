import type { ApexType } from '../../values/index.ts';
import type { ForEachStatement } from '../parse/ast.ts';
import type { BodyContext } from './body-context.ts';
import { convert } from './coerce.ts';
import { compileExpression } from './expressions.ts';
import { compileLoopBody } from './statements.ts';
import type { Typed } from './typed.ts';

/** `for (Account a : …)`; a list variable over a query gets the rows 200 at a time. */
export function compileForEach(cx: BodyContext, s: ForEachStatement): void {
  const type = cx.type(s.type);
  const source = compileExpression(cx, s.source);
  const element = elementType(cx, source);
  if (element === undefined) {
    cx.fail(s.source, 'operand-type', `Loop must iterate over collection: ${source.type.name}`);
  }
  const isChunked = source.isQuery === true && cx.types.isCollection(type, 'list');
  if (isChunked && type.args[0] !== undefined && !areLoopRecords(cx, element, type.args[0])) {
    cx.fail(s, 'not-assignable', loopMessage(cx, source, element, type));
  }
  if (!isChunked && !cx.isAssignable(element, type) && !areRecords(cx, element, type)) {
    cx.fail(s, 'not-assignable', loopMessage(cx, source, element, type));
  }
  cx.scope.push();
  const local = cx.scope.declare(s.name, type);
  if (local === undefined) {
    cx.fail(s, 'duplicate-variable', `Duplicate variable: ${s.name}`);
  }
  const item = convert(cx, { type: element, code: '$item' }, type);
  const direct = item === '$item';
  cx.out.open(`for (let ${direct ? local.js : '$item'} of ${cx.op(isChunked ? 'chunks' : 'each')}(${source.code})) {`);
  if (!direct) {
    cx.out.write(`let ${local.js} = ${item};`);
  }
  compileLoopBody(cx, s.body);
  cx.out.close();
  cx.scope.pop();
}

function loopMessage(cx: BodyContext, source: Typed, element: ApexType, type: ApexType): string {
  return source.isQuery === true && cx.types.isSObject(element)
    ? `Loop variable must be a generic SObject or List or a concrete SObject or List of: ${element.name}`
    : `Invalid loop variable type expected ${element.name} was ${type.name}`;
}

function areLoopRecords(cx: BodyContext, element: ApexType, other: ApexType): boolean {
  return other.key === 'any' || other === element || areRecords(cx, element, other);
}

function areRecords(cx: BodyContext, a: ApexType, b: ApexType): boolean {
  return cx.types.isSObject(a) && cx.types.isSObject(b) && (a.key === 'system.sobject' || b.key === 'system.sobject');
}

function elementType(cx: BodyContext, source: Typed): ApexType | undefined {
  const { type } = source;
  if (type.key === 'any' || cx.types.isCollection(type, 'list') || cx.types.isCollection(type, 'set')) {
    return type.args[0] ?? cx.types.plain('any');
  }
  const iterable = findIterable(cx, type);
  return iterable === undefined ? undefined : (iterable.args[0] ?? cx.types.plain('any'));
}

function findIterable(cx: BodyContext, type: ApexType): ApexType | undefined {
  if (/^system\.iter(able|ator)$/.test(cx.types.baseKey(type)) || cx.types.baseKey(type) === 'database.querylocator') {
    return type;
  }
  for (const parent of cx.types.supers(type)) {
    const found = findIterable(cx, parent);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}
