/** The quick parser must answer the grammar's tree or none: for a text with every construct, and for thousands of broken ones. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseByGrammar } from '../../src/compiler/parse/parse.ts';
import { parseQuickly } from '../../src/compiler/parse/quick/index.ts';
import { tokenize } from '../../src/compiler/parse/quick/tokens.ts';

const CLASS = `/** Everything at once. */
@IsTest(seeAllData=false isParallel=true)
@SuppressWarnings('PMD')
global virtual with sharing class Everything extends Base.Inner implements Comparable, Database.Batchable<SObject> {
  public enum Colour { RED, GREEN }
  public interface Shape extends Other { Decimal area(final Integer scale); void draw(); List<String> names(); }
  private transient Map<Id, List<Account>> byId = new Map<Id, List<Account>>();
  static final Long BIG = 12345678901L, SMALL = -1L;
  public String[] words { get; private set { words = value; } }
  global static Set<Id> ids { get { return ids == null ? new Set<Id>() : ids; } set; }
  static { BIG.intValue(); }
  { words = new String[] { 'a', 'b', }; }
  ;
  public Everything() { this(1); }
  @TestVisible protected Everything(Integer n) { super(n, 'x'); }
  webservice static void nothing() {}
  public abstract class Part { protected abstract Object make(Type t, Schema.SObjectType s); }
  public override Integer compareTo(Object other) {
    Integer a = 1, b = (Integer) other, c;
    final Decimal d = 1.50, e = .5d;
    String s = 'it\\'s \\u00e9 😀' + '' + (a > b || a <= b && !(a != c) ? 'x' : 'y'), after = '😀'; // 😀
    a += b; a -= 1; a <<= 2; a >>= 1; a >>>= 1; a |= b ^ c & ~a; a *= -b / +c;
    a++; --b; (c)--; a = b = c;
    Boolean t = a === b ?? true, f = other instanceof List<Account>, g = a <> b, h = a !== b;
    Boolean shifted = a >> 1 > b >>> 2 == a << 3 < c;
    Object o = (Object) new Account(Name = 'n', Custom__c = null).Name?.trim()?.length();
    Object p = ((List<Object>) o)[0], q = (a.b.c) .d(1)[2].e, r = (T) -x++, u = (T) (x), v = (a) + b, w = (a.b) - c.d * 2 - (e) + (f) + -(g) + h * i / j;
    Integer x1 = 1 * (a) + b * c, x2 = (Integer) (a) - b, x3 = ((a) - 1) * (Long) - 2, x4 = x < (a) - b == (List<T>) + c;
    Type k = Everything.Part.class, l = Map<String, Integer[]>.class, m = void.class, n = List<Id>.class;
    Map<String, Object> nested = new Map<String, Object>{ 'k' => new Set<Integer>{ 1, 2 }, 'l' => new List<String>() };
    Account[] some = new Account[3]; Set<String> none = new Set<String>{};
    System.Type.forName('x').newInstance().class.when.insert();
    for (Integer i = 0, j = 1; i < 10; i++, j--) { if (i == 3) continue; else break; }
    for (a = 1; ; ) ;
    for (Account account : [SELECT Id, (SELECT Id FROM Contacts WHERE Name = :s) FROM Account
        WHERE Name IN :names(new List<String>{ s }) AND CreatedDate > 2020-01-01T00:00:00Z
          AND CreatedDate = LAST_N_DAYS:30 AND Count__c > :a + 1 LIMIT :a]) while (t) { t = false; }
    do { a++; } while (a < 3);
    try { insert as user some; } catch (DmlException x) { throw x; } catch (Ns.Other y) {} finally { update some; }
    upsert as system some Account.Key__c; upsert some; delete [SELECT Id FROM Account]; undelete some; merge some[0] some[1];
    System.runAs(new User(Id = null)) { nothing(); }
    switch on o {
      when Account acc { return 1; }
      when null, 'text', -1, +2L, (RED), Everything.Colour.GREEN { return 2; }
      when else { return [SELECT COUNT() FROM Account]; }
    }
    user user = null; limit.group.set(1); Set set = group;
    { return 'multi
line'.length(); }
  }
}
`;
const TRIGGER = `trigger Everything on Account (before insert, after undelete) {
  Integer n = Trigger.new.size();
  if (Trigger.isBefore) { Helper.run(Trigger.newMap); }
  for (Account a : Trigger.new) a.Name = 'x' + n;
}
`;
const STRANGE = [
  '(',
  ')',
  '<',
  '>',
  '+',
  '++',
  '?',
  ':',
  'class',
  'final',
  'as',
  'select',
  '.',
  'new',
  '@',
  'set',
  '='
];

/** Own numbers, the same in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

function grammarTree(source: string, kind: 'class' | 'trigger'): unknown {
  const result = parseByGrammar(source, kind);
  return 'unit' in result ? result.unit : result.problems;
}

describe('the quick parser', () => {
  for (const [kind, source] of [
    ['class', CLASS],
    ['trigger', TRIGGER]
  ] as const) {
    it(`answers the grammar's tree of a ${kind}`, () => {
      assert.deepEqual(parseQuickly(source, kind), grammarTree(source, kind));
    });

    it(`leaves what is wrong in a ${kind} to the grammar`, () => {
      const next = numbers(7);
      const { kinds, starts, ends } = tokenize(source);
      let accepted = 0;
      for (let round = 0; round < 1500; round++) {
        const at = next(kinds.length - 1);
        const other = next(kinds.length - 1);
        const word = next(2) === 0 ? source.slice(starts[other], ends[other]) : (STRANGE[next(STRANGE.length)] ?? '');
        const rest = next(2) === 0 ? starts[at] : ends[at];
        const changed = `${source.slice(0, starts[at])}${next(4) === 0 ? '' : word} ${source.slice(rest)}`;
        const quick = parseQuickly(changed, kind);
        if (quick !== undefined && accepted < 60) {
          accepted++;
          assert.deepEqual(quick, grammarTree(changed, kind), changed);
        }
      }
      assert.ok(accepted > 20, `only ${accepted} of the changed sources were taken`);
    });
  }

  for (const [what, source] of [
    ['a string without an end', "class A { String s = 'x; }"],
    ['an escape that is none', "class A { String s = '\\q'; }"],
    ['a comment without an end', 'class A { /* }'],
    ['a name of other letters', 'class Ä {}'],
    ['a date outside of a query', 'class A { Object o = 2020-01-01; }'],
    ['a query that is none', 'class A { Object o = [SELECT FROM Account]; }'],
    ['a try alone', 'class A { void f() { try { } } }'],
    ['text after the class', 'class A { } }']
  ] as const) {
    it(`takes no ${what}`, () => assert.equal(parseQuickly(source, 'class'), undefined));
  }
});
