import http from 'node:http';
import path from 'node:path';
import jsforce from 'jsforce';
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
    administratorFields: 'all',
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

/** jsforce as the administrator. */
export function libraryConnection({ server, tokens }: Library): jsforce.Connection {
  return new jsforce.Connection({ instanceUrl: server.url, accessToken: tokens.admin, version: '67.0' });
}

export interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** Sends requests just as they are, over a few connections that stay open; `close` ends them. */
export function rawClient(library: () => Library): {
  send(request: RawRequest): Promise<[status: number, body: string]>;
  close(): void;
} {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 4 });
  const send = ({ body, ...options }: RawRequest): Promise<[number, string]> =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(library().server.url);
      const request = http.request({ agent, hostname, port, ...options, setHost: true }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () => resolve([response.statusCode ?? 0, text]));
      });
      request.on('error', reject);
      request.end(body);
    });
  return { send, close: () => agent.destroy() };
}
