import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ApexDate } from '../../src/values/index.ts';
import { shop } from './support/shop.ts';
import { TestHost } from './support/test-host.ts';

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
