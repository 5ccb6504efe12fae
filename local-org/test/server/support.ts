import path from 'node:path';
import { Org, type OrgConfig } from '../../src/index.ts';
import { startServer, type LocalOrgServer } from '../../src/server/index.ts';

export interface Library {
  readonly org: Org;
  readonly server: LocalOrgServer;
  /** Access tokens by persona. */
  readonly tokens: { readonly admin: string; readonly reader: string };
  close(): Promise<void>;
}

/** An org of one of the fixtures, by default of books, in memory, served on a free port. */
export async function openLibrary(
  config: Pick<OrgConfig, 'connectedApps'> = {},
  fixture = 'library'
): Promise<Library> {
  const org = Org.open({
    source: [path.join(import.meta.dirname, `fixtures/${fixture}`)],
    config: {
      ...config,
      users: {
        admin: { username: 'admin@library.example', lastName: 'Admin', profile: 'System Administrator' },
        reader: { username: 'reader@library.example', lastName: 'Reader', profile: 'Minimum Access - Salesforce' }
      }
    }
  });
  const server = await startServer(org, { port: 0 });
  const token = (alias: string, username: string): string => {
    const user = org.users.byUsername(username);
    if (!user) {
      throw new Error(`The org has no user ${username}`);
    }
    return server.sessions.tokenFor(alias, user.id);
  };
  return {
    org,
    server,
    tokens: { admin: token('admin', 'admin@library.example'), reader: token('reader', 'reader@library.example') },
    close: async () => {
      await server.close();
      await org.close();
    }
  };
}
