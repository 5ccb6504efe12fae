import type {
  Block,
  DmlStatement,
  ForStatement,
  IfStatement,
  LocalStatement,
  ReturnStatement,
  RunAsStatement,
  Statement,
  ThrowStatement,
  TryStatement,
  WhileStatement
} from '../parse/ast.ts';
import type { ApexType } from '../../values/index.ts';
import { enforcedState } from '../../engine/index.ts';
import { refusedOperation } from '../../metadata/index.ts';
import { AnalysisError } from '../symbols/errors.ts';
import { identifierProblem } from '../symbols/identifiers.ts';
import type { BodyContext } from './body-context.ts';
import { assignTo, condition, single } from './coerce.ts';
import { compileDiscarded, compileExpression } from './expressions.ts';
import { completes } from './flow.ts';
import { compileForEach } from './for-each.ts';
import { CALL_STATE } from './scope.ts';
import { compileSwitch } from './switch.ts';
import { quote } from './typed.ts';

const VERSION = /\.version$/;
const RUN_AS = /^(schema\.user|system\.version|package\.version|system\.sobject|null|any)$/;

/** Before this version statements that are never reached compile. */
const NO_UNREACHABLE = 41;

export const TICK = 'if (--$b.left < 0) $b.tick();';
/** Begins a function, which has its own state as a call: how deep it is and whose sharing holds. Each way out of it ends with `LEAVE`. */
export function enterCall(cx: BodyContext): string {
  const state = cx.enteredState('$o');
  return `const $o = $b.call, ${CALL_STATE} = ${state}; $b.call = ${CALL_STATE}; if (--$b.left < 0 || ${CALL_STATE} > $b.deepest) $b.tick();`;
}
export const LEAVE = '$b.call = $o;';
/** Values that may be read after the call has been counted off: reading them calls nothing. */
const PLAIN_VALUE = /^(?:v_\w+|-?\d+|null|true|false|this)$/;
/** Kinds of expression that may stand as a statement. */
const EFFECTS = new Set([
  'assign',
  'increment',
  'call',
  'constructorCall',
  'new',
  'newItems',
  'newMap',
  'newArray',
  'soql',
  'sosl'
]);

export function compileBlock(cx: BodyContext, block: Block): void {
  cx.scope.push();
  compileStatements(cx, block.statements);
  cx.scope.pop();
}

export function compileStatements(cx: BodyContext, statements: readonly Statement[]): void {
  let reachable = true;
  for (const statement of statements) {
    if (!reachable && cx.apiVersion >= NO_UNREACHABLE) {
      cx.report(statement, 'unreachable', 'Unreachable statement');
      return;
    }
    try {
      compileStatement(cx, statement);
    } catch (error) {
      if (!(error instanceof AnalysisError)) {
        throw error;
      }
      cx.report(error.problem, error.problem.code, error.problem.message);
      declareAfterError(cx, statement);
    }
    reachable = completes(statement);
  }
}

/** A declaration with an error still declares its variables, so that one mistake is reported once. */
function declareAfterError(cx: BodyContext, statement: Statement): void {
  if (statement.kind === 'local') {
    const type = cx.types.resolve(statement.type, cx.symbol) ?? cx.types.plain('any');
    for (const declarator of statement.declarators) {
      cx.scope.declare(declarator.name, type);
    }
  }
}

/** Marks the line as executable and, with coverage, counts its runs. */
function enter(cx: BodyContext, statement: Statement): void {
  cx.out.at(statement.line);
  if (statement.kind === 'block') {
    return;
  }
  if (!cx.coveredLines.has(statement.line)) {
    cx.coveredLines.add(statement.line);
    if (cx.coverage) {
      cx.out.write(`$k[${statement.line}]++;`);
    }
  }
}

export function compileStatement(cx: BodyContext, s: Statement): void {
  enter(cx, s);
  switch (s.kind) {
    case 'block':
      cx.out.open('{');
      compileBlock(cx, s);
      cx.out.close();
      break;
    case 'local':
      cx.out.write(`${compileLocal(cx, s)};`);
      break;
    case 'expression':
      if (!EFFECTS.has(s.expression.kind)) {
        cx.fail(s, 'invalid-statement', 'Expression cannot be a statement.');
      }
      cx.out.write(`${compileDiscarded(cx, s.expression).code};`);
      break;
    case 'if':
      compileIf(cx, s);
      break;
    case 'while':
    case 'doWhile':
      compileWhile(cx, s);
      break;
    case 'for':
      compileFor(cx, s);
      break;
    case 'forEach':
      compileForEach(cx, s);
      break;
    case 'return':
      compileReturn(cx, s);
      break;
    case 'throw':
      compileThrow(cx, s);
      break;
    case 'break':
    case 'continue':
      if (cx.scope.loops === 0) {
        cx.fail(s, 'invalid-statement', `${s.kind === 'break' ? 'Break' : 'Continue'} statement must be in loop`);
      }
      cx.out.write(`${s.kind};`);
      break;
    case 'try':
      compileTry(cx, s);
      break;
    case 'switch':
      compileSwitch(cx, s);
      break;
    case 'dml':
      compileDml(cx, s);
      break;
    case 'runAs':
      compileRunAs(cx, s);
      break;
  }
}

function compileLocal(cx: BodyContext, s: LocalStatement): string {
  const type = cx.type(s.type);
  if (type.key === 'void') {
    cx.fail(s, 'unknown-type', 'Variables cannot be of type void');
  }
  const parts = s.declarators.map((declarator) => {
    const value = declarator.initializer === null ? null : compileExpression(cx, declarator.initializer);
    const code = value === null ? 'null' : assignTo(cx, value, type, declarator);
    const local = cx.scope.declare(declarator.name, type, {
      nonNull:
        value?.nonNull === true && value.isQuery !== true && !cx.scope.assigned.has(declarator.name.toLowerCase())
    });
    const problem = identifierProblem(declarator.name);
    if (problem !== undefined) {
      cx.report(declarator, 'invalid-identifier', problem);
    }
    if (local === undefined) {
      return cx.fail(declarator, 'duplicate-variable', `Duplicate variable: ${declarator.name}`);
    }
    return `${local.js} = ${code}`;
  });
  return `let ${parts.join(', ')}`;
}

function compileIf(cx: BodyContext, s: IfStatement): void {
  cx.out.open(`if (${condition(cx, compileExpression(cx, s.condition), s.condition)}) {`);
  compileBody(cx, s.then);
  if (s.otherwise !== null) {
    cx.out.reopen('} else {');
    compileBody(cx, s.otherwise);
  }
  cx.out.close();
}

/** The body of a loop; the braces are already there. */
export function compileLoopBody(cx: BodyContext, s: Statement | null): void {
  cx.out.write(TICK);
  cx.scope.loops++;
  compileBody(cx, s);
  cx.scope.loops--;
}

/** A statement as the body of another; the braces are already there. */
function compileBody(cx: BodyContext, s: Statement | null): void {
  cx.scope.push();
  if (s !== null) {
    compileStatements(cx, s.kind === 'block' ? s.statements : [s]);
  }
  cx.scope.pop();
}

function compileWhile(cx: BodyContext, s: WhileStatement): void {
  const test = condition(cx, compileExpression(cx, s.condition), s.condition);
  cx.out.open(s.kind === 'while' ? `while (${test}) {` : 'do {');
  compileLoopBody(cx, s.body);
  cx.out.close(s.kind === 'while' ? '}' : `} while (${test});`);
}

function compileFor(cx: BodyContext, s: ForStatement): void {
  cx.scope.push();
  const init = s.init === null ? '' : 'kind' in s.init ? compileLocal(cx, s.init) : expressionList(cx, s.init);
  const test = s.condition === null ? '' : condition(cx, compileExpression(cx, s.condition), s.condition);
  cx.out.open(`for (${init}; ${test}; ${expressionList(cx, s.update)}) {`);
  compileLoopBody(cx, s.body);
  cx.out.close();
  cx.scope.pop();
}

function expressionList(cx: BodyContext, list: ForStatement['update']): string {
  return list.map((e) => compileDiscarded(cx, e).code).join(', ');
}

function compileReturn(cx: BodyContext, s: ReturnStatement): void {
  const { returnType } = cx.scope;
  if (s.value === null) {
    if (returnType !== null && returnType.key !== 'void') {
      cx.fail(s, 'missing-return', `Missing return statement required return type: ${returnType.name}`);
    }
    cx.out.write(returning(cx.scope.isConstructor ? 'this' : ''));
    return;
  }
  if (returnType === null || returnType.key === 'void') {
    const message = cx.scope.isConstructor
      ? 'Constructors must not return a value'
      : cx.symbol === null
        ? 'Trigger bodies must not return a value'
        : 'Void method must not return a value';
    cx.fail(s, 'unexpected-return', message);
  }
  cx.out.write(returning(returned(cx, s.value, returnType)));
}

/** The statement that leaves the function with a value, which is computed while the call still counts. */
export function returning(value: string): string {
  const back = value === '' ? 'return;' : `return ${value};`;
  return value === '' || PLAIN_VALUE.test(value) ? `${LEAVE} ${back}` : `{ const $r = ${value}; ${LEAVE} return $r; }`;
}

function returned(cx: BodyContext, value: NonNullable<ReturnStatement['value']>, type: ApexType): string {
  const compiled = compileExpression(cx, value);
  if (compiled.type.key === 'void') {
    cx.fail(value, 'not-assignable', `Return value must be of type: ${type.name}`);
  }
  return assignTo(cx, compiled, type, value);
}

function compileThrow(cx: BodyContext, s: ThrowStatement): void {
  const value = compileExpression(cx, s.value);
  if (value.type.key !== 'any' && !cx.types.isException(value.type)) {
    cx.fail(s, 'operand-type', `Throw expression must be of type exception: ${value.type.name}`);
  }
  cx.out.write(`throw ${cx.op('num')}(${value.code});`);
}

function compileTry(cx: BodyContext, s: TryStatement): void {
  if (s.finallyBlock === null) {
    compileCatches(cx, s);
    return;
  }
  // What Apex cannot catch ends the transaction at once: then the block after `finally` is not run either.
  const ended = cx.scope.temporary();
  cx.out.write(`${ended} = false;`);
  cx.out.open('try {');
  if (s.catches.length > 0) {
    compileCatches(cx, s);
  } else {
    compileBlock(cx, s.body);
  }
  cx.out.reopen('} catch ($error) {');
  cx.out.write(`${ended} = $p.endsTransaction($error);`);
  cx.out.write('throw $error;');
  cx.out.reopen('} finally {');
  cx.out.open(`if (!${ended}) {`);
  // A `return` in the body has left its call already, an exception has not left those that it came through.
  const call = cx.scope.temporary();
  cx.out.write(`${call} = $b.call; $b.call = ${cx.scope.state};`);
  compileBlock(cx, s.finallyBlock);
  if (completes(s.finallyBlock)) {
    cx.out.write(`$b.call = ${call};`);
  }
  cx.out.close();
  cx.out.close();
}

function compileCatches(cx: BodyContext, s: TryStatement): void {
  cx.out.open('try {');
  compileBlock(cx, s.body);
  if (s.catches.length > 0) {
    const caught = cx.scope.temporary();
    cx.out.reopen('} catch ($error) {');
    cx.out.write(`$b.call = ${cx.scope.state};`);
    cx.out.write(`${caught} = $p.caught($error);`);
    const before: ApexType[] = [];
    for (const [i, clause] of s.catches.entries()) {
      const type = cx.type(clause.type);
      if (!cx.types.isException(type)) {
        cx.fail(clause, 'operand-type', `Catch block variable must be of type exception: ${type.name}`);
      }
      if (before.some((other) => other === type || cx.types.inherits(type, other.key))) {
        cx.report(clause, 'duplicate-catch', `Exception type already caught: ${type.name}`);
      }
      before.push(type);
      const test = `$p.isInstance(${caught}, ${cx.links.type(type.key)})`;
      cx.out[i === 0 ? 'open' : 'reopen'](`${i === 0 ? '' : '} else '}if (${test}) {`);
      cx.scope.push();
      const local = cx.scope.declare(clause.name, type, { nonNull: true });
      if (local === undefined) {
        cx.fail(clause, 'duplicate-variable', `Duplicate variable: ${clause.name}`);
      }
      cx.out.write(`let ${local.js} = ${caught};`);
      compileBlock(cx, clause.body);
      cx.scope.pop();
    }
    cx.out.reopen('} else {');
    cx.out.write(`throw ${caught};`);
    cx.out.close();
  }
  cx.out.close();
}

function compileDml(cx: BodyContext, s: DmlStatement): void {
  const value = compileExpression(cx, s.value);
  const element = cx.types.isCollection(value.type, 'list') ? (value.type.args[0] ?? value.type) : value.type;
  if (
    element.key !== 'any' &&
    !cx.types.isSObject(element) &&
    !(s.operation === 'delete' && element.key === 'system.id')
  ) {
    cx.fail(s, 'operand-type', `DML requires SObject or SObject list type: ${value.type.name}`);
  }
  const refused = refusedOperation(element.name, s.operation);
  if (refused !== undefined) {
    cx.fail(s, 'operand-type', refused);
  }
  const access = quote(s.access ?? cx.accessMode());
  if (s.operation === 'merge') {
    const duplicates = s.second === null ? undefined : compileExpression(cx, s.second);
    checkMerge(cx, element, value.type, duplicates?.type, s);
    const second = duplicates?.code ?? 'null';
    cx.out.write(`$p.merge(${value.code}, ${second}, ${access}, ${quote(cx.sharing())});`);
    return;
  }
  if (s.externalId !== null && cx.types.isSpecificSObject(element)) {
    const name = s.externalId.split('.').at(-1) ?? '';
    if (cx.types.sobjects.member(element.name, name)?.kind !== 'field') {
      const message = `Invalid field for upsert, must be an External Id custom or standard indexed field: ${name}`;
      cx.fail(s, 'unknown-field', message);
    }
  }
  const externalId = s.externalId === null ? 'null' : quote(s.externalId.split('.').at(-1) ?? '');
  cx.out.write(`$p.dml(${quote(s.operation)}, ${value.code}, ${access}, ${quote(cx.sharing())}, ${externalId});`);
}

/** A record is merged with records of its object, or with their Ids. */
function checkMerge(
  cx: BodyContext,
  element: ApexType,
  master: ApexType,
  duplicates: ApexType | undefined,
  at: DmlStatement
): void {
  if (cx.types.isSObject(element) && (!cx.types.isSpecificSObject(master) || master.key === 'schema.aggregateresult')) {
    cx.fail(at, 'operand-type', `Merge requires a concrete SObject type: ${master.name}`);
  }
  const isList = duplicates !== undefined && cx.types.isCollection(duplicates, 'list');
  const other = isList ? duplicates.args[0] : duplicates;
  const fits = other === undefined || other.key === 'any' || other === master || other.key === 'system.id';
  const isSet = duplicates !== undefined && cx.types.isCollection(duplicates, 'set');
  if (isSet || !(fits || (isList && other.key === 'system.sobject'))) {
    cx.fail(at, 'operand-type', 'Invalid type for duplicate records');
  }
}

/** `System.runAs(user) { … }`: a block, so that `return` in it leaves the method. */
function compileRunAs(cx: BodyContext, s: RunAsStatement): void {
  const previous = cx.scope.temporary();
  const values = s.args.map((arg) => compileExpression(cx, arg));
  const [user] = values;
  if (values.length !== 1 || user === undefined || !RUN_AS.test(single(cx, user).type.key)) {
    cx.fail(s, 'operand-type', "runAs requires a single argument of type 'User' or 'Version'");
  }
  const args = single(cx, user).code;
  cx.out.write(`${previous} = $p.enterRunAs(${args});`);
  // Whatever its class says, the block enforces the user's sharing, and what it calls inherits that.
  const outer = cx.scope.state;
  const state = VERSION.test(user.type.key) ? outer : cx.scope.temporary();
  if (state !== outer) {
    cx.out.write(`${state} = $b.call = ${enforcedState(outer)};`);
  }
  cx.out.open('try {');
  cx.scope.state = state;
  compileBlock(cx, s.body);
  cx.scope.state = outer;
  cx.out.reopen('} finally {');
  if (state !== outer) {
    // A `return` has left the call already.
    cx.out.write(`if ($b.call === ${state}) $b.call = ${outer};`);
  }
  cx.out.write(`$p.leaveRunAs(${previous});`);
  cx.out.close();
}
