import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApexException } from '../../src/values/index.ts';
import { evaluate, expression, load, thrownBy } from './support.ts';

test('the overload with the most specific parameter is called', () => {
  const source = `public class Over {
    public static String of(Object o) { return 'object'; }
    public static String of(String s) { return 'string'; }
    public static String of(Integer i) { return 'integer'; }
    public static String of(Decimal d) { return 'decimal'; } }`;
  assert.equal(
    expression("Over.of('a') + Over.of(1) + Over.of(1.5) + Over.of(true)", source),
    'stringintegerdecimalobject'
  );
  assert.equal(evaluate('String', 'Object o = 1; return Over.of(o);', source), 'object');
});

test('initialisers run in order, before any constructor of the object', () => {
  const base = `public virtual class Base {
    public static List<String> log = new List<String>();
    { log.add('base fields'); }
    public Base() { log.add('base'); hook(); }
    protected virtual void hook() { log.add('base hook'); } }`;
  const derived = `public class Derived extends Base {
    List<String> own = new List<String>();
    { log.add('derived fields'); }
    public Derived() { super(); log.add('derived'); }
    protected override void hook() { own.add('x'); log.add('hook ' + own.size()); } }`;
  assert.equal(
    evaluate('String', "new Derived(); return String.join(Base.log, ';');", base, derived),
    'base fields;derived fields;base;hook 1;derived'
  );
});

test('statics belong to the transaction and are initialised on first use', () => {
  const { program, newTransaction } = load(
    `public class Counter { static Integer count = 10; static { count++; } public static Integer next() { return count++; } }`
  );
  assert.equal(program.callStatic('counter', 'next'), 11);
  assert.equal(program.callStatic('counter', 'next'), 12);
  newTransaction();
  assert.equal(program.callStatic('counter', 'next'), 11);
});

test('properties run their accessors and keep their own value', () => {
  const source = `public class Temperature {
    public Decimal celsius { get { return celsius == null ? 0 : celsius; } set { celsius = value; changes++; } }
    public Integer changes { get; private set; }
    public static String unit { get { if (unit == null) { unit = 'C'; } return unit; } set; }
    public Temperature() { changes = 0; }
    public static String run() {
      Temperature t = new Temperature(); String s = t.celsius + unit;
      t.celsius = 5; t.celsius += 2; return s + t.celsius + t.changes; } }`;
  assert.equal(expression('Temperature.run()', source), '0C72');
});

test('virtual methods, super calls and interfaces', () => {
  const shape = `public interface Shape { Decimal area(); }`;
  const square = `public virtual class Square implements Shape {
    protected Decimal side; public Square(Decimal side) { this.side = side; }
    public virtual Decimal area() { return side * side; } }`;
  const tile = `public class Tile extends Square {
    public Tile() { super(2); } public override Decimal area() { return super.area() + 1; } }`;
  const body =
    'Decimal sum = 0; for (Shape s : new List<Shape>{ new Square(3), new Tile() }) { sum += s.area(); } return sum;';
  assert.equal(evaluate('Decimal', body, shape, square, tile), '14');
});

test('enums: values, valueOf, ordinal, name, switch and map keys', () => {
  const season = `public enum Season { WINTER, SPRING, SUMMER }`;
  const body = `Map<Season, Integer> m = new Map<Season, Integer>{ Season.SPRING => 4 };
    String s = '';
    for (Season each : Season.values()) { switch on each { when WINTER { s += 'w'; } when SPRING, SUMMER { s += each.ordinal(); } } }
    return s + Season.valueOf('summer').name() + m.get(Season.SPRING);`;
  assert.equal(evaluate('String', body, season), 'w12SUMMER4');
});

test('switch on text minds its case and knows null and types', () => {
  const body = (subject: string): string =>
    `String s = ${subject}; switch on s { when 'a', 'b' { return 'ab'; } when null { return 'none'; } when else { return 'other'; } }`;
  assert.equal(evaluate('String', body("'b'")), 'ab');
  assert.equal(evaluate('String', body("'B'")), 'other');
  assert.equal(evaluate('String', body('null')), 'none');
});

test('exceptions are caught by type and finally always runs', () => {
  const source = `public class Risky {
    public class OddException extends Exception {}
    public static String run(Integer i) {
      String log = '';
      try {
        if (i == 1) { throw new OddException('odd one'); }
        if (i == 2) { String s; s.length(); }
        log += 'fine';
      } catch (OddException e) { log += e.getTypeName() + ' ' + e.getMessage(); }
      catch (NullPointerException e) { log += e.getMessage(); }
      finally { log += ' end'; }
      return log; } }`;
  assert.equal(expression('Risky.run(0)', source), 'fine end');
  assert.equal(expression('Risky.run(1)', source), 'Risky.OddException odd one end');
  assert.equal(expression('Risky.run(2)', source), 'Attempt to de-reference a null object end');
});

test('an exception knows the line and the methods it came through', () => {
  const { program } = load(
    [
      'public class Deep {',
      '  public static void outer() {',
      '    inner();',
      '  }',
      '  static void inner() {',
      "    throw new IllegalArgumentException('no');",
      '  }',
      '}'
    ].join('\n')
  );
  assert.throws(
    () => program.callStatic('deep', 'outer'),
    (error: unknown) => {
      assert.ok(error instanceof ApexException);
      assert.equal(error.lineNumber, 6);
      assert.equal(error.stackTrace, 'Class.Deep.inner: line 6, column 1\nClass.Deep.outer: line 3, column 1');
      return true;
    }
  );
});

test('endless recursion is a LimitException that Apex cannot catch', () => {
  const source = `public class Endless { public static Integer run() { try { return go(1); } catch (Exception e) { return -1; } }
    static Integer go(Integer i) { return go(i + 1) + 1; } }`;
  assert.equal(
    thrownBy(() => expression('Endless.run()', source)),
    'System.LimitException: Maximum stack depth reached: 1001'
  );
});

test('collections use equals and hashCode of user classes', () => {
  const point = `public class Point { Integer x; public Point(Integer x) { this.x = x; }
    public Boolean equals(Object o) { return o instanceof Point && ((Point) o).x == x; }
    public Integer hashCode() { return x; } }`;
  assert.equal(
    evaluate('Integer', 'return new Set<Point>{ new Point(1), new Point(1), new Point(2) }.size();', point),
    '2'
  );
  assert.equal(evaluate('Boolean', 'return new Point(1) == new Point(1);', point), 'true');
});

test('for loops iterate over lists, sets and Iterables, and refuse changes meanwhile', () => {
  const range = `public class Range implements Iterable<Integer>, Iterator<Integer> {
    Integer at = 0; public Iterator<Integer> iterator() { return this; }
    public Boolean hasNext() { return at < 3; } public Integer next() { return at++; } }`;
  assert.equal(evaluate('Integer', 'Integer s = 0; for (Integer i : new Range()) { s += i; } return s;', range), '3');
  assert.match(
    thrownBy(() =>
      evaluate('Integer', 'List<Integer> l = new List<Integer>{ 1, 2 }; for (Integer i : l) { l.add(i); } return 0;')
    ),
    /^System\.FinalException: Cannot modify a collection while it is being iterated/
  );
});

test('a list index out of bounds is a ListException', () => {
  assert.equal(
    thrownBy(() => evaluate('Integer', 'return new List<Integer>()[0];')),
    'System.ListException: List index out of bounds: 0'
  );
});

test('names ignore case', () => {
  const other = 'public class Other { public static Integer twoOf(Integer Given) { return GIVEN * 2; } }';
  assert.equal(
    evaluate('Integer', 'INTEGER Abc = 2; return aBC.FORMAT().LENGTH() + ABC + other.TWOOF(1);', other),
    '5'
  );
});
