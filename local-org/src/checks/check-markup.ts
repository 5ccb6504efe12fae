import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckContext } from './check-context.ts';
import type { BundleFault } from './check-lwc-imports.ts';
import type { ComponentCheck } from './check-types.ts';

/** Aura components, events and Apex controllers that the markup of a bundle names and that do not exist. */
export function unresolvedMarkup(owner: string, folder: string, context: CheckContext): BundleFault[] {
  return readdirSync(folder)
    .filter((entry) => /\.(?:cmp|app)$/.test(entry))
    .flatMap((entry) => {
      const path = join(folder, entry);
      const source = readFileSync(path, 'utf8').replace(/<!--[\s\S]*?-->/g, (found) => found.replace(/[^\n]/g, ' '));
      return [...source.matchAll(/<c:(\w+)/g)].flatMap((match): BundleFault[] => {
        const [, used = ''] = match;
        if (context.isForeign(used) || context.bundle(used) || context.auraBundle(used)) {
          return [];
        }
        const before = source.slice(0, match.index);
        const place = { line: before.split('\n').length, column: match.index - before.lastIndexOf('\n') };
        return [{ problem: `No COMPONENT named markup://c:${used} found : [markup://c:${owner}]`, path, ...place }];
      });
    });
}

/** The controllers of a Visualforce page or component. */
export const checkVisualforce: ComponentCheck = ({ component, report }, context) => {
  const path = component.file.replace(/-meta\.xml$/, '');
  if (!existsSync(path)) {
    return;
  }
  const source = readFileSync(path, 'utf8').replace(/<!--[\s\S]*?-->/g, '');
  const opening = /<apex:(?:page|component)\b[^>]*>/i.exec(source)?.[0] ?? '';
  const names = [...opening.matchAll(/\b(?:controller|extensions)\s*=\s*(["'])([^"']*)\1/gi)].flatMap(
    ([, , list = '']) => list.split(',').flatMap((name) => name.trim() || [])
  );
  for (const name of names) {
    if (!name.includes('.') && !name.includes('{') && !context.hasClass(name)) {
      report(`Apex class '${name}' does not exist`);
    }
  }
};
