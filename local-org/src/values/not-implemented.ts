/**
 * Thrown when Apex asks for something the local org does not have. It is a JavaScript error and not an Apex exception, so that
 * no `catch` in Apex can hide it: the transaction ends and the caller sees the name of what is missing.
 */
export class NotImplementedError extends Error {
  readonly feature: string;

  constructor(feature: string) {
    super(`Not implemented in the local org: ${feature}`);
    this.name = 'NotImplementedError';
    this.feature = feature;
  }
}
