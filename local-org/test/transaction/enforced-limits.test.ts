import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ApexException } from '../../src/values/index.ts';
import type { Org } from '../../src/index.ts';
import { apexClass, openProject } from '../support/apex-project.ts';

const GREEDY = apexClass(
  'Greedy',
  `public class Greedy {
    static Integer deep(Integer n) { return n == 0 ? 0 : 1 + deep(n - 1); }
    public static void recursion() { try { deep(100000000); } catch (Exception e) { return; } }
    public static void heap() {
      try {
        List<String> kept = new List<String>();
        for (Integer i = 0; i < 100000000; i++) { kept.add('text number ' + i); }
      } catch (Exception e) { return; }
    }
    public static Integer garbage() {
      Integer total = 0;
      for (Integer i = 0; i < 300000; i++) { total += ('text number ' + i).length(); }
      return total;
    }
    public static void text() { String s = 'abcdefgh'; try { while (true) { s = s + s; } } catch (Exception e) { return; } }
    public static void future() { for (Integer i = 0; i < 51; i++) { later(); } }
    @future public static void later() { }
    public static void mail() { for (Integer i = 0; i < 11; i++) { Messaging.sendEmail(new List<Messaging.SingleEmailMessage>()); } }
    public static void dml() { for (Integer i = 0; i < 151; i++) { try { insert new Account(Name = 'a'); } catch (Exception e) { } } }
    public static void rows() {
      List<Account> many = new List<Account>();
      for (Integer i = 0; i < 10001; i++) { many.add(new Account(Name = 'a')); }
      try { Database.insert(many, false); } catch (Exception e) { return; }
    }
    public static void savepoints() { for (Integer i = 0; i < 151; i++) { Savepoint s = Database.setSavepoint(); } }
    public static void finallyRuns() { try { dml(); } finally { Integer i = 0; } }
  }`
);

function outcome(org: Org, method: string, mode: 'synchronous' | 'asynchronous' = 'synchronous'): string {
  try {
    org.run({ user: org.users.administrator(), mode }, () => org.program.callStatic('greedy', method));
    return 'done';
  } catch (error) {
    const { typeName, message } = error as ApexException;
    return `${typeName}: ${String(message).replace(/\d{6,}$/, 'N')}`;
  }
}

test('limits end a transaction, whatever its code catches', async () => {
  const org = openProject(GREEDY);
  try {
    const expected: Readonly<Record<string, string>> = {
      recursion: 'System.LimitException: Maximum stack depth reached: 1001',
      heap: 'System.LimitException: Apex heap size too large: N',
      text: 'System.LimitException: Apex heap size too large',
      garbage: 'done',
      future: 'System.LimitException: Too many future calls: 51',
      dml: 'System.LimitException: Too many DML statements: 151',
      rows: 'System.LimitException: Too many DML rows: 10001',
      savepoints: 'System.LimitException: Too many DML statements: 151',
      finallyRuns: 'System.LimitException: Too many DML statements: 151'
    };
    for (const [method, text] of Object.entries(expected)) {
      assert.equal(outcome(org, method), text, method);
    }
    assert.match(outcome(org, 'heap', 'asynchronous'), /Apex heap size too large: N/);
  } finally {
    await org.close();
  }
});
