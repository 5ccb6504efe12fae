import type { ObjectSchema } from '../../metadata/index.ts';
import {
  content,
  findComponent,
  nodes,
  ofType,
  textOf,
  texts,
  type MetadataComponent,
  type PageMetadata,
  type XmlNode
} from '../metadata-source.ts';

export interface LayoutSection {
  readonly label: string;
  readonly showHeading: boolean;
  readonly columns: readonly (readonly LayoutItem[])[];
}

/** A field of a layout. */
export interface LayoutItem {
  readonly field: string;
  readonly behavior: 'Edit' | 'Required' | 'Readonly';
}

export interface LayoutRelatedList {
  /** Child object and its lookup field, as layouts write it (`Order_Item__c.Order__c`), or a standard list's own name (`RelatedContactList`). */
  readonly name: string;
  readonly columns: readonly string[];
  readonly sortField?: string;
  readonly sortDescending: boolean;
}

export interface PageLayout {
  readonly name: string;
  readonly sections: readonly LayoutSection[];
  readonly relatedLists: readonly LayoutRelatedList[];
}

/** The metadata of the object's page layout; empty without one. */
export function layoutContent(metadata: PageMetadata, object: ObjectSchema): XmlNode {
  const chosen = chosenLayout(metadata, object);
  return chosen ? content(chosen) : {};
}

/** The object's page layout: the one named after it, else its first; layouts per record type and profile are not told apart. */
export function findLayout(metadata: PageMetadata, object: ObjectSchema): PageLayout | undefined {
  const chosen = chosenLayout(metadata, object);
  return chosen ? readLayout(chosen.fullName, content(chosen)) : undefined;
}

function chosenLayout(metadata: PageMetadata, object: ObjectSchema): MetadataComponent | undefined {
  const prefix = `${object.name.toLowerCase()}-`;
  const layouts = ofType(metadata, 'Layout').filter(({ fullName }) => fullName.toLowerCase().startsWith(prefix));
  const standard = layouts.find(
    ({ fullName }) => decodeURIComponent(fullName).toLowerCase() === `${prefix}${object.label.toLowerCase()} layout`
  );
  return standard ?? layouts[0];
}

function readLayout(name: string, xml: XmlNode): PageLayout {
  const sections = nodes(xml.layoutSections)
    .filter((section) => textOf(section.style) !== 'CustomLinks')
    .map((section) => ({
      label: textOf(section.label) ?? '',
      showHeading: textOf(section.detailHeading) !== 'false',
      columns: nodes(section.layoutColumns).map((column) =>
        nodes(column.layoutItems).flatMap((item) => {
          const field = textOf(item.field);
          return field ? [{ field, behavior: behaviorOf(textOf(item.behavior)) }] : [];
        })
      )
    }))
    .filter((section) => section.columns.some((column) => column.length > 0));
  const relatedLists = nodes(xml.relatedLists).map((list) => {
    const sortField = textOf(list.sortField);
    return {
      name: textOf(list.relatedList) ?? '',
      columns: texts(list.fields),
      sortDescending: textOf(list.sortOrder) === 'Desc',
      ...(sortField ? { sortField } : {})
    };
  });
  return { name, sections, relatedLists };
}

function behaviorOf(text: string | undefined): LayoutItem['behavior'] {
  return text === 'Required' || text === 'Readonly' ? text : 'Edit';
}

/** Fields of the object's compact layout: the one the object is assigned, or its only one. */
export function compactLayoutFields(metadata: PageMetadata, object: ObjectSchema): string[] | undefined {
  const component = findComponent(metadata, 'CustomObject', object.name);
  const assigned = component ? textOf(content(component).compactLayoutAssignment) : undefined;
  const own = [
    ...ofType(metadata, 'CompactLayout')
      .filter(({ fullName }) => fullName.toLowerCase().startsWith(`${object.name.toLowerCase()}.`))
      .map((layout) => content(layout)),
    ...(component ? nodes(content(component).compactLayouts) : [])
  ];
  const chosen =
    own.find((layout) => assigned && textOf(layout.fullName) === assigned) ?? (own.length === 1 ? own[0] : undefined);
  return chosen ? texts(chosen.fields) : undefined;
}
