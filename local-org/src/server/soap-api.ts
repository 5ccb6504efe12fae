import { ApexException, NotImplementedError } from '../values/index.ts';
import { ApiError } from './api-error.ts';
import type { ApiResponse } from './request.ts';
import { readSoap, soapFault, type SoapCall } from './soap.ts';
import { APEX_NAMESPACE } from './soap-apex.ts';
import { DIALECTS, faultType } from './partner/index.ts';
import { table } from '../common/index.ts';

export const METADATA_NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';

/** `s`: Apex, `m`: metadata, `u`: partner, `c`: enterprise. */
export type SoapApiName = 's' | 'm' | 'u' | 'c';

export interface SoapEndpoints {
  /** Answers an operation of one of the APIs; `version` is as in the address. */
  answer(api: SoapApiName, call: SoapCall, version: string): Buffer | Promise<Buffer>;
}

const PATH = /^\/services\/Soap\/([smuc])\/(\d+\.\d)(?:\/\w*)?\/?$/i;

/** Namespaces of the faults of each API. */
const FAULT_NAMESPACES: Readonly<Record<SoapApiName, string>> = table({
  s: APEX_NAMESPACE,
  m: METADATA_NAMESPACE,
  u: DIALECTS.u.faults,
  c: DIALECTS.c.faults
});

/** True for the path of a SOAP API that the local org has. */
export function isSoapPath(pathname: string): boolean {
  return PATH.test(pathname);
}

/** A SOAP request from envelope to envelope: what goes wrong is a fault with status 500, as SOAP 1.1 wants it. */
export async function soapResource(pathname: string, body: Buffer, endpoints: SoapEndpoints): Promise<ApiResponse> {
  const [, name = 's', version = ''] = PATH.exec(pathname) ?? [];
  const api = name.toLowerCase() as SoapApiName;
  const call = readSoap(body);
  try {
    if (!call) {
      throw new ApiError(400, 'INVALID_TYPE', 'The request is no SOAP envelope with an operation');
    }
    return { status: 200, headers: XML, body: await endpoints.answer(api, call, version) };
  } catch (error) {
    const [code, message] = describe(error);
    const detail = api === 'u' || api === 'c' ? faultType(code) : undefined;
    return { status: 500, headers: XML, body: soapFault(FAULT_NAMESPACES[api], code, message, detail) };
  }
}

const XML = { 'content-type': 'text/xml;charset=UTF-8' };

function describe(error: unknown): [string, string] {
  if (error instanceof ApiError) {
    return [error.errorCode, error.message];
  }
  if (error instanceof ApexException || error instanceof NotImplementedError) {
    return [error instanceof ApexException ? 'UNKNOWN_EXCEPTION' : 'NOT_IMPLEMENTED', error.message ?? ''];
  }
  throw error;
}
