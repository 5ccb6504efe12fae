/** Pages: their description, base components, the build of components, reports. */
export {
  buildLightning,
  type BuildOptions,
  type BuildOutput,
  type ComponentFault,
  type LightningBuild
} from './build/index.ts';
export { lightningRoutes, personaCookie, type LightningOptions, type RequestHandler } from './server/routes.ts';
export type { ApexCallResult, LightningOrg, LightningUser, Persona } from './server/lightning-org.ts';
export { type CatalogueEntry, catalogue, findEntry } from './report/catalogue.ts';
export { type ReportDescription, describeReport } from './report/describe-report.ts';
export { type ReportDefinition, readReport } from './report/report-definition.ts';
export { ReportError } from './report/report-error.ts';
export type { ReportContext } from './report/run-report.ts';
