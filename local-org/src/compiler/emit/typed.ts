import type { ApexType } from '../../values/index.ts';

/** An analysed expression: its static type and the JavaScript that computes it. */
export interface Typed {
  readonly type: ApexType;
  readonly code: string;
  /** Known not to be null, so that no check is needed. */
  readonly nonNull?: boolean;
  /** A query: may be assigned to a single record. */
  readonly isQuery?: boolean;
  /** How to assign to it; absent if it cannot be assigned to. */
  readonly target?: AssignTarget;
  /** The record and field that it reads, for `record.Field.addError(…)`. */
  readonly recordField?: { readonly record: string; readonly field: string };
  /** A parent record reached over a relationship: reading through it is null-safe. */
  readonly isParent?: boolean;
  /** Why it may not be assigned here although it has a target: a final field, a property without a setter, a formula field. */
  readonly unwritable?: string;
  /** Why it may not be read: a property without a getter. */
  readonly unreadable?: string;
  readonly isSuper?: boolean;
  /** Object whose token this is: `Account.SObjectType` may be followed by `.fields`. */
  readonly tokenOf?: string;
  /** Conditions under which `?.` ends the chain with null; `code` is only valid when all are false. */
  readonly guards?: readonly string[];
}

export interface AssignTarget {
  /** JavaScript that assigns the value and yields it. */
  assign(value: string): string;
  /** Evaluates the parts of the target once, for compound assignment; absent where evaluating twice does no harm. */
  once?(): { readonly setup: string; readonly read: string; assign(value: string): string };
}

/** What a name or a chain of names can mean. */
export type Reference =
  | { readonly kind: 'value'; readonly value: Typed }
  | { readonly kind: 'type'; readonly type: ApexType; readonly name: string }
  | { readonly kind: 'namespace'; readonly name: string }
  | { readonly kind: 'trigger' }
  | { readonly kind: 'label'; readonly namespace?: string }
  | { readonly kind: 'page' }
  /** `Schema.SObjectType`, to be followed by an object name. */
  | { readonly kind: 'describes' }
  | { readonly kind: 'describe'; readonly objectName: string }
  /** `Account.fields` (tokens) or `Schema.SObjectType.Account.fields` (descriptions). */
  | { readonly kind: 'fields'; readonly objectName: string; readonly described: boolean }
  | { readonly kind: 'fieldSets'; readonly objectName: string };

export const quote = (text: string): string =>
  JSON.stringify(text)
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029');
