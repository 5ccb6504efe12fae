import { ApexException, NotImplementedError } from '../values/index.ts';
import type { StackTraces } from './stack-traces.ts';

/** A limit that is exceeded and an assertion that fails end the transaction, whatever the code catches. */
const UNCATCHABLE: ReadonlySet<string> = new Set(['system.limitexception', 'system.assertexception']);

function withStack(exception: ApexException, stack: string | undefined): ApexException {
  Object.defineProperty(exception, 'jsStack', { value: stack ?? '' });
  return exception;
}

/** What a JavaScript error in compiled code means in Apex; undefined for a fault of the local org itself. */
export function toApexException(error: unknown, traces: StackTraces): ApexException | undefined {
  let exception: ApexException | undefined;
  if (error instanceof ApexException) {
    exception = error;
  } else if (error instanceof TypeError && /\bnull\b/.test(error.message)) {
    exception = withStack(
      new ApexException('System.NullPointerException', 'Attempt to de-reference a null object'),
      error.stack
    );
  } else if (error instanceof RangeError && error.message.includes('call stack')) {
    exception = withStack(new ApexException('System.LimitException', 'Maximum stack depth reached: 1001'), error.stack);
  } else if (error instanceof RangeError && /^Invalid (string|array) length/.test(error.message)) {
    exception = withStack(new ApexException('System.LimitException', 'Apex heap size too large'), error.stack);
  }
  if (exception !== undefined) {
    traces.fill(exception);
  }
  return exception;
}

/** Whether an error ends the transaction at once: then neither `catch` nor `finally` blocks are run. */
export function endsTransaction(error: unknown, traces: StackTraces): boolean {
  if (error instanceof NotImplementedError) {
    return true;
  }
  const exception = toApexException(error, traces);
  return exception === undefined || UNCATCHABLE.has(exception.$type);
}

/** The exception that a catch clause gets. What Apex cannot catch is thrown on. */
export function caught(error: unknown, traces: StackTraces): ApexException {
  if (error instanceof NotImplementedError) {
    throw error;
  }
  const exception = toApexException(error, traces);
  if (exception === undefined || UNCATCHABLE.has(exception.$type)) {
    throw exception ?? error;
  }
  return exception;
}
