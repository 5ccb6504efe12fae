import { formulaNumber, formulaText } from '../../../formula/index.ts';
import type { Engine } from '../../../engine/index.ts';
import { ApexDouble, toId18, isIdText, type ApexValue } from '../../../values/index.ts';
import { table } from '../../../common/index.ts';

const CONVERSIONS: Readonly<Record<string, (rt: Engine, value: ApexValue) => ApexValue>> = table({
  STRING: (_rt, value) => formulaText(value),
  DECIMAL: (_rt, value) => formulaNumber(value),
  DOUBLE: (_rt, value) => {
    const number = formulaNumber(value);
    return number && new ApexDouble(number.toNumber());
  },
  INTEGER: (_rt, value) => formulaNumber(value)?.toNumber() ?? null,
  LONG: (_rt, value) => formulaNumber(value)?.toBigInt() ?? null,
  ID: (rt, value) =>
    typeof value === 'string' && isIdText(value)
      ? toId18(value)
      : rt.fail('System.FormulaEvaluationException', `Invalid id: ${rt.str(value)}`)
});

/** A formula's value as the type that the builder was given; null stays null. */
export function returned(rt: Engine, type: string, value: ApexValue): ApexValue {
  return value === null ? null : (CONVERSIONS[type]?.(rt, value) ?? value);
}
