import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ApexDate, ApexDatetime, ApexList, ApexSet, Decimal } from '../../src/runtime/values/index.ts';
import type { ApexType, ApexValue } from '../../src/runtime/values/index.ts';
import { CompoundValue } from '../../src/soql/rows/compound.ts';
import { failureOf, names, TestHost } from './support/test-host.ts';

const STRING: ApexType = { key: 'system.string', name: 'String', args: [] };
const listOf = (...items: ApexValue[]) =>
  new ApexList({ key: 'system.list<system.string>', name: 'List<String>', args: [STRING] }, items);
const setOf = (...items: ApexValue[]) =>
  new ApexSet({ key: 'system.set<system.string>', name: 'Set<String>', args: [STRING] }, items);

function shop(): TestHost & { acme: string; byron: string; nils: string } {
  const host = new TestHost();
  const user = host.add('User', { Name: 'Ann Agent', Email: 'ann@example.com', Username: 'ann@x' });
  const queue = host.add('Group', { Name: 'Support' });
  const acme = host.add('Account', {
    Name: 'Acme',
    Industry: 'Media',
    AnnualRevenue: 100050,
    NumberOfEmployees: 5,
    Active__c: 1,
    Founded__c: '2001-02-03',
    Code__c: 'aB',
    OwnerId: user
  });
  const byron = host.add('Account', {
    Name: 'Byron Ltd',
    Industry: 'Banking',
    AnnualRevenue: 200000,
    Active__c: 0,
    Tags__c: 'Red;Blue',
    Code__c: 'AB',
    OwnerId: queue,
    ParentId: acme
  });
  const nils = host.add('Account', { Name: 'Ärger GmbH', Active__c: 0, OwnerId: user });
  host.add('Account', { Name: 'Gone', isdeleted: 1, Active__c: 0 });
  host.add('Contact', { Name: 'Ada Byron', LastName: 'Byron', Email: 'Ada@Example.com', AccountId: byron });
  host.add('Contact', { Name: 'Bob Byron', LastName: 'Byron', AccountId: byron });
  host.add('Contact', { Name: 'Carl Acme', LastName: 'Acme', AccountId: acme });
  host.add('Contact', { Name: 'Dora Alone', LastName: 'Alone' });
  return Object.assign(host, { acme, byron, nils });
}

describe('running queries: filters', () => {
  it('compares text without regard to case, also beyond ASCII', () => {
    const host = shop();
    assert.deepEqual(host.values("SELECT Name FROM Account WHERE Name = 'ACME'", 'Name'), ['Acme']);
    assert.deepEqual(host.values("SELECT Name FROM Account WHERE Name = 'äRGER gmbh'", 'Name'), ['Ärger GmbH']);
    assert.deepEqual(host.values('SELECT Name FROM Account WHERE Name IN :n', 'Name', [listOf('acme', 'ÄRGER GMBH')]), [
      'Acme',
      'Ärger GmbH'
    ]);
    assert.deepEqual(host.values("SELECT Name FROM Account WHERE Name LIKE 'är%'", 'Name'), ['Ärger GmbH']);
  });

  it('compares case-sensitive fields exactly', () => {
    assert.deepEqual(shop().values("SELECT Name FROM Account WHERE Code__c = 'AB'", 'Name'), ['Byron Ltd']);
  });

  it('knows LIKE wildcards and their escapes', () => {
    const host = new TestHost();
    host.add('Account', { Name: '100% wool' });
    host.add('Account', { Name: '100 wool' });
    host.add('Account', { Name: '100_wool' });
    assert.deepEqual(host.values("SELECT Name FROM Account WHERE Name LIKE '100\\%%'", 'Name'), ['100% wool']);
    assert.deepEqual(host.values("SELECT Name FROM Account WHERE Name LIKE '100_WOOL'", 'Name'), [
      '100 wool',
      '100_wool'
    ]);
    assert.deepEqual(host.values("SELECT Name FROM Account WHERE Name LIKE '100\\_wool'", 'Name'), ['100_wool']);
    assert.deepEqual(host.values('SELECT Name FROM Account WHERE Name LIKE :p', 'Name', ['%\\% w%']), ['100% wool']);
  });

  it('treats null as unequal to every value and equal to empty text', () => {
    const host = shop();
    assert.deepEqual(host.values("SELECT Name FROM Account WHERE Industry != 'Media'", 'Name'), [
      'Byron Ltd',
      'Ärger GmbH'
    ]);
    assert.deepEqual(host.values("SELECT Name FROM Account WHERE Industry = ''", 'Name'), ['Ärger GmbH']);
    assert.deepEqual(host.values('SELECT Name FROM Account WHERE Industry = :x', 'Name', [null]), ['Ärger GmbH']);
    assert.deepEqual(host.values("SELECT Name FROM Account WHERE Industry NOT IN ('Media')", 'Name'), [
      'Byron Ltd',
      'Ärger GmbH'
    ]);
    assert.deepEqual(host.values("SELECT Name FROM Account WHERE Industry NOT IN ('Media', null)", 'Name'), [
      'Byron Ltd'
    ]);
    assert.deepEqual(host.values("SELECT Name FROM Account WHERE Industry IN (null, 'Media')", 'Name'), [
      'Acme',
      'Ärger GmbH'
    ]);
    assert.deepEqual(host.values("SELECT Name FROM Account WHERE NOT Industry LIKE 'Med%'", 'Name'), [
      'Byron Ltd',
      'Ärger GmbH'
    ]);
    assert.deepEqual(host.values('SELECT Name FROM Account WHERE AnnualRevenue > 0', 'Name'), ['Acme', 'Byron Ltd']);
  });

  it('reads a null checkbox as false, also that of a missing parent', () => {
    const host = shop();
    assert.deepEqual(host.values('SELECT Name FROM Account WHERE Active__c = null', 'Name'), [
      'Byron Ltd',
      'Ärger GmbH'
    ]);
    assert.deepEqual(host.values('SELECT Name FROM Contact WHERE Account.Active__c = false', 'Name'), [
      'Ada Byron',
      'Bob Byron',
      'Dora Alone'
    ]);
  });

  it('compares numbers exactly, whatever their digits', () => {
    const host = shop();
    assert.deepEqual(host.values('SELECT Name FROM Account WHERE AnnualRevenue = 1000.5', 'Name'), ['Acme']);
    assert.deepEqual(host.values('SELECT Name FROM Account WHERE AnnualRevenue >= 1000.504', 'Name'), ['Byron Ltd']);
    assert.deepEqual(
      host.values('SELECT Name FROM Account WHERE AnnualRevenue IN :v', 'Name', [listOf(Decimal.of('2000'))]),
      ['Byron Ltd']
    );
  });

  it('takes 15-character ids and refuses other text', () => {
    const host = shop();
    assert.deepEqual(names(host.run('SELECT Name FROM Account WHERE Id = :id', [host.acme.slice(0, 15)]).records), [
      'Acme'
    ]);
    assert.equal(
      failureOf(() => host.run("SELECT Name FROM Account WHERE Id = 'x'")),
      'invalid ID field: x'
    );
  });

  it('binds sets, lists and records', () => {
    const host = shop();
    const record = host.run('SELECT Id FROM Account LIMIT 1').records[0] ?? null;
    assert.deepEqual(host.values('SELECT Name FROM Account WHERE Id IN :ids', 'Name', [setOf(host.nils, host.acme)]), [
      'Acme',
      'Ärger GmbH'
    ]);
    assert.deepEqual(host.values('SELECT Name FROM Contact WHERE AccountId IN :records', 'Name', [listOf(record)]), [
      'Carl Acme'
    ]);
    assert.deepEqual(host.values('SELECT Name FROM Account WHERE Id IN :ids', 'Name', [listOf()]), []);
  });

  it('takes a collection after = and != as a list', () => {
    const host = shop();
    const ids = setOf(host.nils, host.acme);
    assert.deepEqual(host.values('SELECT Name FROM Account WHERE Id = :ids', 'Name', [ids]), ['Acme', 'Ärger GmbH']);
    assert.deepEqual(host.values('SELECT Name FROM Account WHERE Id != :ids', 'Name', [ids]), ['Byron Ltd']);
  });

  it('filters multi-select picklists by groups', () => {
    const host = shop();
    assert.deepEqual(host.values("SELECT Name FROM Account WHERE Tags__c INCLUDES ('blue;red', 'Green')", 'Name'), [
      'Byron Ltd'
    ]);
    assert.deepEqual(host.values("SELECT Name FROM Account WHERE Tags__c INCLUDES ('Blue;Green')", 'Name'), []);
    assert.deepEqual(host.values("SELECT Name FROM Account WHERE Tags__c EXCLUDES ('Blue')", 'Name'), [
      'Acme',
      'Ärger GmbH'
    ]);
  });

  it('joins and anti-joins', () => {
    const host = shop();
    assert.deepEqual(
      host.values(
        "SELECT Name FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE LastName = 'acme')",
        'Name'
      ),
      ['Acme']
    );
    assert.deepEqual(host.values('SELECT Name FROM Account WHERE Id NOT IN (SELECT AccountId FROM Contact)', 'Name'), [
      'Ärger GmbH'
    ]);
  });

  it('leaves deleted records out unless ALL ROWS asks for them', () => {
    const host = shop();
    assert.equal(host.run('SELECT COUNT() FROM Account').totalSize, 3);
    assert.equal(host.run('SELECT COUNT() FROM Account ALL ROWS').totalSize, 4);
  });

  it('computes date literals in the time zone of the user', () => {
    const host = new TestHost();
    host.calendar.timeZone = 'America/New_York';
    host.calendar.now = Date.UTC(2026, 2, 10, 3);
    host.add('Account', { Name: 'late yesterday', CreatedDate: Date.UTC(2026, 2, 10, 2), Founded__c: '2026-03-09' });
    host.add('Account', { Name: 'today in UTC', CreatedDate: Date.UTC(2026, 2, 10, 5), Founded__c: '2026-03-10' });
    assert.deepEqual(host.values('SELECT Name FROM Account WHERE CreatedDate = TODAY', 'Name'), ['late yesterday']);
    assert.deepEqual(host.values('SELECT Name FROM Account WHERE CreatedDate > TODAY', 'Name'), ['today in UTC']);
    assert.deepEqual(host.values('SELECT Name FROM Account WHERE Founded__c = TOMORROW', 'Name'), ['today in UTC']);
    assert.deepEqual(host.values('SELECT Name FROM Account WHERE Founded__c != TODAY', 'Name'), ['today in UTC']);
    assert.deepEqual(
      host.values('SELECT Name FROM Account WHERE CreatedDate = :d', 'Name', [
        new ApexDatetime(Date.UTC(2026, 2, 10, 5))
      ]),
      ['today in UTC']
    );
    assert.deepEqual(
      host.values('SELECT Name FROM Account WHERE Founded__c IN :d', 'Name', [listOf(ApexDate.of(2026, 3, 10))]),
      ['today in UTC']
    );
  });

  it('measures distances', () => {
    const host = new TestHost();
    const degrees = (value: number) => BigInt(Math.round(value * 1e6)) * 10n ** 9n;
    host.add('Account', { Name: 'Berlin', Place__Latitude__s: degrees(52.52), Place__Longitude__s: degrees(13.405) });
    host.add('Account', { Name: 'Paris', Place__Latitude__s: degrees(48.8566), Place__Longitude__s: degrees(2.3522) });
    const near = "SELECT Name FROM Account WHERE DISTANCE(Place__c, GEOLOCATION(48.85, 2.35), 'km') < 20";
    assert.deepEqual(host.values(near, 'Name'), ['Paris']);
    const order = "SELECT Name FROM Account ORDER BY DISTANCE(Place__c, GEOLOCATION(48.85, 2.35), 'mi') DESC";
    assert.deepEqual(host.values(order, 'Name'), ['Berlin', 'Paris']);
  });
});

describe('running queries: records', () => {
  it('reads values by type and remembers what was queried', () => {
    const [acme] = shop().run(
      'SELECT Name, AnnualRevenue, NumberOfEmployees, Active__c, Founded__c FROM Account LIMIT 1'
    ).records;
    assert.equal(acme?.get('annualrevenue')?.toString(), '1000.50');
    assert.equal(acme?.get('numberofemployees'), 5);
    assert.equal(acme?.get('active__c'), true);
    assert.equal((acme?.get('founded__c') as ApexDate).toIso(), '2001-02-03');
    assert.equal(acme?.get('id'), acme?.id);
    assert.throws(() => acme?.get('industry'), /without querying the requested field: Account.Industry/);
  });

  it('joins parents once per path and keeps missing ones null', () => {
    const host = shop();
    const { records } = host.run(
      "SELECT Name, Account.Name, Account.Parent.Name FROM Contact WHERE Account.Name != 'Acme' ORDER BY Account.Name NULLS LAST"
    );
    assert.deepEqual(names(records), ['Ada Byron', 'Bob Byron', 'Dora Alone']);
    assert.equal(records[0]?.parents.get('account')?.parents.get('parent')?.get('name'), 'Acme');
    assert.equal(records[0]?.get('accountid'), host.byron);
    assert.equal(records[2]?.parents.get('account'), null);
    assert.equal(host.statements[0]?.match(/LEFT JOIN "account"/g)?.length, 2);
  });

  it('reads polymorphic parents from the table that the key names', () => {
    const host = shop();
    const { records } = host.run('SELECT Name, Owner.Name, Owner.Type FROM Account ORDER BY Owner.Name');
    assert.deepEqual(
      records.map((record) => record.parents.get('owner')?.get('name')),
      ['Ann Agent', 'Ann Agent', 'Support']
    );
    assert.deepEqual(
      records.map((record) => record.parents.get('owner')?.objectName),
      ['User', 'User', 'Group']
    );
    assert.equal(records[2]?.parents.get('owner')?.get('type'), 'Group');
    assert.equal(host.run("SELECT COUNT() FROM Account WHERE Owner.Type = 'User'").totalSize, 2);
  });

  it('reads different fields by type of parent', () => {
    const host = shop();
    const number = host.add('Case', { CaseNumber: '00001', Subject: 'Torn' });
    host.add('Task', { Subject: 'a', WhatId: host.acme });
    host.add('Task', { Subject: 'b', WhatId: number });
    const { records } = host.run(
      'SELECT Subject, TYPEOF What WHEN Account THEN Industry, Name WHEN Case THEN Subject ELSE Name END FROM Task'
    );
    const [account, other] = records.map((record) => record.parents.get('what'));
    assert.equal(account?.get('industry'), 'Media');
    assert.equal(other?.get('subject'), 'Torn');
    assert.throws(() => other?.get('industry'), /without querying/);
    assert.deepEqual(
      host.run('SELECT What.Name FROM Task').records.map((task) => task.parents.get('what')?.get('name')),
      ['Acme', '00001']
    );
  });

  it('reads children of all parents in one statement, with order and limit per parent', () => {
    const host = shop();
    const { records } = host.run(
      'SELECT Name, (SELECT Name FROM Contacts ORDER BY Name DESC LIMIT 1) FROM Account ORDER BY Name'
    );
    assert.equal(host.statements.length, 2);
    const children = records.map((record) => names((record.children.get('contacts')?.items ?? []) as typeof records));
    assert.deepEqual(children, [['Carl Acme'], ['Bob Byron'], []]);
    assert.equal(host.used.aggregateQueries, 1);
    assert.equal(host.used.queryRows, 5);
  });

  it('reads children of children', () => {
    const host = shop();
    const contact = host.run("SELECT Id FROM Contact WHERE Name = 'Ada Byron'").records[0]?.id ?? null;
    host.add('Case', { CaseNumber: '7', ContactId: contact });
    const { records } = host.run(
      "SELECT Id, (SELECT Id, (SELECT CaseNumber FROM Cases) FROM Contacts WHERE Name LIKE 'Ada%') FROM Account WHERE Name = 'Byron Ltd'"
    );
    const [ada] = (records[0]?.children.get('contacts')?.items ?? []) as typeof records;
    assert.deepEqual(
      ada?.children.get('cases')?.items.map((item) => (item as (typeof records)[0])?.get('casenumber')),
      ['7']
    );
  });

  it('puts addresses together from their parts', () => {
    const host = new TestHost();
    host.add('Account', { Name: 'x', BillingCity: 'Bonn', BillingStreet: 'Am Hof 1' });
    host.add('Account', { Name: 'y' });
    const [x, y] = host.values('SELECT BillingAddress FROM Account ORDER BY Name', 'BillingAddress');
    assert.ok(x instanceof CompoundValue);
    assert.equal(x.parts.get('city'), 'Bonn');
    assert.equal(y, null);
  });

  it('sorts picklists by their definition, text without case, nulls first', () => {
    const host = shop();
    host.add('Account', { Name: 'acme two', Industry: 'Unlisted' });
    assert.deepEqual(host.values('SELECT Industry FROM Account ORDER BY Industry', 'Industry'), [
      null,
      'Banking',
      'Media',
      'Unlisted'
    ]);
    assert.deepEqual(host.values('SELECT Industry FROM Account ORDER BY Industry DESC', 'Industry'), [
      null,
      'Unlisted',
      'Media',
      'Banking'
    ]);
    assert.deepEqual(host.values('SELECT Industry FROM Account ORDER BY Industry DESC NULLS LAST', 'Industry'), [
      'Unlisted',
      'Media',
      'Banking',
      null
    ]);
    assert.deepEqual(host.values("SELECT Name FROM Account WHERE Name LIKE 'a%' ORDER BY Name DESC", 'Name'), [
      'acme two',
      'Acme'
    ]);
  });

  it('pages with LIMIT and OFFSET, written or bound', () => {
    const host = shop();
    assert.deepEqual(host.values('SELECT Name FROM Contact ORDER BY Name LIMIT 2 OFFSET 1', 'Name'), [
      'Bob Byron',
      'Carl Acme'
    ]);
    assert.deepEqual(host.values('SELECT Name FROM Contact ORDER BY Name LIMIT :n OFFSET :m', 'Name', [1, 3]), [
      'Dora Alone'
    ]);
    assert.equal(
      failureOf(() => host.run('SELECT Id FROM Contact OFFSET :m', [2001])),
      'Maximum SOQL offset allowed is 2000'
    );
    assert.match(
      failureOf(() => host.run('SELECT Id FROM Contact LIMIT :m', [-1])),
      /Invalid LIMIT/
    );
  });

  it('expands FIELDS() and leaves out what the user may not read', () => {
    const host = shop();
    host.unreadable.add('account.industry');
    const [record] = host.run('SELECT FIELDS(STANDARD) FROM Account LIMIT 1', [], { access: 'user' }).records;
    assert.equal(record?.has('name'), true);
    assert.equal(record?.has('industry'), false);
    assert.equal(record?.has('active__c'), false);
  });

  it('renders labels and formats', () => {
    const host = shop();
    const [acme] = host.run(
      "SELECT toLabel(Industry), FORMAT(AnnualRevenue) money FROM Account WHERE Name = 'Acme'"
    ).records;
    assert.equal(acme?.get('industry'), 'Media label');
    assert.equal(acme?.get('money'), '$1,000.50');
  });
});

describe('running queries: aggregates', () => {
  it('adds exactly and names columns without alias', () => {
    const host = new TestHost();
    for (const cents of [10, 20, 70]) {
      host.add('Account', { Name: 'x', AnnualRevenue: cents, NumberOfEmployees: cents });
    }
    const [row] = host.run(
      'SELECT SUM(AnnualRevenue) total, AVG(AnnualRevenue), COUNT(Id), MAX(NumberOfEmployees) FROM Account'
    ).records;
    assert.equal(row?.get('total')?.toString(), '1.00');
    assert.equal(row?.get('expr0')?.toString(), '0.333333333333333' + '33');
    assert.equal(row?.get('expr1'), 3);
    assert.equal(row?.get('expr2'), 70);
    assert.equal(host.used.queryRows, 3);
  });

  it('groups, filters groups and sorts by aggregates', () => {
    const host = shop();
    const { records } = host.run(
      'SELECT Account.Name, COUNT(Id) n FROM Contact GROUP BY Account.Name HAVING COUNT(Id) >= 1 ORDER BY COUNT(Id) DESC, Account.Name'
    );
    assert.deepEqual(
      records.map((row) => [row.get('name'), row.get('n')]),
      [
        ['Byron Ltd', 2],
        [null, 1],
        ['Acme', 1]
      ]
    );
    assert.deepEqual(host.values('SELECT LastName FROM Contact GROUP BY LastName ORDER BY LastName', 'LastName'), [
      'Acme',
      'Alone',
      'Byron'
    ]);
  });

  it('groups by parts of dates, in the user’s zone on request', () => {
    const host = new TestHost();
    host.calendar.timeZone = 'America/New_York';
    host.add('Account', { Name: 'a', CreatedDate: Date.UTC(2026, 0, 1, 2) });
    host.add('Account', { Name: 'b', CreatedDate: Date.UTC(1969, 11, 31, 23, 59, 59, 500) });
    assert.deepEqual(
      host.values('SELECT CALENDAR_YEAR(CreatedDate) y FROM Account GROUP BY CALENDAR_YEAR(CreatedDate)', 'y'),
      [1969, 2026]
    );
    const local =
      'SELECT HOUR_IN_DAY(convertTimezone(CreatedDate)) h FROM Account GROUP BY HOUR_IN_DAY(convertTimezone(CreatedDate))';
    assert.deepEqual(host.values(local, 'h'), [18, 21]);
    const days = host.values(
      'SELECT DAY_ONLY(CreatedDate) d FROM Account GROUP BY DAY_ONLY(CreatedDate) ORDER BY DAY_ONLY(CreatedDate)',
      'd'
    );
    assert.deepEqual(
      days.map((day) => (day as ApexDate).toIso()),
      ['1969-12-31', '2026-01-01']
    );
  });

  it('rolls up and cubes', () => {
    const host = shop();
    const rollup = host.run(
      'SELECT Industry, COUNT(Id) n, GROUPING(Industry) g FROM Account GROUP BY ROLLUP(Industry)'
    ).records;
    assert.deepEqual(
      rollup.map((row) => [row.get('industry'), row.get('n'), row.get('g')]),
      [
        [null, 1, 0],
        ['Banking', 1, 0],
        ['Media', 1, 0],
        [null, 3, 1]
      ]
    );
    assert.equal(
      host.run('SELECT Industry, Active__c, COUNT(Id) FROM Account GROUP BY CUBE(Industry, Active__c)').records.length,
      3 + 3 + 2 + 1
    );
  });

  it('takes the least and the greatest picklist value by definition', () => {
    const [row] = shop().run('SELECT MIN(Industry) low, MAX(Industry) high, MIN(Name) name FROM Account').records;
    assert.deepEqual([row?.get('low'), row?.get('high'), row?.get('name')], ['Banking', 'Media', 'Acme']);
  });

  it('counts distinct values without regard to case', () => {
    const host = new TestHost();
    host.add('Contact', { LastName: 'Byron' });
    host.add('Contact', { LastName: 'BYRON' });
    const [row] = host.run('SELECT COUNT_DISTINCT(LastName) n FROM Contact').records;
    assert.equal(row?.get('n'), 1);
    assert.equal(host.run('SELECT LastName FROM Contact GROUP BY LastName').records.length, 1);
  });
});

describe('running queries: security and limits', () => {
  it('hides objects and fields from a user without permission as if they did not exist', () => {
    const host = shop();
    host.unreadable.add('account.industry');
    assert.match(
      failureOf(() => host.run("SELECT Id FROM Account WHERE Industry = 'x'", [], { access: 'user' })),
      /^No such column 'Industry' on entity 'Account'/
    );
    assert.match(
      failureOf(() => host.run('SELECT Account.Industry FROM Contact WITH USER_MODE')),
      /^No such column 'Industry' on entity 'Account'/
    );
    assert.equal(
      host.run('SELECT Id, Industry FROM Account WITH SYSTEM_MODE', [], { access: 'user' }).records.length,
      3
    );
    host.unreadable.add('contact');
    assert.match(
      failureOf(() => host.run('SELECT Id FROM Contact', [], { access: 'user' })),
      /^sObject type 'Contact' is not supported/
    );
    assert.match(
      failureOf(() => host.run('SELECT Id, (SELECT Id FROM Contacts) FROM Account', [], { access: 'user' })),
      /'Contact' is not supported/
    );
  });

  it('shows visible records only when sharing is enforced', () => {
    const host = shop();
    host.visibleOwner = host.run('SELECT Id FROM User').records[0]?.id ?? undefined;
    assert.equal(host.run('SELECT Id FROM Account', [], { sharing: 'with' }).records.length, 2);
    assert.equal(host.run('SELECT COUNT() FROM Account', [], { sharing: 'with' }).totalSize, 2);
    assert.equal(host.run('SELECT Id FROM Account', [], { sharing: 'without' }).records.length, 3);
    assert.equal(host.run('SELECT Id FROM Account WITH USER_MODE', [], { sharing: 'without' }).records.length, 2);
  });

  it('counts queries and rows, custom metadata excepted', () => {
    const host = shop();
    host.add('Rule__mdt', { DeveloperName: 'A' });
    host.run('SELECT DeveloperName FROM Rule__mdt');
    assert.deepEqual(host.used, { queries: 0, queryRows: 0, aggregateQueries: 0 });
    host.run('SELECT Id FROM Contact');
    assert.deepEqual(host.used, { queries: 1, queryRows: 4, aggregateQueries: 0 });
  });

  it('writes the SQL of a query once for all values of one shape', () => {
    const host = shop();
    const byName = 'SELECT Name FROM Account WHERE Name = :n';
    host.run(byName, ['a']);
    host.run(byName, ["o'brien"]);
    host.run(byName, [null]);
    assert.equal(host.statements[0], host.statements[1]);
    assert.notEqual(host.statements[0], host.statements[2]);
  });
});
