import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ApexDate } from '../../src/values/index.ts';
import { CompoundValue } from '../../src/soql/rows/compound.ts';
import { shop } from './support/shop.ts';
import { failureOf, names, TestHost } from './support/test-host.ts';

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
      'Maximum SOQL offset allowed for apiName Contact is 2000'
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
