import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkProject } from '../../../src/index.ts';
import { writeProject } from '../../dml/org-double.ts';
import { apexClass } from '../../support/apex-project.ts';
import { PROJECT } from './project.ts';

/** Members of a class: sound ones, and the same with one fault. */
interface Fault {
  readonly what: string;
  readonly good: string;
  readonly bad: string;
}

const inMethod = (what: string, good: string, bad: string): Fault => ({
  what,
  good: `void run() { ${good} }`,
  bad: `void run() { ${bad} }`
});

const FAULTS: readonly Fault[] = [
  // Types
  inMethod('a text in a number', 'Integer a = 1;', "Integer a = 'x';"),
  inMethod('a decimal in an integer', 'Decimal d = 1.5;', 'Integer d = 1.5;'),
  inMethod('a long in an integer', 'Long a = 1L;', 'Integer a = 1L;'),
  inMethod('a date from a text', "Date d = Date.valueOf('2026-01-01');", "Date d = '2026-01-01';"),
  inMethod(
    'a list of another element',
    "List<String> a = new List<String>{ 'x' };",
    'List<String> a = new List<Integer>{ 1 };'
  ),
  inMethod(
    'an element of another type',
    'List<Integer> a = new List<Integer>(); a.add(1);',
    "List<Integer> a = new List<Integer>(); a.add('x');"
  ),
  inMethod(
    'a key of another type',
    'Map<Id, Account> m = new Map<Id, Account>(); m.put(null, new Account());',
    'Map<Id, Account> m = new Map<Id, Account>(); m.put(null, new Contact());'
  ),
  inMethod('a condition that is no boolean', 'if (1 == 1) {}', 'if (1) {}'),
  inMethod('texts multiplied', 'Integer a = 2 * 3;', "Integer a = 'x' * 3;"),
  inMethod('a record of another object', 'Account a = new Account();', 'Account a = new Contact();'),
  inMethod(
    'a cast between strangers',
    'Object o = 1; Integer a = (Integer) o;',
    'Integer b = 1; Account a = (Account) b;'
  ),
  inMethod('a number compared with a text', 'Boolean b = 1 == 2;', "Boolean b = 1 == 'x';"),
  inMethod('an unknown type', 'Account a;', 'Acount a;'),
  inMethod('an unknown variable', 'Integer a = 1; a++;', 'a++;'),
  inMethod('a variable declared twice', 'Integer a; Integer b;', 'Integer a; String a;'),
  inMethod(
    'a variable used outside of its block',
    'Integer a; if (true) { a = 1; }',
    'if (true) { Integer a = 1; } a = 2;'
  ),
  inMethod('an unknown enum constant', 'Shape.Colour c = Shape.Colour.RED;', 'Shape.Colour c = Shape.Colour.BLUE;'),
  // Members
  inMethod('an unknown method', 'Integer a = Shape.add(1, 2);', 'Integer a = Shape.sum(1, 2);'),
  inMethod('an argument too few', 'Integer a = Shape.add(1, 2);', 'Integer a = Shape.add(1);'),
  inMethod('an argument of another type', 'Integer a = Shape.add(1, 2);', "Integer a = Shape.add(1, 'x');"),
  inMethod('a platform method that does not exist', "String a = 'x'.toUpperCase();", "String a = 'x'.upper();"),
  inMethod('a private field of another class', 'Shape s; Integer a = s.sides;', 'Shape s; Integer a = s.hidden;'),
  inMethod('a property that only its class may set', 'Shape s; Parcel__c p = s.parcel;', 'Shape s; s.parcel = null;'),
  inMethod('a final field set anew', 'Shape s; Integer a = s.sides;', 'Shape s; s.sides = 3;'),
  inMethod('an instance method called on the class', 'Shape s; s.area();', 'Shape.area();'),
  inMethod('an abstract class made', 'Shape s = null;', 'Shape s = new Shape();'),
  inMethod('a constructor that does not exist', 'Account a = new Account();', "Http h = new Http('x');"),
  {
    what: 'an instance field in a static method',
    good: 'Integer a; void run() { a = 1; }',
    bad: 'Integer a; static void run() { a = 1; }'
  },
  {
    what: 'two methods of one signature',
    good: 'void a(Integer x) {} void a(String x) {}',
    bad: 'void a(Integer x) {} void a(Integer y) {}'
  },
  {
    what: 'an interface not implemented',
    good: 'class A implements Named { public String name() { return null; } }',
    bad: 'class A implements Named { }'
  },
  {
    what: 'an abstract method not implemented',
    good: 'class A extends Shape { public override String name() { return null; } }',
    bad: 'class A extends Shape { }'
  },
  {
    what: 'an override without the word',
    good: 'class A extends Shape { public override String name() { return null; } public override Integer area() { return 2; } }',
    bad: 'class A extends Shape { public override String name() { return null; } public Integer area() { return 2; } }'
  },
  {
    what: 'an override of what is not virtual',
    good: 'class A extends Shape { public override String name() { return null; } }',
    bad: 'class A extends Shape { public override String name() { return null; } public override Integer fixed() { return 2; } }'
  },
  {
    what: 'a class that extends itself',
    good: 'virtual class A { } class B extends A { }',
    bad: 'virtual class A extends A { }'
  },
  // Flow
  { what: 'no return', good: 'Integer run() { return 1; }', bad: 'Integer run() { }' },
  {
    what: 'no return on one way',
    good: 'Integer run(Boolean b) { if (b) { return 1; } return 2; }',
    bad: 'Integer run(Boolean b) { if (b) { return 1; } }'
  },
  { what: 'a value returned from void', good: 'void run() { return; }', bad: 'void run() { return 1; }' },
  { what: 'a text returned as a number', good: 'Integer run() { return 1; }', bad: "Integer run() { return 'x'; }" },
  inMethod('code after a return', 'Integer a; return;', 'return; Integer a;'),
  inMethod('a break outside of a loop', 'while (true) { break; }', 'break;'),
  inMethod('something thrown that is no exception', "throw new IllegalArgumentException('x');", "throw 'x';"),
  inMethod(
    'something caught that is no exception',
    'try { run(); } catch (Exception e) {}',
    'try { run(); } catch (Account e) {}'
  ),
  inMethod('a loop over a number', 'for (Integer i : new List<Integer>()) {}', 'for (Integer i : 5) {}'),
  inMethod(
    'a loop variable of another type',
    'for (Integer i : new List<Integer>()) {}',
    'for (Account i : new List<Integer>()) {}'
  ),
  inMethod(
    'a switch value of another type',
    'Integer a; switch on a { when 1 {} }',
    "Integer a; switch on a { when 'x' {} }"
  ),
  // Records and queries
  inMethod(
    'a field that does not exist, set',
    "Parcel__c p = new Parcel__c(Code__c = 'x');",
    "Parcel__c p = new Parcel__c(Cod__c = 'x');"
  ),
  inMethod(
    'a field that does not exist, read',
    'Parcel__c p; String s = p.Code__c;',
    'Parcel__c p; String s = p.Coded__c;'
  ),
  inMethod('a field value of another type', 'Parcel__c p; p.Weight__c = 1;', "Parcel__c p; p.Weight__c = 'heavy';"),
  inMethod('a formula field set', 'Parcel__c p; Decimal d = p.Double__c;', 'Parcel__c p; p.Double__c = 1;'),
  inMethod(
    'the time of creation set',
    'Parcel__c p; Datetime d = p.CreatedDate;',
    'Parcel__c p; p.CreatedDate = null;'
  ),
  inMethod(
    'the creator in a constructor',
    'Parcel__c p = new Parcel__c(Code__c = null);',
    'Parcel__c p = new Parcel__c(CreatedById = null);'
  ),
  inMethod(
    'an address set as a whole',
    "Account a = new Account(BillingCity = 'x'); Address b = a.BillingAddress;",
    'Account a = new Account(BillingAddress = null);'
  ),
  inMethod(
    'a parent that does not exist',
    'Parcel__c p; String s = p.Account__r.Name;',
    'Parcel__c p; String s = p.Acc__r.Name;'
  ),
  inMethod(
    'a query on an unknown object',
    'List<SObject> l = [SELECT Id FROM Parcel__c];',
    'List<SObject> l = [SELECT Id FROM Parcels__c];'
  ),
  inMethod(
    'a query of an unknown field',
    'List<SObject> l = [SELECT Code__c FROM Parcel__c];',
    'List<SObject> l = [SELECT Codes__c FROM Parcel__c];'
  ),
  inMethod(
    'a filter on an unknown field',
    "List<SObject> l = [SELECT Id FROM Parcel__c WHERE Code__c = 'x'];",
    "List<SObject> l = [SELECT Id FROM Parcel__c WHERE Codex__c = 'x'];"
  ),
  inMethod(
    'an unknown child relationship',
    'List<SObject> l = [SELECT Id, (SELECT Id FROM Parcels__r) FROM Account];',
    'List<SObject> l = [SELECT Id, (SELECT Id FROM Parcel__r) FROM Account];'
  ),
  inMethod(
    'a bind of an unknown variable',
    "String c = 'x'; List<SObject> l = [SELECT Id FROM Parcel__c WHERE Code__c = :c];",
    'List<SObject> l = [SELECT Id FROM Parcel__c WHERE Code__c = :c];'
  ),
  inMethod(
    'a query into a list of another object',
    'List<Account> l = [SELECT Id FROM Account];',
    'List<Contact> l = [SELECT Id FROM Account];'
  ),
  inMethod(
    'a field neither grouped nor aggregated',
    'List<AggregateResult> l = [SELECT Code__c, COUNT(Id) n FROM Parcel__c GROUP BY Code__c];',
    'List<AggregateResult> l = [SELECT Code__c, COUNT(Id) n FROM Parcel__c];'
  ),
  inMethod(
    'a set of another element',
    'Set<Id> a = new Set<Id>(); Set<Id> b = a;',
    'Set<Id> a = new Set<Id>(); Set<String> b = a;'
  ),
  inMethod(
    'an instanceof that is never true',
    'Object o; Boolean b = o instanceof Account;',
    'Contact o; Boolean b = o instanceof Account;'
  ),
  inMethod(
    'a record filled twice',
    "Parcel__c p = new Parcel__c(Code__c = 'x', Weight__c = 1);",
    "Parcel__c p = new Parcel__c(Code__c = 'x', code__c = 'y');"
  ),
  inMethod(
    'a bound search in an unknown object',
    "List<List<SObject>> l = [FIND 'x' RETURNING Parcel__c(Id)];",
    "List<List<SObject>> l = [FIND 'x' RETURNING Parcels__c(Id)];"
  ),
  inMethod('a static method called on an instance', 'Shape.add(1, 2);', 'Shape s; s.add(1, 2);'),
  {
    what: 'a null that fits two overloads',
    good: "void a(String s) {} void a(Integer i) {} void run() { a('x'); }",
    bad: 'void a(String s) {} void a(Integer i) {} void run() { a(null); }'
  },
  {
    what: 'a future method that takes a record',
    good: '@future static void a(Id id) {}',
    bad: '@future static void a(Parcel__c p) {}'
  },
  {
    what: 'an annotation that does not exist',
    good: '@TestVisible private Integer a;',
    bad: '@TestVisble private Integer a;'
  },
  {
    what: 'a constructor without the one of its super class',
    good: 'virtual class A { A(Integer i) {} } class B extends A { B() { super(1); } }',
    bad: 'virtual class A { A(Integer i) {} } class B extends A { B() {} }'
  },
  {
    what: 'a field used before it is initialised',
    good: 'Integer a = 1; Integer b = a;',
    bad: 'Integer b = a; Integer a = 1;'
  },
  inMethod('DML on what is no record', 'insert new Account();', 'insert 5;'),
  inMethod('an unknown label', 'Integer a = 1;', 'String s = Label.No_Such_Label;')
];

/** Lines of `Subject.cls` with errors, for a project whose class `Subject` has these members. */
function errorLines(members: string): number[] {
  const files = { ...PROJECT, ...apexClass('Subject', `public class Subject {\n${members}\n}`) };
  const { errors } = checkProject({ source: [writeProject(files)] });
  assert.deepEqual(
    errors.filter(({ className }) => className !== 'Subject'),
    []
  );
  return errors.map(({ line }) => line);
}

for (const { what, good, bad } of FAULTS) {
  test(`check finds ${what}`, () => {
    assert.deepEqual(errorLines(good), [], 'the sound class compiles');
    const lines = errorLines(bad);
    assert.ok(lines.length > 0, 'the fault is reported');
    assert.ok(
      lines.every((line) => line === 2),
      `the error is on its line, not on ${lines.join(', ')}`
    );
  });
}

test('check finds a trigger on an unknown object or event', () => {
  const trigger = (head: string): number =>
    checkProject({
      source: [writeProject({ ...PROJECT, 'triggers/T.trigger': `trigger T on ${head} { Integer a = 1; }` })]
    }).errors.length;
  assert.equal(trigger('Parcel__c (before insert)'), 0);
  assert.ok(trigger('Parcels__c (before insert)') > 0);
  assert.ok(trigger('Parcel__c (before instert)') > 0);
});

test('a metadata file that is not well-formed is reported with its line', () => {
  const file = 'objects/Parcel__c/fields/Code__c.field-meta.xml';
  const broken = `${PROJECT[file] ?? ''}`.replace('</label>', '</labels>');
  assert.notEqual(broken, PROJECT[file]);
  const { errors } = checkProject({ source: [writeProject({ ...PROJECT, [file]: broken })] });
  assert.deepEqual(
    errors.map(({ code, file: path }) => [code, path.split('/').at(-1)]),
    [['metadata', 'Code__c.field-meta.xml']]
  );
  assert.match(errors[0]?.message ?? '', /Expected closing tag 'label'/);
});
