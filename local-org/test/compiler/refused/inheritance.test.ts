import { accepted, refused } from './table.ts';

refused('super types, interfaces, overriding and constructors', [
  [
    'public class A { public A(Integer i) {} } | public class B extends A { }',
    '1:14 Non-virtual and non-abstract type cannot be extended: A',
    '1:14 No default constructor available in super type: A'
  ],
  [
    'public virtual class A { private A() {} } | public class B extends A { }',
    '1:14 No default constructor available in super type: A'
  ],
  [
    'public virtual class A { public A(Integer i) {} } | public class B extends A { }',
    '1:14 No default constructor available in super type: A'
  ],
  [
    'public virtual class A { public A(Integer i) {} } | public class B extends A { public B() { } }',
    '1:35 No default constructor available in super type: A'
  ],
  [
    'public class A { public A() { Integer i; this(1); } public A(Integer i) {} }',
    "1:42 Call to 'this()' must be the first statement in a constructor method"
  ],
  [
    'public virtual class A { } | public class B extends A { public B() { Integer i; super(); } }',
    "1:52 Call to 'super()' must be the first statement in a constructor method"
  ],
  [
    'public class A { void f() { super(); } }',
    "1:29 Call to 'super()' must be the first statement in a constructor method"
  ],
  [
    'public class A { Integer i; public A() { this(i); } public A(Integer i) {} }',
    '1:47 Cannot reference instance variables in a constructor invocation: i'
  ],
  [
    'public class A { Integer f() { return 1; } public A() { this(f()); } public A(Integer i) {} }',
    '1:62 Cannot reference instance methods in a constructor invocation: f'
  ],
  [
    'public virtual class B { public virtual void g() {} } | public class A extends B { static void f() { super.g(); } }',
    '1:46 Super cannot be referenced in a static context'
  ],
  [
    'public class A { void f() { super.g(); } }',
    '1:35 Method does not exist or incorrect signature: void g() from the type Object'
  ],
  [
    'public abstract class B { public abstract void g(); } | public class A extends B { public override void g() { super.g(); } }',
    '1:61 Abstract method cannot be called directly: void B.g()'
  ],
  ['public abstract class A { public abstract void f() { } }', '1:48 Abstract methods cannot have a body'],
  [
    'public class A { public abstract void f(); }',
    '1:39 Defining type for abstract methods must be declared as abstract'
  ],
  [
    'public interface I { void f(); } | public class A implements I { void f() {} }',
    '1:36 A: Overriding implementations of global or public interface methods must be global or public: void A.f()'
  ],
  [
    'public interface I { void f(); } | public class A implements I { public Integer f() { return 1; } }',
    '1:46 Method return types clash: void I.f() vs Integer A.f() from the type A'
  ],
  [
    'public virtual class B { public virtual void f() {} } | public class A extends B { public void f() {} }',
    '1:40 Method must use the override keyword: void A.f()'
  ],
  [
    'public virtual class B { public void f() {} } | public class A extends B { public override void f() {} }',
    '1:49 Non-virtual, non-abstract methods cannot be overridden: void A.f()'
  ],
  [
    'public virtual class B { } | public class A extends B { public override void f() {} }',
    '1:49 @Override specified for non-overriding method: void A.f()'
  ],
  [
    "public class A { public override String foo() { return ''; } }",
    '1:41 @Override specified for non-overriding method: String A.foo()'
  ],
  [
    'public virtual class B { public static void f() {} } | public class A extends B { public override void f() {} }',
    '1:49 Cannot override static method: void B.f() with void A.f()'
  ],
  [
    'public virtual class B { public virtual void f() {} } | public class A extends B { private override void f() {} }',
    '1:50 Cannot reduce the visibility of method: void A.f()'
  ],
  ['public class A extends B { }', '1:24 Invalid type: B'],
  ['public class A extends String { }', '1:14 Invalid super type: String'],
  ['public class A extends Account { }', '1:14 Invalid super type: Account'],
  ['public class A implements String { }', '1:14 Invalid interface: String'],
  [
    'public class A extends Comparable { }',
    '1:14 Invalid super type: System.Comparable',
    '1:14 Class A must implement the method: Integer System.Comparable.compareTo(Object)'
  ],
  ['public interface I extends A { } | public class A { }', '1:18 Invalid interface: A'],
  ['public class A extends I { } | public interface I { }', '1:14 Invalid super type: I'],
  ['public class A implements I, I { } | public interface I { }', '1:14 Interface already implemented: I'],
  [
    'public class A implements Iterable<String>, Iterable<Integer> { }',
    '1:14 Class A must implement the method: System.Iterator<String> System.Iterable<String>.iterator()',
    '1:14 Class A must implement the method: System.Iterator<Integer> System.Iterable<Integer>.iterator()'
  ],
  [
    'public class A { class B implements Database.Batchable<SObject> { } }',
    '1:24 Only top-level classes can implement Database.Batchable<SObject>',
    '1:24 Class A.B must implement the method: void Database.Batchable<SObject>.execute(Database.BatchableContext, List<SObject>)',
    '1:24 Class A.B must implement the method: void Database.Batchable<SObject>.finish(Database.BatchableContext)',
    '1:24 Class A.B must implement the method: Database.QueryLocator Database.Batchable<SObject>.start(Database.BatchableContext)'
  ],
  ['public abstract virtual class A { }', '1:31 abstract classes are by default virtual'],
  ['public class A { abstract Integer i; }', '1:35 abstract is not allowed on fields'],
  ['public class A { override Integer i; }', '1:35 override is not allowed on fields'],
  [
    'public class Foo extends Exception { }',
    "1:14 Classes extending Exception must have a name ending in 'Exception': Foo"
  ],
  [
    'public class A implements Queueable { public void execute(String s) {} }',
    '1:14 Class A must implement the method: void System.Queueable.execute(System.QueueableContext)'
  ],
  [
    'public class A implements Comparable { }',
    '1:14 Class A must implement the method: Integer System.Comparable.compareTo(Object)'
  ]
]);

accepted('implementations that are fine', [
  'public class A { void f() { final Integer i = 1; i = 2; } }',
  'public class A { void f() { final Integer i; i = 2; i = 3; } }',
  'public class A implements Database.Batchable<SObject> { public void execute(Database.BatchableContext c, List<Account> s) {} public Database.QueryLocator start(Database.BatchableContext c) { return null; } public void finish(Database.BatchableContext c) { } }',
  'public class A implements Comparable { public Integer compareTo(Object o) { return 1; } }',
  'public class A implements Iterator<String> { public Boolean hasNext() { return true; } public String next() { return null; } }',
  'public class AException extends Exception { public override String getMessage() { return null; } }'
]);

refused('overloads and visibility of types', [
  [
    'public class A { void f(String s) {} void f(Integer i) {} void g() { f(null); } }',
    '1:70 Ambiguous method signature: void f(NULL)'
  ],
  [
    'public class A { public void f(String s, Integer n) {} public void f(Date d, Integer n) {} } | public class B { void g() { new A().f(null, 1); } }',
    '1:37 Ambiguous method signature: void f(NULL, Integer)'
  ],
  [
    'public class A { class X { } enum Y { P } public class Z { } } | public class B { A.X x; Object y = A.Y.P; A.Z z; List<A.X> l; }',
    '1:18 Type is not visible: A.X',
    '1:38 Type is not visible: A.Y',
    '1:55 Type is not visible: A.X'
  ]
]);

accepted('overloads and types that are fine', [
  'public class A { void f(Object o) {} void f(String s) {} void g() { f(null); } }',
  'public class A { void f(String s) {} void f(Id i) {} void g() { f(null); } }',
  'public class A { void f(String s, Integer i) {} void f(Integer i) {} void g() { f(null); } }',
  'public class A { @TestVisible class X { } } | @IsTest private class B { A.X x; }'
]);
