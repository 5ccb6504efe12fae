import { readFileSync } from 'node:fs';
import type { Engine } from '../../engine/index.ts';
import { NotImplementedError } from '../../values/index.ts';

/** Content of a static resource of the project. */
export function staticResourceBytes(rt: Engine, name: string): Uint8Array {
  const resource = rt.org.metadata.staticResources.find((item) => item.name.toLowerCase() === name.toLowerCase());
  if (!resource) {
    return rt.fail('System.StringException', `Static Resource not found: ${name}`);
  }
  if (resource.isDirectory) {
    throw new NotImplementedError(`static resource ${name} as an archive`);
  }
  return readFileSync(resource.path);
}
