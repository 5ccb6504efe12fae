import { PlatformObject } from '../../../values/index.ts';
import { escapeXml, XmlReader } from './xml-reader.ts';
import type { XmlAttribute } from './xml-reader.ts';

export type DomNodeKind = 'ELEMENT' | 'TEXT' | 'COMMENT';

/** An instance of `Dom.XmlNode`: an element, a text or a comment. */
export class DomNode extends PlatformObject {
  readonly $type = 'dom.xmlnode';
  readonly kind: DomNodeKind;
  parent: DomNode | null = null;
  name = '';
  prefix = '';
  namespace = '';
  text = '';
  attributes: XmlAttribute[] = [];
  /** Namespaces that this element declares, by prefix. */
  readonly namespaces = new Map<string, string>();
  children: DomNode[] = [];

  constructor(kind: DomNodeKind) {
    super();
    this.kind = kind;
  }

  static element(name: string, namespace: string | null, prefix: string | null, parent: DomNode | null): DomNode {
    const node = new DomNode('ELEMENT');
    node.name = name;
    node.namespace = namespace ?? '';
    node.parent = parent;
    node.prefix = prefix ?? (namespace === null ? '' : (node.prefixFor(namespace) ?? ''));
    if (node.namespace !== (node.namespaceFor(node.prefix) ?? '')) {
      node.namespaces.set(node.prefix, node.namespace);
    }
    return node;
  }

  static leaf(kind: 'TEXT' | 'COMMENT', text: string): DomNode {
    const node = new DomNode(kind);
    node.text = text;
    return node;
  }

  append(child: DomNode): DomNode {
    child.parent = this;
    this.children.push(child);
    return child;
  }

  elements(): DomNode[] {
    return this.children.filter(({ kind }) => kind === 'ELEMENT');
  }

  /** The text of an element's own text nodes, or of a text or comment itself. */
  ownText(): string {
    return this.kind === 'ELEMENT'
      ? this.children
          .filter(({ kind }) => kind === 'TEXT')
          .map(({ text }) => text)
          .join('')
      : this.text;
  }

  attribute(name: string, namespace: string | null): XmlAttribute | undefined {
    return this.attributes.find((item) => item.name === name && item.namespace === (namespace ?? ''));
  }

  namespaceFor(prefix: string): string | null {
    return this.namespaces.get(prefix) ?? this.parent?.namespaceFor(prefix) ?? null;
  }

  prefixFor(namespace: string): string | null {
    for (const [prefix, declared] of this.namespaces) {
      if (declared === namespace) {
        return prefix;
      }
    }
    return this.parent?.prefixFor(namespace) ?? null;
  }

  /** A new prefix for a namespace that has none yet. */
  declare(namespace: string): string {
    const known = this.prefixFor(namespace);
    if (known) {
      return known;
    }
    let number = 0;
    while (this.namespaceFor(`ns${number}`) !== null) {
      number++;
    }
    this.namespaces.set(`ns${number}`, namespace);
    return `ns${number}`;
  }

  toXml(): string {
    if (this.kind === 'TEXT') {
      return escapeXml(this.text, false);
    }
    if (this.kind === 'COMMENT') {
      return `<!--${this.text}-->`;
    }
    const tag = qualified(this.prefix, this.name);
    const parts = [`<${tag}`];
    for (const [prefix, namespace] of this.namespaces) {
      parts.push(` xmlns${prefix === '' ? '' : `:${prefix}`}="${escapeXml(namespace, true)}"`);
    }
    for (const { prefix, name, value } of this.attributes) {
      parts.push(` ${qualified(prefix, name)}="${escapeXml(value, true)}"`);
    }
    const content = this.children.map((child) => child.toXml()).join('');
    return parts.join('') + (this.children.length === 0 ? ' />' : `>${content}</${tag}>`);
  }

  override $str(): string {
    return `XMLNode[${this.kind},${this.name},${this.namespace || 'null'},${this.ownText() || 'null'},]`;
  }
}

function qualified(prefix: string, name: string): string {
  return prefix === '' ? name : `${prefix}:${name}`;
}

/** Parses a document and answers its root element. Throws an `XmlSyntaxError`. */
export function parseDom(text: string): DomNode {
  const reader = new XmlReader(text);
  let root: DomNode | null = null;
  const open: DomNode[] = [];
  for (let event = reader.next(); event !== null; event = reader.next()) {
    if (event.type === 'START_ELEMENT') {
      const node = new DomNode('ELEMENT');
      node.name = event.name;
      node.prefix = event.prefix;
      node.namespace = event.namespace;
      node.attributes = [...event.attributes];
      event.namespaces.forEach((namespace, prefix) => node.namespaces.set(prefix, namespace));
      open.at(-1)?.append(node);
      root ??= node;
      open.push(node);
    } else if (event.type === 'END_ELEMENT') {
      open.pop();
    } else if (event.type === 'CHARACTERS' || event.type === 'CDATA') {
      open.at(-1)?.append(DomNode.leaf('TEXT', event.text));
    } else if (event.type === 'COMMENT') {
      open.at(-1)?.append(DomNode.leaf('COMMENT', event.text));
    }
  }
  return root!;
}
