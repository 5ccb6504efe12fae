import { compileProject, type CompileError } from '../../src/compiler/index.ts';
import type { Schema } from '../../src/metadata/schema.ts';
import { PlatformRegistry } from '../../src/engine/platform-registry.ts';
import { coreClasses } from '../../src/platform/core/index.ts';
import { Program } from '../../src/program/index.ts';
import { ApexException, type ApexValue } from '../../src/values/index.ts';
import type { Org } from '../../src/org/org.ts';
import { PlatformTypes } from '../../src/types/index.ts';

const NO_OBJECTS: Schema = { object: () => undefined, objectByPrefix: () => undefined, objects: () => [] };

function compile(sources: readonly string[], coverage = false, apiVersion = 60) {
  const files = sources.map((source, i) => {
    const trigger = /^\s*trigger\s+(\w+)/i.exec(source);
    const name = trigger?.[1] ?? /\b(?:class|interface|enum)\s+(\w+)/i.exec(source)?.[1] ?? `Unit${i}`;
    const kind = trigger ? ('trigger' as const) : ('class' as const);
    return { path: `${name}.${kind === 'trigger' ? 'trigger' : 'cls'}`, kind, name, apiVersion, source };
  });
  return compileProject({ files, schema: NO_OBJECTS, types: PlatformTypes.load(), coverage });
}

/** Messages of the compile errors as `line:column message`. */
export function errorsOf(...sources: string[]): string[] {
  return compile(sources).errors.map((error: CompileError) => `${error.line}:${error.column} ${error.message}`);
}

/** Compiles and loads classes; there is no database behind the program. */
export function load(...sources: string[]): { program: Program; newTransaction(): void } {
  return start(compile(sources));
}
load.withCoverage = (...sources: string[]): { program: Program } => start(compile(sources, true));

/** Like `load`, but classes with errors are left out. */
export function loadDespiteErrors(...sources: string[]): Program {
  return createProgram(compile(sources)).program;
}

function start(compiled: ReturnType<typeof compile>): { program: Program; newTransaction(): void } {
  if (compiled.errors.length > 0) {
    throw new Error(compiled.errors.map((error) => `${error.file}:${error.line} ${error.message}`).join('\n'));
  }
  return createProgram(compiled);
}

function createProgram(compiled: ReturnType<typeof compile>): { program: Program; newTransaction(): void } {
  const newTransaction = (): object => ({
    statics: new Map(),
    scratch: new Map(),
    user: { timeZone: 'GMT', locale: 'en_US' },
    limits: { check: () => undefined, checkCpu: () => undefined },
    now: () => 0,
    log: () => undefined
  });
  const org = { schema: NO_OBJECTS, tx: newTransaction() };
  const registry = new PlatformRegistry(coreClasses);
  const program = new Program({ compiled, registry, types: PlatformTypes.load(), org: org as unknown as Org });
  return { program, newTransaction: () => void (org.tx = newTransaction()) };
}

/** Runs the body of a static method that answers `returnType`; the answer as text. */
export function evaluate(returnType: string, body: string, ...otherSources: string[]): string {
  const { program } = load(`public class Snippet { public static ${returnType} run() { ${body} } }`, ...otherSources);
  return program.str(program.callStatic('snippet', 'run'));
}

/** Like `evaluate`, for one expression as `Object`. */
export function expression(text: string, ...otherSources: string[]): string {
  return evaluate('Object', `return ${text};`, ...otherSources);
}

/** The exception that `action` throws, as `TypeName: message`. */
export function thrownBy(action: () => ApexValue | string): string {
  try {
    action();
  } catch (error) {
    if (error instanceof ApexException) {
      return error.$str();
    }
    throw error;
  }
  throw new Error('Nothing was thrown');
}
