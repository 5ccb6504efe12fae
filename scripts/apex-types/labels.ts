import { XMLParser } from 'fast-xml-parser';

/** A custom label. */
export interface CustomLabel {
  readonly name: string;
  readonly text: string;
}

const parser = new XMLParser({
  parseTagValue: false,
  isArray: (_name, jpath) => String(jpath) === 'CustomLabels.labels'
});

/** The labels of one `*.labels-meta.xml` file, by name. */
export function parseLabels(xml: string): CustomLabel[] {
  const file = parser.parse(xml) as { CustomLabels: { labels?: { fullName: string; value: string }[] } };
  const labels = file.CustomLabels.labels ?? [];
  return labels
    .map(({ fullName, value }) => ({ name: fullName, text: value }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** One declaration per label, so that a misspelt name does not compile. */
export function labelDeclarations(labels: readonly CustomLabel[]): string {
  return labels
    .map(({ name, text }) => {
      const doc = text.replace(/\s+/g, ' ').replaceAll('*/', '* /');
      return `declare module '@salesforce/label/c.${name}' {\n/** ${doc} */\nconst label: string;\nexport default label;\n}`;
    })
    .join('\n\n');
}

/** `Cw_Orders_Title` → `ordersTitle`. */
export function propertyName(label: string): string {
  const words = label.replace(/^[A-Z][a-z]+_/, '').split('_');
  return words
    .map((word, index) => (index === 0 ? word[0]!.toLowerCase() : word[0]!.toUpperCase()) + word.slice(1))
    .join('');
}

/** `Cw_Orders_Title` → `Orders`: the panel that says it. */
export function groupOf(label: string): string {
  return label.split('_')[1] ?? '';
}

/** The labels by the panel that says them. */
export function groupLabels(labels: readonly CustomLabel[]): Map<string, CustomLabel[]> {
  const groups = new Map<string, CustomLabel[]>();
  for (const label of labels) {
    groups.set(groupOf(label.name), [...(groups.get(groupOf(label.name)) ?? []), label]);
  }
  return groups;
}

/**
 * A component module that imports the labels of one panel once and offers them under short names, so that a component loads
 * the texts that it shows and no others.
 */
export function labelModule(group: string, labels: readonly CustomLabel[]): string {
  const imports = labels.map(({ name }) => `import ${propertyName(name)} from '@salesforce/label/c.${name}';`);
  const names = labels.map(({ name }) => propertyName(name));
  return `${imports.join('\n')}

/** Texts in the user's language. */
export const ${group.toUpperCase()}_LABELS = {\n${names.join(',\n')}\n} as const;`;
}

/** What makes such a module a component of its own. */
export function labelModuleMetadata(apiVersion: string): string {
  return `<?xml version="1.0" encoding="UTF-8" ?>
<LightningComponentBundle xmlns="http://soap.sforce.com/2006/04/metadata">
    <apiVersion>${apiVersion}</apiVersion>
    <isExposed>false</isExposed>
</LightningComponentBundle>
`;
}
