import type { CompiledUnit } from '../compiler/index.ts';
import type { ApexException } from '../values/index.ts';

// Frames of JavaScript constructors are left out: what Apex calls a constructor is a method here.
const FRAME = /^\s*at (?!new ).*apex\/([^:)\s]+):(\d+):\d+/gm;
/** Frame of the method that runs a transaction inside another one. */
const NESTED_TRANSACTION = /^\s*at (?:Org\.)?#runNested /m;
/** Classes of the library that the platform itself has in Apex: their exceptions come out of code that it does not show. */
const SYSTEM_CODE = /\/platform\/core\/json\//;

/** Frames of Apex, innermost first. A job that a test runs was entered from outside: what is above its transaction does not count. */
function ownFrames(stack: string): RegExpStringIterator<RegExpExecArray> {
  const end = stack.search(NESTED_TRANSACTION);
  return (end < 0 ? stack : stack.slice(0, end)).matchAll(FRAME);
}

/** Name under which a unit's JavaScript appears in stack traces. */
export function unitFileName(key: string): string {
  return `apex/${key.replace(':', '/')}`;
}

/** Turns JavaScript stacks into Apex ones, with the line tables of the units. */
export class StackTraces {
  readonly #units = new Map<string, CompiledUnit>();

  add(unit: CompiledUnit): void {
    this.#units.set(unitFileName(unit.key).slice('apex/'.length), unit);
  }

  /** Innermost Apex frame of a JavaScript stack. */
  placeOf(stack: string): { readonly unit: string; readonly line: number } | null {
    for (const [, key = '', line = '0'] of ownFrames(stack)) {
      const unit = this.#units.get(key);
      const apexLine = unit?.apexLines[Number(line) - 1] ?? 0;
      if (unit !== undefined && apexLine > 0) {
        return { unit: unit.name, line: apexLine };
      }
    }
    return null;
  }

  /** Fills `lineNumber` and `stackTrace` of an exception from where it was created, once. */
  fill(exception: ApexException): void {
    if (exception.stackTrace !== null) {
      return;
    }
    const isSystemCode = exception.typeName === 'System.JSONException' && SYSTEM_CODE.test(exception.jsStack);
    const lines: string[] = isSystemCode ? ['(System Code)'] : [];
    for (const [, key = '', line = '0'] of ownFrames(exception.jsStack)) {
      const unit = this.#units.get(key);
      const apexLine = unit?.apexLines[Number(line) - 1] ?? 0;
      if (unit !== undefined && apexLine > 0) {
        lines.push(`${frameName(unit, Number(line))}: line ${apexLine}, column 1`);
        exception.lineNumber ??= apexLine;
      }
    }
    exception.stackTrace = lines.join('\n');
  }
}

function frameName(unit: CompiledUnit, line: number): string {
  return `${unit.trigger === null ? 'Class' : 'Trigger'}.${methodName(unit, line)}`;
}

function methodName(unit: CompiledUnit, line: number): string {
  let name = unit.name;
  for (const frame of unit.frames) {
    if (frame.line >= line) {
      break;
    }
    name = frame.name;
  }
  return name;
}
