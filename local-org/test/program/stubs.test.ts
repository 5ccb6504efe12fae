import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './support.ts';

test('a stub sends every call to its provider with names and types', () => {
  const { program } = load(
    `public virtual class Greeter { public virtual String greet(String name, Integer times) { return 'real'; } public virtual void wave() {} }`,
    `public class Answering implements StubProvider {
       private static String last;
       public static String seen() { return last; }
       public Object handleMethodCall(Object stub, String method, Type returnType, List<Type> types, List<String> names, List<Object> args) {
         last = method + ' ' + returnType + ' ' + (returnType == void.class);
         return method + ' ' + returnType + ' ' + types + ' ' + names + ' ' + args; } }`
  );
  const stub = program.createStub('greeter', program.construct('answering', []));
  assert.equal(program.invoke(stub, 'greet', ['Ada', 2]), 'greet String (String, Integer) (name, times) (Ada, 2)');
  program.invoke(stub, 'wave', []);
  assert.equal(program.invokeStatic('answering', 'seen', []), 'wave void true');
  assert.equal(program.isStub(stub), true);
  assert.equal(program.isInstance(stub, program.type('greeter')), true);
});

test('a missing platform method is named when it is called', () => {
  const { program } = load(
    `public class Far { public static void call() { ConnectApi.ChatterUsers.getFollowers(null, 'me'); } }`
  );
  assert.throws(() => program.callStatic('far', 'call'), /ConnectApi\.ChatterUsers\.getFollowers\(String, String\)/);
});
