import { table } from '../../common/index.ts';

/** Names of delimiters as the Bulk API gives them. */
export const DELIMITERS: Readonly<Record<string, string>> = table({
  BACKQUOTE: '`',
  CARET: '^',
  COMMA: ',',
  PIPE: '|',
  SEMICOLON: ';',
  TAB: '\t'
});

export class CsvError extends Error {}

/**
 * Reads CSV. Fields may be quoted; a quote inside is doubled; a quoted field may hold delimiters and line breaks. Lines end with LF or
 * CRLF. Empty lines are left out.
 * @throws CsvError for a quote that is not closed
 */
export function parseCsv(text: string, delimiter: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let position = text.startsWith('\ufeff') ? 1 : 0;
  const endRow = (): void => {
    if (row.length > 1 || row[0] !== '') {
      rows.push(row);
    }
    row = [];
  };
  while (position < text.length) {
    let field: string;
    if (text[position] === '"') {
      const start = rows.length + 1;
      let end = text.indexOf('"', position + 1);
      while (end >= 0 && text[end + 1] === '"') {
        end = text.indexOf('"', end + 2);
      }
      if (end < 0) {
        throw new CsvError(`A quote is not closed in record ${start}`);
      }
      field = text.slice(position + 1, end).replaceAll('""', '"');
      position = end + 1;
      const next = text[position];
      if (next !== undefined && next !== delimiter && next !== '\n' && next !== '\r') {
        throw new CsvError(`Unexpected text after a closing quote in record ${start}`);
      }
    } else {
      const start = position;
      while (
        position < text.length &&
        text[position] !== delimiter &&
        text[position] !== '\n' &&
        text[position] !== '\r'
      ) {
        position++;
      }
      field = text.slice(start, position);
    }
    row.push(field);
    if (position >= text.length) {
      break;
    }
    if (text[position] === delimiter) {
      position++;
      if (position >= text.length) {
        row.push('');
      }
      continue;
    }
    position += text[position] === '\r' && text[position + 1] === '\n' ? 2 : 1;
    endRow();
  }
  if (row.length > 0) {
    endRow();
  }
  return rows;
}

/** Writes rows with every field quoted, as the Bulk API does. */
export function writeCsv(rows: readonly (readonly string[])[], delimiter: string, lineEnding: 'LF' | 'CRLF'): string {
  const end = lineEnding === 'CRLF' ? '\r\n' : '\n';
  return rows.map((row) => row.map((field) => `"${field.replaceAll('"', '""')}"`).join(delimiter) + end).join('');
}
