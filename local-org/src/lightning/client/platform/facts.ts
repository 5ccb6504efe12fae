import { formFactor, hasCustomPermission, session } from './runtime.ts';
import type { RecordContext } from './shell-types.ts';
import { valueAt } from './values.ts';
import type { VisibilityFacts } from './visibility.ts';

/** What visibility rules may look at, for one record and the running user. */
export function factsOf(context: RecordContext): VisibilityFacts {
  const { id, name, username, profileName } = session.user;
  return {
    record: (path) => valueAt(context.row, path),
    hasCustomPermission: (permission) => hasCustomPermission(permission) === true,
    user: { id, name, username, 'profile.name': profileName },
    formFactor: formFactor()
  };
}
