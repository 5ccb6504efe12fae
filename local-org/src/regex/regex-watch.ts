import { Script } from 'node:vm';
import { ApexException } from '../values/index.ts';

/** What one search may take. The platform counts the characters that are read instead, which JavaScript's engine does not tell. */
const LONGEST_MS = 1000;

const SLOT = 'local-org.watched-search';
const slot = globalThis as unknown as Record<symbol, (() => void) | undefined>;
const script = new Script(`globalThis[Symbol.for('${SLOT}')]()`);

/**
 * Runs a search that may take for ever, and ends it in time.
 * @throws System.LimitException "Regex too complicated", which Apex cannot catch
 */
export function watched<T>(search: () => T): T {
  let result: { readonly value: T } | undefined;
  const key = Symbol.for(SLOT);
  slot[key] = () => {
    result = { value: search() };
  };
  try {
    script.runInThisContext({ timeout: LONGEST_MS });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') {
      throw new ApexException('System.LimitException', 'Regex too complicated');
    }
    throw error;
  } finally {
    slot[key] = undefined;
  }
  return result!.value;
}
