import { ApexException, NotImplementedError } from '../runtime/values/index.ts';
import { ApiError } from './api-error.ts';
import type { ApiResponse } from './request.ts';
import { readSoap, soapFault, type SoapCall } from './soap.ts';
import { APEX_NAMESPACE } from './soap-apex.ts';

export const METADATA_NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';

export interface SoapEndpoints {
  /** Answers an operation of the Apex (`s`) or the Metadata (`m`) API. */
  answer(api: 's' | 'm', call: SoapCall): Buffer | Promise<Buffer>;
}

const PATH = /^\/services\/Soap\/([sm])\/\d+\.\d(?:\/\w*)?\/?$/i;

/** True for the path of a SOAP API that the local org has. */
export function isSoapPath(pathname: string): boolean {
  return PATH.test(pathname);
}

/** A SOAP request from envelope to envelope: what goes wrong is a fault with status 500, as SOAP 1.1 wants it. */
export async function soapResource(pathname: string, body: Buffer, endpoints: SoapEndpoints): Promise<ApiResponse> {
  const api = PATH.exec(pathname)?.[1]?.toLowerCase() === 'm' ? 'm' : 's';
  const namespace = api === 'm' ? METADATA_NAMESPACE : APEX_NAMESPACE;
  const call = readSoap(body);
  try {
    if (!call) {
      throw new ApiError(400, 'INVALID_TYPE', 'The request is no SOAP envelope with an operation');
    }
    return { status: 200, headers: XML, body: await endpoints.answer(api, call) };
  } catch (error) {
    const [code, message] = describe(error);
    return { status: 500, headers: XML, body: soapFault(namespace, code, message) };
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
