/** A fault in the project's source: names the file and the reason. */
export class MetadataError extends Error {
  readonly file: string;
  readonly reason: string;
  /** Where in the file, from 1, when that is known. */
  readonly line: number | undefined;
  readonly column: number | undefined;

  constructor(file: string, reason: string, at: { readonly line?: number; readonly column?: number } = {}) {
    super(`${file}: ${reason}`);
    this.name = 'MetadataError';
    this.file = file;
    this.reason = reason;
    this.line = at.line;
    this.column = at.column;
  }
}

/** Takes note of a fault, so that the rest of the project can be read. */
export type ReportFault = (fault: MetadataError) => void;

/**
 * What `read` answers, or undefined after its fault was reported.
 * @param file names the file where a fault does not do so itself
 */
export function readOrReport<T>(report: ReportFault, file: string, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof MetadataError) {
      report(error);
    } else if (error instanceof URIError) {
      report(new MetadataError(file, `a name is not encoded correctly: ${error.message}`));
    } else {
      throw error;
    }
    return undefined;
  }
}
