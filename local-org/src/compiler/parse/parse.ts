import * as AP from '@apexdevtools/apex-parser';
import type { SourceUnit } from './ast.ts';
import { buildCompilationUnit, buildTrigger } from './build-declarations.ts';

export interface SyntaxProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** Gathers syntax errors. */
export class Collector extends AP.ApexErrorListener {
  readonly problems: SyntaxProblem[] = [];

  override apexSyntaxError(line: number, column: number, message: string): void {
    this.problems.push({ line, column: column + 1, message });
  }
  // The parser reports its own ambiguity diagnostics to every listener; they are of no interest here.
  reportAmbiguity(): void {}
  reportAttemptingFullContext(): void {}
  reportContextSensitivity(): void {}
}

export type ParseResult = { readonly unit: SourceUnit } | { readonly problems: readonly SyntaxProblem[] };

/** Parses one class or trigger. Problems are answered as data: the first one is what Salesforce would report. */
export function parseApex(source: string, kind: 'class' | 'trigger'): ParseResult {
  const collector = new Collector();
  const { parser } = AP.ApexParserFactory.createLexerAndParser(source, collector);
  if (kind === 'trigger') {
    const context = parser.triggerUnit();
    return collector.problems.length > 0 ? { problems: collector.problems } : { unit: buildTrigger(context) };
  }
  const context = parser.compilationUnit();
  return collector.problems.length > 0 ? { problems: collector.problems } : { unit: buildCompilationUnit(context) };
}
