import { table } from '../common/index.ts';

/** Statements that the platform refuses for whole objects: profiles are made in Setup, users are deactivated. */
const REFUSED: Readonly<Record<string, readonly string[]>> = table({
  Profile: ['insert', 'upsert', 'delete', 'undelete', 'merge'],
  User: ['delete', 'undelete', 'merge']
});

/** What is wrong with a DML statement on records of an object; undefined when it may be. */
export function refusedOperation(objectName: string, operation: string): string | undefined {
  const isRefused = REFUSED[objectName]?.includes(operation) === true;
  return isRefused
    ? `DML operation ${operation.charAt(0).toUpperCase()}${operation.slice(1)} not allowed on ${objectName}`
    : undefined;
}
