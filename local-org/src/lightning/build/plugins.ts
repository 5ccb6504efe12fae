import lwcModule, { type RollupLwcOptions } from '@lwc/rollup-plugin';
import type { Plugin } from 'rollup';
import { packageDirectory } from './packages.ts';
import { platformResolver, type ResolverOptions } from './resolver.ts';
import { stripTypes } from './strip-types.ts';

/** The package's types describe its CommonJS build, where the plugin is `default.default`; Node loads the ES module. */
const lwc = lwcModule as unknown as (options: RollupLwcOptions) => Plugin;

const SPRITE_PATCH = {
  from: "return this.src ? sanitizeURL(this.src) : '';",
  to: 'return this.src ? sanitizeURL(this.src) : spriteUrl(this.iconName);'
};

/** The plugins of both builds, in order. */
export function buildPlugins(options: ResolverOptions): Plugin[] {
  return [
    platformResolver(options),
    iconsFromSprites(),
    stripTypes(),
    lwc({
      rootDir: packageDirectory('lightning-base-components'),
      exclude: [/@lwc\/(engine-dom|synthetic-shadow|wire-service|shared|features|aria-reflection)\//],
      enableDynamicComponents: true,
      sourcemap: false
    }),
    constants()
  ];
}

/**
 * The base components compile one template per icon (thousands, most of the build's time). Icons come from the
 * design system's sprite files instead, as `<use href="…/symbols.svg#name">`.
 */
function iconsFromSprites(): Plugin {
  return {
    name: 'icons-from-sprites',
    transform(code, id) {
      if (/primitiveIcon\/fetch\.js$/.test(id)) {
        return {
          code: 'export const hasIconLibrary = () => true; export const getIconLibrary = () => ({}); export const fetchIconLibrary = async () => ({});',
          map: null
        };
      }
      if (!/primitiveIcon\/primitiveIcon\.js$/.test(id)) return null;
      if (!code.includes(SPRITE_PATCH.from))
        this.error('lightning-primitive-icon has changed: its href getter is not where it was');
      return { code: `${code.replace(SPRITE_PATCH.from, SPRITE_PATCH.to)}\n${SPRITE_URL}`, map: null };
    }
  };
}

const SPRITE_URL = `function spriteUrl(iconName) {
  if (!isValidName(iconName)) return '';
  const [category, name] = iconName.split(':');
  return '/lightning/slds/icons/' + category + '-sprite/svg/symbols' + (dir === 'rtl' ? '-rtl' : '') + '.svg#' + name;
}`;

/** Build-time constants of the framework and the base components. */
function constants(): Plugin {
  return {
    name: 'constants',
    transform(code) {
      if (!code.includes('import.meta.env.SSR') && !code.includes('process.env.NODE_ENV')) return null;
      return {
        code: code.replaceAll('import.meta.env.SSR', 'false').replaceAll('process.env.NODE_ENV', '"production"'),
        map: null
      };
    }
  };
}
