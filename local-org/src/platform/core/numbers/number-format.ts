import { Decimal } from '../../../values/index.ts';

/** A number as the locale writes it, with grouping and at most `fractionDigits` digits after the point. */
export function formatNumber(locale: string, value: Decimal, fractionDigits: number): string {
  const format = new Intl.NumberFormat(locale, { maximumFractionDigits: fractionDigits, useGrouping: true });
  // Text keeps the digits that a double would lose.
  return format.format(value.toPlainString() as Intl.StringNumericLiteral);
}
