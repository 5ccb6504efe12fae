import { table } from '../../common/index.ts';

/** What the two WSDLs of the SOAP API differ in. */
export interface Dialect {
  /** `u`: generic records with a `type` element; `c`: records typed by `xsi:type`. */
  readonly api: 'u' | 'c';
  readonly namespace: string;
  readonly records: string;
  readonly faults: string;
}

function dialect(api: 'u' | 'c', name: string): Dialect {
  return {
    api,
    namespace: `urn:${name}.soap.sforce.com`,
    records: `urn:sobject.${name}.soap.sforce.com`,
    faults: `urn:fault.${name}.soap.sforce.com`
  };
}

export const DIALECTS: Readonly<Record<'u' | 'c', Dialect>> = table({
  u: dialect('u', 'partner'),
  c: dialect('c', 'enterprise')
});

const FAULTS: Readonly<Record<string, string>> = table({
  INVALID_FIELD: 'InvalidFieldFault',
  INVALID_ID_FIELD: 'InvalidIdFault',
  INVALID_LOGIN: 'LoginFault',
  INVALID_NEW_PASSWORD: 'InvalidNewPasswordFault',
  INVALID_QUERY_LOCATOR: 'InvalidQueryLocatorFault',
  INVALID_TYPE: 'InvalidSObjectFault',
  LOGIN_MUST_USE_SECURITY_TOKEN: 'LoginFault',
  MALFORMED_ID: 'InvalidIdFault',
  MALFORMED_QUERY: 'MalformedQueryFault',
  MALFORMED_SEARCH: 'MalformedSearchFault'
});

/** Name of the fault type that the API's WSDL declares for an exception code. */
export function faultType(code: string): string {
  return FAULTS[code] ?? 'UnexpectedErrorFault';
}
