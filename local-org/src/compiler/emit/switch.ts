import type { ApexType } from '../../values/index.ts';
import type { Expression, Position, SwitchStatement, TypeNode } from '../parse/ast.ts';
import type { FieldSymbol } from '../symbols/symbols.ts';
import type { BodyContext } from './body-context.ts';
import { compileExpression } from './expressions.ts';
import { findField } from './fields.ts';
import { enumConstant } from './references.ts';
import { compileBlock } from './statements.ts';
import type { Typed } from './typed.ts';

const SWITCHABLE = /^system\.(integer|long|string|sobject|object|id)$|^any$/;

export function compileSwitch(cx: BodyContext, s: SwitchStatement): void {
  const subject = compileExpression(cx, s.subject);
  if (!SWITCHABLE.test(subject.type.key) && !cx.types.isEnum(subject.type) && !cx.types.isSObject(subject.type)) {
    cx.fail(s, 'operand-type', `${subject.type.name} is not a valid switch expression type`);
  }
  const value = cx.scope.temporary();
  cx.out.write(`${value} = ${subject.code};`);
  let isFirst = true;
  checkWhens(cx, s, subject);
  for (const when of s.whens) {
    const prefix = isFirst ? '' : '} else ';
    if (when.value.kind === 'else') {
      cx.out[isFirst ? 'open' : 'reopen'](isFirst ? '{' : '} else {');
    } else if (when.value.kind === 'type') {
      const type = whenType(cx, subject, when.value.type, when);
      cx.out[isFirst ? 'open' : 'reopen'](`${prefix}if ($p.isInstance(${value}, ${cx.links.type(type.key)})) {`);
      cx.scope.push();
      const local = cx.scope.declare(when.value.name, type, { nonNull: true });
      if (local === undefined) {
        cx.fail(when, 'duplicate-variable', `Duplicate variable: ${when.value.name}`);
      }
      cx.out.write(`let ${local.js} = ${value};`);
    } else {
      const tests = when.value.values.map((candidate) => whenTest(cx, { ...subject, code: value }, candidate));
      cx.out[isFirst ? 'open' : 'reopen'](`${prefix}if (${tests.join(' || ')}) {`);
    }
    compileBlock(cx, when.body);
    if (when.value.kind === 'type') {
      cx.scope.pop();
    }
    isFirst = false;
  }
  if (!isFirst) {
    cx.out.close();
  }
}

function whenTest(cx: BodyContext, subject: Typed, candidate: Expression): string {
  if (candidate.kind === 'literal' && candidate.type === 'null') {
    return `${subject.code} === null`;
  }
  if (candidate.kind === 'name' && cx.types.isEnum(subject.type)) {
    const name = candidate.name.split('.').at(-1) ?? '';
    const constants =
      cx.types.classOf(subject.type)?.constants ??
      cx.types.signature(subject.type)?.fields.map((field) => field.name) ??
      [];
    const constant = constants.find((other) => other.toLowerCase() === name.toLowerCase());
    if (constant === undefined) {
      return cx.fail(candidate, 'unknown-variable', `Variable does not exist: ${name}`);
    }
    return `${subject.code} === ${enumConstant(cx, subject.type, constant).code}`;
  }
  if (cx.types.isSObject(subject.type)) {
    cx.fail(candidate, 'when-type', "Switching on SObject types must be a 'when type variable' or 'when null'");
  }
  const value = compileExpression(cx, candidate);
  if (subject.type.key !== 'any' && !cx.isAssignable(value.type, subject.type)) {
    const message = `${value.type.name} value in 'when expression' cannot be implicitly converted to the ${subject.type.name} type in switch expression`;
    cx.fail(candidate, 'not-assignable', message);
  }
  if (candidate.kind === 'name' || candidate.kind === 'dot') {
    checkConstant(cx, candidate);
  }
  // A number literal takes the type of the subject.
  const code =
    subject.type.key === 'system.long' && value.type.key === 'system.integer' ? `${value.code}n` : value.code;
  return `${subject.code} === ${code}`;
}

/** The type of `when Account a`, which the subject can be. */
function whenType(cx: BodyContext, subject: Typed, node: TypeNode, at: Position): ApexType {
  const type = cx.type(node);
  if (subject.type.key === 'any') {
    return type;
  }
  if (!cx.types.isSObject(type) || !(cx.types.isSObject(subject.type) || subject.type.key === 'system.object')) {
    cx.fail(at, 'when-type', `${type.name} cannot be a 'when type variable' block`);
  }
  if (!cx.isAssignable(type, subject.type) && !cx.isAssignable(subject.type, type)) {
    const message = `${type.name} value in 'when expression' cannot be implicitly converted to the ${subject.type.name} type in switch expression`;
    cx.fail(at, 'not-assignable', message);
  }
  return type;
}

/** A name in a `when` stands for a constant: a static final field. */
function checkConstant(cx: BodyContext, e: Extract<Expression, { kind: 'name' | 'dot' }>): void {
  const isLocal = e.kind === 'name' && cx.scope.find(e.name) !== undefined;
  const field = isLocal || cx.symbol === null ? undefined : constantField(cx, e);
  if (isLocal) {
    cx.fail(e, 'when-type', `When clause must be a literal or a non null constant literal: ${e.name}`);
  }
  if (field !== undefined && !(field.isStatic && field.isFinal)) {
    cx.fail(e, 'when-type', `Field must be a static final constant: ${e.name}`);
  }
}

function constantField(cx: BodyContext, e: Extract<Expression, { kind: 'name' | 'dot' }>): FieldSymbol | undefined {
  for (let symbol = e.kind === 'name' ? cx.symbol : null; symbol !== null; symbol = symbol.outer) {
    const field = findField(cx.types, symbol, e.name);
    if (field !== undefined) {
      return field;
    }
  }
  return undefined;
}

/** No value or type may be named twice, and nothing follows `when else`. */
function checkWhens(cx: BodyContext, s: SwitchStatement, subject: Typed): void {
  const seen = new Set<string>();
  for (const [i, when] of s.whens.entries()) {
    if (when.value.kind === 'else' && i < s.whens.length - 1) {
      cx.report(when, 'invalid-when', "'when else' must be the last when block");
    }
    if (when.value.kind === 'type') {
      const name = when.value.type.name;
      if (seen.has(`type:${name.toLowerCase()}`)) {
        cx.report(when, 'duplicate-when', repeated(name));
      }
      seen.add(`type:${name.toLowerCase()}`);
    }
    const candidates = when.value.kind === 'values' ? when.value.values : [];
    for (const candidate of candidates) {
      const text = valueText(candidate);
      if (text !== undefined && seen.has(text)) {
        cx.report(candidate, 'duplicate-when', repeated(shownValue(cx, candidate, subject)));
      }
      seen.add(text ?? '');
    }
  }
}

const repeated = (what: string): string => `${what} occurs as more than one when branch for this switch statement`;

function shownValue(cx: BodyContext, e: Expression, subject: Typed): string {
  const name = e.kind === 'name' ? (e.name.split('.').at(-1) ?? '') : e.kind === 'literal' ? e.text : '';
  const constant = cx.types
    .classOf(subject.type)
    ?.constants.find((other) => other.toLowerCase() === name.toLowerCase());
  return constant ?? name;
}

function valueText(e: Expression): string | undefined {
  if (e.kind === 'literal') {
    return `${e.type}:${e.text}`;
  }
  return e.kind === 'name' ? `name:${(e.name.split('.').at(-1) ?? '').toLowerCase()}` : undefined;
}
