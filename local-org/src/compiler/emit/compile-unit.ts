import type { Schema } from '../../metadata/index.ts';
import type { ClassInfo, TriggerInfo } from '../../engine/index.ts';
import type { TriggerNode } from '../parse/ast.ts';
import type { Problem } from '../symbols/errors.ts';
import type { ClassSymbol } from '../symbols/symbols.ts';
import type { TypeSystem } from '../symbols/type-system.ts';
import { BodyContext } from './body-context.ts';
import { ClassEmitter } from './class-emitter.ts';
import { CodeWriter } from './code-writer.ts';
import { describeClass } from './describe-class.ts';
import { assignedNames } from './flow.ts';
import { Links } from './links.ts';
import { FunctionScope } from './scope.ts';
import { compileStatements, enterCall, LEAVE } from './statements.ts';
import { quote } from './typed.ts';

/** A class with its inner classes, or a trigger, as JavaScript. Plain data, so that it can be kept on disk. */
export interface CompiledUnit {
  /** Key of the class; `trigger:name` for a trigger. */
  readonly key: string;
  readonly name: string;
  readonly file: string;
  /** A function expression that takes the linker. */
  readonly code: string;
  /** Apex line for each line of `code`, 0 for none. */
  readonly apexLines: readonly number[];
  /** From which line of `code` on which method is emitted, as a stack trace names it. */
  readonly frames: readonly { readonly line: number; readonly name: string }[];
  readonly classes: readonly ClassInfo[];
  readonly trigger: TriggerInfo | null;
}

interface UnitOptions {
  readonly types: TypeSystem;
  readonly schema: Schema;
  readonly coverage: boolean;
  readonly report: (problem: Problem) => void;
}

class UnitBuilder {
  readonly links = new Links();
  readonly out = new CodeWriter();
  readonly coveredLines = new Set<number>();
  readonly frames: { line: number; name: string }[] = [];
  readonly frame = (name: string): void => {
    this.frames.push({ line: this.out.lines.length, name });
  };

  /** Puts the preamble before what was emitted and shifts the line numbers. */
  assemble(key: string): Pick<CompiledUnit, 'code' | 'apexLines' | 'frames'> {
    const head = [
      '(function ($) {',
      "'use strict';",
      `const $p = $.program, $b = $.budget, $k = $.coverage(${quote(key)});`,
      ...this.links.preamble()
    ];
    return {
      code: [...head, ...this.out.lines, '})'].join('\n'),
      apexLines: [...head.map(() => 0), ...this.out.apexLines, 0],
      frames: this.frames.map((frame) => ({ line: frame.line + head.length, name: frame.name }))
    };
  }
}

/** A class after its inner classes. */
function withInner(symbol: ClassSymbol): ClassSymbol[] {
  return [symbol, ...[...symbol.inner.values()].flatMap(withInner)];
}

export function compileClassUnit(options: UnitOptions, symbol: ClassSymbol): CompiledUnit {
  const builder = new UnitBuilder();
  const { links, out, coveredLines } = builder;
  const classes = withInner(symbol);
  for (const current of classes) {
    if (current.kind === 'class') {
      const context = { ...options, links, out, coveredLines, apiVersion: symbol.apiVersion };
      new ClassEmitter(context, current, builder.frame).emit();
    }
  }
  const lines = symbol.isTest ? [] : [...coveredLines].sort((a, b) => a - b);
  return {
    key: symbol.key,
    name: symbol.name,
    file: symbol.file,
    ...builder.assemble(symbol.key),
    classes: classes.map((current) => describeClass(options.types, current, current === symbol ? lines : [])),
    trigger: null
  };
}

/** A trigger names each event once, and only events that there are for its object. */
function checkEvents(cx: BodyContext, node: TriggerNode): void {
  const fail = (message: string): void => cx.report(node, 'trigger-event', message);
  const repeated = node.events.find((event, i) => node.events.indexOf(event) < i);
  if (repeated !== undefined) {
    fail(`Duplicate Trigger Usage: ${repeated}`);
  }
  if (node.events.includes('before undelete')) {
    fail('Trigger Usage Before Undelete is not supported');
  }
  if (/__e$/i.test(node.objectName) && node.events.some((event) => event !== 'after insert')) {
    fail(`Platform Event SObjects only supports after insert: ${node.objectName}`);
  }
  if (
    /__mdt$|^(?:Profile|PermissionSet|Organization|UserRole|ApexClass|ApexTrigger|AsyncApexJob|CronTrigger)$/i.test(
      node.objectName
    )
  ) {
    fail(`SObject type does not allow triggers: ${node.objectName}`);
  }
}

export function compileTriggerUnit(
  options: UnitOptions,
  trigger: { node: TriggerNode; file: string; apiVersion: number }
): CompiledUnit {
  const { node, file, apiVersion } = trigger;
  const builder = new UnitBuilder();
  const { links, out, coveredLines } = builder;
  const key = `trigger:${node.name.toLowerCase()}`;
  const objectName = options.types.sobjects.objectName(node.objectName);
  const scope = new FunctionScope({
    isStatic: true,
    returnType: options.types.plain('void'),
    assigned: assignedNames(node.body)
  });
  const cx = new BodyContext({
    ...options,
    links,
    out,
    coveredLines,
    symbol: null,
    scope,
    apiVersion,
    triggerObject: objectName ?? null
  });
  if (objectName === undefined) {
    cx.report(node, 'unknown-type', `Invalid type: ${node.objectName}`);
  }
  checkEvents(cx, node);
  for (const member of node.members) {
    cx.report(member, 'unsupported', 'Members in triggers are not supported');
  }
  out.at(node.line);
  builder.frame(node.name);
  out.open(`$.defineTrigger(${quote(key)}, () => {`);
  const declare = out.placeholder();
  out.write(enterCall(cx));
  compileStatements(cx, node.body.statements);
  out.write(LEAVE);
  const temporaries = scope.temporaries();
  declare(temporaries.length > 0 ? `let ${temporaries.join(', ')};` : '');
  out.close('});');
  return {
    key,
    name: node.name,
    file,
    ...builder.assemble(key),
    classes: [],
    trigger: {
      name: node.name,
      objectName: objectName ?? node.objectName,
      operations: node.events.map((event) => event.toUpperCase().replace(' ', '_')),
      apiVersion,
      file,
      lines: [...coveredLines].sort((a, b) => a - b)
    }
  };
}
