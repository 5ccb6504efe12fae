import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const KEY = `public class Key {
  public Integer n;
  public Key(Integer n) { this.n = n; }
  public Boolean equals(Object other) { return other instanceof Key && ((Key) other).n == n; }
  public override Integer hashCode() { return Math.mod(n, 2); }
}`;

const COLLECTIONS = `@IsTest private class CollectionsTest {
  @IsTest static void keysWithEqualsCanBeRemoved() {
    Map<Key, String> byKey = new Map<Key, String>{ new Key(1) => 'one', new Key(3) => 'three', new Key(2) => 'two' };
    Assert.areEqual('three', byKey.remove(new Key(3)));
    Assert.isNull(byKey.remove(new Key(3)));
    Assert.isFalse(byKey.containsKey(new Key(3)));
    Assert.areEqual('one', byKey.get(new Key(1)));
    Assert.areEqual(2, byKey.size());
    byKey.put(new Key(3), 'again');
    Assert.areEqual('again', byKey.get(new Key(3)));
    byKey.clear();
    Assert.isTrue(byKey.isEmpty());
    Assert.isFalse(byKey.containsKey(new Key(1)));
    byKey.put(new Key(1), 'new');
    Assert.areEqual(1, byKey.size());
    Set<Key> keys = new Set<Key>{ new Key(1), new Key(3), new Key(1) };
    Assert.areEqual(2, keys.size());
    Assert.isTrue(keys.remove(new Key(1)));
    Assert.isFalse(keys.remove(new Key(1)));
    Assert.isFalse(keys.contains(new Key(1)));
    Assert.isTrue(keys.contains(new Key(3)));
    Assert.isTrue(keys.add(new Key(1)));
    keys.clear();
    Assert.isFalse(keys.contains(new Key(3)));
    Assert.isTrue(keys.add(new Key(3)));
  }

  @IsTest static void valuesAreKeysByWhatTheyAre() {
    Assert.areEqual(1, new Set<Double>{ Double.valueOf('1.5'), 1.5d }.size());
    Assert.areEqual(2, new Set<Double>{ 1.5d, 2.5d }.size());
    Assert.areEqual('x', new Map<Double, String>{ 2.5d => 'x' }.get(Double.valueOf('2.5')));
    Assert.areEqual(1, new Set<Time>{ Time.newInstance(1, 2, 3, 4), Time.newInstance(1, 2, 3, 4) }.size());
    Assert.areEqual(1, new Set<Blob>{ Blob.valueOf('a'), Blob.valueOf('a') }.size());
    UUID u = UUID.randomUUID();
    Assert.areEqual(1, new Set<UUID>{ u, UUID.fromString(u.toString()) }.size());
    Assert.areEqual(2, new Set<UUID>{ u, UUID.randomUUID() }.size());
    Assert.areEqual(1, new Set<Schema.SObjectType>{ Account.SObjectType, Schema.getGlobalDescribe().get('account') }.size());
    Assert.areEqual(2, new Set<Schema.SObjectField>{ Account.Name, Account.Phone, Account.Name }.size());
    Assert.isTrue(TimeZone.getTimeZone('GMT') == TimeZone.getTimeZone('GMT'));
    Assert.isFalse(TimeZone.getTimeZone('GMT') == TimeZone.getTimeZone('Asia/Tokyo'));
  }

  @IsTest static void listsOfTimesAndDatesAreSorted() {
    List<Time> times = new List<Time>{ Time.newInstance(2, 0, 0, 0), null, Time.newInstance(1, 0, 0, 1), Time.newInstance(1, 0, 0, 0) };
    times.sort();
    Assert.isNull(times[0]);
    Assert.areEqual(Time.newInstance(1, 0, 0, 0), times[1]);
    Assert.areEqual(Time.newInstance(2, 0, 0, 0), times[3]);
    List<Datetime> moments = new List<Datetime>{ Datetime.newInstanceGmt(2026, 1, 2), Datetime.newInstanceGmt(2026, 1, 1) };
    moments.sort();
    Assert.areEqual(Datetime.newInstanceGmt(2026, 1, 1), moments[0]);
    List<Double> doubles = new List<Double>{ 2.5d, -1.0d, 0.0d };
    doubles.sort();
    Assert.areEqual(-1.0d, doubles[0]);
    Assert.areEqual(2.5d, doubles[2]);
  }

  @IsTest static void deepClonesOfMapsHoldOtherRecords() {
    Account a = new Account(Name = 'a');
    insert a;
    Map<Id, Account> byId = new Map<Id, Account>{ a.Id => a };
    Map<Id, Account> copy = byId.deepClone();
    copy.get(a.Id).Name = 'b';
    Assert.areEqual('a', byId.get(a.Id).Name);
    Assert.areEqual(a.Id, copy.get(a.Id).Id);
    Map<Id, Account> shallow = byId.clone();
    shallow.get(a.Id).Name = 'c';
    Assert.areEqual('c', byId.get(a.Id).Name);
  }
}`;

const TEXTS = `@IsTest private class TextsTest {
  static String fault(String what) {
    try {
      if (what == 'hex') EncodingUtil.urlDecode('%zz', 'UTF-8');
      if (what == 'group') 'a'.replaceAll('a', '$1');
      if (what == 'protocol') new URL('nope://example.com');
      if (what == 'quote') Datetime.now().format('\\'open');
      return 'done';
    } catch (Exception e) { return e.getTypeName(); }
  }

  @IsTest static void searchesWithoutRegardToCase() {
    String s = 'abcABC';
    Assert.areEqual(2, s.indexOfIgnoreCase('C'));
    Assert.areEqual(5, s.indexOfIgnoreCase('c', 3));
    Assert.areEqual(-1, s.indexOfIgnoreCase('d'));
    Assert.areEqual(3, s.lastIndexOfIgnoreCase('a'));
    Assert.areEqual(0, s.lastIndexOfIgnoreCase('A', 2));
    Assert.areEqual(-1, s.lastIndexOfIgnoreCase('d'));
    Assert.isTrue(s.startsWithIgnoreCase('ABc'));
    Assert.isFalse(s.startsWithIgnoreCase('b'));
    Assert.isTrue(s.endsWithIgnoreCase('bc'));
    Assert.isFalse(s.endsWithIgnoreCase('a'));
    Assert.isTrue(s.containsIgnoreCase('Ca'));
    Assert.areEqual('ABC', s.removeStartIgnoreCase('ABC'));
    Assert.areEqual('abcABC', s.removeStartIgnoreCase('x'));
    Assert.areEqual('abc', s.removeEndIgnoreCase('abc'));
    Assert.areEqual('T\\u0130TLE', 'title'.toUpperCase('tr'));
    Assert.areEqual('t\\u0131tle', 'TITLE'.toLowerCase('tr'));
  }

  @IsTest static void replacementsNameGroups() {
    Assert.areEqual('b1', 'ab'.replaceAll('(a)(b)', '$21'));
    Assert.areEqual('ka', 'abcdefghijk'.replaceAll('(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)(k)', '$11$1'));
    Assert.areEqual('$', 'a'.replaceAll('a', '\\\\$'));
    Assert.areEqual('System.StringException', fault('group'));
  }

  @IsTest static void patternsReadAsInJava() {
    Assert.areEqual(new List<String>{ 'a', 'b', 'c' }, 'a\\r\\nb\\nc'.split('\\\\R'));
    Assert.isTrue(Pattern.matches('\\\\0101', 'A'));
    Assert.isTrue(Pattern.matches('(?<x>a|b)\\\\k<x>', 'bb'));
    Assert.isFalse(Pattern.matches('(?<x>a|b)\\\\k<x>', 'ab'));
    Assert.isTrue(Pattern.matches('\\\\Qa.b\\\\E+', 'a.bb'));
    Assert.isFalse(Pattern.matches('\\\\Qa.b\\\\E', 'axb'));
    Assert.isTrue(Pattern.matches('[a-z&&[^m]]+', 'abc'));
    Assert.isFalse(Pattern.matches('[a-z&&[^m]]+', 'amc'));
    Assert.isTrue(Pattern.matches('(?i)AB(?-i)c', 'abc'));
    Assert.isFalse(Pattern.matches('(?i)AB(?-i)c', 'abC'));
    Matcher lines = Pattern.compile('end\\\\Z').matcher('the end\\n');
    Assert.isTrue(lines.find());
    Assert.areEqual(4, lines.start());
    Assert.isFalse(Pattern.compile('end\\\\z').matcher('the end\\n').find());
    Matcher m = Pattern.compile('\\\\d').matcher('a1b2');
    m.find();
    Assert.areEqual('1', m.group());
    m.usePattern(Pattern.compile('[a-z]'));
    Assert.isTrue(m.find());
    Assert.areEqual('b', m.group());
    Matcher inside = Pattern.compile('^b$').matcher('abc');
    inside.region(1, 2);
    Assert.isTrue(inside.hasAnchoringBounds());
    Assert.isTrue(inside.find());
    inside.useAnchoringBounds(false);
    inside.reset();
    Assert.isFalse(inside.find());
    Assert.isFalse(inside.hasAnchoringBounds() || inside.hasTransparentBounds());
    Assert.areEqual('^b$', inside.pattern().pattern());
  }

  @IsTest static void dataThatIsNoneIsRefused() {
    Assert.areEqual('System.IllegalArgumentException', fault('hex'));
    Assert.areEqual('System.StringException', fault('quote'));
    Assert.areEqual('System.StringException', fault('protocol'));
  }

  @IsTest static void timesAreConverted() {
    Datetime noon = Datetime.newInstanceGmt(2026, 1, 10, 12, 0, 0);
    Assert.areEqual('AD', noon.formatGmt('G'));
    Assert.areEqual('2', noon.formatGmt('W'));
    Assert.areEqual(Datetime.newInstanceGmt(2028, 1, 10, 12, 0, 0), noon.addYears(2));
    Assert.areEqual(Datetime.newInstanceGmt(2025, 2, 28, 20, 0, 0), Datetime.newInstanceGmt(2024, 2, 29, 20, 0, 0).addYears(1));
    Assert.isTrue(noon.isSameDay(noon.addMinutes(1)));
    Assert.isFalse(noon.isSameDay(noon.addDays(1)));
    Object day = Date.newInstance(2026, 1, 10);
    Assert.areEqual(day, Date.valueOf(day));
    Assert.areEqual(day, Date.valueOf((Object) noon));
    Object moment = noon;
    Assert.areEqual(noon, Datetime.valueOf(moment));
    Assert.areEqual(7, Integer.valueOf((Object) 7L));
    Assert.areEqual(1.5d, Math.abs(-1.5d));
    Assert.areEqual(0.0d, Math.abs(0.0d));
  }

  @IsTest static void parsersForgetATokenThatIsCleared() {
    JSONParser parser = JSON.createParser('{"a":[1,"x"]}');
    Assert.isFalse(parser.hasCurrentToken());
    parser.nextToken();
    parser.nextToken();
    Assert.isTrue(parser.hasCurrentToken());
    Assert.isNull(parser.getLastClearedToken());
    parser.clearCurrentToken();
    Assert.isFalse(parser.hasCurrentToken());
    Assert.isNull(parser.getCurrentToken());
    Assert.areEqual(JSONToken.FIELD_NAME, parser.getLastClearedToken());
    Assert.areEqual(JSONToken.START_ARRAY, parser.nextToken());
    parser.skipChildren();
    Assert.areEqual(JSONToken.END_ARRAY, parser.getCurrentToken());
    Assert.areEqual(JSONToken.END_OBJECT, parser.nextToken());
    Assert.isNull(parser.nextToken());
  }
}`;

const XML = `@IsTest private class XmlTest {
  @IsTest static void readersTellWhereTheyAre() {
    XmlStreamReader r = new XmlStreamReader('<?pi some data?><a:root xmlns:a="urn:a" xmlns="urn:d" a:x="1" y="2"> <b>t</b></a:root>');
    Assert.areEqual(XmlTag.PROCESSING_INSTRUCTION, at(r));
    Assert.areEqual('pi', r.getPITarget());
    Assert.areEqual('some data', r.getPIData());
    r.next();
    Assert.areEqual(XmlTag.START_ELEMENT, at(r));
    Assert.isTrue(r.hasName());
    Assert.areEqual('root', r.getLocalName());
    Assert.areEqual('a', r.getPrefix());
    Assert.areEqual('urn:a', r.getNamespace());
    Assert.areEqual(2, r.getAttributeCount());
    Assert.areEqual('urn:a', r.getAttributeNamespace(0));
    Assert.areEqual('a', r.getAttributePrefix(0));
    Assert.areEqual('x', r.getAttributeLocalName(0));
    Assert.isNull(r.getAttributeNamespace(1));
    Assert.areEqual('2', r.getAttributeValueAt(1));
    Assert.areEqual(2, r.getNamespaceCount());
    Assert.areEqual('urn:a', r.getNamespaceURIAt(0));
    Assert.areEqual('a', r.getNamespacePrefix(0));
    Assert.areEqual('urn:a', r.getNamespaceURI('a'));
    r.next();
    Assert.isTrue(r.isWhitespace());
    Assert.isTrue(r.hasText());
    Assert.isFalse(r.hasName());
    r.nextTag();
    Assert.areEqual('b', r.getLocalName());
    Assert.areEqual('urn:d', r.getNamespace());
    r.next();
    Assert.isTrue(r.isCharacters());
    Assert.isFalse(r.isWhitespace());
    Assert.areEqual('t', r.getText());
    r.next();
    Assert.isTrue(r.isEndElement());
    r.next();
    Assert.isTrue(r.isEndElement() && r.hasNext());
    r.next();
    Assert.areEqual(XmlTag.END_DOCUMENT, at(r));
    Assert.isFalse(r.hasNext());
  }
  static XmlTag at(XmlStreamReader r) {
    if (r.getEventType() == XmlTag.START_DOCUMENT) r.next();
    return r.getEventType();
  }
}`;

test('seldom used methods of the System namespace do what their documentation says', async () => {
  const org = openProject(
    apexClass('Key', KEY),
    apexClass('CollectionsTest', COLLECTIONS),
    apexClass('TextsTest', TEXTS),
    apexClass('XmlTest', XML)
  );
  assert.deepEqual(await failuresOf(org), []);
  await org.close();
});

test('bounds of a region that would match otherwise than they are asked to are refused by name', async () => {
  const settings = ['useAnchoringBounds(false)', 'useTransparentBounds(true)'];
  const methods = settings.map(
    (setting, index) =>
      `@IsTest static void m${index}() { Matcher m = Pattern.compile('b').matcher('abc'); m.${setting}; m.region(1, 2); m.find(); }`
  );
  const org = openProject(apexClass('BoundsTest', `@IsTest private class BoundsTest { ${methods.join('\n')} }`));
  const failures = await failuresOf(org);
  assert.equal(failures.length, 2);
  failures.forEach((failure) => assert.match(failure, /Matcher with non-anchoring or transparent bounds of a region/));
  await org.close();
});
