import type { LightningElement } from 'lwc';
import type { PageReference } from './router.ts';

export type PageClass = new () => LightningElement;
export type PageKind = 'record' | 'related' | 'search' | 'list' | 'app' | 'home' | 'report' | 'dashboard' | 'analytics';

const KINDS: Readonly<Record<string, PageKind>> = {
  standard__recordPage: 'record',
  standard__recordRelationshipPage: 'related',
  standard__search: 'search',
  standard__objectPage: 'list',
  standard__navItemPage: 'app',
  standard__component: 'app'
};

/** Reports and dashboards by the beginning of their ids. */
const ANALYTICS: Readonly<Record<string, string>> = { '00O': 'Report', '01Z': 'Dashboard' };

const LOADERS: Readonly<Record<PageKind, () => Promise<{ default: PageClass }>>> = {
  record: () => import('shell/recordPage'),
  related: () => import('shell/relatedPage'),
  search: () => import('shell/searchPage'),
  list: () => import('shell/listPage'),
  app: () => import('shell/appPage'),
  home: () => import('shell/homePage'),
  report: () => import('shell/reportPage'),
  dashboard: () => import('shell/dashboardPage'),
  analytics: () => import('shell/analyticsHome')
};

/** `Report` or `Dashboard` where the reference leads to one or to their home. */
export function analyticsObject({ attributes }: PageReference): string {
  const { objectApiName, recordId } = attributes;
  return objectApiName ?? ANALYTICS[(recordId ?? '').slice(0, 3)] ?? '';
}

/** What kind of page shows a reference; undefined where none does. */
export function pageKind(reference: PageReference): PageKind | undefined {
  const { type, attributes } = reference;
  if (type === 'standard__namedPage') return attributes.pageName === 'home' ? 'home' : undefined;
  const kind = KINDS[type];
  const object = analyticsObject(reference);
  if (object !== 'Report' && object !== 'Dashboard') return kind;
  if (kind === 'list') return 'analytics';
  return kind === 'record' ? (object === 'Report' ? 'report' : 'dashboard') : kind;
}

/** Loads what shows a page: each kind apart, so that a page waits for no other's code. */
export async function loadPage(kind: PageKind): Promise<PageClass> {
  return (await LOADERS[kind]()).default;
}
