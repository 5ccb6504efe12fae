import type { UserContext } from '../../security/index.ts';
import type { Org } from '../../org/index.ts';
import type { QueryCursors } from '../query.ts';
import type { ApiRequest } from '../request.ts';
import type { Sessions } from '../sessions.ts';
import type { SoapCall } from '../soap.ts';
import type { Dialect } from './dialect.ts';

/** One call of the SOAP API by a user who is logged in. */
export interface PartnerCall {
  readonly org: Org;
  readonly user: UserContext;
  readonly sessions: Sessions;
  readonly cursors: QueryCursors;
  readonly instanceUrl: string;
  readonly dialect: Dialect;
  /** `64.0` */
  readonly version: string;
  readonly call: SoapCall;
  /** The call as a request of the REST API, whose resources do the work. */
  readonly request: ApiRequest;
}

/** Texts of a parameter that may be repeated. */
export function texts({ call }: PartnerCall, name: string): string[] {
  const value = call.parameters[name];
  return (Array.isArray(value) ? value : value === undefined ? [] : [value]).map((item: unknown) =>
    typeof item === 'string' ? item.trim() : ''
  );
}

/** Text of a parameter, '' if it is not there. */
export function text(call: PartnerCall, name: string): string {
  return texts(call, name)[0] ?? '';
}

/** Elements of a parameter with their attributes, whether it is there once or repeated. */
export function elements({ call }: PartnerCall, name: string): unknown[] {
  const value = call.typed()[name];
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

/** A member of one of the headers: `AllOrNoneHeader`, `allOrNone`. */
export function header({ call }: PartnerCall, name: string, member: string): string | undefined {
  const found = call.headers[name];
  const value = typeof found === 'object' && found !== null ? (found as Record<string, unknown>)[member] : undefined;
  return typeof value === 'string' ? value.trim() : undefined;
}
