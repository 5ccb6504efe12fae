import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ApexDate, ApexDatetime, Decimal } from '../../src/values/index.ts';
import { listOf, setOf, shop } from './support/shop.ts';
import { failureOf, names, TestHost } from './support/test-host.ts';

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
