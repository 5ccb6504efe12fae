/** The local org as a library: open a project, run transactions and tests, serve it. */
export { Org, readOrgConfig } from './transaction/index.ts';
export type { OrgConfig, OrgOptions } from './transaction/index.ts';
export { runTests } from './testing/index.ts';
export { startServer } from './server/index.ts';
