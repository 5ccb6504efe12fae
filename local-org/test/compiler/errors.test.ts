import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorsOf, loadDespiteErrors } from '../program/support.ts';

function bodyErrors(body: string, members = ''): string[] {
  return errorsOf(`public class A {\n${members}\npublic Object run() {\n${body}\n}\n}`);
}

test('names that do not exist', () => {
  assert.deepEqual(bodyErrors('return x;'), ['4:8 Variable does not exist: x']);
  assert.deepEqual(bodyErrors('Foo f; return null;'), ['4:1 Invalid type: Foo']);
  assert.deepEqual(bodyErrors("foo(1, 'a'); return null;"), [
    '4:1 Method does not exist or incorrect signature: void foo(Integer, String) from the type A'
  ]);
  assert.deepEqual(bodyErrors("return 'a'.nope();"), [
    '4:12 Method does not exist or incorrect signature: void nope() from the type String'
  ]);
});

test('assignments between types', () => {
  assert.deepEqual(bodyErrors("Integer i = 'a'; return i;"), ['4:9 Illegal assignment from String to Integer']);
  assert.deepEqual(bodyErrors('Integer i = 1.5; return i;'), ['4:9 Illegal assignment from Decimal to Integer']);
  assert.deepEqual(bodyErrors('Integer i = 5L; return i;'), ['4:9 Illegal assignment from Long to Integer']);
  assert.deepEqual(bodyErrors('Decimal d = 5; Double e = d; Long l = 1; Object o = l; return e;'), []);
});

test('operands', () => {
  assert.deepEqual(bodyErrors("return 1 - 'a';"), ['4:8 Arithmetic expressions must use numeric arguments']);
  assert.deepEqual(bodyErrors('if (1) { return 1; } return 2;'), [
    '4:5 Condition expression must be of type Boolean: Integer'
  ]);
  assert.deepEqual(bodyErrors("return 1 == 'a';"), [
    '4:8 Comparison arguments must be compatible types: Integer, String'
  ]);
});

test('flow', () => {
  assert.deepEqual(bodyErrors('Integer i = 1;'), ['5:1 Missing return statement required return type: Object']);
  assert.deepEqual(bodyErrors('return 1;\nInteger i = 2;'), ['5:1 Unreachable statement']);
  assert.deepEqual(bodyErrors('while (true) { }'), []);
  assert.deepEqual(bodyErrors('try { return 1; } catch (Exception e) { throw e; }'), []);
});

test('duplicates', () => {
  assert.deepEqual(bodyErrors('Integer i = 1; { Integer I = 2; } return i;'), ['4:26 Duplicate variable: I']);
  assert.deepEqual(errorsOf('public class A { Integer x; String X; }'), ['1:36 Duplicate field: X']);
  assert.equal(errorsOf('public class A { void f(Integer i) {} void F(Integer j) {} }').length, 1);
});

test('classes must implement what they promise and may only extend what allows it', () => {
  assert.deepEqual(errorsOf('public class A implements Comparable { }'), [
    '1:14 Class A must implement the method: Integer System.Comparable.compareTo(Object)'
  ]);
  assert.deepEqual(errorsOf('public interface I { String f(Integer i); }', 'public class A implements I { }'), [
    '1:14 Class A must implement the method: String I.f(Integer)'
  ]);
  assert.deepEqual(errorsOf('public class B { }', 'public class A extends B { }'), [
    '1:14 Non-virtual and non-abstract type cannot be extended: B'
  ]);
  assert.deepEqual(bodyErrors('return new S();', 'abstract class S { }'), [
    '4:8 Abstract classes cannot be constructed: A.S'
  ]);
});

test('private members are hidden from other classes, except from tests that may see them', () => {
  const other = 'public class B { private static Integer x; @TestVisible private static Integer y; }';
  assert.deepEqual(errorsOf(other, 'public class A { Integer f() { return B.x; } }'), [
    '1:41 Variable is not visible: B.x'
  ]);
  assert.deepEqual(errorsOf(other, '@IsTest private class A { static Integer f() { return B.y; } }'), []);
});

test('a syntax error and other classes beside it', () => {
  const sources = [
    'public class Broken { void f( { } }',
    'public class Fine { public static Integer one() { return 1; } }'
  ];
  const [error = ''] = errorsOf(...sources);
  assert.match(error, /^1:/);
});

test('a class without errors works although another does not compile', () => {
  const user = `public class User1 { public static Integer one() { return 1; }
    public static Object other() { return new Broken(); } public static String name() { return Broken.class.getName(); } }`;
  const program = loadDespiteErrors('public class Broken { Foo f; }', user);
  assert.equal(program.callStatic('user1', 'one'), 1);
  assert.equal(program.callStatic('user1', 'name'), 'Broken');
  assert.throws(() => program.callStatic('user1', 'other'), /Class Broken does not compile/);
});

test('every error of a class is reported, one per statement', () => {
  assert.deepEqual(bodyErrors('Integer a = x;\nString b = a.nope();\nreturn y;'), [
    '4:13 Variable does not exist: x',
    '5:14 Method does not exist or incorrect signature: void nope() from the type Integer',
    '6:8 Variable does not exist: y'
  ]);
});
