/** Logs in the platform's format, by levels and trace flags. */
export {
  CATEGORIES,
  DEFAULT_LEVELS,
  isLevel,
  LEVEL_FIELDS,
  type Category,
  type Level,
  type LogLevels
} from './levels.ts';
export { DebugLogs, type LogFacts, type LogObject, type LogRow } from './debug-logs.ts';
export { TransactionLog } from './transaction-log.ts';
