import type { ConstructorCall, Position } from '../parse/ast.ts';
import type { ClassSymbol } from '../symbols/symbols.ts';
import type { BodyContext } from './body-context.ts';
import { checkConstructorVisible, constructorCandidates, isConstructorVisible } from './creation.ts';
import { chooseWithQueries, compileArguments, convertArguments, signatureText } from './methods.ts';
import type { Typed } from './typed.ts';

/** `this(…)` or `super(…)` at the start of a constructor. */
export function compileConstructorCall(cx: BodyContext, e: ConstructorCall): Typed {
  cx.scope.inConstructorCall = true;
  const args = compileArguments(cx, e.args);
  cx.scope.inConstructorCall = false;
  const type = e.which === 'this' ? cx.symbol?.type : (cx.symbol?.superType ?? undefined);
  const symbol = type === undefined ? undefined : cx.types.classOf(type);
  const none = cx.types.plain('void');
  if (type === undefined) {
    return { type: none, code: 'super.c$()' };
  }
  const candidates = constructorCandidates(cx, type, symbol);
  const chosen = chooseWithQueries(cx, candidates, args);
  if (chosen === undefined) {
    return cx.fail(
      e,
      'unknown-constructor',
      `Constructor not defined: [${type.name}].<Constructor>${signatureText('', args)}`
    );
  }
  checkConstructorVisible(cx, chosen, e);
  const converted = convertArguments(cx, args, chosen.parameterTypes);
  if (e.which === 'this' && symbol !== undefined && !isFinal(symbol)) {
    // A subclass may have a constructor of the same parameters, which is not meant.
    const own = `${cx.links.classRef(symbol.key)}.c.prototype.${chosen.jsName}.call`;
    return { type: none, code: `${own}(${converted === '' ? 'this' : `this, ${converted}`})` };
  }
  return { type: none, code: `${e.which}.${chosen.jsName}(${converted})` };
}

function isFinal(symbol: ClassSymbol): boolean {
  return !symbol.modifiers.has('virtual') && !symbol.modifiers.has('abstract');
}

/** A constructor without `this(…)` or `super(…)` calls the one of the super class that takes nothing. */
export function checkImplicitSuper(cx: BodyContext, at: Position): void {
  const type = cx.symbol?.superType;
  const parent = type == null ? undefined : cx.types.classOf(type);
  if (type == null || parent === undefined || cx.types.isException(type)) {
    return;
  }
  const candidate = constructorCandidates(cx, type, parent).find(({ parameterTypes }) => parameterTypes.length === 0);
  if (candidate === undefined || !isConstructorVisible(cx, candidate)) {
    cx.report(at, 'unknown-constructor', `No default constructor available in super type: ${type.name}`);
  }
}
