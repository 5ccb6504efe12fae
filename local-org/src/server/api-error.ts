/** An error in the shape and with the codes of Salesforce's REST API. */
export class ApiError extends Error {
  readonly status: number;
  readonly errorCode: string;
  readonly fields: readonly string[] | undefined;
  /** What the answer's header says besides. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    errorCode: string,
    message: string,
    fields?: readonly string[],
    headers: Readonly<Record<string, string>> = {}
  ) {
    super(message);
    this.headers = headers;
    this.status = status;
    this.errorCode = errorCode;
    this.fields = fields;
  }

  /** The response body: always a list of one. */
  toBody(): unknown[] {
    return [{ message: this.message, errorCode: this.errorCode, ...(this.fields ? { fields: this.fields } : {}) }];
  }
}

/** Several records have the value of an external id: the body lists where they are. */
export class MultipleChoices extends ApiError {
  readonly #urls: readonly string[];

  constructor(urls: readonly string[]) {
    super(300, 'MULTIPLE_CHOICES', `${urls.length} records have this external id`);
    this.#urls = urls;
  }

  override toBody(): unknown[] {
    return [...this.#urls];
  }
}

export function notFound(message = 'The requested resource does not exist'): ApiError {
  return new ApiError(404, 'NOT_FOUND', message);
}

export function methodNotAllowed(method: string, allowed: readonly string[]): ApiError {
  return new ApiError(
    405,
    'METHOD_NOT_ALLOWED',
    `HTTP Method '${method}' not allowed. Allowed are ${allowed.join(',')}`,
    undefined,
    { allow: allowed.join(', ') }
  );
}

/** The REST API's code for what is wrong with a query, told by the message. */
export function queryErrorCode(message: string): string {
  if (/sObject type .* is not supported/i.test(message)) {
    return 'INVALID_TYPE';
  }
  return /No such column|Didn't understand relationship/i.test(message) ? 'INVALID_FIELD' : 'MALFORMED_QUERY';
}
