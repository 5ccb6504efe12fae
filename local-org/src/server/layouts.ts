import type { FieldSchema, ObjectSchema } from '../metadata/index.ts';
import { isIdText, NotImplementedError, toId18 } from '../values/index.ts';
import { ApiError, notFound } from './api-error.ts';
import { reading } from './org-resources.ts';
import { requireObject } from './records.ts';
import { isRecord, type ApiRequest, type ApiResponse } from './request.ts';

const MASTER_RECORD_TYPE = '012000000000000AAA';
/** For which the primary compact layouts can be asked at once. */
const MOST_OBJECTS = 100;

const list = (value: unknown): Record<string, unknown>[] =>
  (Array.isArray(value) ? value : value === undefined ? [] : [value]).filter(isRecord);
const texts = (value: unknown): string[] =>
  (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(String);

interface Component {
  readonly fullName: string;
  readonly data: Readonly<Record<string, unknown>>;
}

function component(field: FieldSchema, tabOrder: number): object {
  return { displayLines: 1, tabOrder, type: 'Field', value: field.name, fieldType: field.type };
}

function item(object: ObjectSchema, spec: Readonly<Record<string, unknown>>, order: number): object | undefined {
  const field = object.fields.get(String(spec.field ?? '').toLowerCase());
  if (!field) {
    return undefined;
  }
  const behavior = String(spec.behavior ?? 'Edit');
  return {
    editableForNew: behavior !== 'Readonly' && field.createable,
    editableForUpdate: behavior !== 'Readonly' && field.updateable,
    label: field.label,
    layoutComponents: [component(field, order)],
    placeholder: false,
    required: behavior === 'Required' || field.required
  };
}

function section(object: ObjectSchema, spec: Readonly<Record<string, unknown>>): object {
  const columns = list(spec.layoutColumns).map(({ layoutItems }) => list(layoutItems));
  const rows = Math.max(0, ...columns.map(({ length }) => length));
  const layoutRows = Array.from({ length: rows }, (_, row) => {
    const layoutItems = columns.flatMap((items, column) => {
      const found = items[row] && item(object, items[row], row * columns.length + column + 1);
      return found ? [found] : [];
    });
    return { layoutItems, numItems: layoutItems.length };
  });
  return {
    collapsed: false,
    columns: columns.length,
    heading: String(spec.label ?? ''),
    layoutRows,
    rows,
    tabOrder: 'LeftToRight',
    useCollapsibleSection: false,
    useHeading: spec.detailHeading === true || spec.detailHeading === 'true'
  };
}

function layout(object: ObjectSchema, { fullName, data }: Component): object {
  const sections = list(data.layoutSections).map((spec) => section(object, spec));
  const related = list(data.relatedLists).flatMap((spec) => {
    const name = String(spec.relatedList ?? '').replace(/^.*\./, '');
    const child = object.childRelationships.find((relationship) =>
      [relationship.field, relationship.name].some((known) => known?.toLowerCase() === name.toLowerCase())
    );
    return child
      ? [
          {
            columns: [],
            custom: child.childObject.endsWith('__c'),
            field: child.field,
            name: child.name,
            sobject: child.childObject
          }
        ]
      : [];
  });
  return {
    buttonLayoutSection: { detailButtons: [] },
    detailLayoutSections: sections,
    editLayoutSections: sections,
    id: fullName,
    relatedContent: null,
    relatedLists: related
  };
}

function ofObject(request: ApiRequest, type: string, object: ObjectSchema, separator: string): Component[] {
  const prefix = `${object.name}${separator}`.toLowerCase();
  return request.org.metadata.components.filter(
    (known) => known.type === type && decodeURIComponent(known.fullName).toLowerCase().startsWith(prefix)
  );
}

/** `sobjects/<Object>/describe/layouts[/<RecordTypeId>]`: the project's page layouts of the object, or that of a record type. */
function layouts(request: ApiRequest, object: ObjectSchema, recordTypeId?: string): ApiResponse {
  if (recordTypeId !== undefined) {
    requireRecordType(request, object, recordTypeId);
    const [first] = ofObject(request, 'Layout', object, '-').map((known) => layout(object, known));
    if (!first) {
      throw notFound();
    }
    return { status: 200, body: first };
  }
  const found = ofObject(request, 'Layout', object, '-').map((known) => layout(object, known));
  const recordTypeMappings = [...object.recordTypes, { developerName: 'Master', label: 'Master', active: true }].map(
    ({ developerName, label, active }) => ({
      active,
      available: true,
      defaultRecordTypeMapping: developerName === 'Master',
      developerName,
      layoutId: ofObject(request, 'Layout', object, '-')[0]?.fullName ?? null,
      master: developerName === 'Master',
      name: label,
      picklistsForRecordType: []
    })
  );
  const recordTypeSelectorRequired = [object.recordTypes.length > 0];
  return { status: 200, body: { layouts: found, recordTypeMappings, recordTypeSelectorRequired } };
}

/** @throws ApiError NOT_FOUND for an id that is no record type of the object; the master's is the same in each org */
function requireRecordType({ org }: ApiRequest, object: ObjectSchema, idText: string): void {
  const id = isIdText(idText) ? toId18(idText) : '';
  if (id !== MASTER_RECORD_TYPE && !org.rows.find('RecordType', { Id: id, SobjectType: object.name })) {
    throw notFound();
  }
}

/** `sobjects/<Object>/describe/compactLayouts`: those of the project, and the platform's own with the name alone. */
function compactLayouts(request: ApiRequest, object: ObjectSchema, part?: string, recordTypeId?: string): ApiResponse {
  const all = compactLayoutsOf(request, object);
  if (part !== undefined) {
    if (part.toLowerCase() !== 'primary') {
      throw notFound();
    }
    if (recordTypeId !== undefined) {
      requireRecordType(request, object, recordTypeId);
    }
    return { status: 200, body: all[0] };
  }
  return {
    status: 200,
    body: {
      compactLayouts: all,
      defaultCompactLayoutId: all[0].id,
      recordTypeCompactLayoutMappings: [],
      urls: { primary: `${request.base}/sobjects/${object.name}/describe/compactLayouts/primary` }
    }
  };
}

interface CompactLayout {
  readonly id: string | null;
}

/** The project's compact layouts of an object, or the platform's own; the first is the primary one. */
function compactLayoutsOf(request: ApiRequest, object: ObjectSchema): readonly [CompactLayout, ...CompactLayout[]] {
  const own = ofObject(request, 'CompactLayout', object, '.').map(({ fullName, data }) => ({
    id: fullName,
    name: fullName.replace(/^.*\./, ''),
    label: String(data.label ?? ''),
    objectType: object.name,
    actions: [],
    imageItems: [],
    fieldItems: texts(data.fields).flatMap((name, index) => {
      const field = object.fields.get(name.toLowerCase());
      return field ? [{ label: field.label, layoutComponents: [component(field, index + 1)] }] : [];
    })
  }));
  const nameField = object.fields.get(object.nameField.toLowerCase());
  const system = {
    id: null,
    name: 'SYSTEM',
    label: 'System Default',
    objectType: object.name,
    actions: [],
    imageItems: [],
    fieldItems: nameField ? [{ label: nameField.label, layoutComponents: [component(nameField, 1)] }] : []
  };
  const [first = system, ...others] = own;
  return [first, ...others];
}

/** `compactLayouts?q=Account,Contact`: the compact layout that each object shows first. @throws ApiError NOT_FOUND, MISSING_ARGUMENT */
export const primaryCompactLayouts = reading((request) => {
  const names = (request.parameters.get('q') ?? '').split(',').filter(Boolean);
  if (names.length === 0 || names.length > MOST_OBJECTS) {
    throw new ApiError(400, 'MISSING_ARGUMENT', `The q parameter must name 1 to ${MOST_OBJECTS} objects`);
  }
  const body = names.map((name) => {
    const object = requireObject(request, name);
    return [object.name, compactLayoutsOf(request, object)[0]];
  });
  return { status: 200, body: Object.fromEntries(body) };
});

/**
 * What lies below `sobjects/<Object>/describe/`, with what follows the part's name. The local org has no approval layouts and no named
 * ones.
 * @throws ApiError NOT_FOUND
 */
export function describePart(
  request: ApiRequest,
  object: ObjectSchema,
  part: string,
  [name, ...more]: readonly string[]
): ApiResponse {
  return reading(() => {
    if (more.length > 0 && part.toLowerCase() !== 'compactlayouts') {
      throw notFound();
    }
    switch (part.toLowerCase()) {
      case 'layouts':
        return layouts(request, object, name);
      case 'compactlayouts':
        return compactLayouts(request, object, name, more[0]);
      case 'approvallayouts':
        if (name === undefined) {
          return { status: 200, body: { approvalLayouts: [] } };
        }
        throw notFound();
      default:
        throw notFound();
    }
  })(request);
}

/** `quickActions` of the org or of an object: the names and labels of the project's actions. */
export function quickActions(request: ApiRequest, object?: ObjectSchema): ApiResponse {
  return reading(() => ({
    status: 200,
    body: actionsOf(request, object)
  }))(request);
}

interface QuickAction {
  readonly actionEnumOrId: string;
  readonly label: string;
  readonly name: string;
  readonly type: string;
  readonly urls: Readonly<Record<string, string>>;
}

function actionsOf({ org, base }: ApiRequest, object?: ObjectSchema): QuickAction[] {
  const place = object ? `${base}/sobjects/${object.name}/quickActions` : `${base}/quickActions`;
  return org.metadata.components
    .filter(({ type, fullName }) => {
      const owner = fullName.includes('.') ? fullName.split('.')[0]!.toLowerCase() : undefined;
      return type === 'QuickAction' && (object ? owner === object.name.toLowerCase() : owner === undefined);
    })
    .map(({ fullName, data }) => {
      const name = fullName.replace(/^.*\./, '');
      return {
        actionEnumOrId: fullName,
        label: String(data.label ?? fullName),
        name,
        type: String(data.type ?? ''),
        urls: { quickAction: `${place}/${name}` }
      };
    });
}

/** One quick action by its name; running it and its default values are not implemented. @throws ApiError NOT_FOUND */
export function quickAction(request: ApiRequest, name: string, object?: ObjectSchema): ApiResponse {
  const own = name.replace(/^.*\./, '').toLowerCase();
  const found = actionsOf(request, object).find((action) => action.name.toLowerCase() === own);
  if (!found) {
    throw notFound();
  }
  if (request.method === 'POST') {
    throw new NotImplementedError(`the quick action ${found.actionEnumOrId} by the REST API`);
  }
  return reading(() => ({ status: 200, body: found }))(request);
}
