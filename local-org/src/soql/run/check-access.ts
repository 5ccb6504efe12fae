import { ApexException } from '../../runtime/values/index.ts';
import type { FieldReference } from '../plan/sql-writer.ts';
import { noSuchColumn, unsupportedObject } from '../resolve/index.ts';
import type { SoqlHost } from './host.ts';

/**
 * Throws for the first object or field that the running user may not read, worded as if it did not exist, as user mode does.
 *
 * @returns the fields of FIELDS(…) that are left out, as `object.field` in lower case
 */
export function checkAccess(
  host: SoqlHost,
  references: readonly FieldReference[],
  isSecurityEnforced: boolean
): Set<string> {
  const hidden = new Set<string>();
  for (const { object, field, optional } of references) {
    if (!host.canReadObject(object)) {
      const message = isSecurityEnforced
        ? `Insufficient permissions: secure query included inaccessible entity`
        : unsupportedObject(object.name);
      throw new ApexException('System.QueryException', message);
    }
    if (field === undefined || host.canReadField(object, field)) {
      continue;
    }
    if (optional) {
      hidden.add(`${object.name}.${field.name}`.toLowerCase());
      continue;
    }
    const message = isSecurityEnforced
      ? 'Insufficient permissions: secure query included inaccessible field'
      : noSuchColumn(field.name, object.name);
    throw new ApexException('System.QueryException', message);
  }
  return hidden;
}
