import { CHURN_LABELS } from 'c/cwLabelsChurn';
import { ORDERS_LABELS } from 'c/cwLabelsOrders';
import { day, dayOf, fill, plural } from 'c/cwPanelFormat';

const LABELS = { ...CHURN_LABELS, ...ORDERS_LABELS };

/** Nearer than this, two dots are one to the eye. */
const APART = 4;
const SMALL = 3.5;
const LARGE = 4.5;

/** A day with orders; the day is a day number. */
export interface OrderDay {
  readonly day: number;
  readonly orders: number;
}

/** A dot of the timeline. */
export interface Dot {
  readonly key: string;
  readonly x: number;
  readonly radius: number;
  readonly title: string;
}

interface Group {
  from: number;
  to: number;
  orders: number;
}

/**
 * One dot a day while there is room; days that would cover each other share one, so that their number depends on the width of the
 * drawing and not on that of the orders.
 * @param days oldest first
 * @param x where a day is
 */
export function toDots(days: readonly OrderDay[], x: (day: number) => number): Dot[] {
  const groups: Group[] = [];
  for (const { day: at, orders } of days) {
    const group = groups.at(-1);
    if (group && x(at) - x(group.from) < APART) {
      group.to = at;
      group.orders += orders;
    } else {
      groups.push({ from: at, to: at, orders });
    }
  }
  return groups.map(({ from, to, orders }) => ({
    key: String(from),
    x: x((from + to) / 2),
    radius: orders > 1 ? LARGE : SMALL,
    title: fill(
      LABELS.churnTimelineDot,
      from === to ? day(dayOf(from)) : `${day(dayOf(from))} – ${day(dayOf(to))}`,
      plural(orders, LABELS.ordersCountOne, LABELS.ordersCountOther)
    )
  }));
}
