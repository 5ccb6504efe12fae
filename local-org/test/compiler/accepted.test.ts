import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileProject } from '../../src/compiler/index.ts';
import { PlatformTypes } from '../../src/types/index.ts';
import { errorsOf, evaluate } from '../program/support.ts';

const accepts = (...sources: string[]): void => assert.deepEqual(errorsOf(...sources), []);

test('the namespace of the project may stand before its classes', () => {
  const files = [
    'public interface Shape { Integer sides(); }',
    `public class Square implements acme.Shape { public Integer sides() { return acme.Square.count(); }
      static Integer count() { return 4; } acme.Shape other() { return new ACME.Square(); } }`
  ].map((source, i) => {
    const name = ['Shape', 'Square'][i] ?? '';
    return { path: `${name}.cls`, kind: 'class' as const, name, apiVersion: 60, source };
  });
  const schema = { object: () => undefined, objectByPrefix: () => undefined, objects: () => [] };
  const types = PlatformTypes.load();
  assert.deepEqual(compileProject({ files, schema, types, namespace: 'Acme' }).errors, []);
  assert.deepEqual(
    compileProject({ files, schema, types }).errors.map(({ message }) => message)[0],
    'Invalid type: acme.Shape'
  );
});

test('a list is closer to a list of objects than to Object', () => {
  const overloads = `public class Pick {
    public static String f(Object o) { return 'object'; }
    public static String f(List<Object> o) { return 'list'; }
    public static String g(Object o) { return 'object'; }
    public static String g(Map<String, Object> o) { return 'map'; }
  }`;
  assert.equal(evaluate('String', "return Pick.f(new List<String>{ 'a' });", overloads), 'list');
  assert.equal(evaluate('String', 'return Pick.f(new List<Account>());', overloads), 'list');
  assert.equal(evaluate('String', "return Pick.f('a') + Pick.f(new Set<String>());", overloads), 'objectobject');
  assert.equal(evaluate('String', 'return Pick.g(new Map<String, Integer>());', overloads), 'map');
});

test('test methods in any class before version 28, and with a result in every version', () => {
  const old = (apiVersion: number): readonly string[] => {
    const source = 'public class A { static testMethod void f() { } }';
    const schema = { object: () => undefined, objectByPrefix: () => undefined, objects: () => [] };
    const files = [{ path: 'A.cls', kind: 'class' as const, name: 'A', apiVersion, source }];
    return compileProject({ files, schema, types: PlatformTypes.load() }).errors.map(({ message }) => message);
  };
  assert.deepEqual(old(27), []);
  assert.equal(old(28).length, 1);
  accepts('@IsTest private class A { @IsTest static Integer f() { return 1; } }');
  assert.match(
    errorsOf('@IsTest private class A { @TestSetup static Integer f() { return 1; } }').join(),
    /Test setup method must return void/
  );
});

test('statements after an endless loop, and none', () => {
  accepts('public class A { Integer f() { while (true) { if (f() > 1) { return 1; } } return null; } }');
  accepts('public class A { Integer f() { while (true) { f(); } } Integer g() { for (;;) { f(); } } }');
  assert.deepEqual(errorsOf('public class A { Integer f(Boolean b) { while (b) { return 1; } } }').length, 1);
});

test('statements that are never reached, before version 41', () => {
  const errors = (apiVersion: number): readonly string[] => {
    const source = 'public class A { Integer f() { return 1; return 2; } }';
    const schema = { object: () => undefined, objectByPrefix: () => undefined, objects: () => [] };
    const files = [{ path: 'A.cls', kind: 'class' as const, name: 'A', apiVersion, source }];
    return compileProject({ files, schema, types: PlatformTypes.load() }).errors.map(({ message }) => message);
  };
  assert.deepEqual(errors(40), []);
  assert.deepEqual(errors(41), ['Unreachable statement']);
});

test('a method with wider parameters does what an interface asks for', () => {
  const sources = [
    'public interface Store { String get(String key); String get(Integer key); void put(Id a, Object b); }',
    `public class Memory implements Store { public String get(Object key) { return 'got ' + key; }
      public void put(String a, Object b) { } }`
  ];
  assert.equal(evaluate('String', "Store s = new Memory(); return s.get('a') + s.get(1);", ...sources), 'got agot 1');
  assert.equal(
    errorsOf(
      'public interface Store { String get(Object key); }',
      'public class A implements Store { public String get(String key) { return null; } }'
    ).length,
    1
  );
});

test('fields and tokens of objects whose names are classes too, or that have a field SObjectType', () => {
  accepts(`public class A { Schema.SObjectField a = BusinessHours.MondayStartTime; Schema.SObjectType b = BusinessHours.SObjectType;
    Schema.SObjectField c = ListView.SobjectType; Schema.SObjectType d = Account.SObjectType;
    String e(ListView v) { return v.SobjectType; } EventBus.ChangeEventHeader f(AccountChangeEvent e) { return e.ChangeEventHeader; } }`);
  assert.deepEqual(errorsOf('public class A { Object a = BusinessHours.Nonsense; }'), [
    '1:43 Variable does not exist: Nonsense'
  ]);
});

test('one error for one mistake: what hangs on an unknown type is not reported again', () => {
  assert.deepEqual(errorsOf('public class A { void f() { Foo[] a; a[0] = 1; a[0].b = 2; a.c.d++; a.e(); } }'), [
    '1:29 Invalid type: Foo'
  ]);
});

test('of two classes of one name the first stands', () => {
  const sources = [
    'public class A { public Integer x; void f() { x = 1; } }',
    'public class A { void f() { x = 2; } }'
  ];
  assert.deepEqual(errorsOf(...sources), ['1:14 Type name already in use: A']);
});
