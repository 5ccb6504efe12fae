import type { PlatformMethod, Engine } from '../../../engine/index.ts';
import { integerList, required, stringList } from '../support.ts';
import { compileRegex, replaceMatches, splitByRegex } from '../../../regex/index.ts';
import { table } from '../../../common/index.ts';

function abbreviate(rt: Engine, self: string, maxWidth: number, offset: number): string {
  if (maxWidth < 4) {
    return rt.fail('System.StringException', 'Minimum abbreviation width is 4');
  }
  if (self.length <= maxWidth) {
    return self;
  }
  let start = Math.min(offset, self.length);
  if (self.length - start < maxWidth - 3) {
    start = self.length - (maxWidth - 3);
  }
  if (start <= 4) {
    return `${self.slice(0, maxWidth - 3)}...`;
  }
  if (maxWidth < 7) {
    return rt.fail('System.StringException', 'Minimum abbreviation width with offset is 7');
  }
  return start + maxWidth - 3 < self.length
    ? `...${abbreviate(rt, self.slice(start), maxWidth - 3, 0)}`
    : `...${self.slice(self.length - (maxWidth - 3))}`;
}

/** Fills up with `pad` repeated, cut to the missing length. */
function padding(pad: string | null | undefined, length: number): string {
  const unit = pad || ' ';
  return length <= 0 ? '' : unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
}

function substring(rt: Engine, self: string, start: number, end: number): string {
  if (start < 0 || start > self.length) {
    return rt.fail('System.StringException', `Starting position out of bounds: ${start}`);
  }
  if (end < start || end > self.length) {
    return rt.fail('System.StringException', `Ending position out of bounds: ${end}`);
  }
  return self.slice(start, end);
}

function before(self: string, at: number, otherwise: string): string {
  return at < 0 ? otherwise : self.slice(0, at);
}

function after(self: string, at: number, length: number): string {
  return at < 0 ? '' : self.slice(at + length);
}

function between(self: string, open: string, close: string): string | null {
  const start = self.indexOf(open);
  const end = start < 0 ? -1 : self.indexOf(close, start + open.length);
  return end < 0 ? null : self.slice(start + open.length, end);
}

function swapCase(self: string): string {
  return Array.from(self, (char) => {
    const upper = char.toUpperCase();
    return char === upper ? char.toLowerCase() : upper;
  }).join('');
}

function removeIgnoringCase(self: string, part: string, atEnd: boolean): string {
  const lower = self.toLowerCase();
  if (atEnd) {
    return lower.endsWith(part.toLowerCase()) ? self.slice(0, self.length - part.length) : self;
  }
  return lower.startsWith(part.toLowerCase()) ? self.slice(part.length) : self;
}

function unitAt(rt: Engine, self: string, index: number): number {
  return index < 0 || index >= self.length
    ? rt.fail('System.StringException', `String index out of range: ${index}`)
    : index;
}

/** Methods of String that answer a part of it or a changed text. */
export const stringEditMethods: Readonly<Record<string, PlatformMethod>> = table({
  'abbreviate/1': (rt, self: string, width: number) => abbreviate(rt, self, width, 0),
  'abbreviate/2': (rt, self: string, width: number, offset: number) => abbreviate(rt, self, width, offset),
  capitalize: (_rt, self: string) => self.charAt(0).toUpperCase() + self.slice(1),
  center: (_rt, self: string, size: number, pad?: string | null) => {
    const missing = size - self.length;
    const left = padding(pad, Math.floor(missing / 2));
    return missing <= 0 ? self : left + self + padding(pad, missing - left.length);
  },
  charAt: (rt, self: string, index: number) => self.charCodeAt(unitAt(rt, self, index)),
  codePointAt: (rt, self: string, index: number) => self.codePointAt(unitAt(rt, self, index))!,
  codePointBefore: (rt, self: string, index: number) => {
    const at = unitAt(rt, self, index - 1);
    const pair = at > 0 ? self.codePointAt(at - 1)! : 0;
    return pair > 0xffff ? pair : self.charCodeAt(at);
  },
  codePointCount: (rt, self: string, start: number, end: number) => [...substring(rt, self, start, end)].length,
  deleteWhitespace: (_rt, self: string) => self.replace(/\s+/g, ''),
  difference: (rt, self: string, other: string | null) => {
    const text = required(rt, other);
    let i = 0;
    while (i < self.length && i < text.length && self[i] === text[i]) {
      i++;
    }
    return text.slice(i);
  },
  getChars: (rt, self: string) =>
    integerList(
      rt,
      Array.from({ length: self.length }, (_, i) => self.charCodeAt(i))
    ),
  left: (_rt, self: string, length: number) => self.slice(0, Math.max(0, length)),
  leftPad: (_rt, self: string, length: number, pad?: string | null) => padding(pad, length - self.length) + self,
  length: (_rt, self: string) => self.length,
  mid: (_rt, self: string, start: number, length: number) => {
    const from = Math.max(0, start);
    return length < 0 ? '' : self.slice(from, from + length);
  },
  normalizeSpace: (_rt, self: string) => self.trim().replace(/\s+/g, ' '),
  offsetByCodePoints: (rt, self: string, index: number, count: number) => {
    let at = index;
    for (let i = 0; i < Math.abs(count); i++) {
      if (count > 0) {
        at += self.codePointAt(unitAt(rt, self, at))! > 0xffff ? 2 : 1;
      } else {
        unitAt(rt, self, at - 1);
        at -= at > 1 && self.codePointAt(at - 2)! > 0xffff ? 2 : 1;
      }
    }
    return at;
  },
  overlay: (_rt, self: string, text: string | null, start: number, end: number) => {
    const [from, to] = [start, end].map((at) => Math.min(Math.max(at, 0), self.length)).sort((a, b) => a - b) as [
      number,
      number
    ];
    return self.slice(0, from) + (text ?? '') + self.slice(to);
  },
  remove: (rt, self: string, part: string | null) => self.replaceAll(required(rt, part), ''),
  removeEnd: (_rt, self: string, part: string | null) =>
    part && self.endsWith(part) ? self.slice(0, -part.length) : self,
  removeEndIgnoreCase: (_rt, self: string, part: string | null) =>
    part === null ? self : removeIgnoringCase(self, part, true),
  removeStart: (_rt, self: string, part: string | null) =>
    part !== null && self.startsWith(part) ? self.slice(part.length) : self,
  removeStartIgnoreCase: (_rt, self: string, part: string | null) =>
    part === null ? self : removeIgnoringCase(self, part, false),
  'repeat/1': (_rt, self: string, count: number) => self.repeat(Math.max(0, count)),
  'repeat/2': (_rt, self: string, separator: string | null, count: number) =>
    new Array<string>(Math.max(0, count)).fill(self).join(separator ?? ''),
  replace: (rt, self: string, part: string | null, by: string | null) =>
    self.split(required(rt, part)).join(required(rt, by)),
  replaceAll: (rt, self: string, pattern: string | null, by: string | null) =>
    replaceMatches(rt, compileRegex(rt, required(rt, pattern)), self, required(rt, by)),
  replaceFirst: (rt, self: string, pattern: string | null, by: string | null) =>
    replaceMatches(rt, compileRegex(rt, required(rt, pattern)), self, required(rt, by), 1),
  reverse: (_rt, self: string) => [...self].reverse().join(''),
  right: (_rt, self: string, length: number) => (length <= 0 ? '' : self.slice(-length)),
  rightPad: (_rt, self: string, length: number, pad?: string | null) => self + padding(pad, length - self.length),
  split: (rt, self: string, pattern: string | null, limit?: number) =>
    stringList(rt, splitByRegex(compileRegex(rt, required(rt, pattern)), self, limit ?? 0)),
  'substring/1': (rt, self: string, start: number | null) => substring(rt, self, required(rt, start), self.length),
  'substring/2': (rt, self: string, start: number | null, end: number | null) =>
    substring(rt, self, required(rt, start), required(rt, end)),
  substringAfter: (_rt, self: string, part: string | null) =>
    part === null ? '' : after(self, self.indexOf(part), part.length),
  substringAfterLast: (_rt, self: string, part: string | null) =>
    part ? after(self, self.lastIndexOf(part), part.length) : '',
  substringBefore: (_rt, self: string, part: string | null) =>
    part === null ? self : before(self, self.indexOf(part), self),
  substringBeforeLast: (_rt, self: string, part: string | null) =>
    part ? before(self, self.lastIndexOf(part), self) : self,
  'substringBetween/1': (_rt, self: string, tag: string | null) => (tag === null ? null : between(self, tag, tag)),
  'substringBetween/2': (_rt, self: string, open: string | null, close: string | null) =>
    open === null || close === null ? null : between(self, open, close),
  swapCase: (_rt, self: string) => swapCase(self),
  toLowerCase: (_rt, self: string, locale?: string) =>
    locale ? self.toLocaleLowerCase(tag(locale)) : self.toLowerCase(),
  toUpperCase: (_rt, self: string, locale?: string) =>
    locale ? self.toLocaleUpperCase(tag(locale)) : self.toUpperCase(),
  // Java's trim: everything up to U+0020 goes, other white space stays.

  trim: (_rt, self: string) => self.replace(/^[\u0000-\u0020]+|[\u0000-\u0020]+$/g, ''),
  uncapitalize: (_rt, self: string) => self.charAt(0).toLowerCase() + self.slice(1)
});

function tag(locale: string): string {
  return locale.replaceAll('_', '-');
}
