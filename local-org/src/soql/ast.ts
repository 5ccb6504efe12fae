/**
 * SOQL as data: what the parser yields for static and dynamic queries alike. Names are kept as written.
 * A bind is numbered in order of appearance in the text; compiled code passes the values in that order, dynamic SOQL resolves
 * `source` by name.
 */
export interface SoqlQuery {
  select: SelectItem[];
  from: string;
  alias?: string;
  /** Further entries of the FROM list: `FROM Contact c, c.Account a` gives `{ path: ['c', 'Account'], alias: 'a' }`. */
  fromAliases?: { path: string[]; alias: string }[];
  scope?: string;
  where?: Condition;
  /** `USER_MODE`, `SYSTEM_MODE` or `SECURITY_ENFORCED`. */
  withMode?: string;
  /** `WITH DATA CATEGORY …` conditions, joined by AND. */
  dataCategories?: { group: string; selector: string; categories: string[] }[];
  groupBy?: { items: FieldExpression[]; rollup?: boolean; cube?: boolean };
  having?: Condition;
  orderBy?: OrderItem[];
  limit?: Operand;
  offset?: Operand;
  forClause?: 'VIEW' | 'REFERENCE' | 'UPDATE';
  /** `UPDATE TRACKING` or `UPDATE VIEWSTAT`. */
  update?: string;
  allRows?: boolean;
  /** Binds in order of appearance, those of nested queries included; empty on nested queries. `start`/`end` exclude the colon. */
  binds: SoqlBind[];
  /** Offset of the object name in the text. */
  fromStart: number;
}

export interface SoqlBind {
  index: number;
  source: string;
  start: number;
  end: number;
}

export interface OrderItem {
  field: FieldExpression;
  descending: boolean;
  nullsLast?: boolean;
}

export type SelectItem =
  | { kind: 'field'; field: FieldExpression; alias?: string }
  | { kind: 'fields'; group: 'ALL' | 'STANDARD' | 'CUSTOM'; start: number }
  | { kind: 'subquery'; query: SoqlQuery }
  | {
      kind: 'typeof';
      /** Relationship, dotted when it lies on a parent. */
      relationship: string;
      when: { object: string; fields: string[] }[];
      otherwise: string[];
      start: number;
    };

/** `path` is `['Account', 'Owner', 'Name']`; `fn` wraps it: `COUNT`, `SUM`, `CALENDAR_YEAR`, `toLabel`, `DAY_ONLY(convertTimezone(…))`. */
export interface FieldExpression {
  /** Empty for `COUNT()`. */
  path: string[];
  fn?: string;
  /** A function inside the function, e.g. `convertTimezone`. */
  innerFn?: string;
  /** Second and third argument of `DISTANCE`. */
  distance?: { latitude: Operand; longitude: Operand; unit: string };
  /** True where a subtotal leaves the field's group out: its value is null. */
  leftOut?: boolean;
  start: number;
}

export type ComparisonOperator =
  '=' | '!=' | '<' | '<=' | '>' | '>=' | 'LIKE' | 'IN' | 'NOT IN' | 'INCLUDES' | 'EXCLUDES';

export type Condition =
  | { kind: 'and' | 'or'; items: Condition[] }
  | { kind: 'not'; item: Condition }
  | { kind: 'compare'; field: FieldExpression; operator: ComparisonOperator; value: Operand };

export type Operand =
  | { kind: 'null' }
  | { kind: 'boolean'; value: boolean }
  /** Text with its escapes resolved, except that `\%`, `\_` and `\\` keep their backslash in a LIKE pattern. */
  | { kind: 'string'; value: string }
  | { kind: 'number'; text: string }
  | { kind: 'currency'; code: string; text: string }
  | { kind: 'date'; text: string }
  | { kind: 'datetime'; text: string }
  | { kind: 'time'; text: string }
  | { kind: 'dateLiteral'; name: string; n?: number }
  | { kind: 'bind'; index: number }
  | { kind: 'list'; items: Operand[] }
  | { kind: 'subquery'; query: SoqlQuery };
