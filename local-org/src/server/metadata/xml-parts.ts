/** One element directly below the root. */
export interface XmlPart {
  readonly name: string;
  /** What is between its tags, as written. */
  readonly inner: string;
  /** Line of the document on which `inner` begins, from 1. */
  readonly line: number;
}

export const METADATA_XMLNS = 'http://soap.sforce.com/2006/04/metadata';

const MARKUP = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<(\/?)([\w:.-]+)(?:\s[^<>]*?)?(\/?)>/g;

/** The elements below the root of a well-formed document. */
export function xmlParts(text: string): XmlPart[] {
  const parts: XmlPart[] = [];
  let depth = 0;
  let start = 0;
  let line = 1;
  let counted = 0;
  const lineAt = (offset: number): number => {
    line += text.slice(counted, offset).split('\n').length - 1;
    counted = offset;
    return line;
  };
  for (const match of text.matchAll(MARKUP)) {
    const [whole, closing, name, empty] = match;
    if (name === undefined) {
      continue;
    }
    if (closing) {
      depth--;
      if (depth === 1) {
        parts.push({ name, inner: text.slice(start, match.index), line: lineAt(start) });
      }
    } else if (empty) {
      if (depth === 1) {
        parts.push({ name, inner: '', line: lineAt(match.index) });
      }
    } else {
      depth++;
      if (depth === 2) {
        start = match.index + whole.length;
      }
    }
  }
  return parts;
}

/** Text of an element of a part, e.g. its fullName. */
export function innerText(inner: string, name: string): string | undefined {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(inner)?.[1]?.trim();
}

export function xmlDocument(root: string, inner: string): Buffer {
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${METADATA_XMLNS}">${inner}</${root}>\n`);
}
