/** An error in the shape and with the codes of Salesforce's REST API. */
export class ApiError extends Error {
  readonly status: number;
  readonly errorCode: string;
  readonly fields: readonly string[] | undefined;

  constructor(status: number, errorCode: string, message: string, fields?: readonly string[]) {
    super(message);
    this.status = status;
    this.errorCode = errorCode;
    this.fields = fields;
  }

  /** The response body: always a list of one. */
  toBody(): object[] {
    return [{ message: this.message, errorCode: this.errorCode, ...(this.fields ? { fields: this.fields } : {}) }];
  }
}

export function notFound(message = 'The requested resource does not exist'): ApiError {
  return new ApiError(404, 'NOT_FOUND', message);
}

export function methodNotAllowed(method: string, allowed: readonly string[]): ApiError {
  return new ApiError(
    405,
    'METHOD_NOT_ALLOWED',
    `HTTP Method '${method}' not allowed. Allowed are ${allowed.join(',')}`
  );
}

/** The REST API's code for what is wrong with a query, told by the message. */
export function queryErrorCode(message: string): string {
  if (/sObject type .* is not supported/i.test(message)) {
    return 'INVALID_TYPE';
  }
  return /No such column|Didn't understand relationship/i.test(message) ? 'INVALID_FIELD' : 'MALFORMED_QUERY';
}
