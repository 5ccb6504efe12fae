/** Lines shown above the one that is pointed at. */
const LINES_BEFORE = 1;

/**
 * The source around a place, with a caret under it:
 * ```
 *   6 |     Integer a;
 * > 7 |     a = 'x';
 *     |         ^
 * ```
 * Empty if the file has no such line. `column` counts from 1; null points at the first character of the line's text.
 */
export function excerpt(lines: readonly string[], line: number, column: number | null): string[] {
  const target = lines[line - 1];
  if (target === undefined) {
    return [];
  }
  const width = String(line).length;
  const first = Math.max(1, line - LINES_BEFORE);
  const numbered = lines
    .slice(first - 1, line)
    .map((text, index) => [first + index, text] as const)
    .map(([number, text]) => `${number === line ? '>' : ' '} ${String(number).padStart(width)} | ${text}`.trimEnd());
  const at = column ?? target.search(/\S|$/) + 1;
  // Tabs are kept, so that the caret stands under its character however wide the terminal draws them.
  const indent = target.slice(0, Math.max(0, at - 1)).replace(/[^\t]/g, ' ');
  return [...numbered, `  ${' '.repeat(width)} | ${indent}^`];
}
