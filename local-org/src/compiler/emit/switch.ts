import type { Expression, SwitchStatement } from '../parse/ast.ts';
import type { BodyContext } from './body-context.ts';
import { compileExpression } from './expressions.ts';
import { enumConstant } from './references.ts';
import { compileBlock } from './statements.ts';
import type { Typed } from './typed.ts';

const SWITCHABLE = /^system\.(integer|long|string|sobject|object|id)$|^any$/;

export function compileSwitch(cx: BodyContext, s: SwitchStatement): void {
  const subject = compileExpression(cx, s.subject);
  if (!SWITCHABLE.test(subject.type.key) && !cx.types.isEnum(subject.type) && !cx.types.isSObject(subject.type)) {
    const known = cx.types.classOf(subject.type);
    if (known === undefined) {
      cx.fail(
        s,
        'operand-type',
        `Switch expression must be of type Integer, Long, String, SObject or Enum: ${subject.type.name}`
      );
    }
  }
  const value = cx.scope.temporary();
  cx.out.write(`${value} = ${subject.code};`);
  let isFirst = true;
  checkWhens(cx, s);
  for (const when of s.whens) {
    const prefix = isFirst ? '' : '} else ';
    if (when.value.kind === 'else') {
      cx.out[isFirst ? 'open' : 'reopen'](isFirst ? '{' : '} else {');
    } else if (when.value.kind === 'type') {
      const type = cx.type(when.value.type);
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
  const value = compileExpression(cx, candidate);
  if (subject.type.key !== 'any' && !cx.isAssignable(value.type, subject.type)) {
    cx.fail(candidate, 'not-assignable', `Incompatible types in when: ${value.type.name} is not ${subject.type.name}`);
  }
  // A number literal takes the type of the subject.
  const code =
    subject.type.key === 'system.long' && value.type.key === 'system.integer' ? `${value.code}n` : value.code;
  return `${subject.code} === ${code}`;
}

/** No value may be named twice, and nothing follows `when else`. */
function checkWhens(cx: BodyContext, s: SwitchStatement): void {
  const seen = new Set<string>();
  for (const [i, when] of s.whens.entries()) {
    if (when.value.kind === 'else' && i < s.whens.length - 1) {
      cx.report(when, 'invalid-when', 'When else block must be the last when block');
    }
    const candidates = when.value.kind === 'values' ? when.value.values : [];
    for (const candidate of candidates) {
      const text = valueText(candidate);
      if (text !== undefined && seen.has(text)) {
        cx.report(candidate, 'duplicate-when', `Duplicate when value: ${text.replace(/^[^:]*:/, '')}`);
      }
      seen.add(text ?? '');
    }
  }
}

function valueText(e: Expression): string | undefined {
  if (e.kind === 'literal') {
    return `${e.type}:${e.text}`;
  }
  return e.kind === 'name' ? `name:${(e.name.split('.').at(-1) ?? '').toLowerCase()}` : undefined;
}
