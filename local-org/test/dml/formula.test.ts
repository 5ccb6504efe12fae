import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluateFormula, FormulaSyntaxError, parseFormula } from '../../src/formula/index.ts';
import { ApexDate, Decimal, NotImplementedError, stringOf, type ApexValue } from '../../src/values/index.ts';
import { OrgDouble, SAMPLE } from './org-double.ts';

const org = new OrgDouble(SAMPLE);
const account = org.insert('Account', { Name: 'Acme', AnnualRevenue: Decimal.of('1000') });
const crate = org.record('Crate__c', {
  Key__c: 'Box-7',
  Amount__c: Decimal.of('12.50'),
  Status__c: 'Open',
  Packed_On__c: ApexDate.of(2026, 1, 31),
  Account__c: account.id
});

function value(source: string): string {
  const result: ApexValue = evaluateFormula(org.engine, source, crate);
  return result instanceof Decimal
    ? result.stripTrailingZeros().toPlainString()
    : result === null
      ? 'null'
      : stringOf(result);
}

const EXPECTED: readonly (readonly [string, string])[] = [
  ['1 + 2 * 3 ^ 2', '19'],
  ['-(4 - 1) / 2', '-1.5'],
  ['IF(Amount__c > 10, "big", "small")', 'big'],
  ['Key__c & "/" & TEXT(Amount__c)', 'Box-7/12.5'],
  ['ISPICKVAL(Status__c, "Open") && NOT(ISBLANK(Key__c))', 'true'],
  ['AND(Amount__c = 12.5, OR(FALSE, 1 <> 2))', 'true'],
  ['CASE(Status__c, "Shut", 1, "Open", 2, 3)', '2'],
  ['Account__r.Name', 'Acme'],
  ['BLANKVALUE(Email__c, "none")', 'none'],
  ['ADDMONTHS(Packed_On__c, 1)', '2026-02-28 00:00:00'],
  ['Packed_On__c - DATE(2026, 1, 1)', '30'],
  ['YEAR(Packed_On__c + 1) * 100 + MONTH(Packed_On__c + 1)', '202602'],
  ['WEEKDAY(DATE(2026, 3, 1))', '1'],
  ['MID(Key__c, 2, 2) & LEFT(Key__c, 1) & RIGHT(Key__c, 1)', 'oxB7'],
  ['FIND("-", Key__c)', '4'],
  ['SUBSTITUTE(UPPER(Key__c), "B", "$&")', '$&OX-7'],
  ['REGEX(Key__c, "[A-Z][a-z]+-\\\\d")', 'true'],
  ['LPAD(TEXT(7), 3, "0")', '007'],
  ['ROUND(12.345, 2)', '12.35'],
  ['FLOOR(-1.5) + CEILING(-1.5) * 10 + MFLOOR(-1.5) * 100', '-221'],
  ['MOD(7, 4) + MAX(1, 5, 3) + MIN(2, 1)', '9'],
  ['VALUE("12.5") * 2', '25'],
  ['Email__c = ""', 'true'],
  ['Amount__c > NULL', 'false'],
  ['1 / 0', 'null'],
  ['$User.Id', '005dL0000000001QAA'],
  ['$Label.Greeting', 'Good day'],
  ['/* comment */ TODAY() = DATE(2026, 3, 1)', 'true']
];

test('formulas evaluate as the platform does', () => {
  for (const [source, expected] of EXPECTED) {
    assert.equal(value(source), expected, source);
  }
});

test('changes are seen against the stored record', () => {
  const old = crate.copy();
  old.fields.set('status__c', 'Shut');
  const run = (source: string, isNew: boolean): ApexValue =>
    evaluateFormula(org.engine, source, crate, undefined, { old: isNew ? null : old, isNew });
  assert.equal(run('ISCHANGED(Status__c)', false), true);
  assert.equal(run('ISCHANGED(Key__c)', false), false);
  assert.equal(run('ISCHANGED(Status__c)', true), false);
  assert.equal(run('PRIORVALUE(Status__c)', false), 'Shut');
  assert.equal(run('ISNEW()', true), true);
});

test('what cannot be read or is not there is said by name', () => {
  assert.throws(() => parseFormula('IF(1, 2'), FormulaSyntaxError);
  assert.throws(() => parseFormula('1 ~ 2'), /unexpected ~ at position 2/);
  assert.throws(() => value('CURRENCYRATE("EUR")'), NotImplementedError);
});
