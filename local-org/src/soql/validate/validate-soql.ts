import type { Schema } from '../../metadata/index.ts';
import type { FieldExpression, SelectItem, SoqlQuery } from '../ast.ts';
import {
  DATE_FUNCTIONS,
  RENDER_FUNCTIONS,
  childScope,
  isAggregatable,
  isAggregate,
  isAggregateFunction,
  isGroupable,
  isSortable,
  resolveField,
  resolveParents,
  rootScope,
  SoqlSemanticError
} from '../resolve/index.ts';
import type { ResolvedField, Scope } from '../resolve/index.ts';
import { checkClauses, checkRelationshipCounts } from './check-clauses.ts';
import { isGrouped, namesOf } from './select-names.ts';
import { checkWhere } from './check-where.ts';

export interface SoqlProblem {
  readonly message: string;
  /** Offset into the query's text. */
  readonly position: number;
}

/** Parent relationships in one path. */
const MAX_PARENT_LEVELS = 5;
/** Levels of queries inside queries, the root included (API 58 and later). */
const MAX_QUERY_LEVELS = 5;

/**
 * Checks a query against the schema: names, grouping, operators, value types and nesting.
 *
 * @returns the problems in the order in which they were found; the platform reports the first
 */
export function validateSoql(query: SoqlQuery, schema: Schema): SoqlProblem[] {
  const problems: SoqlProblem[] = [];
  const checker = new Checker(schema, problems);
  checker.attempt(() => checker.query(query, rootScope(query, schema), 1));
  return problems;
}

/** What the parts of the validator share: where problems go, and how fields are found. */
export interface ProblemSink {
  report(message: string, position: number): void;
  /** Runs a step; a semantic error ends the step and becomes a problem. */
  attempt(step: () => void): void;
  /** The field of an expression, or undefined after reporting why there is none. */
  field(scope: Scope, expression: FieldExpression): ResolvedField | undefined;
}

class Checker implements ProblemSink {
  readonly #schema: Schema;
  readonly #problems: SoqlProblem[];

  constructor(schema: Schema, problems: SoqlProblem[]) {
    this.#schema = schema;
    this.#problems = problems;
  }

  report(message: string, position: number): void {
    this.#problems.push({ message, position });
  }

  attempt(step: () => void): void {
    try {
      step();
    } catch (error) {
      if (!(error instanceof SoqlSemanticError)) {
        throw error;
      }
      this.report(error.message, error.position);
    }
  }

  query(query: SoqlQuery, scope: Scope, level: number): void {
    const grouped = isGrouped(query);
    if (level > 1 && grouped) {
      this.report('only root queries support aggregate expressions', query.fromStart);
      return;
    }
    this.#checkSelect(query, scope, level, grouped);
    if (query.where !== undefined) {
      checkWhere(this, query.where, scope);
    }
    this.#checkGroupBy(query, scope);
    this.#checkOrderBy(query, scope, grouped);
    if (query.having !== undefined) {
      checkWhere(this, query.having, scope, { having: true });
    }
    checkClauses(this, query, scope);
    if (level === 1) {
      checkRelationshipCounts(this, query, scope);
    }
  }

  field(scope: Scope, expression: FieldExpression): ResolvedField | undefined {
    try {
      const resolved = resolveField(scope, expression.path, expression.start);
      if (resolved.steps.length > MAX_PARENT_LEVELS) {
        this.report(
          `Relationship path '${expression.path.join('.')}' has more than ${MAX_PARENT_LEVELS} levels`,
          expression.start
        );
      }
      return resolved;
    } catch (error) {
      if (!(error instanceof SoqlSemanticError)) {
        throw error;
      }
      this.report(error.message, error.position);
      return undefined;
    }
  }

  #checkSelect(query: SoqlQuery, scope: Scope, level: number, grouped: boolean): void {
    const seen = new Set<string>();
    const aliases = new Set<string>();
    for (const item of query.select) {
      const alias = item.kind === 'field' ? item.alias : undefined;
      if (item.kind === 'field' && alias !== undefined && !grouped && item.field.fn === undefined) {
        this.report('only aggregate expressions use field aliasing', item.field.start);
      }
      this.#checkSelectItem(item, query, scope, level, grouped);
      const { fields, name, start } = namesOf(item, scope, grouped);
      for (const field of fields) {
        if (seen.has(field.toLowerCase())) {
          this.report(`duplicate field selected: ${field}`, start);
        }
        seen.add(field.toLowerCase());
      }
      if (name !== undefined) {
        if (aliases.has(name.toLowerCase())) {
          this.report(`duplicate alias: ${name}`, start);
        }
        aliases.add(name.toLowerCase());
      }
    }
  }

  #checkSelectItem(item: SelectItem, query: SoqlQuery, scope: Scope, level: number, grouped: boolean): void {
    switch (item.kind) {
      case 'field':
        this.#checkSelectField(item.field, query, scope, grouped);
        return;
      case 'subquery':
        if (level >= MAX_QUERY_LEVELS) {
          this.report(
            `Relationship queries may be nested at most ${MAX_QUERY_LEVELS} levels deep`,
            item.query.fromStart
          );
        } else if (grouped) {
          this.report('Subqueries are not allowed in aggregate queries', item.query.fromStart);
        } else {
          this.attempt(() => this.query(item.query, childScope(item.query, this.#schema, scope.object), level + 1));
        }
        return;
      case 'fields':
        this.#checkFieldsFunction(item.group, item.start, query, grouped);
        return;
      case 'typeof':
        this.#checkTypeof(item, scope);
    }
  }

  #checkFieldsFunction(group: string, start: number, query: SoqlQuery, grouped: boolean): void {
    if (grouped) {
      this.report('The SOQL FIELDS function is not supported in aggregate queries', start);
    }
    const limit = query.limit?.kind === 'number' ? Number(query.limit.text) : query.limit === undefined ? Infinity : 0;
    if (group !== 'STANDARD' && limit > 200) {
      this.report('The SOQL FIELDS function must have a LIMIT of at most 200', start);
    }
  }

  #checkTypeof(item: Extract<SelectItem, { kind: 'typeof' }>, scope: Scope): void {
    const path = item.relationship.split('.');
    this.attempt(() => {
      const { steps } = resolveParents(scope, path, item.start);
      const last = steps.at(-1);
      for (const { object, fields } of item.when) {
        const target = last?.targets.find((candidate) => candidate.name.toLowerCase() === object.toLowerCase());
        if (target === undefined) {
          this.report(`Entity '${object}' is not a valid type of the relationship '${item.relationship}'`, item.start);
          continue;
        }
        const targetScope = { schema: scope.schema, object: target, aliases: new Map() };
        fields.forEach((name) => this.field(targetScope, { path: name.split('.'), start: item.start }));
      }
      item.otherwise.forEach((name) => this.field(scope, { path: [...path, ...name.split('.')], start: item.start }));
    });
  }

  #checkSelectField(field: FieldExpression, query: SoqlQuery, scope: Scope, grouped: boolean): void {
    if (field.path.length === 0) {
      if (query.select.length > 1 && query.select.some((item) => item.kind !== 'field' || item.field !== field)) {
        this.report('Count() must be the only element in the select list', field.start);
      } else if (query.groupBy !== undefined) {
        this.report('Grouping is not supported with COUNT()', field.start);
      }
      return;
    }
    if (field.fn?.toUpperCase() === 'GROUPING') {
      if (!isGroupedBy(query, { path: field.path, start: field.start })) {
        this.report(`Grouping function field must be in the GROUP BY clause: ${field.path.join('.')}`, field.start);
      }
      return;
    }
    const resolved = this.checkFunctions(scope, field);
    if (resolved !== undefined && grouped && !isAggregate(field) && !isGroupedBy(query, field)) {
      this.report(`Field must be grouped or aggregated: ${field.path.join('.')}`, field.start);
    }
  }

  /** Checks the function names of an expression against its field. */
  checkFunctions(scope: Scope, expression: FieldExpression): ResolvedField | undefined {
    const resolved = this.field(scope, expression);
    if (resolved === undefined || expression.fn === undefined) {
      return resolved;
    }
    const { field } = resolved;
    for (const fn of [expression.fn, expression.innerFn]) {
      const upper = fn?.toUpperCase();
      if (upper === undefined) {
        continue;
      }
      if (isAggregateFunction(upper)) {
        if (!isAggregatable(upper, field)) {
          this.report(`field ${field.name} does not support aggregate operator ${upper}`, expression.start);
        }
      } else if (DATE_FUNCTIONS.has(upper)) {
        if (field.type !== 'date' && field.type !== 'datetime') {
          this.report(`Invalid field type for function ${upper}: ${field.name}`, expression.start);
        } else if (upper === 'HOUR_IN_DAY' && field.type !== 'datetime') {
          this.report(`Invalid field type for function HOUR_IN_DAY: ${field.name}`, expression.start);
        }
      } else if (upper === 'DISTANCE' || upper === 'GROUPING') {
        continue;
      } else if (!RENDER_FUNCTIONS.has(upper)) {
        this.report(`Invalid function: ${fn}`, expression.start);
      } else if (upper === 'CONVERTTIMEZONE' && !DATE_FUNCTIONS.has(expression.fn.toUpperCase())) {
        this.report('convertTimezone can only be used inside a date function', expression.start);
      }
    }
    return resolved;
  }

  #checkGroupBy(query: SoqlQuery, scope: Scope): void {
    for (const item of query.groupBy?.items ?? []) {
      const resolved = this.checkFunctions(scope, item);
      const isDateFunction = item.fn !== undefined && DATE_FUNCTIONS.has(item.fn.toUpperCase());
      if (resolved !== undefined && !isDateFunction && !isGroupable(resolved.field)) {
        this.report(`field '${item.path.join('.')}' can not be grouped in a query call`, item.start);
      }
    }
  }

  #checkOrderBy(query: SoqlQuery, scope: Scope, grouped: boolean): void {
    const aliases = new Set(
      query.select.flatMap((item) => (item.kind === 'field' && item.alias ? [item.alias.toLowerCase()] : []))
    );
    for (const { field } of query.orderBy ?? []) {
      const name = field.path.join('.');
      if (field.fn === undefined && grouped && aliases.has(name.toLowerCase())) {
        continue;
      }
      if (field.path.length === 0) {
        this.report("unexpected token: ')'", field.start);
        continue;
      }
      const resolved = this.checkFunctions(scope, field);
      if (resolved === undefined) {
        continue;
      }
      if (grouped && !isAggregate(field) && field.fn?.toUpperCase() !== 'GROUPING' && !isGroupedBy(query, field)) {
        this.report(`Ordered field must be grouped or aggregated: ${name}`, field.start);
      } else if (!isSortable(resolved.field) && !isAggregate(field) && field.fn?.toUpperCase() !== 'DISTANCE') {
        this.report(`field '${name}' can not be sorted in a query call`, field.start);
      }
    }
  }
}

/** Whether the expression is one of the GROUP BY items, compared as written. `toLabel` and FORMAT around a grouped field are fine. */
function isGroupedBy(query: SoqlQuery, field: FieldExpression): boolean {
  const text = (expression: FieldExpression, skipRender: boolean) => {
    const functions = [expression.fn, expression.innerFn].map((fn) => fn?.toUpperCase());
    const kept = functions.filter((fn) => fn !== undefined && !(skipRender && (fn === 'FORMAT' || fn === 'TOLABEL')));
    const path = expression.path.map((name) => name.toLowerCase());
    const own = [query.alias?.toLowerCase(), query.from.toLowerCase()];
    const plain = path.length > 1 && own.includes(path[0]) ? path.slice(1) : path;
    return [...kept, plain.join('.')].join('(');
  };
  const items = query.groupBy?.items ?? [];
  return items.some((item) => text(item, false) === text(field, false) || text(item, false) === text(field, true));
}
