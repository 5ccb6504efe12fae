import type { ChildRelationship, ObjectSchema } from '../../metadata/index.ts';
import { columnPath, resolveColumns } from '../list/columns.ts';
import { content, findComponent, textOf, type PageMetadata } from '../metadata-source.ts';
import { queryPaths, type FieldAccess, type FieldDescription } from './describe-field.ts';
import { objectIcon } from './icons.ts';
import { compactLayoutFields, findLayout, type LayoutRelatedList } from './layout.ts';

export interface RelatedListDescription {
  readonly id: string;
  readonly label: string;
  readonly icon: string;
  readonly objectName: string;
  readonly objectLabel: string;
  /** Lookup on the child that points to this record. */
  readonly parentField: string;
  readonly nameField: string;
  readonly columns: readonly FieldDescription[];
  readonly paths: readonly string[];
  readonly orderBy: string;
  readonly rows?: number;
  /** Most columns of the card on the record's page; the list's own page has all. */
  readonly cardColumns: number;
}

/** Lightning's basic related list shows the first four columns of the layout, the enhanced one up to ten. */
const BASIC_COLUMNS = 4;
const MOST_COLUMNS = 10;

/** The related lists of the object's layout, or those of its own child relationships when it has none. */
export function layoutRelatedLists(
  metadata: PageMetadata,
  object: ObjectSchema,
  access: FieldAccess,
  canRead: (objectName: string) => boolean
): RelatedListDescription[] {
  const layout = findLayout(metadata, object);
  const lists = layout
    ? layout.relatedLists.map((list) => fromLayout(metadata, object, list, access))
    : object.childRelationships
        .filter(({ name, childObject }) => name && isListed(metadata, childObject))
        .map((child) => describe(metadata, object, child, undefined, access));
  return lists.filter((list): list is RelatedListDescription => list !== undefined && canRead(list.objectName));
}

/** Without a layout only custom children and the usual standard ones make a list worth showing. */
function isListed(metadata: PageMetadata, childObject: string): boolean {
  const child = metadata.schema.object(childObject);
  return (
    child?.kind === 'custom' ||
    [
      'Contact',
      'Case',
      'Opportunity',
      'Order',
      'Asset',
      'Contract',
      'OrderItem',
      'OpportunityLineItem',
      'CampaignMember'
    ].includes(childObject)
  );
}

/** A related list by relationship name (`Contacts`, `Lines__r`) or by layout name (`RelatedContactList`). */
export function relatedListNamed(
  metadata: PageMetadata,
  object: ObjectSchema,
  name: string,
  access: FieldAccess,
  columns?: readonly string[]
): RelatedListDescription | undefined {
  const child = findChild(object, name);
  if (!child) return undefined;
  const fromPage = columns?.length ? { name, columns, sortDescending: false } : undefined;
  const inLayout = findLayout(metadata, object)?.relatedLists.find((list) => findChild(object, list.name) === child);
  const list = describe(metadata, object, child, fromPage ?? inLayout, access);
  return list && fromPage ? { ...list, cardColumns: MOST_COLUMNS } : list;
}

function fromLayout(
  metadata: PageMetadata,
  object: ObjectSchema,
  list: LayoutRelatedList,
  access: FieldAccess
): RelatedListDescription | undefined {
  const child = findChild(object, list.name);
  return child ? describe(metadata, object, child, list, access) : undefined;
}

function findChild(object: ObjectSchema, name: string): ChildRelationship | undefined {
  const wanted = name.toLowerCase();
  const [childObject, field] = wanted.split('.');
  const standard = /^related(\w+)list$/.exec(wanted)?.[1];
  return object.childRelationships.find((child) => {
    const childName = child.childObject.toLowerCase();
    if (field) return childName === childObject && child.field.toLowerCase() === field;
    if (standard) return childName === standard && !child.childObject.endsWith('__c');
    return child.name?.toLowerCase() === wanted;
  });
}

function describe(
  metadata: PageMetadata,
  parent: ObjectSchema,
  relationship: ChildRelationship,
  list: LayoutRelatedList | undefined,
  access: FieldAccess
): RelatedListDescription | undefined {
  const child = metadata.schema.object(relationship.childObject);
  if (!child) return undefined;
  const names = list?.columns.length ? list.columns : defaultColumns(metadata, child, relationship.field);
  const resolved = resolveColumns(metadata.schema, child, names, access).columns;
  const named = resolved.some(({ path }) => path === child.nameField);
  const columns = named
    ? resolved
    : [...resolveColumns(metadata.schema, child, [child.nameField], access).columns, ...resolved];
  const sortPath = list?.sortField ? columnPath(child, list.sortField) : undefined;
  return {
    id: relationship.name ?? `${child.name}.${relationship.field}`,
    label: relatedLabel(metadata, parent, child, relationship),
    icon: objectIcon(metadata, child.name),
    objectName: child.name,
    objectLabel: child.label,
    parentField: relationship.field,
    nameField: child.nameField,
    columns: columns.slice(0, MOST_COLUMNS),
    paths: queryPaths(columns.slice(0, MOST_COLUMNS)),
    cardColumns: BASIC_COLUMNS,
    orderBy: sortPath
      ? `${sortPath}${list?.sortDescending ? ' DESC NULLS LAST' : ''}`
      : child.fields.has('createddate')
        ? 'CreatedDate DESC'
        : 'Id'
  };
}

/** The label that the lookup gives the list; else the children's own, told apart where two lookups lead here. */
function relatedLabel(
  metadata: PageMetadata,
  parent: ObjectSchema,
  child: ObjectSchema,
  { childObject, field }: ChildRelationship
): string {
  const lookup = findComponent(metadata, 'CustomField', `${childObject}.${field}`);
  const label = lookup ? textOf(content(lookup).relationshipLabel) : undefined;
  if (label) return label;
  const same = parent.childRelationships.filter(({ childObject: other, name }) => other === childObject && name);
  return same.length > 1 ? `${child.labelPlural} (${fieldLabel(child, field)})` : child.labelPlural;
}

function fieldLabel(child: ObjectSchema, field: string): string {
  return child.fields.get(field.toLowerCase())?.label ?? field;
}

function defaultColumns(metadata: PageMetadata, child: ObjectSchema, parentField: string): string[] {
  const compact = compactLayoutFields(metadata, child);
  const own = [...child.fields.values()]
    .filter(
      ({ custom, type, name }) => custom && name !== parentField && !/longtext|richtext|base64|encrypted/.test(type)
    )
    .map(({ name }) => name);
  const standard = ['Status', 'Subject', 'Title', 'Email', 'Phone', 'Amount', 'CloseDate', 'CreatedDate'].filter(
    (name) => child.fields.has(name.toLowerCase())
  );
  const rest = compact ?? (child.kind === 'standard' ? standard : own);
  return [...new Set([child.nameField, ...rest])].filter((name) => name !== parentField).slice(0, 5);
}
