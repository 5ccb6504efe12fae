import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Org } from '../../src/index.ts';
import { ApexDate, Decimal, type SObject } from '../../src/values/index.ts';
import { parseSoql, printSoql, runSoql, validateSoql } from '../../src/soql/index.ts';
import { administratorSees, openProject } from '../support/apex-project.ts';
import { holds, KINDS, sorted, valueOf, type Row, type Sort, type Test } from './support/query-oracle.ts';

/** Random records and random queries: what SOQL answers is what a plain reading of its reference over a list of records answers. */

const field = (name: string, type: string): string =>
  `<CustomField><fullName>${name}__c</fullName><label>${name}</label>${type}</CustomField>`;
const choices = (names: readonly string[]): string =>
  `<valueSet><valueSetDefinition><sorted>false</sorted>${names.map((name) => `<value><fullName>${name}</fullName><default>false</default><label>${name}</label></value>`).join('')}</valueSetDefinition></valueSet>`;
const TAGS = ['a', 'b', 'c'];
const METADATA = {
  'objects/Row__c/Row__c.object-meta.xml':
    '<CustomObject><label>Row</label><pluralLabel>Rows</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>ReadWrite</sharingModel></CustomObject>',
  ...Object.fromEntries(
    [
      ['Kind', `<type>Picklist</type>${choices(KINDS)}`],
      ['Tags', `<type>MultiselectPicklist</type><visibleLines>3</visibleLines>${choices(TAGS)}`],
      ['Amount', '<type>Number</type><precision>8</precision><scale>2</scale>'],
      ['Done', '<type>Checkbox</type><defaultValue>false</defaultValue>'],
      ['Day', '<type>Date</type>'],
      ['Parent', '<type>Lookup</type><referenceTo>Row__c</referenceTo><relationshipName>Children</relationshipName>']
    ].map(([name = '', type = '']) => [`objects/Row__c/fields/${name}__c.field-meta.xml`, field(name, type)])
  )
};

const FIELDS = ['Kind', 'Tags', 'Amount', 'Done', 'Day', 'Parent'].map((name) => `Row__c.${name}__c`);

const word = fc.constantFrom('ab', 'AB', 'aB_c', 'b%', 'Ba', "q'q", 'zz');
const amount = fc.constantFrom(-1.5, 0, 0.25, 3, 3.01, 100);
const day = fc.constantFrom('2023-12-31', '2024-02-29', '2024-03-01', '2025-01-01');
const rows: fc.Arbitrary<Row[]> = fc
  .array(
    fc.record({
      name: word,
      kind: fc.option(fc.constantFrom(...KINDS)),
      tags: fc.subarray(TAGS),
      amount: fc.option(amount),
      done: fc.boolean(),
      day: fc.option(day),
      parent: fc.option(fc.nat({ max: 7 }))
    }),
    { maxLength: 8 }
  )
  .map((list) =>
    list.map((row, at) => ({ ...row, parent: row.parent !== null && row.parent < at ? row.parent : null }))
  );

const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;
const nullable = (values: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof({ weight: 5, arbitrary: values }, { weight: 1, arbitrary: fc.constant('null') });
const text = word.map(quoted);
const VALUES: Readonly<Record<string, fc.Arbitrary<string>>> = {
  Name: text,
  Kind__c: fc.constantFrom("'red'", "'GREEN'", "'blue'", "'other'"),
  Amount__c: amount.map(String),
  Day__c: day,
  'Parent__r.Name': text,
  'Parent__r.Amount__c': amount.map(String)
};
const compare = (name: string): fc.Arbitrary<Test> => {
  const values = VALUES[name] as fc.Arbitrary<string>;
  const isText = /Name|Kind/.test(name);
  const simple = fc.record({
    kind: fc.constant('compare' as const),
    field: fc.constant(name),
    operator: fc.constantFrom('=', '!=', '<', '<=', '>', '>='),
    value: values
  });
  const equal = fc.record({
    kind: fc.constant('compare' as const),
    field: fc.constant(name),
    operator: fc.constantFrom('=', '!='),
    value: nullable(values)
  });
  const list = fc.record({
    kind: fc.constant('compare' as const),
    field: fc.constant(name),
    operator: fc.constantFrom('IN', 'NOT IN'),
    value: fc.array(nullable(values), { minLength: 1, maxLength: 3 })
  });
  const like = fc.record({
    kind: fc.constant('compare' as const),
    field: fc.constant(name),
    operator: fc.constant('LIKE'),
    value: fc.constantFrom("'a%'", "'%b%'", "'__'", "'b\\%'", "'%\\_c'", "'AB'")
  });
  return isText && name !== 'Kind__c'
    ? fc.oneof(simple, equal, list, like)
    : name === 'Kind__c'
      ? fc.oneof(equal, list, like)
      : fc.oneof(simple, equal, list);
};
const leaf: fc.Arbitrary<Test> = fc.oneof(
  ...Object.keys(VALUES).map(compare),
  fc.record({
    kind: fc.constant('compare' as const),
    field: fc.constantFrom('Done__c', 'Parent__r.Done__c'),
    operator: fc.constantFrom('=', '!='),
    value: fc.constantFrom('true', 'false')
  }),
  fc.record({
    kind: fc.constant('compare' as const),
    field: fc.constant('Tags__c'),
    operator: fc.constantFrom('INCLUDES', 'EXCLUDES'),
    value: fc.array(fc.constantFrom("'a'", "'b;c'", "'C'"), { minLength: 1, maxLength: 2 })
  }),
  fc.record({
    kind: fc.constant('compare' as const),
    field: fc.constant('Tags__c'),
    operator: fc.constantFrom('=', '!='),
    value: fc.constantFrom("'a'", "'b;a'", 'null')
  })
);
const condition: fc.Arbitrary<Test> = fc.letrec<{ any: Test }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      items: fc.array(tie('any'), { minLength: 2, maxLength: 3 })
    }),
    fc.record({ kind: fc.constant('not' as const), item: tie('any') })
  )
})).any;

function write(item: Test): string {
  switch (item.kind) {
    case 'compare':
      return `${item.field} ${item.operator} ${typeof item.value === 'string' ? item.value : `(${item.value.join(', ')})`}`;
    case 'not':
      return `(NOT (${write(item.item)}))`;
    default:
      return `(${item.items.map(write).join(item.kind === 'and' ? ' AND ' : ' OR ')})`;
  }
}

function fill(org: Org, all: readonly Row[]): string[] {
  const admin = org.users.administrator().id;
  const ids: string[] = [];
  for (const row of all) {
    ids.push(
      org.rows.insert('Row__c', admin, {
        Name: row.name,
        Kind__c: row.kind,
        Tags__c: row.tags.length === 0 ? null : [...row.tags].reverse().join(';'),
        Amount__c: row.amount,
        Done__c: row.done,
        Day__c: row.day,
        Parent__c: row.parent === null ? null : (ids[row.parent] ?? null),
        IsDeleted: false
      })
    );
  }
  return ids;
}

const sorts: fc.Arbitrary<Sort[]> = fc.uniqueArray(
  fc.record({
    field: fc.constantFrom('Name' as const, 'Amount__c' as const, 'Day__c' as const, 'Kind__c' as const),
    descending: fc.boolean(),
    nullsLast: fc.boolean()
  }),
  { selector: ({ field: name }) => name, maxLength: 2 }
);

function run(org: Org, query: string): SObject[] {
  const parsed = parseSoql(query);
  assert.deepEqual(validateSoql(parsed, org.schema), [], query);
  const printed = printSoql(parsed);
  assert.equal(printSoql(parseSoql(printed)), printed, 'printed text reads as the same query');
  const options = { access: 'user', sharing: 'with' } as const;
  const { records } = runSoql(org.program, parsed, [], options);
  assert.deepEqual(
    runSoql(org.program, parseSoql(printed), [], options).records.map(({ id }) => id),
    records.map(({ id }) => id),
    printed
  );
  return records;
}

test('random queries answer what a plain reading of the reference answers', async () => {
  const org = openProject(METADATA, administratorSees(...FIELDS));
  try {
    const property = fc.property(
      rows,
      condition,
      sorts,
      fc.option(fc.nat({ max: 5 })),
      fc.option(fc.nat({ max: 4 })),
      (all, where, order, limit, offset) => {
        org.run({ user: org.users.administrator() }, () =>
          org.withRollback(() => {
            const ids = fill(org, all);
            const matching = all.flatMap((row, at) => (holds(all, row, where) ? [at] : []));
            const from = offset ?? 0;
            const expected = sorted(all, matching, order).slice(from, limit === null ? undefined : from + limit);
            const orderBy = order.map(
              ({ field: name, descending, nullsLast }) =>
                `${name}${descending ? ' DESC' : ''}${nullsLast ? ' NULLS LAST' : ''}`
            );
            const clauses = [
              `WHERE ${write(where)}`,
              ...(order.length > 0 ? [`ORDER BY ${orderBy.join(', ')}`] : []),
              ...(limit === null ? [] : [`LIMIT ${limit}`]),
              ...(offset === null ? [] : [`OFFSET ${offset}`])
            ].join(' ');
            assert.deepEqual(
              run(org, `SELECT Id FROM Row__c ${clauses}`).map(({ id }) => ids.indexOf(id ?? '')),
              expected,
              clauses
            );
          })
        );
      }
    );
    fc.assert(property, { numRuns: 400, seed: 7 });
  } finally {
    await org.close();
  }
});

test('random groups count and add up as a plain reading of the reference does', async () => {
  const org = openProject(METADATA, administratorSees(...FIELDS));
  try {
    const property = fc.property(
      rows,
      condition,
      fc.constantFrom('Kind__c', 'Done__c', 'Day__c'),
      fc.nat({ max: 2 }),
      (all, where, key, least) => {
        org.run({ user: org.users.administrator() }, () =>
          org.withRollback(() => {
            fill(org, all);
            const groups = Map.groupBy(
              all.filter((row) => holds(all, row, where)),
              (row) => valueOf(all, row, key)
            );
            const expected = [...groups]
              .filter(([, members]) => members.length > least)
              .map(([value, members]) => {
                const amounts = members.flatMap(({ amount: one }) => (one === null ? [] : [one]));
                const sum = amounts.length === 0 ? null : Math.round(amounts.reduce((a, b) => a + b, 0) * 100) / 100;
                return [
                  value,
                  members.length,
                  amounts.length,
                  new Set(amounts).size,
                  sum,
                  amounts.length === 0 ? null : Math.min(...amounts),
                  amounts.length === 0 ? null : Math.max(...amounts)
                ];
              });
            const query = `SELECT ${key} k, COUNT(Id) n, COUNT(Amount__c) a, COUNT_DISTINCT(Amount__c) d, SUM(Amount__c) s, MIN(Amount__c) low, MAX(Amount__c) high FROM Row__c WHERE ${write(where)} GROUP BY ${key} HAVING COUNT(Id) > ${least}`;
            const plain = (value: unknown): unknown =>
              value instanceof Decimal
                ? value.toNumber()
                : value instanceof ApexDate
                  ? value.toIso()
                  : typeof value === 'string'
                    ? value.toLowerCase()
                    : typeof value === 'boolean'
                      ? String(value)
                      : value;
            const found = run(org, query).map((record) =>
              ['k', 'n', 'a', 'd', 's', 'low', 'high'].map((name) => plain(record.fields.get(name) ?? null))
            );
            const byKey = (list: readonly unknown[][]): unknown[][] =>
              [...list].sort(([a], [b]) => String(a).localeCompare(String(b)));
            assert.deepEqual(byKey(found), byKey(expected), query);
          })
        );
      }
    );
    fc.assert(property, { numRuns: 200, seed: 11 });
  } finally {
    await org.close();
  }
});
