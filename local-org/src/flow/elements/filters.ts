import {
  childOf,
  childrenOf,
  textOf,
  type XmlElement,
  type FieldSchema,
  type ObjectSchema
} from '../../metadata/index.ts';
import { ApexList, type ApexValue } from '../../values/index.ts';
import type { ComparisonOperator, Condition, FieldExpression, Operand, SoqlQuery } from '../../soql/index.ts';
import { foldLogic } from '../conditions.ts';
import { FlowFault } from '../fault.ts';
import type { FlowScope } from '../scope.ts';
import { toField } from '../values.ts';
import { valueOf } from '../xml-values.ts';
import { table } from '../../common/index.ts';

const COMPARISONS: Readonly<Record<string, ComparisonOperator>> = table({
  EqualTo: '=',
  NotEqualTo: '!=',
  GreaterThan: '>',
  GreaterThanOrEqualTo: '>=',
  LessThan: '<',
  LessThanOrEqualTo: '<='
});
const PATTERNS: Readonly<Record<string, (text: string) => string>> = table({
  Contains: (text) => `%${text}%`,
  StartsWith: (text) => `${text}%`,
  EndsWith: (text) => `%${text}`
});

export function fieldExpression(name: string): FieldExpression {
  return { path: name.split('.'), start: 0 };
}

/** A query of records as it is built up: the values of its filters are its binds. */
export class RecordQuery {
  readonly binds: ApexValue[] = [];
  readonly #scope: FlowScope;
  readonly object: ObjectSchema;

  constructor(scope: FlowScope, objectName: string) {
    this.#scope = scope;
    const object = scope.rt.org.schema.object(objectName);
    if (object === undefined) {
      throw new FlowFault(`The object "${objectName}" doesn't exist.`);
    }
    this.object = object;
  }

  /** The records that an element's filters choose. */
  select(data: XmlElement, fields: readonly string[], limit: number | null): SoqlQuery {
    const where = this.#where(data);
    const sortField = textOf(data, 'sortField');
    return {
      select: fields.map((name) => ({ kind: 'field', field: fieldExpression(name) })),
      from: this.object.name,
      ...(where !== undefined && { where }),
      ...(sortField !== undefined && {
        orderBy: [{ field: fieldExpression(sortField), descending: textOf(data, 'sortOrder') === 'Desc' }]
      }),
      ...(limit !== null && { limit: { kind: 'number', text: String(limit) } }),
      binds: this.binds.map((_, index) => ({ index, source: '', start: 0, end: 0 })),
      fromStart: 0
    };
  }

  #where(data: XmlElement): Condition | undefined {
    const filters = childrenOf(data, 'filters');
    if (filters.length === 0) {
      return undefined;
    }
    return foldLogic<Condition>(this.#scope, textOf(data, 'filterLogic') ?? 'and', filters.length, {
      leaf: (index) => this.#filter(filters[index] ?? {}),
      and: (items) => ({ kind: 'and', items: items.map((item) => item()) }),
      or: (items) => ({ kind: 'or', items: items.map((item) => item()) }),
      not: (item) => ({ kind: 'not', item: item() })
    });
  }

  #bind(value: ApexValue): Operand {
    this.binds.push(value);
    return { kind: 'bind', index: this.binds.length - 1 };
  }

  #filter(filter: XmlElement): Condition {
    const name = textOf(filter, 'field') ?? '';
    const operator = textOf(filter, 'operator') ?? '';
    const value = valueOf(this.#scope, childOf(filter, 'value'));
    const field = this.object.fields.get(name.toLowerCase());
    const compare = (symbol: ComparisonOperator, operand: Operand): Condition => ({
      kind: 'compare',
      field: fieldExpression(name),
      operator: symbol,
      value: operand
    });
    const typed = (item: ApexValue): ApexValue => toField(field ?? ({ type: 'string' } as FieldSchema), item);
    const pattern = PATTERNS[operator];
    if (pattern !== undefined) {
      const text = String(toField({ type: 'string' }, value) ?? '').replace(/[\\%_]/g, '\\$&');
      return compare('LIKE', this.#bind(pattern(text)));
    }
    if (operator === 'IsNull') {
      return compare(value === true ? '=' : '!=', { kind: 'null' });
    }
    if (operator === 'In' || operator === 'NotIn') {
      const items = value instanceof ApexList ? value.items : [value];
      const list = new ApexList(this.#scope.rt.type('system.list<system.object>'), items.map(typed));
      return compare(operator === 'In' ? 'IN' : 'NOT IN', this.#bind(list));
    }
    const symbol = COMPARISONS[operator];
    if (symbol === undefined) {
      throw this.#scope.missing(`filter operator ${operator}`);
    }
    return compare(symbol, this.#bind(typed(value)));
  }
}
