/** What the generated declarations of Apex methods are made of. */
declare module 'apex-types' {
  import type { WireAdapterConstructor } from 'lwc';

  /** What the platform sends when a call fails. */
  export interface ApexError {
    readonly body?: { readonly message?: string };
    readonly message?: string;
    readonly status?: number;
  }

  export interface WireResult<T> {
    readonly data?: T;
    readonly error?: ApexError;
  }

  type Parameters = Record<string, unknown>;

  /** Called from code. */
  export type ApexMethod<P extends Parameters, R> = (parameters: P) => Promise<R>;

  /** Called from code, or wired. */
  export type CacheableApexMethod<P extends Parameters, R> = ApexMethod<P, R> &
    WireAdapterConstructor<P, WireResult<R>>;
}
