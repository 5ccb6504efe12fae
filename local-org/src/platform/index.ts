import { coreClasses } from './core/index.ts';
import { dataClasses } from './data/index.ts';
import { PlatformRegistry } from './registry.ts';
import { serviceClasses } from './services/index.ts';

/** The whole Apex class library of the local org. */
export function platformRegistry(): PlatformRegistry {
  return new PlatformRegistry([...coreClasses, ...dataClasses, ...serviceClasses]);
}

export { PlatformRegistry } from './registry.ts';
