/** The query is well formed, but it does not fit the schema. `position` is an offset into its text. */
export class SoqlSemanticError extends Error {
  readonly position: number;

  constructor(message: string, position: number) {
    super(message);
    this.name = 'SoqlSemanticError';
    this.position = position;
  }
}
