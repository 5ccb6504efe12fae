import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { valueToJson, personas, type Sessions } from '../server/index.ts';
import { parseSoql, runSoql } from '../soql/index.ts';
import type { SessionList } from '../engine/index.ts';
import { type Org, readInputs } from '../org/index.ts';

/** What `session.json` holds: how to reach the org, as whom, and what the project's configuration adds. */
export interface SessionFile {
  readonly instanceUrl: string;
  readonly apiVersion: string;
  readonly users: Readonly<
    Record<
      string,
      {
        readonly username: string;
        readonly accessToken: string;
        /** Signs a browser in as the user while the server runs; `&return=/lightning/…` may be added. */
        readonly loginUrl: string;
      }
    >
  >;
  readonly [more: string]: unknown;
}

/** Writes `session.json` into the data folder, readable by its owner alone, and answers its content. */
export function writeSession(org: Org, sessions: Sessions, instanceUrl: string, dataDir: string): SessionFile {
  const users = Object.fromEntries(
    personas(org).map(({ alias, user }) => [
      alias,
      {
        username: user.username,
        accessToken: sessions.tokenFor(alias, user.id),
        loginUrl: instanceUrl + sessions.loginPath(alias)
      }
    ])
  );
  const session: SessionFile = { instanceUrl, apiVersion: '67.0', users, ...configured(org) };
  writeFileSync(path.join(dataDir, 'session.json'), `${JSON.stringify(session, null, 2)}\n`, { mode: 0o600 });
  return session;
}

/** Lists that the project's configuration reads from records, e.g. its stores. */
function configured(org: Org): Record<string, unknown> {
  const lists = Object.entries(org.config.session ?? {}).map(([name, list]): [string, unknown] => {
    const { soql, fields } = list;
    const query = parseSoql(soql);
    const { records } = org.run({ user: org.users.administrator() }, () =>
      runSoql(org.program, query, [], { access: 'system', sharing: 'without' })
    );
    const rows = records.map((record) =>
      Object.fromEntries(
        Object.entries(fields).map(([key, field]) => [key, valueToJson(record.fields.get(field.toLowerCase()) ?? null)])
      )
    );
    return [name, rows.map((row) => ({ ...row, ...valuesOf(org, list, row) }))];
  });
  return Object.fromEntries(lists);
}

/** What the list's files say of a row. */
function valuesOf(org: Org, { values = {} }: SessionList, row: Readonly<Record<string, unknown>>): object {
  const found = Object.entries(values).map(([name, { file, where, equals, take }]) => {
    const inputs = readInputs(org.metadata.projectRoot ?? '.', file);
    return [name, inputs.find((input) => input[where] === row[equals])?.[take] ?? null];
  });
  return Object.fromEntries(found) as object;
}
