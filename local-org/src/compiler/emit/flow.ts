import type { Block, Expression, Statement } from '../parse/ast.ts';

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

/** Whether execution can go on after the statement. */
export function completes(s: Statement | null): boolean {
  switch (s?.kind) {
    case 'return':
    case 'throw':
    case 'break':
    case 'continue':
      return false;
    case 'block':
      return blockCompletes(s);
    case 'if':
      return s.otherwise === null || completes(s.then) || completes(s.otherwise);
    case 'while':
    case 'for':
      return !isTrue(s.condition) || hasBreak(s.body);
    case 'doWhile':
      return (completes(s.body) && !isTrue(s.condition)) || hasBreak(s.body);
    case 'try':
      if (s.finallyBlock !== null && !completes(s.finallyBlock)) {
        return false;
      }
      return completes(s.body) || s.catches.some((clause) => completes(clause.body));
    case 'switch':
      return !s.whens.some((when) => when.value.kind === 'else') || s.whens.some((when) => completes(when.body));
    case 'runAs':
      return completes(s.body);
    default:
      return true;
  }
}

export function blockCompletes(block: Block): boolean {
  return block.statements.every(completes);
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
