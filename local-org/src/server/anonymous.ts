import type { UserContext } from '../security/user-context.ts';
import { ApexException } from '../runtime/values/index.ts';
import type { Org } from '../transaction/org.ts';
import { DebugLog } from './debug-log.ts';

/** Result of `executeAnonymous`, as the Tooling API and the SOAP API name its members. */
export interface AnonymousResult {
  readonly compiled: boolean;
  readonly success: boolean;
  /** 1-based position of the first problem, else -1. */
  readonly line: number;
  readonly column: number;
  readonly compileProblem: string | null;
  readonly exceptionMessage: string | null;
  readonly exceptionStackTrace: string | null;
}

let blocks = 0;

/** Compiles and runs a block of anonymous Apex as the user, in a transaction of its own that an exception undoes. */
export function executeAnonymous(org: Org, user: UserContext, block: string): AnonymousResult & { log: string } {
  const name = `AnonymousBlock${++blocks}`;
  const log = new DebugLog(() => org.clock.now());
  log.startAnonymous(block);
  const { unit, errors, lineOf } = org.compileAnonymous(name, block);
  const [problem] = errors;
  if (!unit) {
    const { line = -1, column = -1, message = 'The block does not compile' } = problem ?? {};
    return {
      ...NOTHING,
      line,
      column, // the platform calls the type of a block `anon`
      compileProblem: message.replaceAll(name, 'anon'),
      log: log.text()
    };
  }
  const { program } = org;
  program.add(unit);
  try {
    log.event('EXECUTION_STARTED');
    org.run(
      {
        user,
        quiddity: 'ANONYMOUS',
        log: (level, message) => {
          const { unit: place, line } = program.currentPlace() ?? { unit: name, line: 1 };
          log.debug(place === name ? lineOf(line) : line, level, message);
        }
      },
      (transaction) => {
        try {
          program.invoke(program.construct(name.toLowerCase(), []), 'run', []);
        } finally {
          log.limits(transaction);
        }
      }
    );
    return { ...NOTHING, compiled: true, success: true, log: log.finish() };
  } catch (thrown) {
    const error = program.describeError(thrown);
    if (!(error instanceof ApexException)) {
      throw error;
    }
    const stack = blockStack(error.stackTrace ?? '', name, lineOf);
    log.fatal(`${error.$str()}\n\n${stack}`);
    return {
      ...NOTHING,
      compiled: true,
      line: lineOf(error.lineNumber ?? -1),
      column: 1,
      exceptionMessage: error.$str(),
      exceptionStackTrace: stack,
      log: log.finish()
    };
  }
}

const NOTHING: AnonymousResult = {
  compiled: false,
  success: false,
  line: -1,
  column: -1,
  compileProblem: null,
  exceptionMessage: null,
  exceptionStackTrace: null
};

/** The platform names frames of the block itself `AnonymousBlock`. */
function blockStack(stack: string, name: string, lineOf: (line: number) => number): string {
  return stack
    .split('\n')
    .map((frame) =>
      frame.startsWith(`Class.${name}.`)
        ? frame
            .replace(`Class.${name}.run:`, 'AnonymousBlock:')
            .replace(`Class.${name}.`, 'AnonymousBlock.')
            .replace(/line (\d+)/, (_all, line: string) => `line ${lineOf(Number(line))}`)
        : frame
    )
    .join('\n');
}
