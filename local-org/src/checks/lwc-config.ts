import { readFileSync } from 'node:fs';
import { readPlacedXml, type LwcBundle } from '../metadata/index.ts';
import { childNamed, childrenNamed, descendantsNamed, textNamed } from './elements.ts';

/** A property that the builder of pages offers for a component. */
export interface DesignProperty {
  readonly name: string;
  readonly type: string;
  readonly min?: number;
  readonly max?: number;
  /** Values of a fixed `datasource`; undefined where any value may be given. */
  readonly options?: readonly string[];
}

/** The `js-meta.xml` of a bundle. */
export interface BundleConfig {
  readonly isExposed: boolean;
  readonly targets: ReadonlySet<string>;
  /** What all `targetConfig` elements for a target say. No objects means: for all. */
  of(target: string): { readonly objects: readonly string[]; readonly properties: ReadonlyMap<string, DesignProperty> };
}

/** Names of the targets of a `targetConfig`. */
export function targetNames(list: string | undefined): string[] {
  return (list ?? '').split(',').flatMap((name) => name.trim() || []);
}

/** Reads what a bundle offers to pages; undefined where its file has no root. */
export function configOf(bundle: LwcBundle): BundleConfig | undefined {
  const root = readPlacedXml(readFileSync(bundle.file, 'utf8'));
  if (!root) {
    return undefined;
  }
  const configs = descendantsNamed(root, 'targetConfig');
  return {
    isExposed: textNamed(root, 'isExposed') === 'true',
    targets: new Set(childrenNamed(childNamed(root, 'targets'), 'target').map(({ text }) => text)),
    of: (target) => {
      const mine = configs.filter(({ attributes }) => targetNames(attributes.get('targets')).includes(target));
      const properties = mine
        .flatMap((config) => childrenNamed(config, 'property'))
        .map(({ attributes }): DesignProperty => {
          const source = attributes.get('datasource');
          // an Apex class may compute the values
          const isFixed = source !== undefined && !source.startsWith('apex://');
          const min = numberOf(attributes.get('min'));
          const max = numberOf(attributes.get('max'));
          return {
            name: attributes.get('name') ?? '',
            type: attributes.get('type') ?? '',
            ...(min !== undefined && { min }),
            ...(max !== undefined && { max }),
            ...(isFixed && { options: source.split(',').map((option) => option.trim()) })
          };
        });
      return {
        objects: mine.flatMap((config) => descendantsNamed(config, 'object').map(({ text }) => text)),
        properties: new Map(properties.map((property) => [property.name, property]))
      };
    }
  };
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined || text.trim() === '' || Number.isNaN(Number(text)) ? undefined : Number(text);
}
