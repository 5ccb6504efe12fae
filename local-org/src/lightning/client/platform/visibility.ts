/** One condition of a component's visibility on a Lightning page. */
export interface VisibilityCriterion {
  left: string;
  operator: string;
  right: string;
}

export interface VisibilityRule {
  criteria: VisibilityCriterion[];
  booleanFilter?: string;
}

/** What a condition may look at. */
export interface VisibilityFacts {
  record: (path: string) => unknown;
  hasCustomPermission: (name: string) => boolean;
  user: Record<string, unknown>;
  formFactor: string;
}

/** True when the component is to be shown. A condition on something that is not known here hides it, as a missing permission would. */
export function isVisible(rule: VisibilityRule | undefined, facts: VisibilityFacts): boolean {
  if (!rule || rule.criteria.length === 0) return true;
  const results = rule.criteria.map((criterion) => holds(criterion, facts));
  return rule.booleanFilter ? combine(rule.booleanFilter, results) : results.every(Boolean);
}

function holds({ left, operator, right }: VisibilityCriterion, facts: VisibilityFacts): boolean {
  const actual = valueOf(left, facts);
  const text = actual === null || actual === undefined ? '' : String(actual);
  switch (operator) {
    case 'EQUAL':
      return same(text, right);
    case 'NE':
      return !same(text, right);
    case 'CONTAINS':
      return text.toLowerCase().includes(right.toLowerCase());
    case 'GT':
      return compare(text, right) > 0;
    case 'GE':
      return compare(text, right) >= 0;
    case 'LT':
      return compare(text, right) < 0;
    case 'LE':
      return compare(text, right) <= 0;
    default:
      return false;
  }
}

function valueOf(left: string, facts: VisibilityFacts): unknown {
  const expression = /^\{!(.*)\}$/.exec(left)?.[1] ?? left;
  const record = /^Record\.([\w.]+)$/.exec(expression)?.[1];
  if (record) return facts.record(record);
  const permission = /^\$Permission\.CustomPermission\.(\w+)$/.exec(expression)?.[1];
  if (permission) return facts.hasCustomPermission(permission);
  if (/^\$Client\.formFactor$/i.test(expression)) return facts.formFactor;
  const user = /^\$User\.([\w.]+)$/.exec(expression)?.[1];
  return user ? facts.user[user.toLowerCase()] : undefined;
}

function same(actual: string, expected: string): boolean {
  return actual.toLowerCase() === expected.toLowerCase();
}

/** Numbers by value, everything else (ISO dates too) as text; an empty field is less than nothing and more than nothing. */
function compare(actual: string, expected: string): number {
  if (actual === '') return Number.NaN;
  const [left, right] = [Number(actual), Number(expected)];
  if (!Number.isNaN(left) && !Number.isNaN(right)) return left - right;
  return actual < expected ? -1 : Number(actual > expected);
}

/** Evaluates `1 AND (2 OR NOT 3)`. */
export function combine(filter: string, results: readonly boolean[]): boolean {
  const tokens = filter.toUpperCase().match(/\d+|AND|OR|NOT|[()]/g) ?? [];
  let position = 0;
  const disjunction = (): boolean => {
    let value = conjunction();
    while (tokens[position] === 'OR') {
      position += 1;
      const next = conjunction();
      value = value || next;
    }
    return value;
  };
  const conjunction = (): boolean => {
    let value = term();
    while (tokens[position] === 'AND') {
      position += 1;
      const next = term();
      value = value && next;
    }
    return value;
  };
  const term = (): boolean => {
    const token = tokens[position++];
    if (token === 'NOT') return !term();
    if (token === '(') {
      const value = disjunction();
      position += 1;
      return value;
    }
    return results[Number(token) - 1] ?? false;
  };
  return disjunction();
}
