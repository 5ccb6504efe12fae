import { platformClass, type PlatformMethod, type Engine } from '../../../engine/index.ts';
import { ApexEnumValue, NotImplementedError, PlatformObject } from '../../../values/index.ts';
import { required } from '../support.ts';
import { XmlReader, XmlSyntaxError } from './xml-reader.ts';
import type { XmlAttribute, XmlEvent } from './xml-reader.ts';

type Start = XmlEvent & { type: 'START_ELEMENT' };

/** An instance of `System.XmlStreamReader`; one event is read ahead. */
class XmlStream extends PlatformObject {
  readonly $type = 'system.xmlstreamreader';
  readonly reader: XmlReader;
  current: XmlEvent | 'START_DOCUMENT' | 'END_DOCUMENT' = 'START_DOCUMENT';
  coalescing = false;
  #ahead: XmlEvent | null | undefined;

  constructor(text: string) {
    super();
    this.reader = new XmlReader(text);
  }

  get type(): string {
    return typeof this.current === 'string' ? this.current : this.current.type;
  }

  next(): void {
    let event = this.#take();
    if (event && this.coalescing && isText(event)) {
      let text = event.text;
      let after = this.#take();
      while (after && isText(after)) {
        text += after.text;
        after = this.#take();
      }
      this.#ahead = after;
      event = { type: 'CHARACTERS', text };
    }
    this.current = event ?? 'END_DOCUMENT';
  }

  #take(): XmlEvent | null {
    if (this.#ahead !== undefined) {
      const event = this.#ahead;
      this.#ahead = undefined;
      return event;
    }
    return this.reader.next();
  }
}

function isText(event: XmlEvent): event is XmlEvent & { type: 'CHARACTERS' | 'CDATA' } {
  return event.type === 'CHARACTERS' || event.type === 'CDATA';
}

function eventTag(rt: Engine, self: XmlStream): ApexEnumValue {
  return rt.enumValue('system.xmltag', self.type) as ApexEnumValue;
}

function advance(rt: Engine, self: XmlStream): number {
  try {
    if (self.type === 'END_DOCUMENT') {
      rt.fail('System.NoSuchElementException', 'No more elements');
    }
    self.next();
  } catch (error) {
    if (error instanceof XmlSyntaxError) {
      rt.fail('System.XmlException', `ParseError: ${error.message}`);
    }
    throw error;
  }
  return eventTag(rt, self).ordinal;
}

function start(rt: Engine, self: XmlStream): Start {
  return typeof self.current !== 'string' && self.current.type === 'START_ELEMENT'
    ? self.current
    : rt.fail(
        'System.XmlException',
        'Current state is not among the states START_ELEMENT, ATTRIBUTE valid for this call'
      );
}

function attribute(rt: Engine, self: XmlStream, index: number): XmlAttribute {
  return start(rt, self).attributes[index] ?? rt.fail('System.XmlException', `No attribute at position ${index}`);
}

/** A part of the name of the element that starts or ends here. */
function namePart(part: 'name' | 'prefix' | 'namespace'): PlatformMethod {
  return (_rt: Engine, self: XmlStream) => {
    const event = self.current;
    const named = typeof event !== 'string' && (event.type === 'START_ELEMENT' || event.type === 'END_ELEMENT');
    return named ? event[part] || null : null;
  };
}

function is(type: string): PlatformMethod {
  return (_rt: Engine, self: XmlStream) => self.type === type;
}

function textOf(self: XmlStream): string | null {
  return typeof self.current !== 'string' && 'text' in self.current ? self.current.text : null;
}

export const xmlStreamReaderClass = platformClass({
  name: 'System.XmlStreamReader',
  constructors: { new: (rt: Engine, text: string | null) => new XmlStream(required(rt, text)) },
  methods: {
    getAttributeCount: (rt, self: XmlStream) => start(rt, self).attributes.length,
    getAttributeLocalName: (rt, self: XmlStream, index: number) => attribute(rt, self, index).name,
    getAttributeNamespace: (rt, self: XmlStream, index: number) => attribute(rt, self, index).namespace || null,
    getAttributePrefix: (rt, self: XmlStream, index: number) => attribute(rt, self, index).prefix || null,
    getAttributeType: () => 'CDATA',
    getAttributeValue: (rt, self: XmlStream, namespace: string | null, name: string | null) =>
      start(rt, self).attributes.find((item) => item.name === name && item.namespace === (namespace ?? ''))?.value ??
      null,
    getAttributeValueAt: (rt, self: XmlStream, index: number) => attribute(rt, self, index).value,
    getEventType: eventTag,
    getLocalName: namePart('name'),
    getLocation: () => {
      throw new NotImplementedError('XmlStreamReader.getLocation');
    },
    getNamespace: namePart('namespace'),
    getNamespaceCount: (rt, self: XmlStream) => start(rt, self).namespaces.size,
    getNamespacePrefix: (rt, self: XmlStream, index: number) => [...start(rt, self).namespaces.keys()][index] || null,
    getNamespaceURI: (rt, self: XmlStream, prefix: string | null) => self.reader.namespaceOf(required(rt, prefix)),
    getNamespaceURIAt: (rt, self: XmlStream, index: number) => [...start(rt, self).namespaces.values()][index] ?? null,
    getPIData: (_rt, self: XmlStream) => (self.type === 'PROCESSING_INSTRUCTION' ? textOf(self) : null),
    getPITarget: (_rt, self: XmlStream) =>
      typeof self.current !== 'string' && 'target' in self.current ? self.current.target : null,
    getPrefix: namePart('prefix'),
    getText: (_rt, self: XmlStream) => textOf(self),
    getVersion: () => '1.0',
    hasName: (_rt, self: XmlStream) => self.type === 'START_ELEMENT' || self.type === 'END_ELEMENT',
    hasNext: (_rt, self: XmlStream) => self.type !== 'END_DOCUMENT',
    hasText: (_rt, self: XmlStream) => textOf(self) !== null,
    isCharacters: is('CHARACTERS'),
    isEndElement: is('END_ELEMENT'),
    isStartElement: is('START_ELEMENT'),
    isWhitespace: (_rt, self: XmlStream) => self.type === 'CHARACTERS' && textOf(self)!.trim() === '',
    next: advance,
    nextTag: (rt, self: XmlStream) => {
      let ordinal = advance(rt, self);
      while (self.type !== 'START_ELEMENT' && self.type !== 'END_ELEMENT') {
        const isText = self.type === 'CHARACTERS' || self.type === 'CDATA';
        if (self.type === 'END_DOCUMENT' || (isText && textOf(self)?.trim())) {
          rt.fail('System.XmlException', 'expected start or end tag');
        }
        ordinal = advance(rt, self);
      }
      return ordinal;
    },
    setCoalescing: (_rt, self: XmlStream, coalescing: boolean) => {
      self.coalescing = coalescing;
    },
    setNamespaceAware: (_rt, _self: XmlStream, aware: boolean) => {
      if (!aware) {
        throw new NotImplementedError('XmlStreamReader without namespaces');
      }
    }
  }
});
