import { readFileSync } from 'node:fs';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { MetadataError } from './metadata-error.ts';

/** An element of a metadata file: text, a nested element, or a list where the type says the element repeats. */
export type XmlValue = string | XmlElement | readonly (string | XmlElement)[];
export interface XmlElement {
  readonly [name: string]: XmlValue | undefined;
}

const ATTRIBUTE_PREFIX = '@';

/**
 * Reads one metadata file. Every value stays text (numbers such as `001` keep their zeros).
 * @param arrays element names that are lists wherever they occur
 * @param prepare changes the text before it is parsed
 * @param trims whether blanks around a value are left out
 * @throws MetadataError for XML that is not well-formed or has another root element
 */
export function readXml(
  file: string,
  rootElement: string,
  arrays: ReadonlySet<string>,
  prepare: (text: string) => string = (text) => text,
  trims = true
): XmlElement {
  const text = prepare(readFileSync(file, 'utf8'));
  const valid = XMLValidator.validate(text);
  if (valid !== true) {
    const { msg, line, col } = valid.err;
    throw new MetadataError(file, `Error parsing file: ${msg}`, { line, column: col });
  }
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: ATTRIBUTE_PREFIX,
    parseTagValue: false,
    trimValues: trims,
    processEntities: true,
    htmlEntities: true,
    isArray: (name) => arrays.has(name)
  });
  const document = parser.parse(text) as XmlElement;
  const root = document[rootElement];
  if (root === undefined) {
    const found = Object.keys(document).find((key) => !key.startsWith('?'));
    throw new MetadataError(file, `expected root element <${rootElement}>, found <${found ?? 'nothing'}>`);
  }
  return isElement(root) ? root : {};
}

function isElement(value: XmlValue | undefined): value is XmlElement {
  return typeof value === 'object' && !Array.isArray(value);
}

/**
 * Text of a child element; '' is undefined, and so is an absent or nil element. An element that repeats elsewhere in the file is read
 * as a list of one here (`value` of a picklist and of a filter), so its first text counts.
 */
export function textOf(element: XmlElement | undefined, name: string): string | undefined {
  const child = element?.[name];
  const value: XmlValue | undefined = Array.isArray(child) ? (child as readonly (string | XmlElement)[])[0] : child;
  if (typeof value === 'string') {
    return value === '' ? undefined : value;
  }
  if (isElement(value)) {
    const text = value['#text'];
    return typeof text === 'string' && text !== '' ? text : undefined;
  }
  return undefined;
}

/** `true` only for the text `true`; `otherwise` when the element is absent. */
export function booleanOf(element: XmlElement | undefined, name: string, otherwise = false): boolean {
  const text = textOf(element, name);
  return text === undefined ? otherwise : text === 'true';
}

export function numberOf(element: XmlElement | undefined, name: string): number | undefined {
  const text = textOf(element, name);
  return text === undefined ? undefined : Number(text);
}

export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  const value = element?.[name];
  if (Array.isArray(value)) {
    const first: unknown = value[0];
    return typeof first === 'object' && first !== null ? (first as XmlElement) : undefined;
  }
  return isElement(value) ? value : undefined;
}

/** Child elements of one name, whether the file has none, one or many. */
export function childrenOf(element: XmlElement | undefined, name: string): XmlElement[] {
  const value = element?.[name];
  if (value === undefined) {
    return [];
  }
  const list = Array.isArray(value) ? (value as readonly (string | XmlElement)[]) : [value as string | XmlElement];
  return list.filter((item): item is XmlElement => typeof item === 'object');
}

/** Texts of the child elements of one name. */
export function textsOf(element: XmlElement | undefined, name: string): string[] {
  const value = element?.[name];
  if (value === undefined) {
    return [];
  }
  const list = Array.isArray(value) ? (value as readonly (string | XmlElement)[]) : [value as string | XmlElement];
  return list.filter((item): item is string => typeof item === 'string');
}

/** Attribute of the element itself, e.g. `xsi:type`. */
export function attributeOf(element: XmlElement | undefined, name: string): string | undefined {
  const value = element?.[ATTRIBUTE_PREFIX + name];
  return typeof value === 'string' ? value : undefined;
}
