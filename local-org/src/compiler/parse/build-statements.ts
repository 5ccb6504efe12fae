import * as AP from '@apexdevtools/apex-parser';
import type {
  Block,
  DmlOperation,
  DmlStatement,
  ForEachStatement,
  ForStatement,
  LocalStatement,
  Statement,
  WhenValue
} from './ast.ts';
import { buildExpression, buildExpressions, buildWhenLiteral } from './build-expressions.ts';
import { buildType, nameType, position } from './build-types.ts';

export function buildBlock(context: AP.BlockContext): Block {
  const last = context.stop ?? context.start;
  return {
    kind: 'block',
    statements: context.statement_list().map(buildStatement),
    end: { line: last.line, column: last.column + 1 },
    ...position(context)
  };
}

function buildLocal(context: AP.LocalVariableDeclarationContext): LocalStatement {
  return {
    kind: 'local',
    type: buildType(context.typeRef()),
    isFinal: context.modifier_list().some((modifier) => modifier.FINAL()),
    declarators: buildDeclarators(context.variableDeclarators()),
    ...position(context)
  };
}

export function buildDeclarators(context: AP.VariableDeclaratorsContext): LocalStatement['declarators'] {
  return context.variableDeclarator_list().map((declarator) => ({
    name: declarator.id().getText(),
    initializer: declarator.expression() ? buildExpression(declarator.expression()) : null,
    ...position(declarator)
  }));
}

function optional(context: AP.StatementContext | null | undefined): Statement | null {
  return context ? buildStatement(context) : null;
}

function buildFor(context: AP.ForStatementContext): ForStatement | ForEachStatement {
  const control = context.forControl();
  const body = optional(context.statement());
  const each = control.enhancedForControl();
  if (each) {
    const source = buildExpression(each.expression());
    return {
      kind: 'forEach',
      type: buildType(each.typeRef()),
      name: each.id().getText(),
      source,
      body,
      ...position(context)
    };
  }
  const init = control.forInit();
  return {
    kind: 'for',
    init: init
      ? init.localVariableDeclaration()
        ? buildLocal(init.localVariableDeclaration())
        : buildExpressions(init.expressionList())
      : null,
    condition: control.expression() ? buildExpression(control.expression()) : null,
    update: control.forUpdate() ? buildExpressions(control.forUpdate().expressionList()) : [],
    body,
    ...position(context)
  };
}

function buildWhenValue(context: AP.WhenValueContext): WhenValue {
  if (context.ELSE()) {
    return { kind: 'else' };
  }
  if (context.typeRef()) {
    return { kind: 'type', type: buildType(context.typeRef()), name: context.id().getText() };
  }
  return { kind: 'values', values: context.whenLiteral_list().map(buildWhenLiteral) };
}

function accessOf(context: AP.AccessLevelContext | null | undefined): DmlStatement['access'] {
  return context ? (context.USER() ? 'user' : 'system') : null;
}

type DmlContext =
  | AP.InsertStatementContext
  | AP.UpdateStatementContext
  | AP.UpsertStatementContext
  | AP.DeleteStatementContext
  | AP.UndeleteStatementContext;

function dml(operation: DmlOperation, context: DmlContext): DmlStatement {
  const externalId =
    context instanceof AP.UpsertStatementContext && context.qualifiedName() ? context.qualifiedName().getText() : null;
  const value = buildExpression(context.expression());
  return {
    kind: 'dml',
    operation,
    value,
    second: null,
    access: accessOf(context.accessLevel()),
    externalId,
    ...position(context)
  };
}

function buildTry(c: AP.TryStatementContext): Statement {
  return {
    kind: 'try',
    body: buildBlock(c.block()),
    catches: c.catchClause_list().map((clause) => ({
      type: nameType(clause.qualifiedName()),
      name: clause.id().getText(),
      body: buildBlock(clause.block()),
      ...position(clause)
    })),
    finallyBlock: c.finallyBlock() ? buildBlock(c.finallyBlock().block()) : null,
    ...position(c)
  };
}

export function buildStatement(context: AP.StatementContext): Statement {
  const c = context.children?.[0];
  const at = position(context);
  if (c instanceof AP.ExpressionStatementContext) {
    return { kind: 'expression', expression: buildExpression(c.expression()), ...at };
  }
  if (c instanceof AP.LocalVariableDeclarationStatementContext) {
    return buildLocal(c.localVariableDeclaration());
  }
  if (c instanceof AP.BlockContext) {
    return buildBlock(c);
  }
  if (c instanceof AP.IfStatementContext) {
    const condition = buildExpression(c.parExpression().expression());
    return { kind: 'if', condition, then: buildStatement(c.statement(0)), otherwise: optional(c.statement(1)), ...at };
  }
  if (c instanceof AP.ReturnStatementContext) {
    return { kind: 'return', value: c.expression() ? buildExpression(c.expression()) : null, ...at };
  }
  if (c instanceof AP.ForStatementContext) {
    return buildFor(c);
  }
  if (c instanceof AP.WhileStatementContext) {
    return {
      kind: 'while',
      condition: buildExpression(c.parExpression().expression()),
      body: optional(c.statement()),
      ...at
    };
  }
  if (c instanceof AP.DoWhileStatementContext) {
    return {
      kind: 'doWhile',
      condition: buildExpression(c.parExpression().expression()),
      body: buildBlock(c.block()),
      ...at
    };
  }
  if (c instanceof AP.ThrowStatementContext) {
    return { kind: 'throw', value: buildExpression(c.expression()), ...at };
  }
  if (c instanceof AP.TryStatementContext) {
    return buildTry(c);
  }
  if (c instanceof AP.SwitchStatementContext) {
    const whens = c.whenControl_list().map((when) => ({
      value: buildWhenValue(when.whenValue()),
      body: buildBlock(when.block()),
      ...position(when)
    }));
    return { kind: 'switch', subject: buildExpression(c.expression()), whens, ...at };
  }
  return buildSimpleStatement(c, at);
}

function buildSimpleStatement(c: unknown, at: { line: number; column: number }): Statement {
  if (c instanceof AP.BreakStatementContext) {
    return { kind: 'break', ...at };
  }
  if (c instanceof AP.ContinueStatementContext) {
    return { kind: 'continue', ...at };
  }
  if (c instanceof AP.InsertStatementContext) {
    return dml('insert', c);
  }
  if (c instanceof AP.UpdateStatementContext) {
    return dml('update', c);
  }
  if (c instanceof AP.UpsertStatementContext) {
    return dml('upsert', c);
  }
  if (c instanceof AP.DeleteStatementContext) {
    return dml('delete', c);
  }
  if (c instanceof AP.UndeleteStatementContext) {
    return dml('undelete', c);
  }
  if (c instanceof AP.MergeStatementContext) {
    const value = buildExpression(c.expression(0));
    const second = buildExpression(c.expression(1));
    return {
      kind: 'dml',
      operation: 'merge',
      value,
      second,
      access: accessOf(c.accessLevel()),
      externalId: null,
      ...at
    };
  }
  if (c instanceof AP.RunAsStatementContext) {
    return { kind: 'runAs', args: buildExpressions(c.expressionList()), body: buildBlock(c.block()), ...at };
  }
  throw new Error(`No syntax tree for a statement at line ${at.line}`);
}
