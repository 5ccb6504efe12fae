import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSoql, runSoql } from '../../src/soql/index.ts';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

/** SOQL as its reference describes it, one rule per line: its name, and the Apex that must hold. */

const field = (name: string, type: string): string =>
  `<CustomField><fullName>${name}</fullName><label>${name.replace('__c', '')}</label>${type}</CustomField>`;
const values = (names: readonly string[]): string =>
  `<valueSet><valueSetDefinition><sorted>false</sorted>${names.map((name) => `<value><fullName>${name}</fullName><default>false</default><label>${name.toUpperCase()}!</label></value>`).join('')}</valueSetDefinition></valueSet>`;
const thing = (path: string): string => `objects/Thing__c/fields/${path}.field-meta.xml`;

const METADATA = {
  'objects/Thing__c/Thing__c.object-meta.xml':
    '<CustomObject><label>Thing</label><pluralLabel>Things</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>ReadWrite</sharingModel></CustomObject>',
  [thing('Kind__c')]: field('Kind__c', `<type>Picklist</type>${values(['red', 'green', 'blue'])}`),
  [thing('Tags__c')]: field(
    'Tags__c',
    `<type>MultiselectPicklist</type><visibleLines>4</visibleLines>${values(['a', 'b', 'c'])}`
  ),
  [thing('Amount__c')]: field('Amount__c', '<type>Number</type><precision>12</precision><scale>2</scale>'),
  [thing('Price__c')]: field('Price__c', '<type>Currency</type><precision>12</precision><scale>2</scale>'),
  [thing('Done__c')]: field('Done__c', '<type>Checkbox</type><defaultValue>false</defaultValue>'),
  [thing('Day__c')]: field('Day__c', '<type>Date</type>'),
  [thing('Moment__c')]: field('Moment__c', '<type>DateTime</type>'),
  [thing('Clock__c')]: field('Clock__c', '<type>Time</type>'),
  [thing('Long__c')]: field('Long__c', '<type>LongTextArea</type><length>1000</length><visibleLines>3</visibleLines>'),
  [thing('Code__c')]: field(
    'Code__c',
    '<type>EncryptedText</type><length>20</length><maskChar>asterisk</maskChar><maskType>all</maskType>'
  ),
  [thing('Key__c')]: field(
    'Key__c',
    '<type>Text</type><length>20</length><externalId>true</externalId><unique>true</unique><caseSensitive>true</caseSensitive>'
  ),
  [thing('Place__c')]: field(
    'Place__c',
    '<type>Location</type><displayLocationInDecimal>true</displayLocationInDecimal><scale>5</scale>'
  ),
  [thing('Parent__c')]: field(
    'Parent__c',
    '<type>Lookup</type><referenceTo>Thing__c</referenceTo><relationshipName>Children</relationshipName>'
  )
};

const RULES: readonly (readonly [string, string])[] = [
  // comparisons
  [
    'equalsIgnoresCase',
    `make(new Thing__c(Name = 'Abc')); found(1, 'Name = \\'aBC\\''); found(0, 'Name = \\'ab\\''); found(1, 'Name IN (\\'ABC\\')'); found(0, 'Name NOT IN (\\'ABC\\')'); found(0, 'Name != \\'ABC\\'');`
  ],
  [
    'caseSensitiveKeys',
    `make(new Thing__c(Name = 'x', Key__c = 'Abc')); found(1, 'Key__c = \\'Abc\\''); found(0, 'Key__c = \\'abc\\'');`
  ],
  [
    'likePatterns',
    `make(new Thing__c(Name = 'a_b%c')); found(1, 'Name LIKE \\'A%\\''); found(1, 'Name LIKE \\'a\\\\_b\\\\%c\\''); found(0, 'Name LIKE \\'a\\\\_b\\\\%\\''); found(1, 'Name LIKE \\'_\\\\_b__\\''); found(0, 'Name LIKE \\'b%\\''); found(1, 'NOT Name LIKE \\'b%\\''); found(1, '(NOT Name LIKE \\'b%\\') AND Name != null');`
  ],
  [
    'nullsInComparisons',
    `make(new Thing__c(Name = 'n')); found(1, 'Amount__c = null'); found(0, 'Amount__c != null'); found(1, 'Amount__c != 5'); found(0, 'Amount__c < 5'); found(0, 'Amount__c > 5'); found(1, 'NOT Amount__c > 5'); found(1, 'Kind__c NOT IN (\\'red\\')'); found(1, 'Kind__c != \\'red\\''); found(1, 'Kind__c IN (\\'red\\', null)'); found(0, 'Kind__c NOT IN (\\'red\\', null)'); found(1, 'Kind__c = \\'\\''); found(0, 'Kind__c LIKE \\'%\\''); found(1, 'Tags__c EXCLUDES (\\'a\\')'); found(0, 'Tags__c INCLUDES (\\'a\\')');`
  ],
  [
    'booleansAreNeverNull',
    `make(new Thing__c(Name = 'n')); found(1, 'Done__c = false'); found(1, 'Parent__r.Done__c = false'); found(0, 'Parent__r.Done__c = true'); found(1, 'Done__c != true');`
  ],
  [
    'multiselect',
    `make(new Thing__c(Name = 'm', Tags__c = 'b;a')); found(1, 'Tags__c = \\'a;b\\''); found(1, 'Tags__c INCLUDES (\\'a;b\\')'); found(0, 'Tags__c INCLUDES (\\'a;c\\')'); found(1, 'Tags__c INCLUDES (\\'a;c\\', \\'b\\')'); found(0, 'Tags__c EXCLUDES (\\'a\\')'); found(1, 'Tags__c EXCLUDES (\\'c\\')'); found(0, 'Tags__c = \\'a\\'');`
  ],
  [
    'numbers',
    `make(new Thing__c(Name = 'n', Amount__c = 1.50)); found(1, 'Amount__c = 1.5'); found(1, 'Amount__c IN (1.50, 2)'); found(1, 'Amount__c > 1.499'); found(0, 'Amount__c > 1.5'); found(1, 'Amount__c >= 1.5'); found(1, 'Amount__c < +2'); found(1, 'Amount__c > -1e1');`
  ],
  [
    'times',
    `make(new Thing__c(Name = 't', Clock__c = Time.newInstance(14, 30, 0, 0))); found(1, 'Clock__c > 14:00:00Z'); found(0, 'Clock__c < 14:30:00.000Z'); found(1, 'Clock__c = 14:30:00.000Z');`
  ],
  [
    'datesAndTimes',
    `make(new Thing__c(Name = 'd', Day__c = Date.newInstance(2024, 2, 29), Moment__c = Datetime.newInstanceGmt(2024, 2, 29, 22, 30, 0))); found(1, 'Day__c = 2024-02-29'); found(1, 'Day__c IN (2024-02-29, 2023-01-01)'); found(1, 'Moment__c = 2024-02-29T22:30:00Z'); found(1, 'Moment__c = 2024-02-29T23:30:00+01:00'); found(1, 'Moment__c > 2024-02-29T22:29:59.999Z'); found(1, 'Day__c < TODAY'); found(1, 'Moment__c < LAST_N_DAYS:3'); found(0, 'Day__c > LAST_N_YEARS:1'); found(1, 'CALENDAR_YEAR(Day__c) = 2024'); found(1, 'CALENDAR_MONTH(Day__c) = 2 AND DAY_IN_MONTH(Day__c) = 29 AND DAY_IN_WEEK(Day__c) = 5 AND DAY_IN_YEAR(Day__c) = 60 AND CALENDAR_QUARTER(Day__c) = 1 AND WEEK_IN_MONTH(Day__c) = 5 AND WEEK_IN_YEAR(Day__c) = 9'); found(1, 'HOUR_IN_DAY(Moment__c) = 22'); found(1, 'HOUR_IN_DAY(convertTimezone(Moment__c)) = ' + Datetime.newInstanceGmt(2024, 2, 29, 22, 30, 0).hour()); found(1, 'DAY_ONLY(Moment__c) = 2024-02-29');`
  ],
  [
    'picklistsSortAsDefined',
    `make(new Thing__c(Name = '1', Kind__c = 'blue')); make(new Thing__c(Name = '2', Kind__c = 'red')); make(new Thing__c(Name = '3')); Assert.areEqual('3,2,1', names('ORDER BY Kind__c')); Assert.areEqual('1,2,3', names('ORDER BY Kind__c DESC NULLS LAST')); Assert.areEqual('2,1,3', names('ORDER BY Kind__c NULLS LAST')); Assert.areEqual('3,1,2', names('ORDER BY Kind__c DESC NULLS FIRST'));`
  ],
  [
    'labels',
    `make(new Thing__c(Name = '1', Kind__c = 'blue', Tags__c = 'b;a')); Thing__c t = [SELECT toLabel(Kind__c), toLabel(Tags__c) FROM Thing__c]; Assert.areEqual('BLUE!', t.Kind__c); found(1, 'toLabel(Kind__c) = \\'BLUE!\\''); found(0, 'toLabel(Kind__c) = \\'blue\\''); found(1, 'toLabel(Kind__c) LIKE \\'bl%!\\''); Assert.areEqual('BLUE!', (String) [SELECT toLabel(Kind__c) k FROM Thing__c GROUP BY Kind__c][0].get('k'));`
  ],
  [
    'formatsOfTheUser',
    `make(new Thing__c(Name = '1', Amount__c = 1234.5, Price__c = 1234.5, Day__c = Date.newInstance(2024, 3, 5), Moment__c = Datetime.newInstanceGmt(2024, 3, 5, 22, 30, 0), Clock__c = Time.newInstance(16, 5, 0, 0)));
     String q = 'SELECT FORMAT(Amount__c) a, FORMAT(Price__c) p, FORMAT(Day__c) d, FORMAT(Moment__c) m, FORMAT(Clock__c) t FROM Thing__c'; SObject mine = Database.query(q)[0]; Assert.areEqual('$1,234.50', (String) mine.get('p')); Assert.areEqual('4:05 PM', (String) mine.get('t'));
     User u = new User(LastName = 'de', Username = 'de@example.com.format', Email = 'u@example.com', Alias = 'de', TimeZoneSidKey = 'Europe/Berlin', LocaleSidKey = 'de_DE', EmailEncodingKey = 'UTF-8', LanguageLocaleKey = 'en_US', ProfileId = [SELECT Id FROM Profile WHERE Name = 'System Administrator'].Id);
     System.runAs(u) { SObject t = Database.query(q)[0]; Assert.areEqual('1.234,50', (String) t.get('a')); Assert.areEqual('1.234,50 $', (String) t.get('p')); Assert.areEqual('05.03.2024', (String) t.get('d')); Assert.areEqual('05.03.2024, 23:30', (String) t.get('m')); Assert.areEqual('16:05', (String) t.get('t')); }
     Assert.areEqual('1,234.50', (String) Database.query(q)[0].get('a'));`
  ],
  [
    'formats',
    `make(new Thing__c(Name = '1', Amount__c = 1234.5, Day__c = Date.newInstance(2024, 3, 5))); SObject t = Database.query('SELECT Kind__c, FORMAT(MIN(Amount__c)) m FROM Thing__c GROUP BY Kind__c')[0]; Assert.areEqual('1,234.50', (String) t.get('m')); Thing__c r = [SELECT FORMAT(Amount__c) shown, Amount__c, FORMAT(Day__c) d FROM Thing__c]; Assert.areEqual('3/5/2024', (String) r.get('d')); Assert.areEqual(1234.5, r.Amount__c); Assert.areEqual('1,234.50', (String) r.get('shown'));`
  ],
  [
    'distances',
    `make(new Thing__c(Name = 'p', Place__Latitude__s = 52.52, Place__Longitude__s = 13.405)); found(1, 'DISTANCE(Place__c, GEOLOCATION(52.5, 13.4), \\'km\\') < 5'); found(0, 'DISTANCE(Place__c, GEOLOCATION(48.1, 11.5), \\'mi\\') < 300'); found(1, 'DISTANCE(Place__c, GEOLOCATION(48.1, 11.5), \\'mi\\') < 320'); Assert.areEqual('p', names('ORDER BY DISTANCE(Place__c, GEOLOCATION(52.5, 13.4), \\'km\\')')); Decimal d = (Decimal) [SELECT DISTANCE(Place__c, GEOLOCATION(52.52, 13.405), 'km') far FROM Thing__c][0].get('far'); Assert.areEqual(0, d.intValue());`
  ],
  // groups
  [
    'groupsAndAliases',
    `make(new Thing__c(Name = '1', Kind__c = 'red', Amount__c = 2)); make(new Thing__c(Name = '2', Kind__c = 'red', Amount__c = 4)); make(new Thing__c(Name = '3', Amount__c = 5)); List<AggregateResult> r = [SELECT Kind__c, COUNT(Id) n, SUM(Amount__c), AVG(Amount__c) average, MIN(Amount__c) low, MAX(Amount__c) high, COUNT_DISTINCT(Amount__c) d FROM Thing__c GROUP BY Kind__c ORDER BY Kind__c NULLS LAST];
     Assert.areEqual(2, r.size()); Assert.areEqual('red', r[0].get('Kind__c')); Assert.areEqual(2, r[0].get('n')); Assert.areEqual(6, (Decimal) r[0].get('expr0')); Assert.areEqual(3, (Decimal) r[0].get('average')); Assert.areEqual(2, r[0].get('d')); Assert.isNull(r[1].get('Kind__c')); Assert.areEqual(5, (Decimal) r[1].get('high'));`
  ],
  [
    'countsLeaveNullsOut',
    `make(new Thing__c(Name = '1', Amount__c = 2)); make(new Thing__c(Name = '2')); AggregateResult r = [SELECT COUNT(Amount__c) n, COUNT(Id) a, COUNT_DISTINCT(Kind__c) d, SUM(Price__c) s FROM Thing__c]; Assert.areEqual(1, r.get('n')); Assert.areEqual(2, r.get('a')); Assert.areEqual(0, r.get('d')); Assert.isNull(r.get('s')); Assert.areEqual(2, [SELECT COUNT() FROM Thing__c]); Assert.areEqual(2, Database.countQuery('SELECT COUNT() FROM Thing__c'));`
  ],
  [
    'everythingIsAfterAnEmptyText',
    `make(new Thing__c(Name = '1', Kind__c = 'red')); make(new Thing__c(Name = '2')); found(2, 'Id > \\'\\''); found(2, 'Id >= \\'\\''); found(0, 'Id < \\'\\''); found(1, 'Kind__c > \\'\\''); found(0, 'Kind__c > null');`
  ],
  [
    'having',
    `make(new Thing__c(Name = '1', Kind__c = 'red')); make(new Thing__c(Name = '2', Kind__c = 'red')); make(new Thing__c(Name = '3', Kind__c = 'blue')); Assert.areEqual(1, Database.query('SELECT Kind__c FROM Thing__c GROUP BY Kind__c HAVING COUNT(Id) > 1').size()); Assert.areEqual(1, Database.query('SELECT Kind__c, COUNT(Id) FROM Thing__c GROUP BY Kind__c HAVING Kind__c LIKE \\'b%\\' AND COUNT(Id) < 5').size()); Assert.areEqual(2, Database.query('SELECT COUNT(Id) FROM Thing__c GROUP BY Kind__c HAVING NOT COUNT(Id) > 2').size());`
  ],
  [
    'rollups',
    `make(new Thing__c(Name = '1', Kind__c = 'red', Done__c = true)); make(new Thing__c(Name = '2', Kind__c = 'red')); make(new Thing__c(Name = '3', Kind__c = 'blue')); List<AggregateResult> r = [SELECT Kind__c k, Done__c d, GROUPING(Kind__c) gk, GROUPING(Done__c) gd, COUNT(Id) n FROM Thing__c GROUP BY ROLLUP(Kind__c, Done__c)];
     Assert.areEqual(6, r.size()); Integer totals = 0; for (AggregateResult one : r) if ((Integer) one.get('gk') == 1) { totals++; Assert.areEqual(3, one.get('n')); Assert.areEqual(1, one.get('gd')); Assert.isNull(one.get('k')); } Assert.areEqual(1, totals);
     Assert.areEqual(8, [SELECT Kind__c, Done__c, COUNT(Id) FROM Thing__c GROUP BY CUBE(Kind__c, Done__c)].size());`
  ],
  [
    'subtotalsPassHaving',
    `make(new Thing__c(Name = '1', Kind__c = 'red', Done__c = true)); make(new Thing__c(Name = '2', Kind__c = 'red')); make(new Thing__c(Name = '3', Kind__c = 'blue')); List<String> rows = new List<String>(); for (AggregateResult r : [SELECT Kind__c k, Done__c d, COUNT(Id) n FROM Thing__c GROUP BY ROLLUP(Kind__c, Done__c) HAVING Kind__c != null]) rows.add(r.get('k') + ' ' + r.get('d') + ' ' + r.get('n'));
     Assert.areEqual('red false 1,red true 1,red null 2,blue false 1,blue null 1', String.join(rows, ','));
     Assert.areEqual(1, [SELECT Kind__c, COUNT(Id) FROM Thing__c GROUP BY ROLLUP(Kind__c) HAVING Kind__c = null AND COUNT(Id) = 3].size());
     Assert.areEqual(2, [SELECT Kind__c, COUNT(Id) FROM Thing__c GROUP BY ROLLUP(Kind__c) HAVING NOT Kind__c = 'blue'].size());
     Assert.areEqual(3, [SELECT Kind__c, COUNT(Id) FROM Thing__c GROUP BY ROLLUP(Kind__c) HAVING COUNT(Kind__c) > 0].size());`
  ],
  [
    'groupsByDates',
    `make(new Thing__c(Name = '1', Day__c = Date.newInstance(2024, 2, 3))); make(new Thing__c(Name = '2', Day__c = Date.newInstance(2024, 5, 3))); List<AggregateResult> r = [SELECT CALENDAR_YEAR(Day__c) y, COUNT(Id) n FROM Thing__c GROUP BY CALENDAR_YEAR(Day__c) ORDER BY CALENDAR_YEAR(Day__c)]; Assert.areEqual(1, r.size()); Assert.areEqual(2024, r[0].get('y')); Assert.areEqual(2, r[0].get('n'));`
  ],
  [
    'groupsByParents',
    `Thing__c p = new Thing__c(Name = 'p', Kind__c = 'green'); make(p); make(new Thing__c(Name = 'c', Parent__c = p.Id)); AggregateResult r = [SELECT Parent__r.Kind__c, COUNT(Id) n FROM Thing__c WHERE Parent__c != null GROUP BY Parent__r.Kind__c]; Assert.areEqual('green', r.get('Kind__c')); Assert.areEqual(1, [SELECT Parent__r.Name n FROM Thing__c WHERE Parent__c != null GROUP BY Parent__r.Name].size());`
  ],
  [
    'implicitGroups',
    `make(new Thing__c(Name = 'p')); Assert.areEqual(0, [SELECT Name, COUNT(Id) FROM Thing__c WHERE Name = 'none' GROUP BY Name].size()); Assert.areEqual(0, [SELECT COUNT(Id) n FROM Thing__c WHERE Name = 'none'][0].get('n'));`
  ],
  // relationships
  [
    'parentsAndChildren',
    `Thing__c p = new Thing__c(Name = 'p'); make(p); make(new Thing__c(Name = 'b', Parent__c = p.Id)); make(new Thing__c(Name = 'a', Parent__c = p.Id)); Thing__c r = [SELECT Name, (SELECT Name, Parent__r.Name FROM Children__r ORDER BY Name LIMIT 1) FROM Thing__c WHERE Id = :p.Id]; Assert.areEqual(1, r.Children__r.size()); Assert.areEqual('a', r.Children__r[0].Name); Assert.areEqual('p', r.Children__r[0].Parent__r.Name);
     found(2, 'Parent__r.Name = \\'p\\''); found(1, 'Id IN (SELECT Parent__c FROM Thing__c WHERE Name = \\'a\\')'); found(2, 'Id NOT IN (SELECT Parent__c FROM Thing__c WHERE Name = \\'a\\')'); found(2, 'Parent__c IN (SELECT Id FROM Thing__c WHERE Name = \\'p\\')');`
  ],
  [
    'threeLevelsDown',
    `Thing__c p = new Thing__c(Name = 'p'); make(p); Thing__c c = new Thing__c(Name = 'c', Parent__c = p.Id); make(c); make(new Thing__c(Name = 'g', Parent__c = c.Id)); Thing__c r = [SELECT Id, (SELECT Id, (SELECT Name FROM Children__r) FROM Children__r) FROM Thing__c WHERE Id = :p.Id]; Assert.areEqual('g', r.Children__r[0].Children__r[0].Name);`
  ],
  [
    'polymorphic',
    `Account a = new Account(Name = 'acc'); insert a; Contact c = new Contact(LastName = 'con'); insert c; insert new Task(Subject = 's', WhatId = a.Id, WhoId = c.Id); Task t = [SELECT What.Name, What.Type, Who.Name, Who.Type, Owner.Type, TYPEOF What WHEN Account THEN Name, Phone WHEN Opportunity THEN StageName ELSE Name END FROM Task]; Assert.areEqual('Account', t.What.Type); Assert.areEqual('acc', ((Account) t.What).Name); Assert.areEqual('Contact', t.Who.Type); Assert.areEqual('User', t.Owner.Type);
     Assert.areEqual(1, [SELECT COUNT() FROM Task WHERE What.Type = 'Account']); Assert.areEqual(0, [SELECT COUNT() FROM Task WHERE What.Type IN ('Case', 'Opportunity')]); Assert.areEqual(1, [SELECT COUNT() FROM Task WHERE Owner.Type != 'Queue' AND What.Name LIKE 'ac%']);`
  ],
  // clauses
  [
    'limitsAndOffsets',
    `for (Integer i = 0; i < 5; i++) make(new Thing__c(Name = 't' + i)); Assert.areEqual('t1,t2', names('ORDER BY Name LIMIT 2 OFFSET 1')); Assert.areEqual('', names('LIMIT 0')); Integer n = 2; Assert.areEqual(2, [SELECT Id FROM Thing__c LIMIT :n].size()); Assert.areEqual(1, [SELECT Id FROM Thing__c OFFSET 4].size()); Assert.areEqual(3, [SELECT COUNT() FROM Thing__c LIMIT 3]); fails('SELECT Id FROM Thing__c LIMIT 5 OFFSET 2001', 'Maximum SOQL offset allowed for apiName Thing__c is 2000');`
  ],
  [
    'allRows',
    `Thing__c t = new Thing__c(Name = 'gone'); make(t); delete t; Assert.areEqual(0, [SELECT COUNT() FROM Thing__c]); Assert.areEqual(1, [SELECT COUNT() FROM Thing__c ALL ROWS]); Assert.areEqual(1, [SELECT COUNT() FROM Thing__c WHERE IsDeleted = true ALL ROWS]); Assert.areEqual(0, [SELECT COUNT() FROM Thing__c WHERE IsDeleted = true]);`
  ],
  [
    'fieldsGroups',
    `make(new Thing__c(Name = 't', Amount__c = 3)); Thing__c t = (Thing__c) Database.query('SELECT FIELDS(STANDARD) FROM Thing__c')[0]; Assert.areEqual('t', t.Name); Assert.isFalse(t.isSet('Amount__c')); fails('SELECT FIELDS(ALL) FROM Thing__c LIMIT 1', 'The SOQL FIELDS function is not supported with an unbounded set of fields in this API'); fails('SELECT FIELDS(CUSTOM) FROM Thing__c LIMIT 1', 'The SOQL FIELDS function is not supported with an unbounded set of fields in this API');`
  ],
  [
    'scopes',
    `make(new Thing__c(Name = 't')); Assert.areEqual(1, Database.query('SELECT Id FROM Thing__c USING SCOPE mine').size()); Assert.areEqual(1, Database.query('SELECT Id FROM Thing__c USING SCOPE everything WHERE Name = \\'t\\'').size()); fails('SELECT Id FROM Thing__c USING SCOPE nothing', 'nothing'); Assert.areEqual(UserInfo.getUserId(), Database.query('SELECT Id FROM User USING SCOPE mine')[0].Id); fails('SELECT Id FROM Profile USING SCOPE mine', 'it has no owner');`
  ],
  [
    'locking',
    `make(new Thing__c(Name = 't')); Assert.areEqual(1, [SELECT Id FROM Thing__c FOR UPDATE].size()); Assert.areEqual(1, [SELECT Id FROM Thing__c FOR VIEW].size()); Assert.areEqual(1, [SELECT Id FROM Thing__c LIMIT 1 FOR REFERENCE].size()); fails('SELECT Id FROM Thing__c ORDER BY Name FOR UPDATE', 'ORDER BY');`
  ],
  [
    'binds',
    `make(new Thing__c(Name = 'x', Amount__c = 3)); String n = 'x'; List<String> several = new List<String>{ 'x', 'y' }; Set<Decimal> amounts = new Set<Decimal>{ 3 }; Assert.areEqual(1, [SELECT COUNT() FROM Thing__c WHERE Name = :n AND Name IN :several AND Amount__c IN :amounts]); Assert.areEqual(1, Database.query('SELECT Id FROM Thing__c WHERE Name = :n AND Name IN :several').size()); Assert.areEqual(1, Database.queryWithBinds('SELECT Id FROM Thing__c WHERE Name = :a AND Amount__c > :b', new Map<String, Object>{ 'A' => 'x', 'b' => 2 }, AccessLevel.SYSTEM_MODE).size()); Assert.areEqual(1, Database.countQueryWithBinds('SELECT COUNT() FROM Thing__c WHERE Name IN :s', new Map<String, Object>{ 's' => several }, AccessLevel.SYSTEM_MODE));
     List<Id> nothing = new List<Id>(); Assert.areEqual(0, [SELECT COUNT() FROM Thing__c WHERE Id IN :nothing]); Assert.areEqual(1, [SELECT COUNT() FROM Thing__c WHERE Id NOT IN :nothing]); String missing = null; Assert.areEqual(0, [SELECT COUNT() FROM Thing__c WHERE Name = :missing]); Assert.areEqual(1, [SELECT COUNT() FROM Thing__c WHERE Name != :missing]);`
  ],
  [
    'rowsCount',
    `for (Integer i = 0; i < 3; i++) make(new Thing__c(Name = 't' + i)); Integer before = Limits.getQueryRows(); List<Thing__c> a = [SELECT Id FROM Thing__c]; Assert.areEqual(3, Limits.getQueryRows() - before); before = Limits.getQueryRows(); Integer n = [SELECT COUNT() FROM Thing__c]; Assert.areEqual(1, Limits.getQueryRows() - before); before = Limits.getQueryRows(); List<AggregateResult> r = [SELECT SUM(Amount__c) FROM Thing__c]; Assert.areEqual(3, Limits.getQueryRows() - before); Assert.areEqual(300, Limits.getLimitAggregateQueries());`
  ],
  // faults
  [
    'unknownNames',
    `fails('SELECT Nothing__c FROM Thing__c', 'No such column \\'Nothing__c\\' on entity \\'Thing__c\\''); fails('SELECT Id FROM Nothing__c', 'sObject type \\'Nothing__c\\' is not supported'); fails('SELECT Nothing__r.Name FROM Thing__c', 'Didn\\'t understand relationship \\'Nothing__r\\' in field path'); fails('SELECT Id, (SELECT Id FROM Nothing__r) FROM Thing__c', 'Didn\\'t understand relationship \\'Nothing__r\\' in FROM part of query call'); fails('SELECT Id FROM Thing__c WHERE Nothing__c = 1', '\\nSELECT Id FROM Thing__c WHERE Nothing__c = 1\\n                              ^\\nERROR at Row:1:Column:31\\nNo such column \\'Nothing__c\\' on entity \\'Thing__c\\'');`
  ],
  [
    'syntax',
    `fails('SELECT FROM Thing__c', 'unexpected token: \\'FROM\\''); fails('SELECT Id Thing__c', 'unexpected token'); fails('SELECT Id FROM Thing__c WHERE', 'unexpected token: \\'<EOF>\\''); fails('SELECT Id FROM Thing__c WHERE Name == \\'x\\'', '='); fails('SELECT Id FROM Thing__c WHERE Name = \\'x\\' AND Name = \\'y\\' OR Name = \\'z\\'', 'unexpected token: \\'OR\\''); fails('SELECT Id FROM Thing__c LIMIT -1', 'unexpected token'); fails('', 'unexpected token: \\'<EOF>\\''); fails('SELECT Id FROM Thing__c;', ';');`
  ],
  [
    'whatCannotBeFiltered',
    `fails('SELECT Id FROM Thing__c WHERE Long__c = \\'x\\'', 'field \\'Long__c\\' can not be filtered in a query call'); fails('SELECT Id FROM Thing__c WHERE Code__c = \\'x\\'', 'field \\'Code__c\\' can not be filtered in a query call'); fails('SELECT Id FROM Thing__c ORDER BY Long__c', 'field \\'Long__c\\' can not be sorted in a query call'); fails('SELECT Id FROM Thing__c ORDER BY Tags__c', 'field \\'Tags__c\\' can not be sorted in a query call'); fails('SELECT Long__c FROM Thing__c GROUP BY Long__c', 'field \\'Long__c\\' can not be grouped in a query call'); fails('SELECT Amount__c FROM Thing__c GROUP BY Amount__c HAVING MIN(Long__c) = \\'x\\'', 'Long__c');`
  ],
  [
    'typesOfValues',
    `fails('SELECT Id FROM Thing__c WHERE Amount__c = \\'5\\'', 'value of filter criterion for field \\'Amount__c\\' must be of type double and should not be enclosed in quotes'); fails('SELECT Id FROM Thing__c WHERE Name = 5', 'value of filter criterion for field \\'Name\\' must be of type string and should be enclosed in quotes'); fails('SELECT Id FROM Thing__c WHERE Done__c = \\'true\\'', 'value of filter criterion for field \\'Done__c\\' must be of type boolean and should not be enclosed in quotes'); fails('SELECT Id FROM Thing__c WHERE Moment__c = 2024-01-01', 'value of filter criterion for field \\'Moment__c\\' must be of type dateTime and should not be enclosed in quotes'); fails('SELECT Id FROM Thing__c WHERE Day__c = 2024-01-01T00:00:00Z', 'value of filter criterion for field \\'Day__c\\' must be of type date and should not be enclosed in quotes'); fails('SELECT Id FROM Thing__c WHERE Id = \\'abc\\'', 'invalid ID field: abc');`
  ],
  [
    'operatorsOfTypes',
    `fails('SELECT Id FROM Thing__c WHERE Done__c > true', 'invalid operator'); fails('SELECT Id FROM Thing__c WHERE Parent__c LIKE \\'a%\\'', 'invalid operator on id field'); fails('SELECT Id FROM Thing__c WHERE Amount__c LIKE \\'1%\\'', 'invalid operator'); fails('SELECT Id FROM Thing__c WHERE Kind__c INCLUDES (\\'red\\')', 'invalid operator'); fails('SELECT Id FROM Thing__c WHERE Tags__c LIKE \\'a\\'', 'invalid operator');`
  ],
  [
    'groupingFaults',
    `fails('SELECT Name, COUNT(Id) FROM Thing__c', 'Field must be grouped or aggregated: Name'); fails('SELECT Name FROM Thing__c GROUP BY Kind__c', 'Field must be grouped or aggregated: Name'); fails('SELECT Kind__c FROM Thing__c GROUP BY Kind__c ORDER BY Name', 'Ordered field must be grouped or aggregated: Name'); fails('SELECT SUM(Name) FROM Thing__c', 'field Name does not support aggregate operator SUM'); fails('SELECT COUNT(), Id FROM Thing__c', 'Count() must be the only element in the select list'); fails('SELECT COUNT(Id) n, SUM(Amount__c) n FROM Thing__c', 'duplicate alias: n'); fails('SELECT Id FROM Thing__c WHERE COUNT(Id) > 1', 'Aggregate'); fails('SELECT COUNT() FROM Thing__c GROUP BY Kind__c', 'Grouping is not supported with COUNT()');`
  ],
  [
    'semiJoinFaults',
    `fails('SELECT Id FROM Thing__c WHERE Name IN (SELECT Name FROM Thing__c)', 'id field'); fails('SELECT Id FROM Thing__c WHERE Id IN (SELECT Id FROM Thing__c)', 'The inner and outer selects should not be on the same object type'); fails('SELECT Id FROM Thing__c WHERE Id IN (SELECT Parent__c FROM Thing__c) OR Name = \\'x\\'', 'Semi join sub-selects are not allowed with the \\'OR\\' operator'); fails('SELECT Id FROM Thing__c WHERE Id IN (SELECT Parent__c, Id FROM Thing__c)', 'exactly one'); fails('SELECT Id FROM Thing__c WHERE Id IN (SELECT AccountId FROM Contact)', 'should point to the same object type');`
  ],
  [
    'countFaults',
    `fails('SELECT COUNT() FROM Thing__c ORDER BY Name', 'Ordered field must be grouped or aggregated: Name');`
  ],
  [
    'depths',
    `fails('SELECT Parent__r.Parent__r.Parent__r.Parent__r.Parent__r.Parent__r.Name FROM Thing__c', 'has more than 5 levels'); make(new Thing__c(Name = 'x')); Assert.areEqual(1, [SELECT Parent__r.Parent__r.Parent__r.Parent__r.Parent__r.Name FROM Thing__c].size());`
  ],
  [
    'currencies',
    `fails('SELECT CurrencyIsoCode FROM Thing__c', 'No such column \\'CurrencyIsoCode\\''); fails('SELECT Id FROM CurrencyType', 'sObject type \\'CurrencyType\\' is not supported'); fails('SELECT Id FROM DatedConversionRate', 'sObject type \\'DatedConversionRate\\' is not supported'); Assert.isFalse(UserInfo.isMultiCurrencyOrganization());`
  ],
  [
    'assignmentOfNothing',
    `try { Thing__c t = [SELECT Id FROM Thing__c]; Assert.fail(); } catch (QueryException e) { Assert.areEqual('List has no rows for assignment to SObject', e.getMessage()); } make(new Thing__c(Name = '1')); make(new Thing__c(Name = '2')); try { Thing__c t = [SELECT Id FROM Thing__c]; Assert.fail(); } catch (QueryException e) { Assert.areEqual('List has more than 1 row for assignment to SObject', e.getMessage()); } try { Object o = [SELECT Id FROM Thing__c][0].Name; Assert.fail(); } catch (SObjectException e) { Assert.areEqual('SObject row was retrieved via SOQL without querying the requested field: Thing__c.Name', e.getMessage()); }`
  ],
  [
    'aliasesOfObjects',
    `Thing__c p = new Thing__c(Name = 'p'); make(p); make(new Thing__c(Name = 'c', Parent__c = p.Id)); Assert.areEqual(1, Database.query('SELECT t.Name FROM Thing__c t, t.Parent__r q WHERE q.Name = \\'p\\'').size()); Assert.areEqual(2, Database.query('SELECT Thing__c.Name FROM Thing__c WHERE Thing__c.Name != null').size());`
  ]
];

const methods = RULES.map(([name, body]) => `@IsTest static void ${name}() {\n${body}\n}`).join('\n');

test('SOQL as its reference describes it', async () => {
  const org = openProject(
    METADATA,
    apexClass(
      'SoqlRulesTest',
      `@IsTest private class SoqlRulesTest {
        static void make(Thing__c t) { insert t; }
        static void found(Integer count, String condition) { Assert.areEqual(count, Database.countQuery('SELECT COUNT() FROM Thing__c WHERE ' + condition), condition); Assert.areEqual(count, Database.query('SELECT Id FROM Thing__c WHERE ' + condition).size(), condition); }
        static String names(String clauses) { List<String> all = new List<String>(); for (Thing__c t : Database.query('SELECT Name FROM Thing__c ' + clauses)) all.add(t.Name); return String.join(all, ','); }
        static void fails(String query, String message) {
          try { Database.query(query); } catch (QueryException e) { Assert.isTrue(e.getMessage().contains(message), query + ': ' + e.getMessage()); return; }
          Assert.fail('accepted: ' + query);
        }
        ${methods}
      }`
    )
  );
  try {
    assert.deepEqual(await failuresOf(org), []);
  } finally {
    await org.close();
  }
});

test('currencies other than the one of the org are named as not supported', async () => {
  const org = openProject(METADATA);
  try {
    for (const [text, named] of [
      ['SELECT convertCurrency(Price__c) FROM Thing__c', /convertCurrency: the org has one currency/],
      ['SELECT Id FROM Thing__c WHERE convertCurrency(Price__c) > 5', /convertCurrency: the org has one currency/],
      ['SELECT Id FROM Thing__c WHERE Price__c > USD5000.50', /USD5000.50: the org has one currency/],
      ['SELECT Id FROM Thing__c USING SCOPE team', /USING SCOPE team/]
    ] as const) {
      assert.throws(
        () =>
          org.run({ user: org.users.administrator() }, () =>
            runSoql(org.program, parseSoql(text), [], { access: 'user', sharing: 'with' })
          ),
        { name: 'NotImplementedError', message: named },
        text
      );
    }
  } finally {
    await org.close();
  }
});
