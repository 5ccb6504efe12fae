import { test } from 'node:test';
import assert from 'node:assert/strict';
import { ApexList, ApexSet, stringOf } from '../../src/values/index.ts';
import type { ApexValue } from '../../src/values/index.ts';
import { apexError, day, dbl, dec, instant, Library } from './library.ts';

const library = new Library({ timeZone: 'America/New_York' });
const strings = (...items: (string | null)[]) => new ApexList(library.type('system.list<system.string>'), items);
const on = (self: string, method: string, ...args: ApexValue[]) => library.on('System.String', self, method, ...args);
const call = (method: string, ...args: ApexValue[]) => library.call('System.String', method, ...args);

/** Cases of one method: receiver, arguments, result. */
function check(method: string, ...cases: [string, ApexValue[], unknown][]): void {
  test(`String.${method}`, () => {
    for (const [self, args, expected] of cases) {
      const actual = on(self, method, ...args);
      const shown = actual instanceof ApexList ? actual.items : actual;
      assert.deepEqual(shown, expected, `'${self}'.${method}(${args.map(stringOf).join()})`);
    }
  });
}

check(
  'abbreviate',
  ['Hello Maximillian', [8], 'Hello...'],
  ['Hi', [8], 'Hi'],
  ['Hello Maximillian', [16, 8], 'Hello Maximil...']
);
check('capitalize', ['hello maximillian', [], 'Hello maximillian'], ['', [], '']);
check(
  'center',
  ['hello', [9], '  hello  '],
  ['hello', [8], ' hello  '],
  ['hello', [9, '-'], '--hello--'],
  ['hello', [3], 'hello']
);
check('charAt', ['Ω is Ohm.', [0], 937]);
check('compareTo', ['abcde', ['abcd'], 1], ['a', ['c'], -2], ['a', ['a'], 0]);
check('contains', ['myString', ['Str'], true], ['myString', ['str'], false]);
check('containsAny', ['abcd', ['fdg'], true], ['abcd', ['xyz'], false]);
check('containsIgnoreCase', ['hello', ['HE'], true]);
check('containsNone', ['abcde', ['fg'], true], ['abcde', ['fga'], false]);
check('containsOnly', ['abba', ['abcd'], true], ['abba xyz', ['abcd'], false]);
check('countMatches', ['Hello Jane', ['l'], 2], ['aaa', ['aa'], 1]);
check('deleteWhitespace', [' Hello Jane\n', [], 'HelloJane']);
check('difference', ['Hello Jane', ['Hello Max'], 'Max'], ['a', ['a'], '']);
check('endsWithIgnoreCase', ['Hello', ['LO'], true]);
check('equals', ['abc', ['ABC'], false], ['abc', ['abc'], true]);
check('equalsIgnoreCase', ['abcd', ['ABCD'], true], ['a', [null], false]);
check(
  'getLevenshteinDistance',
  ['Hello Joe', ['Hello Max'], 3],
  ['Hello Jane', ['Hello Max', 2], -1],
  ['Hello Jane', ['Hello Max', 3], 3]
);
check('indexOf', ['abcde', ['cd'], 2], ['abcabc', ['b', 2], 4], ['abc', ['x'], -1]);
check('indexOfAny', ['abcd', ['xc'], 2], ['abcd', ['xyz'], -1]);
check('indexOfAnyBut', ['abcd', ['xc'], 0], ['abcd', ['abcd'], -1]);
check('indexOfDifference', ['abcd', ['abxc'], 2], ['a', ['a'], -1]);
check('isAllLowerCase', ['abcde', [], true], ['abc de', [], false], ['', [], false]);
check('isAlpha', ['abc', [], true], ['abc 21', [], false], ['Straße', [], true], ['', [], false]);
check('isAlphaSpace', ['aA Bb', [], true], ['ab 12', [], false]);
check('isAlphanumeric', ['abc021', [], true], ['abc 021', [], false]);
check('isAsciiPrintable', ['abcd~', [], true], ['Ω', [], false]);
check('isNumeric', ['1234567890', [], true], ['1.2', [], false], ['-1', [], false], ['', [], false]);
check('isWhitespace', ['\t ', [], true], ['', [], true], ['a', [], false]);
check('lastIndexOf', ['abcdefghijcd', ['cd'], 10], ['abcabc', ['b', 3], 1]);
check('left', ['abcdaacd', [3], 'abc'], ['ab', [5], 'ab'], ['ab', [-1], '']);
check('leftPad', ['abc', [5], '  abc'], ['abc', [5, '0'], '00abc'], ['abcdef', [5], 'abcdef']);
check('mid', ['abcde', [2, 3], 'cde'], ['abcde', [3, 9], 'de']);
check('normalizeSpace', ['Salesforce \t    force.com', [], 'Salesforce force.com']);
check('overlay', ['abcdef', ['zzzz', 2, 4], 'abzzzzef']);
check('remove', ['Salesforce and force.com', ['force'], 'Sales and .com']);
check('removeEnd', ['Salesforce and force.com', ['.com'], 'Salesforce and force'], ['a', ['b'], 'a']);
check('removeStartIgnoreCase', ['Salesforce', ['sales'], 'force']);
check('repeat', ['SFDC', [2], 'SFDCSFDC'], ['SFDC', ['-', 3], 'SFDC-SFDC-SFDC']);
check('replace', ['a.b.c', ['.', '-'], 'a-b-c']);
check(
  'replaceAll',
  ['a b123 xyz', ['[a-zA-Z]+', '1'], '1 1123 1'],
  ['John Smith', ['(\\w+) (\\w+)', '$2 $1'], 'Smith John']
);
check('replaceFirst', ['a b b', ['b', 'x'], 'a x b']);
check('reverse', ['abc', [], 'cba']);
check('right', ['Hello Max', [3], 'Max'], ['ab', [5], 'ab']);
check('rightPad', ['abc', [5, '0'], 'abc00']);
check(
  'split',
  ['boo:and:foo', [':', 2], ['boo', 'and:foo']],
  ['boo:and:foo', ['o'], ['b', '', ':and:f']],
  ['boo:and:foo', ['o', -1], ['b', '', ':and:f', '', '']],
  ['a.b', ['\\.'], ['a', 'b']],
  ['', [','], ['']],
  ['abc', [''], ['a', 'b', 'c']],
  [',a', [','], ['', 'a']]
);
check('splitByCharacterType', ['Lightning.platform2', [], ['L', 'ightning', '.', 'platform', '2']]);
check('splitByCharacterTypeCamelCase', ['fooBarHTTPCode', [], ['foo', 'Bar', 'HTTP', 'Code']]);
check('stripHtmlTags', ['<b>hello</b> &amp; <br/>bye', [], 'hello & bye'], ['1 < 2', [], '1 < 2']);
check('substring', ['hamburger', [4, 8], 'urge'], ['abc', [1], 'bc'], ['abc', [3], '']);
check('substringAfter', ['Salesforce.force.com', ['.'], 'force.com'], ['a', ['x'], '']);
check('substringAfterLast', ['Salesforce.force.com', ['.'], 'com']);
check('substringBefore', ['Salesforce.force.com', ['.'], 'Salesforce'], ['a', ['x'], 'a']);
check('substringBeforeLast', ['Salesforce.force.com', ['.'], 'Salesforce.force']);
check('substringBetween', ['tagYellowtag', ['tag'], 'Yellow'], ['xYellowy', ['x', 'y'], 'Yellow'], ['a', ['x'], null]);
check('swapCase', ['Force.com', [], 'fORCE.COM']);
check('trim', ['  a b\n', [], 'a b']);
check('uncapitalize', ['Hello', [], 'hello']);
check('escapeCsv', ['Max1, "Max2"', [], '"Max1, ""Max2"""'], ['plain', [], 'plain']);
check('unescapeCsv', ['"Max1, ""Max2"""', [], 'Max1, "Max2"']);
check('escapeEcmaScript', [`"grade": '3.9/4.0'`, [], `\\"grade\\": \\'3.9\\/4.0\\'`]);
check('escapeHtml4', ['"<Black&White>"', [], '&quot;&lt;Black&amp;White&gt;&quot;'], ['é €', [], '&eacute; &euro;']);
check('escapeHtml3', ['é €', [], '&eacute; €']);
check('unescapeHtml4', ['&lt;b&gt; &euro; &#65; &nope;', [], '<b> € A &nope;']);
check('escapeXml', [`<a b="c">'&`, [], '&lt;a b=&quot;c&quot;&gt;&apos;&amp;']);
check('escapeJava', ['Company: "Salesforce.com"\n', [], 'Company: \\"Salesforce.com\\"\\n']);
check('escapeUnicode', ['De onde você é?', [], 'De onde voc\\u00EA \\u00E9?']);
check('unescapeUnicode', ['voc\\u00EA', [], 'você']);
check('getChars', ['AZ', [], [65, 90]]);
check('hashCode', ['Hello', [], 69609650]);

test('positions outside of the text are errors', () => {
  assert.throws(
    () => on('abc', 'substring', 4),
    apexError('System.StringException', 'Starting position out of bounds: 4')
  );
  assert.throws(
    () => on('abc', 'substring', 1, 9),
    apexError('System.StringException', 'Ending position out of bounds: 9')
  );
  assert.throws(
    () => on('Hello Max', 'abbreviate', 3),
    apexError('System.StringException', 'Minimum abbreviation width is 4')
  );
});

test('null arguments', () => {
  assert.throws(
    () => on('abc', 'contains', null),
    apexError('System.NullPointerException', 'Argument cannot be null.')
  );
});

test('String.format', () => {
  const objects = new ApexList(library.type('system.list<system.object>'), ['one', 2, null]);
  assert.equal(call('format', "{0} {1} {2} {3} it''s '{0}'", objects), "one 2 null {3} it's {0}");
  assert.equal(call('format', null, objects), null);
  assert.throws(
    () => call('format', 'a {0', objects),
    apexError('System.StringException', 'Unmatched braces in the pattern.')
  );
});

test('String.join', () => {
  assert.equal(call('join', strings('a', 'b'), ', '), 'a, b');
  assert.equal(call('join', new ApexSet(library.type('system.set<system.integer>'), [1, 2]), '-'), '1-2');
});

test('String.valueOf', () => {
  assert.equal(call('valueOf(Object)', null), null);
  assert.equal(call('valueOf(Integer)', 5), '5');
  assert.equal(call('valueOf(Double)', dbl(1e10)), '1.0E10');
  assert.equal(call('valueOf(Decimal)', dec('1.50')), '1.50');
  assert.equal(call('valueOf(Date)', day('2024-05-01')), '2024-05-01');
  assert.equal(call('valueOf(Datetime)', instant('2024-05-01T09:30:00Z')), '2024-05-01 05:30:00');
  assert.equal(call('valueOfGmt', instant('2024-05-01T09:30:00Z')), '2024-05-01 09:30:00');
});

test('static tests and helpers', () => {
  assert.equal(call('isBlank', ' \n'), true);
  assert.equal(call('isBlank', null), true);
  assert.equal(call('isNotBlank', 'a'), true);
  assert.equal(call('isEmpty', ''), true);
  assert.equal(call('isEmpty', ' '), false);
  assert.equal(call('escapeSingleQuotes', "it's"), "it\\'s");
  assert.equal(call('getCommonPrefix', strings('SFDCApex', 'SFDCVisualforce')), 'SFDC');
  assert.equal(call('fromCharArray', new ApexList(library.type('system.list<system.integer>'), [65, 66])), 'AB');
});
