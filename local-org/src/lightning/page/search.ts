import type { ObjectSchema } from '../../metadata/index.ts';
import { columnPath } from '../list/columns.ts';
import { content, findComponent, isNode, ofType, textOf, texts, type PageMetadata } from '../metadata-source.ts';
import { describePath, queryPaths, type FieldAccess, type FieldDescription } from './describe-field.ts';
import { objectIcon } from './icons.ts';
import { highlightFields } from './record-content.ts';
import { table } from '../../common/index.ts';

/** An object that is searched, and what its hits show. */
export interface SearchedObject {
  readonly objectName: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly icon: string;
  readonly nameField: string;
  /** Columns of the page of results, the name first. */
  readonly columns: readonly FieldDescription[];
  /** What a hit says under its name. */
  readonly secondary: readonly FieldDescription[];
  readonly paths: readonly string[];
}

/** Standard objects that are searched whether or not the app has their tab. */
const ALWAYS = [
  'Account',
  'Contact',
  'Lead',
  'Opportunity',
  'Case',
  'Order',
  'Contract',
  'Asset',
  'Campaign',
  'Product2',
  'Task',
  'User'
];

/** Search results of standard objects whose search layout the project does not carry. */
const STANDARD_RESULTS: Readonly<Record<string, readonly string[]>> = table({
  Account: ['Site', 'Phone', 'BillingCity', 'OwnerId'],
  Contact: ['AccountId', 'Phone', 'Email', 'OwnerId'],
  Lead: ['Company', 'Phone', 'Email', 'Status', 'OwnerId'],
  Case: ['Subject', 'Status', 'CreatedDate', 'OwnerId'],
  Opportunity: ['AccountId', 'StageName', 'CloseDate', 'OwnerId'],
  Order: ['AccountId', 'Status', 'EffectiveDate', 'TotalAmount'],
  Product2: ['ProductCode', 'StockKeepingUnit', 'Family', 'IsActive'],
  Campaign: ['Type', 'Status', 'StartDate', 'OwnerId'],
  Task: ['WhoId', 'WhatId', 'ActivityDate', 'OwnerId'],
  User: ['Title', 'Email', 'Phone']
});

const MOST_OBJECTS = 24;
const SECONDARY_FIELDS = 4;

/**
 * The objects that a search of the pages looks through: the app's first, then those with a tab and the usual standard ones; only those
 * that the user may read and whose records may be searched.
 */
export function searchedObjects(
  metadata: PageMetadata,
  first: readonly string[],
  access: FieldAccess,
  canRead: (objectName: string) => boolean
): SearchedObject[] {
  const tabs = ofType(metadata, 'CustomTab').map(({ fullName }) => fullName);
  const objects = [...first, ...ALWAYS, ...tabs].flatMap((name) => metadata.schema.object(name) ?? []);
  return [...new Set(objects)]
    .filter((object) => canRead(object.name) && isSearchable(metadata, object))
    .filter(({ name, nameField }) => access(name, nameField).read)
    .slice(0, MOST_OBJECTS)
    .map((object) => describeSearched(metadata, object, access));
}

/** Records of a custom object are found unless its "Allow Search" is off. */
export function isSearchable(metadata: PageMetadata, object: ObjectSchema): boolean {
  if (object.kind === 'standard') return true;
  const component = findComponent(metadata, 'CustomObject', object.name);
  return object.kind === 'custom' && (!component || textOf(content(component).enableSearch) !== 'false');
}

/** One object with its search layout: the project's, the usual one of a standard object, or the compact layout's fields. */
export function describeSearched(metadata: PageMetadata, object: ObjectSchema, access: FieldAccess): SearchedObject {
  const described = (name: string): FieldDescription[] => {
    const path = columnPath(object, name);
    const field = path ? describePath(metadata.schema, object, path, access) : undefined;
    return field ? [field] : [];
  };
  const names = layoutFields(metadata, object) ?? STANDARD_RESULTS[object.name];
  const more = (names ? names.flatMap(described) : highlightFields(metadata, object, access)).filter(
    ({ path }) => path !== object.nameField
  );
  const columns = [...described(object.nameField), ...more];
  return {
    objectName: object.name,
    label: object.label,
    labelPlural: object.labelPlural,
    icon: objectIcon(metadata, object.name),
    nameField: object.nameField,
    columns,
    secondary: more.filter(({ type }) => type !== 'boolean' && type !== 'address').slice(0, SECONDARY_FIELDS),
    paths: [...new Set(['Id', ...queryPaths(columns)])]
  };
}

function layoutFields(metadata: PageMetadata, object: ObjectSchema): string[] | undefined {
  const component = findComponent(metadata, 'CustomObject', object.name);
  const layouts = component ? content(component).searchLayouts : undefined;
  const fields = isNode(layouts) ? texts(layouts.searchResultsAdditionalFields) : [];
  return fields.length ? fields : undefined;
}
