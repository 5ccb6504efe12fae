declare namespace jest {
  interface Matchers<R> {
    /** Fails with every accessibility rule that axe finds broken. */
    toBeAccessible(): Promise<R>;
  }
}
