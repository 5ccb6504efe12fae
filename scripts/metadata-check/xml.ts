import { readFileSync } from 'node:fs';
import { XMLParser } from 'fast-xml-parser';

/** One XML element with its children in document order. */
export interface Element {
  readonly name: string;
  readonly text: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
}

type Raw = Record<string, unknown>;

const PARSER = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  trimValues: true
});

function toElement(raw: Raw): Element | undefined {
  const name = Object.keys(raw).find((key) => key !== ':@');
  if (!name || name === '#text' || name.startsWith('?')) {
    return undefined;
  }
  const content = raw[name] as Raw[];
  return {
    name,
    text: content.map((child) => ('#text' in child ? String(child['#text']) : '')).join(''),
    attributes: (raw[':@'] ?? {}) as Record<string, string>,
    children: content.map(toElement).filter((child) => child !== undefined)
  };
}

/** @throws when the file has no root element */
export function parseXml(file: string): Element {
  const root = (PARSER.parse(readFileSync(file, 'utf8')) as Raw[])
    .map(toElement)
    .find((element) => element !== undefined);
  if (!root) {
    throw new Error(`${file} has no root element`);
  }
  return root;
}

/** The text of the first child of that name. */
export function childText(element: Element, name: string): string | undefined {
  return element.children.find((child) => child.name === name)?.text;
}

export function childrenNamed(element: Element, name: string): Element[] {
  return element.children.filter((child) => child.name === name);
}
