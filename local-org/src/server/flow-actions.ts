import { apexTypeOf, mayStart, runInterviews, type FinishedInterview } from '../flow/index.ts';
import type { FlowDefinition } from '../metadata/index.ts';
import { ApexException, type ApexValue } from '../values/index.ts';
import { ApiError, methodNotAllowed, notFound } from './api-error.ts';
import { fromJson, toJsonText } from './apex-json.ts';
import { inTransaction, isRecord, objectBody, type ApiRequest, type ApiResponse } from './request.ts';

/** The active autolaunched flows that nothing but a caller starts. */
export function flowActions({ org, base }: ApiRequest): object[] {
  return org.flows.all
    .filter((flow) => flow.status.toLowerCase() === 'active' && flow.processType === 'AutoLaunchedFlow')
    .filter(({ start }) => start['triggerType'] === undefined)
    .map(({ label, name }) => ({ label, name, type: 'FLOW', url: `${base}/actions/custom/flow/${name}` }));
}

/**
 * Starts an interview for each of the `inputs`, in one transaction.
 * @throws ApiError NOT_FOUND, METHOD_NOT_ALLOWED, INVALID_API_INPUT for an input that is not the flow's
 * @see Actions Developer Guide, Flow Actions
 */
export function flowAction(request: ApiRequest, wanted: string): ApiResponse {
  const { org } = request;
  const flow = org.flows.named(wanted);
  if (flow === undefined) {
    throw notFound();
  }
  if (request.method !== 'POST') {
    throw methodNotAllowed(request.method, ['POST']);
  }
  const { inputs } = objectBody(request);
  if (!Array.isArray(inputs) || inputs.length === 0 || !inputs.every(isRecord)) {
    throw new ApiError(400, 'JSON_PARSER_ERROR', 'inputs must be a list of objects');
  }
  return inTransaction(request, () => {
    if (!mayStart(org.program, flow)) {
      throw notFound();
    }
    const values = inputs.map((json) => inputsOf(request, flow, json));
    const body = runInterviews(org.program, flow, values).map((interview) => resultOf(request, flow, interview));
    return { status: body.every(({ isSuccess }) => isSuccess) ? 200 : 400, body };
  });
}

function inputsOf(
  { org }: ApiRequest,
  flow: FlowDefinition,
  json: Readonly<Record<string, unknown>>
): [string, ApexValue][] {
  return Object.entries(json).map(([name, value]) => {
    const variable = flow.variables.get(name.toLowerCase());
    if (variable?.isInput !== true) {
      throw new ApiError(400, 'INVALID_API_INPUT', `Invalid parameter: ${name}`);
    }
    const type = apexTypeOf(variable);
    try {
      return [name, fromJson(org.program, value, variable.isCollection ? `system.list<${type}>` : type)];
    } catch (error) {
      if (error instanceof ApexException) {
        throw new ApiError(400, 'INVALID_API_INPUT', error.message ?? '');
      }
      throw error;
    }
  });
}

function resultOf(
  { org }: ApiRequest,
  flow: FlowDefinition,
  { fault, outputs, guid }: FinishedInterview
): { readonly isSuccess: boolean } & Readonly<Record<string, unknown>> {
  if (fault !== null) {
    const message = 'An error occurred when executing a flow interview.';
    const errors = [{ statusCode: 'UNKNOWN_EXCEPTION', message, fields: [] }];
    return { actionName: flow.name, errors, isSuccess: false, outputValues: null };
  }
  const values = outputs.map(([name, value]): [string, unknown] => [name, JSON.parse(toJsonText(org.program, value))]);
  const outputValues = { ...Object.fromEntries(values), Flow__InterviewStatus: 'Finished', Flow__InterviewGuid: guid };
  return { actionName: flow.name, errors: null, isSuccess: true, outputValues };
}
