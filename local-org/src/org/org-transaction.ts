import { randomBytes } from 'node:crypto';
import type { TransactionLog } from '../debug-log/index.ts';
import type { UserContext } from '../security/index.ts';
import { Limits, type OrgHost, type JobContext, type Transaction, type TransactionMode } from '../engine/index.ts';

export interface TransactionOptions {
  readonly user: UserContext;
  /** Default: synchronous. */
  readonly mode?: TransactionMode;
  readonly isTest?: boolean;
  readonly seesAllData?: boolean;
  /** Default: `ANONYMOUS`. */
  readonly quiddity?: string;
  readonly job?: JobContext;
  /** Takes over statics and platform state of another transaction: jobs that run inside a test share those of the test. */
  readonly shareStateOf?: Transaction;
  /** The debug log to write. */
  readonly trace?: TransactionLog | null;
  /** False where the caller takes the log: then it is not stored. */
  readonly keepsTrace?: boolean;
  /** Receives debug lines. */
  readonly log?: (level: string, message: string) => void;
}

/** The transaction as the org runs it; platform classes see it through the interface. */
export class OrgTransaction implements Transaction {
  readonly org: OrgHost;
  readonly id = randomBytes(9).toString('base64url');
  readonly mode: TransactionMode;
  readonly isTest: boolean;
  readonly seesAllData: boolean;
  readonly quiddity: string;
  readonly job: JobContext | null;
  readonly trace: TransactionLog | null;
  user: UserContext;
  limits: Limits;
  readonly statics: Map<string, object>;
  readonly scratch: Map<symbol, unknown>;
  readonly #log: ((level: string, message: string) => void) | undefined;

  constructor(org: OrgHost, options: TransactionOptions) {
    this.org = org;
    this.user = options.user;
    this.mode = options.mode ?? 'synchronous';
    this.isTest = options.isTest ?? false;
    this.seesAllData = options.seesAllData ?? false;
    this.quiddity = options.quiddity ?? 'ANONYMOUS';
    this.job = options.job ?? null;
    this.trace = options.trace ?? null;
    this.limits = this.freshLimits();
    this.statics = options.shareStateOf?.statics ?? new Map();
    this.scratch = options.shareStateOf?.scratch ?? new Map();
    this.#log = options.log;
  }

  /** Limits of which nothing is used yet; neither a future method nor a batch job may call future methods. */
  freshLimits(): Limits {
    const kind = this.job?.kind;
    return new Limits(this.mode, kind === 'future' || kind === 'batch' ? { futureCalls: 0 } : {});
  }

  now(): number {
    return this.org.clock.now();
  }

  log(level: string, message: string): void {
    this.#log?.(level, message);
    this.trace?.debug(level, message);
  }
}
