import { actionInputs, actionLabel, InvocationFault, runApexAction } from '../flow/index.ts';
import { ApexException, ApexMap, NotImplementedError, type ApexValue } from '../values/index.ts';
import { fromJson, toJsonText } from './apex-json.ts';
import { ApiError, methodNotAllowed, notFound } from './api-error.ts';
import { flowAction, flowActions } from './flow-actions.ts';
import { reading } from './org-resources.ts';
import { inTransaction, isRecord, objectBody, type ApiRequest, type ApiResponse } from './request.ts';

const CUSTOM_KINDS = ['apex', 'emailAlert', 'flow', 'quickAction', 'sendNotification'] as const;
const PARAMETERS = 'system.map<system.string,system.object>';

/**
 * `actions`: where invocable actions are, the Apex actions and flows of the project, and running one with `{"inputs": [{…}, …]}`.
 * @throws ApiError NOT_FOUND, FORBIDDEN without access to the class; NotImplementedError for every other kind of action
 * @see Actions Developer Guide, Invoking Actions
 */
export function actionsResource(request: ApiRequest): ApiResponse {
  const { base, path } = request;
  const [, group, kind, name, ...more] = path;
  const answer = (body: object): ApiResponse => reading(() => ({ status: 200, body }))(request);
  if (group === undefined) {
    return answer({ standard: `${base}/actions/standard`, custom: `${base}/actions/custom` });
  }
  if (group.toLowerCase() === 'standard') {
    throw new NotImplementedError('the standard invocable actions');
  }
  if (group.toLowerCase() !== 'custom' || more.length > 0) {
    throw notFound();
  }
  if (kind === undefined) {
    return answer(Object.fromEntries(CUSTOM_KINDS.map((each) => [each, `${base}/actions/custom/${each}`])));
  }
  if (kind.toLowerCase() === 'flow') {
    return name === undefined ? answer({ actions: flowActions(request) }) : flowAction(request, name);
  }
  if (kind.toLowerCase() !== 'apex') {
    const known = CUSTOM_KINDS.find((each) => each.toLowerCase() === kind.toLowerCase());
    throw known ? new NotImplementedError(`invocable actions of type ${known}`) : notFound();
  }
  if (name === undefined) {
    return answer({ actions: apexActions(request) });
  }
  return apexAction(request, name);
}

function apexActions({ org, user, base }: ApiRequest): object[] {
  return org.metadata.apex
    .filter(({ kind, name }) => kind === 'class' && org.access.classAccess(user, name))
    .flatMap(({ name }) => {
      const label = actionLabel(org.program, name);
      return label === undefined ? [] : [{ label, name, type: 'APEX', url: `${base}/actions/custom/apex/${name}` }];
    });
}

function apexAction(request: ApiRequest, wanted: string): ApiResponse {
  const { org, user } = request;
  const name = org.metadata.apex.find((each) => each.name.toLowerCase() === wanted.toLowerCase())?.name;
  if (name === undefined || actionLabel(org.program, name) === undefined) {
    throw notFound();
  }
  if (!org.access.classAccess(user, name)) {
    throw new ApiError(403, 'FORBIDDEN', `You do not have access to the Apex class named: ${name}`);
  }
  switch (request.method) {
    case 'GET':
      throw new NotImplementedError('the description of an Apex action');
    case 'POST':
      return invoke(request, name);
    default:
      throw methodNotAllowed(request.method, ['GET', 'HEAD', 'POST']);
  }
}

interface ActionError {
  readonly statusCode: string;
  readonly message: string;
}

/** All invocations in one call of the method, in one transaction; where it fails, each of them has failed. */
function invoke(request: ApiRequest, name: string): ApiResponse {
  const { inputs } = objectBody(request);
  if (!Array.isArray(inputs) || inputs.length === 0 || !inputs.every(isRecord)) {
    throw new ApiError(400, 'JSON_PARSER_ERROR', 'inputs must be a list of objects');
  }
  const rt = request.org.program;
  try {
    const body = inTransaction(request, () =>
      runApexAction(
        rt,
        name,
        inputs.map((json) => parameters(request, name, json))
      ).map((values) => ({
        actionName: name,
        errors: null,
        isSuccess: true,
        outputValues: Object.fromEntries(
          values.map(([key, value]): [string, unknown] => [key, JSON.parse(toJsonText(rt, value))])
        )
      }))
    );
    return { status: 200, body };
  } catch (error) {
    const told = faultOf(error);
    if (told === undefined) {
      throw error;
    }
    const errors = [{ ...told, fields: [] }];
    return {
      status: 400,
      body: inputs.map(() => ({ actionName: name, errors, isSuccess: false, outputValues: null }))
    };
  }
}

function faultOf(error: unknown): ActionError | undefined {
  if (error instanceof MissingInput) {
    return { statusCode: 'REQUIRED_FIELD_MISSING', message: error.message };
  }
  if (error instanceof InvocationFault) {
    return { statusCode: 'INVALID_API_INPUT', message: error.message };
  }
  return error instanceof ApexException
    ? { statusCode: 'UNKNOWN_EXCEPTION', message: `An Apex error occurred: ${error.$str()}` }
    : undefined;
}

class MissingInput extends Error {}

function parameters({ org }: ApiRequest, action: string, json: Readonly<Record<string, unknown>>): ApexMap {
  const rt = org.program;
  const known = actionInputs(rt, action) ?? [];
  const entries = Object.entries(json).map(([given, value]): [ApexValue, ApexValue] => {
    const input = known.find(({ name }) => name.toLowerCase() === given.toLowerCase());
    if (!input) {
      throw new InvocationFault(`Invalid parameter: ${given}`);
    }
    return [input.name, fromJson(rt, value, input.type)];
  });
  const missing = known.find(
    ({ name, required }) => required && !entries.some(([key, value]) => key === name && value !== null)
  );
  if (missing) {
    throw new MissingInput(`Missing required input parameter: ${missing.name}`);
  }
  return new ApexMap(rt.type(PARAMETERS), entries);
}
