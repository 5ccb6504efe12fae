export { buildLightning, type BuildOptions, type LightningBuild } from './lightning-build.ts';
export { runBuild, type BuildOutput } from './build.ts';
export type { ComponentFault } from './resolver.ts';
