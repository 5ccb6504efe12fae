import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { shop } from './support/shop.ts';
import { failureOf } from './support/test-host.ts';

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
