/** A report or dashboard that the local org cannot run; the message names what it lacks. */
export class ReportError extends Error {
  /** True where the user's rights are the reason. */
  readonly isDenied: boolean;

  constructor(message: string, isDenied = false) {
    super(message);
    this.isDenied = isDenied;
  }
}

export function unsupported(feature: string): never {
  throw new ReportError(`This report uses ${feature}, which the local org does not support.`);
}
