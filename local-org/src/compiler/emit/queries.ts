import type { Position, QueryExpression } from '../parse/ast.ts';
import {
  hasUnboundedFields,
  parseSoql,
  parseSosl,
  SoqlSyntaxError,
  UNBOUNDED_FIELDS,
  validateSoql,
  validateSosl,
  type SelectItem,
  type SoqlQuery
} from '../../soql/index.ts';
import type { BodyContext } from './body-context.ts';
import { compileExpression } from './expressions.ts';
import { quote, type Typed } from './typed.ts';

const AGGREGATES = new Set(['count', 'count_distinct', 'sum', 'avg', 'min', 'max', 'grouping']);

export function compileQuery(cx: BodyContext, e: QueryExpression): Typed {
  return e.kind === 'soql' ? compileSoql(cx, e) : compileSosl(cx, e);
}

function compileSoql(cx: BodyContext, e: QueryExpression): Typed {
  const query = parse(cx, e);
  const object = cx.types.sobjects.objectName(query.from);
  if (object === undefined) {
    return cx.fail(e, 'unknown-object', `sObject type '${query.from}' is not supported.`);
  }
  if (cx.apiVersion >= 67 && securityEnforced(query)) {
    const message =
      'WITH SECURITY_ENFORCED is not supported in API version 67.0 and later. Use WITH USER_MODE instead.';
    cx.fail(e, 'invalid-query', message);
  }
  if (hasUnboundedFields(query)) {
    cx.fail(e, 'invalid-query', UNBOUNDED_FIELDS);
  }
  if (cx.schema.object(query.from) !== undefined) {
    const [problem] = validateSoql(query, cx.schema);
    // Whether a field may be grouped is only found out when the query runs.
    const isLate = problem?.message.includes('can not be grouped') === true;
    if (problem !== undefined && !isLate && !isKnownRelationship(cx, query.from, problem.message)) {
      cx.fail(positionIn(e, problem.position), 'invalid-query', problem.message);
    }
  }
  const binds = e.binds.map((bind) => compileExpression(cx, bind).code);
  const args = [
    cx.links.query('soql', e.text),
    `[${binds.join(', ')}]`,
    quote(cx.accessMode()),
    quote(cx.sharing())
  ].join(', ');
  if (isCount(query)) {
    return { type: cx.types.plain('integer'), code: `$p.soqlCount(${args})`, nonNull: true };
  }
  const element = isAggregate(query) ? cx.types.sobject('AggregateResult') : cx.types.sobject(object);
  const type = cx.types.list(element);
  return { type, code: `$p.soql(${args}, ${cx.links.type(type.key)})`, isQuery: true, nonNull: true };
}

function securityEnforced(query: SoqlQuery): boolean {
  const inSubquery = query.select.some((item) => item.kind === 'subquery' && securityEnforced(item.query));
  return query.withMode === 'SECURITY_ENFORCED' || inSubquery;
}

/** The signature jar knows relationships of standard objects that the schema does not describe. */
function isKnownRelationship(cx: BodyContext, objectName: string, message: string): boolean {
  if (cx.schema.object(objectName)?.createable === false && message.includes('understand relationship')) {
    return true;
  }
  const name = /understand relationship '(\w+)'/.exec(message)?.[1];
  const kind = name === undefined ? undefined : cx.types.sobjects.member(objectName, name)?.kind;
  return kind === 'parent' || kind === 'children';
}

function parse(cx: BodyContext, e: QueryExpression): SoqlQuery {
  try {
    return parseSoql(e.text);
  } catch (error) {
    if (!(error instanceof SoqlSyntaxError)) {
      throw error;
    }
    return cx.fail(positionIn(e, error.position), 'invalid-query', error.message);
  }
}

/** Place in the source of an offset into the query's text. */
function positionIn(e: QueryExpression, offset: number): Position {
  const before = e.text.slice(0, offset).split('\n');
  return before.length === 1
    ? { line: e.line, column: e.column + 1 + offset }
    : { line: e.line + before.length - 1, column: (before.at(-1)?.length ?? 0) + 1 };
}

function isAggregateItem(item: SelectItem): boolean {
  return item.kind === 'field' && AGGREGATES.has(item.field.fn?.toLowerCase() ?? '');
}

/** `SELECT COUNT() FROM …` answers a number. */
function isCount(query: SoqlQuery): boolean {
  const [item] = query.select;
  return (
    query.select.length === 1 &&
    item?.kind === 'field' &&
    item.field.fn?.toLowerCase() === 'count' &&
    item.field.path.length === 0
  );
}

function isAggregate(query: SoqlQuery): boolean {
  return query.groupBy !== undefined || query.select.some(isAggregateItem);
}

/** What a search written in code names must exist. */
function checkSosl(cx: BodyContext, e: QueryExpression): void {
  try {
    const [problem] = validateSosl(parseSosl(e.text), cx.schema);
    if (problem !== undefined) {
      cx.report(e, 'invalid-query', problem.message);
    }
  } catch (error) {
    if (!(error instanceof SoqlSyntaxError)) {
      throw error;
    }
    cx.fail(positionIn(e, error.position), 'invalid-query', error.message);
  }
}

function compileSosl(cx: BodyContext, e: QueryExpression): Typed {
  const binds = e.binds.map((bind) => compileExpression(cx, bind).code);
  checkSosl(cx, e);
  const type = cx.types.list(cx.types.list(cx.types.plain('sobject')));
  const args = [
    cx.links.query('sosl', e.text),
    `[${binds.join(', ')}]`,
    quote(cx.accessMode()),
    quote(cx.sharing())
  ].join(', ');
  return { type, code: `$p.sosl(${args})`, nonNull: true };
}
