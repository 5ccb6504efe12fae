import { content, findComponent, nodes, ofType, textOf, type PageMetadata, type XmlNode } from '../metadata-source.ts';
import { readFlexiPage, type FlexiPage } from './flexipage.ts';
import { table } from '../../common/index.ts';

/** Where a page was found, for the page's own explanation. */
export interface ChosenPage {
  readonly name: string;
  readonly page: FlexiPage;
}

interface Chooser {
  readonly appName?: string | undefined;
  readonly profileName?: string | undefined;
  readonly formFactor?: 'Large' | 'Small' | undefined;
}

/**
 * The Lightning page for a record, in Salesforce's order: the app's override for the profile, the app's own,
 * the object's own default. Without any of them the caller makes the standard page.
 * A project rarely carries the activation, so the only record page that names the object is taken last.
 */
export function chooseRecordPage(metadata: PageMetadata, objectName: string, chooser: Chooser): ChosenPage | undefined {
  const object = findComponent(metadata, 'CustomObject', objectName);
  const factor = chooser.formFactor ?? 'Large';
  const candidates = [
    ...appOverrides(metadata, objectName, chooser),
    ...(object ? nodes(content(object).actionOverrides) : [])
  ];
  return (
    firstPage(
      metadata,
      candidates.filter((override) => isPageFor(override, 'View', factor))
    ) ?? onlyPageFor(metadata, objectName)
  );
}

/** What apps call the home tab in their overrides. */
const HOME = 'standard-home';

/**
 * The home page of an app: its override for the profile, else its own; the platform activates home pages as overrides of
 * the action `Tab` and for the desktop only. In a project that activates no home page, its only one is taken.
 */
export function chooseHomePage(metadata: PageMetadata, chooser: Chooser): ChosenPage | undefined {
  const isHome = (override: XmlNode): boolean => isPageFor(override, 'Tab', 'Large');
  const chosen = firstPage(metadata, appOverrides(metadata, HOME, chooser).filter(isHome));
  if (chosen) return chosen;
  const isActivated = ofType(metadata, 'CustomApplication')
    .flatMap((app) => [...nodes(content(app).actionOverrides), ...nodes(content(app).profileActionOverrides)])
    .some((override) => textOf(override.pageOrSobjectType) === HOME);
  const pages = isActivated ? [] : pagesOf(metadata, 'HomePage');
  return pages.length === 1 ? pages[0] : undefined;
}

/** An app's overrides of one object or tab: those of the profile first. */
function appOverrides(metadata: PageMetadata, target: string, { appName, profileName }: Chooser): XmlNode[] {
  const app = appName ? findComponent(metadata, 'CustomApplication', appName) : undefined;
  if (!app) return [];
  const { profileActionOverrides, actionOverrides } = content(app);
  const ofProfile = nodes(profileActionOverrides).filter(
    (override) => profileLabel(textOf(override.profile) ?? '') === profileName
  );
  return [...ofProfile, ...nodes(actionOverrides)].filter(
    (override) => (textOf(override.pageOrSobjectType) ?? '').toLowerCase() === target.toLowerCase()
  );
}

/** Standard profiles have other names in metadata than on pages. */
const STANDARD_PROFILES: Readonly<Record<string, string>> = table({
  Admin: 'System Administrator',
  Standard: 'Standard User',
  ReadOnly: 'Read Only',
  MarketingProfile: 'Marketing User',
  ContractManager: 'Contract Manager',
  SolutionManager: 'Solution Manager'
});

function profileLabel(metadataName: string): string {
  return STANDARD_PROFILES[metadataName] ?? decodeURIComponent(metadataName);
}

function firstPage(metadata: PageMetadata, overrides: readonly XmlNode[]): ChosenPage | undefined {
  for (const override of overrides) {
    const found = pageNamed(metadata, textOf(override.content) ?? '');
    if (found) return found;
  }
  return undefined;
}

function isPageFor(override: XmlNode, action: string, factor: string): boolean {
  const formFactor = textOf(override.formFactor);
  return (
    textOf(override.actionName) === action &&
    (textOf(override.type) ?? '').toLowerCase() === 'flexipage' &&
    (formFactor === undefined || formFactor === factor)
  );
}

/** A Lightning page by its developer name. */
export function pageNamed(metadata: PageMetadata, name: string): ChosenPage | undefined {
  const component = findComponent(metadata, 'FlexiPage', name);
  return component ? { name: component.fullName, page: readFlexiPage(content(component)) } : undefined;
}

function onlyPageFor(metadata: PageMetadata, objectName: string): ChosenPage | undefined {
  const pages = pagesOf(metadata, 'RecordPage').filter(
    ({ page }) => page.objectName?.toLowerCase() === objectName.toLowerCase()
  );
  return pages.length === 1 ? pages[0] : undefined;
}

function pagesOf(metadata: PageMetadata, type: string): ChosenPage[] {
  return ofType(metadata, 'FlexiPage')
    .map((component) => ({ name: component.fullName, page: readFlexiPage(content(component)) }))
    .filter(({ page }) => page.type === type);
}
