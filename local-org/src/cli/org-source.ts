import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { Org, readOrgConfig, type OrgConfig } from '../index.ts';
import type { DeployHost } from '../server/index.ts';
import { cacheDirectory, findProject, type SfdxProject } from './project.ts';
import { UsageError } from './usage-error.ts';

/** Where an org's source and configuration come from. */
export interface OrgSource {
  readonly project: SfdxProject;
  readonly config: OrgConfig;
  readonly deployments: DeployHost;
  /** Opens the org over the source that is in force: what was deployed, else the project. */
  open(): Org;
}

const EMPTY_ORG: OrgConfig = {
  users: { admin: { username: 'admin@local-org.example', lastName: 'Admin', profile: 'System Administrator' } }
};

/**
 * Decides what an org runs from. A folder without a project, and `empty`, give an org without source to deploy into; it takes nothing of
 * the project's configuration but its users, without permission sets that are not there yet.
 */
export function orgSource(dataDir: string, empty: boolean): OrgSource {
  const found = empty ? undefined : projectHere();
  const nothing = path.join(dataDir, 'empty');
  mkdirSync(nothing, { recursive: true });
  const deployed = path.join(dataDir, 'deployed');
  const project = found ?? { root: process.cwd(), directories: [nothing] };
  const config = found ? readOrgConfig(found.root) : emptyConfig();
  const open = (source: readonly string[]): Org =>
    Org.open({
      source,
      dataFile: path.join(dataDir, 'org.sqlite'),
      cacheDir: cacheDirectory(),
      config,
      onReport: (title, error) => console.error(title, error)
    });
  return {
    project: existsSync(deployed) ? { ...project, directories: [deployed] } : project,
    config,
    deployments: { directory: deployed, project: project.directories, cacheDir: cacheDirectory(), open },
    open: () => open(existsSync(deployed) ? [deployed] : project.directories)
  };
}

function projectHere(): SfdxProject | undefined {
  try {
    return findProject(process.cwd());
  } catch (error) {
    if (error instanceof UsageError) {
      return undefined;
    }
    throw error;
  }
}

function emptyConfig(): OrgConfig {
  const project = projectHere();
  const { users } = project ? readOrgConfig(project.root) : {};
  return users
    ? {
        users: Object.fromEntries(
          Object.entries(users).map(([alias, user]) => [alias, { ...user, permissionSets: [] }])
        )
      }
    : EMPTY_ORG;
}
