export {
  buildLightning,
  type BuildOptions,
  type BuildOutput,
  type ComponentFault,
  type LightningBuild
} from './build/index.ts';
export { lightningRoutes, personaCookie, type LightningOptions, type RequestHandler } from './server/routes.ts';
export type { ApexCallResult, LightningOrg, LightningUser, Persona } from './server/lightning-org.ts';
