/** Base of every instance of a user class and of every platform object that is not a plain value. */
export abstract class ApexObject {
  /** Type key of the instance's class. User classes define it on their prototype. */
  abstract readonly $type: string;
}

/** Base of platform objects with state (`HttpRequest`, `JSONGenerator`, `Database.SaveResult` …). */
export abstract class PlatformObject extends ApexObject {}
