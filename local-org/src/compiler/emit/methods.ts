import type { ApexType } from '../../values/index.ts';
import type { Expression, Position } from '../parse/ast.ts';
import { chooseOverload, isAmbiguous, type Overload } from '../symbols/conversions.ts';
import type { ClassSymbol, MethodSymbol } from '../symbols/symbols.ts';
import type { TypeSystem } from '../symbols/type-system.ts';
import type { BodyContext } from './body-context.ts';
import { convert } from './coerce.ts';
import { compileExpression } from './expressions.ts';
import type { Typed } from './typed.ts';

export interface UserMethod extends Overload {
  readonly symbol: MethodSymbol;
}

/** All overloads of a method that a class or interface of the project has or inherits; an overriding method hides the overridden one. */
export function userMethods(types: TypeSystem, start: ClassSymbol, name: string): UserMethod[] {
  const found = new Map<string, UserMethod>();
  const visit = (symbol: ClassSymbol, depth: number): void => {
    for (const method of symbol.methods.get(name.toLowerCase()) ?? []) {
      if (!found.has(method.jsName)) {
        found.set(method.jsName, {
          symbol: method,
          parameterTypes: method.parameters.map((parameter) => parameter.type)
        });
      }
    }
    for (const parent of types.supers(symbol.type)) {
      const next = types.classOf(parent);
      if (next !== undefined && depth < 50) {
        visit(next, depth + 1);
      }
    }
  };
  visit(start, 0);
  return [...found.values()];
}

export function compileArguments(cx: BodyContext, args: readonly Expression[]): Typed[] {
  return args.map((arg) => compileExpression(cx, arg));
}

/** A query passed as an argument may stand for a record, so both its types are tried. */
export function chooseWithQueries<T extends Overload>(
  cx: BodyContext,
  candidates: readonly T[],
  args: readonly Typed[]
): T | undefined {
  const types = args.map((arg) => arg.type);
  const direct = chooseOverload(cx.types, candidates, types);
  if (direct !== undefined || !args.some((arg) => arg.isQuery === true)) {
    return direct;
  }
  const rows = args.map((arg) => (arg.isQuery === true ? (arg.type.args[0] ?? arg.type) : arg.type));
  const asRow = chooseOverload(cx.types, candidates, rows);
  if (asRow !== undefined) {
    return asRow;
  }
  // A dynamic query's row becomes a record of whatever object is asked for.
  const anyRow = args.map((arg, i) =>
    arg.isQuery === true && rows[i]?.key === 'system.sobject' ? cx.types.plain('null') : (rows[i] ?? arg.type)
  );
  return chooseOverload(cx.types, candidates, anyRow);
}

/** The arguments of a chosen overload, converted to what it takes. */
export function convertArguments(cx: BodyContext, args: readonly Typed[], to: readonly ApexType[]): string {
  return args.map((arg, i) => convert(cx, arg, to[i] ?? arg.type)).join(', ');
}

/** Like `chooseWithQueries` for methods of the project, where a null must not fit several overloads equally well. */
export function chooseMethod(
  cx: BodyContext,
  candidates: readonly UserMethod[],
  args: readonly Typed[],
  at: Position & { readonly name: string }
): UserMethod | undefined {
  const chosen = chooseWithQueries(cx, candidates, args);
  const types = args.map((arg) => arg.type);
  if (chosen !== undefined && isAmbiguous(cx.types, candidates, chosen, types)) {
    const shown = types.map((type) => (type.key === 'null' ? 'NULL' : type.name)).join(', ');
    cx.fail(at, 'ambiguous', `Ambiguous method signature: void ${at.name}(${shown})`);
  }
  return chosen;
}

export function signatureText(name: string, args: readonly Typed[]): string {
  return `${name}(${args.map((arg) => arg.type.name).join(', ')})`;
}
