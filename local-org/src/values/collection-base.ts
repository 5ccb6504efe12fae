import { ApexException } from './apex-exception.ts';
import { ApexObject } from './apex-object.ts';
import type { ApexType } from './apex-type.ts';
import type { ApexValue } from './apex-value.ts';
import { stringOf } from './string-of.ts';

/** What List, Set and Map share: their type and the state in which they refuse changes. */
export abstract class ApexCollection extends ApexObject {
  /** The collection's own type, e.g. `List<Account>`. */
  readonly type: ApexType;
  /** Collections of a trigger context and the like: any change throws. */
  readOnly = false;
  /** Number of `for` loops that run over the collection now; a change during one throws. */
  iterating = 0;

  constructor(type: ApexType) {
    super();
    this.type = type;
  }

  get $type(): string {
    return this.type.key;
  }

  abstract readonly size: number;

  /** Must come before members are added or removed. Throws a System.FinalException when the collection refuses changes. */
  requireMutable(): void {
    if (this.iterating > 0) {
      throw new ApexException('System.FinalException', 'Cannot modify a collection while it is being iterated.');
    }
    this.requireWritable();
  }

  /** Must come before a member is replaced, which a loop over the collection allows. */
  requireWritable(): void {
    if (this.readOnly) {
      throw new ApexException('System.FinalException', 'Collection is read-only');
    }
  }

  override $key(): string | undefined {
    return undefined;
  }
}

/** Collections that are being printed, to cut cycles. */
const printing = new Set<ApexCollection>();

/** Text of a member inside a printed collection; a collection inside itself is cut off. */
export function printMembers(
  collection: ApexCollection,
  print: (text: (value: ApexValue) => string) => string
): string {
  if (printing.has(collection)) {
    return '(already output)';
  }
  printing.add(collection);
  try {
    return print(stringOf);
  } finally {
    printing.delete(collection);
  }
}

/** Most members that a list or a set prints. */
const PRINTED_MEMBERS = 10;

/** Members separated by commas; from the eleventh on they are printed as `...`. */
export function joinShortened(members: Iterable<ApexValue>, text: (value: ApexValue) => string): string {
  const parts: string[] = [];
  for (const member of members) {
    if (parts.length === PRINTED_MEMBERS) {
      parts.push('...');
      break;
    }
    parts.push(text(member));
  }
  return parts.join(', ');
}
