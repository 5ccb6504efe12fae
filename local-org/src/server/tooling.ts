import { ApiError, methodNotAllowed, notFound } from './api-error.ts';
import { executeAnonymous } from './anonymous.ts';
import { basicInformation, globalDescribe, objectDescribe } from './describe.ts';
import { logObject, logResource, logRows } from './log-objects.ts';
import { reading } from './org-resources.ts';
import { parseForRows } from './query.ts';
import { recordResource, requireObject } from './records.ts';
import { isRecord, objectBody, type ApiRequest, type ApiResponse, type Handler } from './request.ts';
import { runTestResult } from './test-result-json.ts';
import { testSuites } from './test-suites.ts';
import { TestRuns, type WantedTests } from './test-runs.ts';
import { selectRows } from './tooling-rows.ts';
import { requirePermission } from './user-rights.ts';

/**
 * The part of the Tooling API that the local org has: queries over the objects that are kept as rows (AsyncApexJob, ApexClass,
 * ApexTrigger, CronTrigger …) and over test runs, describes of those, anonymous Apex, and test runs.
 */
export function toolingResource(runs: TestRuns, query: Handler): Handler {
  return (request) => {
    const [, resource = '', ...rest] = request.path;
    switch (resource.toLowerCase()) {
      case 'query':
        return testRows(runs, request) ?? query({ ...request, path: [resource, ...rest] });
      case 'executeanonymous':
        return anonymous(request);
      case 'runtestsasynchronous':
        return { status: 200, body: runs.start(...testRun(request)).id };
      case 'sobjects':
        return sobjects(request, rest);
      default:
        throw notFound(`tooling/${resource} is not supported by the local org`);
    }
  };
}

/** `tooling/runTestsSynchronous`: answers when the tests are done. */
export async function runTestsSynchronously(runs: TestRuns, request: ApiRequest): Promise<ApiResponse> {
  const run = await runs.complete(...testRun(request));
  if (run.error !== null) {
    throw new ApiError(500, 'UNKNOWN_EXCEPTION', run.error);
  }
  const took = (run.endedAt ?? run.startedAt) - run.startedAt;
  return { status: 200, body: runTestResult(request.org, run.results, run.totalCoverage, took) };
}

function testRows(runs: TestRuns, request: ApiRequest): ApiResponse | undefined {
  const text = request.parameters.get('q') ?? '';
  const object = /\bfrom\s+(\w+)/i.exec(text)?.[1] ?? '';
  const ofTests = runs.rows(request.org, object);
  const rows = ofTests ?? logRows(request, object);
  if (rows) {
    requirePermission(request.org, request.user, ofTests ? 'ViewSetup' : 'ViewAllData');
  }
  if (!rows || request.parameters.get('columns') === 'true') {
    return undefined;
  }
  const records = selectRows(parseForRows(text), rows, request.base);
  return {
    status: 200,
    body: {
      size: records.length,
      totalSize: records.length,
      done: true,
      records,
      queryLocator: null,
      entityTypeName: object
    }
  };
}

function anonymous(request: ApiRequest): ApiResponse {
  if (request.method !== 'GET') {
    throw methodNotAllowed(request.method, ['GET', 'HEAD']);
  }
  const block = request.parameters.get('anonymousBody');
  if (block === null) {
    throw new ApiError(400, 'MISSING_ARGUMENT', 'The anonymousBody parameter is missing');
  }
  requirePermission(request.org, request.user, 'AuthorApex');
  const result = executeAnonymous(request.org, request.user, block);
  return { status: 200, body: { ...result, log: undefined } };
}

function sobjects(request: ApiRequest, [name, action, ...rest]: readonly string[]): ApiResponse {
  if (name === undefined) {
    return globalDescribe(request);
  }
  const log = logObject(name);
  if (log !== undefined) {
    requirePermission(request.org, request.user, 'ViewAllData');
    return logResource(request, log, action === undefined ? [] : [action, ...rest]);
  }
  const part = action?.toLowerCase();
  if (part === 'describe' && rest.length === 0) {
    return reading(() => objectDescribe(request, requireObject(request, name)))(request);
  }
  if (request.method === 'GET' && rest.length === 0 && request.org.schema.object(name)) {
    const object = requireObject(request, name);
    return action === undefined ? basicInformation(request, object) : recordResource(request, object, action);
  }
  throw notFound(`tooling/sobjects/${name} is not supported by the local org`);
}

/** What a request asks to run. @throws ApiError INVALID_INPUT */
function testRun(request: ApiRequest): Parameters<TestRuns['start']> {
  if (request.method !== 'POST') {
    throw methodNotAllowed(request.method, ['POST']);
  }
  requirePermission(request.org, request.user, 'ViewAllData');
  const body = objectBody(request);
  const wanted = wantedTests(request, body);
  if (wanted.length === 0) {
    throw new ApiError(400, 'INVALID_INPUT', 'No tests to run: name classes, tests or a test level');
  }
  return [request.org, request.user, wanted, body.skipCodeCoverage !== true && body.skipCodeCoverage !== 'true'];
}

function wantedTests({ org }: ApiRequest, body: Readonly<Record<string, unknown>>): WantedTests[] {
  const known = new Map(
    org.metadata.apex.filter(({ kind }) => kind === 'class').map(({ name }) => [name.toLowerCase(), name])
  );
  const requireClass = (name: string): string => {
    const found = known.get(name.toLowerCase());
    if (found === undefined) {
      throw new ApiError(
        400,
        'INVALID_INPUT',
        `This class name's value is invalid: ${name}. Provide the name of an Apex class that has test methods.`
      );
    }
    return found;
  };
  const byId = (id: string): string => {
    const row = org.rows.find('ApexClass', { Id: id });
    if (!row) {
      throw new ApiError(400, 'INVALID_INPUT', `There is no Apex class with the id ${id}`);
    }
    return String(row['name']);
  };
  const names = (value: unknown): string[] =>
    typeof value === 'string'
      ? value
          .split(',')
          .map((name) => name.trim())
          .filter(Boolean)
      : [];
  const suites = names(body.suiteNames).map((name) => {
    const suite = testSuites(org).find((known) => known.name.toLowerCase() === name.toLowerCase());
    if (!suite) {
      throw new ApiError(400, 'INVALID_INPUT', `This test suite's name is invalid: ${name}`);
    }
    return suite;
  });
  const tests = Array.isArray(body.tests) ? body.tests.filter(isRecord) : [];
  const wanted: WantedTests[] = [
    ...names(body.classNames).map((name) => ({ className: requireClass(name) })),
    ...suites.flatMap(({ classes }) => classes.map((name) => ({ className: requireClass(name) }))),
    ...names(body.classids).map((id) => ({ className: byId(id) })),
    ...tests.map((test) => ({
      className: typeof test.className === 'string' ? requireClass(test.className) : byId(String(test.classId ?? '')),
      methods: Array.isArray(test.testMethods) && test.testMethods.length > 0 ? test.testMethods.map(String) : undefined
    }))
  ];
  return wanted.length > 0 || body.testLevel === undefined || body.testLevel === 'RunSpecifiedTests'
    ? wanted
    : allTests(org);
}

/** Every class with tests, those that do not compile as well. */
export function allTests(org: ApiRequest['org']): WantedTests[] {
  return org.metadata.apex
    .filter(({ kind, source }) => kind === 'class' && /@\s*istest|\btestmethod\b/i.test(source))
    .map(({ name }) => ({ className: name }));
}
