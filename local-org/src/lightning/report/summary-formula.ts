import type { ReportFormula, SummaryKind } from './report-definition.ts';
import { unsupported } from './report-error.ts';
import { table } from '../../common/index.ts';

/** A column with its kind, or the number of records. */
export interface FormulaReference {
  readonly column: string;
  readonly kind: SummaryKind | undefined;
}

/** A summary formula that was read: what it refers to, and its value from theirs; null where it divides by zero. */
export interface CompiledFormula {
  readonly references: readonly FormulaReference[];
  evaluate(values: readonly (number | null)[]): number | null;
}

type Node = (values: readonly (number | null)[]) => number | null;

const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|([A-Za-z_][\w.$]*)(?::(SUM|AVG|MAX|MIN|UNIQUE))?|([-+*/()]))/gy;
const KINDS: Readonly<Record<string, SummaryKind>> = table({
  SUM: 'Sum',
  AVG: 'Average',
  MAX: 'Maximum',
  MIN: 'Minimum',
  UNIQUE: 'Unique'
});

/** Reads a formula of numbers, summaries and the four operations. @throws ReportError for functions and the like */
export function compileFormula({ name, formula }: ReportFormula): CompiledFormula {
  const tokens = tokensOf(name, formula);
  const references: FormulaReference[] = [];
  let position = 0;
  const refuse = (): never => unsupported(`the summary formula ${name} (${formula}): only summaries with + - * / are`);
  const take = (...operators: string[]): string | undefined => {
    const token = tokens[position];
    if (typeof token !== 'string' || !operators.includes(token)) return undefined;
    position += 1;
    return token;
  };
  const sum = (): Node => chain(product, { '+': (a, b) => a + b, '-': (a, b) => a - b });
  const product = (): Node => chain(operand, { '*': (a, b) => a * b, '/': (a, b) => (b === 0 ? null : a / b) });

  function chain(
    next: () => Node,
    operations: Readonly<Record<string, (a: number, b: number) => number | null>>
  ): Node {
    let left = next();
    for (let operator = take(...Object.keys(operations)); operator; operator = take(...Object.keys(operations))) {
      const [before, after, apply] = [left, next(), operations[operator] as (a: number, b: number) => number | null];
      left = (values) => {
        const [a, b] = [before(values), after(values)];
        return a === null || b === null ? null : apply(a, b);
      };
    }
    return left;
  }

  function operand(): Node {
    if (take('-')) {
      const inner = operand();
      return (values) => {
        const value = inner(values);
        return value === null ? null : -value;
      };
    }
    if (take('(')) {
      const inner = sum();
      return take(')') ? inner : refuse();
    }
    const token = tokens[position];
    position += 1;
    if (typeof token === 'number') return () => token;
    if (typeof token !== 'object') return refuse();
    const index = references.push(token) - 1;
    return (values) => values[index] ?? 0;
  }

  const root = sum();
  if (position < tokens.length) refuse();
  return { references, evaluate: root };
}

function tokensOf(name: string, formula: string): (number | string | FormulaReference)[] {
  const tokens: (number | string | FormulaReference)[] = [];
  const text = formula.trim();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const [, number, column, kind, operator] =
      TOKEN.exec(text) ?? unsupported(`the summary formula ${name} (${formula})`);
    if (number !== undefined) tokens.push(Number(number));
    else if (operator !== undefined) tokens.push(operator);
    else tokens.push({ column: column as string, kind: kind === undefined ? undefined : KINDS[kind] });
  }
  return tokens;
}
