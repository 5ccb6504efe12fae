import type { Schema } from '../../../metadata/index.ts';
import type { Engine } from '../../../engine/index.ts';
import { ApexList, ApexMap, NotImplementedError } from '../../../values/index.ts';
import type { ApexValue } from '../../../values/index.ts';
import {
  hasUnboundedFields,
  parseSoql,
  runSoql,
  SoqlSyntaxError,
  UNBOUNDED_FIELDS,
  validateSoql
} from '../../../soql/index.ts';
import type { SoqlQuery, SoqlResult } from '../../../soql/index.ts';
import { nullPointer } from '../support.ts';
import type { AccessOptions } from './caller.ts';

const MAX_CACHED = 500;
const caches = new WeakMap<Schema, Map<string, SoqlQuery>>();

/**
 * Parses and checks dynamic SOQL. Texts in use are kept, so that their plans are found again.
 *
 * @throws ApexException System.QueryException
 */
export function readQuery(rt: Engine, text: string | null): SoqlQuery {
  const { schema } = rt.org;
  const source = text ?? nullPointer('Argument 1 cannot be null');
  let cache = caches.get(schema);
  if (cache === undefined) {
    caches.set(schema, (cache = new Map()));
  }
  let query = cache.get(source);
  if (query === undefined) {
    query = parseQuery(rt, source);
    if (cache.size >= MAX_CACHED) {
      cache.clear();
    }
    cache.set(source, query);
  }
  return query;
}

function parseQuery(rt: Engine, text: string): SoqlQuery {
  let query: SoqlQuery;
  try {
    query = parseSoql(text);
  } catch (error) {
    if (error instanceof SoqlSyntaxError) {
      return rt.fail('System.QueryException', error.message);
    }
    throw error;
  }
  if (hasUnboundedFields(query)) {
    rt.fail('System.QueryException', UNBOUNDED_FIELDS);
  }
  const [problem] = validateSoql(query, rt.org.schema);
  if (problem !== undefined) {
    rt.fail('System.QueryException', `${pointer(text, problem.position)}${problem.message}`);
  }
  return query;
}

/** The part of the query around the fault, with a caret below it, as the platform's messages begin. */
function pointer(text: string, position: number): string {
  const before = text.slice(0, position);
  const row = before.split('\n').length;
  const lineStart = before.lastIndexOf('\n') + 1;
  const nextBreak = text.indexOf('\n', position);
  const line = text.slice(lineStart, nextBreak < 0 ? text.length : nextBreak);
  const column = position - lineStart;
  const from = Math.max(0, column - 30);
  const shown = line.slice(from, column + 30);
  return `\n${shown}\n${' '.repeat(column - from)}^\nERROR at Row:${row}:Column:${column + 1}\n`;
}

/** Values of the binds from the variables of the calling code. */
export function bindsFromCaller(rt: Engine, query: SoqlQuery): ApexValue[] {
  return query.binds.map(({ source }) => {
    if (!/^\w+(?:\.\w+)*$/.test(source)) {
      return rt.fail('System.QueryException', 'Only variable references are allowed in dynamic SOQL/SOSL.');
    }
    const value = rt.caller.variable(source);
    return value === undefined ? rt.fail('System.QueryException', `Variable does not exist: ${source}`) : value;
  });
}

/** Values of the binds from a map, whose keys ignore case. */
export function bindsFromMap(rt: Engine, query: SoqlQuery, map: ApexMap | null): ApexValue[] {
  const values = new Map<string, ApexValue>();
  for (const [key, value] of map?.entries() ?? []) {
    const name = String(key).toLowerCase();
    if (values.has(name)) {
      rt.fail('System.QueryException', `The bindMap consists of duplicate case-insensitive keys: [${String(key)}]`);
    }
    values.set(name, value);
  }
  return query.binds.map(({ source }) => {
    const value = values.get(source.toLowerCase());
    return value === undefined
      ? rt.fail('System.QueryException', `Key '${source}' does not exist in the bindMap`)
      : value;
  });
}

/** Runs dynamic SOQL that answers records. */
export function queryRecords(
  rt: Engine,
  query: SoqlQuery,
  binds: readonly ApexValue[],
  options: AccessOptions
): ApexList {
  const result = runSoql(rt, query, binds, options);
  if (result.isCount) {
    throw new NotImplementedError('Database.query of SELECT COUNT(): use Database.countQuery');
  }
  return recordList(rt, result);
}

export function recordList(rt: Engine, { isAggregate, objectName, records }: SoqlResult): ApexList {
  const element = isAggregate ? 'schema.aggregateresult' : `schema.${objectName.toLowerCase()}`;
  return new ApexList(rt.type(`system.list<${element}>`), records);
}

/** The number of rows that a query finds; `Database.countQuery`. */
export function countRecords(
  rt: Engine,
  query: SoqlQuery,
  binds: readonly ApexValue[],
  options: AccessOptions
): number {
  return runSoql(rt, query, binds, options).totalSize;
}
