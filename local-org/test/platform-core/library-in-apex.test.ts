import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const TEXT = `@IsTest private class TextTest {
  @IsTest static void textsAreCut() {
    String s = 'The quick brown fox jumps';
    Assert.areEqual('The qu...', s.abbreviate(9));
    Assert.areEqual('...uick...', s.abbreviate(10, 5));
    Assert.areEqual('...x jumps', s.abbreviate(10, 22));
    Assert.areEqual('short', 'short'.abbreviate(9));
    String faults = '';
    try { s.abbreviate(3); } catch (StringException e) { faults += e.getMessage() + ';'; }
    try { s.abbreviate(6, 6); } catch (StringException e) { faults += e.getMessage() + ';'; }
    Assert.areEqual('Minimum abbreviation width is 4;Minimum abbreviation width with offset is 7;', faults);
    Assert.areEqual('file', 'file.TXT'.removeEndIgnoreCase('.txt'));
    Assert.areEqual('file.TXT', 'file.TXT'.removeEnd('.txt'));
    Assert.areEqual('file', 'tmpfile'.removeStartIgnoreCase('TMP'));
    Assert.areEqual('tmpfile', 'tmpfile'.removeStart('TMP'));
    Assert.areEqual('b', 'abc'.mid(1, 1));
    Assert.areEqual('', 'abc'.mid(5, 1));
    Assert.areEqual('abc', 'abc'.left(5));
    Assert.areEqual('', 'abc'.right(0));
    Assert.areEqual('  a  ', 'a'.center(5));
    Assert.areEqual('a...', 'a'.rightPad(4, '.'));
    Assert.areEqual('a', 'a,b,c'.substringBefore(','));
    Assert.areEqual('a,b', 'a,b,c'.substringBeforeLast(','));
    Assert.areEqual('b,c', 'a,b,c'.substringAfter(','));
    Assert.areEqual('c', 'a,b,c'.substringAfterLast(','));
    Assert.areEqual('b', 'a[b]c'.substringBetween('[', ']'));
    Assert.isNull('abc'.substringBetween('['));
    Assert.areEqual('xbcxbc', 'abcabc'.replace('a', 'x'));
    Assert.areEqual('xbcabc', 'abcabc'.replaceFirst('a', 'x'));
    Assert.areEqual(new List<String>{ 'a', 'b,c' }, 'a,b,c'.split(',', 2));
    Assert.areEqual(new List<String>{ 'a', '', 'b' }, 'a,,b,,'.split(','));
    Assert.areEqual(new List<String>{ 'a', 'b', '', '' }, 'a,b,,'.split(',', -1));
    Assert.areEqual(new List<String>{ 'one', 'Two', '3' }, 'oneTwo3'.splitByCharacterTypeCamelCase());
  }
  @IsTest static void textsAreCompared() {
    Assert.areEqual(3, 'abc'.getLevenshteinDistance('xyz'));
    Assert.areEqual(-1, 'abcdef'.getLevenshteinDistance('uvwxyz', 2));
    Assert.areEqual(2, 'abc'.difference('abd').length() + 1);
    Assert.areEqual('ab', String.join(new List<String>{ 'a', 'b' }, ''));
    Assert.areEqual('int', 'interview'.left(3));
    Assert.areEqual('i am ', String.getCommonPrefix(new List<String>{ 'i am a', 'i am b' }));
    Assert.areEqual(2, 'abc'.indexOfDifference('abd'));
    Assert.areEqual(-1, 'abc'.indexOfDifference('abc'));
    Assert.areEqual(1, 'xay'.indexOfAny('ab'));
    Assert.areEqual(0, 'xay'.indexOfAnyBut('ab'));
    Assert.areEqual(4, 'a-b-c'.lastIndexOf('c'));
    Assert.areEqual(1, 'a-b-c'.lastIndexOf('-', 2));
    Assert.areEqual(2, 'aXbx'.countMatches('x') + 1);
    Assert.isTrue('abc'.containsOnly('cab') && !'abcd'.containsOnly('cab'));
    Assert.isTrue('abc'.containsNone('xyz') && !'abc'.containsNone('cx'));
    Assert.isTrue('aBc'.equalsIgnoreCase('AbC'));
    Assert.isTrue('abc'.compareTo('abd') < 0 && 'b'.compareTo('a') > 0 && 'a'.compareTo('a') == 0);
    Assert.isTrue('A1'.isAlphanumeric() && !'A 1'.isAlphanumeric() && 'A 1'.isAlphanumericSpace());
    Assert.isTrue('12'.isNumeric() && !'1.2'.isNumeric() && '1 2'.isNumericSpace());
    Assert.isTrue('AB'.isAllUpperCase() && !'aB'.isAllUpperCase() && 'ab'.isAllLowerCase());
    Assert.isTrue(' \\t'.isWhitespace() && !' a'.isWhitespace());
    Assert.isTrue(String.isBlank(' ') && !String.isEmpty(' ') && String.isEmpty(null));
  }
  @IsTest static void textsHaveCodePoints() {
    String s = 'a\\uD83D\\uDE00b';
    Assert.areEqual(4, s.length());
    Assert.areEqual(128512, s.codePointAt(1));
    Assert.areEqual(128512, s.codePointBefore(3));
    Assert.areEqual(97, s.codePointBefore(1));
    Assert.areEqual(3, s.codePointCount(0, 4));
    Assert.areEqual(3, s.offsetByCodePoints(0, 2));
    Assert.areEqual(1, s.offsetByCodePoints(3, -1));
    Assert.areEqual(new List<Integer>{ 97, 55357, 56832, 98 }, s.getChars());
    Assert.areEqual('ab', String.fromCharArray(new List<Integer>{ 97, 98 }));
    Integer faults = 0;
    try { s.codePointAt(4); } catch (StringException e) { faults++; }
    try { s.codePointBefore(0); } catch (StringException e) { faults++; }
    try { s.offsetByCodePoints(0, 9); } catch (StringException e) { faults++; }
    try { s.substring(3, 9); } catch (StringException e) { faults++; Assert.areEqual('Ending position out of bounds: 9', e.getMessage()); }
    try { s.substring(9); } catch (StringException e) { faults++; Assert.areEqual('Starting position out of bounds: 9', e.getMessage()); }
    Assert.areEqual(5, faults);
  }
  @IsTest static void textsAreEscaped() {
    Assert.areEqual('"a\\\\n\\\\"b\\\\""', '"' + 'a\\n"b"'.escapeJava() + '"');
    Assert.areEqual('a\\n\\t"A\\u0007', 'a\\\\n\\\\t\\\\"\\\\u0041\\\\7'.unescapeJava());
    Assert.areEqual('&lt;a href=&quot;x&quot;&gt;&amp;', '<a href="x">&'.escapeHtml4());
    Assert.areEqual('<&>"', '&lt;&amp;&gt;&quot;'.unescapeHtml4());
    Assert.areEqual('&lt;&apos;', '<\\''.escapeXml());
    Assert.areEqual('"a,b"', 'a,b'.escapeCsv());
    Assert.areEqual('"a""b"', 'a"b'.escapeCsv());
    Assert.areEqual('a,b', '"a,b"'.unescapeCsv());
    Assert.areEqual('plain', 'plain'.escapeCsv());
    Assert.areEqual('O\\\\\\'Hara', String.escapeSingleQuotes('O\\'Hara'));
    Assert.areEqual('ab', 'a<b>b</b>'.stripHtmlTags());
  }
  @IsTest static void textsAreFormatted() {
    Assert.areEqual('a 1 {2}', String.format('a {0} \\'{\\'2}', new List<Object>{ 1 }));
    Assert.areEqual('x', String.valueOf(new List<String>{ 'x' }.get(0)));
    Assert.areEqual('Hello world', 'hello world'.capitalize());
    Assert.areEqual('hELLO', 'Hello'.swapCase());
    Assert.areEqual('olleh', 'hello'.reverse());
    Assert.areEqual('ababab', 'ab'.repeat(3));
    Assert.areEqual('ab-ab-ab', 'ab'.repeat('-', 3));
    Assert.areEqual('a b', '  a \\n b '.normalizeSpace());
    Assert.areEqual('ab', ' a b '.deleteWhitespace());
    Assert.areEqual('title case me'.toUpperCase(), 'TITLE CASE ME');
  }
  @IsTest static void patternsMatch() {
    Matcher m = Pattern.compile('(\\\\w+)@(\\\\w+)\\\\.com').matcher('x ada@example.com, bob@test.com');
    Assert.isTrue(m.find());
    Assert.areEqual('ada@example.com ada example 2 17', m.group() + ' ' + m.group(1) + ' ' + m.group(2) + ' ' + m.start() + ' ' + m.end());
    Assert.areEqual(2, m.groupCount());
    Assert.areEqual(6, m.start(2));
    Assert.isTrue(m.find());
    Assert.areEqual('bob', m.group(1));
    Assert.isFalse(m.find());
    Assert.isTrue(m.find(3));
    Assert.areEqual('da', m.group(1));
    Assert.areEqual('x <example>, <test>', m.replaceAll('<$2>'));
    Assert.areEqual('x <ada>, bob@test.com', m.replaceFirst('<$1>'));
    Assert.isTrue(Pattern.matches('(?i)A.c', 'abC'));
    Assert.isFalse(Pattern.matches('a.c', 'a\\nc'));
    Assert.isTrue(Pattern.matches('(?s)a.c', 'a\\nc'));
    Assert.isTrue(Pattern.matches('(?x) a b # comment', 'ab'));
    Assert.isTrue(Pattern.matches('[a-c&&[^b]]+', 'acca'));
    Assert.isFalse(Pattern.matches('[a-c&&[^b]]+', 'abca'));
    Assert.isTrue(Pattern.matches('\\\\p{Alpha}+\\\\p{Digit}\\\\p{Punct}', 'ab1!'));
    Assert.isTrue(Pattern.matches('\\\\Qa.b\\\\E', 'a.b'));
    Assert.isFalse(Pattern.matches('\\\\Qa.b\\\\E', 'axb'));
    Assert.isTrue(Pattern.matches('a++b', 'aaab'));
    Assert.isFalse(Pattern.matches('a++ab', 'aaab'));
    Assert.isTrue(Pattern.matches('(?>a+)b', 'aab'));
    Assert.isTrue(Pattern.matches('(a)\\\\1', 'aa'));
    Assert.isTrue(Pattern.matches('\\\\x41\\\\u0042\\\\t', 'AB\\t'));
    Assert.isTrue(Pattern.compile('\\\\Ab').matcher('b').find());
    Assert.isFalse(Pattern.compile('\\\\Ab').matcher('ab').find());
    Assert.isTrue(Pattern.compile('b\\\\z').matcher('ab').find());
    Assert.areEqual('a.b', Pattern.compile('a.b').pattern());
    Assert.areEqual('\\\\Qa\\\\E', Pattern.quote('a'));
    Assert.areEqual('\\\\$1', Matcher.quoteReplacement('$1'));
    Matcher hit = Pattern.compile('a').matcher('bab');
    Assert.isFalse(hit.matches());
    Assert.isFalse(hit.lookingAt());
    hit.region(1, 2);
    Assert.isTrue(hit.matches());
    Assert.areEqual('1 2', hit.regionStart() + ' ' + hit.regionEnd());
    hit.reset('a');
    Assert.isTrue(hit.lookingAt());
    String faults = '';
    try { Pattern.compile('(a'); } catch (StringException e) { faults += 'a'; Assert.isTrue(e.getMessage().startsWith('Invalid regex at character 1: Unclosed group') || e.getMessage().contains('Unclosed group'), e.getMessage()); }
    try { Pattern.compile('a').matcher('b').group(); } catch (StringException e) { faults += 'b'; }
    try { Matcher one = Pattern.compile('a').matcher('a'); one.find(); one.group(2); } catch (Exception e) { faults += 'c'; }
    try { 'a'.replaceAll('a', '$2'); } catch (Exception e) { faults += 'd'; }
    Assert.areEqual('abcd', faults);
  }
}`;

const VALUES = `@IsTest private class LibraryValuesTest {
  @IsTest static void numbersAreReadFromTexts() {
    String faults = '';
    try { Integer.valueOf('1.5'); } catch (TypeException e) { faults += e.getMessage() + ';'; }
    try { Integer.valueOf('2147483648'); } catch (TypeException e) { faults += e.getMessage() + ';'; }
    try { Decimal.valueOf('x'); } catch (TypeException e) { faults += e.getMessage() + ';'; }
    try { Long.valueOf(''); } catch (TypeException e) { faults += e.getMessage() + ';'; }
    try { Double.valueOf('y'); } catch (TypeException e) { faults += e.getMessage() + ';'; }
    Assert.areEqual('Invalid integer: 1.5;Invalid integer: 2147483648;Invalid decimal: x;Invalid long: ;Invalid double: y;', faults);
    Object o = 7;
    Assert.areEqual(7, Integer.valueOf(o));
    Assert.areEqual(-2147483648, Integer.valueOf('-2147483648'));
    Assert.areEqual(1.50, Decimal.valueOf('1.50'));
    Assert.areEqual(9223372036854775807L, Long.valueOf('9223372036854775807'));
    o = 2.5;
    Assert.areEqual(2, Integer.valueOf(o));
    Assert.areEqual(2.5, Double.valueOf(o));
    o = true;
    Assert.isTrue(Boolean.valueOf(o));
    Assert.isTrue(Boolean.valueOf('TRUE'));
    Assert.isFalse(Boolean.valueOf('yes'));
    o = 'x';
    String refused;
    try { Boolean.valueOf((Object) 5); } catch (TypeException e) { refused = e.getMessage(); }
    Assert.isNotNull(refused);
  }
  @IsTest static void mathsFollowsItsTypes() {
    Assert.areEqual(3, Math.abs(-3));
    Assert.areEqual(3L, Math.abs(-3L));
    Assert.areEqual(2.5, Math.abs(-2.5));
    Assert.areEqual(5L, Math.max(5L, 3L));
    Assert.areEqual(3, Math.min(5, 3));
    Assert.areEqual(2.5, Math.max(2.5, 1.5));
    Assert.areEqual(1, Math.mod(7, 3));
    Assert.areEqual(-1, Math.mod(-7, 3));
    Assert.areEqual(1L, Math.mod(7L, 3L));
    Assert.areEqual(2, Math.round(2.5));
    Assert.areEqual(4, Math.round(3.5));
    Assert.areEqual(2, Math.roundToLong(2.4));
    Assert.areEqual(-2, Math.floor(-1.5));
    Assert.areEqual(-1, Math.ceil(-1.5));
    Assert.areEqual(2, Math.rint(2.5));
    Assert.areEqual(8.0, Math.pow(2, 3));
    Assert.areEqual(3, Math.sqrt(9.0));
    Assert.areEqual(1, Math.signum(5.5));
    Assert.areEqual(2, Math.cbrt(8.0));
    Assert.areEqual(2, Math.log10(100.0));
    Assert.isTrue(Math.abs(Math.atan2(1.0, 1.0) - 0.785398) < 0.00001);
    Assert.isTrue(Math.abs(Math.exp(1) - 2.718281) < 0.00001);
    Integer drawn = Math.mod(Math.abs(Crypto.getRandomInteger()), 10);
    Assert.isTrue(drawn >= 0 && drawn < 10);
    Double r = Math.random();
    Assert.isTrue(r >= 0 && r < 1);
  }
  @IsTest static void decimalsKeepTheirScale() {
    Decimal d = 10.25;
    Assert.areEqual('10.3', String.valueOf(d.setScale(1)));
    Assert.areEqual('10.2', String.valueOf(d.setScale(1, RoundingMode.HALF_EVEN)));
    Assert.areEqual('10.2', String.valueOf(d.setScale(1, RoundingMode.DOWN)));
    Assert.areEqual('11', String.valueOf(d.round(RoundingMode.UP)));
    Assert.areEqual(10L, d.round());
    Assert.areEqual('10.250', String.valueOf(d.setScale(3)));
    Assert.areEqual(2, d.scale());
    Assert.areEqual(4, d.precision());
    Assert.areEqual('3.42', String.valueOf(d.divide(3, 2)));
    Assert.areEqual('3.41', String.valueOf(d.divide(3, 2, RoundingMode.FLOOR)));
    Assert.areEqual('105.0625', String.valueOf(d.pow(2)));
    Assert.areEqual('1.5', (1.500).stripTrailingZeros().toPlainString());
    Assert.areEqual('1,234.56', (1234.56).format());
    Assert.areEqual(1, d.intValue() - 9);
    Assert.areEqual(10L, d.longValue());
    Assert.areEqual(10.25, d.doubleValue());
    Assert.areEqual(10.25, d.abs());
    String message;
    try { d.setScale(1, RoundingMode.UNNECESSARY); } catch (MathException e) { message = e.getMessage(); }
    Assert.areEqual('Rounding necessary', message);
  }
  @IsTest static void timesAddUp() {
    Time t = Time.newInstance(23, 59, 58, 500);
    Assert.areEqual(Time.newInstance(0, 0, 0, 500), t.addSeconds(2));
    Assert.areEqual(Time.newInstance(1, 59, 58, 500), t.addHours(2));
    Assert.areEqual(Time.newInstance(0, 1, 58, 500), t.addMinutes(2));
    Assert.areEqual(Time.newInstance(23, 59, 58, 502), t.addMilliseconds(2));
    Assert.areEqual('23:59:58.500Z', String.valueOf(t));
    Assert.areEqual(500, t.millisecond());
    Date d = Date.newInstance(2024, 2, 29);
    Assert.areEqual(Date.newInstance(2025, 2, 28), d.addYears(1));
    Assert.areEqual(Date.newInstance(2024, 3, 31), Date.newInstance(2024, 1, 31).addMonths(2));
    Assert.areEqual(366, d.daysBetween(Date.newInstance(2025, 3, 1)));
    Assert.areEqual(1, Date.newInstance(2024, 1, 31).monthsBetween(Date.newInstance(2024, 2, 1)));
    Assert.areEqual(Date.newInstance(2024, 2, 25), d.toStartOfWeek());
    Assert.areEqual(Date.newInstance(2024, 2, 1), d.toStartOfMonth());
    Assert.areEqual(60, d.dayOfYear());
    Assert.areEqual(29, Date.daysInMonth(2024, 2));
    Assert.isTrue(Date.isLeapYear(2024) && !Date.isLeapYear(2100));
    Assert.isTrue(d.isSameDay(Date.newInstance(2024, 2, 29)));
    Datetime dt = Datetime.newInstanceGmt(2026, 11, 28, 14, 5, 9);
    Assert.areEqual('2026-11-28T14:05:09.000Z', dt.formatGmt('yyyy-MM-dd\\'T\\'HH:mm:ss.SSS\\'Z\\''));
    Assert.areEqual('Sat Saturday 28 Nov November 26 2 PM', dt.formatGmt('EEE EEEE d MMM MMMM yy h a'));
    Assert.areEqual('14:05', dt.format('HH:mm', 'GMT'));
    Assert.areEqual('15:05 +0100', dt.format('HH:mm Z', 'Europe/Berlin'));
    Assert.areEqual(332, dt.dayOfYearGmt());
    Assert.areEqual(1795874709000L, dt.getTime());
    Assert.areEqual(dt, Datetime.newInstance(1795874709000L));
    Assert.areEqual(dt, Datetime.valueOfGmt('2026-11-28 14:05:09'));
    Assert.areEqual(dt, (Datetime) JSON.deserialize('"2026-11-28T14:05:09Z"', Datetime.class));
    TimeZone z = TimeZone.getTimeZone('Europe/Berlin');
    Assert.areEqual(3600000, z.getOffset(dt));
    Assert.areEqual(7200000, z.getOffset(Datetime.newInstanceGmt(2026, 7, 1)));
    Assert.areEqual('Europe/Berlin', z.getId());
    Assert.areEqual('Europe/Berlin', String.valueOf(z));
    Integer faults = 0;
    try { Date.valueOf('2026-13-01'); } catch (TypeException e) { faults++; Assert.areEqual('Invalid date: 2026-13-01', e.getMessage()); }
    try { Datetime.valueOf('x'); } catch (TypeException e) { faults++; Assert.areEqual('Invalid date/time: x', e.getMessage()); }
    try { Date.parse('nonsense'); } catch (TypeException e) { faults++; Assert.areEqual('Invalid date: nonsense', e.getMessage()); }
    Assert.areEqual(3, faults);
  }
  @IsTest static void bytesAreCodedAndSigned() {
    Assert.areEqual('aGk=', EncodingUtil.base64Encode(Blob.valueOf('hi')));
    Assert.areEqual('hi', EncodingUtil.base64Decode('aGk=').toString());
    Assert.areEqual('6869', EncodingUtil.convertToHex(Blob.valueOf('hi')));
    Assert.areEqual('hi', EncodingUtil.convertFromHex('6869').toString());
    Assert.areEqual('a+b%26%C3%A9', EncodingUtil.urlEncode('a b&\\u00e9', 'UTF-8'));
    Assert.areEqual('a b&\\u00e9', EncodingUtil.urlDecode('a+b%26%C3%A9', 'UTF-8'));
    Assert.areEqual('%E9', EncodingUtil.urlEncode('\\u00e9', 'ISO-8859-1'));
    Assert.areEqual('2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824', EncodingUtil.convertToHex(Crypto.generateDigest('SHA-256', Blob.valueOf('hello'))));
    Assert.areEqual('5d41402abc4b2a76b9719d911017c592', EncodingUtil.convertToHex(Crypto.generateDigest('MD5', Blob.valueOf('hello'))));
    Assert.areEqual('f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8',
      EncodingUtil.convertToHex(Crypto.generateMac('hmacSHA256', Blob.valueOf('The quick brown fox jumps over the lazy dog'), Blob.valueOf('key'))));
    Assert.isTrue(Crypto.verifyHMac('hmacSHA256', Blob.valueOf('a'), Blob.valueOf('k'), Crypto.generateMac('hmacSHA256', Blob.valueOf('a'), Blob.valueOf('k'))));
    Assert.isFalse(Crypto.verifyHMac('hmacSHA256', Blob.valueOf('b'), Blob.valueOf('k'), Crypto.generateMac('hmacSHA256', Blob.valueOf('a'), Blob.valueOf('k'))));
    Blob key = Crypto.generateAesKey(256);
    Blob sealed = Crypto.encryptWithManagedIV('AES256', key, Blob.valueOf('secret'));
    Assert.areEqual('secret', Crypto.decryptWithManagedIV('AES256', key, sealed).toString());
    Assert.areEqual(32, sealed.size());
    Blob iv = Blob.valueOf('0123456789abcdef');
    Assert.areEqual('x', Crypto.decrypt('AES256', key, iv, Crypto.encrypt('AES256', key, iv, Blob.valueOf('x'))).toString());
    Integer faults = 0;
    try { Crypto.generateDigest('nope', Blob.valueOf('a')); } catch (Exception e) { faults++; }
    try { Crypto.encrypt('AES256', key, Blob.valueOf('short'), Blob.valueOf('x')); } catch (InvalidParameterValueException e) { faults++; Assert.areEqual('Invalid initialization vector. Must be 16 bytes.', e.getMessage()); }
    try { Crypto.decryptWithManagedIV('AES256', Crypto.generateAesKey(256), sealed); } catch (SecurityException e) { faults++; }
    try { EncodingUtil.convertFromHex('123'); } catch (InvalidParameterValueException e) { faults++; }
    Assert.areEqual(4, faults);
    Assert.areEqual(36, UUID.randomUUID().toString().length());
    UUID known = UUID.fromString('123e4567-e89b-12d3-a456-426614174000');
    Assert.isTrue(known == UUID.fromString('123E4567-e89b-12d3-a456-426614174000'));
    Assert.isTrue(new Set<UUID>{ known }.contains(UUID.fromString('123e4567-e89b-12d3-a456-426614174000')));
  }
  @IsTest static void addressesHaveParts() {
    Url u = new Url('https://user@example.com:8443/a/b.html?x=1#top');
    Assert.areEqual('https example.com 8443 /a/b.html x=1 top', u.getProtocol() + ' ' + u.getHost() + ' ' + u.getPort() + ' ' + u.getPath() + ' ' + u.getQuery() + ' ' + u.getRef());
    Assert.areEqual('/a/b.html?x=1', u.getFile());
    Assert.areEqual('user@example.com:8443', u.getAuthority());
    Assert.areEqual('user', u.getUserInfo());
    Assert.areEqual(443, new Url('https://example.com/').getDefaultPort());
    Assert.areEqual(-1, new Url('https://example.com/').getPort());
    Assert.areEqual('https://example.com/x/y', new Url('https', 'example.com', '/x/y').toExternalForm());
    Assert.areEqual('http://example.com:81/x', new Url('http', 'example.com', 81, '/x').toExternalForm());
    Assert.areEqual('https://example.com/a/c', new Url(new Url('https://example.com/a/b'), 'c').toExternalForm());
    Assert.isTrue(new Url('https://example.com/a').sameFile(new Url('https://example.com/a#b')));
    Boolean refused = false;
    try { new Url('nonsense'); } catch (Exception e) { refused = true; }
    Assert.isTrue(refused);
  }
}`;

const NOTATION = `@IsTest private class NotationTest {
  class Item { public Integer n; public String s; public Decimal d; public Date day; public Datetime at; public Time t; public Blob b; public Boolean f; public List<Item> items; public Map<String, Integer> m; public Id id; public Double x; public Long l; transient public String hidden; }
  static String fault(String text, Type t) {
    try { JSON.deserialize(text, t); return 'done'; } catch (JSONException e) { return e.getMessage(); }
  }
  @IsTest static void objectsGoThereAndBack() {
    Item i = new Item();
    i.n = 1; i.s = 'q"\\n'; i.d = 1.50; i.day = Date.newInstance(2026, 1, 2); i.at = Datetime.newInstanceGmt(2026, 1, 2, 3, 4, 5); i.t = Time.newInstance(1, 2, 3, 4); i.b = Blob.valueOf('x'); i.f = true; i.x = 2; i.l = 5000000000L; i.hidden = 'h'; i.m = new Map<String, Integer>{ 'k' => 1 };
    String text = JSON.serialize(i, true);
    Assert.areEqual('{"x":2.0,"t":"01:02:03.004Z","s":"q\\\\"\\\\n","n":1,"m":{"k":1},"l":5000000000,"f":true,"day":"2026-01-02","d":1.50,"b":"eA==","at":"2026-01-02T03:04:05.000Z"}', text);
    Item again = (Item) JSON.deserialize(text, Item.class);
    Assert.areEqual(text, JSON.serialize(again, true));
    Assert.isTrue(JSON.serialize(i).contains('"items":null'));
    Item nested = (Item) JSON.deserialize('{"items":[{"n":5},null],"extra":{"a":[1,2]},"n":null}', Item.class);
    Assert.areEqual(5, nested.items[0].n);
    Assert.isNull(nested.items[1]);
    Assert.isNull(nested.n);
  }
  @IsTest static void whatIsWrongIsNamed() {
    Assert.isTrue(fault('{"n":"x"}', Item.class).startsWith('Illegal value for primitive'), fault('{"n":"x"}', Item.class));
    Assert.isTrue(fault('{"n":', Item.class).startsWith('Unexpected end-of-input'), fault('{"n":', Item.class));
    Assert.isTrue(fault('[1]', Item.class).startsWith('Malformed JSON: Expected \\'{\\' at the beginning of object'), fault('[1]', Item.class));
    Assert.isTrue(fault('{}', List<Integer>.class).startsWith('Malformed JSON: Expected \\'[\\' at the beginning of List/Set'), fault('{}', List<Integer>.class));
    Assert.isTrue(fault('[]', Map<String, Integer>.class).startsWith('Malformed JSON: Expected \\'{\\' at the beginning of'), fault('[]', Map<String, Integer>.class));
    String strict;
    try { JSON.deserializeStrict('{"nope":1}', Item.class); } catch (JSONException e) { strict = e.getMessage(); }
    Assert.isTrue(strict.startsWith('No such column') || strict.contains('nope'), strict);
    Assert.isTrue(fault('{"a":-}', Item.class).contains('expected digit (0-9) to follow minus sign'), fault('{"a":-}', Item.class));
    Assert.isTrue(fault('{"a":"\\\\u00zz"}', Item.class).contains('expected a hex-digit for character escape sequence'), fault('{"a":"\\\\u00zz"}', Item.class));
    Assert.areEqual('A', ((Map<String, Object>) JSON.deserializeUntyped('{"a":"\\\\u0041"}')).get('a'));
  }
  @IsTest static void untypedValuesHaveTheirKinds() {
    List<Object> values = (List<Object>) JSON.deserializeUntyped('[1,2147483648,1.5,"s",true,null,{"a":[]}]');
    Assert.isTrue(values[0] instanceof Integer);
    Assert.isTrue(values[1] instanceof Long);
    Assert.isTrue(values[2] instanceof Decimal);
    Assert.isTrue(values[3] instanceof String);
    Assert.isTrue(values[4] instanceof Boolean);
    Assert.isNull(values[5]);
    Assert.isTrue(((Map<String, Object>) values[6]).get('a') instanceof List<Object>);
  }
  @IsTest static void parserAndGeneratorGoTokenByToken() {
    JSONGenerator g = JSON.createGenerator(false);
    g.writeStartObject();
    g.writeStringField('s', 'v');
    g.writeNumberField('n', 1.5);
    g.writeBooleanField('b', false);
    g.writeNullField('z');
    g.writeDateField('d', Date.newInstance(2026, 1, 2));
    g.writeBlobField('blob', Blob.valueOf('x'));
    g.writeFieldName('list');
    g.writeStartArray();
    g.writeNumber(1);
    g.writeString('two');
    g.writeNull();
    g.writeObject(new Map<String, Integer>{ 'k' => 3 });
    g.writeEndArray();
    g.writeEndObject();
    String text = g.getAsString();
    Assert.areEqual('{"s":"v","n":1.5,"b":false,"z":null,"d":"2026-01-02","blob":"eA==","list":[1,"two",null,{"k":3}]}', text);
    JSONParser p = JSON.createParser(text);
    List<String> tokens = new List<String>();
    while (p.nextToken() != null) { tokens.add(p.getCurrentToken().name() + ':' + p.getText()); }
    Assert.areEqual('START_OBJECT:{', tokens[0]);
    Assert.areEqual('FIELD_NAME:s', tokens[1]);
    Assert.areEqual('VALUE_STRING:v', tokens[2]);
    Assert.areEqual('VALUE_NUMBER_FLOAT:1.5', tokens[4]);
    Assert.areEqual('VALUE_FALSE:false', tokens[6]);
    Assert.areEqual('VALUE_NULL:null', tokens[8]);
    Assert.areEqual('END_OBJECT:}', tokens[tokens.size() - 1]);
    p = JSON.createParser('{"a":{"x":1},"b":[1,2],"c":5,"e":12345678901}');
    p.nextToken();
    p.nextToken();
    Assert.areEqual('a', p.getCurrentName());
    p.nextToken();
    p.skipChildren();
    Assert.areEqual(JSONToken.END_OBJECT, p.getCurrentToken());
    p.nextToken();
    p.nextToken();
    Assert.areEqual(new List<Integer>{ 1, 2 }, (List<Integer>) p.readValueAs(List<Integer>.class));
    p.nextToken();
    p.nextValue();
    Assert.areEqual(5, p.getIntegerValue());
    p.nextValue();
    Assert.areEqual(12345678901L, p.getLongValue());
    Integer faults = 0;
    JSONGenerator wrong = JSON.createGenerator(true);
    wrong.writeStartObject();
    try { wrong.writeStartArray(); } catch (JSONException e) { faults++; }
    wrong.writeFieldName('a');
    try { wrong.writeFieldName('b'); } catch (JSONException e) { faults++; }
    wrong.close();
    try { wrong.writeNull(); } catch (JSONException e) { faults++; }
    Assert.areEqual(3, faults);
    Assert.isTrue(wrong.isClosed());
  }
  @IsTest static void documentsAreReadAndWritten() {
    Dom.Document d = new Dom.Document();
    Dom.XmlNode root = d.createRootElement('root', 'urn:a', 'p');
    root.setAttribute('id', '7');
    Dom.XmlNode child = root.addChildElement('child', 'urn:b', null);
    child.addTextNode('t<x>');
    root.addCommentNode('note');
    String text = d.toXmlString();
    Assert.isTrue(text.contains('<p:root xmlns:p="urn:a" id="7"><child xmlns="urn:b">t&lt;x&gt;</child><!--note--></p:root>'), text);
    Dom.Document again = new Dom.Document();
    again.load(text);
    Dom.XmlNode back = again.getRootElement();
    Assert.areEqual('root urn:a p 7', back.getName() + ' ' + back.getNamespace() + ' ' + back.getPrefixFor('urn:a') + ' ' + back.getAttribute('id', null));
    Assert.areEqual('t<x>', back.getChildElement('child', 'urn:b').getText());
    Assert.areEqual(1, back.getChildElements().size());
    Assert.areEqual(2, back.getChildren().size());
    Assert.areEqual(1, back.getAttributeCount());
    Assert.areEqual('id', back.getAttributeKeyAt(0));
    Assert.isTrue(back.removeChild(back.getChildElement('child', 'urn:b')));
    Assert.areEqual(0, back.getChildElements().size());
    Boolean refused = false;
    try { again.load('<a><b></a>'); } catch (XmlException e) { refused = true; }
    Assert.isTrue(refused);
    XmlStreamWriter w = new XmlStreamWriter();
    w.writeStartDocument('utf-8', '1.0');
    w.writeStartElement(null, 'a', null);
    w.writeAttribute(null, null, 'k', 'v"');
    w.writeCharacters('x & y');
    w.writeEmptyElement(null, 'e', null);
    w.writeEndElement();
    w.writeEndDocument();
    Assert.areEqual('<?xml version="1.0" encoding="utf-8"?><a k="v&quot;">x &amp; y<e /></a>'.remove(' /').remove('/'), w.getXmlString().remove(' /').remove('/'));
    XmlStreamReader r = new XmlStreamReader('<a k="v"><!-- c --><b>text</b></a>');
    Assert.isTrue(r.hasNext());
    r.next();
    Assert.areEqual('a v 1', r.getLocalName() + ' ' + r.getAttributeValue(null, 'k') + ' ' + r.getAttributeCount());
    Assert.isTrue(r.isStartElement());
    r.nextTag();
    Assert.areEqual('b', r.getLocalName());
    r.next();
    Assert.isTrue(r.isCharacters());
    Assert.areEqual('text', r.getText());
    r.next();
    Assert.isTrue(r.isEndElement());
  }
}`;

test('the class library behaves in Apex as documented', async () => {
  const org = openProject(
    apexClass('TextTest', TEXT),
    apexClass('LibraryValuesTest', VALUES),
    apexClass('NotationTest', NOTATION)
  );
  assert.deepEqual(await failuresOf(org), []);
  await org.close();
});
