import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const CLASSES = [
  apexClass('Source', 'public interface Source { Source getInstance(); String name(); }'),
  apexClass(
    'River',
    `public virtual class River implements Source {
      static Integer made = 0;
      public static Source getInstance() { made++; return new River(); }
      public virtual String name() { return 'River ' + made; }
    }`
  ),
  apexClass('Brook', "public class Brook extends River { public override String name() { return 'Brook'; } }"),
  apexClass(
    'Endless',
    `public class Endless {
      public static Integer firstAbove(List<Integer> values, Integer limitValue) {
        if (values.isEmpty()) {
          return -1;
        } else {
          for (Integer i = 0; true; i++) {
            if (values[i] > limitValue) { return values[i]; }
          }
        }
        return 0;
      }
      public static Integer needsNoReturn(Integer start) { for (Integer i = start; true; i++) { if (Math.mod(i, 7) == 0) { return i; } } }
    }`
  ),
  apexClass(
    'SourceTest',
    `@IsTest private class SourceTest {
      @IsTest static void aStaticMethodFulfilsAnInterface() {
        Source s = (Source) Type.forName('River').newInstance();
        Assert.areEqual('River 1', s.getInstance().name());
        Assert.areEqual('River 2', River.getInstance().name());
        Source b = new Brook();
        Assert.areEqual('River 3', b.getInstance().name());
        Assert.areEqual('Brook', b.name());
      }
      @IsTest static void loopsWithoutEnd() {
        Assert.areEqual(5, Endless.firstAbove(new List<Integer>{ 1, 5, 9 }, 4));
        Assert.areEqual(-1, Endless.firstAbove(new List<Integer>(), 4));
        Assert.areEqual(14, Endless.needsNoReturn(8));
      }
    }`
  )
];

test('static methods behind interfaces, and what may follow a loop without end', async () => {
  assert.deepEqual(await failuresOf(openProject(...CLASSES)), []);
});
