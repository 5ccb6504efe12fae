import { content, findComponent, nodes, textOf, type PageMetadata } from '../metadata-source.ts';

/** A design property's value as a Lightning page passes it: a number or a boolean where the component's configuration says so. */
export function typedProperties(
  metadata: PageMetadata,
  component: string,
  properties: Readonly<Record<string, string | readonly string[]>>
): Record<string, unknown> {
  const types = propertyTypes(metadata, component);
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

function propertyTypes(metadata: PageMetadata, component: string): Map<string, string> {
  const bundle = findComponent(metadata, 'LightningComponentBundle', component);
  const types = new Map<string, string>();
  if (!bundle) return types;
  for (const configs of nodes(content(bundle).targetConfigs)) {
    for (const config of nodes(configs.targetConfig)) {
      for (const property of nodes(config.property)) {
        const name = textOf(property['@name']);
        const type = textOf(property['@type']);
        if (name && type) types.set(name, type);
      }
    }
  }
  return types;
}
