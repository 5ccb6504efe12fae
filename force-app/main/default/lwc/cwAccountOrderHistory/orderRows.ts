import { ORDERS_LABELS as LABELS } from 'c/cwLabelsOrders';
import { day, exact, fill, money, number, plural, relative, shortDay } from 'c/cwPanelFormat';
import type { Row } from 'apex/CwOrderHistoryView';

/** A coloured word about an order. */
export interface Badge {
  readonly key: string;
  readonly text: string;
  readonly className: string;
  readonly title: string;
}

/** An order as the table shows it. */
export interface OrderRow {
  readonly key: string;
  readonly id: string;
  readonly orderNumber: string;
  readonly placed: string;
  readonly placedTitle: string;
  readonly badges: readonly Badge[];
  readonly items: string;
  readonly itemsWithUnit: string;
  readonly total: string;
  readonly channel: string;
  readonly isOpen: boolean;
  readonly expanded: string;
  readonly iconName: string;
  readonly toggleLabel: string;
  readonly menuLabel: string;
  readonly className: string;
  readonly detailKey: string;
}

const NOT_PAID: ReadonlySet<string> = new Set(['Pending', 'Authorized', 'Voided']);

function badge(key: string, text: string, tone: string, title = ''): Badge {
  return { key, text, className: `badge badge_${tone}`, title };
}

function shippingBadge(row: Row): Badge {
  if (row.status === 'Cancelled') {
    return badge('state', LABELS.ordersStatusCancelled, 'quiet');
  }
  if (row.deliveredAt && row.openShipments === 0) {
    const title = fill(LABELS.ordersDeliveredOn, exact(row.deliveredAt));
    return badge('state', LABELS.ordersStatusDelivered, 'good', title);
  }
  if (row.openShipments > 0 && row.arrivesAt && new Date(row.arrivesAt) > new Date()) {
    return badge('state', fill(LABELS.ordersStatusArriving, shortDay(row.arrivesAt)), 'busy', exact(row.arrivesAt));
  }
  switch (row.fulfillmentStatus) {
    case 'Fulfilled':
      return badge('state', LABELS.ordersStatusShipped, 'busy');
    case 'Partial':
      return badge('state', LABELS.ordersStatusPartial, 'busy');
    case 'Restocked':
      return badge('state', LABELS.ordersStatusRestocked, 'quiet');
    default:
      return row.status === 'Completed'
        ? badge('state', LABELS.ordersStatusCompleted, 'good')
        : badge('state', LABELS.ordersStatusOpen, 'plain');
  }
}

/** What there is to say about an order, most important first. */
export function badgesOf(row: Row): Badge[] {
  const badges = [shippingBadge(row)];
  if (row.returnedLines > 0) {
    badges.push(badge('returned', fill(LABELS.ordersStatusReturned, number(row.returnedLines)), 'bad'));
  } else if (row.refunded > 0) {
    badges.push(badge('refunded', LABELS.ordersStatusRefunded, 'bad', money(row.refunded, row.currencyCode)));
  }
  if (row.isTest) {
    badges.push(badge('test', LABELS.ordersStatusTest, 'quiet'));
  } else if (row.status !== 'Cancelled' && NOT_PAID.has(row.paymentStatus ?? '')) {
    badges.push(badge('unpaid', LABELS.ordersStatusUnpaid, 'warn'));
  }
  return badges;
}

/** The order as a table row. `channels` translates picklist values. */
export function toOrderRow(row: Row, isOpen: boolean, channels: ReadonlyMap<string, string>): OrderRow {
  const id = row.id ?? '';
  return {
    key: id,
    id,
    orderNumber: row.orderNumber,
    placed: row.placedAt ? day(row.placedAt) : '',
    placedTitle: row.placedAt ? `${exact(row.placedAt)} (${relative(row.placedAt)})` : '',
    badges: badgesOf(row),
    items: number(row.items, 2),
    itemsWithUnit: plural(row.items, LABELS.ordersItemsOne, LABELS.ordersItemsOther),
    total: money(row.total, row.currencyCode),
    channel: channels.get(row.channel ?? '') ?? row.channel ?? '',
    isOpen,
    expanded: String(isOpen),
    iconName: isOpen ? 'utility:chevrondown' : 'utility:chevronright',
    toggleLabel: fill(isOpen ? LABELS.ordersCollapse : LABELS.ordersExpand, row.orderNumber),
    menuLabel: fill(LABELS.ordersMenu, row.orderNumber),
    className: isOpen ? 'row row_open' : 'row',
    detailKey: `${id}-detail`
  };
}
