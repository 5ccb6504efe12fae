/** What SOQL answers over a list of rows, read plainly from its reference. */

export interface Row {
  readonly name: string;
  readonly kind: string | null;
  readonly tags: readonly string[];
  readonly amount: number | null;
  readonly done: boolean;
  readonly day: string | null;
  /** An earlier row. */
  readonly parent: number | null;
}

export type Test =
  | { readonly kind: 'and' | 'or'; readonly items: readonly Test[] }
  | { readonly kind: 'not'; readonly item: Test }
  | {
      readonly kind: 'compare';
      readonly field: string;
      readonly operator: string;
      readonly value: string | readonly string[];
    };

/** Picklist values in the order of their definition. */
export const KINDS = ['red', 'Green', 'blue'];

const literal = (value: string): string =>
  (value.startsWith("'") ? value.slice(1, -1).replace(/\\(['\\])/g, '$1') : value).toLowerCase();

/** The value of a field as text or number; null where there is none. */
export function valueOf(all: readonly Row[], row: Row | null, path: string): string | number | null {
  const [first = '', second] = path.split('.');
  if (second !== undefined) {
    return valueOf(all, row?.parent == null ? null : (all[row.parent] ?? null), second);
  }
  switch (first) {
    case 'Name':
      return row?.name.toLowerCase() ?? null;
    case 'Kind__c':
      return row?.kind?.toLowerCase() ?? null;
    case 'Amount__c':
      return row?.amount ?? null;
    case 'Day__c':
      return row?.day ?? null;
    case 'Done__c':
      return String(row?.done ?? false);
    default:
      return row === null || row.tags.length === 0 ? null : [...row.tags].sort().join(';');
  }
}

export function holds(all: readonly Row[], row: Row, item: Test): boolean {
  if (item.kind === 'not') {
    return !holds(all, row, item.item);
  }
  if (item.kind !== 'compare') {
    const results = item.items.map((part) => holds(all, row, part));
    return item.kind === 'and' ? results.every(Boolean) : results.some(Boolean);
  }
  const found = valueOf(all, row, item.field);
  const given = (value: string): string | number | null => {
    const plain = literal(value);
    const isTags = item.field === 'Tags__c';
    return value === 'null'
      ? null
      : typeof found === 'number' || /Amount/.test(item.field)
        ? Number(plain)
        : isTags
          ? plain.split(';').sort().join(';')
          : plain;
  };
  const values = (typeof item.value === 'string' ? [item.value] : item.value).map(given);
  const [value = null] = values;
  const isKnown = found !== null && value !== null;
  switch (item.operator) {
    case '=':
      return found === value;
    case '!=':
      return found !== value;
    case 'IN':
      return values.includes(found);
    case 'NOT IN':
      return !values.includes(found);
    case 'INCLUDES':
      return values.some((group) =>
        String(group)
          .split(';')
          .every((tag) => row.tags.includes(tag))
      );
    case 'EXCLUDES':
      return !values.some((group) =>
        String(group)
          .split(';')
          .every((tag) => row.tags.includes(tag))
      );
    case 'LIKE': {
      const pattern = String(item.value)
        .slice(1, -1)
        .toLowerCase()
        .replace(/\\?[%_]|[.*+?^${}()|[\]\\]/g, (part) =>
          part === '%' ? '.*' : part === '_' ? '.' : part.startsWith('\\') ? part.slice(1) : `\\${part}`
        );
      return found !== null && new RegExp(`^${pattern}$`, 's').test(String(found));
    }
    case '<':
      return isKnown && found < value;
    case '<=':
      return isKnown && found <= value;
    case '>':
      return isKnown && found > value;
    default:
      return isKnown && found >= value;
  }
}

export interface Sort {
  readonly field: 'Name' | 'Amount__c' | 'Day__c' | 'Kind__c';
  readonly descending: boolean;
  readonly nullsLast: boolean;
}
export function sorted(all: readonly Row[], indexes: readonly number[], order: readonly Sort[]): number[] {
  const key = (at: number, name: string): string | number | null => {
    const value = valueOf(all, all[at] ?? null, name);
    return name === 'Kind__c' && value !== null ? KINDS.findIndex((kind) => kind.toLowerCase() === value) : value;
  };
  return [...indexes].sort((left, right) => {
    for (const { field: name, descending, nullsLast } of order) {
      const [a, b] = [key(left, name), key(right, name)];
      if (a !== b) {
        if (a === null || b === null) {
          return (a === null) === nullsLast ? 1 : -1;
        }
        return (a < b ? -1 : 1) * (descending ? -1 : 1);
      }
    }
    return left - right;
  });
}
