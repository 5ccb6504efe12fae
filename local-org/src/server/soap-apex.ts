import type { UserContext } from '../security/user-context.ts';
import type { Org } from '../transaction/org.ts';
import { ApiError } from './api-error.ts';
import { executeAnonymous } from './anonymous.ts';
import { escapeXml, soapAnswer, type SoapCall } from './soap.ts';

export const APEX_NAMESPACE = 'http://soap.sforce.com/2006/08/apex';

/** `/services/Soap/s/NN.0`: the operation executeAnonymous. The log comes in the header, whatever its level. */
export function apexOperation(org: Org, user: UserContext, { operation, parameters }: SoapCall): Buffer {
  if (operation !== 'executeAnonymous') {
    throw new ApiError(501, 'NOT_IMPLEMENTED', `The operation ${operation} is not supported by the local org`);
  }
  const block = parameters.String ?? parameters.apexcode ?? '';
  const { log, ...result } = executeAnonymous(org, user, String(block));
  const header = `<DebuggingInfo><debugLog>${escapeXml(log)}</debugLog></DebuggingInfo>`;
  return soapAnswer(APEX_NAMESPACE, operation, result, header);
}
