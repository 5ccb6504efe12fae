import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexClass, openProject } from '../support/apex-project.ts';

const JOB = `public class Bag implements Queueable, Database.AllowsCallouts {
  public enum Width { SMALL, LARGE }
  public class Part { public String name; public Bag owner; public transient String lost; public Part(String name) { this.name = name; } }
  Integer i = 7; Long l = 5000000000L; Decimal d = 1.50; Double x = 2.5; Boolean b = true; String s = 'q"'; Id id;
  Date day = Date.newInstance(2026, 1, 2); Datetime at = Datetime.newInstanceGmt(2026, 1, 2, 3, 4, 5); Time clock = Time.newInstance(1, 2, 3, 4);
  Blob bytes = Blob.valueOf('raw'); Width size = Width.LARGE; Type kind = Bag.class; Schema.SObjectType token = Account.SObjectType;
  List<Object> mixed = new List<Object>{ 1, 'a', null, 2.50 };
  Set<String> names = new Set<String>{ 'b', 'a' };
  Map<Width, List<Integer>> counts = new Map<Width, List<Integer>>{ Width.SMALL => new List<Integer>{ 1, 2 }, Width.LARGE => null };
  Part one = new Part('one'); Part same; Account record; List<Account> records; Object none;
  public Bag(Id id) {
    this.id = id;
    same = one;
    one.owner = this;
    one.lost = 'gone';
    record = [SELECT Name, (SELECT LastName FROM Contacts) FROM Account WHERE Id = :id];
    records = new List<Account>{ record, new Account(Name = 'new', Parent = new Account(Name = 'up')) };
  }
  public void execute(QueueableContext context) {
    List<Object> seen = new List<Object>{
      i, l, d, x, b, s, id == record.Id, day, at.getTime(), clock, bytes.toString(), size, kind, token, mixed, names, counts.get(Width.SMALL), counts.get(Width.LARGE),
      counts.containsKey(Width.LARGE), one.name, one === same, one.owner === this, one.lost, record === records[0], record.Contacts[0].LastName, records[1].Parent.Name, none, mixed[0] instanceof Integer,
      mixed[3] instanceof Decimal
    };
    insert new Account(Name = 'result', Description = String.join(seen, '|'));
    String fault;
    try { fault = record.Site; } catch (SObjectException e) { fault = 'not queried'; }
    insert new Account(Name = 'fault', Description = fault);
  }
}`;

const START = `public class Start {
  public static void run() {
    Account a = new Account(Name = 'a');
    insert a;
    insert new Contact(LastName = 'c', AccountId = a.Id);
    System.enqueueJob(new Bag(a.Id));
  }
  class Holder implements Queueable {
    Object held;
    Holder(Object held) { this.held = held; }
    public void execute(QueueableContext context) {}
  }
  public static String refused() {
    try { System.enqueueJob(new Holder(Pattern.compile('a').matcher('a'))); return 'taken'; }
    catch (Exception e) { return e.getTypeName() + ': ' + e.getMessage(); }
  }
}`;

const TEST_CLASS = `@IsTest private class StartTest {
  @IsTest static void stateIsTheSameInATest() {
    Test.startTest();
    Start.run();
    Test.stopTest();
    Assert.isTrue([SELECT Description FROM Account WHERE Name = 'result'].Description.startsWith('7|5000000000|1.50|2.5|true|'));
  }
}`;

test('a job finds all that it held, in another transaction', async () => {
  const org = openProject(apexClass('Bag', JOB), apexClass('Start', START), apexClass('StartTest', TEST_CLASS));
  const user = org.users.administrator();
  org.run({ user }, () => org.program.callStatic('start', 'run', []));
  assert.deepEqual(await org.asyncQueue.drain(), { jobs: 1, failed: 0 });
  const description = (name: string): unknown =>
    org.db.all('SELECT "description" FROM "account" WHERE "name" = ?', [name])[0]?.['description'];
  assert.deepEqual(String(description('result')).split('|'), [
    ...[
      '7',
      '5000000000',
      '1.50',
      '2.5',
      'true',
      'q"',
      'true',
      '2026-01-02 00:00:00',
      '1767323045000',
      '01:02:03.004Z'
    ],
    ...['raw', 'LARGE', 'Bag', 'Account', '(1, a, null, 2.50)', '{b, a}', '(1, 2)', '', 'true', 'one', 'true'],
    ...['true', '', 'true', 'c', 'up', '', 'true', 'true']
  ]);
  assert.equal(description('fault'), 'not queried');
  assert.equal(
    org.run({ user }, () => org.program.callStatic('start', 'refused', [])),
    'System.SerializationException: Not Serializable: System.Matcher'
  );
  await org.close();
});
