import * as AP from '@apexdevtools/apex-parser';
import type { SourceUnit } from './ast.ts';
import { buildCompilationUnit, buildTrigger } from './build-declarations.ts';
import { parseQuickly } from './quick/index.ts';
import { wordSyntaxProblem } from './syntax-messages.ts';

export interface SyntaxProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** Gathers the syntax errors of a source, in Salesforce's words. */
export class Collector extends AP.ApexErrorListener {
  readonly problems: SyntaxProblem[] = [];
  readonly #source: string;

  constructor(source: string) {
    super();
    this.#source = source;
  }

  override apexSyntaxError(line: number, column: number, message: string): void {
    this.problems.push(wordSyntaxProblem(this.#source, { line, column: column + 1, message }));
  }
  // The parser reports its own ambiguity diagnostics to every listener; they are of no interest here.
  reportAmbiguity(): void {}
  reportAttemptingFullContext(): void {}
  reportContextSensitivity(): void {}
}

export type ParseResult = { readonly unit: SourceUnit } | { readonly problems: readonly SyntaxProblem[] };

/** ANTLR's prediction by one stack alone (`PredictionMode.SLL`) and by the whole one (`PredictionMode.LL`). */
const SLL = 0;
const LL = 1;

/** What ANTLR's parsers have beyond their published types. */
interface Predicting {
  readonly _interp: { predictionMode: number };
}

/** Parses one class or trigger. Problems are answered as data: the first one is what Salesforce would report. */
export function parseApex(source: string, kind: 'class' | 'trigger'): ParseResult {
  const unit = parseQuickly(source, kind);
  return unit === undefined ? parseByGrammar(source, kind) : { unit };
}

/** Parses with the whole grammar: slow, but it knows everything and says what is wrong. */
export function parseByGrammar(source: string, kind: 'class' | 'trigger'): ParseResult {
  // The quick prediction finds the same tree wherever it finds one; only where it does not, the full one has to say what is wrong.
  const quick = parseWith(SLL, source, kind);
  return 'unit' in quick ? quick : parseWith(LL, source, kind);
}

function parseWith(predictionMode: number, source: string, kind: 'class' | 'trigger'): ParseResult {
  const collector = new Collector(source);
  const { parser } = AP.ApexParserFactory.createLexerAndParser(source, collector);
  (parser as unknown as Predicting)._interp.predictionMode = predictionMode;
  if (kind === 'trigger') {
    const context = parser.triggerUnit();
    return collector.problems.length > 0 ? { problems: collector.problems } : { unit: buildTrigger(context) };
  }
  const context = parser.compilationUnit();
  return collector.problems.length > 0 ? { problems: collector.problems } : { unit: buildCompilationUnit(context) };
}
