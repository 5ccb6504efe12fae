import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileAnonymous } from '../../src/compiler/compile-anonymous.ts';
import { splitAnonymous } from '../../src/compiler/parse/split-anonymous.ts';
import { load } from '../program/support.ts';
import { PlatformTypes } from '../../src/types/index.ts';

const NO_OBJECTS = { object: () => undefined, objectByPrefix: () => undefined, objects: () => [] };

function compile(block: string) {
  const types = PlatformTypes.load();
  return compileAnonymous({ name: 'Anon', block, apiVersion: 67, files: [], schema: NO_OBJECTS, types });
}

/** `line:column message` of the block's errors. */
const errors = (block: string): string[] =>
  compile(block).errors.map(({ line, column, message }) => `${line}:${column} ${message}`);

/** What the block puts into `Sink.text`. */
function run(block: string): string {
  const sink = `public class Sink { public static String text = ''; public static void add(Object o) { text += o; } public static String get() { return text; } }`;
  const { program } = load(sink);
  const file = { path: 'Sink.cls', kind: 'class' as const, name: 'Sink', apiVersion: 67, source: sink };
  const { unit, errors: found } = compileAnonymous({
    name: 'Anon',
    block,
    apiVersion: 67,
    files: [file],
    schema: NO_OBJECTS,
    types: PlatformTypes.load()
  });
  assert.deepEqual(found, []);
  assert.ok(unit);
  program.add(unit);
  program.invoke(program.construct('anon', []), 'run', []);
  return String(program.callStatic('sink', 'get'));
}

test('methods see the variables that the block declares before them, and set them', () => {
  const block = `Integer count = 1, untouched = 5;
String name;
void raise() { count += 10; name = 'set'; }
raise();
Integer later = count;
Sink.add(count + name + untouched + later);`;
  assert.equal(run(block), '11set511');
});

test('a variable is initialised where the block says so', () => {
  assert.equal(
    run("final List<String> seen = new List<String>{ 'a' };\nvoid add() { seen.add('b'); }\nadd();\nSink.add(seen);"),
    '(a, b)'
  );
  assert.equal(
    run('Sink.add(1);\nInteger a = 2;\nInteger twice() { return a * 2; }\na = 3;\nSink.add(twice());'),
    '16'
  );
});

test('what comes after a method is not there for it, and types see no variables', () => {
  assert.deepEqual(errors('Integer f() { return a; }\nInteger a = 1;'), ['1:22 Variable does not exist: a']);
  assert.deepEqual(errors('Integer a = 1;\nclass Other { Integer f() { return a; } }'), [
    '2:36 Variable does not exist: a'
  ]);
});

test('errors keep their places when variables move', () => {
  assert.deepEqual(errors("Integer a = 'x', b = 2;\nInteger f() { return a + b; }"), [
    '1:9 Illegal assignment from String to Integer'
  ]);
  assert.deepEqual(errors('Integer a = 1;\nInteger f() { return a + missing; }'), [
    '2:26 Variable does not exist: missing'
  ]);
  assert.deepEqual(errors('Foo a;\nInteger f() { return a; }').slice(0, 1), ['1:1 Invalid type: Foo']);
});

test('types of a block are virtual', () => {
  assert.deepEqual(errors('class Base { }\nclass Child extends Base { }\nBase b = new Child();'), []);
});

test('texts keep every token in its place', () => {
  const parts = splitAnonymous('Integer a = 1, b;\nvoid f() { a = b; }\nf();');
  assert.deepEqual(parts, {
    statements: '        a = 1;   \n                   \nf();',
    declarations: 'Integer a    , b;\nvoid f() { a = b; }\n    '
  });
});
