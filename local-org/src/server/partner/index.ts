import type { UserContext } from '../../security/index.ts';
import { ORG_LIMITS } from '../../records/index.ts';
import { ApiError } from '../api-error.ts';
import { NEWEST_VERSION, OLDEST_VERSION } from '../api-versions.ts';
import { resetPassword, setPassword } from '../passwords.ts';
import type { QueryCursors } from '../query.ts';
import { soapAnswer, type SoapCall } from '../soap.ts';
import { byIds, convertLeads, emptyBin, merge, save, upsert } from './changes.ts';
import { text, type PartnerCall } from './context.ts';
import { changed, describeGlobal, describeLayout, describeObjects, describeTabs } from './describes.ts';
import { DIALECTS } from './dialect.ts';
import { login, userInfo, type LoginContext } from './login.ts';
import { query, queryMore, retrieve, search } from './queries.ts';
import { table } from '../../common/index.ts';

export { DIALECTS, faultType } from './dialect.ts';

/** What the SOAP API needs of the server. */
export interface PartnerContext extends LoginContext {
  readonly cursors: QueryCursors;
  /** The user of a session. @throws ApiError INVALID_SESSION_ID */
  requireUser(call: SoapCall): UserContext;
}

const OPERATIONS: Readonly<Record<string, (call: PartnerCall) => unknown>> = table({
  convertLead: convertLeads,
  create: (call) => save(call, 'insert'),
  delete: (call) => byIds(call, 'delete'),
  describeGlobal,
  describeLayout,
  describeSObject: (call) => describeObjects(call)[0],
  describeSObjects: describeObjects,
  describeTabs,
  emptyRecycleBin: emptyBin,
  getDeleted: (call) => changed(call, 'deleted'),
  getServerTimestamp: ({ org }) => ({ timestamp: new Date(org.clock.now()).toISOString() }),
  getUpdated: (call) => changed(call, 'updated'),
  getUserInfo: ({ org, user }) => userInfo(org, user),
  logout: ({ sessions, call }) => void sessions.revoke(call.sessionId ?? ''),
  merge,
  query: (call) => query(call, false),
  queryAll: (call) => query(call, true),
  queryMore,
  resetPassword: (call) => {
    requireUserManager(call);
    return { password: resetPassword(call.org, text(call, 'userId')) };
  },
  retrieve,
  search,
  setPassword: (call) => {
    requireUserManager(call);
    return void setPassword(call.org, text(call, 'userId'), text(call, 'password'));
  },
  undelete: (call) => byIds(call, 'undelete'),
  update: (call) => save(call, 'update'),
  upsert
});

/** Anybody may set the own password, an administrator that of others. */
function requireUserManager(call: PartnerCall): void {
  if (call.user.profileName !== 'System Administrator' && !text(call, 'userId').startsWith(call.user.id.slice(0, 15))) {
    throw new ApiError(403, 'INSUFFICIENT_ACCESS', 'Insufficient permissions to set the password of this user');
  }
}

/**
 * `/services/Soap/u/NN.0` and `/services/Soap/c/NN.0`: the partner and the enterprise API.
 * @throws ApiError for what the caller did wrong, and NOT_IMPLEMENTED by name for an operation that the local org lacks
 */
export function partnerOperation(context: PartnerContext, api: 'u' | 'c', version: string, call: SoapCall): Buffer {
  if (Number(version) < OLDEST_VERSION || Number(version) > NEWEST_VERSION) {
    throw new ApiError(400, 'UNSUPPORTED_API_VERSION', 'Invalid Api version specified on URL');
  }
  const dialect = DIALECTS[api];
  const { operation } = call;
  if (operation === 'login') {
    return soapAnswer(dialect.namespace, operation, login(context, dialect, version, call));
  }
  const user = context.requireUser(call);
  if (!Object.hasOwn(OPERATIONS, operation)) {
    throw new ApiError(501, 'NOT_IMPLEMENTED', `The operation ${operation} is not supported by the local org`);
  }
  const { org, sessions, cursors, instanceUrl } = context;
  org.usage.count('DailyApiRequests');
  const result = OPERATIONS[operation]!({
    org,
    user,
    sessions,
    cursors,
    instanceUrl,
    dialect,
    version,
    call,
    request: {
      org,
      user,
      method: 'POST',
      path: [],
      parameters: new URLSearchParams(),
      headers: {},
      body: Buffer.alloc(0),
      base: `/services/data/v${version}`
    }
  });
  const usage = `<current>${org.usage.used('DailyApiRequests')}</current><limit>${ORG_LIMITS.DailyApiRequests}</limit>`;
  return soapAnswer(
    dialect.namespace,
    operation,
    result,
    `<LimitInfoHeader><limitInfo>${usage}<type>API REQUESTS</type></limitInfo></LimitInfoHeader>`,
    ` xmlns:sf="${dialect.records}"`
  );
}
