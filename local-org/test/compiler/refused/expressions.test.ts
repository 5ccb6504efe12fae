import { acceptedStatements, refusedStatements } from './table.ts';

refusedStatements('operators, casts and instanceof', [
  ["Integer i = (Integer) 'x';", '13 Incompatible types since an instance of String is never an instance of Integer'],
  ['String s = (String) 1;', '12 Incompatible types since an instance of Integer is never an instance of String'],
  [
    'Account a = (Account) new Contact();',
    '13 Incompatible types since an instance of Contact is never an instance of Account'
  ],
  ["Date d = (Date) 'x';", '10 Incompatible types since an instance of String is never an instance of Date'],
  ['Id i = (Id) 1;', '8 Incompatible types since an instance of Integer is never an instance of Id'],
  [
    'List<String> l = (List<String>) new Set<String>();',
    '18 Incompatible types since an instance of Set<String> is never an instance of List<String>'
  ],
  [
    'Boolean b = 1 instanceof String;',
    '13 Operation instanceof is always false since an instance of Integer is never an instance of String'
  ],
  [
    "Boolean b = 'x' instanceof String;",
    '13 Operation instanceof is always true since an instance of String is always an instance of String'
  ],
  [
    'Boolean b = new Account() instanceof SObject;',
    '13 Operation instanceof is always true since an instance of Account is always an instance of SObject'
  ],
  [
    'Boolean b = new Account() instanceof Contact;',
    '13 Operation instanceof is always false since an instance of Account is never an instance of Contact'
  ],
  [
    'DmlException e; Boolean b = e instanceof Exception;',
    '29 Operation instanceof is always true since an instance of System.DmlException is always an instance of System.Exception'
  ],
  ["Integer i = 'x' - 'y';", '13 Arithmetic expressions must use numeric arguments'],
  ["String s = 'x' * 2;", '12 Arithmetic expressions must use numeric arguments'],
  ['Integer i = true + 1;', '13 Arithmetic expressions must use numeric arguments'],
  ['Boolean b = 1 && true;', '13 Logical operator can only be applied to Boolean'],
  ['Boolean b = true || null;', '21 Logical operator can only be applied to Boolean'],
  ['Boolean b = !1;', '13 ! operator can only be applied to boolean expressions'],
  ['Boolean b = ~true;', '13 Invalid type for bitwise negate: Boolean'],
  ["Integer i = -'x';", '13 Unary negation must use a numeric argument'],
  [
    'Integer i = 1 & true;',
    '13 & operator can only be applied to Boolean expressions or to Integer or Long expressions'
  ],
  [
    'Integer i = 1.5 & 2;',
    '13 & operator can only be applied to Boolean expressions or to Integer or Long expressions'
  ],
  ['Integer i = 1.5 << 2;', '13 << operation can only be applied to Integer or Long types'],
  ["Boolean b = 'a' < 1;", '13 Comparison arguments must be compatible types: String, Integer'],
  ['Boolean b = true < false;', '13 Inequality operator not allowed for this type: Boolean'],
  ['Boolean b = new Account() < new Account();', '13 Inequality operator not allowed for this type: Account'],
  [
    'Boolean b = new List<String>() < new List<String>();',
    '13 Inequality operator not allowed for this type: List<String>'
  ],
  ['Boolean b = 1 === 1;', '13 Exact equality operator only allowed for reference types: Integer'],
  ["Boolean b = 1 == 'a';", '13 Comparison arguments must be compatible types: Integer, String'],
  ['Boolean b = 1 == true;', '13 Comparison arguments must be compatible types: Integer, Boolean'],
  ['Boolean b = Date.today() == 1;', '13 Comparison arguments must be compatible types: Date, Integer'],
  ['Boolean b = new Account() == new Contact();', '13 Comparison arguments must be compatible types: Account, Contact'],
  ["Boolean b = new Account() == 'x';", '13 Comparison arguments must be compatible types: Account, String'],
  ['Boolean b = null < 1;', '13 Comparison arguments must be compatible types: null, Integer'],
  ['Date d = Date.today() + 1.5;', '10 Date expressions must use Integer or Long'],
  ['Time t = Time.newInstance(1,1,1,1) + 1.5;', '10 Time expressions must use Integer or Long'],
  ['Date d = Date.today() * 2;', '10 Arithmetic expressions must use numeric arguments'],
  ["String s = 'a'; s -= 'b';", '17 Arithmetic expressions must use numeric arguments'],
  ['String s; s++;', '11 Unary postfix increment/decrement can only be applied to numeric expressions: String'],
  ['Boolean b; b++;', '12 Unary postfix increment/decrement can only be applied to numeric expressions: Boolean'],
  ['Integer i = 1 ? 2 : 3;', '13 Condition expression must be of type Boolean: Integer'],
  ["Integer i = true ? 1 : 'x';", '13 Incompatible types in ternary operator: Integer, String'],
  ["String s = 'a' ?? 1;", '12 Incompatible types in null coalescing operator: String, Integer'],
  ["if ('x') { }", '5 Condition expression must be of type Boolean: String'],
  ['while (1) { }', '8 Condition expression must be of type Boolean: Integer'],
  ['do { } while (1);', '15 Condition expression must be of type Boolean: Integer'],
  ['for (Integer i = 0; i; i++) { }', '21 Condition expression must be of type Boolean: Integer'],
  ['Integer v = null + null;', '13 Arithmetic expressions must use numeric arguments'],
  ["Account a; a?.Name.addError('x');", '20 Safe navigation operator is not allowed between SObject field and addError']
]);

refusedStatements('assignments, initialisers and constructors', [
  ['Integer i = 1.5;', '9 Illegal assignment from Decimal to Integer'],
  ['Integer i = 1.5d;', '9 Illegal assignment from Double to Integer'],
  ['Long l = 1.5;', '6 Illegal assignment from Decimal to Long'],
  ["Decimal d = 'x';", '9 Illegal assignment from String to Decimal'],
  ['String s = 1;', '8 Illegal assignment from Integer to String'],
  ['Id i = new Account();', '4 Illegal assignment from Account to Id'],
  ['Id i = 1;', '4 Illegal assignment from Integer to Id'],
  ["Boolean b = 'true';", '9 Illegal assignment from String to Boolean'],
  ['Boolean b = 1;', '9 Illegal assignment from Integer to Boolean'],
  ['Date d = Datetime.now();', '6 Illegal assignment from Datetime to Date'],
  ['Time t = Datetime.now();', '6 Illegal assignment from Datetime to Time'],
  ["Blob b = 'x';", '6 Illegal assignment from String to Blob'],
  ['Account a = new Contact();', '9 Illegal assignment from Contact to Account'],
  ['SObject s = new Account(); Account a = s;', '36 Illegal assignment from SObject to Account'],
  ['Object o = 1; Integer i = o;', '23 Illegal assignment from Object to Integer'],
  ['List<String> l = new Set<String>();', '14 Illegal assignment from Set<String> to List<String>'],
  ['List<String> l = new List<Object>();', '14 Illegal assignment from List<Object> to List<String>'],
  ['List<Account> l = new List<Contact>();', '15 Illegal assignment from List<Contact> to List<Account>'],
  ['Set<Object> l = new Set<String>();', '13 Illegal assignment from Set<String> to Set<Object>'],
  ['Set<SObject> l = new Set<Account>();', '14 Illegal assignment from Set<Account> to Set<SObject>'],
  ['Set<Id> s = new Set<String>();', '9 Illegal assignment from Set<String> to Set<Id>'],
  ['Set<String> s = new Set<Id>();', '13 Illegal assignment from Set<Id> to Set<String>'],
  ['Map<Id, Account> m = new Map<Id, SObject>();', '18 Illegal assignment from Map<Id,SObject> to Map<Id,Account>'],
  ['Integer[] a = new String[]{};', '11 Illegal assignment from List<String> to List<Integer>'],
  ["Integer[] a = new Integer[]{ 'x' };", '30 Illegal assignment from String to Integer'],
  [
    "Integer[] a = new Integer['x'];",
    '27 Invalid initializer type String found for List<Integer>: expected an Integer or a List of type Integer'
  ],
  ["List<Integer> a = new List<Integer>{ 'x' };", '38 Illegal assignment from String to Integer'],
  ["Set<Integer> a = new Set<Integer>{ 'x' };", '36 Illegal assignment from String to Integer'],
  ['Map<String, Integer> a = new Map<String, Integer>{ 1 => 1 };', '52 Illegal assignment from Integer to String'],
  ["Map<String, Integer> a = new Map<String, Integer>{ 'a' => 'b' };", '59 Illegal assignment from String to Integer'],
  [
    "Map<String, Integer> a = new Map<String, Integer>{ 'a', 'b' };",
    '26 Invalid initializer type Map<String,Integer> found'
  ],
  [
    "List<Integer> a = new List<Integer>('x');",
    '19 Invalid initializer type String found for List<Integer>: expected an Integer or a List of type Integer'
  ],
  [
    'Set<Integer> a = new Set<Integer>(1);',
    '18 Invalid initializer type Integer found for Set<Integer>: expected a List or a Set of type: Integer'
  ],
  [
    'Map<Integer, String> a = new Map<Integer, String>(1);',
    '26 Invalid initializer type Integer found for Map<Integer,String>: expected a Map with the same key and value types, or a valid SObject List'
  ],
  [
    'Map<Id, Account> a = new Map<Id, Account>(new List<Contact>());',
    '22 Invalid initializer type List<Contact> found for Map<Id,Account>: expected a Map with the same key and value types, or a valid SObject List'
  ],
  ["Date d = Date.today() + 'x';", '6 Illegal assignment from String to Date'],
  ['Integer i = 1; i += 1.5;', '16 Illegal assignment from Decimal to Integer'],
  ["Integer i = 1; i += 'x';", '16 Illegal assignment from String to Integer'],
  ['String s = null ?? 1;', '8 Illegal assignment from Integer to String'],
  ["Integer v = System.debug('x');", '9 Illegal assignment from void to Integer'],
  ['List f;', '1 No type arguments provided for a parameterized type: List'],
  ['Map<String> f;', '1 Invalid type argument count for Map: expected 2 but found 1'],
  ['List<String, String> f;', '1 Invalid type argument count for List: expected 1 but found 2'],
  ['Object o = new Comparable();', '12 Type cannot be constructed: System.Comparable'],
  ['Object o = new List();', '16 No type arguments provided for a parameterized type: List'],
  ['Object o = new Integer();', '12 Type cannot be constructed: Integer'],
  ["Object o = new String('x');", '12 Type cannot be constructed: String'],
  ['Object o = new SObject();', '12 Type cannot be constructed: SObject'],
  ['Object o = new Account(Name = 1);', '24 Illegal assignment from Integer to String'],
  ['Account a; a.Name = 1;', '12 Illegal assignment from Integer to String'],
  ["insert 'x';", '1 DML requires SObject or SObject list type: String'],
  ['insert new List<String>();', '1 DML requires SObject or SObject list type: List<String>'],
  ['insert new Set<Account>();', '1 DML requires SObject or SObject list type: Set<Account>'],
  ['insert new Map<Id, Account>();', '1 DML requires SObject or SObject list type: Map<Id,Account>'],
  ['update null;', '1 DML requires SObject or SObject list type: null'],
  ['Contact a = [SELECT Id FROM Account];', '9 Illegal assignment from List<Account> to Contact'],
  ['String s = [SELECT Id FROM Account];', '8 Illegal assignment from List<Account> to String'],
  ['List<String> s = [SELECT Id FROM Account];', '14 Illegal assignment from List<Account> to List<String>'],
  ['Account c = [SELECT COUNT(Id) FROM Account];', '9 Illegal assignment from List<AggregateResult> to Account'],
  ['Integer i = Label.Foo;', '9 Illegal assignment from String to Integer'],
  ['List<String> l; Integer i = l[0];', '25 Illegal assignment from String to Integer'],
  ["List<String> l; String i = l['x'];", '28 List index must be of type Integer: String'],
  ["String i = 'x'[0];", '12 Expression must be a list type: String']
]);

acceptedStatements('expressions that are fine', [
  'String s = new Account().Id;',
  "Id i = 'x';",
  'Datetime d = Date.today();',
  'List<Object> l = new List<String>();',
  'List<Account> l = new List<SObject>();',
  'List<SObject> l = new List<Account>();',
  'List<Id> s = new List<String>();',
  'List<String> s = new List<Id>();',
  'Map<String, Object> m = new Map<String, String>();',
  'Map<Id, SObject> m = new Map<Id, Account>();',
  'List<Decimal> l = new List<Integer>();',
  'List<Long> l = new List<Integer>();',
  'Object o = (String) (Object) 1;',
  'Object o; Boolean b = o instanceof String;',
  'SObject o; Boolean b = o instanceof Account;',
  'Exception e; Boolean b = e instanceof DmlException;',
  "String s = true + 'x';",
  'Boolean b = null == 1;',
  'Date d = Date.today() + 1;',
  'Datetime d = Datetime.now() + 1.5;',
  "String s = 'a'; s += 1;",
  'Object o = void.class;',
  'Object o = Trigger.isExecuting;',
  'Object o = new Exception();',
  "Account a; a.Id = '001000000000001';",
  'Account a = [SELECT Id FROM Account];',
  'Integer c = [SELECT COUNT() FROM Account];'
]);
