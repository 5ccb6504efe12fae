import type { Engine } from '../../engine/index.ts';
import { ApexBlob } from '../../values/index.ts';
import { RestRequestObject, RestResponseObject, setRestContext } from './rest.ts';

export { restResponse } from './rest.ts';

/** An HTTP request to an Apex REST resource. */
export interface RestCall {
  readonly httpMethod: string;
  readonly requestURI: string;
  readonly resourcePath: string;
  readonly remoteAddress: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly params: Readonly<Record<string, string>>;
  /** The bytes as they arrived. */
  readonly body: Uint8Array;
}

/** Fills `RestContext` of the transaction in progress; the response begins with status 200 left to the server. */
export function createRestContext(rt: Engine, call: RestCall): void {
  const request = new RestRequestObject(rt);
  request.httpMethod = call.httpMethod;
  request.requestURI = call.requestURI;
  request.resourcePath = call.resourcePath;
  request.remoteAddress = call.remoteAddress;
  request.requestBody = new ApexBlob(call.body);
  Object.entries(call.headers).forEach(([name, value]) => request.headers.set(name, value));
  Object.entries(call.params).forEach(([name, value]) => request.params.set(name, value));
  setRestContext(rt, request, new RestResponseObject(rt));
}
