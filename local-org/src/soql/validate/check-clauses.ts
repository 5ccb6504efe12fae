import type { Condition, SelectItem, SoqlQuery } from '../ast.ts';
import { childScope, resolveParents, SoqlSemanticError } from '../resolve/index.ts';
import type { Scope } from '../resolve/index.ts';
import type { ProblemSink } from './validate-soql.ts';

const MAX_OFFSET = 2000;
/** Relationships to parents that one query may follow, and to children (SOQL Reference, relationship query limitations). */
const MAX_PARENT_RELATIONSHIPS = 55;
const MAX_CHILD_RELATIONSHIPS = 20;

const SCOPES = new Set([
  'delegated',
  'everything',
  'mine',
  'mine_and_my_groups',
  'mru',
  'my_territory',
  'my_team_territory',
  'scopingrule',
  'team'
]);

/** Checks the clauses around SELECT and WHERE. */
export function checkClauses(sink: ProblemSink, query: SoqlQuery, scope: Scope): void {
  for (const { path } of query.fromAliases ?? []) {
    const root = [query.alias, query.from].some((name) => name?.toLowerCase() === path[0]?.toLowerCase());
    sink.attempt(() => resolveParents(scope, root ? path.slice(1) : path, query.fromStart));
  }
  if (query.having !== undefined && query.groupBy === undefined && !query.select.some(isAggregateItem)) {
    sink.report("unexpected token: 'HAVING'", query.fromStart);
  }
  const name = query.scope?.toLowerCase();
  if (name !== undefined && !SCOPES.has(name)) {
    sink.report(`unexpected token: '${query.scope}'`, query.fromStart);
  } else if (name === 'mine' && !scope.object.fields.has('ownerid') && scope.object.name !== 'User') {
    sink.report(`scope 'mine' is not supported for entity ${scope.object.name}: it has no owner`, query.fromStart);
  }
  if (query.forClause === 'UPDATE' && query.orderBy !== undefined) {
    sink.report('Explicit ORDER BY not allowed when locking rows (Id order is implied)', query.fromStart);
  }
  const { offset } = query;
  if (query.forClause === 'UPDATE' && offset !== undefined) {
    sink.report('FOR UPDATE cannot be used in conjunction with the OFFSET clause', query.fromStart);
  }
  if (offset?.kind === 'number' && Number(offset.text) > MAX_OFFSET) {
    sink.report(`Maximum SOQL offset allowed for apiName ${scope.object.name} is ${MAX_OFFSET}`, query.fromStart);
  }
}

function isAggregateItem(item: SelectItem): boolean {
  return item.kind === 'field' && item.field.fn !== undefined;
}

/** Checks how many relationships a query follows, those of its subqueries included. */
export function checkRelationshipCounts(sink: ProblemSink, query: SoqlQuery, scope: Scope): void {
  const parents = new Set<string>();
  let children = 0;
  const count = (level: SoqlQuery, at: Scope, prefix: string): void => {
    const follow = (path: readonly string[]): void => {
      for (let length = 1; length <= path.length; length++) {
        parents.add([prefix, ...path.slice(0, length)].join('.').toLowerCase());
      }
    };
    const own = (path: readonly string[]): readonly string[] =>
      path[0]?.toLowerCase() === at.object.name.toLowerCase() || at.aliases.has(path[0]?.toLowerCase() ?? '')
        ? path.slice(1, -1)
        : path.slice(0, -1);
    for (const item of level.select) {
      if (item.kind === 'field') {
        follow(own(item.field.path));
      } else if (item.kind === 'typeof') {
        const path = item.relationship.split('.');
        follow(path);
        item.when.forEach(({ object }) => follow([...path, object]));
      } else if (item.kind === 'subquery') {
        children++;
        const child = knownChild(item.query, at);
        if (child !== undefined) {
          count(item.query, child, `${prefix}(${item.query.from}`);
        }
      }
    }
    pathsOf(level.where).forEach((path) => follow(own(path)));
    level.orderBy?.forEach(({ field }) => follow(own(field.path)));
    level.groupBy?.items.forEach(({ path }) => follow(own(path)));
  };
  count(query, scope, '');
  if (parents.size > MAX_PARENT_RELATIONSHIPS) {
    sink.report(
      `SOQL statements cannot follow more than ${MAX_PARENT_RELATIONSHIPS} child-to-parent relationships: ${parents.size}`,
      query.fromStart
    );
  }
  if (children > MAX_CHILD_RELATIONSHIPS) {
    sink.report(
      `SOQL statements cannot follow more than ${MAX_CHILD_RELATIONSHIPS} parent-to-child relationships: ${children}`,
      query.fromStart
    );
  }
}

/** The scope of a subquery; one with an unknown relationship has been reported already. */
function knownChild(query: SoqlQuery, parent: Scope): Scope | undefined {
  try {
    return childScope(query, parent.schema, parent.object);
  } catch (error) {
    if (error instanceof SoqlSemanticError) {
      return undefined;
    }
    throw error;
  }
}

function pathsOf(condition: Condition | undefined): readonly (readonly string[])[] {
  switch (condition?.kind) {
    case 'and':
    case 'or':
      return condition.items.flatMap(pathsOf);
    case 'not':
      return pathsOf(condition.item);
    case 'compare':
      return [condition.field.path];
    default:
      return [];
  }
}
