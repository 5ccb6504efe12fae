/**
 * SOQL as data: what the parser yields for static and dynamic queries alike. Names are kept as written.
 * A bind is numbered in order of appearance in the text; compiled code passes the values in that order, dynamic SOQL resolves
 * `source` by name.
 */
export interface SoqlQuery {
  select: SelectItem[];
  from: string;
  alias?: string;
  scope?: string;
  where?: Condition;
  /** `USER_MODE`, `SYSTEM_MODE` or `SECURITY_ENFORCED`. */
  withMode?: string;
  groupBy?: { items: FieldExpression[]; rollup?: boolean; cube?: boolean };
  having?: Condition;
  orderBy?: { field: FieldExpression; descending: boolean; nullsLast?: boolean }[];
  limit?: Operand;
  offset?: Operand;
  forClause?: 'VIEW' | 'REFERENCE' | 'UPDATE';
  allRows?: boolean;
  /** Binds in order of appearance. */
  binds: { index: number; source: string; start: number; end: number }[];
}

export type SelectItem =
  | { kind: 'field'; field: FieldExpression; alias?: string }
  | { kind: 'fields'; group: 'ALL' | 'STANDARD' | 'CUSTOM' }
  | { kind: 'subquery'; query: SoqlQuery }
  | { kind: 'typeof'; relationship: string; when: { object: string; fields: string[] }[]; otherwise: string[] };

/** `path` is `['Account', 'Owner', 'Name']`; `fn` wraps it: `COUNT`, `SUM`, `CALENDAR_YEAR`, `toLabel`, `DAY_ONLY(convertTimezone(…))`. */
export interface FieldExpression {
  path: string[];
  fn?: string;
  /** A function inside the function, e.g. `convertTimezone`. */
  innerFn?: string;
  /** Further arguments, as written. */
  args?: string[];
  start: number;
}

export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'LIKE' | 'IN' | 'NOT IN' | 'INCLUDES' | 'EXCLUDES';

export type Condition =
  | { kind: 'and' | 'or'; items: Condition[] }
  | { kind: 'not'; item: Condition }
  | { kind: 'compare'; field: FieldExpression; operator: ComparisonOperator; value: Operand };

export type Operand =
  | { kind: 'null' }
  | { kind: 'boolean'; value: boolean }
  | { kind: 'string'; value: string }
  | { kind: 'number'; text: string }
  | { kind: 'currency'; code: string; text: string }
  | { kind: 'date'; text: string }
  | { kind: 'datetime'; text: string }
  | { kind: 'dateLiteral'; name: string; n?: number }
  | { kind: 'bind'; index: number }
  | { kind: 'list'; items: Operand[] }
  | { kind: 'subquery'; query: SoqlQuery };
