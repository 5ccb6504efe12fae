import { content, findComponent, nodes, textOf, type PageMetadata, type XmlNode } from '../metadata-source.ts';
import { table } from '../../common/index.ts';

/** Targets of components by type of page. */
const TARGETS: Readonly<Record<string, string>> = table({
  AppPage: 'lightning__AppPage',
  HomePage: 'lightning__HomePage',
  RecordPage: 'lightning__RecordPage'
});

/** A design property's value as a Lightning page passes it: a number or a boolean where the component's configuration says so. */
export function typedProperties(
  metadata: PageMetadata,
  component: string,
  properties: Readonly<Record<string, string | readonly string[]>>,
  pageType: string
): Record<string, unknown> {
  const types = propertyTypes(metadata, component, TARGETS[pageType]);
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [
      name,
      typed(typeof value === 'string' ? value : value.join(';'), types.get(name))
    ])
  );
}

function typed(value: string, type: string | undefined): unknown {
  if (type === 'Integer') return value === '' ? undefined : Number(value);
  if (type === 'Boolean') return value === 'true';
  return value;
}

/** The properties of the page's own target; a component may declare one name in several targets, with other types. */
function propertyTypes(metadata: PageMetadata, component: string, target: string | undefined): Map<string, string> {
  const bundle = findComponent(metadata, 'LightningComponentBundle', component);
  const types = new Map<string, string>();
  if (!bundle) return types;
  const configs = nodes(content(bundle).targetConfigs).flatMap(({ targetConfig }) => nodes(targetConfig));
  const isOfTarget = (config: XmlNode): boolean =>
    (textOf(config['@targets']) ?? '').split(/\s*,\s*/).includes(target ?? '');
  // What the page's own target says comes last and wins.
  for (const config of [...configs.filter((config) => !isOfTarget(config)), ...configs.filter(isOfTarget)]) {
    for (const property of nodes(config.property)) {
      const name = textOf(property['@name']);
      const type = textOf(property['@type']);
      if (name && type) types.set(name, type);
    }
  }
  return types;
}
