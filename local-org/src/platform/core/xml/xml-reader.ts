/** An attribute with its namespace; `''` stands for none, as for prefixes. */
export interface XmlAttribute {
  readonly prefix: string;
  readonly name: string;
  readonly namespace: string;
  readonly value: string;
}

export type XmlEvent =
  | {
      readonly type: 'START_ELEMENT';
      readonly prefix: string;
      readonly name: string;
      readonly namespace: string;
      readonly attributes: readonly XmlAttribute[];
      /** Namespaces that the element declares, by prefix. */
      readonly namespaces: ReadonlyMap<string, string>;
    }
  | { readonly type: 'END_ELEMENT'; readonly prefix: string; readonly name: string; readonly namespace: string }
  | { readonly type: 'CHARACTERS' | 'CDATA' | 'COMMENT' | 'DTD'; readonly text: string }
  | { readonly type: 'PROCESSING_INSTRUCTION'; readonly target: string; readonly text: string };

/** Text that is not well-formed XML. */
export class XmlSyntaxError extends Error {}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"]
]);
/** Elements inside of each other; what writes them calls itself for each. */
const DEEPEST = 1_000;

/** Characters that XML 1.0 allows, also as references. */
function isXmlCharacter(code: number): boolean {
  return (
    code === 0x9 ||
    code === 0xa ||
    code === 0xd ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff)
  );
}

const NAME = /[\p{L}_:][\p{L}\p{N}_:.\-·]*/uy;

/** Reads a document event by event and resolves namespaces. The XML declaration is not an event. */
export class XmlReader {
  readonly #text: string;
  #at = 0;
  readonly #open: { raw: string; end: XmlEvent & { type: 'END_ELEMENT' } }[] = [];
  readonly #scopes: ReadonlyMap<string, string>[] = [new Map([['xml', 'http://www.w3.org/XML/1998/namespace']])];
  #pending: XmlEvent | null = null;
  #sawRoot = false;

  constructor(text: string) {
    this.#text = text.replace(/^\ufeff/, '');
    const declaration = /^\s*<\?xml\s[^?]*\?>/.exec(this.#text);
    this.#at = declaration?.[0].length ?? 0;
  }

  get depth(): number {
    return this.#open.length;
  }

  /** The namespace that a prefix stands for here, or null. */
  namespaceOf(prefix: string): string | null {
    for (let i = this.#scopes.length - 1; i >= 0; i--) {
      const namespace = this.#scopes[i]!.get(prefix);
      if (namespace !== undefined) {
        return namespace;
      }
    }
    return null;
  }

  /** The next event, or null at the end of the document. */
  next(): XmlEvent | null {
    if (this.#pending) {
      const event = this.#pending;
      this.#pending = null;
      this.#leave();
      return event;
    }
    if (this.#at >= this.#text.length) {
      return this.#end();
    }
    return this.#text[this.#at] === '<' ? this.#markup() : this.#characters();
  }

  #end(): null {
    const open = this.#open.at(-1);
    if (open) {
      throw this.#error(`no more data available - expected end tag </${open.raw}>`);
    }
    if (!this.#sawRoot) {
      throw this.#error('input contained no data');
    }
    return null;
  }

  #markup(): XmlEvent | null {
    const rest = (length: number) => this.#text.slice(this.#at, this.#at + length);
    if (rest(4) === '<!--') {
      return { type: 'COMMENT', text: this.#until('<!--', '-->') };
    }
    if (rest(9) === '<![CDATA[') {
      return { type: 'CDATA', text: this.#until('<![CDATA[', ']]>') };
    }
    if (rest(2) === '<?') {
      const [, target = '', text = ''] = /^(\S+)\s*([\s\S]*)$/.exec(this.#until('<?', '?>')) ?? [];
      return { type: 'PROCESSING_INSTRUCTION', target, text };
    }
    if (rest(9) === '<!DOCTYPE') {
      throw this.#error('DOCTYPE is not allowed');
    }
    return rest(2) === '</' ? this.#endTag() : this.#startTag();
  }

  #until(open: string, close: string): string {
    const end = this.#text.indexOf(close, this.#at + open.length);
    if (end < 0) {
      throw this.#error(`no more data available - expected ${close}`);
    }
    const text = this.#text.slice(this.#at + open.length, end);
    this.#at = end + close.length;
    return text;
  }

  #characters(): XmlEvent | null {
    const end = this.#text.indexOf('<', this.#at);
    const raw = this.#text.slice(this.#at, end < 0 ? undefined : end);
    if (this.#open.length === 0) {
      if (raw.trim() !== '') {
        throw this.#error(`only whitespace content allowed ${this.#sawRoot ? 'after end' : 'before start'} tag`);
      }
      this.#at += raw.length;
      return this.next();
    }
    const text = this.#unescape(raw.replace(/\r\n?/g, '\n'));
    this.#at += raw.length;
    return { type: 'CHARACTERS', text };
  }

  #unescape(text: string): string {
    return text.replace(/&([^;\s]*);?/g, (whole, name: string) => {
      const code = /^#(?:x([0-9a-fA-F]+)|(\d+))$/.exec(name);
      if (code) {
        const point = code[1] ? parseInt(code[1], 16) : Number(code[2]);
        if (!isXmlCharacter(point) || !whole.endsWith(';')) {
          throw this.#error(`character reference (with name '${name}') may not contain that code`);
        }
        return String.fromCodePoint(point);
      }
      const char = ENTITIES.get(name);
      if (char === undefined || !whole.endsWith(';')) {
        throw this.#error(`could not resolve entity named '${name}'`);
      }
      return char;
    });
  }

  #name(): string {
    NAME.lastIndex = this.#at;
    const name = NAME.exec(this.#text)?.[0];
    if (name === undefined) {
      throw this.#error(`expected start tag name and not ${this.#text[this.#at] ?? 'end of input'}`);
    }
    this.#at += name.length;
    return name;
  }

  #skipSpace(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) {
      this.#at++;
    }
  }

  #startTag(): XmlEvent {
    if (this.#open.length === 0 && this.#sawRoot) {
      throw this.#error('only one root element is allowed');
    }
    if (this.#open.length >= DEEPEST) {
      throw this.#error(`elements are nested more than ${DEEPEST} levels deep`);
    }
    this.#at++;
    const raw = this.#name();
    const pairs = this.#attributes();
    const namespaces = new Map<string, string>();
    for (const [name, value] of pairs) {
      if (name === 'xmlns' || name.startsWith('xmlns:')) {
        namespaces.set(name.slice(6), value);
      }
    }
    this.#scopes.push(namespaces);
    const attributes = [...pairs]
      .filter(([name]) => name !== 'xmlns' && !name.startsWith('xmlns:'))
      .map(([name, value]) => ({ ...this.#qualify(name, false), value }));
    const name = this.#qualify(raw, true);
    this.#sawRoot = true;
    const end = { type: 'END_ELEMENT' as const, ...name };
    this.#open.push({ raw, end });
    if (this.#text[this.#at] === '/') {
      this.#at++;
      this.#pending = end;
    }
    if (this.#text[this.#at] !== '>') {
      throw this.#error(`expected > to finish start tag not ${this.#text[this.#at] ?? 'end of input'}`);
    }
    this.#at++;
    return { type: 'START_ELEMENT', ...name, attributes, namespaces };
  }

  #attributes(): Map<string, string> {
    const pairs = new Map<string, string>();
    for (;;) {
      this.#skipSpace();
      if (/[/>]/.test(this.#text[this.#at] ?? '>')) {
        return pairs;
      }
      const name = this.#name();
      this.#skipSpace();
      const value = /^=\s*(?:"([^"<]*)"|'([^'<]*)')/.exec(this.#text.slice(this.#at));
      if (!value) {
        throw this.#error(`expected = and a quoted value after attribute name ${name}`);
      }
      if (pairs.has(name)) {
        throw this.#error(`duplicated attribute ${name}`);
      }
      this.#at += value[0].length;
      pairs.set(name, this.#unescape(value[1] ?? value[2]!));
    }
  }

  #qualify(raw: string, isElement: boolean): { prefix: string; name: string; namespace: string } {
    const colon = raw.indexOf(':');
    const prefix = colon < 0 ? '' : raw.slice(0, colon);
    const name = raw.slice(colon + 1);
    // The default namespace does not hold for attributes.
    const namespace = prefix === '' && !isElement ? '' : this.namespaceOf(prefix);
    if (namespace === null && prefix !== '') {
      throw this.#error(`could not determine namespace bound to prefix ${prefix}`);
    }
    return { prefix, name, namespace: namespace ?? '' };
  }

  #endTag(): XmlEvent {
    this.#at += 2;
    const raw = this.#name();
    this.#skipSpace();
    const open = this.#open.at(-1);
    if (open?.raw !== raw || this.#text[this.#at] !== '>') {
      throw this.#error(`end tag name </${raw}> must match start tag name <${open?.raw ?? ''}>`);
    }
    this.#at++;
    this.#leave();
    return open.end;
  }

  #leave(): void {
    this.#open.pop();
    this.#scopes.pop();
  }

  #error(description: string): XmlSyntaxError {
    const before = this.#text.slice(0, this.#at);
    const line = before.split('\n').length;
    return new XmlSyntaxError(`${description} (position: @${line}:${this.#at - before.lastIndexOf('\n')})`);
  }
}

/** Escapes text for an element's content or, with quotes, for an attribute's value. */
export function escapeXml(text: string, quotes: boolean): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return quotes ? escaped.replaceAll('"', '&quot;') : escaped;
}
