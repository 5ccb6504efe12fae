import { accepted, refused } from './table.ts';

refused('annotations: where they stand, what they take, what they ask for', [
  [
    'public class A { @AuraEnabled public void f(Integer i) {} }',
    '1:43 Non static AuraEnabled methods may not have parameters',
    "1:43 Non static AuraEnabled methods must be named with a prefix 'get'"
  ],
  [
    'public class A { @AuraEnabled public Integer foo() { return 1; } }',
    "1:46 Non static AuraEnabled methods must be named with a prefix 'get'"
  ],
  [
    'public class A { @AuraEnabled static void f() {} }',
    '1:43 AuraEnabled methods require at least one of the following global, public'
  ],
  [
    'public class A { @AuraEnabled public static void f() {} @AuraEnabled public static void f(Integer i) {} }',
    '1:89 Overload of AuraEnabled method: f overload is not permitted'
  ],
  [
    'public class A { @AuraEnabled private static void f() {} }',
    '1:51 AuraEnabled methods require at least one of the following global, public'
  ],
  ['@AuraEnabled public class A { }', '1:27 AuraEnabled is not allowed on classes'],
  [
    'public class A { @Future static void f(Account a) {} }',
    '1:38 Future methods do not support parameter type of Account'
  ],
  [
    'public class A { @Future static void f(List<Account> a) {} }',
    '1:38 Future methods do not support parameter type of List<Account>'
  ],
  [
    'public class A { @Future static void f(Object a) {} }',
    '1:38 Future methods do not support parameter type of Object'
  ],
  [
    'public class A { @Future static void f(Set<Id> a, Map<String, Integer> b, List<List<String>> c) {} }',
    '1:38 Future methods do not support parameter type of List<List<String>>'
  ],
  ['public class A { @Future(callout=true) void f() {} }', '1:45 Future methods must be declared as static'],
  [
    'public class A { @Future(foo=true) static void f() {} }',
    '1:48 No such property, foo, defined on this annotation: Future'
  ],
  ['public class A { @Future Integer i; }', '1:34 Future is not allowed on fields'],
  [
    'public class A { @InvocableMethod static void f() {} }',
    '1:47 InvocableMethod methods require at least one of the following global, public'
  ],
  [
    'public class A { @InvocableMethod public static void f(Set<Id> x) {} }',
    '1:54 Unsupported parameter type Set<Id>. Valid invocable parameters must be List types like List<T> where T is a supported type'
  ],
  [
    'public class A { @InvocableMethod public static Integer f(List<Id> x) { return 1; } }',
    '1:57 InvocableMethod methods do not support return type of Integer'
  ],
  [
    'public class A { @InvocableMethod @AuraEnabled public static void f(List<Id> x) { } }',
    '1:67 The only annotation that can be used with InvocableMethod is Deprecated'
  ],
  [
    'public class A { public class B { @InvocableMethod public void f() { } } }',
    '1:64 InvocableMethod can only be used on methods of a top level type',
    '1:64 InvocableMethod methods must be declared as static'
  ],
  ['public class A { @InvocableVariable public static Integer i; }', '1:59 InvocableVariable fields cannot be static'],
  [
    'public class A { @InvocableVariable Integer i; }',
    '1:45 InvocableVariable fields require at least one of the following global, public'
  ],
  ['public class A { @InvocableVariable public void f() {} }', '1:49 InvocableVariable is not allowed on methods'],
  [
    "public class A { @InvocableMethod(label='x' foo='y') public static void f(List<Id> x) { } }",
    '1:73 No such property, foo, defined on this annotation: InvocableMethod'
  ],
  [
    '@IsTest private class A { @TestSetup static Integer f() { return 1; } }',
    '1:53 Test setup method must return void'
  ],
  [
    '@IsTest private class A { @TestSetup static void f() { } @TestSetup static void g() { } }',
    '1:81 Only one method per type can be defined with: TestSetup'
  ],
  [
    '@IsTest(SeeAllData=true) private class A { @TestSetup static void f() { } }',
    '1:67 Test class cannot be annotated with @isTest(SeeAllData=true)'
  ],
  [
    'public class A { @TestSetup static void f() {} }',
    '1:41 Defining type for TestSetup methods must be declared as IsTest'
  ],
  ['@IsTest private class A { @IsTest Integer i; }', '1:43 IsTest is not allowed on fields'],
  ['public class A { @IsTest class B { } }', '1:32 Only top-level non-exception class types can be marked as tests'],
  [
    '@IsTest public class AException extends Exception { }',
    '1:22 Only top-level non-exception class types can be marked as tests'
  ],
  [
    "@IsTest private class A { @IsTest(SeeAllData='x') static void f() {} }",
    '1:63 Invalid value for property seealldata expected type Boolean'
  ],
  [
    '@IsTest private class A { @IsTest(Foo=true) static void f() {} }',
    '1:57 No such property, foo, defined on this annotation: IsTest'
  ],
  ['@IsTest private interface A { }', '1:27 IsTest is not allowed on interfaces'],
  ["@RestResource(urlMapping='x') global class A { }", "1:44 Rest Resource url must begin with a forward slash, '/'"],
  ["@RestResource(urlMapping='') global class A { }", '1:43 Rest Resource url cannot be empty'],
  ['@RestResource global class A { }', '1:28 Required property is missing: urlMapping'],
  ["@RestResource(urlMapping='/x') public class A { }", '1:45 RestResource classes must be declared as global'],
  [
    "@RestResource(urlMapping='/a*b') global class A { }",
    "1:47 Rest Resource url wildcard, '*', must be preceded by a forward slash, '/'"
  ],
  [
    "@RestResource(urlMapping='/x') global class A { @HttpGet global void f() {} }",
    '1:70 HttpGet methods must be declared as static'
  ],
  [
    "@RestResource(urlMapping='/x') global class A { @HttpGet public static void f() {} }",
    '1:77 HttpGet methods must be declared as global'
  ],
  [
    "@RestResource(urlMapping='/x') global class A { @HttpGet global static void f(Integer i) {} }",
    '1:77 HttpGet methods do not support parameters'
  ],
  [
    'public class A { @HttpGet global static void f() {} }',
    '1:46 Defining type must be declared as global',
    '1:46 Defining type for HttpGet methods must be declared as RestResource'
  ],
  [
    'public class A { @HttpGet public static void f() {} }',
    '1:46 Defining type for HttpGet methods must be declared as RestResource',
    '1:46 HttpGet methods must be declared as global'
  ],
  ['public class A { @RemoteAction public void f() {} }', '1:44 RemoteAction methods must be declared as static'],
  [
    'public class A { @RemoteAction static void f() {} }',
    '1:44 RemoteAction methods require at least one of the following global, public'
  ],
  ['public class A { @Foo void f() {} }', '1:28 Annotation does not exist: Foo'],
  [
    'public class A { @JsonAccess class B { } }',
    '1:36 At least one JSON serialization control parameter must be specified'
  ],
  [
    "public class A { @JsonAccess(serializable='foo') class B { } }",
    '1:56 Annotation property, serializable on JsonAccess, unknown value: foo'
  ],
  ['public class A { @TestVisible @TestVisible private Integer i; }', '1:60 Duplicate annotation: TestVisible'],
  [
    'public class A { @isTest static void f() {} }',
    '1:38 Defining type for testMethod methods must be declared as IsTest'
  ]
]);

accepted('annotations that are fine', [
  "@RestResource(urlMapping='/x') global class A { @HttpPost global static void f(Account i) {} }",
  "public class A { @SuppressWarnings('PMD') @Deprecated void f() {} }",
  'public class A { @TestVisible public Integer i; }',
  "public class A { @JsonAccess(serializable='always') class B { } }",
  'public class A { @ReadOnly @RemoteAction public static void f() {} }',
  'global class A { @ReadOnly webservice static void f() {} }',
  'public class A implements Schedulable { @ReadOnly public void execute(SchedulableContext c) {} }',
  'public class A { @Future @AuraEnabled public static void f() {} }'
]);
