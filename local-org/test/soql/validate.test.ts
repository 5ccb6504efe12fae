import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseSoql, validateSoql } from '../../src/soql/index.ts';
import { SCHEMA } from './support/schema.ts';

function problems(text: string): string[] {
  return validateSoql(parseSoql(text), SCHEMA).map(({ message }) => message);
}

describe('validating SOQL', () => {
  it('accepts queries that fit the schema', () => {
    for (const text of [
      'SELECT Id, Name, Owner.Name, Owner.Type, Parent.Parent.Name, (SELECT Id, Account.Name FROM Contacts) FROM Account',
      'SELECT Account.Name FROM Account',
      "SELECT a.Name FROM Account a WHERE a.Parent.Name LIKE 'x%'",
      'SELECT Industry, COUNT(Id) n FROM Account GROUP BY Industry HAVING COUNT(Id) > 1 ORDER BY COUNT(Id), n',
      'SELECT toLabel(Industry) FROM Account GROUP BY Industry',
      'SELECT CALENDAR_YEAR(CreatedDate) FROM Account GROUP BY CALENDAR_YEAR(CreatedDate)',
      "SELECT Id FROM Contact WHERE Account.Founded__c = LAST_N_DAYS:3 AND CreatedDate > 2026-01-01T00:00:00Z AND Email != ''",
      "SELECT COUNT() FROM Account WHERE Id IN (SELECT AccountId FROM Contact) AND Tags__c INCLUDES ('a')",
      'SELECT FIELDS(ALL) FROM Account LIMIT 200',
      "SELECT Id FROM Account WHERE DISTANCE(Place__c, GEOLOCATION(1, 2), 'km') < 5",
      'SELECT TYPEOF What WHEN Account THEN Industry ELSE Name END FROM Task'
    ]) {
      assert.deepEqual(problems(text), [], text);
    }
  });

  it('names unknown objects, fields and relationships as the platform does', () => {
    assert.match(problems('SELECT Id FROM Nothing__c')[0] ?? '', /^sObject type 'Nothing__c' is not supported\./);
    assert.match(
      problems('SELECT Nope FROM Account')[0] ?? '',
      /^No such column 'Nope' on entity 'Account'\. If you are attempting to use a custom field/
    );
    assert.match(problems('SELECT Parent.Nope FROM Account')[0] ?? '', /^No such column 'Nope' on entity 'Account'/);
    assert.match(
      problems('SELECT Owner.Industry FROM Account')[0] ?? '',
      /^No such column 'Industry' on entity 'Name'/
    );
    assert.match(
      problems('SELECT Nope.Name FROM Account')[0] ?? '',
      /^Didn't understand relationship 'Nope' in field path\./
    );
    assert.match(
      problems('SELECT (SELECT Id FROM Nopes) FROM Account')[0] ?? '',
      /^Didn't understand relationship 'Nopes' in FROM part of query call\./
    );
  });

  it('tells where the fault is', () => {
    const text = 'SELECT Id FROM Account WHERE Name = null AND Nope = 1';
    assert.equal(validateSoql(parseSoql(text), SCHEMA)[0]?.position, text.indexOf('Nope'));
  });

  it('checks grouping', () => {
    assert.deepEqual(problems('SELECT Name, COUNT(Id) FROM Account'), ['Field must be grouped or aggregated: Name']);
    assert.deepEqual(problems('SELECT COUNT(Id) FROM Account GROUP BY Industry ORDER BY Name'), [
      'Ordered field must be grouped or aggregated: Name'
    ]);
    assert.deepEqual(problems('SELECT COUNT(Id) FROM Account GROUP BY AnnualRevenue'), [
      "field 'AnnualRevenue' can not be grouped in a query call"
    ]);
    assert.deepEqual(problems('SELECT SUM(Name) FROM Account'), ['field Name does not support aggregate operator SUM']);
    assert.deepEqual(problems('SELECT Name n FROM Account'), ['only aggregate expressions use field aliasing']);
    assert.deepEqual(problems('SELECT (SELECT COUNT(Id) FROM Contacts) FROM Account'), [
      'only root queries support aggregate expressions'
    ]);
    assert.deepEqual(problems('SELECT Id, Id FROM Account'), ['duplicate field selected: Id']);
  });

  it('checks operators and values against the field', () => {
    assert.deepEqual(problems("SELECT Id FROM Account WHERE Description = 'x'"), [
      "field 'Description' can not be filtered in a query call"
    ]);
    assert.deepEqual(problems('SELECT Id FROM Account ORDER BY Description'), [
      "field 'Description' can not be sorted in a query call"
    ]);
    assert.deepEqual(problems("SELECT Id FROM Account WHERE Id LIKE '001%'"), ['invalid operator on id field']);
    assert.deepEqual(problems('SELECT Id FROM Account WHERE Name = 5'), [
      "value of filter criterion for field 'Name' must be of type string and should be enclosed in quotes"
    ]);
    assert.deepEqual(problems("SELECT Id FROM Account WHERE AnnualRevenue IN (1, 'x')"), [
      "value of filter criterion for field 'AnnualRevenue' must be of type currency and should not be enclosed in quotes"
    ]);
    assert.deepEqual(problems("SELECT Id FROM Account WHERE CreatedDate > '2026-01-01'"), [
      "value of filter criterion for field 'CreatedDate' must be of type dateTime and should not be enclosed in quotes"
    ]);
    assert.equal(problems("SELECT Id FROM Account WHERE Industry INCLUDES ('x')").length, 1);
  });

  it('limits semi joins', () => {
    assert.deepEqual(problems("SELECT Id FROM Account WHERE Name = 'x' OR Id IN (SELECT AccountId FROM Contact)"), [
      "Semi join sub-selects are not allowed with the 'OR' operator"
    ]);
    assert.match(
      problems('SELECT Id FROM Account WHERE Name IN (SELECT AccountId FROM Contact)')[0] ?? '',
      /should be an id field, cannot use: 'Name'/
    );
    assert.deepEqual(problems('SELECT Id FROM Account WHERE Id IN (SELECT Id FROM Account)'), [
      'The inner and outer selects should not be on the same object type'
    ]);
    assert.deepEqual(
      problems(
        'SELECT Id FROM Case WHERE ContactId IN (SELECT Id FROM Contact WHERE AccountId IN (SELECT Id FROM Account))'
      ),
      ['Nesting of semi join sub-selects is not supported']
    );
  });

  it('limits FIELDS() and OFFSET', () => {
    assert.deepEqual(problems('SELECT FIELDS(CUSTOM) FROM Account'), [
      'The SOQL FIELDS function must have a LIMIT of at most 200'
    ]);
    assert.deepEqual(problems('SELECT FIELDS(STANDARD) FROM Account'), []);
    assert.deepEqual(problems('SELECT Id FROM Account OFFSET 2001'), [
      'Maximum SOQL offset allowed for apiName Account is 2000'
    ]);
  });

  it('wants names of results to be unique', () => {
    for (const [text, message] of [
      ['SELECT toLabel(Industry), Industry FROM Account', 'duplicate field selected: Industry'],
      ['SELECT a.Name, Name FROM Account a', 'duplicate field selected: Name'],
      ['SELECT Id, FIELDS(STANDARD) FROM Account', 'duplicate field selected: Id'],
      ['SELECT Account.Name, Name FROM Contact GROUP BY Account.Name, Name', 'duplicate alias: Name'],
      ['SELECT Name, COUNT(Id) name FROM Account GROUP BY Name', 'duplicate alias: name'],
      ['SELECT DISTINCT Name FROM Account', 'only aggregate expressions use field aliasing'],
      ['SELECT CALENDAR_YEAR(CreatedDate) FROM Account', 'Field must be grouped or aggregated: CreatedDate']
    ] as const) {
      assert.equal(problems(text)[0], message, text);
    }
    assert.deepEqual(problems('SELECT toLabel(Industry) shown, Industry FROM Account'), []);
    assert.deepEqual(problems('SELECT Account.Name parent, Name FROM Contact GROUP BY Account.Name, Name'), []);
  });

  it('knows where semi-joins may stand and what they compare', () => {
    const subselect = '(SELECT AccountId FROM Contact)';
    assert.match(
      problems(`SELECT Id FROM Contact WHERE Id IN ${subselect}`)[0] ?? '',
      /'AccountId' in the subquery .* 'Id' should point to the same object type$/
    );
    assert.match(
      problems(`SELECT Id FROM Account WHERE NOT (Id IN ${subselect})`)[0] ?? '',
      /only allowed at the top level WHERE/
    );
    assert.match(
      problems(`SELECT Id FROM Account WHERE Name = 'a' OR (Name = 'b' AND Id IN ${subselect})`)[0] ?? '',
      /only allowed at the top level WHERE/
    );
    assert.deepEqual(problems(`SELECT Id FROM Account WHERE (Id IN ${subselect}) AND Name = 'x'`), []);
    assert.deepEqual(problems(`SELECT Id FROM Account WHERE ParentId NOT IN ${subselect}`), []);
  });

  it('checks the clauses around the list and the filter', () => {
    for (const [text, message] of [
      ['SELECT Id FROM Account, Contact', /^Didn't understand relationship 'Contact'/],
      ['SELECT Name FROM Account HAVING COUNT(Id) > 1', /^unexpected token: 'HAVING'$/],
      ['SELECT Id FROM Account USING SCOPE ours', /^unexpected token: 'ours'$/],
      ['SELECT Id FROM Account ORDER BY Name FOR UPDATE', /^Explicit ORDER BY not allowed when locking rows/],
      [
        'SELECT Id FROM Account OFFSET 1 FOR UPDATE',
        /^FOR UPDATE cannot be used in conjunction with the OFFSET clause$/
      ],
      ["SELECT Id FROM Account WHERE DISTANCE(Place__c, GEOLOCATION(1, 2), 'ft') < 5", /unit/],
      ["SELECT Id FROM Account WHERE DISTANCE(Place__c, GEOLOCATION(1, 2), 'km') = 5", /operator/],
      [
        "SELECT Id FROM Account WHERE CALENDAR_YEAR(CreatedDate) = '2020'",
        /must be of type int and should not be enclosed in quotes$/
      ]
    ] as const) {
      assert.match(problems(text)[0] ?? '', message, text);
    }
  });

  it('counts the relationships of a query', () => {
    const children = Array.from({ length: 21 }, () => '(SELECT Id FROM Contacts)').join(', ');
    assert.match(problems(`SELECT ${children} FROM Account`)[0] ?? '', /20 parent-to-child relationships/);
    assert.deepEqual(
      problems('SELECT Parent.Name, Parent.Parent.Name, Owner.Name, (SELECT Account.Name FROM Contacts) FROM Account'),
      []
    );
  });
});
