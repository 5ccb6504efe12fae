import { accepted, refused } from './table.ts';

refused('modifiers, names, members and access', [
  [
    'public virtual class A { private A() {} } | public class B { Object o = new A(); }',
    '1:29 Method is not visible: void A.<init>()'
  ],
  [
    'public virtual class A { protected A() {} } | public class B { Object o = new A(); }',
    '1:29 Method is not visible: void A.<init>()'
  ],
  ['public class A { Integer i; static void f() { i = 1; } }', '1:47 Variable does not exist: i'],
  [
    'public class A { static Integer i; void f() { this.i = 1; } }',
    '1:52 Static field cannot be referenced from a non static context: i from the type A'
  ],
  [
    'public class A { void g() {} static void f() { g(); } }',
    '1:48 Non static method cannot be referenced from a static context: void A.g()'
  ],
  [
    'public class A { public void g() {} } | public class B { void f() { A.g(); } }',
    '1:31 Non static method cannot be referenced from a static context: void A.g()'
  ],
  [
    'public class A { public static void g() {} } | public class B { void f() { new A().g(); } }',
    '1:37 Static method cannot be referenced from a non static context: void A.g()'
  ],
  [
    'public class A { public static Integer i; } | public class B { Integer j = new A().i; }',
    '1:38 Static field cannot be referenced from a non static context: i from the type A'
  ],
  ['public class A { public Integer i; } | public class B { Integer j = A.i; }', '1:32 Variable does not exist: i'],
  ['public class A { static void f() { this.toString(); } }', '1:36 This cannot be referenced in a static context'],
  ['public class A { public void f(); }', '1:30 Method must have a body'],
  ['public class A { protected void f() {} }', '1:33 New protected methods cannot be defined in non-virtual classes'],
  ['public class A { Integer a; String a; }', '1:36 Duplicate field: a'],
  [
    'public class A { void f() {} Integer f() { return 1; } }',
    '1:38 Method already defined: f Integer A.f() from the type A'
  ],
  ['public class A { A() {} A() {} }', '1:25 Method already defined: <init> void A.<init>() from the type A'],
  ['public class A { void f(Integer a, String A) {} }', '1:36 Duplicate variable: A'],
  ['public class A { class B {} class b {} }', '1:35 Type name already in use: A.b'],
  ['public class A { class B {} interface B {} }', '1:39 Type name already in use: A.B'],
  ['public interface I { static void f(); }', '1:34 Modifiers are not allowed on interface methods'],
  [
    'public class E { public enum F { A } void f() { F x = new F(); } }',
    '1:55 Abstract classes cannot be constructed: E.F'
  ],
  ['public class A { static class B { } }', '1:31 static is not allowed on classes'],
  ['public with sharing without sharing class A { }', '1:43 with sharing classes cannot be without sharing'],
  ['public final class A { }', '1:20 final is not allowed on classes'],
  ['public static class A { }', '1:21 static is not allowed on classes'],
  ['public class A { final void f() {} }', '1:29 final is not allowed on methods'],
  ['public class A { final class B {} }', '1:30 final is not allowed on classes'],
  ['public class A { transient void f() {} }', '1:33 transient is not allowed on methods'],
  [
    'public class A { webservice static void f() {} }',
    '1:41 Defining type for WebService methods must be declared as global'
  ],
  ['global class A { webservice void f() {} }', '1:34 WebService methods must be declared as static'],
  ['public class A { virtual Integer i; }', '1:34 virtual is not allowed on fields'],
  ['public class A { with sharing Integer i; }', '1:39 with sharing is not allowed on fields'],
  ['public class A { public Integer p { set { return 1; } } }', '1:43 Void method must not return a value'],
  ['public class A { public Integer p { get { } } }', '1:43 Missing return statement required return type: Integer'],
  ['public class A { private Integer p { public get; } }', '1:38 Cannot declare public accessor on private property'],
  ['public class A { public Integer p { get; } void f() { p = 1; } }', '1:55 A value cannot be stored to p in type A'],
  [
    'public class A { public Integer p { get { return 1; } } void f() { p = 1; } }',
    '1:68 A value cannot be stored to p in type A'
  ],
  [
    'public class A { public Integer p { set { } } void f() { Integer i = p; } }',
    '1:70 A value cannot be read from p in type A'
  ],
  ['public class A { static { } class B { static { } } }', '1:39 Inner types are not allowed to have static blocks'],
  ['public class MyException { }', '1:14 Exception class must extend another Exception class: MyException'],
  [
    'public class A { class MyException { } }',
    '1:24 Exception class must extend another Exception class: A.MyException'
  ],
  ['public class FooException { }', '1:14 Exception class must extend another Exception class: FooException'],
  ['public class A { public B() {} }', '1:25 Invalid constructor name: B'],
  ['public class A { public foo() {} }', '1:25 Invalid constructor name: foo'],
  ['public class A { Integer f( ) { return; } }', '1:33 Missing return statement required return type: Integer'],
  ['public class A { A() { return 1; } }', '1:24 Constructors must not return a value'],
  ['public class A { Integer i = j; Integer j = 1; }', '1:30 Illegal forward reference: j'],
  ['public class A { static Integer i = j; static Integer j = 1; }', '1:37 Illegal forward reference: j'],
  [
    'public class A { final Integer i = 1; void f() { i = 2; } }',
    '1:50 Final members can only be assigned in their declaration, init blocks, or constructors: i'
  ],
  [
    'public class A { static final Integer i = 1; void f() { A.i = 2; } }',
    '1:59 Final members can only be assigned in their declaration, init blocks, or constructors: i'
  ]
]);

accepted('declarations that are fine', [
  'public interface I { void f(); } | public class A implements I { public static void f() { } }',
  'public class A { @TestVisible class B { } }',
  'public class A { public Integer p { public get; private set; } }',
  'public class A { void f(final Integer i) { i = 2; } }',
  'public class A { void f() { final Integer i = 1; i = 2; } }',
  'public class A { void f() { final Integer i; i = 2; i = 3; } }'
]);

refused('events of triggers', [
  [
    'trigger T on Account (before insert, after insert, before insert) { }',
    '1:1 Duplicate Trigger Usage: before insert'
  ],
  ['trigger T on Account (before undelete) { }', '1:1 Trigger Usage Before Undelete is not supported'],
  ['trigger T on Account (after undelete) { return 1; }', '1:41 Trigger bodies must not return a value'],
  ['trigger T on Nothing__c (after insert) { }', '1:1 Invalid type: Nothing__c']
]);
