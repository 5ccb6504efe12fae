import type { ObjectSchema } from '../../metadata/index.ts';
import { content, nodes, ofType, textOf, texts, type PageMetadata, type XmlNode } from '../metadata-source.ts';
import { compactLayoutFields } from '../page/layout.ts';
import {
  describePath,
  findField,
  queryPaths,
  type FieldAccess,
  type FieldDescription
} from '../page/describe-field.ts';
import { objectIcon } from '../page/icons.ts';
import { columnPath, resolveColumns } from './columns.ts';
import { combine, filterCondition, ListViewError, quote, type ListFilter } from './filters.ts';

/** A list view as the project or the local org defines it. */
export interface ListView {
  readonly name: string;
  readonly label: string;
  readonly scope: string;
  readonly columns: readonly string[];
  readonly filters: readonly ListFilter[];
  readonly booleanFilter?: string;
  readonly queue?: string;
}

/** What a list page shows and how it is queried. */
export interface ListDescription {
  readonly object: {
    readonly name: string;
    readonly label: string;
    readonly labelPlural: string;
    readonly icon: string;
    readonly createable: boolean;
  };
  readonly views: readonly { readonly name: string; readonly label: string }[];
  readonly view: { readonly name: string; readonly label: string };
  readonly columns: readonly FieldDescription[];
  readonly nameField: string;
  /** `SELECT … FROM … WHERE …` without ORDER BY and LIMIT. */
  readonly soql: string;
  readonly countSoql: string;
  /** `Object(fields WHERE …` of a search within the list: without its order, limit and closing parenthesis. */
  readonly returning: string;
  /** Without a path the rows come as the user looked at them. */
  readonly sort: { readonly path: string; readonly descending: boolean };
  readonly pageSize: number;
  /** What of the view could not be honoured, in words. */
  readonly notices: readonly string[];
}

export interface ListRequest {
  readonly objectName: string;
  readonly filterName?: string | undefined;
  /** Ids of the records that the user looked at last, for "Recently Viewed". */
  readonly recent?: readonly string[] | undefined;
  readonly sort?: string | undefined;
  readonly descending?: boolean;
  readonly userId: string;
}

const PAGE_SIZE = 50;
const RECENT = 'Recent';
const MOST_RECENT = 200;

/** The project's list views of an object, in the order of their labels. */
export function listViews(metadata: PageMetadata, object: ObjectSchema): ListView[] {
  const prefix = `${object.name.toLowerCase()}.`;
  const own = ofType(metadata, 'ListView')
    .filter(
      ({ fullName, file }) =>
        fullName.toLowerCase().startsWith(prefix) ||
        file.toLowerCase().replaceAll('\\', '/').includes(`/${object.name.toLowerCase()}/listviews/`)
    )
    .map((component) => readListView(component.fullName, content(component)));
  const inObject = ofType(metadata, 'CustomObject')
    .filter(({ fullName }) => fullName.toLowerCase() === object.name.toLowerCase())
    .flatMap((component) => nodes(content(component).listViews))
    .map((view) => readListView(textOf(view.fullName) ?? '', view));
  const byName = new Map([...inObject, ...own].map((view) => [view.name, view]));
  return [...byName.values()].sort((left, right) => left.label.localeCompare(right.label));
}

function readListView(fullName: string, xml: XmlNode): ListView {
  const booleanFilter = textOf(xml.booleanFilter);
  const queue = textOf(xml.queue);
  return {
    name: textOf(xml.fullName) ?? fullName.split('.').at(-1) ?? fullName,
    label: textOf(xml.label) ?? fullName,
    scope: textOf(xml.filterScope) ?? 'Everything',
    columns: texts(xml.columns),
    filters: nodes(xml.filters).map((filter) => ({
      field: textOf(filter.field) ?? '',
      operation: textOf(filter.operation) ?? 'equals',
      value: textOf(filter.value) ?? ''
    })),
    ...(booleanFilter ? { booleanFilter } : {}),
    ...(queue ? { queue } : {})
  };
}

/** Resolves a list page. Throws ListViewError for a view that does not exist or cannot be translated. */
export function describeList(
  metadata: PageMetadata,
  object: ObjectSchema,
  request: ListRequest,
  access: FieldAccess,
  createable: boolean
): ListDescription {
  const { schema } = metadata;
  const own = listViews(metadata, object);
  const all = own.find(({ scope, filters }) => scope === 'Everything' && filters.length === 0);
  const standard: ListView[] = [
    {
      name: RECENT,
      label: `Recently Viewed ${object.labelPlural}`,
      scope: 'Everything',
      columns: defaultColumns(metadata, object),
      filters: []
    },
    ...(all
      ? []
      : [
          {
            name: 'All',
            label: `All ${object.labelPlural}`,
            scope: 'Everything',
            columns: defaultColumns(metadata, object),
            filters: []
          }
        ])
  ];
  const views = [...standard, ...own];
  const wanted = request.filterName?.toLowerCase();
  const view = wanted
    ? views.find(({ name }) => name.toLowerCase() === wanted)
    : (all ?? views.find(({ name }) => name === 'All'));
  if (!view) throw new ListViewError(`${object.labelPlural} has no list view named ${request.filterName}`);

  const { columns, unknown } = resolveColumns(
    schema,
    object,
    view.columns.length ? view.columns : defaultColumns(metadata, object),
    access
  );
  const notices = unknown.map((name) => `The column ${name} is not known to the local org.`);
  const sort = sortOf(object, request, columns);
  const where =
    view.name === RECENT ? recentCondition(request.recent) : viewConditions(metadata, object, view, request);
  const tail = where ? ` WHERE ${where}` : '';
  const name = describePath(schema, object, object.nameField, access);
  const paths = queryPaths(name ? [...columns, name] : columns);
  const fields = ['Id', ...paths.filter((path) => path !== 'Id')].join(', ');
  return {
    object: {
      name: object.name,
      label: object.label,
      labelPlural: object.labelPlural,
      icon: objectIcon(metadata, object.name),
      createable
    },
    views: views.map(({ name: viewName, label }) => ({ name: viewName, label })),
    view: { name: view.name, label: view.label },
    columns,
    nameField: object.nameField,
    soql: `SELECT ${fields} FROM ${object.name}${tail}`,
    countSoql: `SELECT COUNT() FROM ${object.name}${tail}`,
    returning: `${object.name}(${fields}${tail}`,
    sort,
    pageSize: PAGE_SIZE,
    notices
  };
}

function viewConditions(metadata: PageMetadata, object: ObjectSchema, view: ListView, request: ListRequest): string {
  const filters = view.filters.map((filter) => filterCondition(metadata.schema, object, filter));
  const combined = combine(filters, view.booleanFilter);
  const scope = scopeCondition(object, view, request);
  if (!scope || !combined) return scope || combined;
  return `${scope} AND (${combined})`;
}

function scopeCondition(object: ObjectSchema, view: ListView, request: ListRequest): string {
  switch (view.scope) {
    case 'Everything':
    case 'Team':
      return '';
    case 'Mine':
      if (!findField(object, 'OwnerId'))
        throw new ListViewError(`${object.labelPlural} have no owner, so there is no list of "mine"`);
      return `OwnerId = ${quote(request.userId)}`;
    case 'Queue':
      return `Owner.Name = ${quote(view.queue ?? '')}`;
    default:
      throw new ListViewError(`List view scope ${view.scope} is not supported by the local org`);
  }
}

/** Nothing looked at yet: a list without rows. */
function recentCondition(ids: readonly string[] = []): string {
  const known = ids.filter((id) => /^[a-zA-Z0-9]{15,18}$/.test(id)).slice(0, MOST_RECENT);
  return known.length ? `Id IN (${known.map(quote).join(', ')})` : 'Id = null';
}

function sortOf(
  object: ObjectSchema,
  request: ListRequest,
  columns: readonly FieldDescription[]
): ListDescription['sort'] {
  const wanted = columns.find(({ path }) => path === request.sort);
  if (request.filterName === RECENT && !wanted) return { path: '', descending: false };
  if (wanted) return { path: wanted.namePath ?? wanted.path, descending: request.descending === true };
  return { path: object.nameField, descending: false };
}

/** Without a list view's own columns: the name and the compact layout's fields, else the first few fields. */
function defaultColumns(metadata: PageMetadata, object: ObjectSchema): string[] {
  const compact = compactLayoutFields(metadata, object)?.filter((name) => columnPath(object, name));
  if (compact?.length) return [...new Set([object.nameField, ...compact])];
  const preferred = [
    'AccountId',
    'Status',
    'Priority',
    'Subject',
    'Type',
    'Phone',
    'Email',
    'Industry',
    'OwnerId',
    'CreatedDate'
  ];
  const custom = [...object.fields.values()]
    .filter(({ custom: isCustom, type }) => isCustom && !/longtext|richtext|encrypted|base64/.test(type))
    .map(({ name }) => name);
  const standard = preferred.filter((name) => findField(object, name));
  const list = object.kind === 'standard' ? standard : [...custom.slice(0, 5), 'CreatedDate'];
  return [...new Set([object.nameField, ...list])].slice(0, 7);
}
