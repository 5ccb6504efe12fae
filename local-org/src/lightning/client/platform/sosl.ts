/** Characters that mean something in the text of a search. */
const RESERVED = /[?&|!{}[\]()^~*:\\"'+-]/g;
const WORD = /[\p{L}\p{N}_*?]+/gu;
/** Fewest letters and digits that a search takes. */
const SHORTEST = 2;

/** Whether the text has enough letters and digits to search for. */
export function isLongEnough(text: string): boolean {
  return text.replace(/[^\p{L}\p{N}]/gu, '').length >= SHORTEST;
}

/** The words of a search; wildcards stay, but for those at the beginning, which the platform does not take. */
export function searchWords(text: string): string[] {
  return (text.match(WORD) ?? []).map((word) => word.replace(/^[*?]+/, '')).filter((word) => word !== '');
}

/** `FIND {…}` for what somebody is typing: records in which every word begins so. */
export function findBeginnings(text: string): string {
  const words = searchWords(text).map((word) => (/[*?]$/.test(word) ? word : `${word}*`));
  return `FIND {${words.join(' ')}} IN ALL FIELDS`;
}

/** `FIND {…}` for a finished search: whole words, with the wildcards, quoted phrases and operators that were typed. */
export function findText(text: string): string {
  const phrases = /"([^"]*)"|([^"]+)/g;
  const parts = [...text.matchAll(phrases)].map(([, phrase, plain]) =>
    phrase === undefined ? plainPart(plain ?? '') : `"${phrase.replace(RESERVED, keepWildcards)}"`
  );
  return `FIND {${parts.join(' ').trim()}} IN ALL FIELDS`;
}

/** Parentheses group; everything else that is reserved is taken for itself. */
function plainPart(text: string): string {
  const isGrouped = text.split('(').length === text.split(')').length;
  return text
    .replace(/(^|[^\p{L}\p{N}_*?])[*?]+/gu, '$1')
    .replace(RESERVED, (character) => (isGrouped && /[()]/.test(character) ? character : keepWildcards(character)));
}

function keepWildcards(character: string): string {
  return /[*?]/.test(character) ? character : `\\${character}`;
}

export interface TextPart {
  readonly key: number;
  readonly text: string;
  readonly isHit: boolean;
}

/** Parts a text at the beginnings of words that the search looked for. */
export function highlight(text: string, search: string): TextPart[] {
  const words = searchWords(search)
    .filter((word) => !/^(and|or|not)$/i.test(word))
    .map((word) => word.replace(/\*/g, '[\\p{L}\\p{N}_]*').replace(/\?/g, '[\\p{L}\\p{N}_]'))
    .sort((left, right) => right.length - left.length);
  if (words.length === 0) return [{ key: 0, text, isHit: false }];
  const pattern = new RegExp(`((?<![\\p{L}\\p{N}_])(?:${words.join('|')}))`, 'giu');
  return text
    .split(pattern)
    .map((part, key) => ({ key, text: part, isHit: key % 2 === 1 }))
    .filter(({ text: part }) => part !== '');
}
