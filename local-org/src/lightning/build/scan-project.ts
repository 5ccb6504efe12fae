import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { XMLParser } from 'fast-xml-parser';

/** A component bundle of the project. */
export interface ComponentBundle {
  readonly name: string;
  readonly directory: string;
  /** The file a bundler starts from: `.ts` before `.js`; a bundle of styles alone has its `.css`. */
  readonly entry: string;
  readonly files: readonly string[];
}

/** What the component build needs to know of an SFDX project; read straight from its files, so that it can run beside the org's own start. */
export interface ProjectScan {
  readonly bundles: ReadonlyMap<string, ComponentBundle>;
  readonly labels: ReadonlyMap<string, string>;
  readonly apexClasses: ReadonlySet<string>;
  readonly staticResources: ReadonlySet<string>;
  readonly messageChannels: ReadonlySet<string>;
  /** Every file whose content or name the build depends on. */
  readonly inputs: readonly string[];
}

const SKIPPED = new Set(['node_modules', '.git', '__tests__', '__mocks__', '.sfdx', '.local-org']);

/** Reads component bundles, labels and the names that `@salesforce/*` modules may refer to. */
export function scanProject(directories: readonly string[]): ProjectScan {
  const bundles = new Map<string, ComponentBundle>();
  const labels = new Map<string, string>();
  const apexClasses = new Set<string>();
  const staticResources = new Set<string>();
  const messageChannels = new Set<string>();
  const inputs: string[] = [];

  const visit = (directory: string): void => {
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      const file = path.join(directory, entry.name);
      if (entry.isDirectory()) {
        if (SKIPPED.has(entry.name)) continue;
        const bundle = path.basename(directory) === 'lwc' ? readBundle(entry.name, file) : undefined;
        if (bundle) {
          bundles.set(bundle.name, bundle);
          inputs.push(...bundle.files);
        } else visit(file);
      } else if (/\.labels-meta\.xml$|\.labels$/.test(entry.name)) {
        readLabels(file, labels);
        inputs.push(file);
      } else if (entry.name.endsWith('.cls')) apexClasses.add(entry.name.slice(0, -4).toLowerCase());
      else if (entry.name.endsWith('.resource-meta.xml'))
        staticResources.add(entry.name.replace('.resource-meta.xml', ''));
      else if (entry.name.endsWith('.messageChannel-meta.xml')) {
        messageChannels.add(entry.name.replace('.messageChannel-meta.xml', ''));
      }
    }
  };
  for (const directory of directories) if (existsSync(directory)) visit(directory);
  return { bundles, labels, apexClasses, staticResources, messageChannels, inputs: inputs.sort() };
}

function readBundle(name: string, directory: string): ComponentBundle | undefined {
  const files = listFiles(directory);
  for (const extension of ['ts', 'js', 'html', 'css']) {
    const entry = path.join(directory, `${name}.${extension}`);
    if (files.includes(entry)) return { name, directory, entry, files };
  }
  return undefined;
}

function listFiles(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(directory, entry.name);
    if (!entry.isDirectory()) return [file];
    return SKIPPED.has(entry.name) ? [] : listFiles(file);
  });
}

function readLabels(file: string, labels: Map<string, string>): void {
  const parser = new XMLParser({ isArray: (tag) => tag === 'labels', parseTagValue: false, trimValues: false });
  const data = parser.parse(readFileSync(file, 'utf8')) as {
    CustomLabels?: { labels?: { fullName?: string; value?: string }[] };
  };
  for (const label of data.CustomLabels?.labels ?? []) {
    if (label.fullName) labels.set(label.fullName.trim().toLowerCase(), label.value ?? '');
  }
}
