import type { ClassInfo, MethodInfo } from '../engine/index.ts';
import { ApexException } from '../values/index.ts';
import type { UserContext } from '../security/index.ts';
import type { Org } from '../org/index.ts';
import { fromJson, toJsonText, withoutAttributes } from './apex-json.ts';
import { LIMITS_HEADER, limitsHeader } from './limits-header.ts';

/** How a component's Apex call ended; `error.body` is what the component sees. */
export interface AuraResult {
  readonly returnValue?: unknown;
  readonly error?: { readonly status: number; readonly body: Readonly<Record<string, unknown>> };
  readonly headers: Readonly<Record<string, string>>;
}

function findMethod(org: Org, qualified: string): { owner: ClassInfo; method: MethodInfo } | undefined {
  const dot = qualified.lastIndexOf('.');
  const owner = org.program.classInfo(qualified.slice(0, dot).toLowerCase());
  const method = owner?.methods.find(
    ({ name, isStatic, annotations }) =>
      isStatic &&
      name.toLowerCase() === qualified.slice(dot + 1).toLowerCase() &&
      annotations.some((annotation) => annotation.name.toLowerCase() === 'auraenabled')
  );
  return owner && method ? { owner, method } : undefined;
}

function isCacheable(method: MethodInfo): boolean {
  const annotation = method.annotations.find(({ name }) => name.toLowerCase() === 'auraenabled');
  return annotation?.args.cacheable?.toLowerCase() === 'true';
}

function refusal(status: number, message: string): AuraResult {
  return { error: { status, body: { message } }, headers: {} };
}

/**
 * Runs an `@AuraEnabled` method for a component, as the given user in a transaction of its own.
 * @param qualified `Class.method`
 * @param parameters by parameter name; JSON values are converted to the declared types
 */
export function callAura(
  org: Org,
  user: UserContext,
  qualified: string,
  parameters: Readonly<Record<string, unknown>>
): AuraResult {
  const found = findMethod(org, qualified);
  if (!found) {
    return refusal(404, `Apex method ${qualified} does not exist or is not @AuraEnabled`);
  }
  const { owner, method } = found;
  if (!org.access.classAccess(user, owner.name)) {
    return refusal(403, `You do not have access to the Apex class named '${owner.name}'.`);
  }
  let headers: Record<string, string> = {};
  try {
    const returnValue = org.run({ user, quiddity: 'AURA' }, (transaction) => {
      const rt = org.program;
      try {
        const args = method.parameters.map(({ name, type }) => fromJson(rt, valueOf(parameters, name), type));
        const result = rt.callStatic(owner.key, method.name, args);
        if (isCacheable(method) && transaction.limits.used('dmlStatements') > 0) {
          throw new ApexException('System.LimitException', 'Too many DML statements: 1');
        }
        return method.returnType === 'void' ? null : withoutAttributes(JSON.parse(toJsonText(rt, result)));
      } finally {
        headers = { [LIMITS_HEADER]: limitsHeader(transaction) };
      }
    });
    return { returnValue, headers };
  } catch (error) {
    if (error instanceof ApexException) {
      return { error: { status: 500, body: errorBody(error) }, headers };
    }
    throw error;
  }
}

function valueOf(parameters: Readonly<Record<string, unknown>>, name: string): unknown {
  const key = Object.keys(parameters).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  return key === undefined ? null : parameters[key];
}

/** An AuraHandledException shows its message alone; any other exception its type and stack as well. */
function errorBody(error: ApexException): Record<string, unknown> {
  if (error.$type === 'system.aurahandledexception') {
    return { message: error.message ?? '', isUserDefinedException: false };
  }
  return {
    message: error.message ?? '',
    exceptionType: error.typeName,
    isUserDefinedException: !error.typeName.startsWith('System.'),
    stackTrace: error.stackTrace ?? ''
  };
}
