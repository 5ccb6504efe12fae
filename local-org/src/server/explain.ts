import { type Condition, type SoqlQuery, runSoql } from '../soql/index.ts';
import { readQuery } from './query.ts';
import { inTransaction, type ApiRequest, type ApiResponse } from './request.ts';

/** `query?explain=…`: one plan, with an index where the filter demands the value of an indexed field. */
export function explainResource(request: ApiRequest, text: string): ApiResponse {
  const query = readQuery(text, request.org.schema);
  const object = request.org.schema.object(query.from);
  const count = (counted: SoqlQuery): number =>
    inTransaction(request, () => runSoql(request.org.program, counted, [], { access: 'user', sharing: 'with' }))
      .totalSize;
  const all: SoqlQuery = {
    select: [{ kind: 'field', field: { path: [], fn: 'COUNT', start: 0 } }],
    from: query.from,
    fromStart: query.fromStart,
    binds: []
  };
  const sobjectCardinality = count(all);
  const cardinality = query.where ? count({ ...all, where: query.where }) : sobjectCardinality;
  const indexed = query.where
    ? demanded(query.where).filter((name) => {
        const field = object?.fields.get(name.toLowerCase());
        return field && (field.type === 'id' || field.type === 'reference' || field.externalId || field.unique);
      })
    : [];
  return {
    status: 200,
    body: {
      plans: [
        {
          cardinality,
          fields: indexed,
          leadingOperationType: indexed.length > 0 ? 'Index' : 'TableScan',
          notes: [],
          relativeCost: indexed.length > 0 ? cardinality / Math.max(1, sobjectCardinality) : 1,
          sobjectCardinality,
          sobjectType: object?.name ?? query.from
        }
      ],
      sourceQuery: text
    }
  };
}

/** Fields whose value every row of the result must have. */
function demanded(condition: Condition): string[] {
  switch (condition.kind) {
    case 'and':
      return condition.items.flatMap(demanded);
    case 'compare':
      return (condition.operator === '=' || condition.operator === 'IN') && condition.field.path.length === 1
        ? [condition.field.path[0]!]
        : [];
    default:
      return [];
  }
}
