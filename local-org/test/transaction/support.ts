import { join } from 'node:path';
import { Org } from '../../src/org/index.ts';
import type { ApexValue } from '../../src/values/index.ts';

const FIXTURE = join(import.meta.dirname, 'fixtures/async/main');

/** An org with the fixture's jobs; in memory unless a file is given. */
export function openOrg(dataFile?: string): Org {
  return Org.open({ source: [FIXTURE], ...(dataFile === undefined ? {} : { dataFile }) });
}

/** Calls `Jobs.<method>` in a transaction of the administrator. */
export function call(org: Org, method: string, ...args: ApexValue[]): ApexValue {
  return org.run({ user: org.users.administrator() }, () => org.program.callStatic('jobs', method, args));
}

export function column(org: Org, sql: string): unknown[] {
  return org.db.all(sql).map((row) => Object.values(row)[0]);
}

export function accountNames(org: Org): unknown[] {
  return column(org, 'SELECT "name" FROM "account" ORDER BY "id"');
}

export function insertContacts(org: Org, names: readonly string[]): void {
  names.forEach((name) => org.rows.insert('Contact', org.users.administrator().id, { LastName: name, Name: name }));
}
