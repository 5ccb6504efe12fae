import type { Schema } from '../metadata/index.ts';
import { own } from '../common/index.ts';

/** One parsed metadata file; `data` is the XML's content as an object, with or without its root element. */
export interface MetadataComponent {
  readonly type: string;
  readonly fullName: string;
  readonly file: string;
  readonly data: unknown;
}

/** The part of a project's metadata that pages are made of. */
export interface PageMetadata {
  readonly schema: Schema;
  readonly components: readonly MetadataComponent[];
}

/** A node of parsed XML. */
export type XmlNode = Readonly<Record<string, unknown>>;

export function isNode(value: unknown): value is XmlNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Parsed XML gives one object for one element and an array for several: always the array here. */
export function nodes(value: unknown): XmlNode[] {
  if (Array.isArray(value)) return value.filter(isNode);
  return isNode(value) ? [value] : [];
}

export function texts(value: unknown): string[] {
  const list = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
  return list.map((item) => textOf(item) ?? '').filter((item) => item !== '');
}

export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (isNode(value) && '#text' in value) return textOf(value['#text']);
  return undefined;
}

/** The content below the root element, whether or not the loader kept the root. */
export function content(component: MetadataComponent): XmlNode {
  const { data, type } = component;
  if (!isNode(data)) return {};
  const inner = own(data, type);
  return isNode(inner) ? inner : data;
}

/** Components of one metadata type. */
export function ofType(metadata: PageMetadata, type: string): MetadataComponent[] {
  return metadata.components.filter((component) => component.type === type);
}

export function findComponent(metadata: PageMetadata, type: string, fullName: string): MetadataComponent | undefined {
  const wanted = fullName.toLowerCase();
  return ofType(metadata, type).find((component) => component.fullName.toLowerCase() === wanted);
}
