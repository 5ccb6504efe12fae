import { components } from '@local-org/components';
import type { PageComponent, PageRegion } from './shell-types.ts';

/** Fetches the code of a page's components while its record is still being read. */
export function preloadComponents(regions: readonly PageRegion[]): void {
  for (const name of new Set(regions.flatMap((region) => names(region.components)))) {
    // A component that cannot be loaded says so where it stands.
    components[name]?.().catch(() => undefined);
  }
}

/** Those in tabs wait until their tab is opened. */
function names(items: readonly PageComponent[]): string[] {
  return items.flatMap((item) => {
    if (item.kind === 'custom' && item.name) return [item.name];
    return item.kind === 'group' ? names(item.components ?? []) : [];
  });
}
