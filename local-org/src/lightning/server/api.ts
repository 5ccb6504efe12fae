import type { ObjectSchema } from '../../metadata/index.ts';
import { describeList, listViews } from '../list/list-view.ts';
import { ListViewError } from '../list/index.ts';
import { componentPage, tabContent } from '../page/apps.ts';
import {
  describeObject,
  describePage,
  defaultRecordPage,
  type PageContext,
  type PageDescription
} from '../page/describe-page.ts';
import type { FieldAccess } from '../page/describe-field.ts';
import { formSections } from '../page/form.ts';
import { tabIcon } from '../page/icons.ts';
import { objectInfo } from '../page/object-info.ts';
import { relatedListNamed } from '../page/related-lists.ts';
import { describeSearched, searchedObjects } from '../page/search.ts';
import { chooseHomePage, chooseRecordPage, pageNamed } from '../page/page-choice.ts';
import { listActions } from '../action/list-actions.ts';
import { recordActions } from '../action/record-actions.ts';
import type { ActionContext } from '../action/quick-action.ts';
import { isHighlightsPanel } from '../page/page-resolver.ts';
import { analyticsApi } from './analytics-api.ts';
import { ApiError, type ApiRequest } from './api-request.ts';

export { ApiError, type ApiRequest };

/** Answers one `/lightning/api/<name>` request. Throws ApiError. */
export function answerApi(name: string, request: ApiRequest): unknown {
  switch (name) {
    case 'page':
      return page(request);
    case 'list':
      return list(request);
    case 'object':
      return describe(request);
    case 'search':
      return search(request);
    case 'related':
      return related(request);
    case 'form':
      return form(request);
    case 'views':
      return {
        views: listViews(request.org.metadata, readable(request, request.parameters.get('object') ?? '')).map(
          ({ name: view, label }) => ({ name: view, label })
        )
      };
    case 'reports':
    case 'report':
    case 'dashboards':
    case 'dashboard':
      return analyticsApi(name, request);
    default:
      throw new ApiError(404, 'NOT_FOUND', `There is no /lightning/api/${name}`);
  }
}

function fieldAccess({ org, user }: ApiRequest): FieldAccess {
  return (objectName, fieldName) => org.fieldAccess(user, objectName, fieldName);
}

/** The object, if it exists and the user may read it. */
function readable(request: ApiRequest, name: string): ObjectSchema {
  const object = request.org.metadata.schema.object(name);
  if (!object) throw new ApiError(404, 'INVALID_TYPE', `This org has no object named ${name}.`);
  if (!request.org.objectAccess(request.user, object.name).read) {
    throw new ApiError(
      403,
      'INSUFFICIENT_ACCESS',
      `${request.user.name} has no Read permission on ${object.labelPlural} (${object.name}). A permission set that grants it must be assigned.`
    );
  }
  return object;
}

function objectOfId(request: ApiRequest, id: string): ObjectSchema {
  const object = request.org.metadata.schema.objectByPrefix(id.slice(0, 3));
  if (!object)
    throw new ApiError(404, 'NOT_FOUND', `No object of this org has record ids that begin with ${id.slice(0, 3)}.`);
  return readable(request, object.name);
}

function context(request: ApiRequest, object?: ObjectSchema): PageContext {
  const { org, user, components } = request;
  return {
    metadata: org.metadata,
    access: fieldAccess(request),
    canReadObject: (name) => org.objectAccess(user, name).read,
    components,
    ...(object ? { object } : {})
  };
}

function page(request: ApiRequest): PageDescription {
  const { org, user, parameters } = request;
  const type = parameters.get('type') ?? 'record';
  if (type === 'tab') return tabPage(request, parameters.get('name') ?? '');
  if (type === 'home') return homePage(request);
  const id = parameters.get('id') ?? '';
  const object = parameters.get('object') ? readable(request, parameters.get('object') ?? '') : objectOfId(request, id);
  if (id && org.metadata.schema.objectByPrefix(id.slice(0, 3))?.name !== object.name) {
    throw new ApiError(404, 'NOT_FOUND', `${id} is not the id of a ${object.label}.`);
  }
  const chosen = chooseRecordPage(org.metadata, object.name, {
    appName: parameters.get('app') ?? undefined,
    profileName: user.profileName,
    formFactor: parameters.get('formFactor') === 'Small' ? 'Small' : 'Large'
  });
  const described = describePage(
    chosen?.name ?? 'default',
    chosen?.page ?? defaultRecordPage(),
    context(request, object)
  );
  const rights = org.objectAccess(user, object.name);
  const panel = (chosen?.page ? [...chosen.page.regions.values()] : [])
    .flatMap(({ items }) => items)
    .find((item) => item.kind === 'component' && isHighlightsPanel(item.name));
  const actions = recordActions(actionContext(request), object, panel?.kind === 'component' ? panel : undefined);
  return { ...described, object: describeObject(org.metadata, object, rights), actions };
}

function actionContext({ org, user, components }: ApiRequest): ActionContext {
  return { metadata: org.metadata, components, rights: (name) => org.objectAccess(user, name) };
}

function tabPage(request: ApiRequest, name: string): PageDescription {
  const { metadata } = request.org;
  const tab = tabContent(metadata, name);
  if (!tab) throw new ApiError(404, 'NOT_FOUND', `This org has no tab named ${name}.`);
  if (tab.component) return describePage(name, componentPage(tab.label, tab.component), context(request));
  if (!tab.page)
    throw new ApiError(
      404,
      'NOT_FOUND',
      `The tab ${tab.label} shows ${tab.shows}, which is not supported by the local org.`
    );
  const found = pageNamed(metadata, tab.page);
  if (!found)
    throw new ApiError(404, 'NOT_FOUND', `The Lightning page ${tab.page} of the tab ${tab.label} does not exist.`);
  const icon = tabIcon(metadata, name) ?? 'standard:lightning_component';
  return { ...describePage(found.name, found.page, context(request)), label: tab.label, icon };
}

function homePage(request: ApiRequest): PageDescription {
  const { org, user, parameters } = request;
  const found = chooseHomePage(org.metadata, {
    appName: parameters.get('app') ?? undefined,
    profileName: user.profileName
  });
  if (!found) throw new ApiError(404, 'NOT_FOUND', 'This app has no home page of its own.');
  return describePage(found.name, found.page, context(request));
}

function list(request: ApiRequest): unknown {
  const { org, user, parameters } = request;
  const object = readable(request, parameters.get('object') ?? '');
  const wanted = {
    objectName: object.name,
    filterName: parameters.get('filterName') ?? undefined,
    recent: parameters.get('recent')?.split(',').filter(Boolean),
    sort: parameters.get('sort') ?? undefined,
    descending: parameters.get('direction') === 'desc',
    userId: user.id
  };
  try {
    const { hasNew, actions } = listActions(actionContext(request), object);
    const createable = hasNew && org.objectAccess(user, object.name).create;
    return { ...describeList(org.metadata, object, wanted, fieldAccess(request), createable), actions };
  } catch (error) {
    if (error instanceof ListViewError) throw new ApiError(400, 'LIST_VIEW', error.message);
    throw error;
  }
}

function describe(request: ApiRequest): unknown {
  const id = request.parameters.get('id');
  const object = id ? objectOfId(request, id) : readable(request, request.parameters.get('name') ?? '');
  return objectInfo(
    request.org.metadata,
    object,
    fieldAccess(request),
    request.org.objectAccess(request.user, object.name)
  );
}

/** The inputs that a form for a new or an existing record offers, laid out as on its page layout. */
function form(request: ApiRequest): unknown {
  const object = readable(request, request.parameters.get('object') ?? '');
  const isNew = request.parameters.get('new') === 'true';
  return { sections: formSections(request.org.metadata, object, fieldAccess(request), isNew) };
}

/** The objects that a search looks through: those of the app and the usual ones, or with `only` exactly those named (a lookup's targets). */
function search(request: ApiRequest): unknown {
  const { org, user, parameters } = request;
  const names = (parameters.get('objects') ?? '').split(',').filter(Boolean);
  const canRead = (name: string): boolean => org.objectAccess(user, name).read;
  if (parameters.get('only') !== 'true')
    return { objects: searchedObjects(org.metadata, names, fieldAccess(request), canRead) };
  const objects = names
    .flatMap((name) => org.metadata.schema.object(name) ?? [])
    .filter(({ name }) => canRead(name))
    .map((object) => describeSearched(org.metadata, object, fieldAccess(request)));
  return { objects };
}

/** One related list of an object, with every column of the layout. */
function related(request: ApiRequest): unknown {
  const { org, user, parameters } = request;
  const named = parameters.get('object');
  const object = named ? readable(request, named) : objectOfId(request, parameters.get('id') ?? '');
  const name = parameters.get('list') ?? '';
  const list = relatedListNamed(org.metadata, object, name, fieldAccess(request));
  if (!list || !org.objectAccess(user, list.objectName).read)
    throw new ApiError(404, 'NOT_FOUND', `${object.labelPlural} have no related list ${name} that you may see.`);
  return { list, object: describeObject(org.metadata, object, org.objectAccess(user, object.name)) };
}
