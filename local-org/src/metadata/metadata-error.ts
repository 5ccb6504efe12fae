/** A fault in the project's source: names the file and the reason. */
export class MetadataError extends Error {
  readonly file: string;
  readonly reason: string;

  constructor(file: string, reason: string) {
    super(`${file}: ${reason}`);
    this.name = 'MetadataError';
    this.file = file;
    this.reason = reason;
  }
}
