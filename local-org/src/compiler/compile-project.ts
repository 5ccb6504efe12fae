import type { Schema } from '../metadata/index.ts';
import type { ApexType } from '../values/index.ts';
import type { PlatformTypes } from '../types/index.ts';
import { compileClassUnit, compileTriggerUnit, type CompiledUnit } from './emit/compile-unit.ts';
import { ParseCache } from './parse-cache.ts';
import type { SourceUnit, TriggerNode, TypeNodeDeclaration } from './parse/ast.ts';
import { checkDeclarations } from './symbols/check-declarations.ts';
import { declareMembers, declareSupers, declareTypes } from './symbols/declare.ts';
import type { CompileError, Problem } from './symbols/errors.ts';
import type { ClassSymbol } from './symbols/symbols.ts';
import { TypeSystem } from './symbols/type-system.ts';

export interface ApexSourceFile {
  readonly path: string;
  readonly kind: 'class' | 'trigger';
  /** Name of the class or trigger. */
  readonly name: string;
  readonly apiVersion: number;
  readonly source: string;
}

export interface CompileOptions {
  readonly files: readonly ApexSourceFile[];
  readonly schema: Schema;
  readonly types: PlatformTypes;
  /** Lower-case names of the custom labels; any name will do if absent. */
  readonly labels?: ReadonlySet<string>;
  /** Namespace of the project, which its own code may put before the names of its classes. */
  readonly namespace?: string;
  /** Where work is kept between runs. */
  readonly cacheDir?: string;
  /** Count the runs of every line. */
  readonly coverage?: boolean;
  /** Name of the one class to emit; the others are only declared, and their errors left out. */
  readonly only?: string;
}

export interface CompiledProject {
  /** Classes and triggers without errors. */
  readonly units: readonly CompiledUnit[];
  readonly errors: readonly CompileError[];
  /** Names of the classes and inner classes that are not in `units` because of errors, by key. */
  readonly failedClasses: ReadonlyMap<string, string>;
  readonly schema: Schema;
}

const PLAIN =
  /^system\.(string|integer|long|double|decimal|boolean|id|date|datetime|time|blob|object|(list|set|map)<.*)$/;

interface ClassFile {
  readonly file: ApexSourceFile;
  readonly symbol: ClassSymbol;
}

class ProjectCompiler {
  readonly #options: CompileOptions;
  readonly #types: TypeSystem;
  readonly #errors: CompileError[] = [];
  readonly #failed = new Set<ApexSourceFile>();

  constructor(options: CompileOptions) {
    this.#options = options;
    this.#types = new TypeSystem(options.schema, options.types, options.labels, options.namespace);
  }

  compile(): CompiledProject {
    const classes: ClassFile[] = [];
    const triggers: { file: ApexSourceFile; node: TriggerNode }[] = [];
    for (const { file, unit } of this.#parse()) {
      if (unit.kind === 'trigger') {
        triggers.push({ file, node: unit });
      } else {
        const symbol = this.#declare(file, unit);
        if (this.#types.classes.get(symbol.key) === symbol) {
          classes.push({ file, symbol });
        }
      }
    }
    for (const entry of classes) {
      this.#each(entry, declareSupers);
    }
    for (const entry of classes) {
      this.#checkSupers(entry);
    }
    for (const entry of classes) {
      this.#each(entry, declareMembers);
      this.#each(entry, checkDeclarations);
    }
    const { only } = this.#options;
    const wanted = ({ file }: { file: ApexSourceFile }): boolean => only === undefined || file.name === only;
    const units = classes
      .filter(wanted)
      .map(({ file, symbol }) => this.#unit(file, (options) => compileClassUnit(options, symbol)));
    for (const { file, node } of triggers.filter(wanted)) {
      units.push(
        this.#unit(file, (options) =>
          compileTriggerUnit(options, { node, file: file.path, apiVersion: file.apiVersion })
        )
      );
    }
    const good = units.filter((unit) => unit !== undefined);
    this.#errors.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column));
    const compiled = new Set(good.flatMap((unit) => unit.classes.map((info) => info.key)));
    const failed = [...this.#types.classes.values()].filter((symbol) => !compiled.has(symbol.key));
    return {
      units: good,
      errors: only === undefined ? this.#errors : this.#errors.filter(({ className }) => className === only),
      failedClasses: new Map(failed.map((symbol) => [symbol.key, symbol.name])),
      schema: this.#options.schema
    };
  }

  #report(file: ApexSourceFile): (problem: Problem) => void {
    return (problem) => {
      this.#failed.add(file);
      this.#errors.push({ file: file.path, className: file.name, ...problem });
    };
  }

  *#parse(): Iterable<{ file: ApexSourceFile; unit: SourceUnit }> {
    const cache = new ParseCache(this.#options.cacheDir);
    for (const file of this.#options.files) {
      const result = cache.parse(file.source, file.kind);
      if ('unit' in result) {
        yield { file, unit: result.unit };
        continue;
      }
      const [problem] = result.problems;
      if (problem !== undefined) {
        this.#report(file)({ ...problem, code: 'syntax' });
      }
    }
  }

  #declare(file: ApexSourceFile, node: TypeNodeDeclaration): ClassSymbol {
    const context = { file: file.path, apiVersion: file.apiVersion, outer: null, report: this.#report(file) };
    return declareTypes(this.#types, node, context);
  }

  #each({ file, symbol }: ClassFile, declare: typeof declareSupers): void {
    const visit = (current: ClassSymbol): void => {
      declare(this.#types, current, this.#report(file));
      current.inner.forEach(visit);
    };
    visit(symbol);
  }

  /** Breaks circles of inheritance and reports what cannot be extended. */
  #checkSupers({ file, symbol }: ClassFile): void {
    const visit = (current: ClassSymbol): void => {
      const parent = current.superType === null ? undefined : this.#types.classOf(current.superType);
      const seen = new Set<ClassSymbol>([current]);
      for (
        let next = parent;
        next !== undefined;
        next = next.superType === null ? undefined : this.#types.classOf(next.superType)
      ) {
        if (seen.has(next)) {
          current.superType = null;
          this.#report(file)({
            line: current.line,
            column: current.column,
            code: 'circular',
            message: `Circular definition: ${current.name}`
          });
          break;
        }
        seen.add(next);
      }
      if (parent !== undefined && current.superType !== null) {
        this.#checkParent(file, current, parent);
      } else if (current.superType !== null && !this.#isPlatformClass(current.superType)) {
        this.#reportSuper(file, current, `Invalid super type: ${current.superType.name}`);
      }
      current.inner.forEach(visit);
    };
    visit(symbol);
  }

  /** Whether it is a class of the platform that others may extend: not an interface, a record or a plain value. */
  #isPlatformClass(type: ApexType): boolean {
    return this.#types.signature(type)?.kind === 'class' && !PLAIN.test(type.key);
  }

  #checkParent(file: ApexSourceFile, symbol: ClassSymbol, parent: ClassSymbol): void {
    const extendable =
      parent.modifiers.has('virtual') ||
      parent.modifiers.has('abstract') ||
      this.#types.isException(parent.type) ||
      // What an anonymous block declares is virtual.
      (parent.outer !== null && parent.outer.key === this.#options.only?.toLowerCase());
    if (parent.kind !== 'class') {
      this.#reportSuper(file, symbol, `Invalid super type: ${parent.name}`);
    } else if (!extendable) {
      this.#reportSuper(file, symbol, `Non-virtual and non-abstract type cannot be extended: ${parent.name}`);
    }
  }

  #reportSuper(file: ApexSourceFile, { line, column }: ClassSymbol, message: string): void {
    this.#report(file)({ line, column, code: 'not-extendable', message });
  }

  #unit(
    file: ApexSourceFile,
    compile: (options: Parameters<typeof compileClassUnit>[0]) => CompiledUnit
  ): CompiledUnit | undefined {
    const unit = compile({
      types: this.#types,
      schema: this.#options.schema,
      coverage: this.#options.coverage ?? false,
      report: this.#report(file)
    });
    return this.#failed.has(file) ? undefined : unit;
  }
}

/**
 * Compiles the Apex of a project. A class with errors is left out of `units` and does not stop the others; its users fail with its name
 * when they reach for it.
 */
export function compileProject(options: CompileOptions): CompiledProject {
  return new ProjectCompiler(options).compile();
}
