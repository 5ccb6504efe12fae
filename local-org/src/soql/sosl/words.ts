/** Words of a search text in lower case. Operators between words count as AND; quotes and escapes are dropped. */
export function searchWords(text: string): string[] {
  return text
    .toLowerCase()
    .replace(/\\(.)/g, '$1')
    .split(/[^\p{L}\p{N}*?_]+/u)
    .filter((word) => word !== '' && word !== 'and' && word.replace(/[*?]/g, '') !== '');
}

/** Whether each word occurs as a whole word in one of the texts. */
export function matchesAll(words: readonly string[], texts: readonly string[]): boolean {
  return words.every((word) => {
    const source = word
      .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
      .replaceAll('*', '[\\p{L}\\p{N}_]*')
      .replaceAll('?', '[\\p{L}\\p{N}_]');
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}_])${source}(?![\\p{L}\\p{N}_])`, 'iu');
    return texts.some((text) => pattern.test(text));
  });
}
