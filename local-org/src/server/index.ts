/** The APIs of the org over HTTP. */
export { callAura, type AuraResult } from './aura.ts';
export { ApiError } from './api-error.ts';
export { startServer, type ExtraRoute, type LocalOrgServer, type ServerOptions } from './server.ts';
export { Sessions } from './sessions.ts';
export { personas } from './personas.ts';
export type { DeployHost } from './metadata/index.ts';
export { queryRows } from './query.ts';
export { valueToJson } from './record-json.ts';
