import type { FieldSchema, ObjectSchema } from '../metadata/schema.ts';
import { notFound } from './api-error.ts';
import { reading } from './org-resources.ts';
import { isRecord, type ApiRequest, type ApiResponse } from './request.ts';

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

/** `sobjects/<Object>/describe/layouts`: the project's page layouts of the object. */
function layouts(request: ApiRequest, object: ObjectSchema): ApiResponse {
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

/** `sobjects/<Object>/describe/compactLayouts`: those of the project, and the platform's own with the name alone. */
function compactLayouts(request: ApiRequest, object: ObjectSchema): ApiResponse {
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
  const [first = system] = own;
  return {
    status: 200,
    body: {
      compactLayouts: own.length > 0 ? own : [system],
      defaultCompactLayoutId: first.id,
      recordTypeCompactLayoutMappings: [],
      urls: { primary: `${request.base}/sobjects/${object.name}/describe/compactLayouts/primary` }
    }
  };
}

/** What lies below `sobjects/<Object>/describe/`. @throws ApiError NOT_FOUND */
export function describePart(request: ApiRequest, object: ObjectSchema, part: string): ApiResponse {
  return reading(() => {
    switch (part.toLowerCase()) {
      case 'layouts':
        return layouts(request, object);
      case 'compactlayouts':
        return compactLayouts(request, object);
      case 'approvallayouts':
        return { status: 200, body: { approvalLayouts: [] } };
      case 'namedlayouts':
        return { status: 200, body: { layouts: [] } };
      default:
        throw notFound();
    }
  })(request);
}

/** `quickActions` of the org or of an object: the names and labels of the project's actions. */
export function quickActions(request: ApiRequest, object?: ObjectSchema): ApiResponse {
  return reading(() => ({
    status: 200,
    body: request.org.metadata.components
      .filter(({ type, fullName }) => {
        const owner = fullName.includes('.') ? fullName.split('.')[0]!.toLowerCase() : undefined;
        return type === 'QuickAction' && (object ? owner === object.name.toLowerCase() : owner === undefined);
      })
      .map(({ fullName, data }) => ({
        actionEnumOrId: fullName,
        label: String(data.label ?? fullName),
        name: fullName.replace(/^.*\./, ''),
        type: String(data.type ?? ''),
        urls: {}
      }))
  }))(request);
}
