import type { Block, Expression, ForStatement, Statement, ThrowStatement, WhileStatement } from '../parse/ast.ts';

function isTrue(e: Expression | null): boolean {
  return (
    e === null ||
    (e.kind === 'literal' && e.type === 'Boolean' && e.text === 'true') ||
    (e.kind === 'parens' && isTrue(e.operand))
  );
}

/** Whether a `break` in the statement leaves it. */
function hasBreak(s: Statement | null): boolean {
  switch (s?.kind) {
    case 'break':
      return true;
    case 'block':
      return s.statements.some(hasBreak);
    case 'if':
      return hasBreak(s.then) || hasBreak(s.otherwise);
    case 'try':
      return hasBreak(s.body) || s.catches.some((clause) => hasBreak(clause.body)) || hasBreak(s.finallyBlock);
    case 'switch':
      return s.whens.some((when) => hasBreak(when.body));
    case 'runAs':
      return hasBreak(s.body);
    default:
      return false;
  }
}

/**
 * Whether the compiler takes it that execution goes on after the statement. An endless loop counts as one that ends, since the platform
 * does not look at conditions, and statements may follow a `throw`.
 */
export function completes(s: Statement | null): boolean {
  return goesOn(s, () => true);
}

/** Whether a method with a result lacks a `return` at its end. Here an endless loop is forgiven. */
export function blockCompletes(block: Block): boolean {
  return goesOn(block, (s) => s.kind !== 'throw' && (!isTrue(s.condition) || hasBreak(s.body)));
}

function goesOn(s: Statement | null, ends: (s: WhileStatement | ForStatement | ThrowStatement) => boolean): boolean {
  const after = (inner: Statement | null): boolean => goesOn(inner, ends);
  switch (s?.kind) {
    case 'throw':
      return ends(s);
    case 'return':
    case 'break':
    case 'continue':
      return false;
    case 'block':
      return s.statements.every(after);
    case 'if':
      return s.otherwise === null || after(s.then) || after(s.otherwise);
    case 'while':
    case 'for':
      return ends(s);
    case 'doWhile':
      return (after(s.body) && ends(s)) || hasBreak(s.body);
    case 'try':
      if (s.finallyBlock !== null && !after(s.finallyBlock)) {
        return false;
      }
      return after(s.body) || s.catches.some((clause) => after(clause.body));
    case 'switch':
      return !s.whens.some((when) => when.value.kind === 'else') || s.whens.some((when) => after(when.body));
    case 'runAs':
      return after(s.body);
    default:
      return true;
  }
}

/** Lower-case names that a body assigns to with a plain `=`. */
export function assignedNames(node: unknown, names = new Set<string>()): Set<string> {
  if (Array.isArray(node)) {
    for (const item of node) {
      assignedNames(item, names);
    }
  } else if (node !== null && typeof node === 'object') {
    const e = node as Partial<Extract<Expression, { kind: 'assign' }>>;
    if (e.kind === 'assign' && e.operator === '=' && e.target?.kind === 'name') {
      names.add(e.target.name.toLowerCase());
    }
    for (const value of Object.values(node)) {
      if (typeof value === 'object') {
        assignedNames(value, names);
      }
    }
  }
  return names;
}
