/** The Apex class library: `core` (language), `data` (Database, Schema, sObjects), `services` (tests, async, HTTP, limits …). */
import { coreClasses } from './core/index.ts';
import { dataClasses } from './data/index.ts';
import type { PlatformTypes } from '../types/index.ts';
import { isPlain, plainClass } from './plain-class.ts';
import { PlatformRegistry } from '../engine/index.ts';
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

export { QueryLocator, type RecordSource, readByIds } from './data/database/locator.ts';
export { FinalizerContextObject, JobContextObject } from './services/job-contexts.ts';
export { createRestContext } from './services/rest-context.ts';
export { restResponse } from './services/rest.ts';
export { measuredLimits } from './services/test.ts';
