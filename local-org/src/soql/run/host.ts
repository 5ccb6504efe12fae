import type { FieldSchema, ObjectSchema, Schema } from '../../metadata/index.ts';
import type { ApexType, SObject } from '../../values/index.ts';
import type { SoqlQuery } from '../ast.ts';
import type { Calendar } from '../plan/date-range.ts';
import type { SqlValue } from '../plan/encode.ts';
import type { Visibility } from '../plan/slot.ts';
import type { FormulaSql } from '../plan/sql-writer.ts';
import type { Row } from '../rows/materialize.ts';

/** What running a query asks of the org and of the transaction in progress. */
export interface SoqlHost {
  readonly schema: Schema;
  readonly calendar: Calendar;
  readonly userId: string;
  all(sql: string, parameters: readonly SqlValue[]): Row[];
  /** Makes the table of an object that has not been used yet. */
  ensureTable(object: ObjectSchema): void;
  formula(object: ObjectSchema, field: FieldSchema): FormulaSql;
  readonly visibility: Visibility;
  canReadObject(object: ObjectSchema): boolean;
  canReadField(object: ObjectSchema, field: FieldSchema): boolean;
  /** Counts towards a limit of the transaction; throws when it is exceeded. */
  use(limit: 'queries' | 'queryRows' | 'aggregateQueries', amount: number): void;
  /** `List<…>` of an object. */
  listType(objectName: string): ApexType;
}

export interface SoqlOptions {
  /** `user`: object and field permissions of the running user are enforced. */
  readonly access: 'user' | 'system';
  readonly sharing: 'with' | 'without';
  /** Most rows to read; 50,000 unless a locator reads on. */
  readonly rowCap?: number;
  /** What counts towards the limits of the transaction: `all` unless a locator reads its records. */
  readonly counts?: 'all' | 'query' | 'nothing';
  /** Shows encrypted text as pages and the API do: masked, unless the user may view encrypted data. Apex sees it plain. */
  readonly masks?: boolean;
}

export interface SoqlResult {
  readonly query: SoqlQuery;
  /** As the schema spells it. */
  readonly objectName: string;
  readonly isAggregate: boolean;
  /** `SELECT COUNT()`: `totalSize` is the answer and there are no records. */
  readonly isCount: boolean;
  readonly totalSize: number;
  readonly records: SObject[];
}
