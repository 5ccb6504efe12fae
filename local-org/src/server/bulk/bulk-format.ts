import { ApiError } from '../api-error.ts';
import { DELIMITERS } from './csv.ts';

/** How a job's CSV is written. */
export interface CsvFormat {
  readonly columnDelimiter: string;
  readonly lineEnding: 'LF' | 'CRLF';
}

/** @throws ApiError INVALIDJOB for a format that the API does not know */
export function csvFormat(body: Readonly<Record<string, unknown>>): CsvFormat {
  const columnDelimiter = String(body.columnDelimiter ?? 'COMMA').toUpperCase();
  const lineEnding = String(body.lineEnding ?? 'LF').toUpperCase();
  if (DELIMITERS[columnDelimiter] === undefined) {
    throw new ApiError(400, 'INVALIDJOB', `Unsupported column delimiter : ${columnDelimiter}`);
  }
  if (lineEnding !== 'LF' && lineEnding !== 'CRLF') {
    throw new ApiError(400, 'INVALIDJOB', `Unsupported line ending : ${lineEnding}`);
  }
  if (String(body.contentType ?? 'CSV').toUpperCase() !== 'CSV') {
    throw new ApiError(400, 'INVALIDJOB', `Unsupported content type : ${String(body.contentType)}`);
  }
  return { columnDelimiter, lineEnding };
}

export function apiTime(time: number): string {
  return new Date(time).toISOString().replace('Z', '+0000');
}
