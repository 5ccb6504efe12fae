import { mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Org } from '../../src/index.ts';
import { startServer, type LocalOrgServer } from '../../src/server/index.ts';

export interface EmptyOrg {
  readonly server: LocalOrgServer;
  readonly token: string;
  close(): Promise<void>;
}

const config = {
  users: {
    admin: { username: 'admin@empty.example', lastName: 'Admin', profile: 'System Administrator' },
    clerk: { username: 'clerk@empty.example', lastName: 'Clerk', profile: 'Standard User' }
  }
};

/** An org without source that can be deployed to; or with the source of a project, whose administrators see all of its fields. */
export async function openEmptyOrg(cacheDir?: string, project?: string): Promise<EmptyOrg> {
  const folder = mkdtempSync(path.join(tmpdir(), 'local-org-empty-'));
  const nothing = project ?? path.join(folder, 'nothing');
  mkdirSync(nothing, { recursive: true });
  const open = (source: readonly string[]): Org =>
    Org.open({
      source,
      config,
      administratorFields: project === undefined ? 'granted' : 'all',
      dataFile: path.join(folder, 'org.sqlite'),
      ...(cacheDir === undefined ? {} : { cacheDir })
    });
  const server = await startServer(open([nothing]), {
    port: 0,
    deployments: {
      directory: path.join(folder, 'deployed'),
      project: [nothing],
      open,
      ...(cacheDir === undefined ? {} : { cacheDir })
    }
  });
  const admin = server.org.users.byUsername('admin@empty.example');
  return {
    server,
    token: server.sessions.tokenFor('admin', admin?.id ?? ''),
    close: async () => {
      await server.close();
      await server.org.close();
      rmSync(folder, { recursive: true, force: true });
    }
  };
}
