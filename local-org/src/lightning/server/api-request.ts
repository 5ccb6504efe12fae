import type { LightningOrg, LightningUser } from './lightning-org.ts';

/** An answer of `/lightning/api/…` that is not 200. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export interface ApiRequest {
  readonly org: LightningOrg;
  readonly user: LightningUser;
  readonly components: ReadonlySet<string>;
  readonly parameters: URLSearchParams;
}
