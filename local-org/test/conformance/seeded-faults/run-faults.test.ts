import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexClass, failuresOf, openProject } from '../../support/apex-project.ts';
import { PROJECT } from './project.ts';

/** The body of a test method: a sound one, and the same with one fault that makes the test fail with this message. */
interface Fault {
  readonly what: string;
  readonly good: string;
  readonly bad: string;
  readonly message: RegExp;
  /** Version of the classes; from 67 on user mode is the default. */
  readonly apiVersion?: number;
  /** Members of the test class. */
  readonly members?: string;
  /** A class of its own, `Rows`, for what no inner class may be. */
  readonly outer?: string;
}

const REPEAT = (times: number, statement: string): string => `for (Integer i = 0; i < ${times}; i++) { ${statement} }`;
const CLERK = `static User clerk() {
  Id profile = [SELECT Id FROM Profile WHERE Name = 'Minimum Access - Salesforce'].Id;
  User u = new User(Username = 'clerk@parcels.example', LastName = 'Clerk', Alias = 'clerk', Email = 'c@example.com', ProfileId = profile,
    TimeZoneSidKey = 'UTC', LocaleSidKey = 'en_US', EmailEncodingKey = 'UTF-8', LanguageLocaleKey = 'en_US');
  insert u;
  insert new PermissionSetAssignment(AssigneeId = u.Id, PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = 'Clerk'].Id);
  return u;
}`;

const FAULTS: readonly Fault[] = [
  {
    what: 'a wrong assertion',
    good: 'Assert.areEqual(3, Shape.add(1, 2));',
    bad: 'Assert.areEqual(4, Shape.add(1, 2));',
    message: /Expected: 4, Actual: 3/
  },
  {
    what: 'an assertion swallowed by a catch',
    good: 'try { Assert.isTrue(true); } catch (Exception e) {}',
    bad: 'try { Assert.isTrue(false); } catch (Exception e) {}',
    message: /Assertion Failed/
  },
  {
    what: 'a limit swallowed by a catch',
    good: `try { ${REPEAT(100, 'Integer n = [SELECT COUNT() FROM Parcel__c];')} } catch (Exception e) {}`,
    bad: `try { ${REPEAT(101, 'Integer n = [SELECT COUNT() FROM Parcel__c];')} } catch (Exception e) {}`,
    message: /LimitException: Too many SOQL queries: 101/
  },
  {
    what: 'too many DML statements',
    good: REPEAT(150, 'insert new Account(Name = String.valueOf(i));'),
    bad: REPEAT(151, 'insert new Account(Name = String.valueOf(i));'),
    message: /Too many DML statements: 151/
  },
  {
    what: 'too many rows of DML',
    good: `List<Account> a = new List<Account>(); ${REPEAT(100, "a.add(new Account(Name = 'A'));")} insert a;`,
    bad: `List<Account> a = new List<Account>(); ${REPEAT(10_001, "a.add(new Account(Name = 'A'));")} insert a;`,
    message: /Too many DML rows: 10001/
  },
  {
    what: 'too many jobs',
    good: REPEAT(50, 'System.enqueueJob(new Job());'),
    bad: REPEAT(51, 'System.enqueueJob(new Job());'),
    message: /Too many queueable jobs added to the queue: 51/,
    members: 'class Job implements Queueable { public void execute(QueueableContext c) {} }'
  },
  {
    what: 'recursion without an end',
    good: 'Assert.areEqual(0, down(10, 1));',
    bad: 'Assert.areEqual(0, down(10, 0));',
    message: /Maximum stack depth reached: 1001/,
    members: 'static Integer down(Integer n, Integer step) { return n == 0 ? 0 : down(n - step, step); }'
  },
  {
    what: 'an assertion swallowed by a return in a finally block',
    good: 'Assert.isTrue(swallows(true));',
    bad: 'Assert.isTrue(swallows(false));',
    message: /AssertException: Assertion Failed: inner/,
    members: "static Boolean swallows(Boolean b) { try { Assert.isTrue(b, 'inner'); } finally { return true; } }"
  },
  {
    what: 'a job that fails after a test without Test.stopTest',
    good: 'System.enqueueJob(new Job(1));',
    bad: 'System.enqueueJob(new Job(0));',
    message: /MathException: Divide by 0/,
    members:
      'class Job implements Queueable { Integer n; Job(Integer n) { this.n = n; } public void execute(QueueableContext c) { Integer i = 1 / n; } }'
  },
  {
    what: 'a call-out with changes that are not committed',
    good: 'Test.setMock(HttpCalloutMock.class, new Answer()); send(); System.enqueueJob(new Job());',
    bad: 'Test.setMock(HttpCalloutMock.class, new Answer()); System.enqueueJob(new Job()); send();',
    message: /CalloutException: You have uncommitted work pending/,
    members: `class Job implements Queueable { public void execute(QueueableContext c) {} }
      class Answer implements HttpCalloutMock { public HttpResponse respond(HttpRequest r) { return new HttpResponse(); } }
      static void send() { HttpRequest r = new HttpRequest(); r.setEndpoint('https://example.com'); r.setMethod('GET'); new Http().send(r); }`
  },
  {
    what: 'a call-out before its savepoint is released',
    good: 'Test.setMock(HttpCalloutMock.class, new Answer()); Savepoint s = Database.setSavepoint(); Database.releaseSavepoint(s); send();',
    bad: 'Test.setMock(HttpCalloutMock.class, new Answer()); Savepoint s = Database.setSavepoint(); send();',
    message: /CalloutException: All active Savepoints must be released before making callouts/,
    members: `class Answer implements HttpCalloutMock { public HttpResponse respond(HttpRequest r) { return new HttpResponse(); } }
      static void send() { HttpRequest r = new HttpRequest(); r.setEndpoint('https://example.com'); r.setMethod('GET'); new Http().send(r); }`
  },
  {
    what: 'too many batch jobs',
    good: REPEAT(5, 'Database.executeBatch(new Rows());'),
    bad: REPEAT(6, 'Database.executeBatch(new Rows());'),
    message: /Attempted to schedule too many concurrent batch jobs in this org \(limit is 5\)/,
    outer: `public class Rows implements Database.Batchable<SObject> {
      public Iterable<SObject> start(Database.BatchableContext c) { return new List<SObject>(); }
      public void execute(Database.BatchableContext c, List<SObject> scope) {}
      public void finish(Database.BatchableContext c) {}
    }`
  },
  {
    what: 'a null dereferenced',
    good: "Parcel__c p = new Parcel__c(Code__c = 'x'); p.Code__c.trim();",
    bad: 'Parcel__c p = new Parcel__c(); p.Code__c.trim();',
    message: /NullPointerException: Attempt to de-reference a null object/
  },
  {
    what: 'a division by zero',
    good: 'Integer a = 1 / 1;',
    bad: 'Integer z = 0; Integer a = 1 / z;',
    message: /MathException: Divide by 0/
  },
  {
    what: 'an index out of bounds',
    good: 'Integer a = new List<Integer>{ 1 }[0];',
    bad: 'Integer a = new List<Integer>{ 1 }[1];',
    message: /ListException: List index out of bounds: 1/
  },
  {
    what: 'a cast that is wrong at run time',
    good: 'Object o = 1; Integer a = (Integer) o;',
    bad: "Object o = 'x'; Integer a = (Integer) o;",
    message: /TypeException: Invalid conversion from runtime type String to Integer/
  },
  {
    what: 'a list changed while it is gone through',
    good: 'List<Integer> a = new List<Integer>{ 1 }; for (Integer i : a) {}',
    bad: 'Set<Integer> a = new Set<Integer>{ 1 }; for (Integer i : a) { a.add(2); }',
    message: /Cannot modify a collection while it is being iterated/
  },
  {
    what: 'no row for a record',
    good: 'List<Parcel__c> p = [SELECT Id FROM Parcel__c];',
    bad: 'Parcel__c p = [SELECT Id FROM Parcel__c];',
    message: /QueryException: List has no rows for assignment to SObject/
  },
  {
    what: 'a field that was not queried',
    good: "insert new Account(Name = 'A'); String n = [SELECT Name, Phone FROM Account].Phone;",
    bad: "insert new Account(Name = 'A'); String n = [SELECT Name FROM Account].Phone;",
    message: /SObject row was retrieved via SOQL without querying the requested field: Account\.Phone/
  },
  {
    what: 'a required field left empty',
    good: "insert new Contact(LastName = 'L');",
    bad: "insert new Contact(FirstName = 'F');",
    message: /REQUIRED_FIELD_MISSING, Required fields are missing: \[LastName\]/
  },
  {
    what: 'a text too long',
    good: "insert new Parcel__c(Code__c = '12345');",
    bad: "insert new Parcel__c(Code__c = '123456');",
    message: /STRING_TOO_LONG/
  },
  {
    what: 'a validation rule broken',
    good: 'insert new Parcel__c(Weight__c = 1);',
    bad: 'insert new Parcel__c(Weight__c = -1);',
    message: /FIELD_CUSTOM_VALIDATION_EXCEPTION, Weight is negative/
  },
  {
    what: 'a lookup to another object',
    good: "Account a = new Account(Name = 'A'); insert a; insert new Parcel__c(Account__c = a.Id);",
    bad: "Contact c = new Contact(LastName = 'L'); insert c; insert new Parcel__c(Account__c = c.Id);",
    message: /Invalid id|FIELD_INTEGRITY_EXCEPTION|incorrect type/
  },
  {
    what: 'an update without an id',
    good: 'Parcel__c p = new Parcel__c(); insert p; update p;',
    bad: 'update new Parcel__c();',
    message: /MISSING_ARGUMENT, Id not specified in an update call/
  },
  {
    what: 'an insert with an id',
    good: 'insert new Parcel__c();',
    bad: 'Parcel__c p = new Parcel__c(); insert p; insert p;',
    message: /INVALID_FIELD_FOR_INSERT_UPDATE, cannot specify Id in an insert call/
  },
  {
    what: 'a change of a deleted record',
    good: 'Parcel__c p = new Parcel__c(); insert p; update p;',
    bad: 'Parcel__c p = new Parcel__c(); insert p; delete p.clone(true); update p;',
    message: /ENTITY_IS_DELETED/
  },
  {
    what: 'a partial failure nobody looks at',
    good: 'Assert.isTrue(Database.insert(new Parcel__c(Weight__c = 1), false).isSuccess());',
    bad: 'Assert.isTrue(Database.insert(new Parcel__c(Weight__c = -1), false).isSuccess());',
    message: /Assertion Failed/
  },
  {
    what: 'a call-out without a mock',
    good: 'HttpRequest r = new HttpRequest();',
    bad: "HttpRequest r = new HttpRequest(); r.setEndpoint('https://example.com'); r.setMethod('GET'); new Http().send(r);",
    message: /Methods defined as TestMethod do not support Web service callouts/
  },
  {
    what: 'bad JSON',
    good: "Object o = JSON.deserializeUntyped('{}');",
    bad: "Object o = JSON.deserializeUntyped('{');",
    message: /JSONException/
  },
  {
    what: 'a dynamic query with an error',
    good: "List<SObject> l = Database.query('SELECT Id FROM Parcel__c');",
    bad: "List<SObject> l = Database.query('SELECT Idd FROM Parcel__c');",
    message: /QueryException: .*No such column 'Idd'/s
  },
  {
    what: 'a field the user may not see',
    good: 'System.runAs(clerk()) { List<Parcel__c> l = [SELECT Code__c FROM Parcel__c WITH USER_MODE]; }',
    bad: 'System.runAs(clerk()) { List<Parcel__c> l = [SELECT Weight__c FROM Parcel__c WITH USER_MODE]; }',
    message: /No such column 'Weight__c'|Insufficient permissions|INVALID_FIELD/,
    members: CLERK
  },
  {
    what: 'a field the user may not see, by the default of the version',
    good: 'System.runAs(clerk()) { List<Parcel__c> l = [SELECT Code__c FROM Parcel__c]; }',
    bad: 'System.runAs(clerk()) { List<Parcel__c> l = [SELECT Weight__c FROM Parcel__c]; }',
    message: /No such column 'Weight__c'|Insufficient permissions|INVALID_FIELD/,
    members: CLERK,
    apiVersion: 67
  },
  {
    what: 'an object the user may not change',
    good: 'Parcel__c p = new Parcel__c(); System.runAs(clerk()) { insert as user p; }',
    bad: 'Parcel__c p = new Parcel__c(); System.runAs(clerk()) { insert as user p; update as user p; }',
    message: /Access to entity 'Parcel__c' denied|CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY|INSUFFICIENT_ACCESS/,
    members: CLERK
  },
  {
    what: "somebody else's private record, read",
    good: 'User u = clerk(); System.runAs(new User(Id = UserInfo.getUserId())) { insert new Parcel__c(); } System.runAs(u) { Assert.areEqual(1, new Reader().all()); }',
    bad: 'User u = clerk(); System.runAs(new User(Id = UserInfo.getUserId())) { insert new Parcel__c(); } System.runAs(u) { Assert.areEqual(1, new CarefulReader().all()); }',
    message: /Expected: 1, Actual: 0/,
    members: `${CLERK}
without sharing class Reader { Integer all() { return [SELECT COUNT() FROM Parcel__c]; } }
with sharing class CarefulReader { Integer all() { return [SELECT COUNT() FROM Parcel__c]; } }`
  },
  {
    what: 'a record handed to somebody who may not read it',
    good: "User u = clerk(); System.runAs(new User(Id = UserInfo.getUserId())) { Account a = new Account(Name = 'a', OwnerId = u.Id); insert a; }",
    bad: "User u = clerk(); System.runAs(new User(Id = UserInfo.getUserId())) { Account a = new Account(Name = 'a'); insert a; a.OwnerId = u.Id; update a; }",
    message: /TRANSFER_REQUIRES_READ, The new owner must have read permission/,
    members: CLERK
  },
  {
    what: 'a search for one letter',
    good: "Search.query('FIND {pa*} RETURNING Parcel__c(Name)');",
    bad: "Search.query('FIND {p*} RETURNING Parcel__c(Name)');",
    message: /SearchException: search term must be longer than one character: p\*/
  },
  {
    what: 'an exception of a job',
    good: 'Test.startTest(); System.enqueueJob(new Job(1)); Test.stopTest();',
    bad: 'Test.startTest(); System.enqueueJob(new Job(0)); Test.stopTest();',
    message: /MathException: Divide by 0/,
    members:
      'class Job implements Queueable { Integer divisor; Job(Integer divisor) { this.divisor = divisor; } public void execute(QueueableContext c) { Integer a = 1 / divisor; } }'
  },
  {
    what: 'what another test wrote',
    good: 'Assert.areEqual(0, [SELECT COUNT() FROM Parcel__c]);',
    bad: 'Assert.areEqual(1, [SELECT COUNT() FROM Parcel__c]);',
    message: /Expected: 1, Actual: 0/,
    members: '@IsTest static void aFirst() { insert new Parcel__c(); }'
  }
];

async function failures({ members = '', outer, apiVersion }: Fault, body: string): Promise<string[]> {
  const source = `@IsTest private class SubjectTest {\n${members}\n@IsTest static void subject() {\n${body}\n}\n}`;
  const others = outer === undefined ? {} : apexClass('Rows', outer, apiVersion);
  const org = openProject(PROJECT, others, apexClass('SubjectTest', source, apiVersion));
  try {
    return await failuresOf(org);
  } finally {
    await org.close();
  }
}

for (const fault of FAULTS) {
  test(`a test run finds ${fault.what}`, async () => {
    assert.deepEqual(await failures(fault, fault.good), [], 'the sound test passes');
    const found = await failures(fault, fault.bad);
    assert.equal(found.length, 1);
    assert.match(found[0] ?? '', fault.message);
  });
}
