import { platformClass, type Engine } from '../../../engine/index.ts';
import { PlatformObject } from '../../../values/index.ts';
import { required } from '../support.ts';
import { escapeXml } from './xml-reader.ts';

/** An instance of `System.XmlStreamWriter`. */
class XmlWriter extends PlatformObject {
  readonly $type = 'system.xmlstreamwriter';
  text = '';
  readonly open: string[] = [];
  /** `>` or `/>`, still to be written when the start tag is complete. */
  pendingEnd = '';

  write(text: string): void {
    this.text += this.pendingEnd + text;
    this.pendingEnd = '';
  }

  /** Into the start tag that is still open. */
  writeInTag(rt: Engine, text: string): void {
    if (this.pendingEnd === '') {
      rt.fail('System.XmlException', 'Attribute not associated with any element');
    }
    this.text += text;
  }
}

function qualified(rt: Engine, prefix: string | null, name: string | null): string {
  return prefix ? `${prefix}:${required(rt, name)}` : required(rt, name);
}

function endElement(rt: Engine, self: XmlWriter): void {
  const name = self.open.pop() ?? rt.fail('System.XmlException', 'No open start tag, when trying to write end tag');
  self.write(`</${name}>`);
}

export const xmlStreamWriterClass = platformClass({
  name: 'System.XmlStreamWriter',
  constructors: { new: () => new XmlWriter() },
  methods: {
    close: () => undefined,
    getXmlString: (_rt, self: XmlWriter) => self.text + self.pendingEnd,
    setDefaultNamespace: () => undefined,
    writeAttribute: (
      rt,
      self: XmlWriter,
      prefix: string | null,
      _uri: string | null,
      name: string | null,
      value: string
    ) => self.writeInTag(rt, ` ${qualified(rt, prefix, name)}="${escapeXml(value, true)}"`),
    writeCData: (rt, self: XmlWriter, text: string | null) => self.write(`<![CDATA[${required(rt, text)}]]>`),
    writeCharacters: (rt, self: XmlWriter, text: string | null) => self.write(escapeXml(required(rt, text), false)),
    writeComment: (rt, self: XmlWriter, text: string | null) => self.write(`<!--${required(rt, text)}-->`),
    writeDefaultNamespace: (rt, self: XmlWriter, uri: string | null) =>
      self.writeInTag(rt, ` xmlns="${escapeXml(required(rt, uri), true)}"`),
    writeEmptyElement: (rt, self: XmlWriter, prefix: string | null, name: string | null) => {
      self.write(`<${qualified(rt, prefix, name)}`);
      self.pendingEnd = '/>';
    },
    writeEndDocument: (rt, self: XmlWriter) => {
      while (self.open.length > 0) {
        endElement(rt, self);
      }
      self.write('');
    },
    writeEndElement: endElement,
    writeNamespace: (rt, self: XmlWriter, prefix: string | null, uri: string | null) =>
      self.writeInTag(rt, ` xmlns${prefix ? `:${prefix}` : ''}="${escapeXml(required(rt, uri), true)}"`),
    writeProcessingInstruction: (rt, self: XmlWriter, target: string | null, data: string | null) =>
      self.write(`<?${required(rt, target)}${data ? ` ${data}` : ''}?>`),
    writeStartDocument: (_rt, self: XmlWriter, encoding: string | null, version: string | null) =>
      self.write(`<?xml version="${version ?? '1.0'}"${encoding ? ` encoding="${encoding}"` : ''}?>`),
    writeStartElement: (rt, self: XmlWriter, prefix: string | null, name: string | null) => {
      const tag = qualified(rt, prefix, name);
      self.write(`<${tag}`);
      self.open.push(tag);
      self.pendingEnd = '>';
    }
  }
});
