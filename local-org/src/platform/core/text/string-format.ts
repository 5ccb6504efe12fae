/**
 * `String.format`: Java's MessageFormat with plain arguments. A pair of single quotes is one quote, text between single quotes is
 * literal. An argument that is missing leaves its placeholder. Throws an Error on a malformed placeholder.
 */
export function formatMessage(pattern: string, args: readonly string[]): string {
  let result = '';
  let quoted = false;
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i]!;
    if (char === "'") {
      if (pattern[i + 1] === "'") {
        result += "'";
        i++;
      } else {
        quoted = !quoted;
      }
    } else if (char === '{' && !quoted) {
      const placeholder = /^\{\s*(\d+)\s*\}/.exec(pattern.slice(i));
      if (!placeholder) {
        const end = pattern.indexOf('}', i);
        throw new Error(
          end < 0 ? 'Unmatched braces in the pattern.' : `can't parse argument number: ${pattern.slice(i + 1, end)}`
        );
      }
      result += args[Number(placeholder[1])] ?? `{${placeholder[1]}}`;
      i += placeholder[0].length - 1;
    } else {
      result += char;
    }
  }
  return result;
}
