import { table } from '../../common/index.ts';

/** An XML element that knows where it begins. */
export interface PlacedElement {
  readonly name: string;
  /** Text directly inside it, entities undone, without the space around it. */
  readonly text: string;
  readonly children: readonly PlacedElement[];
  readonly attributes: ReadonlyMap<string, string>;
  /** Line of the end of its opening tag, from 1: where the platform's parser stands when it reports the element. */
  readonly line: number;
  /** Column after its opening tag, from 1. */
  readonly column: number;
}

interface Open {
  readonly name: string;
  readonly children: PlacedElement[];
  readonly attributes: ReadonlyMap<string, string>;
  readonly line: number;
  readonly column: number;
  text: string;
}

const MARKUP =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<!DOCTYPE[^>]*>|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/g;
const ENTITIES: Readonly<Record<string, string>> = table({ lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" });

/**
 * Reads a document that is known to be well-formed, keeping lines and columns.
 * @returns the root, or undefined when there is none
 */
export function readPlacedXml(source: string): PlacedElement | undefined {
  const stack: Open[] = [];
  let root: PlacedElement | undefined;
  let end = 0;
  let line = 1;
  let lineStart = 0;
  const close = (element: Open): void => {
    const done = { ...element, text: element.text.trim() };
    const parent = stack.at(-1);
    if (parent) {
      parent.children.push(done);
    } else {
      root = done;
    }
  };
  for (const match of source.matchAll(MARKUP)) {
    const [whole, cdata, closing, name, attributes = '', empty] = match;
    const top = stack.at(-1);
    if (top) {
      top.text += unescape(source.slice(end, match.index)) + (cdata ?? '');
    }
    end = match.index + whole.length;
    for (let at = source.indexOf('\n', lineStart); at >= 0 && at < end; at = source.indexOf('\n', lineStart)) {
      line++;
      lineStart = at + 1;
    }
    if (name === undefined) {
      continue;
    }
    if (closing) {
      const element = stack.pop();
      if (element) {
        close(element);
      }
      continue;
    }
    const local = name.slice(name.indexOf(':') + 1);
    const element: Open = {
      name: local,
      children: [],
      attributes: attributesOf(attributes),
      line,
      column: end - lineStart + 1,
      text: ''
    };
    if (empty) {
      close(element);
    } else {
      stack.push(element);
    }
  }
  return root;
}

const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();

function attributesOf(text: string): ReadonlyMap<string, string> {
  return text === ''
    ? NO_ATTRIBUTES
    : new Map(
        [...text.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, name = '', double, single]) => [
          name,
          unescape(double ?? single ?? '')
        ])
      );
}

function unescape(text: string): string {
  return text.replace(/&(#x[\da-f]+|#\d+|\w+);/gi, (whole, entity: string) => {
    if (!entity.startsWith('#')) {
      return ENTITIES[entity] ?? whole;
    }
    const code = entity[1]?.toLowerCase() === 'x' ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
