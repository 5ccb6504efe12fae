import type { ObjectSchema } from '../../metadata/index.ts';
import type { PageMetadata } from '../metadata-source.ts';
import type { FlexiComponent, FlexiPage } from './flexipage.ts';
import { objectIcon } from './icons.ts';
import { PageResolver } from './page-resolver.ts';
import type { PageContext, PageDescription } from './page-types.ts';

export type { PageComponent, PageContext, PageDescription, PageRegion, PageTab } from './page-types.ts';

/** Resolves a Lightning page's regions into what the shell shows. */
export function describePage(
  name: string,
  page: FlexiPage,
  context: PageContext
): Pick<PageDescription, 'name' | 'label' | 'template' | 'regions' | 'paths'> {
  const resolver = new PageResolver(page, context);
  const regions = [...page.regions.values()]
    .filter(({ isFacet }) => !isFacet)
    .map((region) => ({ name: region.name, components: resolver.components(region.items) }));
  return { name, label: page.label, template: page.template, regions, paths: resolver.paths() };
}

/** The page for an object without a Lightning page of its own: highlights, and tabs for related lists and details. */
export function defaultRecordPage(): FlexiPage {
  const component = (componentName: string, properties: Record<string, string> = {}): FlexiComponent => ({
    kind: 'component',
    name: componentName,
    identifier: componentName,
    properties
  });
  const facet = (name: string, ...items: FlexiComponent[]) => ({ name, isFacet: true, items });
  const tab = (title: string, body: string, active: string): FlexiComponent => ({
    ...component('flexipage:tab', { title: `Standard.Tab.${title}`, body, active }),
    identifier: `tab_${title}`
  });
  const regions = [
    { name: 'header', isFacet: false, items: [component('force:highlightsPanel')] },
    { name: 'main', isFacet: false, items: [component('flexipage:tabset', { tabs: 'tabs' })] },
    facet('tabs', tab('detail', 'detail', 'true'), tab('relatedLists', 'related', 'false')),
    facet('detail', component('force:detailPanel')),
    facet('related', component('force:relatedListContainer'))
  ];
  return {
    label: 'Record Page',
    type: 'RecordPage',
    objectName: undefined,
    template: 'flexipage:recordHomeSingleColTemplateDesktop',
    regions: new Map(regions.map((region) => [region.name, region]))
  };
}

/** The object part of a record page's description. */
export function describeObject(
  metadata: PageMetadata,
  object: ObjectSchema,
  rights: { edit: boolean; delete: boolean }
): NonNullable<PageDescription['object']> {
  return {
    name: object.name,
    label: object.label,
    labelPlural: object.labelPlural,
    icon: objectIcon(metadata, object.name),
    nameField: object.nameField,
    editable: rights.edit,
    deletable: rights.delete
  };
}
