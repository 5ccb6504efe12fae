import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Org } from '../../src/index.ts';
import type { SObject } from '../../src/values/index.ts';
import { parseSosl, runSosl } from '../../src/soql/index.ts';
import { shareLimit } from '../../src/soql/sosl/share-limit.ts';
import { parseSearchText } from '../../src/soql/sosl/search-text.ts';
import { SAMPLE, writeProject } from '../dml/org-double.ts';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const CONTACTS: readonly (readonly [string, string, string, string, string])[] = [
  ['Ada', 'Byron', 'ada@acme.example', '(415) 555-1212', 'Countess of numbers'],
  ['Joan', 'Smith', 'joan@zeta.example', '030 12345', 'Likes long walks'],
  ['John', 'Smithson', 'john.s@acme.example', '415 999', 'Monday meeting with Joan Smith'],
  ['Jürgen', 'Groß', 'jg@acme.example', '1', 'Ärger mit der Bestellung']
];

function fill(org: Org): void {
  const admin = org.users.administrator();
  org.run({ user: admin }, () => {
    const account = org.rows.insert('Account', admin.id, {
      Name: 'Acme Smith Ltd',
      Description: 'meeting monday',
      IsDeleted: false
    });
    for (const [first, last, email, phone, text] of CONTACTS) {
      org.rows.insert('Contact', admin.id, {
        FirstName: first,
        LastName: last,
        Name: `${first} ${last}`,
        Email: email,
        Phone: phone,
        Description: text,
        AccountId: account,
        IsDeleted: false
      });
    }
  });
}

/** Names that a search finds, one list per object. */
function find(org: Org, text: string): string[][] {
  return org.run({ user: org.users.administrator() }, () =>
    runSosl(org.program, parseSosl(text), [], { access: 'user', sharing: 'with' }).map((list) =>
      list.items.map((item) => String((item as SObject).fields.get('lastname') ?? (item as SObject).fields.get('name')))
    )
  );
}

const contacts = (org: Org, words: string, scope = 'ALL'): string[] =>
  (find(org, `FIND {${words}} IN ${scope} FIELDS RETURNING Contact(LastName)`)[0] ?? []).sort();

test('what the text of a search finds', async () => {
  const org = openProject(SAMPLE);
  try {
    fill(org);
    const cases: readonly (readonly [string, readonly string[]])[] = [
      ['smith', ['Smith', 'Smithson']],
      ['SMITH', ['Smith', 'Smithson']],
      ['smiths', []],
      ['smith*', ['Smith', 'Smithson']],
      ['smit?', ['Smith', 'Smithson']],
      ['smit*n', ['Smithson']],
      ['jo?n', ['Smith', 'Smithson']],
      ['jo??', ['Smith', 'Smithson']],
      ['joan smith', ['Smith', 'Smithson']],
      ['smith joan', ['Smith', 'Smithson']],
      ['"joan smith"', ['Smith', 'Smithson']],
      ['"smith joan"', []],
      ['"monday meet*"', ['Smithson']],
      ['"monday m*g"', ['Smithson']],
      ['ada OR walks', ['Byron', 'Smith']],
      ['ada or nobody', ['Byron']],
      ['smith AND NOT monday', ['Smith']],
      ['smith and not nobody', ['Smith', 'Smithson']],
      ['(ada OR joan) AND smith', ['Smith', 'Smithson']],
      ['ada AND joan OR byron', ['Byron']],
      ['acme AND (john OR ada)', ['Byron', 'Smithson']],
      ['acme.example', ['Byron', 'Groß', 'Smithson']],
      ['"acme.example"', ['Byron', 'Groß', 'Smithson']],
      ['jürgen', ['Groß']],
      ['ÄRGER', ['Groß']],
      ['jurgen', []],
      ['john\\*', ['Smithson']],
      ['zz*zz', []],
      ['"smith', ['Smith', 'Smithson']],
      ['walks) ada', []],
      ['415', ['Byron', 'Smithson']]
    ];
    for (const [words, expected] of cases) {
      assert.deepEqual(contacts(org, words), expected, words);
    }
    assert.deepEqual(contacts(org, 'joan', 'NAME'), ['Smith']);
    assert.deepEqual(contacts(org, 'acme', 'EMAIL'), ['Byron', 'Groß', 'Smithson']);
    assert.deepEqual(contacts(org, 'joan', 'EMAIL'), ['Smith']);
    assert.deepEqual(contacts(org, '415', 'PHONE'), ['Byron', 'Smithson']);
    assert.deepEqual(contacts(org, 'walks', 'PHONE'), []);
    assert.deepEqual(contacts(org, '12345', 'SIDEBAR'), ['Smith']);
  } finally {
    await org.close();
  }
});

test('the index follows inserts, changes, deletions and what is rolled back', async () => {
  const org = openProject(SAMPLE);
  try {
    fill(org);
    assert.deepEqual(contacts(org, 'byron'), ['Byron']);
    const admin = org.users.administrator();
    org.withRollback(() => {
      org.db.run("UPDATE contact SET lastname = 'Lovelace', name = 'Ada Lovelace' WHERE lastname = 'Byron'");
      assert.deepEqual(contacts(org, 'lovelace'), ['Lovelace']);
      assert.deepEqual(contacts(org, 'byron'), []);
    });
    assert.deepEqual(contacts(org, 'lovelace'), []);
    assert.deepEqual(contacts(org, 'byron'), ['Byron']);
    org.run({ user: admin }, () =>
      org.rows.insert('Contact', admin.id, { LastName: 'Hopper', Name: 'Hopper', IsDeleted: false })
    );
    assert.deepEqual(contacts(org, 'hopper'), ['Hopper']);
    org.db.run("UPDATE contact SET isdeleted = 1 WHERE lastname = 'Hopper'");
    assert.deepEqual(contacts(org, 'hopper'), []);
    org.db.run("DELETE FROM contact WHERE lastname = 'Byron'");
    assert.deepEqual(contacts(org, 'byron'), []);
  } finally {
    await org.close();
  }
});

test('clauses of a search', async () => {
  const org = openProject(SAMPLE);
  try {
    fill(org);
    assert.deepEqual(find(org, 'FIND {smith} RETURNING Contact(LastName ORDER BY LastName DESC), Account(Name)'), [
      ['Smithson', 'Smith'],
      ['Acme Smith Ltd']
    ]);
    assert.deepEqual(find(org, "FIND {acme} RETURNING Contact(LastName WHERE Phone LIKE '415%' LIMIT 1)"), [
      ['Smithson']
    ]);
    assert.deepEqual(find(org, 'FIND {acme} RETURNING Contact(LastName ORDER BY LastName LIMIT 1 OFFSET 1)'), [
      ['Groß']
    ]);
    assert.deepEqual(find(org, 'FIND {smith} RETURNING Contact(LastName ORDER BY LastName), Account(Name) LIMIT 2'), [
      ['Smith'],
      ['Acme Smith Ltd']
    ]);
    assert.deepEqual(
      find(
        org,
        'FIND {smith} RETURNING Contact(LastName ORDER BY LastName), Account(Name) LIMIT 3 UPDATE TRACKING, VIEWSTAT'
      ),
      [['Smith', 'Smithson'], ['Acme Smith Ltd']]
    );
    assert.deepEqual(
      find(org, 'FIND {smith}')
        .map(({ length }) => length)
        .sort(),
      [1, 2],
      'all objects that hold the word'
    );
    assert.deepEqual(
      find(
        org,
        'FIND {smith} IN NAME FIELDS WITH HIGHLIGHT WITH SPELL_CORRECTION = false WITH SNIPPET (target_length = 120) LIMIT 5'
      ).map(({ length }) => length),
      [1, 1]
    );
    for (const [clause, named] of [
      ["WITH DIVISION = 'Global'", 'WITH DIVISION'],
      ['WITH DATA CATEGORY Geo__c AT US__c', 'WITH DATA CATEGORY'],
      ["WITH NETWORK = '0DB000000000001'", 'WITH NETWORK'],
      ["WITH PRICEBOOKID = '01s000000000001'", 'WITH PRICEBOOKID'],
      ["WITH METADATA = 'LABELS'", 'WITH METADATA']
    ] as const) {
      assert.throws(() => find(org, `FIND {smith} RETURNING Contact(LastName) ${clause}`), {
        name: 'NotImplementedError',
        message: new RegExp(named)
      });
    }
    assert.throws(() => find(org, 'FIND {smith} RETURNING Contact(LastName USING ListView=Recent)'), {
      message: /USING ListView/
    });
    for (const [text, message] of [
      ['FIND {smith} IN SOME FIELDS', "unexpected token: 'SOME'"],
      ['FIND {smith} IN ALL RETURNING Contact', "unexpected token: 'RETURNING'"],
      ['FIND {smith} LIMIT 5 RETURNING Contact', "unexpected token: 'RETURNING'"],
      ['FIND smith', "unexpected token: 'smith'"],
      ['FIND {smith} WITH NOTHING', "unexpected token: 'NOTHING'"],
      ['FIND {smith} UPDATE NOTHING', "unexpected token: 'NOTHING'"]
    ] as const) {
      assert.throws(() => parseSosl(text), { name: 'SoqlSyntaxError', message }, text);
    }
    for (const short of ['a', 'a*', '*?', '"b"', '', '\\*\\*']) {
      assert.throws(
        () => find(org, `FIND {${short}} RETURNING Contact`),
        { message: `search term must be longer than one character: ${short.replace(/\\(["'\\])/g, '$1')}` },
        short
      );
    }
    assert.throws(() => find(org, 'FIND {smith} RETURNING Contact(Nothing__c)'), {
      message: /No such column 'Nothing__c' on entity 'Contact'/
    });
    assert.throws(() => find(org, 'FIND {smith} RETURNING Nothing__c'), {
      message: /sObject type 'Nothing__c' is not supported/
    });
  } finally {
    await org.close();
  }
});

test('an overall limit is spread evenly', () => {
  assert.deepEqual(shareLimit([19, 35], 20), [10, 10]);
  assert.deepEqual(shareLimit([3, 35], 20), [3, 17]);
  assert.deepEqual(shareLimit([3, 0, 4], 20), [3, 0, 4]);
  assert.deepEqual(shareLimit([5, 5, 5], 4), [2, 1, 1]);
  assert.deepEqual(shareLimit([5], 0), [0]);
  assert.equal(parseSearchText('a b')?.kind, 'and');
  assert.equal(parseSearchText('a'), null);
});

const APEX = [
  apexClass(
    'SearchTest',
    `@IsTest private class SearchTest {
      @IsTest static void findsWhatWasFixed() {
        Account a = new Account(Name = 'Other'); insert a; Contact c = new Contact(LastName = 'Byron'); insert c;
        String words = 'Byron';
        Assert.areEqual(0, [FIND :words RETURNING Contact(Id)][0].size());
        Test.setFixedSearchResults(new List<Id>{ c.Id, a.Id });
        List<List<SObject>> found = [FIND :words IN NAME FIELDS RETURNING Contact(LastName), Account(Name WHERE Name = 'Nobody'), Lead];
        Assert.areEqual(3, found.size()); Assert.areEqual('Byron', ((Contact) found[0][0]).LastName); Assert.areEqual(0, found[1].size()); Assert.areEqual(0, found[2].size());
        Assert.areEqual(1, Search.query('FIND :words RETURNING Account(Name)')[0].size());
        Assert.areEqual('Byron', (String) Search.find('FIND {Byron} RETURNING Contact(LastName)').get('Contact')[0].getSObject().get('LastName'));
        Assert.areEqual(4, Limits.getSoslQueries());
      }
      @IsTest static void faultsHaveTypes() {
        try { Search.query('FIND {b} RETURNING Contact'); Assert.fail(); } catch (SearchException e) { Assert.areEqual('search term must be longer than one character: b', e.getMessage()); }
        try { Search.query('FIND {byron} IN SOME FIELDS'); Assert.fail(); } catch (SearchException e) { Assert.isTrue(e.getMessage().contains('SOME')); }
        try { Search.query('FIND {byron} RETURNING Contact(Nothing__c)'); Assert.fail(); } catch (SearchException e) { Assert.isTrue(e.getMessage().contains('Nothing__c')); }
      }
      @IsTest static void suggestsNames() {
        Account a = new Account(Name = 'Acme'); Account b = new Account(Name = 'Acorn'); insert new List<Account>{ a, b };
        Test.setFixedSearchResults(new List<Id>{ a.Id, b.Id });
        Search.SuggestionOption options = new Search.SuggestionOption(); options.setLimit(1);
        Search.SuggestionResults results = Search.suggest('Ac', 'Account', options);
        Assert.areEqual(1, results.getSuggestionResults().size()); Assert.isTrue(results.hasMoreResults());
        Assert.areEqual(a.Id, results.getSuggestionResults()[0].getSObject().Id);
      }
    }`
  ),
  apexClass(
    'Looker',
    `public with sharing class Looker { public static String names(String words) { String text = ''; for (Search.SuggestionResult r : Search.suggest(words, 'Contact', new Search.SuggestionOption()).getSuggestionResults()) text += r.getSObject().get('Name') + ';'; return text; } }`
  )
];

test('searches in Apex', async () => {
  const org = openProject(SAMPLE, ...APEX);
  try {
    assert.deepEqual(await failuresOf(org), []);
    fill(org);
    const ask = (words: string): unknown =>
      org.run({ user: org.users.administrator() }, () => org.program.callStatic('looker', 'names', [words]));
    assert.equal(ask('jo'), 'Joan Smith;John Smithson;');
    assert.equal(ask('jo smiths'), 'John Smithson;');
    assert.equal(ask('acme'), '');
  } finally {
    await org.close();
  }
});

test('static searches are checked when they are compiled', () => {
  const errors = (text: string): string[] => {
    const { compileErrors } = openBroken(text);
    return compileErrors;
  };
  assert.match(
    errors('[FIND :w RETURNING Contact(Nothing__c)]').join(),
    /No such column 'Nothing__c' on entity 'Contact'/
  );
  assert.match(errors('[FIND :w RETURNING Nothing__c(Id)]').join(), /sObject type 'Nothing__c' is not supported/);
  assert.deepEqual(
    errors(
      '[FIND :w IN ALL FIELDS RETURNING Contact(Id, Name WHERE LastName != null ORDER BY Name LIMIT 3), Account LIMIT 5]'
    ),
    []
  );
});

function openBroken(expression: string): { compileErrors: string[] } {
  const org = Org.open({
    source: [
      writeProject(
        apexClass(
          'Asks',
          `public class Asks { public static List<List<SObject>> run(String w) { return ${expression}; } }`
        )
      )
    ]
  });
  return { compileErrors: org.compileErrors.map(({ message }) => message) };
}
