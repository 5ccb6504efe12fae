import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorsOf } from '../program/support.ts';

/** Sources, separated by `|`, and what the only problem in them says. */
const REFUSED: readonly (readonly [sources: string, says: RegExp])[] = [
  ['public class Foo extends Exception { }', /must have a name ending in 'Exception'/],
  ['public class A { class B { static Integer x; } }', /static can only be used on fields of a top level type/],
  ['public class A { class B { static void f() { } } }', /static can only be used on methods of a top level type/],
  ['public class A { class B { class C { } } }', /Inner types are not allowed to have inner types/],
  ['public class A { class A { } }', /Type name already in use: A.A/],
  ['public enum E { X, x }', /Duplicate field: x/],
  ['public class B { } | public class A implements B { }', /Invalid interface: B/],
  ['class A { }', /Top-level type must have public or global visibility/],
  ['private class A { }', /Top-level type must have public or global visibility/],
  ['public private class A { }', /Declarations can only have one scope/],
  ['public class A { public private void f() { } }', /only have one scope/],
  ['public class A { public public void f() { } }', /Duplicate modifier: public/],
  ['public virtual class A { public virtual static void f() { } }', /virtual methods cannot be static/],
  ['public class A { global void f() { } }', /Defining type must be declared as global/],
  ['public interface I { public void f(); }', /Modifiers are not allowed on interface methods/],
  ['@IsTest @IsTest private class A { }', /Duplicate annotation/],
  ['public class A { @IsTest static void f() { } }', /must be declared as IsTest/],
  ['@IsTest private class A { @IsTest void f() { } }', /must be declared as static/],
  ['@IsTest private class A { @IsTest static void f(Integer i) { } }', /Test methods must have no arguments/],
  ['@IsTest private class A { @TestSetup static void f(Integer i) { } }', /Test methods must have no arguments/],
  ['public class A { @Future public void f() { } }', /Future methods must be declared as static/],
  [
    'public class A { @Future public static Integer f() { return 1; } }',
    /Future methods do not support return type of Integer/
  ],
  ['public class A { @InvocableMethod public static void f(Id i) { } }', /Unsupported parameter type/],
  [
    'public class A { @InvocableMethod public static void f(List<Id> i, List<Id> n) { } }',
    /Only one parameter is supported/
  ],
  ['public class A { @InvocableMethod public void f(List<Id> i) { } }', /must be declared as static/],
  [
    'public class A { @InvocableMethod public static void f(List<Id> i) { } @InvocableMethod public static void g(List<Id> i) { } }',
    /Only one method per type can be defined with: InvocableMethod/
  ],
  [
    "@RestResource(urlMapping='/x') global class A { @HttpGet global static void f() { } @HttpGet global static void g() { } }",
    /Only one method per type can be defined with: HttpGet/
  ],
  [
    'public virtual class B { public virtual void f() { } } | public class A extends B { protected override void f() { } }',
    /Cannot reduce the visibility of method: void A.f\(\)/
  ],
  [
    'public virtual class B { public virtual Integer f() { return 1; } } | public class A extends B { public override String f() { return null; } }',
    /Method return types clash/
  ],
  [`public class A { Integer ${'a'.repeat(256)}; }`, /too long/]
];

for (const [sources, says] of REFUSED) {
  test(`refused: ${sources.slice(0, 110)}`, () => {
    const errors = errorsOf(...sources.split(' | '));
    assert.equal(errors.length, 1, errors.join('\n'));
    assert.match(errors[0] ?? '', says);
  });
}

function bodyErrors(body: string): string[] {
  return errorsOf(`public class A { enum E { X, Y }\npublic void run(Integer i, String s, E e) {\n${body}\n}\n}`);
}

test('a value stands in one when only, and nothing follows when else', () => {
  assert.deepEqual(bodyErrors('switch on i { when 1 { } when 2, 1 { } }'), [
    '3:34 1 occurs as more than one when branch for this switch statement'
  ]);
  assert.deepEqual(bodyErrors("switch on s { when 'a', 'a' { } }"), [
    '3:25 a occurs as more than one when branch for this switch statement'
  ]);
  assert.deepEqual(bodyErrors('switch on e { when X { } when x { } }'), [
    '3:31 X occurs as more than one when branch for this switch statement'
  ]);
  assert.deepEqual(bodyErrors('switch on i { when else { } when 1 { } }').length, 1);
  assert.deepEqual(
    bodyErrors("switch on i { when 1 { } when null { } when else { } } switch on s { when '1', 'A', 'a' { } }"),
    []
  );
});

test('an exception that an earlier clause catches is not caught again', () => {
  const fine = 'try { run(1, s, e); } catch (DmlException a) { } catch (QueryException b) { } catch (Exception c) { }';
  assert.deepEqual(bodyErrors(fine), []);
  assert.match(bodyErrors('try { } catch (Exception a) { } catch (DmlException b) { }').join(), /already caught/);
  assert.match(bodyErrors('try { } catch (DmlException a) { } catch (DmlException b) { }').join(), /already caught/);
});

test('what looks alike and is allowed', () => {
  assert.deepEqual(
    errorsOf('@IsTest private class A { @TestSetup static void f() { } static testMethod void g() { } }'),
    []
  );
  assert.deepEqual(
    errorsOf('public virtual class A { class MyException extends Exception { } protected virtual void f() { } }'),
    []
  );
  assert.deepEqual(errorsOf('global class A { global static void f() { } webservice static void g() { } }'), []);
  assert.deepEqual(
    errorsOf('public class A { @InvocableMethod public static List<Id> f(List<Id> ids) { return ids; } }'),
    []
  );
});
