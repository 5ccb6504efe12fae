import { createHash } from 'node:crypto';
import { toId18 } from '../../values/index.ts';
import { content, nodes, ofType, textOf, type MetadataComponent, type PageMetadata } from '../metadata-source.ts';
import { placeOf, reportHead } from './report-definition.ts';
import { table } from '../../common/index.ts';

export type AnalyticsKind = 'Report' | 'Dashboard';

/** A report or dashboard in its folder. */
export interface CatalogueEntry {
  readonly id: string;
  readonly kind: AnalyticsKind;
  readonly developerName: string;
  readonly name: string;
  readonly description: string;
  readonly folder: string;
  readonly folderLabel: string;
  readonly component: MetadataComponent;
}

const PREFIXES: Readonly<Record<AnalyticsKind, string>> = table({ Report: '00O', Dashboard: '01Z' });
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const PUBLIC = 'unfiled$public';

/** Metadata have no ids of their own: one made from folder and name, the same at every start. */
export function analyticsId(kind: AnalyticsKind, folder: string, developerName: string): string {
  const digest = createHash('sha256').update(`${folder}/${developerName}`.toLowerCase()).digest();
  const letters = [...digest.subarray(0, 12)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return toId18(PREFIXES[kind] + letters);
}

/**
 * The project's reports or dashboards in folders that the user may open, by name.
 * @param seesAll true for users who may see every public folder's content whoever it is shared with
 */
export function catalogue(metadata: PageMetadata, kind: AnalyticsKind, seesAll: boolean): CatalogueEntry[] {
  const folders = new Map(
    ofType(metadata, `${kind}Folder`).map((component) => [component.fullName.toLowerCase(), component])
  );
  return ofType(metadata, kind)
    .map((component) => {
      const { folder, developerName } = placeOf(component);
      const own = folders.get((folder.split('/').at(-1) ?? '').toLowerCase());
      const { name, description } = headOf(kind, component);
      return {
        entry: {
          id: analyticsId(kind, folder, developerName),
          kind,
          developerName,
          name,
          description,
          folder,
          folderLabel: folderLabel(kind, folder, own),
          component
        },
        own
      };
    })
    .filter(({ own }) => seesAll || own === undefined || isShared(own))
    .map(({ entry }) => entry)
    .sort((left, right) => left.name.localeCompare(right.name));
}

function headOf(kind: AnalyticsKind, component: MetadataComponent): { name: string; description: string } {
  if (kind === 'Report') return reportHead(component);
  const xml = content(component);
  return { name: textOf(xml.title) ?? component.fullName, description: textOf(xml.description) ?? '' };
}

function folderLabel(kind: AnalyticsKind, folder: string, own: MetadataComponent | undefined): string {
  if (folder === '' || folder === PUBLIC) return `Public ${kind}s`;
  return (own && textOf(content(own).name)) ?? folder;
}

/** Shared with everyone in the org. Shares with groups and roles are the administrator's alone here. */
function isShared(folder: MetadataComponent): boolean {
  const xml = content(folder);
  return (
    /^Public/.test(textOf(xml.accessType) ?? '') ||
    nodes(xml.folderShares).some(
      (share) => textOf(share.sharedToType) === 'Organization' || textOf(share.sharedTo) === 'AllInternalUsers'
    )
  );
}

/** An entry by id, by `Folder/Name` as dashboards write it, or by its name alone. */
export function findEntry(entries: readonly CatalogueEntry[], reference: string): CatalogueEntry | undefined {
  const wanted = reference.toLowerCase();
  return (
    entries.find(({ id }) => id === reference || id.slice(0, 15) === reference) ??
    entries.find(({ folder, developerName }) => `${folder}/${developerName}`.toLowerCase() === wanted) ??
    entries.find(({ developerName }) => developerName.toLowerCase() === wanted.split('/').at(-1))
  );
}
