import assert from 'node:assert/strict';
import { test } from 'node:test';
import { field, problems } from './support.ts';

const escaped = (formula: string): string =>
  formula.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const formulaField = (name: string, type: string, formula: string): Record<string, string> => ({
  ...field(
    'Crate__c',
    name,
    `<type>${type}</type><precision>9</precision><scale>2</scale><formula>${escaped(formula)}</formula>`
  )
});
const rule = (name: string, formula: string, more = ''): Record<string, string> => ({
  [`objects/Crate__c/validationRules/${name}.validationRule-meta.xml`]: `<ValidationRule><fullName>${name}</fullName><active>true</active>\n<errorConditionFormula>${escaped(formula)}</errorConditionFormula>${more}<errorMessage>No</errorMessage></ValidationRule>`
});

/** Number fields over one formula each: what is said of it, or nothing. */
const CASES: readonly (readonly [formula: string, problem: string | undefined])[] = [
  ['Weight__c * 2 + LEN(Code__c) - VALUE("3") ^ 2', undefined],
  ['IF(Sealed__c, Weight__c, null)', undefined],
  ['CASE(Colour__c, "Red", 1, "Blue", 2, 0)', undefined],
  ['Packed__c - TODAY()', undefined],
  ['IF(ISPICKVAL(Colour__c, "Red") && NOT(ISBLANK(Account__r.Name)), 1, 0)', undefined],
  ['MAX(1, 2, Weight__c, 4)', undefined],
  ['YEAR(DATEVALUE(CreatedDate)) + MOD(Weight__c, 2)', undefined],
  ['BLANKVALUE(Account__r.AnnualRevenue, 0)', undefined],
  ['IF($Permission.Pack, 1, IF($User.Department = "x", 2, 3))', undefined],
  ['LEN(TEXT(Colour__c) & $Label.Anything__x)', undefined],
  ['IF(Owner:User.IsActive, 1, 0)', undefined],
  ['pkg__Size__c * 2', undefined],
  ['Gone__c', 'Field Gone__c does not exist. Check spelling.'],
  ['Account__r.Gone__c', 'Field Account__r.Gone__c does not exist. Check spelling.'],
  ['Gone__r.Name', 'Field Gone__r.Name does not exist. Check spelling.'],
  ['LEN($Label.Gone)', 'Field $Label.Gone does not exist. Check spelling.'],
  ['IF($Permission.Gone, 1, 2)', 'Field $Permission.Gone does not exist. Check spelling.'],
  ['$User.Gone__c', 'Field $User.Gone__c does not exist. Check spelling.'],
  ['$Setup.Gone__c.Value__c', 'Field $Setup.Gone__c.Value__c does not exist. Check spelling.'],
  [
    '$CustomMetadata.Rule__mdt.Gone.Value__c',
    'Field $CustomMetadata.Rule__mdt.Gone.Value__c does not exist. Check spelling.'
  ],
  ['SUMIF(1)', 'Unknown function SUMIF. Check spelling.'],
  ['IF(Sealed__c)', "Incorrect number of parameters for function 'IF()'. Expected 3, received 1"],
  ['LEN(Code__c, 2)', "Incorrect number of parameters for function 'LEN()'. Expected 1, received 2"],
  ['LEN(Weight__c)', "Incorrect parameter type for function 'LEN()'. Expected Text, received Number"],
  ['ROUND(Code__c, 2)', "Incorrect parameter type for function 'ROUND()'. Expected Number, received Text"],
  ['YEAR(NOW())', "Incorrect parameter type for function 'YEAR()'. Expected Date, received Date/Time"],
  ['IF(Weight__c, 1, 2)', "Incorrect parameter type for function 'IF()'. Expected Boolean, received Number"],
  ['Weight__c + Code__c', "Incorrect parameter type for operator '+'. Expected Number, received Text"],
  ['Weight__c * Code__c', "Incorrect parameter type for operator '*'. Expected Number, received Text"],
  [
    'Sealed__c + 1',
    "Incorrect parameter type for operator '+'. Expected Number, Date, Date/Time, Time, Text, received Boolean"
  ],
  ['IF(Weight__c = Code__c, 1, 2)', "Incorrect parameter type for operator '='. Expected Number, received Text"],
  ['IF(Sealed__c && Weight__c, 1, 2)', "Incorrect parameter type for operator '&&'. Expected Boolean, received Number"],
  ['LEN(Code__c & Weight__c)', "Incorrect parameter type for operator '&'. Expected Text, received Number"],
  ['LEN(Colour__c)', 'Field Colour__c is a picklist field. Picklist fields are only supported in certain functions.'],
  [
    'IF(Colour__c = "Red", 1, 2)',
    'Field Colour__c is a picklist field. Picklist fields are only supported in certain functions.'
  ],
  ['LEN(Code__c', "Syntax error. Missing ')'"],
  ['LEN(Code__c))', "Syntax error. Extra ')'"],
  ['Weight__c Weight__c', "Syntax error. Found 'Weight__c'"],
  ['Code__c', 'Formula result is data type (Text), incompatible with expected data type (Number).'],
  ['Packed__c + 1', 'Formula result is data type (Date), incompatible with expected data type (Number).'],
  ['Sealed__c', 'Formula result is data type (Boolean), incompatible with expected data type (Number).']
];

test('formula fields compile as the platform compiles them', () => {
  const fields = CASES.map(([formula], index) =>
    formulaField(`F${String(index).padStart(2, '0')}__c`, 'Number', formula)
  );
  const expected = CASES.flatMap(([, problem], index) =>
    problem === undefined ? [] : [`CustomField Crate__c.F${String(index).padStart(2, '0')}__c 2: ${problem}`]
  );
  assert.deepEqual(problems(...fields), expected);
});

test('every kind of formula field has its result, a rule is true or false', () => {
  const found = problems(
    formulaField('Text__c', 'Text', 'Code__c & "x"'),
    formulaField('Price__c', 'Currency', 'Weight__c'),
    formulaField('Day__c', 'Date', 'Packed__c + 1'),
    formulaField('Moment__c', 'DateTime', 'CreatedDate + 1'),
    formulaField('Flag__c', 'Checkbox', 'Sealed__c'),
    formulaField('BadText__c', 'Text', 'Weight__c'),
    formulaField('BadDay__c', 'Date', 'NOW()'),
    formulaField('BadFlag__c', 'Checkbox', 'Weight__c'),
    rule('Good', 'AND(ISCHANGED(Code__c), PRIORVALUE(Code__c) <> "x")'),
    rule('Number', 'Weight__c'),
    rule('Unknown', 'Gone__c > 1'),
    rule('Place', 'Sealed__c', '<errorDisplayField>Gone__c</errorDisplayField>'),
    {
      'workflows/Crate__c.workflow-meta.xml':
        '<Workflow><rules><fullName>A</fullName><active>true</active>\n<formula>Weight__c</formula><triggerType>onAllChanges</triggerType></rules></Workflow>'
    }
  );
  const result = (name: string, type: string, wanted: string): string =>
    `CustomField Crate__c.${name} 2: Formula result is data type (${type}), incompatible with expected data type (${wanted}).`;
  assert.deepEqual(found, [
    result('BadDay__c', 'Date/Time', 'Date'),
    result('BadFlag__c', 'Number', 'true or false'),
    result('BadText__c', 'Number', 'Text'),
    'ValidationRule Crate__c.Number 3: Formula result is data type (Number), incompatible with expected data type (true or false).',
    'ValidationRule Crate__c.Place 3: In field: errorDisplayField - no CustomField named Crate__c.Gone__c found',
    'ValidationRule Crate__c.Unknown 3: Field Gone__c does not exist. Check spelling.',
    'Workflow Crate__c 3: Formula result is data type (Number), incompatible with expected data type (true or false).'
  ]);
});
