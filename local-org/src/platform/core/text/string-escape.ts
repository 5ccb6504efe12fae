import type { PlatformMethod } from '../../../engine/index.ts';
import { escapeEntities, HTML3_ENTITIES, HTML4_ENTITIES, unescapeEntities, XML_ENTITIES } from './html-entities.ts';
import { table } from '../../../common/index.ts';

const ESCAPED: Readonly<Record<string, string>> = table({ b: '\b', n: '\n', t: '\t', f: '\f', r: '\r' });

const CONTROLS = new Map([
  ['\b', '\\b'],
  ['\n', '\\n'],
  ['\t', '\\t'],
  ['\f', '\\f'],
  ['\r', '\\r']
]);

function unicodeEscape(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Backslash escapes for the characters named, for control characters and for what is not ASCII. */
function escapeBackslash(text: string, characters: string): string {
  return Array.from({ length: text.length }, (_, i) => {
    const char = text[i]!;
    if (characters.includes(char)) {
      return `\\${char}`;
    }
    return CONTROLS.get(char) ?? (char < ' ' || char > '\u007f' ? unicodeEscape(char) : char);
  }).join('');
}

function unescapeBackslash(text: string): string {
  return text.replace(
    /\\(?:u+([0-9a-fA-F]{4})|([0-3]?[0-7]{1,2})|([\s\S]))/g,
    (_match, hex?: string, octal?: string, char?: string) => {
      if (hex !== undefined) {
        return String.fromCharCode(parseInt(hex, 16));
      }
      if (octal !== undefined) {
        return String.fromCharCode(parseInt(octal, 8));
      }
      return ESCAPED[char!] ?? char!;
    }
  );
}

function escapeCsv(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function unescapeCsv(text: string): string {
  if (text.length < 2 || !text.startsWith('"') || !text.endsWith('"')) {
    return text;
  }
  const inner = text.slice(1, -1);
  return /[",\r\n]/.test(inner) ? inner.replaceAll('""', '"') : text;
}

/** Text without mark-up: tags and comments go, entities are read. */
function stripHtmlTags(text: string): string {
  return unescapeEntities(text.replace(/<!--[\s\S]*?-->|<\/?[a-zA-Z!?][^>]*>/g, ''), HTML4_ENTITIES);
}

/** Methods of String that escape and unescape. */
export const stringEscapeMethods: Readonly<Record<string, PlatformMethod>> = table({
  escapeCsv: (_rt, self: string) => escapeCsv(self),
  escapeEcmaScript: (_rt, self: string) => escapeBackslash(self, '\\"\'/'),
  escapeHtml3: (_rt, self: string) => escapeEntities(self, HTML3_ENTITIES),
  escapeHtml4: (_rt, self: string) => escapeEntities(self, HTML4_ENTITIES),
  escapeJava: (_rt, self: string) => escapeBackslash(self, '\\"'),
  escapeUnicode: (_rt, self: string) => self.replace(/[^\x00-\x7f]/g, unicodeEscape),
  escapeXml: (_rt, self: string) => escapeEntities(self, XML_ENTITIES),
  stripHtmlTags: (_rt, self: string) => stripHtmlTags(self),
  unescapeCsv: (_rt, self: string) => unescapeCsv(self),
  unescapeEcmaScript: (_rt, self: string) => unescapeBackslash(self),
  unescapeHtml3: (_rt, self: string) => unescapeEntities(self, HTML3_ENTITIES),
  unescapeHtml4: (_rt, self: string) => unescapeEntities(self, HTML4_ENTITIES),
  unescapeJava: (_rt, self: string) => unescapeBackslash(self),
  unescapeUnicode: (_rt, self: string) =>
    self.replace(/\\u+\+?([0-9a-fA-F]{4})/g, (_match, hex: string) => String.fromCharCode(parseInt(hex, 16))),
  unescapeXml: (_rt, self: string) => unescapeEntities(self, XML_ENTITIES)
});
