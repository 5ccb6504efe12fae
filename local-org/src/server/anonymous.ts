import { TransactionLog, type LogLevels } from '../debug-log/index.ts';
import type { UserContext } from '../security/index.ts';
import { ApexException } from '../values/index.ts';
import type { Org } from '../org/index.ts';

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

/**
 * Compiles and runs a block of anonymous Apex as the user, in a transaction of its own that an exception undoes.
 * @param wanted what a log contains that the caller asked for; a trace flag of the user goes before it, and its log is kept
 * @returns the result with the log, which is null where nobody asked for one
 */
export function executeAnonymous(
  org: Org,
  user: UserContext,
  block: string,
  wanted: LogLevels | null = null
): AnonymousResult & { log: string | null } {
  const name = `AnonymousBlock${++blocks}`;
  const { unit, errors, lineOf } = org.compileAnonymous(name, block);
  const [problem] = errors;
  const { program } = org;
  const flagged = org.debugLogs.levelsFor(user.id);
  const levels = flagged ?? wanted;
  const trace =
    levels &&
    new TransactionLog({
      levels,
      user,
      now: () => org.clock.now(),
      line: () => {
        const place = program.currentPlace();
        return place && (place.unit === name ? lineOf(place.line) : place.line);
      },
      stack: (stack) => blockStack(stack, name, lineOf),
      hidden: `${name}.run`
    });
  trace?.raw(block.split(/\r\n|\r|\n/).map((line) => `Execute Anonymous: ${line}`));
  const log = (): { log: string | null } => ({ log: trace?.text() ?? null });
  if (!unit) {
    const { line = -1, column = -1, message = 'The block does not compile' } = problem ?? {};
    // the platform calls the type of a block `anon`
    return { ...NOTHING, line, column, compileProblem: message.replaceAll(name, 'anon'), ...log() };
  }
  program.add(unit);
  try {
    org.run({ user, quiddity: 'ANONYMOUS', trace, keepsTrace: flagged !== null }, () => {
      trace?.unitStarted(null, 'execute_anonymous_apex');
      program.invoke(program.construct(name.toLowerCase(), []), 'run', []);
    });
    return { ...NOTHING, compiled: true, success: true, ...log() };
  } catch (thrown) {
    const error = program.describeError(thrown);
    if (!(error instanceof ApexException)) {
      throw error;
    }
    return {
      ...NOTHING,
      compiled: true,
      line: lineOf(error.lineNumber ?? -1),
      column: 1,
      exceptionMessage: error.$str(),
      exceptionStackTrace: blockStack(error.stackTrace ?? '', name, lineOf),
      ...log()
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
