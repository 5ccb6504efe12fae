import { table } from '../common/index.ts';

/** Categories of a debug log, in the order of the log's first line. */
export const CATEGORIES = [
  'APEX_CODE',
  'APEX_PROFILING',
  'CALLOUT',
  'DB',
  'NBA',
  'SYSTEM',
  'VALIDATION',
  'VISUALFORCE',
  'WAVE',
  'WORKFLOW'
] as const;

export type Category = (typeof CATEGORIES)[number];

/** From the least to the most. */
const LEVELS = ['NONE', 'ERROR', 'WARN', 'INFO', 'DEBUG', 'FINE', 'FINER', 'FINEST', 'INTERNAL'] as const;

export type Level = (typeof LEVELS)[number];

/** What is logged of each category; nothing of those that are missing. */
export type LogLevels = Readonly<Partial<Record<Category, Level>>>;

/** Levels that a call without categories has: `executeAnonymous` with the header's debug level. */
export const DEFAULT_LEVELS: LogLevels = { APEX_CODE: 'DEBUG', APEX_PROFILING: 'INFO' };

/** Fields of DebugLevel by category. */
export const LEVEL_FIELDS: Readonly<Record<Category, string>> = table({
  APEX_CODE: 'ApexCode',
  APEX_PROFILING: 'ApexProfiling',
  CALLOUT: 'Callout',
  DB: 'Database',
  NBA: 'Nba',
  SYSTEM: 'System',
  VALIDATION: 'Validation',
  VISUALFORCE: 'Visualforce',
  WAVE: 'Wave',
  WORKFLOW: 'Workflow'
});

export function isLevel(value: unknown): value is Level {
  return LEVELS.some((level) => level === value);
}

/** Whether events of a level are part of a log. */
export function includes(levels: LogLevels, category: Category, level: Level): boolean {
  const wanted = LEVELS.indexOf(levels[category] ?? 'NONE');
  return wanted > 0 && LEVELS.indexOf(level) <= wanted;
}

/** First line of a log: `67.0 APEX_CODE,FINEST;APEX_PROFILING,INFO;…`. */
export function headerLine(levels: LogLevels): string {
  const parts = CATEGORIES.flatMap((category) => (levels[category] ? [`${category},${levels[category]}`] : []));
  return `67.0 ${parts.join(';')}`;
}
