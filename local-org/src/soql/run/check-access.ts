import { ApexException } from '../../values/index.ts';
import type { FieldReference } from '../plan/sql-writer.ts';
import { noSuchColumn, unsupportedObject } from '../resolve/index.ts';
import type { SoqlHost } from './host.ts';

/**
 * Throws for the first object or field that the running user may not read, worded as if it did not exist, as user mode does. The
 * exception tells all of them.
 *
 * @returns the fields of FIELDS(…) that are left out, as `object.field` in lower case
 */
export function checkAccess(
  host: SoqlHost,
  references: readonly FieldReference[],
  isSecurityEnforced: boolean
): Set<string> {
  const hidden = new Set<string>();
  const refused = new Map<string, Set<string>>();
  let message: string | undefined;
  // WITH SECURITY_ENFORCED looks at SELECT and FROM only.
  const looked = isSecurityEnforced ? references.filter(({ selected }) => selected) : references;
  for (const { object, field, optional } of looked) {
    const readsObject = host.canReadObject(object);
    if (readsObject && (field === undefined || host.canReadField(object, field))) {
      continue;
    }
    if (readsObject && optional && field !== undefined) {
      hidden.add(`${object.name}.${field.name}`.toLowerCase());
      continue;
    }
    const names = refused.get(object.name) ?? new Set();
    refused.set(object.name, field === undefined ? names : names.add(field.name));
    if (isSecurityEnforced) {
      message ??= `Insufficient permissions: secure query included inaccessible ${readsObject ? 'field' : 'entity'}`;
    } else {
      message ??=
        readsObject && field !== undefined ? noSuchColumn(field.name, object.name) : unsupportedObject(object.name);
    }
  }
  if (message !== undefined) {
    const exception = new ApexException('System.QueryException', message);
    exception.inaccessibleFields = refused;
    throw exception;
  }
  return hidden;
}
