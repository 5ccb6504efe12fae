import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluateFormula } from '../../src/formula/index.ts';
import { makeField } from '../../src/metadata/fields.ts';
import { ApexDate, Decimal, stringOf, type ApexValue } from '../../src/values/index.ts';
import { OrgDouble, SAMPLE } from './org-double.ts';

const org = new OrgDouble(SAMPLE);
const account = org.insert('Account', { Name: 'Acme' });
const crate = org.record('Crate__c', {
  Key__c: 'Box-7',
  Status__c: 'Open',
  Packed_On__c: ApexDate.of(2026, 1, 1),
  Account__c: account.id
});
const ZERO = makeField({ name: 'x', type: 'string', length: 255, formula: '', blankAsZero: true });
const BLANK = makeField({ name: 'x', type: 'string', length: 255, formula: '', blankAsZero: false });

function shown(result: ApexValue): string {
  if (result instanceof Decimal) {
    const text = result.stripTrailingZeros().toPlainString();
    return text.length > 12 ? String(Number(Number(text).toFixed(9))) : text;
  }
  return result === null ? 'null' : stringOf(result);
}

const value = (source: string, field?: typeof ZERO): string => shown(evaluateFormula(org.engine, source, crate, field));

/** Cases per function of "Formula Operators and Functions"; `null` is blank, and what a faulty formula answers. */
const CASES: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  ABS: [
    ['ABS(-1.5)', '1.5'],
    ['ABS(NULL)', 'null']
  ],
  ACOS: [
    ['ACOS(1)', '0'],
    ['ACOS(2)', 'null']
  ],
  ADDMONTHS: [
    ['ADDMONTHS(DATE(2024, 2, 29), 12)', '2025-02-28 00:00:00'],
    ['ADDMONTHS(DATE(2026, 3, 31), -1)', '2026-02-28 00:00:00'],
    ['ADDMONTHS(DATE(2026, 2, 28), 1)', '2026-03-31 00:00:00'],
    ['ADDMONTHS(NULL, 1)', 'null']
  ],
  AND: [
    ['AND(TRUE, FALSE)', 'false'],
    ['AND(FALSE, 1 / 0 > 1)', 'false'],
    ['TRUE && TRUE', 'true']
  ],
  ASCII: [['ASCII("A")', '65']],
  ASIN: [['ASIN(1)', '1.570796327']],
  ATAN: [['ATAN(1)', '0.785398163']],
  ATAN2: [
    ['ATAN2(1, 1)', '0.785398163'],
    ['ATAN2(1, -1)', '2.35619449']
  ],
  BEGINS: [
    ['BEGINS(Key__c, "Box")', 'true'],
    ['BEGINS(Key__c, "box")', 'false']
  ],
  BLANKVALUE: [
    ['BLANKVALUE(Email__c, "none")', 'none'],
    ['BLANKVALUE(Key__c, "none")', 'Box-7']
  ],
  CASE: [
    ['CASE(2, 1, "a", 2, "b", "c")', 'b'],
    ['CASE(9, 1, "a", "c")', 'c'],
    ['CASE(Email__c, "", "blank", "set")', 'blank']
  ],
  CASESAFEID: [['LEN(CASESAFEID(Account__c))', '18']],
  CEILING: [
    ['CEILING(1.2)', '2'],
    ['CEILING(-1.2)', '-2']
  ],
  CHR: [['CHR(65)', 'A']],
  CONTAINS: [
    ['CONTAINS(Key__c, "x-")', 'true'],
    ['CONTAINS(Key__c, "X-")', 'false']
  ],
  COS: [['COS(0)', '1']],
  DATE: [
    ['DATE(2026, 2, 30)', 'null'],
    ['DATE(2026, NULL, 1)', 'null'],
    ['DATE(2026, 12, 31) + 1', '2027-01-01 00:00:00']
  ],
  DATETIMEVALUE: [['TEXT(DATETIMEVALUE("2026-01-02 03:04:05"))', '2026-01-02 03:04:05Z']],
  DATEVALUE: [
    ['DATEVALUE("2026-01-02")', '2026-01-02 00:00:00'],
    ['DATEVALUE("02.01.2026")', 'null']
  ],
  DAY: [
    ['DAY(DATE(2026, 1, 31))', '31'],
    ['DAY(NULL)', 'null']
  ],
  DAYOFYEAR: [['DAYOFYEAR(DATE(2024, 12, 31))', '366']],
  DISTANCE: [
    ['ROUND(DISTANCE(GEOLOCATION(0, 0), GEOLOCATION(0, 1), "km"), 1)', '111.2'],
    ['DISTANCE(GEOLOCATION(0, NULL), GEOLOCATION(0, 1), "mi")', 'null'],
    ['DISTANCE(GEOLOCATION(0, 0), GEOLOCATION(0, 1), "ft")', 'null']
  ],
  EXP: [['ROUND(EXP(1), 5)', '2.71828']],
  FIND: [
    ['FIND("o", "foo")', '2'],
    ['FIND("o", "foo", 3)', '3'],
    ['FIND("z", "foo")', '0'],
    ['FIND("", "foo")', '0']
  ],
  FLOOR: [
    ['FLOOR(1.8)', '1'],
    ['FLOOR(-1.8)', '-1']
  ],
  FORMATDURATION: [
    ['FORMATDURATION(3725)', '01:02:05'],
    ['FORMATDURATION(90061, TRUE)', '1:01:01:01'],
    ['FORMATDURATION(TIMEVALUE("10:00:00"), TIMEVALUE("11:30:00"))', '01:30:00'],
    ['FORMATDURATION(NULL)', 'null']
  ],
  FROMUNIXTIME: [['TEXT(FROMUNIXTIME(86400))', '1970-01-02 00:00:00Z']],
  HOUR: [['HOUR(TIMEVALUE("17:03:02.500"))', '17']],
  IF: [
    ['IF(1 > 2, "a", "b")', 'b'],
    ['IF(NULL > 2, "a", "b")', 'b']
  ],
  INITCAP: [['INITCAP("ada BYRON-king")', 'Ada Byron-King']],
  ISBLANK: [
    ['ISBLANK(Email__c)', 'true'],
    ['ISBLANK("")', 'true'],
    ['ISBLANK(0)', 'false']
  ],
  ISNULL: [
    ['ISNULL(Amount__c)', 'true'],
    ['ISNULL(Email__c)', 'false']
  ],
  ISNUMBER: [
    ['ISNUMBER("1.5")', 'true'],
    ['ISNUMBER("1,5a")', 'false'],
    ['ISNUMBER("")', 'false']
  ],
  ISOWEEK: [
    ['ISOWEEK(DATE(2026, 1, 1))', '1'],
    ['ISOWEEK(DATE(2027, 1, 1))', '53'],
    ['ISOWEEK(NULL)', 'null']
  ],
  ISOYEAR: [
    ['ISOYEAR(DATE(2027, 1, 1))', '2026'],
    ['ISOYEAR(DATE(2024, 12, 30))', '2025']
  ],
  ISPICKVAL: [
    ['ISPICKVAL(Status__c, "Open")', 'true'],
    ['ISPICKVAL(Status__c, "")', 'false']
  ],
  LEFT: [
    ['LEFT("abc", 2)', 'ab'],
    ['LEFT("abc", 9)', 'abc'],
    ['LEFT("abc", -1)', '']
  ],
  LEN: [
    ['LEN("abc")', '3'],
    ['LEN(Email__c)', '0']
  ],
  LN: [
    ['LN(1)', '0'],
    ['LN(0)', 'null']
  ],
  LOG: [['LOG(1000)', '3']],
  LOWER: [['LOWER("AbC")', 'abc']],
  LPAD: [
    ['LPAD("7", 3, "ab")', 'ab7'],
    ['LPAD("1234", 2)', '12']
  ],
  MAX: [['MAX(1, 3, 2)', '3']],
  MCEILING: [['MCEILING(-1.2)', '-1']],
  MFLOOR: [['MFLOOR(-1.2)', '-2']],
  MID: [
    ['MID("abcd", 2, 2)', 'bc'],
    ['MID("abcd", 9, 2)', '']
  ],
  MILLISECOND: [['MILLISECOND(TIMEVALUE("17:03:02.500"))', '500']],
  MIN: [['MIN(2, 1, 3)', '1']],
  MINUTE: [['MINUTE(TIMEVALUE("17:03:02.500"))', '3']],
  MOD: [
    ['MOD(7, 4)', '3'],
    ['MOD(-7, 4)', '-3'],
    ['MOD(1, 0)', 'null']
  ],
  MONTH: [['MONTH(Packed_On__c)', '1']],
  NOT: [
    ['NOT(TRUE)', 'false'],
    ['!FALSE', 'true']
  ],
  NULLVALUE: [
    ['NULLVALUE(Amount__c, 5)', '5'],
    ['NULLVALUE(Email__c, "x")', 'null']
  ],
  OR: [
    ['OR(FALSE, TRUE)', 'true'],
    ['OR(TRUE, 1 / 0 > 1)', 'true'],
    ['FALSE || FALSE', 'false']
  ],
  PI: [['ROUND(PI(), 5)', '3.14159']],
  PICKLISTCOUNT: [
    ['PICKLISTCOUNT("a;b;c")', '3'],
    ['PICKLISTCOUNT(Email__c)', '0']
  ],
  REGEX: [
    ['REGEX("123-45", "\\\\d{3}-\\\\d{2}")', 'true'],
    ['REGEX("ab", "a")', 'false'],
    ['REGEX("AB", "(?i)ab")', 'true'],
    ['REGEX("x9", "\\\\p{Alpha}\\\\p{Digit}")', 'true']
  ],
  REVERSE: [['REVERSE("abc")', 'cba']],
  RIGHT: [
    ['RIGHT("abc", 2)', 'bc'],
    ['RIGHT("abc", 0)', '']
  ],
  ROUND: [
    ['ROUND(1.45, 1)', '1.5'],
    ['ROUND(-1.45, 1)', '-1.5'],
    ['ROUND(1234, -2)', '1200']
  ],
  RPAD: [['RPAD("7", 3, "x")', '7xx']],
  SECOND: [['SECOND(TIMEVALUE("17:03:02.500"))', '2']],
  SIN: [['SIN(0)', '0']],
  SQRT: [
    ['SQRT(9)', '3'],
    ['SQRT(-1)', 'null']
  ],
  SUBSTITUTE: [['SUBSTITUTE("a.b.c", ".", "-")', 'a-b-c']],
  TAN: [['TAN(0)', '0']],
  TEXT: [
    ['TEXT(1.50)', '1.5'],
    ['TEXT(DATE(2026, 1, 2))', '2026-01-02'],
    ['TEXT(Status__c)', 'Open']
  ],
  TIMEVALUE: [
    ['TIMEVALUE("23:30:00") - TIMEVALUE("22:00:00")', '5400000'],
    ['TIMEVALUE("01:00:00") - TIMEVALUE("23:00:00")', '7200000'],
    ['HOUR(TIMEVALUE("23:00:00") + 7200000)', '1'],
    ['TIMEVALUE("25:00:00")', 'null']
  ],
  TRIM: [['TRIM("  a b ")', 'a b']],
  TRUNC: [
    ['TRUNC(-1.79, 1)', '-1.7'],
    ['TRUNC(2.9)', '2']
  ],
  UNIXTIMESTAMP: [['UNIXTIMESTAMP(DATE(1970, 1, 2))', '86400']],
  UPPER: [['UPPER("abc")', 'ABC']],
  URLENCODE: [['URLENCODE("a b&c")', 'a+b%26c']],
  VALUE: [
    ['VALUE("1.5") + 1', '2.5'],
    ['VALUE("x")', 'null'],
    ['VALUE("")', 'null']
  ],
  VLOOKUP: [
    ['VLOOKUP($ObjectType.Account.Fields.Id, $ObjectType.Account.Fields.Name, "acme") = Account__c', 'true'],
    ['VLOOKUP($ObjectType.Account.Fields.Id, $ObjectType.Account.Fields.Name, "nobody")', 'null']
  ],
  WEEKDAY: [
    ['WEEKDAY(DATE(2026, 1, 4))', '1'],
    ['WEEKDAY(DATE(2026, 1, 3))', '7']
  ],
  YEAR: [
    ['YEAR(Packed_On__c)', '2026'],
    ['YEAR(NULL)', 'null']
  ],
  operators: [
    ['"a" & 1', 'a1'],
    ['7 / 2', '3.5'],
    ['1 / 0', 'null'],
    ['NULL + 1', 'null'],
    ['DATE(2026, 1, 3) - DATE(2026, 1, 1)', '2'],
    ['"a" < "b"', 'true'],
    ['Account__r.Name <> "Acme"', 'false'],
    ['1 = 1.0', 'true'],
    ['"a" = "A"', 'false']
  ]
};

for (const [name, cases] of Object.entries(CASES)) {
  test(`formula: ${name}`, () => {
    for (const [source, expected] of cases) {
      assert.equal(value(source), expected, source);
    }
  });
}

test('blank numbers count as zero where the field says so', () => {
  assert.equal(value('TEXT(Amount__c + 1)', ZERO), '1');
  assert.equal(value('TEXT(Amount__c + 1)', BLANK), 'null');
  assert.equal(value('IF(ISBLANK(Amount__c), "blank", "zero")', ZERO), 'zero');
  assert.equal(value('IF(ISBLANK(Amount__c), "blank", "zero")', BLANK), 'blank');
  assert.equal(value('TEXT(Account__r.AnnualRevenue + 1)', ZERO), '1');
  assert.equal(value('TEXT(Account__r.AnnualRevenue + 1)', BLANK), 'null');
  assert.equal(value('IF(Amount__c < 1, "less", "not")', ZERO), 'less');
  assert.equal(value('IF(Amount__c < 1, "less", "not")', BLANK), 'not');
});
