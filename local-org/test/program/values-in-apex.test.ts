import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const NUMBERS = `@IsTest private class NumbersTest {
  static Long longOf(Long l) { return l; }
  @IsTest static void longsShiftAndWrap() {
    Long one = 1L;
    Assert.areEqual(4294967296L, one << 32);
    Assert.areEqual(1L, one << 64);
    Assert.areEqual(-1L, -1L >> 5);
    Assert.areEqual(576460752303423487L, -1L >>> 5);
    Assert.areEqual(-2147483648L * 2, -4294967296L);
    Assert.areEqual(3L, 10L / 3L);
    Assert.areEqual(-3L, -10L / 3L);
    Assert.areEqual(-9223372036854775807L - 1L, 9223372036854775807L + 1L);
    Assert.areEqual(7L, 10L - 3L);
    Assert.areEqual(30L, 10L * 3L);
    Assert.areEqual(-5L, -longOf(5));
  }
  @IsTest static void integersShift() {
    Assert.areEqual(-2147483648, 1 << 31);
    Assert.areEqual(1, 1 << 32);
    Assert.areEqual(-1, -16 >> 4);
    Assert.areEqual(268435455, -16 >>> 4);
    Long places = 33;
    Integer value = 8;
    Assert.areEqual(16, value << places);
    Assert.areEqual(4, value >> places);
    Assert.areEqual(4, value >>> places);
    Assert.areEqual(2147483644, (-8) >>> places);
    Assert.areEqual(6, 7 & 14);
    Assert.areEqual(15, 7 | 14);
    Assert.areEqual(9, 7 ^ 14);
    value <<= 2;
    value |= 3;
    value ^= 1;
    value &= 62;
    Assert.areEqual(34, value);
    value >>= 1;
    value >>>= 1;
    Assert.areEqual(8, value);
  }
  @IsTest static void numbersAreConverted() {
    Long big = 4294967297L;
    Assert.areEqual(1, (Integer) big);
    Decimal d = 4294967297.9;
    Assert.areEqual(1, (Integer) d);
    Assert.areEqual(4294967297L, (Long) d);
    Double f = 7.9;
    Assert.areEqual(7, (Integer) f);
    Assert.areEqual(-7L, (Long) -7.9);
    Double huge = Double.valueOf('1e30');
    Assert.areEqual(9223372036854775807L, (Long) huge);
    Assert.areEqual(2147483647, (Integer) huge);
    Double fromLong = big;
    Assert.areEqual('4294967297', String.valueOf((Decimal) big));
    Assert.areEqual(4294967297.0, fromLong);
    Decimal fromDouble = f;
    Assert.areEqual('7.9', String.valueOf(fromDouble));
    Object boxed = 5;
    Assert.isTrue(boxed instanceof Integer);
    Integer none;
    Long fromNone = none;
    Decimal alsoNone = none;
    Double noDouble = alsoNone;
    Assert.isNull(fromNone);
    Assert.isNull(alsoNone);
    Assert.isNull(noDouble);
  }
  @IsTest static void doublesCompute() {
    Double a = 7;
    Double b = 2;
    Assert.areEqual('3.5', String.valueOf(a / b));
    Assert.areEqual('9.0', String.valueOf(a + b));
    Assert.areEqual('5.0', String.valueOf(a - b));
    Assert.areEqual('14.0', String.valueOf(a * b));
    Assert.areEqual('-7.0', String.valueOf(-a));
    a += 1;
    a++;
    --a;
    Assert.areEqual(8.0, a);
    Assert.isTrue(a > b && b < a && a >= 8 && b <= 2 && a != b);
  }
  @IsTest static void zeroDividesNothing() {
    Integer faults = 0;
    Long l = 0;
    Double d = 0;
    Decimal x = 0;
    try { Long r = 1L / l; } catch (MathException e) { faults++; Assert.areEqual('Divide by 0', e.getMessage()); }
    try { Double r = 1.0 / d; } catch (MathException e) { faults++; Assert.areEqual('Divide by 0', e.getMessage()); }
    try { Decimal r = 1.0 / x; } catch (MathException e) { faults++; Assert.areEqual('Divide by 0', e.getMessage()); }
    try { Integer r = Math.mod(1, 0); } catch (MathException e) { faults++; }
    Assert.areEqual(4, faults);
  }
  @IsTest static void nothingCannotBeComputedWith() {
    Integer i;
    Long l;
    Double d;
    Decimal x;
    Integer faults = 0;
    try { i = i + 1; } catch (NullPointerException e) { faults++; Assert.areEqual('Attempt to de-reference a null object', e.getMessage()); }
    try { l = l * 2; } catch (NullPointerException e) { faults++; }
    try { d = d - 2; } catch (NullPointerException e) { faults++; }
    try { x = x / 2; } catch (NullPointerException e) { faults++; }
    try { x = -x; } catch (NullPointerException e) { faults++; }
    try { i++; } catch (NullPointerException e) { faults++; }
    Assert.areEqual(6, faults);
    Assert.isFalse(i > 1);
    Assert.isFalse(i < 1);
    Assert.isTrue(i == null);
    Assert.isTrue(i != 1);
  }
  @IsTest static void daysAreAddedToDates() {
    Date d = Date.newInstance(2026, 2, 27);
    Assert.areEqual(Date.newInstance(2026, 3, 1), d + 2);
    Assert.areEqual(Date.newInstance(2026, 2, 25), d - 2);
    Datetime t = Datetime.newInstanceGmt(2026, 2, 27, 12, 0, 0);
    Assert.areEqual(Datetime.newInstanceGmt(2026, 2, 28, 0, 0, 0), t + 0.5);
    Assert.areEqual(Datetime.newInstanceGmt(2026, 2, 26, 12, 0, 0), t - 1);
    Assert.areEqual(Datetime.newInstanceGmt(2026, 3, 1, 12, 0, 0), t + 2);
    d += 1;
    Assert.areEqual(28, d.day());
  }
}`;

const COLLECTIONS = `@IsTest private class CollectionsTest {
  class Countdown implements Iterable<Integer>, Iterator<Integer> {
    Integer left;
    Countdown(Integer n) { left = n; }
    public Iterator<Integer> iterator() { return this; }
    public Boolean hasNext() { return left > 0; }
    public Integer next() { return left--; }
  }
  class Listed implements Iterable<String> {
    public Iterator<String> iterator() { return new List<String>{ 'a', 'b' }.iterator(); }
  }
  @IsTest static void userIterablesFillAndAreLoopedOver() {
    Integer sum = 0;
    for (Integer i : new Countdown(4)) { sum = sum * 10 + i; }
    Assert.areEqual(4321, sum);
    String joined = '';
    for (String s : new Listed()) { joined += s; }
    Assert.areEqual('ab', joined);
  }
  @IsTest static void placesOutsideAreRefused() {
    List<Integer> items = new List<Integer>{ 1, 2 };
    String faults = '';
    try { Integer i = items[2]; } catch (ListException e) { faults += e.getMessage() + ';'; }
    try { items[2] = 1; } catch (ListException e) { faults += e.getMessage() + ';'; }
    try { items[-1] = 1; } catch (ListException e) { faults += e.getMessage() + ';'; }
    try { items.remove(5); } catch (ListException e) { faults += e.getMessage() + ';'; }
    try { items.get(-1); } catch (ListException e) { faults += e.getMessage() + ';'; }
    Assert.areEqual('List index out of bounds: 2;List index out of bounds: 2;List index out of bounds: -1;List index out of bounds: 5;List index out of bounds: -1;', faults);
    items[0] = 9;
    Assert.areEqual('(9, 2)', String.valueOf(items));
  }
  @IsTest static void absentCollectionsAreRefused() {
    List<Integer> items;
    Set<Integer> s;
    Map<Integer, Integer> m;
    Integer faults = 0;
    try { items.add(1); } catch (NullPointerException e) { faults++; }
    try { Integer i = items.size(); } catch (NullPointerException e) { faults++; }
    try { Boolean b = items.isEmpty(); } catch (NullPointerException e) { faults++; }
    try { Integer i = items[0]; } catch (NullPointerException e) { faults++; }
    try { items[0] = 1; } catch (NullPointerException e) { faults++; }
    try { for (Integer i : items) { faults += 100; } } catch (NullPointerException e) { faults++; }
    try { for (Integer i : s) { faults += 100; } } catch (NullPointerException e) { faults++; }
    try { m.put(1, 1); } catch (NullPointerException e) { faults++; }
    try { Map<Integer, Integer> copy = new Map<Integer, Integer>(m); } catch (NullPointerException e) { faults++; }
    Assert.areEqual(9, faults);
  }
  @IsTest static void mapsOfRecordsGoById() {
    Account a = new Account(Name = 'a');
    insert a;
    Map<Id, Account> byId = new Map<Id, Account>(new List<Account>{ a });
    Assert.areEqual('a', byId.get(a.Id).Name);
    String message;
    try { byId = new Map<Id, Account>(new List<Account>{ a, new Account() }); } catch (ListException e) { message = e.getMessage(); }
    Assert.areEqual('Row with null Id at index: 1', message);
    Map<Id, Account> copy = new Map<Id, Account>(byId);
    copy.clear();
    Assert.areEqual(1, byId.size());
    Assert.areEqual(0, copy.size());
    Assert.isTrue(copy.isEmpty());
  }
  @IsTest static void collectionsAreEqualByTheirContents() {
    Map<String, List<Integer>> one = new Map<String, List<Integer>>{ 'a' => new List<Integer>{ 1 }, 'b' => null };
    Map<String, List<Integer>> same = new Map<String, List<Integer>>{ 'b' => null, 'a' => new List<Integer>{ 1 } };
    Assert.isTrue(one == same);
    Assert.isTrue(one.equals(same));
    Assert.areEqual(one.hashCode(), same.hashCode());
    same.put('a', new List<Integer>{ 2 });
    Assert.isFalse(one == same);
    same.remove('a');
    Assert.isFalse(one == same);
    Assert.isTrue(new Set<Integer>{ 1, 2 } == new Set<Integer>{ 2, 1 });
    Assert.isFalse(new Set<Integer>{ 1, 2 } == new Set<Integer>{ 2, 3 });
    Assert.isFalse(new Set<Integer>{ 1 } == new Set<Integer>{ 1, 2 });
    Assert.isFalse(new List<Integer>{ 1, 2 } == new List<Integer>{ 2, 1 });
    Set<Object> mixed = new Set<Object>{ 1, 1L, '1', 1.0, Blob.valueOf('1'), Time.newInstance(1, 0, 0, 0), Date.newInstance(2026, 1, 1), Integer.class };
    Assert.isTrue(mixed.contains(Blob.valueOf('1')));
    Assert.isTrue(mixed.contains(Time.newInstance(1, 0, 0, 0)));
    Assert.isTrue(mixed.contains(Integer.class));
    Assert.isTrue(mixed.contains('1'));
    Assert.isFalse(mixed.contains('2'));
    Assert.isFalse(mixed.contains(Long.class));
  }
  @IsTest static void aCollectionDoesNotChangeUnderALoop() {
    String faults = '';
    Set<Integer> numbers = new Set<Integer>{ 1, 2 };
    try { for (Integer n : numbers) { numbers.add(n + 10); } } catch (System.FinalException e) { faults += e.getMessage(); }
    Assert.areEqual('Cannot modify a collection while it is being iterated.', faults);
    Map<Integer, Integer> m = new Map<Integer, Integer>{ 1 => 1, 2 => 2 };
    for (Integer key : m.keySet().clone()) { m.remove(key); }
    Assert.isTrue(m.isEmpty());
  }
  @IsTest static void recordsComeInChunksOfTwoHundred() {
    List<Account> accounts = new List<Account>();
    for (Integer i = 0; i < 401; i++) { accounts.add(new Account(Name = 'n' + i)); }
    insert accounts;
    List<Integer> sizes = new List<Integer>();
    for (List<Account> chunk : [SELECT Id FROM Account]) { sizes.add(chunk.size()); }
    Assert.areEqual(new List<Integer>{ 200, 200, 1 }, sizes);
  }
}`;

const OBJECTS = `@IsTest private class ObjectsTest {
  class Plain { Integer a = 1; String b = 'x'; Plain next; }
  class Told { public override String toString() { return 'told'; } }
  class Keyed {
    String key;
    Keyed(String key) { this.key = key; }
    public Boolean equals(Object other) { return other instanceof Keyed && ((Keyed) other).key == key; }
    public Integer hashCode() { return key.length(); }
  }
  enum Size { SMALL, LARGE }
  class WrongException extends Exception {}
  @IsTest static void objectsTellWhatTheyHold() {
    Plain p = new Plain();
    Assert.areEqual('Plain:[a=1, b=x, next=null]', String.valueOf(p));
    p.next = p;
    Assert.areEqual('Plain:[a=1, b=x, next=(already output)]', String.valueOf(p));
    Assert.areEqual('told', String.valueOf(new Told()));
    Assert.areEqual('told!', new Told() + '!');
    Assert.areEqual('(told)', String.valueOf(new List<Told>{ new Told() }));
  }
  @IsTest static void objectsAreEqualByWhatTheySay() {
    Assert.isTrue(new Keyed('a') == new Keyed('a'));
    Assert.isFalse(new Keyed('a') === new Keyed('a'));
    Assert.isFalse(new Keyed('a') == new Keyed('b'));
    Assert.isFalse(new Plain() == new Plain());
    Assert.areEqual(1, new Set<Keyed>{ new Keyed('a'), new Keyed('a') }.size());
    Assert.areEqual(2, new Set<Plain>{ new Plain(), new Plain() }.size());
    Map<Size, Integer> bySize = new Map<Size, Integer>{ Size.SMALL => 1 };
    Assert.areEqual(1, bySize.get(Size.valueOf('SMALL')));
    Assert.isNull(bySize.get(Size.LARGE));
    List<Size> sizes = new List<Size>{ Size.LARGE, Size.SMALL };
    sizes.sort();
    Assert.areEqual(Size.SMALL, sizes[0]);
    Assert.areEqual(1, Size.LARGE.ordinal());
    Assert.areEqual('LARGE', Size.LARGE.name());
  }
  @IsTest static void castsAreChecked() {
    Object o = 'text';
    String message;
    try { Integer i = (Integer) o; } catch (TypeException e) { message = e.getMessage(); }
    Assert.areEqual('Invalid conversion from runtime type String to Integer', message);
    o = new List<String>{ 'a' };
    Assert.isTrue(o instanceof List<String>);
    Assert.isFalse(o instanceof List<Integer>);
    Assert.isTrue(o instanceof Iterable<String>);
    Assert.isFalse(o instanceof Set<String>);
    o = new Map<String, Object>();
    Assert.isTrue(o instanceof Map<String, Object>);
    Assert.isFalse(o instanceof Map<String, String>);
    SObject record = new Account();
    Assert.isTrue(record instanceof Account);
    Assert.isFalse(record instanceof Contact);
    try { Contact c = (Contact) record; message = 'no'; } catch (TypeException e) { message = e.getMessage(); }
    Assert.areEqual('Invalid conversion from runtime type Account to Contact', message);
    Object none;
    Assert.isFalse(none instanceof String);
    Assert.isNull((String) none);
  }
  @IsTest static void exceptionsChain() {
    Exception cause = new WrongException('inner');
    Exception whole = new WrongException('outer', cause);
    Assert.areEqual('inner', whole.getCause().getMessage());
    Assert.areEqual('ObjectsTest.WrongException', whole.getTypeName());
    Assert.areEqual('Script-thrown exception', new WrongException().getMessage());
    Exception wrapped = new WrongException(cause);
    Assert.areEqual('inner', wrapped.getCause().getMessage());
    WrongException later = new WrongException();
    later.setMessage('later');
    later.initCause(cause);
    Assert.areEqual('later', later.getMessage());
    Assert.areEqual(cause, later.getCause());
    Exception system1 = new IllegalArgumentException('bad');
    Assert.areEqual('System.IllegalArgumentException: bad', String.valueOf(system1));
    Exception system2 = new QueryException('q', system1);
    Assert.areEqual('bad', system2.getCause().getMessage());
  }
  @IsTest static void recordsTellOnlyWhatWasAskedFor() {
    insert new Account(Name = 'a', Site = 's');
    Account a = [SELECT Id FROM Account];
    String message;
    try { String s = a.Site; } catch (SObjectException e) { message = e.getMessage(); }
    Assert.areEqual('SObject row was retrieved via SOQL without querying the requested field: Account.Site', message);
    try { Object owner = a.Owner.Name; message = 'none'; } catch (SObjectException e) { message = e.getMessage(); }
    Assert.areEqual('SObject row was retrieved via SOQL without querying the requested field: Account.Owner', message);
    a.Site = 't';
    Assert.areEqual('t', a.Site);
    Account made = new Account(Name = 'x', NumberOfEmployees = 5);
    Assert.areEqual('Account:{Name=x, NumberOfEmployees=5}', String.valueOf(made));
    Assert.isTrue(made == new Account(Name = 'x', NumberOfEmployees = 5));
    Assert.isFalse(made == new Account(Name = 'x', NumberOfEmployees = 6));
    Assert.isFalse(made == new Account(Name = 'x'));
    Contact c = new Contact(Account = made);
    Assert.areEqual('x', c.Account.Name);
    Assert.isNull(new Contact().Account);
    Assert.areEqual('none', new Contact().Account?.Name ?? 'none');
  }
}`;

test('values behave in Apex as documented', async () => {
  const org = openProject(
    apexClass('NumbersTest', NUMBERS),
    apexClass('CollectionsTest', COLLECTIONS),
    apexClass('ObjectsTest', OBJECTS)
  );
  assert.deepEqual(await failuresOf(org), []);
  await org.close();
});
