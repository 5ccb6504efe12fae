import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ApexBlob, ApexList, ApexMap, ApexTime, exactEquals, SObject, stringOf } from '../../src/values/index.ts';
import type { ApexValue } from '../../src/values/index.ts';
import type { ObjectSchema } from '../../src/metadata/schema.ts';
import { apexError, day, dbl, dec, instant, Library } from './library.ts';

const account = {
  name: 'Account',
  label: 'Account',
  keyPrefix: '001',
  nameField: 'Name',
  childRelationships: [{ name: 'Contacts', childObject: 'Contact', field: 'AccountId' }],
  fields: new Map<string, unknown>([
    ['id', { name: 'Id', type: 'id', referenceTo: [] }],
    ['name', { name: 'Name', type: 'string', referenceTo: [] }],
    ['annualrevenue', { name: 'AnnualRevenue', type: 'currency', referenceTo: [] }],
    ['createddate', { name: 'CreatedDate', type: 'datetime', referenceTo: [] }],
    ['parentid', { name: 'ParentId', type: 'reference', relationshipName: 'Parent', referenceTo: ['Account'] }]
  ])
} as unknown as ObjectSchema;
const contact = {
  name: 'Contact',
  label: 'Contact',
  keyPrefix: '003',
  nameField: 'Name',
  childRelationships: [],
  fields: new Map<string, unknown>([['lastname', { name: 'LastName', type: 'string', referenceTo: [] }]])
} as unknown as ObjectSchema;

const library = new Library({
  objects: [account, contact],
  classes: [
    { name: 'Color', enumConstants: ['RED', 'GREEN'] },
    {
      name: 'Demo',
      superType: 'demobase',
      fields: [
        ['text', 'system.string'],
        ['count', 'system.integer'],
        ['price', 'system.decimal'],
        ['when', 'system.datetime'],
        ['color', 'color'],
        ['items', 'system.list<demo>'],
        ['secret', 'system.string', true]
      ]
    },
    { name: 'DemoBase', fields: [['base', 'system.string']] }
  ]
});

const json = (method: string, ...args: ApexValue[]) => library.call('System.JSON', method, ...args);
const serialize = (value: ApexValue, suppressNulls = false) => json('serialize', value, suppressNulls) as string;
const untyped = (text: string) => json('deserializeUntyped', text);
const read = (text: string, key: string) => json('deserialize', text, library.typeValue(key));
const objects = (...items: ApexValue[]) => new ApexList(library.type('system.list<system.object>'), items);
const mapOf = (entries: [string, ApexValue][]) =>
  new ApexMap(library.type('system.map<system.string,system.object>'), entries);
const jsonError = (message: string | RegExp) => apexError('System.JSONException', message);

test('plain values', () => {
  const value = objects(
    1,
    5000000000n,
    dec('1.10'),
    dbl(5),
    true,
    null,
    'a"\n/é',
    day('2024-05-01'),
    instant('2024-05-01T09:30:00Z'),
    ApexTime.of(1, 2, 3, 4),
    ApexBlob.fromText('hi'),
    library.rt.enumValue('color', 'RED')
  );
  assert.equal(
    serialize(value),
    '[1,5000000000,1.10,5.0,true,null,"a\\"\\n/é","2024-05-01","2024-05-01T09:30:00.000Z","01:02:03.004Z","aGk=","RED"]'
  );
});

test('objects: fields in the reverse order of their names, transient ones left out', () => {
  const demo = library.instance('demo', { text: 'x', secret: 'hidden' });
  assert.equal(
    serialize(demo),
    '{"when":null,"text":"x","price":null,"items":null,"count":null,"color":null,"base":null}'
  );
  assert.equal(serialize(demo, true), '{"text":"x"}');
  assert.equal(serialize(mapOf([['a', null]]), true), '{"a":null}');
});

test('pretty form', () => {
  const value = mapOf([
    ['a', 1],
    ['b', objects(mapOf([['c', objects(1, 2)]]), mapOf([]))],
    ['d', objects()]
  ]);
  assert.equal(
    json('serializePretty', value),
    '{\n  "a" : 1,\n  "b" : [ {\n    "c" : [ 1, 2 ]\n  }, { } ],\n  "d" : [ ]\n}'
  );
});

test('a cycle is an error', () => {
  const demo = library.instance('demo', {});
  (demo as unknown as Record<string, ApexValue>)['f_items'] = objects(demo);
  assert.throws(() => serialize(demo), jsonError('Direct self-reference leading to cycle'));
});

test('records', () => {
  const record = new SObject('Account', account);
  record.put('id', '001000000000001AAA');
  record.put('annualrevenue', dec('10.50'));
  record.put('createddate', instant('2024-05-01T09:30:00Z'));
  record.put('name', null);
  const parent = new SObject('Account', account);
  parent.put('name', 'Top');
  record.parents.set('parent', parent);
  const text = serialize(record);
  assert.equal(
    text,
    '{"attributes":{"type":"Account","url":"/services/data/v67.0/sobjects/Account/001000000000001AAA"},"Id":"001000000000001AAA","AnnualRevenue":10.50,"CreatedDate":"2024-05-01T09:30:00.000+0000","Name":null,"Parent":{"attributes":{"type":"Account"},"Name":"Top"}}'
  );
  const back = read(text, 'system.sobject') as SObject;
  assert.ok(exactEquals(back, record));
  assert.equal(back.parents.get('parent')?.get('name'), 'Top');
});

test('records with children', () => {
  const back = read(
    '{"name":"A","Contacts":{"totalSize":1,"done":true,"records":[{"attributes":{"type":"Contact"},"LastName":"L"}]}}',
    'schema.account'
  ) as SObject;
  assert.equal((back.children.get('contacts')!.items[0] as SObject).get('lastname'), 'L');
  assert.match(
    serialize(back),
    /"Contacts":\{"totalSize":1,"done":true,"records":\[\{"attributes":\{"type":"Contact"\},"LastName":"L"\}\]\}\}$/
  );
  assert.throws(
    () => read('{"first":1}', 'schema.account'),
    jsonError("No such column 'first' on sobject of type Account")
  );
});

test('untyped values have the narrowest type', () => {
  const value = untyped('{"i":1,"l":5000000000,"d":1.50,"s":"x","b":true,"n":null,"a":[{}]}') as ApexMap;
  assert.deepEqual(
    ['i', 'l', 's', 'b', 'n'].map((key) => value.get(key)),
    [1, 5000000000n, 'x', true, null]
  );
  assert.equal(stringOf(value.get('d')), '1.50');
  assert.equal(stringOf(value.get('a')), '({})');
});

test('typed values', () => {
  const demo = read(
    '{"BASE":"b","text":5,"count":"7","price":1e2,"when":"2024-05-01T09:30:00+02:00","color":"green","items":[{"text":"inner"}],"unknown":{"x":[1]},"secret":"s"}',
    'demo'
  ) as unknown as Record<string, ApexValue>;
  assert.deepEqual([demo['f_base'], demo['f_text'], demo['f_count'], demo['f_secret']], ['b', '5', 7, undefined]);
  assert.deepEqual(
    ['f_price', 'f_when', 'f_color'].map((name) => stringOf(demo[name]!)),
    ['1E+2', '2024-05-01 07:30:00', 'GREEN']
  );
  assert.equal(((demo['f_items'] as ApexList).items[0] as unknown as Record<string, ApexValue>)['f_text'], 'inner');
  assert.equal(stringOf(read('{"1":"a"}', 'system.map<system.integer,system.string>')), '{1=a}');
  assert.equal(stringOf(read('[1,1,2]', 'system.set<system.integer>')), '{1, 2}');
  assert.equal(read('null', 'demo'), null);
});

test('typed values that do not fit', () => {
  assert.throws(() => read('{"count":"x"}', 'demo'), jsonError('Illegal value for primitive'));
  assert.throws(() => read('{"text":[]}', 'demo'), jsonError('Illegal value for primitive'));
  assert.throws(() => read('[]', 'demo'), jsonError("Malformed JSON: Expected '{' at the beginning of object"));
  assert.throws(
    () => read('{}', 'system.list<demo>'),
    jsonError("Malformed JSON: Expected '[' at the beginning of List/Set")
  );
  assert.throws(
    () => json('deserializeStrict', '{"first":1}', library.typeValue('demo')),
    jsonError('Unknown field: Demo.first')
  );
  assert.throws(() => read('{"color":"BLUE"}', 'demo'), jsonError(/BLUE/));
});

test('text that is not JSON', () => {
  const cases: [string, string | RegExp][] = [
    ['', 'No content to map to Object due to end of input'],
    [
      '{id:1}',
      "Unexpected character ('i' (code 105)): was expecting double-quote to start field name at [line:1, column:3]"
    ],
    [
      '{"a" 1}',
      /^Unexpected character \('1' \(code 49\)\): was expecting a colon to separate field name and value at /
    ],
    ['{"a":1 "b"}', /was expecting comma to separate OBJECT entries at \[line:1, column:9\]$/],
    ['[1 2]', /was expecting comma to separate ARRAY entries/],
    [
      'plain',
      "Unexpected character ('p' (code 112)): expected a valid value (number, String, array, object, 'true', 'false' or 'null') at [line:1, column:2]"
    ],
    ['{"a":NULL}', /^Unrecognized token 'NULL'/],
    ['{"a":\n"x', /^Unexpected end-of-input: was expecting closing quote for a string value at \[line:2/],
    ['{"a":1', /^Unexpected end-of-input: expected close marker for OBJECT/],
    ['[1,]', /^Unexpected character \('\]' \(code 93\)\)/],
    ['{"a":1,}', /was expecting double-quote to start field name/],
    ['"\\x"', /^Unrecognized character escape 'x'/],
    ['01', /Leading zeroes not allowed/]
  ];
  for (const [text, message] of cases) {
    assert.throws(() => untyped(text), jsonError(message), text);
  }
  assert.throws(() => untyped(null as never), apexError('System.NullPointerException', 'Argument cannot be null.'));
});

test('any JSON value survives a round trip', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.boolean(), (value, pretty) => {
      const text = JSON.stringify(value);
      const once = json(pretty ? 'serializePretty' : 'serialize', untyped(text)) as string;
      assert.deepEqual(JSON.parse(once), JSON.parse(text));
      assert.ok(exactEquals(untyped(once), untyped(text)));
    })
  );
});

test('JSONGenerator', () => {
  const generator = json('createGenerator', true);
  const on = (method: string, ...args: ApexValue[]) => library.on('System.JSONGenerator', generator, method, ...args);
  on('writeStartObject');
  on('writeNumberField', 'n', 1);
  on('writeFieldName', 'list');
  on('writeStartArray');
  on('writeString', 'a');
  on('writeEndArray');
  on('writeObjectField', 'o', mapOf([['x', null]]));
  on('writeNullField', 'z');
  assert.throws(() => on('writeString', 'a'), jsonError(/expecting field name/));
  assert.throws(() => on('writeEndArray'), jsonError('Current context not an array but OBJECT'));
  on('writeEndObject');
  assert.equal(
    on('getAsString'),
    '{\n  "n" : 1,\n  "list" : [ "a" ],\n  "o" : {\n    "x" : null\n  },\n  "z" : null\n}'
  );
});

test('JSONParser', () => {
  const parser = json('createParser', '{"a":[1,2.5],"o":{"text":"x","more":{}},"t":true,"s":"z"}');
  const on = (method: string, ...args: ApexValue[]) => library.on('System.JSONParser', parser, method, ...args);
  const step = () => {
    const token = on('nextToken');
    return token === null ? null : `${stringOf(token)} ${on('getText')} ${on('getCurrentName')}`;
  };
  assert.equal(on('getCurrentToken'), null);
  assert.equal(step(), 'START_OBJECT { null');
  assert.equal(step(), 'FIELD_NAME a a');
  assert.equal(step(), 'START_ARRAY [ a');
  assert.equal(step(), 'VALUE_NUMBER_INT 1 null');
  assert.equal(on('getIntegerValue'), 1);
  assert.equal(step(), 'VALUE_NUMBER_FLOAT 2.5 null');
  assert.equal(stringOf(on('getDecimalValue')), '2.5');
  assert.equal(step(), 'END_ARRAY ] a');
  assert.equal(stringOf(on('nextToken')), 'FIELD_NAME');
  const demo = on('readValueAs', library.typeValue('demo')) as unknown as Record<string, ApexValue>;
  assert.equal(demo['f_text'], 'x');
  assert.equal(stringOf(on('getCurrentToken')), 'END_OBJECT');
  assert.equal(stringOf(on('nextValue')), 'VALUE_TRUE');
  assert.equal(on('getBooleanValue'), true);
  assert.throws(
    () => on('getIntegerValue'),
    jsonError('Current token (VALUE_TRUE) not numeric, can not use numeric value accessors')
  );
  assert.equal(step(), 'FIELD_NAME s s');
  assert.equal(step(), 'VALUE_STRING z s');
  assert.equal(step(), 'END_OBJECT } null');
  assert.equal(step(), null);
});

test('JSONParser.skipChildren', () => {
  const parser = json('createParser', '[{"a":[{}]},7]');
  const on = (method: string, ...args: ApexValue[]) => library.on('System.JSONParser', parser, method, ...args);
  on('nextToken');
  on('nextToken');
  on('skipChildren');
  assert.equal(stringOf(on('getCurrentToken')), 'END_OBJECT');
  on('nextToken');
  assert.equal(on('getIntegerValue'), 7);
});
