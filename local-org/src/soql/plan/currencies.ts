import { ApexException, NotImplementedError } from '../../values/index.ts';
import type { Condition, FieldExpression, Operand } from '../ast.ts';
import { resolveField } from '../resolve/index.ts';
import { expressionColumn } from './expressions.ts';
import type { Column, Level } from './level.ts';
import { quoteText } from './sql-writer.ts';

/** Whether the org has several currencies. */
export function hasCurrencies(level: Level): boolean {
  return level.scope.schema.object('CurrencyType') !== undefined;
}

function rateOf(codeSql: string): string {
  return `(SELECT conversionrate FROM currencytype WHERE isocode = ${codeSql})`;
}

/**
 * An amount in another currency, by the rates of CurrencyType. Amounts of records without a currency are in the corporate one.
 * @param target SQL of the rate of that currency
 */
function converted(level: Level, expression: FieldExpression, target: string): Column {
  const { steps, field } = resolveField(level.scope, expression.path, expression.start);
  const source = level.source(steps);
  const column = level.fieldOf(source, field, steps.length > 0);
  const own = source.kind === 'table' ? source.object.fields.get('currencyisocode') : undefined;
  if (field.type !== 'currency') {
    return column;
  }
  const references = level.writer.references.length;
  const rate = own === undefined ? corporateRate() : rateOf(level.fieldOf(source, own, true).sql);
  // a conversion reads the currency for the user, whatever he may read
  level.writer.references.length = references;
  return { ...column, sql: `CAST(round(${column.sql} * 1.0 * ${target} / ${rate}) AS INTEGER)` };
}

function corporateRate(): string {
  return '(SELECT conversionrate FROM currencytype WHERE iscorporate = 1)';
}

/** `convertCurrency(Amount)` */
export function inUserCurrency(level: Level, expression: FieldExpression): Column {
  if (!hasCurrencies(level)) {
    throw new NotImplementedError('SOQL convertCurrency: the org has one currency');
  }
  const user = level.writer.shared('userCurrency', ({ calendar }) => ({
    shape: 'value',
    parts: [calendar.userCurrency ?? calendar.currency ?? 'USD']
  }));
  return converted(level, expression, rateOf(user));
}

/** What aggregate functions add up: amounts in the corporate currency. */
export function inCorporateCurrency(level: Level, expression: FieldExpression): Column {
  return hasCurrencies(level)
    ? converted(level, expression, corporateRate())
    : level.column(expression.path, expression.start);
}

/** Orders records by what their amounts are worth. */
export function orderColumn(level: Level, expression: FieldExpression): Column {
  return expression.fn === undefined && hasCurrencies(level)
    ? inCorporateCurrency(level, expression)
    : expressionColumn(level, expression);
}

/** Compares with amounts of a given currency, as `Amount > USD5000`; plain numbers are compared with the records' own amounts. */
export function withAmounts(
  level: Level,
  { field, value }: Extract<Condition, { kind: 'compare' }>,
  write: (column: Column, value: Operand) => string
): string {
  const amounts = value.kind === 'list' ? value.items : [value];
  const codes = new Set(amounts.map((item) => (item.kind === 'currency' ? item.code : '')));
  const [code = ''] = codes;
  if (codes.size === 1 && code === '') {
    if (field.fn?.toUpperCase() === 'CONVERTCURRENCY' && hasCurrencies(level)) {
      throw new ApexException('System.QueryException', 'convertCurrency() cannot be used in a WHERE clause');
    }
    return write(expressionColumn(level, field), value);
  }
  const amount = amounts.find((item) => item.kind === 'currency');
  const named = `SOQL ${amount?.code}${amount?.text}`;
  if (!hasCurrencies(level)) {
    throw new NotImplementedError(`${named}: the org has one currency`);
  }
  if (codes.size > 1 || field.fn !== undefined) {
    throw new NotImplementedError(`${named}: amounts of several currencies in one list, or compared with a function`);
  }
  const plain = (item: Operand): Operand => (item.kind === 'currency' ? { kind: 'number', text: item.text } : item);
  const column = converted(level, field, rateOf(quoteText(code)));
  return write(column, value.kind === 'list' ? { ...value, items: value.items.map(plain) } : plain(value));
}
