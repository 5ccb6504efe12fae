import type { Schema } from '../../metadata/index.ts';
import { validateSoql, type SoqlProblem } from '../validate/index.ts';
import type { SoslQuery } from './parse-sosl.ts';

/** Checks what RETURNING names against the schema, and that it names plain fields. Positions are offsets into each entry. */
export function validateSosl(query: SoslQuery, schema: Schema): SoqlProblem[] {
  return query.returning.flatMap((entry) => {
    const special = entry.select.find(({ kind }) => kind !== 'field');
    return special === undefined && entry.groupBy === undefined
      ? validateSoql(entry, schema)
      : [{ message: `unexpected token: '${special === undefined ? 'GROUP' : '('}'`, position: 0 }];
  });
}
