import type { PageAction } from '../action/page-action.ts';
import type { ObjectSchema } from '../../metadata/index.ts';
import type { PageMetadata } from '../metadata-source.ts';
import type { FieldAccess, FieldDescription } from './describe-field.ts';
import type { VisibilityRule } from './flexipage.ts';
import type { DetailSection } from './record-content.ts';
import type { RelatedListDescription } from './related-lists.ts';

/** One component of a page, resolved as far as the server can. */
export type PageComponent = { readonly id: string; readonly visibility?: VisibilityRule } & (
  | { readonly kind: 'highlights'; readonly fields: readonly FieldDescription[] }
  | { readonly kind: 'detail'; readonly sections: readonly DetailSection[] }
  | { readonly kind: 'relatedLists'; readonly lists: readonly RelatedListDescription[] }
  | { readonly kind: 'relatedList'; readonly list: RelatedListDescription }
  | { readonly kind: 'tabset' | 'accordion'; readonly tabs: readonly PageTab[] }
  | { readonly kind: 'richText'; readonly html: string }
  | { readonly kind: 'listView'; readonly listView: ListViewCard }
  | { readonly kind: 'recentItems'; readonly recentItems: RecentItemsCard }
  | { readonly kind: 'todayTasks' }
  | { readonly kind: 'reportChart'; readonly reportName: string; readonly label?: string }
  | { readonly kind: 'custom'; readonly name: string; readonly properties: Readonly<Record<string, unknown>> }
  | { readonly kind: 'group'; readonly components: readonly PageComponent[] }
  | { readonly kind: 'unsupported'; readonly name: string; readonly reason: string }
);

/** A list view on a home or app page. */
export interface ListViewCard {
  readonly objectName: string;
  readonly filterName: string;
  readonly rows: number;
  readonly label?: string;
}

/** Records that the user opened last; without objects, of any. */
export interface RecentItemsCard {
  readonly label: string;
  readonly objectNames: readonly string[];
  readonly rows: number;
}

export interface PageTab {
  readonly id: string;
  readonly label: string;
  readonly active: boolean;
  readonly visibility?: VisibilityRule;
  readonly components: readonly PageComponent[];
}

export interface PageRegion {
  readonly name: string;
  readonly components: readonly PageComponent[];
}

export interface PageDescription {
  readonly name: string;
  readonly label: string;
  readonly template: string;
  /** Of an app page: the heading with the tab's icon. */
  readonly icon?: string;
  readonly object?: {
    readonly name: string;
    readonly label: string;
    readonly labelPlural: string;
    readonly icon: string;
    readonly nameField: string;
    readonly editable: boolean;
    readonly deletable: boolean;
  };
  readonly regions: readonly PageRegion[];
  /** Of a record page: what the user may do with the record. */
  readonly actions?: readonly PageAction[];
  /** What a query must select for the page's own components and visibility rules. */
  readonly paths: readonly string[];
}

export interface PageContext {
  readonly metadata: PageMetadata;
  readonly object?: ObjectSchema;
  readonly access: FieldAccess;
  readonly canReadObject: (objectName: string) => boolean;
  /** Components of the project, by name. */
  readonly components: ReadonlySet<string>;
}
