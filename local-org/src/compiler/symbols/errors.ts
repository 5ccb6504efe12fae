import type { Position } from '../parse/ast.ts';

/** A compile error as an org reports it. Lines and columns count from 1. */
export interface CompileError {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Stable short name: `unknown-type`, `unknown-variable`, `unknown-method`, `not-assignable` … */
  readonly code: string;
  readonly message: string;
  readonly className: string;
}

export interface Problem extends Position {
  readonly code: string;
  readonly message: string;
}

/** Ends the analysis of the statement or member it occurs in; the rest of the class is still looked at. */
export class AnalysisError extends Error {
  readonly problem: Problem;

  constructor(at: Position, code: string, message: string) {
    super(message);
    this.problem = { line: at.line, column: at.column, code, message };
  }
}
