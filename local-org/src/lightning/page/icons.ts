import { content, findComponent, textOf, type PageMetadata } from '../metadata-source.ts';
import { table } from '../../common/index.ts';

/** Objects whose icon is not simply named after them. */
const SPECIAL: Record<string, string> = table({
  Product2: 'standard:product',
  Pricebook2: 'standard:pricebook',
  PricebookEntry: 'standard:price_book_entries',
  Order: 'standard:orders',
  OrderItem: 'standard:order_item',
  OpportunityLineItem: 'standard:opportunity',
  CampaignMember: 'standard:campaign_members',
  Asset: 'standard:asset_object',
  Group: 'standard:groups',
  Contract: 'standard:contract'
});

const NAMED_AFTER_OBJECT = new Set([
  'Account',
  'Contact',
  'Lead',
  'Case',
  'Task',
  'Event',
  'Opportunity',
  'Campaign',
  'User',
  'Solution',
  'Note',
  'Report',
  'Dashboard'
]);

/** `standard:account`, `custom:custom15`: the icon of an object, from its tab's motif where it has one. */
export function objectIcon(metadata: PageMetadata, objectName: string): string {
  const special = SPECIAL[objectName];
  if (special) return special;
  if (NAMED_AFTER_OBJECT.has(objectName)) return `standard:${objectName.toLowerCase()}`;
  return tabIcon(metadata, objectName) ?? 'standard:record';
}

/** `Custom15: People` → `custom:custom15`. */
export function tabIcon(metadata: PageMetadata, tabName: string): string | undefined {
  const tab = findComponent(metadata, 'CustomTab', tabName);
  const number = tab ? /^Custom(\d+)/.exec(textOf(content(tab).motif) ?? '')?.[1] : undefined;
  return number ? `custom:custom${number}` : undefined;
}
