import { refused, refusedStatements } from './table.ts';

refused('syntax of declarations', [
  ['public class A { void f() {', "1:28 Unexpected token '<EOF>'."],
  ['public class A { void f() }', "1:27 Unexpected token '}'."],
  ['public class A { void a; }', "1:24 Expecting '(' but was: ';'"],
  ['public class A { public A { get; } }', "1:27 Unexpected token '{'."],
  ['public clas A { }', "1:8 Unexpected token 'clas'."],
  ['public class { }', "1:14 Unexpected token '{'."],
  ['public class A { } }', "1:20 Unexpected token '}'."],
  ['public class A { void f( { } }', "1:26 Unexpected token '{'."],
  ['public class A { Integer f(void a) { } }', "1:28 Unexpected token 'void'."],
  ['public interface I { void f() {} }', "1:31 Expecting ';' but was: '{'"],
  ['public interface I { Integer x; }', "1:31 Expecting '(' but was: ';'"],
  ['public enum E { A, }', "1:20 Unexpected token '}'."],
  ['public enum E { A, B; }', "1:21 Unexpected token ';'."],
  ['public class A<T> { }', "1:15 Unexpected token '<'."],
  ['public class A { foo }', "1:22 Unexpected token '}'."],
  ['trigger T on Account (before instert) { }', "1:30 Unexpected token 'instert'."],
  ['public class A { int x = 1; double y; }', '1:18 Invalid type: int'],
  ['public class A extends B, C { }', "1:25 Unexpected token ','."],
  ['public class A { void f(void a) {} }', "1:25 Unexpected token 'void'."],
  ['public interface I { class B {} }', "1:22 Unexpected token 'class'."],
  ['public interface I { I() {} }', "1:23 Unexpected token '('."],
  ['public enum E implements Foo { A }', "1:15 Expecting '{' but was: 'implements'"],
  ['public class A { public void p { get; } }', "1:32 Expecting '(' but was: '{'"]
]);

refusedStatements('syntax of statements', [
  ['Integer i = 1', "15 Missing ';' at '}'"],
  ['foo(', "4 Missing ';' at '('"],
  ['Integer i = (1;', "15 Missing ')' at ';'"],
  ['Integer 1a;', "9 Unexpected token '1a'."],
  ['Integer class;', "9 Unexpected token 'class'."],
  ["String s = 'a\\qb';", "12 Invalid string literal 'a\\qb'. Illegal character sequence '\\q' in string literal."],
  [
    "String s = 'a\\u00zz';",
    "12 Invalid string literal 'a\\u00zz'. Illegal unicode sequence. Less than four hex digits in string literal."
  ],
  ["String s = 'abc;", "12 Missing closing quote character ' on string."],
  ['String s = "x";', "12 Unrecognized symbol '\"', which is not a valid Apex identifier."],
  ['try { }', '9 Try block must have at least one catch block or a finally block'],
  ['switch on 1 { }', '15 Switch statement requires at least one when block'],
  ['switch on 1.5 { when 1.5 { } }', "22 Unexpected token '1.5'."],
  ['Integer i = ;', "13 Unexpected token ';'."],
  ['if (true { }', "10 Missing ')' at '{'"],
  ['for (Integer i = 0; i < 1 i++) { }', "27 Missing ';' at 'i'"],
  ['Integer i = 1 + ;', "15 Unexpected token '+'."],
  ['foo)();', "4 Unexpected token ')'."],
  ['else { }', "1 Unexpected token 'else'."],
  ['}', "5 Unexpected token '}'."],
  ['void v;', "6 Expecting '.' but was: 'v'"],
  ['Set<void> f;', "9 Expecting '.' but was: '>'"],
  ['Object o = [SELECT FROM Account];', "32 Expecting 'from' but was: ']'"],
  ["Object o = [SELECT Id FROM Account LIMIT 'x'];", "42 Unexpected token ''x''."],
  ['List<String> l = new List<>();', "26 Unexpected token '<'."],
  [
    "Map<String, Integer> m = new Map<String, Integer>{ 'a' = 1 };",
    '26 Invalid initializer type Map<String,Integer> found'
  ],
  ['Integer i = 1e3;', "14 Unexpected token 'e3'."],
  ['Integer i = 5 /* abc;', "16 Unexpected token '*'."],
  ['return 1 2;', "10 Unexpected token '2'."],
  ['Integer i = #;', "13 Unrecognized symbol '#', which is not a valid Apex identifier."],
  ['goto x;', '1 Invalid type: goto'],
  ['switch on true { when true { } }', "23 Unexpected token 'true'."],
  ['String s = String.valueOf(void);', "26 Missing ';' at '('"]
]);
