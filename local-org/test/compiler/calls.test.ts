import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const CLASSES = [
  apexClass(
    'Lists',
    `public class Lists {
      public virtual class Base {
        public String trace = '';
        public Base(String a) { this(a, 1); }
        public Base(String a, Integer n) { trace += 'base ' + a + n + ';'; }
      }
      public virtual class Derived extends Base {
        public Derived(String a) { this(a, 2); }
        public Derived(String a, Integer n) { super(a); trace += 'derived ' + a + n; }
      }
    }`
  ),
  apexClass('Shown', 'public interface Shown { String toString(); Boolean equals(Object other); Integer hashCode(); }'),
  apexClass('Filter', 'public interface Filter { Filter equals(Object value); Integer count(); }'),
  apexClass(
    'Counting',
    'public class Counting implements Filter { Integer n = 0; public Filter equals(Object value) { n++; return this; } public Integer count() { return n; } }'
  ),
  apexClass('Plain', 'public class Plain implements Shown { }'),
  apexClass('Named', "public class Named implements Shown { public override String toString() { return 'my name'; } }"),
  apexClass(
    'Helper',
    'public virtual class Helper { public static Nested Test = new Nested(); public class Nested { public Integer own() { return 5; } } }'
  ),
  apexClass(
    'CallsTest',
    `@IsTest private class CallsTest extends Helper {
      @IsTest static void aConstructorCallsThatOfItsOwnClass() {
        Assert.areEqual('base x1;derived x2', new Lists.Derived('x').trace);
        Assert.areEqual('base y1;', new Lists.Base('y').trace);
      }
      @IsTest static void anInterfaceMayDeclareWhatEveryObjectHas() {
        Shown plain = new Plain();
        Shown named = new Named();
        Assert.isTrue(plain.toString().startsWith('Plain:'), plain.toString());
        Assert.areEqual('my name', named.toString());
        Assert.isTrue(plain.equals(plain));
        Assert.isFalse(plain.equals(named));
        Assert.areEqual(plain.hashCode(), plain.hashCode());
        Filter chained = new Counting();
        Assert.areEqual(2, chained.equals(1).equals(2).count());
      }
      @IsTest static void aVariableDoesNotHideTheMethodsOfATypeOfItsName() {
        Assert.areEqual(5, Test.own());
        Assert.isTrue(Test.isRunningTest());
      }
      @IsTest static void aPlusBeforeATextDoesNothing() {
        Assert.areEqual('ab', 'a' + + 'b');
      }
    }`
  )
];

test('calls reach what they name', async (t) => {
  const org = openProject(Object.assign({}, ...CLASSES) as Record<string, string>);
  t.after(() => org.close());
  assert.deepEqual(org.compileErrors, []);
  assert.deepEqual(await failuresOf(org), []);
});
