import { ORDERS_LABELS } from 'c/cwLabelsOrders';
import { PROGRESS_LABELS } from 'c/cwLabelsProgress';
import { SHIP_LABELS } from 'c/cwLabelsShip';
import { day, daysBetween, exact, fill, money, number, plural, relative, shortDay } from 'c/cwPanelFormat';
import { lateText } from 'c/cwPanelShipment';
import type { Row } from 'apex/CwOrderHistoryView';

const LABELS = { ...ORDERS_LABELS, ...PROGRESS_LABELS, ...SHIP_LABELS };

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
  readonly store: string;
  readonly isOpen: boolean;
  readonly hasCaseForm: boolean;
  readonly expanded: string;
  readonly chevronClass: string;
  readonly toggleLabel: string;
  readonly menuLabel: string;
  readonly className: string;
  readonly detailKey: string;
}

const NOT_PAID: ReadonlySet<string> = new Set(['Pending', 'Authorized', 'Voided']);

function badge(key: string, text: string, tone: string, title = ''): Badge {
  return { key, text, className: `badge badge_${tone}`, title };
}

/** Days after the promised day of the first parcel that is still on its way. */
function lateDays({ arrivesAt }: Row): number {
  return arrivesAt ? daysBetween(arrivesAt, new Date().toISOString()) : 0;
}

function onItsWay(row: Row): Badge {
  const title = row.arrivesAt ? exact(row.arrivesAt) : '';
  if (lateDays(row) > 0) {
    return badge('state', lateText(lateDays(row)), 'bad', title);
  }
  if (row.outForDelivery > 0) {
    return badge('state', LABELS.shipOut, 'busy', title);
  }
  return row.arrivesAt
    ? badge('state', fill(LABELS.ordersStatusArriving, shortDay(row.arrivesAt)), 'busy', title)
    : badge('state', LABELS.progressOnTheWay, 'busy');
}

function withoutParcels(row: Row): Badge {
  switch (row.fulfillmentStatus) {
    case 'Fulfilled':
      return badge('state', LABELS.ordersStatusShipped, 'busy');
    case 'Partial':
      return badge('state', LABELS.progressPartlyShipped, 'busy');
    case 'Restocked':
      return badge('state', LABELS.ordersStatusRestocked, 'quiet');
    default:
      return row.status === 'Completed'
        ? badge('state', LABELS.ordersStatusCompleted, 'good')
        : badge('state', LABELS.progressNotShipped, 'plain');
  }
}

/** Where the order is, what needs somebody first. The words are those of the filter. */
function shippingBadge(row: Row): Badge {
  if (row.status === 'Cancelled') {
    return badge('state', LABELS.progressCancelled, 'quiet');
  }
  if (row.failedShipments > 0) {
    return badge('state', LABELS.shipFailed, 'bad');
  }
  if (row.openShipments > 0 && lateDays(row) > 0) {
    return onItsWay(row);
  }
  if (row.deliveredShipments > 0 && row.deliveredShipments < row.shipments) {
    const share = fill(LABELS.shipDeliveredPart, number(row.deliveredShipments), number(row.shipments));
    return badge('state', share, 'busy', row.arrivesAt ? exact(row.arrivesAt) : '');
  }
  if (row.openShipments > 0) {
    return onItsWay(row);
  }
  if (row.deliveredShipments > 0 && row.fulfillmentStatus !== 'Partial') {
    const title = row.deliveredAt ? fill(LABELS.ordersDeliveredOn, exact(row.deliveredAt)) : '';
    return badge('state', LABELS.progressDelivered, 'good', title);
  }
  return withoutParcels(row);
}

/** What there is to say about an order, most important first. */
export function badgesOf(row: Row): Badge[] {
  const badges = [shippingBadge(row)];
  if (row.returnedItems > 0) {
    const pieces = plural(row.returnedItems, LABELS.shipPiecesOne, LABELS.shipPiecesOther);
    badges.push(badge('returned', fill(LABELS.ordersStatusReturned, pieces), 'bad'));
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

/**
 * The order as a table row.
 * @param caseId order for which a case is being written
 * @param channels translates picklist values
 */
export function toOrderRow(row: Row, isOpen: boolean, caseId: string, channels: ReadonlyMap<string, string>): OrderRow {
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
    store: row.storeName ?? '',
    isOpen,
    hasCaseForm: id !== '' && id === caseId,
    expanded: String(isOpen),
    chevronClass: isOpen ? 'chevron chevron_open' : 'chevron',
    toggleLabel: fill(isOpen ? LABELS.ordersCollapse : LABELS.ordersExpand, row.orderNumber),
    menuLabel: fill(LABELS.ordersMenu, row.orderNumber),
    className: isOpen ? 'row row_open' : 'row',
    detailKey: `${id}-detail`
  };
}
