import { ApexObject } from './apex-object.ts';

/** One failed row of a `System.DmlException` (and of a DML result). */
export interface DmlRow {
  /** Position of the record in the list that the statement was given. */
  readonly index: number;
  readonly id: string | null;
  readonly statusCode: string;
  readonly message: string;
  /** API names of the fields at fault. */
  readonly fields: readonly string[];
  /** Object of the record. */
  readonly objectName?: string | undefined;
}

/** What `getMessage()` answers when the exception was made without a message. */
export const DEFAULT_MESSAGE = 'Script-thrown exception';

/**
 * An Apex exception, thrown as it is. Platform exceptions are instances of this class with their type's key and name; user
 * exception classes extend it and define `$type` and `typeName` on their prototype.
 */
export class ApexException extends ApexObject {
  declare readonly $type: string;
  /** As `getTypeName()` answers: `System.DmlException`, `OrderService.BadOrderException`. */
  declare readonly typeName: string;
  message: string | null = null;
  cause: ApexException | null = null;
  /** Rows of a DmlException. */
  dmlRows: DmlRow[] = [];
  /** Fields by object that user mode refused (QueryException, DmlException), by API name. */
  inaccessibleFields: ReadonlyMap<string, ReadonlySet<string>> = new Map();
  /** Filled in by the program from `jsStack` when Apex asks for it. */
  lineNumber: number | null = null;
  stackTrace: string | null = null;
  readonly #origin = new Error();

  /** With a type name, a platform exception: `new ApexException('System.QueryException', 'List has no rows …')`. */
  constructor(typeName?: string, message: string | null = null, cause: ApexException | null = null) {
    super();
    if (typeName !== undefined) {
      Object.defineProperty(this, 'typeName', { value: typeName });
      Object.defineProperty(this, '$type', { value: typeName.toLowerCase() });
    }
    this.message = message;
    this.cause = cause;
  }

  /** Stack of the JavaScript that created the exception. */
  get jsStack(): string {
    return this.#origin.stack ?? '';
  }

  override $str(): string {
    return `${this.typeName}: ${this.message ?? DEFAULT_MESSAGE}`;
  }

  /** What a JavaScript host prints for an exception that nobody caught. */
  override toString(): string {
    return this.$str();
  }
}
