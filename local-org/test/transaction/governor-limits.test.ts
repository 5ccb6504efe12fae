import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ApexException } from '../../src/values/index.ts';
import type { Org } from '../../src/index.ts';
import type { TransactionMode } from '../../src/engine/index.ts';
import { apexClass, openProject } from '../support/apex-project.ts';

const SOURCE = {
  ...apexClass(
    'EmptyBatch',
    `public class EmptyBatch implements Database.Batchable<SObject> {
      public Iterable<SObject> start(Database.BatchableContext context) { return new List<SObject>(); }
      public void execute(Database.BatchableContext context, List<SObject> scope) { }
      public void finish(Database.BatchableContext context) { }
    }`
  ),
  ...apexClass(
    'Uses',
    `public class Uses {
    public class Answer implements HttpCalloutMock {
      public HttpResponse respond(HttpRequest request) { return new HttpResponse(); }
    }
    public class Nothing implements Queueable { public void execute(QueueableContext context) { } }
    @future public static void later() { }
    static HttpResponse send() {
      HttpRequest request = new HttpRequest();
      request.setEndpoint('https://example.com');
      request.setMethod('GET');
      return new Http().send(request);
    }
    public static void queries(Integer n) { for (Integer i = 0; i < n; i++) { Integer c = [SELECT COUNT() FROM Account]; } }
    public static void subqueries(Integer n) {
      for (Integer i = 0; i < n; i++) {
        List<Account> found = [SELECT Id, (SELECT Id FROM Contacts), (SELECT Id FROM Cases), (SELECT Id FROM Opportunities),
          (SELECT Id FROM Assets) FROM Account LIMIT 1];
      }
    }
    public static void searches(Integer n) { for (Integer i = 0; i < n; i++) { List<List<SObject>> r = [FIND 'none' RETURNING Account]; } }
    public static void dml(Integer n) { Account a = new Account(Name = 'a'); insert a; for (Integer i = 1; i < n; i++) { update a; } }
    public static void dmlRows(Integer n) {
      List<Contact> many = new List<Contact>();
      for (Integer i = 0; i < n; i++) { many.add(new Contact()); }
      Database.insert(many, false);
    }
    public static void emptied(Integer n) {
      Account a = new Account(Name = 'a');
      insert a;
      delete a;
      List<Account> many = new List<Account>();
      for (Integer i = 2; i < n; i++) { many.add(a); }
      Database.emptyRecycleBin(many);
    }
    public static void savepoints(Integer n) { for (Integer i = 0; i < n; i++) { Savepoint s = Database.setSavepoint(); } }
    public static void runAs(Integer n) { User me = new User(Id = UserInfo.getUserId()); for (Integer i = 0; i < n; i++) { System.runAs(me) { } } }
    public static void futures(Integer n) { for (Integer i = 0; i < n; i++) { later(); } }
    public static void queueables(Integer n) { for (Integer i = 0; i < n; i++) { System.enqueueJob(new Nothing()); } }
    public static void batches(Integer n) { for (Integer i = 0; i < n; i++) { Database.executeBatch(new EmptyBatch()); } }
    public static void callouts(Integer n) {
      Test.setMock(HttpCalloutMock.class, new Answer());
      for (Integer i = 0; i < n; i++) { send(); }
    }
    public static void fetches(Integer n) {
      Database.Cursor c = Database.getCursor('SELECT Id FROM User LIMIT 1');
      for (Integer i = 0; i < n; i++) { c.fetch(0, 1); }
      System.assertEquals(n, Limits.getFetchCallsOnApexCursor());
      System.assertEquals(1, Limits.getApexCursorRows());
    }
    public static void mails(Integer n) { for (Integer i = 0; i < n; i++) { Messaging.sendEmail(new List<Messaging.SingleEmailMessage>()); } }

    public static void calloutAfter(Integer kind) {
      Test.setMock(HttpCalloutMock.class, new Answer());
      Savepoint s;
      if (kind == 1) { insert new Account(Name = 'a'); }
      if (kind == 2) { System.enqueueJob(new Nothing()); }
      if (kind >= 3) { s = Database.setSavepoint(); }
      if (kind >= 4) { insert new Account(Name = 'a'); Database.rollback(s); }
      if (kind == 5) { Database.releaseSavepoint(s); }
      if (kind == 6) { Database.releaseSavepoint(s); insert new Account(Name = 'a'); }
      if (kind == 7) { Database.releaseSavepoint(s); s = Database.setSavepoint(); insert new Account(Name = 'a'); Database.releaseSavepoint(s); }
      if (kind == 8) { System.runAs(new User(Id = UserInfo.getUserId())) { } Database.releaseSavepoint(s); }
      send();
    }

    public static void plainSend() { send(); }
    public static String maxima() {
      return String.join(new List<Integer>{
        Limits.getLimitQueries(), Limits.getLimitQueryRows(), Limits.getLimitAggregateQueries(), Limits.getLimitQueryLocatorRows(),
        Limits.getLimitSoslQueries(), Limits.getLimitDmlStatements(), Limits.getLimitDmlRows(), Limits.getLimitPublishImmediateDML(),
        Limits.getLimitCallouts(), Limits.getLimitEmailInvocations(), Limits.getLimitFutureCalls(), Limits.getLimitQueueableJobs(),
        Limits.getLimitMobilePushApexCalls(), Limits.getLimitCpuTime(), Limits.getLimitHeapSize(),
        Limits.getLimitApexCursorRows(), Limits.getLimitFetchCallsOnApexCursor()
      }, ', ');
    }
  }`
  )
};

let org: Org;
before(() => {
  org = openProject(SOURCE);
});
after(() => org.close());

/** Runs a method in a transaction that is undone; answers `done` or the exception. */
function outcome(method: string, n: number, mode: TransactionMode = 'synchronous', isTest = true): string {
  return org.withRollback(() => {
    try {
      org.run({ user: org.users.administrator(), mode, isTest }, () => org.program.callStatic('uses', method, [n]));
      return 'done';
    } catch (error) {
      const { typeName, message } = error as ApexException;
      return `${typeName}: ${message}`;
    }
  });
}

/** Method, what is allowed, the message for one more. */
const SYNCHRONOUS: readonly (readonly [string, number, string])[] = [
  ['queries', 100, 'Too many SOQL queries: 101'],
  ['subqueries', 75, 'Too many aggregate queries: 301'],
  ['searches', 20, 'Too many SOSL queries: 21'],
  ['dml', 150, 'Too many DML statements: 151'],
  ['dmlRows', 10_000, 'Too many DML rows: 10001'],
  ['emptied', 10_000, 'Too many DML rows: 10001'],
  ['savepoints', 150, 'Too many DML statements: 151'],
  ['runAs', 150, 'Too many DML statements: 151'],
  ['futures', 50, 'Too many future calls: 51'],
  ['queueables', 50, 'Too many queueable jobs added to the queue: 51'],
  ['callouts', 100, 'Too many callouts: 101'],
  ['fetches', 10, 'Too many fetch calls on Apex cursors: 11'],
  ['mails', 10, 'Too many Email Invocations: 11'],
  ['batches', 5, 'Attempted to schedule too many concurrent batch jobs in this org (limit is 5).']
];

test('each limit of a synchronous transaction allows its number and not one more', () => {
  for (const [method, most, message] of SYNCHRONOUS) {
    assert.equal(outcome(method, most), 'done', method);
    assert.equal(outcome(method, most + 1), `System.LimitException: ${message}`, method);
  }
});

test('asynchronous transactions have more queries and fewer queueables, Bulk API transactions the higher of both', () => {
  assert.equal(outcome('queries', 200, 'asynchronous'), 'done');
  assert.equal(outcome('queries', 201, 'asynchronous'), 'System.LimitException: Too many SOQL queries: 201');
  assert.equal(outcome('queueables', 1, 'asynchronous'), 'done');
  assert.equal(
    outcome('queueables', 2, 'asynchronous'),
    'System.LimitException: Too many queueable jobs added to the queue: 2'
  );
  assert.equal(outcome('queries', 200, 'bulk'), 'done');
  assert.equal(outcome('queueables', 50, 'bulk'), 'done');
  assert.equal(outcome('queueables', 51, 'bulk').slice(0, 22), 'System.LimitException:');
});

test('Limits knows the maxima', () => {
  const maxima = (mode: TransactionMode): unknown =>
    org.run({ user: org.users.administrator(), mode }, () => org.program.str(org.program.callStatic('uses', 'maxima')));
  assert.equal(
    maxima('synchronous'),
    '100, 50000, 300, 10000, 20, 150, 10000, 150, 100, 10, 50, 50, 10, 10000, 6000000, 50000000, 10'
  );
  assert.equal(
    maxima('asynchronous'),
    '200, 50000, 300, 10000, 20, 150, 10000, 150, 100, 10, 50, 1, 10, 60000, 12000000, 50000000, 10'
  );
});

test('the flex queue of an org holds a hundred batch jobs', () => {
  assert.equal(outcome('batches', 100, 'synchronous', false), 'done');
  assert.match(
    outcome('batches', 101, 'synchronous', false),
    /^System\.AsyncException: You've exceeded the limit of 100 jobs in the flex queue for org 00D\w{15}\. Wait for/
  );
});

test('nothing is called out to while changes are not committed or savepoints are open', () => {
  const pending =
    'System.CalloutException: You have uncommitted work pending. Please commit or rollback before calling out';
  const open = 'System.CalloutException: All active Savepoints must be released before making callouts.';
  const expected = ['done', pending, pending, open, open, 'done', pending, pending, 'done'];
  expected.forEach((text, kind) => assert.equal(outcome('calloutAfter', kind), text, String(kind)));
});

test('all call-outs of a transaction have two minutes', () => {
  const after = (milliseconds: number): string => {
    try {
      org.run({ user: org.users.administrator() }, (tx) => {
        tx.limits.calloutMs = milliseconds;
        org.program.callStatic('uses', 'plainSend');
      });
      return 'done';
    } catch (error) {
      return String((error as ApexException).message);
    }
  };
  assert.equal(after(120_000), 'Exceeded maximum time allotted for callout (120000 ms)');
  // what is asked next: this org calls nobody
  assert.match(after(119_999), /^Unauthorized endpoint/);
});
