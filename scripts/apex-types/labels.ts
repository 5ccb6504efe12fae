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

/** A component module that imports every label once and offers them under short names. */
export function labelModule(labels: readonly CustomLabel[]): string {
  const imports = labels.map(({ name }) => `import ${propertyName(name)} from '@salesforce/label/c.${name}';`);
  const names = labels.map(({ name }) => propertyName(name));
  return `${imports.join('\n')}

/** Every text of the panels, in the user's language. */
export const LABELS = {\n${names.join(',\n')}\n} as const;

/** Name of a text. */
export type LabelName = keyof typeof LABELS;`;
}
