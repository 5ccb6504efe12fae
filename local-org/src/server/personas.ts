import type { UserContext } from '../security/index.ts';
import type { Org } from '../org/index.ts';

/** The users that the project's configuration names, by alias and in its order. */
export function personas(org: Org): { alias: string; user: UserContext }[] {
  return Object.entries(org.config.users ?? {}).flatMap(([alias, { username }]) => {
    const user = org.users.byUsername(username);
    return user ? [{ alias, user }] : [];
  });
}
