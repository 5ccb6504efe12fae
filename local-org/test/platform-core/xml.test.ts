import { test } from 'node:test';
import assert from 'node:assert/strict';
import type { ApexList, ApexValue } from '../../src/values/index.ts';
import { stringOf } from '../../src/values/index.ts';
import { apexError, Library } from './library.ts';

const library = new Library();
const node = (self: ApexValue, method: string, ...args: ApexValue[]) =>
  library.on('Dom.XmlNode', self, method, ...args);

function load(text: string): ApexValue {
  const document = library.construct('Dom.Document');
  library.on('Dom.Document', document, 'load', text);
  return document;
}

const root = (document: ApexValue) => library.on('Dom.Document', document, 'getRootElement');
const text = (document: ApexValue) => library.on('Dom.Document', document, 'toXmlString');

test('reading a document', () => {
  const top = root(
    load(`<?xml version="1.0"?><!-- c --><a:order xmlns:a="urn:a" xmlns="urn:d" id="1" a:k="v">
      <line>One &amp; <![CDATA[<two>]]></line><line/>&#65;</a:order>`)
  );
  assert.deepEqual(
    [
      node(top, 'getName'),
      node(top, 'getNamespace'),
      node(top, 'getAttribute', 'id', null),
      node(top, 'getAttribute', 'k', 'urn:a')
    ],
    ['order', 'urn:a', '1', 'v']
  );
  assert.equal((node(top, 'getChildElements') as ApexList).size, 2);
  const line = node(top, 'getChildElement', 'line', 'urn:d');
  assert.equal(node(line, 'getText'), 'One & <two>');
  assert.equal(node(line, 'getParent'), top);
  assert.equal(node(top, 'getChildElement', 'line', null), null);
  assert.equal(node(top, 'getPrefixFor', 'urn:a'), 'a');
  assert.equal(stringOf(node((node(top, 'getChildren') as ApexList).items[0]!, 'getNodeType')), 'TEXT');
});

test('writing a document', () => {
  const document = library.construct('Dom.Document');
  const envelope = library.on('Dom.Document', document, 'createRootElement', 'Envelope', 'urn:soap', 's');
  node(envelope, 'setNamespace', 'x', 'urn:x');
  const body = node(envelope, 'addChildElement', 'Body', 'urn:soap', null);
  node(node(body, 'addChildElement', 'name', 'urn:x', 'x'), 'addTextNode', 'a<b');
  node(node(body, 'addChildElement', 'plain', null, null), 'setAttribute', 'q', 'say "hi"');
  node(body, 'addCommentNode', 'note');
  assert.equal(
    text(document),
    '<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="urn:soap" xmlns:x="urn:x"><s:Body><x:name>a&lt;b</x:name><plain q="say &quot;hi&quot;" /><!--note--></s:Body></s:Envelope>'
  );
  assert.equal(text(load(text(document) as string)), text(document));
});

test('changing a tree', () => {
  const document = load('<a><b/><c/></a>');
  const top = root(document);
  const [b, c] = (node(top, 'getChildElements') as ApexList).items as [ApexValue, ApexValue];
  assert.equal(node(top, 'removeChild', b), true);
  node(top, 'insertBefore', b, null);
  node(c, 'setAttribute', 'k', '1');
  node(c, 'setAttribute', 'k', '2');
  assert.equal(node(c, 'getAttributeCount'), 1);
  assert.equal(text(document), '<?xml version="1.0" encoding="UTF-8"?><a><c k="2" /><b /></a>');
  assert.equal(node(c, 'removeAttribute', 'k', null), true);
});

test('text that is not well-formed', () => {
  for (const bad of [
    '',
    'text',
    '<a>',
    '<a></b>',
    '<a b></a>',
    '<a b="1" b="2"/>',
    '<a/><b/>',
    '<a>&nope;</a>',
    '<p:a/>',
    '<!DOCTYPE a><a/>'
  ]) {
    assert.throws(() => load(bad), apexError('System.XmlException', /^Failed to parse XML due to: /), bad);
  }
});

test('XmlStreamReader', () => {
  const reader = library.construct(
    'System.XmlStreamReader',
    '<books><book author="A">x<![CDATA[y]]></book><?go now?></books>'
  );
  const on = (method: string, ...args: ApexValue[]) => library.on('System.XmlStreamReader', reader, method, ...args);
  on('setCoalescing', true);
  const seen: string[] = [];
  while (on('hasNext')) {
    seen.push(`${stringOf(on('getEventType'))} ${stringOf(on('getLocalName'))} ${stringOf(on('getText'))}`);
    if (on('getLocalName') === 'book' && on('isStartElement')) {
      assert.equal(on('getAttributeValue', null, 'author'), 'A');
      assert.equal(on('getAttributeLocalName', 0), 'author');
    }
    on('next');
  }
  assert.deepEqual(seen, [
    'START_DOCUMENT null null',
    'START_ELEMENT books null',
    'START_ELEMENT book null',
    'CHARACTERS null xy',
    'END_ELEMENT book null',
    'PROCESSING_INSTRUCTION null now',
    'END_ELEMENT books null'
  ]);
});

test('XmlStreamWriter', () => {
  const writer = library.construct('System.XmlStreamWriter');
  const on = (method: string, ...args: ApexValue[]) => library.on('System.XmlStreamWriter', writer, method, ...args);
  on('writeStartDocument', 'utf-8', '1.0');
  on('writeStartElement', 'm', 'Library', 'http://www.book.com');
  on('writeNamespace', 'm', 'http://www.book.com');
  on('writeAttribute', null, null, 'id', '<1>');
  on('writeEmptyElement', null, 'book', null);
  on('writeCharacters', 'a&b');
  on('writeCData', 'c');
  on('writeEndDocument');
  assert.equal(
    on('getXmlString'),
    '<?xml version="1.0" encoding="utf-8"?><m:Library xmlns:m="http://www.book.com" id="&lt;1&gt;"><book/>a&amp;b<![CDATA[c]]></m:Library>'
  );
});
