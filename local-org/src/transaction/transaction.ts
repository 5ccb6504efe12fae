import type { Org } from './org.ts';
import type { Limits } from './limits.ts';
import type { UserContext } from '../security/user-context.ts';

export type TransactionMode = 'synchronous' | 'asynchronous';

/** One unit of work with its own statics, limits and database transaction. */
export interface Transaction {
  readonly org: Org;
  readonly id: string;
  readonly mode: TransactionMode;
  readonly isTest: boolean;
  /** The running user; `System.runAs` and queued jobs change it for a while. */
  user: UserContext;
  readonly limits: Limits;
  /** Static state of user classes, by class key; owned by runtime/program. */
  readonly statics: Map<string, object>;
  /** Per-transaction state of platform classes, keyed by the module's own symbol. */
  readonly scratch: Map<symbol, unknown>;
  /** Milliseconds UTC; the org's clock, which tests and `local-org/clock` may set. */
  now(): number;
  log(level: string, message: string): void;
}
