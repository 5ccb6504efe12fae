import { ApexException, ApexList } from '../../values/index.ts';
import type { ApexValue, SObject } from '../../values/index.ts';
import type { Schema } from '../../metadata/index.ts';
import type { SoqlQuery } from '../ast.ts';
import { Plan } from '../plan/plan.ts';
import type { EvaluationContext } from '../plan/slot.ts';
import type { PlanEnvironment } from '../plan/sql-writer.ts';
import { isAggregateQuery, isCountQuery, writeChild, writeRoot } from '../plan/statement.ts';
import type { ChildQuery, ChildStatement, Statement } from '../plan/statement.ts';
import { SoqlSemanticError } from '../resolve/index.ts';
import { aggregateResult } from '../rows/aggregate-result.ts';
import { Materializer } from '../rows/materialize.ts';
import type { Row } from '../rows/materialize.ts';
import { checkAccess } from './check-access.ts';
import type { SoqlHost, SoqlOptions, SoqlResult } from './host.ts';

/** Rows that one transaction may read. One more is fetched, so that the limit is seen to be exceeded. */
const MAX_ROWS = 50_000;

/** Rows that an aggregate query may answer: there is no second batch of them. */
const MAX_GROUPS = 2000;
const TOO_MANY_GROUPS =
  'EXCEEDED_ID_LIMIT: Aggregate query does not support queryMore(), use LIMIT to restrict the results to a single batch';

/** Plans by schema and query; a query is one object for as long as its text is in use. */
const rootPlans = new WeakMap<Schema, WeakMap<SoqlQuery, Map<boolean, Plan<Statement>>>>();
const childPlans = new WeakMap<Schema, WeakMap<SoqlQuery, Map<boolean, Plan<ChildStatement>>>>();

function planOf<S>(
  cache: WeakMap<Schema, WeakMap<SoqlQuery, Map<boolean, Plan<S>>>>,
  schema: Schema,
  query: SoqlQuery,
  sharing: boolean,
  make: () => Plan<S>
): Plan<S> {
  let bySchema = cache.get(schema);
  if (bySchema === undefined) {
    cache.set(schema, (bySchema = new WeakMap()));
  }
  let bySharing = bySchema.get(query);
  if (bySharing === undefined) {
    bySchema.set(query, (bySharing = new Map()));
  }
  let plan = bySharing.get(sharing);
  if (plan === undefined) {
    bySharing.set(sharing, (plan = make()));
  }
  return plan;
}

/**
 * Runs a query against the host's database.
 *
 * @param binds values of the query's binds, in order
 * @throws ApexException System.QueryException, or System.LimitException from the host
 */
export function runQuery(
  host: SoqlHost,
  query: SoqlQuery,
  binds: readonly ApexValue[],
  options: SoqlOptions
): SoqlResult {
  try {
    return new QueryRun(host, query, binds, options).run();
  } catch (error) {
    if (error instanceof SoqlSemanticError) {
      throw new ApexException('System.QueryException', error.message);
    }
    throw error;
  }
}

class QueryRun {
  readonly #host: SoqlHost;
  readonly #query: SoqlQuery;
  readonly #environment: PlanEnvironment;
  readonly #context: EvaluationContext;
  readonly #checksAccess: boolean;
  readonly #counts: 'all' | 'query' | 'nothing';
  readonly #rows: Materializer;

  constructor(host: SoqlHost, query: SoqlQuery, binds: readonly ApexValue[], options: SoqlOptions) {
    this.#host = host;
    this.#query = query;
    const isUserMode = query.withMode === undefined ? options.access === 'user' : query.withMode === 'USER_MODE';
    this.#checksAccess = isUserMode || query.withMode === 'SECURITY_ENFORCED';
    const enforceSharing = isUserMode || options.sharing === 'with';
    this.#environment = {
      schema: host.schema,
      enforceSharing,
      formula: (object, field) => host.formula(object, field),
      ensureTable: (object) => host.ensureTable(object)
    };
    this.#context = {
      binds,
      calendar: host.calendar,
      userId: host.userId,
      rowCap: options.rowCap ?? MAX_ROWS + 1,
      visibility: enforceSharing ? host.visibility : undefined
    };
    // Custom metadata is read from memory on the platform; its queries are free.
    const isFree = host.schema.object(query.from)?.kind === 'customMetadata';
    this.#counts = isFree ? 'nothing' : (options.counts ?? 'all');
    this.#rows = new Materializer(host.schema);
  }

  run(): SoqlResult {
    const host = this.#host;
    const object = host.schema.object(this.#query.from);
    this.#use('queries', 1);
    const { enforceSharing } = this.#environment;
    const plan = planOf(
      rootPlans,
      host.schema,
      this.#query,
      enforceSharing,
      () => new Plan((writer) => writeRoot(writer, this.#query))
    );
    const { statement, parameters } = plan.bind(this.#environment, this.#context);
    const hidden = this.#checkAccess(plan);
    const rows = host.all(statement.sql, parameters);
    const objectName = object?.name ?? this.#query.from;
    const base = {
      query: this.#query,
      objectName,
      isAggregate: isAggregateQuery(this.#query),
      isCount: isCountQuery(this.#query)
    };
    if (statement.kind === 'count') {
      this.#use('queryRows', 1);
      return { ...base, totalSize: Number(rows[0]?.['c0'] ?? 0), records: [] };
    }
    if (statement.kind === 'aggregate') {
      if (rows.length > MAX_GROUPS) {
        throw new ApexException('System.QueryException', TOO_MANY_GROUPS);
      }
      this.#use('queryRows', statement.countsOnly ? rows.length : sum(rows, statement.groupSize));
      return { ...base, totalSize: rows.length, records: rows.map((row) => aggregateResult(row, statement.outputs)) };
    }
    this.#use('queryRows', rows.length);
    const records = rows.map((row) => this.#rows.record(row, statement.shape) as SObject);
    this.#hide(records, hidden);
    this.#addChildren(records, statement.children);
    return { ...base, totalSize: records.length, records };
  }

  #use(limit: Parameters<SoqlHost['use']>[0], amount: number): void {
    if (this.#counts === 'all' || (this.#counts === 'query' && limit === 'queries')) {
      this.#host.use(limit, amount);
    }
  }

  #checkAccess(plan: Plan<unknown>): Set<string> {
    return this.#checksAccess
      ? checkAccess(this.#host, plan.references, this.#query.withMode === 'SECURITY_ENFORCED')
      : new Set();
  }

  /** Takes out what FIELDS(…) may not show. */
  #hide(records: readonly SObject[], hidden: ReadonlySet<string>): void {
    for (const record of hidden.size === 0 ? [] : records) {
      const prefix = `${record.objectName.toLowerCase()}.`;
      for (const name of [...hidden].filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length))) {
        record.fields.delete(name);
        record.queried?.delete(name);
      }
    }
  }

  /** One query per subquery, whatever the number of parents. */
  #addChildren(parents: readonly SObject[], children: readonly ChildQuery[]): void {
    for (const child of children) {
      this.#use('aggregateQueries', 1);
      const relationship = child.scope.relationship.toLowerCase();
      const type = this.#host.listType(child.scope.object.name);
      for (const parent of parents) {
        parent.children.set(relationship, new ApexList(type, []));
        parent.queried?.add(relationship);
      }
      this.#addChildRows(parents, child, relationship);
    }
  }

  #addChildRows(parents: readonly SObject[], child: ChildQuery, relationship: string): void {
    const host = this.#host;
    const ids = [...new Set(parents.map((parent) => parent.id))];
    const { enforceSharing } = this.#environment;
    const plan = planOf(
      childPlans,
      host.schema,
      child.query,
      enforceSharing,
      () =>
        new Plan((writer) => {
          const parameter = writer
            .slot(({ parentIds }) => ({ shape: 'value', parts: [parentIds ?? '[]'] }))
            .parameter();
          return writeChild(writer, child, parameter);
        })
    );
    const { statement, parameters } = plan.bind(this.#environment, {
      ...this.#context,
      parentIds: JSON.stringify(ids)
    });
    const hidden = this.#checkAccess(plan);
    if (ids.length === 0) {
      return;
    }
    const rows = host.all(statement.sql, parameters);
    this.#use('queryRows', rows.length);
    const byId = new Map<string, SObject[]>();
    for (const parent of parents) {
      const id = parent.id ?? '';
      byId.set(id, [...(byId.get(id) ?? []), parent]);
    }
    const records: SObject[] = [];
    for (const row of rows) {
      const record = this.#rows.record(row, statement.shape) as SObject;
      const key = child.scope.key.name.toLowerCase();
      const parentId = String(row[`c${statement.keyColumn}`]);
      record.fields.set(key, parentId);
      records.push(record);
      for (const parent of byId.get(parentId) ?? []) {
        parent.children.get(relationship)?.items.push(record);
      }
    }
    this.#hide(records, hidden);
    this.#addChildren(records, statement.children);
  }
}

function sum(rows: readonly Row[], column: number): number {
  return rows.reduce((total, row) => total + Number(row[`c${column}`] ?? 0), 0);
}
