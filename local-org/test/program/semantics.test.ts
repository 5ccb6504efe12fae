import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluate, expression } from './support.ts';

const expressions = (title: string, table: readonly (readonly [source: string, value: string])[]): void => {
  test(title, () => {
    for (const [source, value] of table) {
      assert.equal(expression(source), value, source);
    }
  });
};

expressions('numbers mix as the wider type, keep their scale and wrap', [
  ['1 + 2.5', '3.5'],
  ['1.10 + 2.20', '3.30'],
  ['2.50 * 2', '5.00'],
  ['1.1 * 1.1', '1.21'],
  ['1.0 / 3', '0.333333333333333333333333333333333'],
  ['10 / 4.0', '2.5'],
  ['Math.mod(-7, 3)', '-1'],
  ['2147483647 * 2', '-2'],
  ['(Integer) -3.9', '-3'],
  ['(1.255).setScale(2)', '1.26'],
  ['(2.5).round()', '2'],
  ['(3.5).round()', '4'],
  ['-8 >>> 28', '15'],
  ['1 << 33', '2'],
  ['~5', '-6'],
  ['5 ^ 3', '6']
]);

expressions('numbers as text', [
  ["'' + 1.50", '1.50'],
  ['String.valueOf(1.5d)', '1.5'],
  ['String.valueOf(10000000.0d)', '1.0E7'],
  ["String.valueOf(Double.valueOf('9999999'))", '9999999.0'],
  ["String.valueOf(Double.valueOf('12345678.9'))", '1.23456789E7'],
  ["String.valueOf(Double.valueOf('0.001'))", '0.001'],
  ["String.valueOf(Double.valueOf('0.0001'))", '1.0E-4'],
  ['1234567.891.format()', '1,234,567.891']
]);

expressions('other values as text', [
  ["'a' + true + null + 1.0", 'atruenull1.0'],
  ["'x' + 1 + 2", 'x12'],
  ["1 + 2 + 'x'", '3x'],
  ["String.valueOf(new List<Object>{ null, 'x', 1.0, true })", '(null, x, 1.0, true)'],
  ["new Map<String, List<Integer>>{ 'a' => new List<Integer>{ 1 } }", '{a=(1)}'],
  ['String.valueOf(Date.newInstance(2024, 2, 9))', '2024-02-09'],
  ["'' + Date.newInstance(2024, 2, 9)", '2024-02-09 00:00:00'],
  ['String.valueOf(Datetime.newInstanceGmt(2024, 2, 9, 3, 4, 5))', '2024-02-09 03:04:05'],
  ['Time.newInstance(1, 2, 3, 4)', '01:02:03.004Z'],
  ["Blob.valueOf('abc')", 'Blob[3]'],
  ['List<String>.class', 'List<String>']
]);

expressions('?? binds less than + and more than ?:', [
  ["(String) null ?? 'a' + 'b'", 'ab'],
  ["true ? (String) null ?? 'x' : 'y'", 'x'],
  ["(String) null ?? (String) null ?? 'z'", 'z'],
  ["1 < 2 ? 'a' : 2 < 1 ? 'b' : 'c'", 'a']
]);

const bodies = (
  title: string,
  table: readonly (readonly [body: string, value: string, ...others: string[]])[]
): void => {
  test(title, () => {
    for (const [body, value, ...others] of table) {
      assert.equal(evaluate('String', body, ...others), value, body);
    }
  });
};

bodies('operands and targets are evaluated once, from left to right', [
  [
    "Integer i = 0; Integer[] a = new Integer[]{ 1, 2, 3 }; a[i++] = i; a[i++] += 10; return a + ' ' + i;",
    '(1, 12, 3) 2'
  ],
  ["Integer i = 1; i = i++ + ++i; return '' + i;", '4'],
  ["Integer i = 5; i += i++ + i--; return '' + i;", '16'],
  [
    "Trace.log = ''; Trace t = Trace.of('a'); t.get('b').count += Trace.one('c'); return Trace.log + t.count;",
    'abc1',
    `public class Trace { public static String log; public Integer count = 0;
      public static Trace of(String s) { log += s; return new Trace(); }
      public Trace get(String s) { log += s; return this; }
      public static Integer one(String s) { log += s; return 1; } }`
  ],
  [
    "Box b = new Box(); b.n++; Integer before = b.n++; return b.n + ' ' + before + ' ' + Box.reads + ' ' + Box.writes;",
    '2 1 3 2',
    `public class Box { public static Integer reads = 0; public static Integer writes = 0; Integer stored = 0;
      public Integer n { get { reads++; return stored; } set { writes++; stored = value; } } }`
  ]
]);

bodies('overloads: the narrowest that fits, also for null', [
  [
    "return Pick.f(null) + Pick.f('a') + Pick.f(1) + Pick.f(new Account()) + Pick.g(new Account()) + Pick.g(new Contact()) + Pick.h(1) + Pick.h(1L);",
    'string string object object account sobject long long ',
    `public class Pick {
      public static String f(Object o) { return 'object '; }
      public static String f(String o) { return 'string '; }
      public static String g(SObject o) { return 'sobject '; }
      public static String g(Account o) { return 'account '; }
      public static String h(Decimal o) { return 'decimal '; }
      public static String h(Long o) { return 'long '; } }`
  ]
]);

bodies('safe navigation ends the chain at null and evaluates nothing after it', [
  [
    "Node n; String s = n?.next('x').next('y')?.name; return s + Node.log;",
    'null',
    `public class Node { public static String log = ''; public String name = 'n';
      public Node next(String s) { log += s; return null; } }`
  ],
  [
    "Node n = new Node(); return n?.next('x')?.next('y')?.name + Node.log + n?.name?.length();",
    'nullx1',
    `public class Node { public static String log = ''; public String name = 'n';
      public Node next(String s) { log += s; return null; } }`
  ]
]);

bodies('exceptions', [
  [
    "Exception e = new DmlException('out', new IllegalArgumentException('in')); return e.getTypeName() + '|' + e.getMessage() + '|' + e.getCause().getMessage() + '|' + e;",
    'System.DmlException|out|in|System.DmlException: out'
  ],
  [
    "String s = ''; try { s += 'a'; throw new IllegalArgumentException('x'); } catch (DmlException e) { s += 'no'; } catch (Exception e) { s += e.getMessage() + e.getLineNumber(); } finally { s += 'f'; } return s;",
    'ax1f'
  ],
  [
    'return Ends.f() + Ends.log;',
    '2tf',
    "public class Ends { public static String log = ''; public static Integer f() { try { log += 't'; return 1; } finally { log += 'f'; return 2; } } }"
  ]
]);

bodies('switch has no fall-through, and objects show their fields', [
  [
    "String s = ''; for (Integer i = 1; i < 5; i++) { switch on i { when 1, 2 { s += 'l'; } when 3 { } when else { s += 'e'; } } } return s;",
    'lle'
  ],
  [
    "return '' + new P();",
    'P:[a=1, b=null, c=(x), d=2]',
    "public class P { Integer a = 1; String b; List<String> c = new List<String>{ 'x' }; static Integer s = 5; public Integer d { get; set; } { d = 2; } }"
  ],
  ["return 'is ' + new Q();", 'is shown', "public class Q { public override String toString() { return 'shown'; } }"]
]);
