import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ApexException } from '../../src/values/index.ts';
import type { Org } from '../../src/index.ts';
import { apexClass, openProject } from '../support/apex-project.ts';

const SOURCE = apexClass(
  'Ends',
  `public class Ends {
    static Integer deep(Integer n) { return n == 0 ? 0 : 1 + deep(n - 1); }
    // this method is one call, each level another
    public static Integer allowed() { return deep(998); }
    public static Integer tooDeep() { return deep(999); }
    static void fails(Integer n) { if (n == 0) { throw new IllegalArgumentException('bottom'); } fails(n - 1); }
    public static Integer afterCatching() {
      for (Integer i = 0; i < 5; i++) {
        try { fails(900); } catch (IllegalArgumentException e) { System.assertEquals('bottom', e.getMessage()); }
      }
      return deep(998);
    }
    public static Integer tooDeepAfterCatching() {
      try { fails(900); } catch (IllegalArgumentException e) { }
      return deep(999);
    }
    static Integer viaFinally() { try { return 7; } finally { deep(10); } }
    public static Integer afterFinally() {
      for (Integer i = 0; i < 2000; i++) { viaFinally(); }
      try { try { fails(900); } finally { deep(997); } } catch (IllegalArgumentException e) { }
      return deep(998);
    }
    public static Integer tooDeepAfterFinally() { viaFinally(); return deep(999); }
    static Integer early(Integer n) {
      for (Integer i = 0; i < 3; i++) { switch on n { when 1 { return i; } when else { if (n > 1) { return deep(n); } } } }
      return null;
    }
    static void nothing() { return; }
    public Ends() { this(1); }
    public Ends(Integer n) { if (n == 1) { return; } }
    Integer size { get { if (size == null) { return 1; } return size; } set { size = value; } }
    public static Integer waysOut() {
      for (Integer i = 0; i < 400; i++) {
        early(1); early(5); early(0); nothing();
        Ends e = new Ends();
        e.size = e.size + 1;
      }
      return deep(998);
    }
    public class Node implements Comparable {
      public Integer compareTo(Object other) { return deep(990); }
      public override String toString() { return String.valueOf(deep(990)); }
    }
    public static Integer callbacks() {
      List<Node> nodes = new List<Node>{ new Node(), new Node(), new Node() };
      nodes.sort();
      String text = String.valueOf(nodes[0]);
      return deep(998);
    }
    public class Self { public Self other = new Self(); }
    public static void endlessConstruction() { try { Self s = new Self(); } catch (Exception e) { System.debug('caught'); } }

    static void exceed() { for (Integer i = 0; i < 151; i++) { Savepoint s = Database.setSavepoint(); } }
    static void failAssertion() { System.assert(false, 'no'); }
    public static void limitInFinally() { try { exceed(); } finally { System.debug('finally'); } }
    public static void limitInBoth() {
      try { try { exceed(); } catch (Exception e) { System.debug('catch'); } finally { System.debug('finally'); } }
      finally { System.debug('outer'); }
    }
    public static void assertion() { try { failAssertion(); } catch (Exception e) { System.debug('catch'); } finally { System.debug('finally'); } }
    public static void inCatch() {
      try { throw new IllegalArgumentException('x'); } catch (Exception e) { System.debug('catch'); failAssertion(); } finally { System.debug('finally'); }
    }
    public static void inFinally() { try { System.debug('body'); } finally { System.debug('finally'); failAssertion(); } }
    public static void ordinary() {
      try { try { throw new IllegalArgumentException('x'); } finally { System.debug('finally'); } }
      catch (Exception e) { System.debug('catch'); } finally { System.debug('last'); }
    }
    public static String returned() { try { return 'body'; } finally { System.debug('finally'); } }
    public static String overridden() { try { throw new IllegalArgumentException('x'); } finally { return 'finally'; } }
  }`
);

let org: Org;
before(() => {
  org = openProject(SOURCE);
});
after(() => org.close());

/** The method's debug lines and then what it answered or threw. */
function outcome(method: string): string {
  const lines: string[] = [];
  const log = (_level: string, message: string): void => void lines.push(message);
  return org.run({ user: org.users.administrator(), log }, () => {
    try {
      lines.push(org.program.str(org.program.callStatic('ends', method)));
    } catch (error) {
      const { typeName, message } = error as ApexException;
      lines.push(`${typeName}: ${message}`);
    }
    return lines.join(' ');
  });
}

const TOO_DEEP = 'System.LimitException: Maximum stack depth reached: 1001';

test('a thousand calls may be in progress, one more ends the transaction', () => {
  assert.equal(outcome('allowed'), '998');
  assert.equal(outcome('tooDeep'), TOO_DEEP);
  assert.equal(outcome('endlessConstruction'), TOO_DEEP);
});

test('every way out of a call counts it off', () => {
  for (const method of ['afterCatching', 'afterFinally', 'waysOut', 'callbacks']) {
    assert.equal(outcome(method), '998', method);
  }
  for (const method of ['tooDeepAfterCatching', 'tooDeepAfterFinally']) {
    assert.equal(outcome(method), TOO_DEEP, method);
  }
});

test('a limit or an assertion ends the transaction without catch and finally blocks', () => {
  const limit = 'System.LimitException: Too many DML statements: 151';
  const assertion = 'System.AssertException: Assertion Failed: no';
  assert.equal(outcome('limitInFinally'), limit);
  assert.equal(outcome('limitInBoth'), limit);
  assert.equal(outcome('assertion'), assertion);
  assert.equal(outcome('inCatch'), `catch ${assertion}`);
  assert.equal(outcome('inFinally'), `body finally ${assertion}`);
});

test('finally blocks run after everything else', () => {
  assert.equal(outcome('ordinary'), 'finally catch last null');
  assert.equal(outcome('returned'), 'finally body');
  assert.equal(outcome('overridden'), 'finally');
});
