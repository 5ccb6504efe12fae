import { content, findComponent, ofType, textOf, texts, type PageMetadata } from '../metadata-source.ts';
import type { FlexiPage } from './flexipage.ts';
import { objectIcon, tabIcon } from './icons.ts';
import { table } from '../../common/index.ts';

/** One entry of the navigation bar. `target` is a path below the host; absent for what the local org has no page for. */
export interface NavigationItem {
  readonly name: string;
  readonly label: string;
  readonly icon: string;
  readonly target?: string;
  readonly objectName?: string;
}

export interface AppDescription {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly headerColor: string;
  readonly items: readonly NavigationItem[];
}

const DEFAULT_COLOR = '#0176d3';
const FALLBACK_OBJECTS = ['Account', 'Contact', 'Lead', 'Opportunity', 'Case'];

export interface AppAccess {
  canReadObject(objectName: string): boolean;
  seesApplication(name: string): boolean;
  readonly defaultApplication?: string | undefined;
}

/** The Lightning apps that the user may choose, the one to begin in first. A project without any has an app with its custom tabs and the usual standard objects. */
export function describeApps(metadata: PageMetadata, access: AppAccess): AppDescription[] {
  const apps = ofType(metadata, 'CustomApplication').filter((app) => {
    const kind = textOf(content(app).uiType);
    return (kind === undefined || kind === 'Lightning') && access.seesApplication(app.fullName);
  });
  const isDefault = (name: string): number => Number(name === access.defaultApplication);
  apps.sort((one, other) => isDefault(other.fullName) - isDefault(one.fullName));
  if (apps.length === 0) return [generatedApp(metadata, access)];
  return apps.map((app) => {
    const xml = content(app);
    const brand = xml.brand;
    const color =
      typeof brand === 'object' && brand !== null && 'headerColor' in brand ? textOf(brand.headerColor) : undefined;
    return {
      name: app.fullName,
      label: textOf(xml.label) ?? app.fullName,
      description: textOf(xml.description) ?? '',
      headerColor: color ?? DEFAULT_COLOR,
      items: items(metadata, texts(xml.tabs), access)
    };
  });
}

function generatedApp(metadata: PageMetadata, access: AppAccess): AppDescription {
  const tabs = ofType(metadata, 'CustomTab').map(({ fullName }) => fullName);
  const objects = [...metadata.schema.objects()]
    .filter(({ kind, name }) => kind === 'custom' && !tabs.includes(name))
    .map(({ name }) => name);
  const names = [
    'standard-home',
    ...FALLBACK_OBJECTS.map((name) => `standard-${name}`),
    ...tabs,
    ...(tabs.length ? [] : objects.slice(0, 8))
  ];
  return {
    name: 'standard__LightningSales',
    label: 'Local Org',
    description: 'Objects of the project',
    headerColor: DEFAULT_COLOR,
    items: items(metadata, names, access)
  };
}

function items(metadata: PageMetadata, tabs: readonly string[], access: AppAccess): NavigationItem[] {
  const seen = new Set<string>();
  return tabs
    .filter((tab) => !seen.has(tab) && seen.add(tab))
    .map((tab) => item(metadata, tab))
    .filter(
      (entry): entry is NavigationItem =>
        entry !== undefined && (!entry.objectName || access.canReadObject(entry.objectName))
    );
}

function item(metadata: PageMetadata, tab: string): NavigationItem | undefined {
  if (tab === 'standard-home')
    return { name: tab, label: 'Home', icon: 'standard:home', target: '/lightning/page/home' };
  const analytics = ANALYTICS_TABS[tab.toLowerCase()];
  if (analytics) {
    const { label, icon } = analytics;
    return { name: tab, label, icon, target: `/lightning/o/${label.slice(0, -1)}/home` };
  }
  const objectName = tab.startsWith('standard-') ? tab.slice('standard-'.length) : tab;
  const object = WITHOUT_PAGES.has(objectName.toLowerCase()) ? undefined : metadata.schema.object(objectName);
  const custom = findComponent(metadata, 'CustomTab', tab);
  if (object) {
    return {
      name: tab,
      label: object.labelPlural,
      icon: objectIcon(metadata, object.name),
      objectName: object.name,
      target: `/lightning/o/${object.name}/list`
    };
  }
  if (!custom)
    return tab.startsWith('standard-')
      ? { name: tab, label: standardLabel(objectName), icon: 'standard:default' }
      : undefined;
  const xml = content(custom);
  const page = textOf(xml.flexiPage);
  const component = textOf(xml.lwcComponent);
  const label = textOf(xml.label) ?? tab.replaceAll('_', ' ');
  const icon = tabIcon(metadata, tab) ?? 'standard:lightning_component';
  return page || component ? { name: tab, label, icon, target: `/lightning/n/${tab}` } : { name: tab, label, icon };
}

const ANALYTICS_TABS: Readonly<Record<string, { label: string; icon: string }>> = table({
  'standard-report': { label: 'Reports', icon: 'standard:report' },
  'standard-dashboard': { label: 'Dashboards', icon: 'standard:dashboard' }
});

/** Standard tabs whose pages the local org does not have. */
const WITHOUT_PAGES = new Set(['file', 'feed', 'chatter', 'forecasting3']);

const STANDARD_LABELS: Record<string, string> = table({
  File: 'Files',
  Feed: 'Chatter'
});

function standardLabel(name: string): string {
  return STANDARD_LABELS[name] ?? `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

/** What a custom tab shows: a Lightning page, a component of the project, or what the local org has no page for. */
export interface TabContent {
  readonly label: string;
  readonly page?: string;
  readonly component?: string;
  /** In words, for a tab that shows neither. */
  readonly shows: string;
}

const OTHER_CONTENT: readonly (readonly [element: string, words: string])[] = [
  ['page', 'a Visualforce page'],
  ['auraComponent', 'an Aura component'],
  ['url', 'a web page'],
  ['scontrol', 'an S-control']
];

export function tabContent(metadata: PageMetadata, name: string): TabContent | undefined {
  const tab = findComponent(metadata, 'CustomTab', name);
  if (!tab) return undefined;
  const xml = content(tab);
  const page = textOf(xml.flexiPage);
  const component = textOf(xml.lwcComponent);
  return {
    label: textOf(xml.label) ?? name.replaceAll('_', ' '),
    ...(page ? { page } : {}),
    ...(component ? { component } : {}),
    shows: OTHER_CONTENT.find(([element]) => xml[element] !== undefined)?.[1] ?? 'nothing'
  };
}

/** A page with one component of the project, as a tab of a component shows it. */
export function componentPage(label: string, component: string): FlexiPage {
  const item = { kind: 'component', name: component, identifier: component, properties: {} } as const;
  return {
    label,
    type: 'Tab',
    objectName: undefined,
    template: 'flexipage:defaultAppHomeTemplate',
    regions: new Map([['main', { name: 'main', isFacet: false, items: [item] }]])
  };
}
