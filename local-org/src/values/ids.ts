const ID_PATTERN = /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/;
const SUFFIX_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** Whether the text has the form of a record id, 15 or 18 characters. */
export function isIdText(text: string): boolean {
  return ID_PATTERN.test(text);
}

/** The 18-character form of a well-formed id; its last three characters encode which letters are capitals. */
export function toId18(id: string): string {
  if (id.length === 18) {
    return id;
  }
  let suffix = '';
  for (let block = 0; block < 3; block++) {
    let flags = 0;
    for (let i = 0; i < 5; i++) {
      const code = id.charCodeAt(block * 5 + i);
      if (code >= 65 && code <= 90) {
        flags |= 1 << i;
      }
    }
    suffix += SUFFIX_ALPHABET[flags];
  }
  return id + suffix;
}

/** Equality of ids: the first 15 characters, case included. */
export function sameId(a: string, b: string): boolean {
  return a === b || (a.length >= 15 && b.length >= 15 && a.slice(0, 15) === b.slice(0, 15));
}
