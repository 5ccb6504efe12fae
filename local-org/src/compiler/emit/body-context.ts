import type { Schema } from '../../metadata/index.ts';
import { enteredState } from '../../engine/index.ts';
import type { ApexType } from '../../values/index.ts';
import type { Position, TypeNode } from '../parse/ast.ts';
import { conversionCost, IMPOSSIBLE } from '../symbols/conversions.ts';
import { AnalysisError, type Problem } from '../symbols/errors.ts';
import type { ClassSymbol } from '../symbols/symbols.ts';
import { resolveType } from '../symbols/type-problems.ts';
import type { TypeSystem } from '../symbols/type-system.ts';
import type { CodeWriter } from './code-writer.ts';
import type { Links } from './links.ts';
import { CALL_STATE, type FunctionScope } from './scope.ts';

/** From this API version on, code works in user mode and with sharing unless it says otherwise. */
const USER_MODE_VERSION = 67;

/** The sharing that a class declares. An inner class does not take over that of its outer class. */
export function sharingOf(symbol: ClassSymbol | null): 'with' | 'without' | 'inherited' | null {
  return (['with', 'without', 'inherited'] as const).find((mode) => symbol?.modifiers.has(`${mode} sharing`)) ?? null;
}

/**
 * How a class looks at sharing rules: as it or the nearest super class says, and with sharing if any class of that chain is of API 67.0
 * or later; null where it depends on the callers.
 */
export function effectiveSharing(types: TypeSystem, symbol: ClassSymbol | null): ReturnType<typeof sharingOf> {
  let current = symbol;
  let isRecent = false;
  while (current !== null) {
    const declared = sharingOf(current);
    if (declared !== null) {
      return declared;
    }
    isRecent ||= current.apiVersion >= USER_MODE_VERSION;
    current = current.superType === null ? null : (types.classes.get(current.superType.key) ?? null);
  }
  return isRecent ? 'with' : null;
}

/** Everything that the emission of a body needs to know; `scope` changes from function to function. */
export class BodyContext {
  readonly types: TypeSystem;
  readonly schema: Schema;
  readonly links: Links;
  readonly out: CodeWriter;
  /** The class whose body this is; null in a trigger. */
  readonly symbol: ClassSymbol | null;
  /** Object of the trigger whose body this is. */
  readonly triggerObject: string | null;
  readonly apiVersion: number;
  readonly coveredLines: Set<number>;
  readonly coverage: boolean;
  scope: FunctionScope;
  readonly #report: (problem: Problem) => void;

  constructor(options: {
    types: TypeSystem;
    schema: Schema;
    links: Links;
    out: CodeWriter;
    symbol: ClassSymbol | null;
    triggerObject?: string | null;
    apiVersion: number;
    coverage: boolean;
    coveredLines: Set<number>;
    scope: FunctionScope;
    report: (problem: Problem) => void;
  }) {
    this.types = options.types;
    this.schema = options.schema;
    this.links = options.links;
    this.out = options.out;
    this.symbol = options.symbol;
    this.triggerObject = options.triggerObject ?? null;
    this.apiVersion = options.apiVersion;
    this.coverage = options.coverage;
    this.coveredLines = options.coveredLines;
    this.scope = options.scope;
    this.#report = options.report;
  }

  fail(at: Position, code: string, message: string): never {
    throw new AnalysisError(at, code, message);
  }

  report(at: Position, code: string, message: string): void {
    this.#report({ line: at.line, column: at.column, code, message });
  }

  /** Runs `work`; an error in it is reported and does not stop the caller. */
  guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof AnalysisError)) {
        throw error;
      }
      this.#report(error.problem);
    }
  }

  op(name: string): string {
    return this.links.op(name);
  }

  type(node: TypeNode): ApexType {
    const found = resolveType(this.types, node, this.symbol);
    return 'type' in found ? found.type : this.fail(found.problem, found.problem.code, found.problem.message);
  }

  isAssignable(from: ApexType, to: ApexType): boolean {
    return conversionCost(this.types, from, to) < IMPOSSIBLE;
  }

  /** Outermost class, within which private members are visible. */
  top(): ClassSymbol | null {
    let top = this.symbol;
    while (top?.outer != null) {
      top = top.outer;
    }
    return top;
  }

  /** `user` from API 67.0 on, unless a statement says otherwise. */
  accessMode(): 'user' | 'system' {
    return this.apiVersion >= USER_MODE_VERSION ? 'user' : 'system';
  }

  /** Expression of the state of a call of this code, by its class's declaration; a trigger decides for what it calls. */
  enteredState(caller: string): string {
    const ofTrigger = this.apiVersion >= USER_MODE_VERSION ? 'with' : 'without';
    return enteredState(caller, this.symbol === null ? ofTrigger : effectiveSharing(this.types, this.symbol));
  }

  /** How queries and DML of this code look at sharing rules; in `System.runAs` the user's are enforced whatever the class says. */
  sharing(): 'with' | 'without' | 'inherited' {
    if (this.scope.state !== CALL_STATE) {
      return 'with';
    }
    return effectiveSharing(this.types, this.symbol) ?? (this.apiVersion >= USER_MODE_VERSION ? 'with' : 'inherited');
  }
}
