import type { FlexiComponent } from './flexipage.ts';
import type { ListViewCard, PageContext, RecentItemsCard } from './page-types.ts';

type Card =
  | { readonly kind: 'listView'; readonly listView: ListViewCard }
  | { readonly kind: 'recentItems'; readonly recentItems: RecentItemsCard }
  | { readonly kind: 'todayTasks' }
  | { readonly kind: 'reportChart'; readonly reportName: string; readonly label?: string }
  | { readonly kind: 'group'; readonly components: readonly [] }
  | { readonly kind: 'unsupported'; readonly name: string; readonly reason: string };

const ROWS = 5;
const NOTHING = { kind: 'group', components: [] } as const;

/** The standard components of home and app pages that stand on their own; undefined for any other. */
export function standardCard(item: FlexiComponent, context: PageContext): Card | undefined {
  switch (item.name) {
    case 'flexipage:filterListCard':
      return listView(item, context);
    case 'flexipage:recentItems':
    case 'home:recentRecordContainer':
      return recentItems(item, context);
    case 'runtime_sales_activities:todayTaskContainer':
      return context.canReadObject('Task') ? { kind: 'todayTasks' } : NOTHING;
    case 'flexipage:reportChart': {
      const label = text(item, 'label');
      return { kind: 'reportChart', reportName: text(item, 'reportName'), ...(label && { label }) };
    }
    default:
      return undefined;
  }
}

function listView(item: FlexiComponent, { metadata, canReadObject }: PageContext): Card {
  const objectName = text(item, 'entityName');
  const object = metadata.schema.object(objectName);
  if (!object) return { kind: 'unsupported', name: item.name, reason: `This org has no object named ${objectName}.` };
  if (!canReadObject(object.name)) return NOTHING;
  const label = text(item, 'label');
  const listView: ListViewCard = {
    objectName: object.name,
    filterName: text(item, 'filterName'),
    rows: Number(text(item, 'pageSize')) || ROWS,
    ...(label ? { label } : {})
  };
  return { kind: 'listView', listView };
}

function recentItems(item: FlexiComponent, { canReadObject }: PageContext): Card {
  const names = item.properties.entityNames ?? [];
  const objectNames = (typeof names === 'string' ? names.split(',') : names).map((name) => name.trim()).filter(Boolean);
  const readable = objectNames.filter(canReadObject);
  if (objectNames.length > 0 && readable.length === 0) return NOTHING;
  const recentItems: RecentItemsCard = {
    label: text(item, 'label') || 'Recent Records',
    objectNames: readable,
    rows: Number(text(item, 'maxRecords')) || ROWS
  };
  return { kind: 'recentItems', recentItems };
}

function text(item: FlexiComponent, name: string): string {
  const value = item.properties[name];
  return typeof value === 'string' ? value : '';
}
