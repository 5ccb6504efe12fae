import { acceptedStatements, refusedStatements } from './table.ts';

refusedStatements('flow, loops, switch, names, members, DML', [
  ['1++;', '1 Expression cannot be assigned'],
  ["'x'.length()++;", '5 Expression cannot be assigned'],
  ['for (Integer i : 5) { }', '18 Loop must iterate over collection: Integer'],
  ["for (Integer i : 'abc') { }", '18 Loop must iterate over collection: String'],
  ['for (Integer i : new Map<String, Integer>()) { }', '18 Loop must iterate over collection: Map<String,Integer>'],
  ['for (Integer i : new List<String>()) { }', '1 Invalid loop variable type expected String was Integer'],
  ['for (Account a : new List<Contact>()) { }', '1 Invalid loop variable type expected Contact was Account'],
  [
    'for (Contact a : [SELECT Id FROM Account]) { }',
    '1 Loop variable must be a generic SObject or List or a concrete SObject or List of: Account'
  ],
  [
    'for (List<Contact> a : [SELECT Id FROM Account]) { }',
    '1 Loop variable must be a generic SObject or List or a concrete SObject or List of: Account'
  ],
  [
    'for (Integer a : [SELECT Id FROM Account]) { }',
    '1 Loop variable must be a generic SObject or List or a concrete SObject or List of: Account'
  ],
  ['break;', '1 Break statement must be in loop'],
  ['continue;', '1 Continue statement must be in loop'],
  ["throw 'x';", '1 Throw expression must be of type exception: String'],
  ['throw new Account();', '1 Throw expression must be of type exception: Account'],
  ['try { } catch (Account a) { }', '9 Catch block variable must be of type exception: Account'],
  [
    'try { } catch (Exception e) { } catch (DmlException d) { }',
    '33 Exception type already caught: System.DmlException'
  ],
  ['return; Integer i;', '9 Unreachable statement'],
  ['if (true) { return; } else { return; } Integer i;', '40 Unreachable statement'],
  ['while (true) { break; Integer i; }', '23 Unreachable statement'],
  ['return 1;', '1 Void method must not return a value'],
  ['Integer i; Integer I;', '20 Duplicate variable: I'],
  ['Integer i; { Integer i; }', '22 Duplicate variable: i'],
  ['for (Integer i = 0; i < 1; i++) { Integer i; }', '43 Duplicate variable: i'],
  ['Integer i; try { } catch (Exception i) { }', '20 Duplicate variable: i'],
  ['Integer i = i;', '13 Variable does not exist: i'],
  ['switch on 1 { when 1 { } when 1 { } }', '31 1 occurs as more than one when branch for this switch statement'],
  [
    "switch on 1 { when 'x' { } }",
    "20 String value in 'when expression' cannot be implicitly converted to the Integer type in switch expression"
  ],
  ['switch on 1 { when else { } when 1 { } }', "15 'when else' must be the last when block"],
  [
    "switch on new Account() { when 'x' { } }",
    "32 Switching on SObject types must be a 'when type variable' or 'when null'"
  ],
  ['switch on 1 { when Account a { } }', "15 Account cannot be a 'when type variable' block"],
  [
    'SObject s; switch on s { when Account a { } when Account b { } }',
    '45 Account occurs as more than one when branch for this switch statement'
  ],
  ['Integer j = 2; switch on 1 { when j { } }', '35 When clause must be a literal or a non null constant literal: j'],
  ['LoggingLevel l; switch on l { when FOO { } }', '36 Variable does not exist: FOO'],
  [
    'LoggingLevel l; switch on l { when INFO, INFO { } }',
    '42 INFO occurs as more than one when branch for this switch statement'
  ],
  [
    'switch on 1 { when 1L { } }',
    "20 Long value in 'when expression' cannot be implicitly converted to the Integer type in switch expression"
  ],
  ['Date d; switch on d { when null { } }', '9 Date is not a valid switch expression type'],
  ['1;', '1 Expression cannot be a statement.'],
  ['i;', '1 Expression cannot be a statement.'],
  ["'x';", '1 Expression cannot be a statement.'],
  ['1 + 2;', '1 Expression cannot be a statement.'],
  ['true;', '1 Expression cannot be a statement.'],
  ['Integer i; i == 1;', '12 Expression cannot be a statement.'],
  ['System.debug();', '8 Method does not exist or incorrect signature: void debug() from the type System.System'],
  [
    "System.debug('a', 'b', 'c');",
    '8 Method does not exist or incorrect signature: void debug(String, String, String) from the type System.System'
  ],
  [
    "String s = 'x'.substring('1');",
    '16 Method does not exist or incorrect signature: void substring(String) from the type String'
  ],
  [
    'Integer i = Integer.valueOf();',
    '21 Method does not exist or incorrect signature: void valueOf() from the type Integer'
  ],
  ['Math.foo();', '6 Method does not exist or incorrect signature: void foo() from the type System.Math'],
  ["'x'.foo;", '1 Expression cannot be a statement.'],
  ['Account a; a.foo();', '14 Method does not exist or incorrect signature: void foo() from the type Account'],
  ['Integer i = 2147483648;', '13 Illegal integer'],
  ['Long l = 9223372036854775808L;', '10 Illegal long'],
  ['Long l = 2147483648;', '10 Illegal integer'],
  ['Integer select;', '9 Identifier name is reserved: select'],
  ['Integer trigger = 1;', '9 Identifier name is reserved: trigger'],
  ['Integer limit;', '9 Identifier name is reserved: limit'],
  [
    'Integer a__b;',
    '9 Invalid identifier: a__b. Apex identifiers must start with an ASCII letter, and contain neither consecutive nor trailing underscores.'
  ],
  [
    'Integer _a;',
    '9 Invalid identifier: _a. Apex identifiers must start with an ASCII letter, and contain neither consecutive nor trailing underscores.'
  ],
  [
    'Integer a_;',
    '9 Invalid identifier: a_. Apex identifiers must start with an ASCII letter, and contain neither consecutive nor trailing underscores.'
  ],
  ['Foo f;', '1 Invalid type: Foo'],
  ['List<Foo> f;', '6 Invalid type: Foo'],
  ['String<Integer> f;', '1 Type arguments provided for a non-parameterized type: String'],
  ["Object o = new Account('x');", '24 Type requires name=value pair construction: Account'],
  ['Object o = new Account(Foo = 1);', '24 Field does not exist: Foo on Account'],
  ["Object o = new Account(Name = 'a', Name = 'b');", '36 Duplicate field initialization: Name'],
  [
    'Object o = new Http(a = 1);',
    '12 Invalid constructor syntax, name=value pairs can only be used for SObjects: System.Http'
  ],
  ['Account a; String s = a.Foo;', '25 Variable does not exist: Foo'],
  ['Object o = Account.Foo;', '20 Variable does not exist: Foo'],
  ['Object o = Schema.SObjectType.Account.fields.Foo;', '46 Variable does not exist: Foo'],
  ['Object o = Schema.SObjectType.Foo__c;', '31 Variable does not exist: Foo__c'],
  ['Object o = Account.SObjectType.fields.Foo;', '39 Variable does not exist: Foo'],
  ['merge new Account() new Contact();', '1 Invalid type for duplicate records'],
  ['merge new List<Account>() new Account();', '1 Merge requires a concrete SObject type: List<Account>'],
  ['delete new User();', '1 DML operation Delete not allowed on User'],
  ['delete [SELECT Id FROM User];', '1 DML operation Delete not allowed on User'],
  ['insert new List<Profile>();', '1 DML operation Insert not allowed on Profile'],
  [
    'upsert new Account() Foo__c;',
    '1 Invalid field for upsert, must be an External Id custom or standard indexed field: Foo__c'
  ],
  ['Object o = [SELECT Id FROM Foo];', "12 sObject type 'Foo' is not supported."],
  ['Object o = [SELECT Id FROM Account WHERE Name = :x];', '50 Variable does not exist: x'],
  ['System.runAs(1) { }', "1 runAs requires a single argument of type 'User' or 'Version'"],
  ['Object o = Foo.class;', '12 Invalid type: Foo'],
  ['a.b.c();', '3 Variable does not exist: b'],
  ['Integer i = foo.bar;', '13 Variable does not exist: foo'],
  ['String s; s.Name = 1;', '13 Variable does not exist: Name'],
  ['Integer i = 5; i.foo();', '18 Method does not exist or incorrect signature: void foo() from the type Integer'],
  [
    'List<String> l; l.add(1);',
    '19 Method does not exist or incorrect signature: void add(Integer) from the type List<String>'
  ],
  [
    'Map<String, Integer> m; m.put(1, 1);',
    '27 Method does not exist or incorrect signature: void put(Integer, Integer) from the type Map<String,Integer>'
  ],
  [
    'Set<String> l; l.add(1);',
    '18 Method does not exist or incorrect signature: void add(Integer) from the type Set<String>'
  ],
  ["Account a; a?.Name = 'x';", '15 Expression cannot be assigned'],
  [
    "String s; s.addError('x');",
    '13 addError must be invoked on an expression that is an exact SObject field reference'
  ]
]);

acceptedStatements('statements that are fine', [
  'while (true) { } Integer i;',
  'while (true) { break; } Integer i;',
  'for (;;) { } Integer i;',
  'if (true) { return; } Integer i;',
  'throw new DmlException(); Integer i;',
  'for (Integer i : new List<Integer>()) { } for (Integer i : new List<Integer>()) { }'
]);
