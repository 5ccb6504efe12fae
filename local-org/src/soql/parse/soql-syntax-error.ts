/** The text is not SOQL. `message` is worded as the platform words it; `position` is an offset into the query's text. */
export class SoqlSyntaxError extends Error {
  readonly position: number;

  constructor(message: string, position: number) {
    super(message);
    this.name = 'SoqlSyntaxError';
    this.position = position;
  }
}
