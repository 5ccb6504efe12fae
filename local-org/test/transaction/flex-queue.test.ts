import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexClass, openProject } from '../support/apex-project.ts';

const SOURCE = apexClass(
  'Held',
  `public class Held implements Database.Batchable<SObject> {
    String name;
    public Held(String name) { this.name = name; }
    public Iterable<SObject> start(Database.BatchableContext context) { return [SELECT Id FROM User LIMIT 1]; }
    public void execute(Database.BatchableContext context, List<SObject> scope) { insert new Account(Name = name); }
    public void finish(Database.BatchableContext context) { }
    public static Id submit(Integer place) { return Database.executeBatch(new Held('job ' + place)); }
    public static Boolean first(Id id) { return FlexQueue.moveJobToFront(id); }
  }`
);

test('batch jobs wait in the flex queue, and run in the order that it has by then', async () => {
  const org = openProject(SOURCE);
  const call = (method: string, argument: string | number): unknown =>
    org.run({ user: org.users.administrator() }, () => org.program.callStatic('held', method, [argument]));
  const ids = Array.from({ length: 7 }, (_, index) => String(call('submit', index + 1)));
  const statuses = (): string[] => ids.map((id) => String(org.rows.find('AsyncApexJob', { Id: id })?.['status']));
  assert.deepEqual(new Set(statuses()), new Set(['Holding']));
  assert.equal(call('first', ids[6]!), true);
  assert.equal(call('first', ids[6]!), false);
  // the first five leave the queue; the two that were last by then are still held
  for (let i = 0; i < 5; i++) {
    assert.equal(org.asyncQueue.flexQueue.canPromote(), true);
    org.asyncQueue.flexQueue.promote();
  }
  assert.equal(org.asyncQueue.flexQueue.canPromote(), false);
  assert.deepEqual(statuses(), ['Queued', 'Queued', 'Queued', 'Queued', 'Holding', 'Holding', 'Queued']);
  assert.deepEqual(await org.asyncQueue.drain(), { jobs: 7, failed: 0 });
  assert.deepEqual(new Set(statuses()), new Set(['Completed']));
  const names = org.db.all('SELECT "name" FROM "account" ORDER BY "id"').map(({ name }) => String(name).slice(4));
  assert.deepEqual(names, ['7', '1', '2', '3', '4', '5', '6']);
  await org.close();
});
