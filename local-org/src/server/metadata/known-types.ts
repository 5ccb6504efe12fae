import { createRequire } from 'node:module';
import { METADATA_TYPES } from '../../metadata/index.ts';

interface RegisteredType {
  readonly name: string;
  readonly children?: { readonly types: Readonly<Record<string, { readonly name: string }>> };
}

const REGISTRY = '@salesforce/source-deploy-retrieve/lib/src/registry/metadataRegistry.json';

/** Names of all types of the Metadata API, from the client's registry; undefined where that is not installed. */
export function knownTypes(): ReadonlySet<string> | undefined {
  try {
    const { types } = createRequire(import.meta.url)(REGISTRY) as { types: Readonly<Record<string, RegisteredType>> };
    const registered = Object.values(types).flatMap(({ name, children }) => [
      name,
      ...Object.values(children?.types ?? {}).map((child) => child.name)
    ]);
    return new Set([...registered, ...METADATA_TYPES.map(({ name }) => name)]);
  } catch {
    return undefined;
  }
}
