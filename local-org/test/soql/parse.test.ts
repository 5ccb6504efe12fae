import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseSosl } from '../../src/soql/index.ts';
import { parseSoql, printSoql, SoqlSyntaxError } from '../../src/soql/parse/index.ts';
import type { Condition, FieldExpression, Operand, SoqlQuery } from '../../src/soql/ast.ts';

/** The query without offsets into its text. */
function shape(query: SoqlQuery): unknown {
  return JSON.parse(
    JSON.stringify(query, (key, value: unknown) => (['start', 'end', 'fromStart'].includes(key) ? undefined : value))
  );
}

function failure(text: string): { message: string; position: number } {
  try {
    parseSoql(text);
  } catch (error) {
    assert.ok(error instanceof SoqlSyntaxError);
    return { message: error.message, position: error.position };
  }
  throw new assert.AssertionError({ message: `${text} was accepted` });
}

describe('parsing SOQL', () => {
  it('reads every clause', () => {
    const query = parseSoql(
      `SELECT a.Name n, COUNT(Id) c FROM Account a USING SCOPE mine WHERE Name != null WITH USER_MODE
       GROUP BY ROLLUP(Name) HAVING COUNT(Id) > 1 ORDER BY COUNT(Id) DESC NULLS LAST, Name LIMIT 5 OFFSET :skip FOR VIEW ALL ROWS`
    );
    assert.deepEqual(shape(query), {
      select: [
        { kind: 'field', field: { path: ['a', 'Name'] }, alias: 'n' },
        { kind: 'field', field: { path: ['Id'], fn: 'COUNT' }, alias: 'c' }
      ],
      from: 'Account',
      alias: 'a',
      scope: 'mine',
      where: { kind: 'compare', field: { path: ['Name'] }, operator: '!=', value: { kind: 'null' } },
      withMode: 'USER_MODE',
      groupBy: { items: [{ path: ['Name'] }], rollup: true },
      having: {
        kind: 'compare',
        field: { path: ['Id'], fn: 'COUNT' },
        operator: '>',
        value: { kind: 'number', text: '1' }
      },
      orderBy: [
        { field: { path: ['Id'], fn: 'COUNT' }, descending: true, nullsLast: true },
        { field: { path: ['Name'] }, descending: false }
      ],
      limit: { kind: 'number', text: '5' },
      offset: { kind: 'bind', index: 0 },
      forClause: 'VIEW',
      allRows: true,
      binds: [{ index: 0, source: 'skip' }]
    });
  });

  it('numbers binds in order of appearance, those of nested queries included, with their place in the text', () => {
    const text =
      'SELECT Id, (SELECT Id FROM Contacts WHERE Name = :a.b(c, ")")) FROM Account WHERE Id IN :new Set<Id>{ x } AND Name = : y LIMIT :n + 1'.replaceAll(
        '"',
        "'"
      );
    const { binds } = parseSoql(text);
    assert.deepEqual(
      binds.map(({ source }) => source),
      ["a.b(c, ')')", 'new Set<Id>{ x }', 'y', 'n + 1']
    );
    binds.forEach(({ source, start, end }, index) => {
      assert.equal(text.slice(start, end), source);
      assert.equal(binds[index]?.index, index);
    });
  });

  it('ends a bind where its expression ends', () => {
    const sources = (text: string) => parseSoql(`SELECT Id FROM A WHERE ${text}`).binds.map(({ source }) => source);
    assert.deepEqual(sources('a = :(Id) x AND b = :y'), ['(Id) x', 'y']);
    assert.deepEqual(sources('(a = :x) AND b = :y[0].z?.w'), ['x', 'y[0].z?.w']);
    assert.deepEqual(sources("a = :p ? 'x' : q.r() AND b = 1"), ["p ? 'x' : q.r()"]);
    assert.deepEqual(sources('a IN (:x, :y)'), ['x', 'y']);
    assert.deepEqual(sources('a > :-n'), ['-n']);
  });

  it('knows all kinds of values', () => {
    const value = (text: string) => {
      const { where } = parseSoql(`SELECT Id FROM A WHERE f = ${text}`);
      return where?.kind === 'compare' ? where.value : undefined;
    };
    assert.deepEqual(value("'it\\'s \\\\ \\n'"), { kind: 'string', value: "it's \\ \n" });
    assert.deepEqual(value("'\\u00e4'"), { kind: 'string', value: 'ä' });
    assert.deepEqual(value('-1.50'), { kind: 'number', text: '-1.50' });
    assert.deepEqual(value('2026-01-31'), { kind: 'date', text: '2026-01-31' });
    assert.deepEqual(value('2026-01-31T10:00:00+01:00'), { kind: 'datetime', text: '2026-01-31T10:00:00+01:00' });
    assert.deepEqual(value('10:30:00Z'), { kind: 'time', text: '10:30:00Z' });
    assert.deepEqual(value('EUR12.5'), { kind: 'currency', code: 'EUR', text: '12.5' });
    assert.deepEqual(value('this_fiscal_quarter'), { kind: 'dateLiteral', name: 'THIS_FISCAL_QUARTER' });
    assert.deepEqual(value('LAST_N_DAYS:30'), { kind: 'dateLiteral', name: 'LAST_N_DAYS', n: 30 });
    assert.deepEqual(value('N_MONTHS_AGO : 2'), { kind: 'dateLiteral', name: 'N_MONTHS_AGO', n: 2 });
  });

  it('keeps the escapes of LIKE patterns', () => {
    const { where } = parseSoql("SELECT Id FROM A WHERE f LIKE '50\\% \\'x\\_%'");
    assert.deepEqual(where?.kind === 'compare' && where.value, { kind: 'string', value: "50\\% 'x\\_%" });
  });

  it('takes object names that are keywords, comments and the old list of aliases', () => {
    assert.equal(parseSoql('SELECT Id FROM Order').from, 'Order');
    assert.equal(parseSoql('SELECT Id /* x */ FROM Group // y\n WHERE Id = null').from, 'Group');
    assert.deepEqual(parseSoql('SELECT Id FROM Contact c, c.Account a').fromAliases, [
      { path: ['c', 'Account'], alias: 'a' }
    ]);
  });

  it('points at the token at fault', () => {
    assert.deepEqual(failure('SELECT Id FROM Account WHERE a = 1 AND b = 2 OR c = 3'), {
      message: "unexpected token: 'OR'",
      position: 45
    });
    assert.deepEqual(failure('SELECT Id FROM Account WHERE a = 1 AND NOT b = 2'), {
      message: "unexpected token: 'NOT'",
      position: 39
    });
    assert.deepEqual(failure('SELECT Id'), { message: "unexpected token: '<EOF>'", position: 9 });
    assert.deepEqual(failure('SELECT FROM Account'), { message: "unexpected token: 'FROM'", position: 7 });
    assert.match(failure("SELECT Id FROM Account WHERE Name = 'x").message, /<EOF>/);
    assert.match(failure("SELECT Id FROM Account WHERE Name = 'a\\qb'").message, /Illegal character sequence '\\q'/);
    assert.match(
      failure('SELECT Id FROM Account WHERE (Name = null').message,
      /expecting a right parentheses, found '<EOF>'/
    );
    assert.match(failure('SELECT Id FROM Account LIMIT x').message, /unexpected token: 'x'/);
  });

  const name = fc.constantFrom('Name', 'Id', 'Amount__c', 'Order', 'ns__x__c');
  const path = fc.array(name, { minLength: 1, maxLength: 3 });
  const field: fc.Arbitrary<FieldExpression> = fc.oneof(
    path.map((names) => ({ path: names, start: 0 })),
    fc
      .tuple(fc.constantFrom('MAX', 'toLabel', 'CALENDAR_YEAR'), path)
      .map(([fn, names]) => ({ path: names, fn, start: 0 })),
    path.map((names) => ({ path: names, fn: 'DAY_ONLY', innerFn: 'convertTimezone', start: 0 }))
  );
  const operand: fc.Arbitrary<Operand> = fc.oneof(
    fc.constant({ kind: 'null' } as const),
    fc.boolean().map((value) => ({ kind: 'boolean', value }) as const),
    fc.string({ unit: 'binary', maxLength: 8 }).map((value) => ({ kind: 'string', value }) as const),
    fc.integer().map((number) => ({ kind: 'number', text: String(number) }) as const),
    fc.constant({ kind: 'dateLiteral', name: 'LAST_N_WEEKS', n: 3 } as const)
  );
  const compare: fc.Arbitrary<Condition> = fc.oneof(
    fc
      .tuple(field, fc.constantFrom('=', '!=', '<', '>=' as const), operand)
      .map(([expression, operator, value]) => ({ kind: 'compare', field: expression, operator, value }) as Condition),
    fc
      .tuple(
        field,
        fc.constantFrom('IN', 'NOT IN', 'EXCLUDES' as const),
        fc.array(operand, { minLength: 1, maxLength: 3 })
      )
      .map(
        ([expression, operator, items]) =>
          ({ kind: 'compare', field: expression, operator, value: { kind: 'list', items } }) as Condition
      )
  );
  const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      compare,
      fc
        .tuple(fc.constantFrom('and', 'or' as const), fc.array(tie('condition'), { minLength: 2, maxLength: 3 }))
        .map(([kind, items]) => ({ kind, items }) as Condition),
      tie('condition').map((item) => ({ kind: 'not', item }) as Condition)
    )
  }));

  it('reads what it prints', () => {
    const query = fc
      .record({
        select: fc.array(
          field.map((expression) => ({ kind: 'field' as const, field: expression })),
          { minLength: 1, maxLength: 3 }
        ),
        from: name,
        where: condition,
        orderBy: fc.array(fc.record({ field, descending: fc.boolean(), nullsLast: fc.boolean() }), {
          minLength: 1,
          maxLength: 2
        })
      })
      .map((parts): SoqlQuery => ({ ...parts, binds: [], fromStart: 0 }));
    fc.assert(
      fc.property(query, (made) => {
        assert.deepEqual(shape(parseSoql(printSoql(made))), shape(made));
      })
    );
  });
});

describe('parsing SOSL', () => {
  it('reads the search text, the scope and one query per object', () => {
    const query = parseSosl(
      'FIND :text IN NAME FIELDS RETURNING Account(Id, Name WHERE Name != :x ORDER BY Name LIMIT 3), Contact LIMIT 20'
    );
    assert.deepEqual(query.find, { kind: 'bind', index: 0 });
    assert.equal(query.scope, 'NAME');
    assert.deepEqual(
      query.returning.map(({ from }) => from),
      ['Account', 'Contact']
    );
    assert.deepEqual(query.returning[0]?.where, {
      kind: 'compare',
      field: { path: ['Name'], start: 35 },
      operator: '!=',
      value: { kind: 'bind', index: 1 }
    });
    assert.equal(query.limit, 20);
    assert.deepEqual(
      query.binds.map(({ source }) => source),
      ['text', 'x']
    );
    assert.deepEqual(parseSosl("FIND {a \\'b} RETURNING Lead").find, { kind: 'text', text: "a 'b" });
  });
});
