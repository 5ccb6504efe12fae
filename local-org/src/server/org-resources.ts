import { tableOf } from '../db/index.ts';
import type { ObjectSchema } from '../metadata/index.ts';
import { ORG_LIMITS } from '../records/index.ts';
import { ApiError, methodNotAllowed } from './api-error.ts';
import type { ApiRequest, ApiResponse, Handler } from './request.ts';

/** Refuses everything but reading. */
export function reading(handler: Handler): Handler {
  return (request) => {
    if (request.method !== 'GET') {
      throw methodNotAllowed(request.method, ['GET', 'HEAD']);
    }
    return handler(request);
  };
}

/** `limits`: what `OrgLimits` says in Apex. @throws ApiError FORBIDDEN without "View Setup and Configuration" */
export const limitsResource = reading(({ org }) => ({
  status: 200,
  body: Object.fromEntries(
    Object.entries(ORG_LIMITS).map(([name, max]) => [name, { Max: max, Remaining: max - org.usage.used(name) }])
  )
}));

/** `limits/recordCount?sObjects=…`: how many records the objects have; without names, of all that have some. */
export const recordCountResource = reading((request) => {
  const { org, parameters } = request;
  const names = parameters.get('sObjects')?.split(',').filter(Boolean);
  const objects: ObjectSchema[] = [];
  for (const name of names ?? [...org.schema.objects()].map((object) => object.name)) {
    const object = org.schema.object(name.trim());
    if (!object || object.kind === 'platformEvent' || !org.access.objectAccess(request.user, object.name).read) {
      continue;
    }
    objects.push(object);
  }
  const sObjects = objects.map((object) => ({ count: countRows(request, object), name: object.name }));
  return { status: 200, body: { sObjects: names ? sObjects : sObjects.filter(({ count }) => count > 0) } };
});

function countRows({ org }: ApiRequest, object: ObjectSchema): number {
  org.db.ensureTable(object);
  const live = object.fields.has('isdeleted') ? ' WHERE "isdeleted" = 0' : '';
  return Number(org.db.get(`SELECT count(*) AS n FROM ${tableOf(object)}${live}`)?.['n'] ?? 0);
}

/** `tabs`: the tabs of custom objects and pages that the project defines, and of the objects that the user may read. */
export const tabsResource = reading((request) => {
  const { org, user, base } = request;
  const custom = org.metadata.components.filter(({ type }) => type === 'CustomTab').map(({ fullName }) => fullName);
  const tabs = custom.flatMap((name) => {
    const object = org.schema.object(name);
    if (object && !org.access.objectAccess(user, object.name).read) {
      return [];
    }
    return [tab(name, object?.labelPlural ?? name, object, base)];
  });
  return { status: 200, body: tabs };
});

function tab(name: string, label: string, object: ObjectSchema | undefined, base: string): object {
  return {
    colors: [],
    custom: true,
    iconUrl: '',
    icons: [],
    label,
    miniIconUrl: '',
    name,
    sobjectName: object?.name ?? '',
    timeStyles: [],
    url: object ? `${base.replace(/\/services.*/, '')}/${object.keyPrefix}/o` : ''
  };
}

/** `theme`: the colours and icons of objects; the local org defines none of its own. */
export const themeResource = reading(() => ({ status: 200, body: { themeItems: [] } }));

/** `recent`: which records a user looked at is not kept. */
export const recentResource = reading(() => ({ status: 200, body: [] }));

/** `appMenu/AppSwitcher` and `appMenu/Salesforce1`: the apps of the launcher, from the rows of AppMenuItem. */
export const appMenuResource: Handler = reading(({ org, path }) => {
  const kind = (path[1] ?? '').toLowerCase();
  if (path[1] === undefined) {
    return { status: 200, body: ['AppSwitcher', 'Salesforce1'] };
  }
  if (kind !== 'appswitcher' && kind !== 'salesforce1') {
    throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
  }
  const item = org.schema.object('AppMenuItem');
  if (!item || kind === 'salesforce1') {
    return { status: 200, body: { appMenuItems: [] } };
  }
  org.db.ensureTable(item);
  const rows = org.db.all(`SELECT "id", "name", "label" FROM ${tableOf(item)} ORDER BY "sortorder"`);
  const appMenuItems = rows.map(({ id, name, label }) => ({
    colors: [],
    content: null,
    icons: [],
    id,
    label,
    name,
    type: 'Tabset',
    url: '/home/home.jsp'
  }));
  return { status: 200, body: { appMenuItems } };
});

/** An answer that tells when the schema was read, and is empty for who has it already. */
export function unlessUnchanged(request: ApiRequest, answer: () => ApiResponse): ApiResponse {
  const { openedAt } = request.org;
  const since = Date.parse(request.headers['if-modified-since'] ?? '');
  const modified = Math.floor(openedAt / 1000) * 1000;
  const headers = { 'last-modified': new Date(modified).toUTCString() };
  if (!Number.isNaN(since) && since >= modified) {
    return { status: 304, headers };
  }
  const response = answer();
  return { ...response, headers: { ...response.headers, ...headers } };
}
