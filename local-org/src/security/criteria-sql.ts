import { quote } from '../db/index.ts';
import { isDecimal, type FieldSchema, type ObjectSchema } from '../metadata/index.ts';
import { NotImplementedError } from '../values/index.ts';
import { table } from '../common/index.ts';

/** One line of a criteria-based sharing rule, as the metadata writes it. */
export interface Criterion {
  readonly field: string;
  readonly operation: string;
  readonly value: string;
}

const COMPARISONS: Readonly<Record<string, string>> = table({
  lessThan: '<',
  greaterThan: '>',
  lessOrEqual: '<=',
  greaterOrEqual: '>='
});

export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A criterion's value as the column holds it. */
function stored(field: FieldSchema, value: string): string {
  if (field.type === 'boolean') {
    return /^(true|1)$/i.test(value) ? '1' : '0';
  }
  if (isDecimal(field.type) || field.type === 'int') {
    return String(Math.round(Number(value) * 10 ** field.scale));
  }
  return field.type === 'datetime' ? String(Date.parse(value)) : sqlText(value);
}

function likeSql(column: string, pattern: string): string {
  return `coalesce(${column}, '') LIKE ${sqlText(pattern)} ESCAPE '\\'`;
}

const escaped = (value: string): string => value.replace(/[\\%_]/g, '\\$&');

function criterionSql(object: ObjectSchema, { field: name, operation, value }: Criterion, prefix: string): string {
  const path = name.split('.').at(-1) ?? name;
  const field = object.fields.get(path.toLowerCase());
  if (field === undefined || field.formula !== undefined) {
    throw new NotImplementedError(`Sharing rule with the field ${object.name}.${name}`);
  }
  const column = `${prefix}${quote(field.name)}`;
  const values = value.split(',').map((part) => part.trim());
  const each = (one: (part: string) => string, glue = ' OR '): string => `(${values.map(one).join(glue)})`;
  const selected = (part: string): string => `';' || coalesce(${column}, '') || ';' LIKE ${sqlText(`%;${part};%`)}`;
  const comparison = COMPARISONS[operation];
  if (comparison !== undefined) {
    return each((part) => `${column} ${comparison} ${stored(field, part)}`);
  }
  switch (operation) {
    case 'equals':
      return each((part) => (part === '' ? `${column} IS NULL` : `${column} IS ${stored(field, part)}`));
    case 'notEqual':
      return each(
        (part) => (part === '' ? `${column} IS NOT NULL` : `${column} IS NOT ${stored(field, part)}`),
        ' AND '
      );
    case 'contains':
      return each((part) => likeSql(column, `%${escaped(part)}%`));
    case 'notContain':
      return each((part) => `NOT ${likeSql(column, `%${escaped(part)}%`)}`, ' AND ');
    case 'startsWith':
      return each((part) => likeSql(column, `${escaped(part)}%`));
    case 'includes':
      return each(selected);
    case 'excludes':
      return each((part) => `NOT ${selected(part)}`, ' AND ');
    default:
      throw new NotImplementedError(`Sharing rule with the operator ${operation}`);
  }
}

/**
 * SQL condition for criteria with their filter logic (`1 AND (2 OR 3)`; all of them when there is none).
 * @param prefix table alias with its dot, or nothing
 */
export function criteriaSql(
  object: ObjectSchema,
  criteria: readonly Criterion[],
  logic: string | undefined,
  prefix: string
): string {
  const parts = criteria.map((criterion) => criterionSql(object, criterion, prefix));
  if (logic === undefined) {
    return parts.length === 0 ? '1' : `(${parts.join(' AND ')})`;
  }
  if (!/^[\d\s()]*(?:(?:AND|OR|NOT)[\d\s()]*)*$/i.test(logic)) {
    throw new NotImplementedError(`Sharing rule with the filter logic ${logic}`);
  }
  return `(${logic.replace(/\d+/g, (number) => parts[Number(number) - 1] ?? '0')})`;
}
