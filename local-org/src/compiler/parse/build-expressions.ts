import * as AP from '@apexdevtools/apex-parser';
import type { Expression, Literal, LiteralType, QueryExpression } from './ast.ts';
import { buildCreatedType, buildType, listOf, nameType, position } from './build-types.ts';
import { numberType, unescapeString } from './literals.ts';
import { joined, prefixed, sumOf } from './signed-casts.ts';

type Context = AP.ApexParserRuleContext;
type Builder = (context: never) => Expression;

const builders = new Map<unknown, Builder>();

function on<C extends Context>(type: abstract new (...args: never[]) => C, build: (context: C) => Expression): void {
  builders.set(type, build);
}

export function buildExpression(context: Context): Expression {
  const build = builders.get(context.constructor);
  if (build === undefined) {
    throw new Error(`No syntax tree for ${context.constructor.name}`);
  }
  return build(context as never);
}

export function buildExpressions(context: AP.ExpressionListContext | null | undefined): Expression[] {
  return context ? context.expression_list().map(buildExpression) : [];
}

function literal(context: Context, type: LiteralType, text: string): Literal {
  return { kind: 'literal', type, text, ...position(context) };
}

export function buildLiteral(context: AP.LiteralContext): Literal {
  const text = context.getText();
  if (context.IntegerLiteral()) {
    return literal(context, 'Integer', text);
  }
  if (context.LongLiteral()) {
    return literal(context, 'Long', text.slice(0, -1));
  }
  if (context.NumberLiteral()) {
    return literal(context, numberType(text), text.replace(/[dD]$/, ''));
  }
  if (context.StringLiteral() || context.MultilineStringLiteral()) {
    return literal(context, 'String', unescapeString(text));
  }
  return context.BooleanLiteral() ? literal(context, 'Boolean', text.toLowerCase()) : literal(context, 'null', '');
}

/** Text of operator tokens between two operands: `>` `=` come as two tokens. */
function operatorOf(context: Context): string {
  const children = context.children ?? [];
  return children
    .slice(1, -1)
    .map((child) => child.getText())
    .join('');
}

function binary(context: Context & { expression(i: number): AP.ExpressionContext }): Expression {
  const left = buildExpression(context.expression(0));
  const right = buildExpression(context.expression(1));
  return joined(operatorOf(context), left, right, position(context));
}

function collectBinds(context: Context, into: Expression[]): Expression[] {
  for (const child of context.children ?? []) {
    if (child instanceof AP.BoundExpressionContext) {
      into.push(buildExpression(child.expression()));
    } else if ('children' in child) {
      collectBinds(child as Context, into);
    }
  }
  return into;
}

function query(kind: QueryExpression['kind'], context: Context): QueryExpression {
  const source = context.start.getInputStream();
  const text = source.getText(context.start.start, (context.stop ?? context.start).stop);
  return { kind, text: text.slice(1, -1).trim(), binds: collectBinds(context, []), ...position(context) };
}

on(AP.PrimaryExpressionContext, (c) => buildExpression(c.primary()));
on(AP.ThisPrimaryContext, (c) => ({ kind: 'this', ...position(c) }));
on(AP.SuperPrimaryContext, (c) => ({ kind: 'super', ...position(c) }));
on(AP.LiteralPrimaryContext, (c) => buildLiteral(c.literal()));
on(AP.TypeRefPrimaryContext, (c) => ({ kind: 'classLiteral', type: buildType(c.typeRef()), ...position(c) }));
on(AP.VoidPrimaryContext, (c) => ({
  kind: 'classLiteral',
  type: { name: 'void', args: [], ...position(c) },
  ...position(c)
}));
on(AP.IdPrimaryContext, (c) => ({ kind: 'name', name: c.id().getText(), ...position(c) }));
on(AP.SoqlPrimaryContext, (c) => query('soql', c.soqlLiteral()));
on(AP.SoslPrimaryContext, (c) => query('sosl', c.soslLiteral()));
on(AP.SubExpressionContext, (c) => ({ kind: 'parens', operand: buildExpression(c.expression()), ...position(c) }));
on(AP.DotExpressionContext, (c) => {
  const target = buildExpression(c.expression());
  const safe = c.QUESTIONDOT() != null;
  const call = c.dotMethodCall();
  return call
    ? {
        kind: 'call',
        target,
        name: call.anyId().getText(),
        args: buildExpressions(call.expressionList()),
        safe,
        ...position(call)
      }
    : { kind: 'dot', target, name: c.anyId().getText(), safe, ...position(c.anyId()) };
});
on(AP.ArrayExpressionContext, (c) => ({
  kind: 'index',
  target: buildExpression(c.expression(0)),
  index: buildExpression(c.expression(1)),
  ...position(c)
}));
on(AP.MethodCallExpressionContext, (c) => {
  const call = c.methodCall();
  const args = buildExpressions(call.expressionList());
  if (call.THIS() || call.SUPER()) {
    return { kind: 'constructorCall', which: call.THIS() ? 'this' : 'super', args, ...position(c) };
  }
  return { kind: 'call', target: null, name: call.id().getText(), args, safe: false, ...position(c) };
});
on(AP.CastExpressionContext, (c) => {
  const at = position(c);
  return (
    sumOf(c, buildExpression) ??
    prefixed(buildExpression(c.expression()), at, (operand) => ({
      kind: 'cast',
      type: buildType(c.typeRef()),
      operand,
      ...at
    }))
  );
});
on(AP.InstanceOfExpressionContext, (c) => ({
  kind: 'instanceof',
  operand: buildExpression(c.expression()),
  type: buildType(c.typeRef()),
  ...position(c)
}));
on(AP.PostOpExpressionContext, (c) => ({
  kind: 'increment',
  operator: c.INC() ? '++' : '--',
  prefix: false,
  operand: buildExpression(c.expression()),
  ...position(c)
}));
on(AP.PreOpExpressionContext, (c) => {
  const operand = buildExpression(c.expression());
  if (c.INC() || c.DEC()) {
    return { kind: 'increment', operator: c.INC() ? '++' : '--', prefix: true, operand, ...position(c) };
  }
  if (
    c.SUB() &&
    operand.kind === 'literal' &&
    !operand.text.startsWith('-') &&
    /^(Integer|Long|Decimal)$/.test(operand.type)
  ) {
    return { ...operand, text: `-${operand.text}`, ...position(c) };
  }
  const at = position(c);
  return prefixed(operand, at, (signed) => ({ kind: 'unary', operator: c.ADD() ? '+' : '-', operand: signed, ...at }));
});
on(AP.NegExpressionContext, (c) => {
  const at = position(c);
  return prefixed(buildExpression(c.expression()), at, (operand) => ({
    kind: 'unary',
    operator: c.TILDE() ? '~' : '!',
    operand,
    ...at
  }));
});
for (const type of [
  AP.Arth1ExpressionContext,
  AP.Arth2ExpressionContext,
  AP.BitExpressionContext,
  AP.BitAndExpressionContext,
  AP.BitOrExpressionContext,
  AP.BitNotExpressionContext,
  AP.LogAndExpressionContext,
  AP.LogOrExpressionContext,
  AP.CmpExpressionContext,
  AP.EqualityExpressionContext,
  AP.CoalExpressionContext
]) {
  on<Context & { expression(i: number): AP.ExpressionContext }>(type, binary);
}
on(AP.CondExpressionContext, (c) => ({
  kind: 'conditional',
  condition: buildExpression(c.expression(0)),
  whenTrue: buildExpression(c.expression(1)),
  whenFalse: buildExpression(c.expression(2)),
  ...position(c)
}));
on(AP.AssignExpressionContext, (c) => {
  const operator = operatorOf(c);
  return {
    kind: 'assign',
    operator: operator === '=' ? '=' : operator.slice(0, -1),
    target: buildExpression(c.expression(0)),
    value: buildExpression(c.expression(1)),
    ...position(c)
  };
});
on(AP.NewExpressionContext, (c) => {
  const creator = c.creator();
  const at = position(c);
  const type = buildCreatedType(creator.createdName());
  const array = creator.arrayCreatorRest();
  if (array) {
    return array.arrayInitializer()
      ? {
          kind: 'newItems',
          type: listOf(type),
          items: array.arrayInitializer().expression_list().map(buildExpression),
          ...at
        }
      : { kind: 'newArray', type: listOf(type), size: buildExpression(array.expression()), ...at };
  }
  if (creator.mapCreatorRest()) {
    const entries = creator
      .mapCreatorRest()
      .mapCreatorRestPair_list()
      .map((pair) => ({ key: buildExpression(pair.expression(0)), value: buildExpression(pair.expression(1)) }));
    return { kind: 'newMap', type, entries, ...at };
  }
  if (creator.setCreatorRest()) {
    return { kind: 'newItems', type, items: creator.setCreatorRest().expression_list().map(buildExpression), ...at };
  }
  if (creator.noRest()) {
    return { kind: 'newItems', type, items: [], ...at };
  }
  return { kind: 'new', type, args: buildExpressions(creator.classCreatorRest().arguments().expressionList()), ...at };
});

/** `when` values of a switch: literals, or names that are enum constants. */
export function buildWhenLiteral(context: AP.WhenLiteralContext): Expression {
  if (context.whenLiteral()) {
    return buildWhenLiteral(context.whenLiteral());
  }
  const text = context.getText();
  if (context.NULL()) {
    return literal(context, 'null', '');
  }
  if (context.StringLiteral() || context.MultilineStringLiteral()) {
    return literal(context, 'String', unescapeString(text));
  }
  if (context.IntegerLiteral()) {
    return literal(context, 'Integer', text.replace(/\+/g, ''));
  }
  if (context.LongLiteral()) {
    return literal(context, 'Long', text.replace(/\+/g, '').slice(0, -1));
  }
  return { kind: 'name', ...nameType(context.qualifiedName()) };
}
