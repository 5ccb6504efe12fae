import { coreClasses } from './core/index.ts';
import { dataClasses } from './data/index.ts';
import type { PlatformTypes } from '../types/index.ts';
import { isPlain, plainClass } from './plain-class.ts';
import { PlatformRegistry } from '../engine/platform-registry.ts';
import { connectApiClass } from './services/connect-api.ts';
import { serviceClasses } from './services/index.ts';

/** The whole Apex class library of the local org. */
export function platformRegistry(types: PlatformTypes): PlatformRegistry {
  return new PlatformRegistry([...coreClasses, ...dataClasses, ...serviceClasses], (key) => {
    const signature = isPlain(key) || key.startsWith('connectapi.') ? types.get(key) : undefined;
    if (signature?.kind === 'class' && key.startsWith('connectapi.')) {
      return connectApiClass(signature, types);
    }
    return signature?.kind === 'class' ? plainClass(signature, types) : undefined;
  });
}

export { PlatformRegistry } from '../engine/platform-registry.ts';
