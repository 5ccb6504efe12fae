import { CATEGORIES, DEFAULT_LEVELS, isLevel, type Category, type Level, type LogLevels } from '../debug-log/index.ts';
import type { UserContext } from '../security/index.ts';
import type { Org } from '../org/index.ts';
import { ApiError } from './api-error.ts';
import { executeAnonymous } from './anonymous.ts';
import { isRecord } from './request.ts';
import { escapeXml, soapAnswer, type SoapCall } from './soap.ts';
import { requirePermission } from './user-rights.ts';

export const APEX_NAMESPACE = 'http://soap.sforce.com/2006/08/apex';

/** What the older header element `debugLevel` stands for, each with all before it. */
const DEBUG_LEVELS: readonly (readonly [string, LogLevels])[] = [
  ['DEBUGONLY', DEFAULT_LEVELS],
  ['DB', { DB: 'INFO' }],
  ['PROFILING', { APEX_PROFILING: 'FINE' }],
  ['CALLOUT', { CALLOUT: 'INFO' }],
  ['DETAIL', { APEX_CODE: 'FINEST', SYSTEM: 'FINE', VALIDATION: 'INFO', WORKFLOW: 'INFO' }]
];

/** `/services/Soap/s/NN.0`: the operation executeAnonymous. Its log comes in the header, if the caller's DebuggingHeader asks for one. */
export function apexOperation(org: Org, user: UserContext, { operation, parameters, headers }: SoapCall): Buffer {
  if (operation !== 'executeAnonymous') {
    throw new ApiError(501, 'NOT_IMPLEMENTED', `The operation ${operation} is not supported by the local org`);
  }
  requirePermission(org, user, 'AuthorApex');
  const block = parameters.String ?? parameters.apexcode ?? '';
  const wanted = debuggingLevels(headers.DebuggingHeader);
  const { log, ...result } = executeAnonymous(org, user, String(block), wanted);
  const header =
    wanted === null || log === null ? '' : `<DebuggingInfo><debugLog>${escapeXml(log)}</debugLog></DebuggingInfo>`;
  return soapAnswer(APEX_NAMESPACE, operation, result, header);
}

/** Levels of a DebuggingHeader: by categories, or by the older debug level. */
function debuggingLevels(header: unknown): LogLevels | null {
  if (!isRecord(header)) {
    return null;
  }
  const levels: Partial<Record<Category, Level>> = {};
  const categories = header.categories === undefined ? [] : [header.categories].flat();
  for (const item of categories.filter(isRecord)) {
    const name = String(item.category ?? '')
      .trim()
      .toUpperCase();
    const level = String(item.level ?? '')
      .trim()
      .toUpperCase();
    const named = CATEGORIES.filter((category) => name === 'ALL' || category === name);
    if (isLevel(level) && level !== 'NONE') {
      named.forEach((category) => (levels[category] = level));
    }
  }
  const debugLevel = String(header.debugLevel ?? 'NONE')
    .trim()
    .toUpperCase();
  const last = DEBUG_LEVELS.findIndex(([name]) => name === debugLevel);
  const older = Object.assign({}, ...DEBUG_LEVELS.slice(0, last + 1).map(([, part]) => part)) as LogLevels;
  const all = { ...older, ...levels };
  return Object.keys(all).length === 0 ? null : all;
}
