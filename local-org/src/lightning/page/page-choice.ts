import { content, findComponent, nodes, ofType, textOf, type PageMetadata, type XmlNode } from '../metadata-source.ts';
import { readFlexiPage, type FlexiPage } from './flexipage.ts';

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
  const app = chooser.appName ? findComponent(metadata, 'CustomApplication', chooser.appName) : undefined;
  const object = findComponent(metadata, 'CustomObject', objectName);
  const factor = chooser.formFactor ?? 'Large';
  const forObject = (override: XmlNode): boolean =>
    (textOf(override.pageOrSobjectType) ?? '').toLowerCase() === objectName.toLowerCase();
  const candidates = [
    ...(app
      ? nodes(content(app).profileActionOverrides)
          .filter(forObject)
          .filter((override) => textOf(override.profile) === chooser.profileName)
      : []),
    ...(app ? nodes(content(app).actionOverrides).filter(forObject) : []),
    ...(object ? nodes(content(object).actionOverrides) : [])
  ];
  const names = candidates
    .filter((override) => isViewPage(override, factor))
    .map((override) => textOf(override.content) ?? '');
  for (const name of names) {
    const found = pageNamed(metadata, name);
    if (found) return found;
  }
  return onlyPageFor(metadata, objectName);
}

function isViewPage(override: XmlNode, factor: string): boolean {
  const formFactor = textOf(override.formFactor);
  return (
    textOf(override.actionName) === 'View' &&
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
  const pages = ofType(metadata, 'FlexiPage')
    .map((component) => ({ name: component.fullName, page: readFlexiPage(content(component)) }))
    .filter(({ page }) => page.type === 'RecordPage' && page.objectName?.toLowerCase() === objectName.toLowerCase());
  return pages.length === 1 ? pages[0] : undefined;
}
