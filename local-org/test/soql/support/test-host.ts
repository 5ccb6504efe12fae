import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue } from 'node:sqlite';
import type { Schema } from '../../../src/metadata/schema.ts';
import { isStored } from '../../../src/metadata/fields.ts';
import { ApexException } from '../../../src/values/index.ts';
import type { ApexValue, SObject } from '../../../src/values/index.ts';
import { parseSoql } from '../../../src/soql/index.ts';
import { SOQL_SQL_FUNCTIONS } from '../../../src/soql/rows/functions.ts';
import { runQuery } from '../../../src/soql/run/run-query.ts';
import type { SoqlHost, SoqlOptions, SoqlResult } from '../../../src/soql/run/host.ts';
import type { Row } from '../../../src/soql/rows/materialize.ts';
import { SCHEMA } from './schema.ts';

const INTEGER_TYPES = new Set(['boolean', 'int', 'double', 'currency', 'percent', 'datetime', 'time']);

/** A database in memory with the storage rules of the local org, and what a query asks of its surroundings. */
export class TestHost implements SoqlHost {
  readonly schema: Schema;
  readonly database = new DatabaseSync(':memory:');
  calendar = { now: Date.UTC(2026, 4, 15, 12), timeZone: 'GMT', firstDayOfWeek: 0, fiscalYearStartMonth: 1 };
  userId = '005000000000001AAA';
  /** SQL texts that were run. */
  readonly statements: string[] = [];
  readonly used = { queries: 0, queryRows: 0, aggregateQueries: 0 };
  /** `object` or `object.field` in lower case. */
  readonly unreadable = new Set<string>();
  visibleOwner: string | undefined;
  #lastId = 0;

  constructor(schema: Schema = SCHEMA) {
    this.schema = schema;
    for (const [name, implementation] of Object.entries(SOQL_SQL_FUNCTIONS)) {
      this.database.function(name, { deterministic: true, varargs: true }, implementation);
    }
    for (const object of schema.objects()) {
      const columns = [...object.fields.values()].filter(isStored).map((field) => {
        const type = INTEGER_TYPES.has(field.type) ? 'INTEGER' : 'TEXT';
        return `"${field.name.toLowerCase()}" ${field.type === 'id' ? 'TEXT PRIMARY KEY' : type}`;
      });
      this.database.exec(`CREATE TABLE "${object.name.toLowerCase()}" (${columns.join(', ')})`);
    }
  }

  /** Inserts a row with stored values and answers its id. */
  add(objectName: string, values: Readonly<Record<string, SQLInputValue>>): string {
    const object = this.schema.object(objectName);
    const id = `${object?.keyPrefix}00000000${String(++this.#lastId).padStart(4, '0')}AAA`;
    const row: Record<string, SQLInputValue> = {
      id,
      ...(object?.fields.has('isdeleted') && { isdeleted: 0 }),
      ...values
    };
    const names = Object.keys(row);
    this.database
      .prepare(
        `INSERT INTO "${objectName.toLowerCase()}" (${names.map((name) => `"${name.toLowerCase()}"`)}) VALUES (${names.map(() => '?')})`
      )
      .run(...Object.values(row));
    return id;
  }

  run(text: string, binds: ApexValue[] = [], options: Partial<SoqlOptions> = {}): SoqlResult {
    return runQuery(this, parseSoql(text), binds, { access: 'system', sharing: 'without', ...options });
  }

  /** One field of all records. */
  values(text: string, field: string, binds: ApexValue[] = []): ApexValue[] {
    return this.run(text, binds).records.map((record) => record.get(field.toLowerCase()));
  }

  all(sql: string, parameters: readonly SQLInputValue[]): Row[] {
    this.statements.push(sql);
    return this.database.prepare(sql).all(...parameters) as Row[];
  }

  ensureTable: SoqlHost['ensureTable'] = () => undefined;

  formula: SoqlHost['formula'] = () => {
    throw new Error('no formulas here');
  };

  visibility: SoqlHost['visibility'] = (object, alias) =>
    this.visibleOwner !== undefined && object.fields.has('ownerid')
      ? { sql: `${alias}."ownerid" = ?`, params: [this.visibleOwner] }
      : undefined;

  canReadObject: SoqlHost['canReadObject'] = (object) => !this.unreadable.has(object.name.toLowerCase());

  canReadField: SoqlHost['canReadField'] = (object, field) =>
    !this.unreadable.has(`${object.name}.${field.name}`.toLowerCase());

  use: SoqlHost['use'] = (limit, amount) => {
    this.used[limit] += amount;
    if (limit === 'queryRows' && this.used.queryRows > 50_000) {
      throw new ApexException('System.LimitException', `Too many query rows: ${this.used.queryRows}`);
    }
  };

  listType: SoqlHost['listType'] = (objectName) => {
    const element = { key: `schema.${objectName.toLowerCase()}`, name: objectName, args: [] };
    return { key: `system.list<${element.key}>`, name: `List<${objectName}>`, args: [element] };
  };
}

/** The message of the exception that a step throws. */
export function failureOf(step: () => unknown): string {
  try {
    step();
  } catch (error) {
    return error instanceof ApexException ? (error.message ?? '') : String(error);
  }
  return 'no failure';
}

export function names(records: readonly SObject[]): ApexValue[] {
  return records.map((record) => record.get('name'));
}
