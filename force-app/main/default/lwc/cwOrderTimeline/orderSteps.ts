import { SHIP_LABELS } from 'c/cwLabelsShip';
import { TIMELINE_LABELS } from 'c/cwLabelsTimeline';
import { exact, fill, moment, money, number, plural } from 'c/cwPanelFormat';
import { lateText, parcelState } from 'c/cwPanelShipment';
import type { Step } from 'c/cwPanelSteps';
import type { CwOrderPageView, Parcel } from 'apex/CwOrderPageView';

const LABELS = { ...SHIP_LABELS, ...TIMELINE_LABELS };
const PAID: ReadonlySet<string> = new Set(['Paid', 'Partially Paid', 'Partially Refunded', 'Refunded']);
const SENT: ReadonlySet<string> = new Set(['Shipped', 'In Transit', 'Out for Delivery', 'Delivered', 'Failed']);

interface Facts {
  readonly order: CwOrderPageView;
  readonly parcels: readonly Parcel[];
  readonly sent: readonly Parcel[];
  readonly delivered: readonly Parcel[];
}

function valueOf(choice: { value: string } | null | undefined): string {
  return choice?.value ?? '';
}

function when(at: string | null | undefined): { when: string; title: string } {
  return at ? { when: moment(at), title: exact(at) } : { when: '', title: '' };
}

function first(moments: readonly (string | null | undefined)[]): string | undefined {
  return moments
    .filter((at): at is string => Boolean(at))
    .sort()
    .at(0);
}

function last(moments: readonly (string | null | undefined)[]): string | undefined {
  return moments
    .filter((at): at is string => Boolean(at))
    .sort()
    .at(-1);
}

function placed({ order }: Facts): Step {
  const note = [order.channel?.label, order.acquisitionSource].filter(Boolean).join(' · ');
  return { key: 'placed', label: LABELS.timelinePlaced, state: 'done', note, ...when(order.placedAt) };
}

function paid({ order }: Facts): Step {
  const status = valueOf(order.paymentStatus);
  const isPaid = PAID.has(status);
  return {
    key: 'paid',
    label: isPaid ? LABELS.timelinePaid : LABELS.timelineNotPaid,
    state: status === 'Partially Paid' ? 'part' : isPaid ? 'done' : 'open',
    when: order.paymentStatus && status !== 'Paid' ? order.paymentStatus.label : '',
    note: order.paymentMethod ?? ''
  };
}

function shipped({ order, parcels, sent }: Facts): Step {
  const status = valueOf(order.fulfillmentStatus);
  const isSent = sent.length > 0 || status === 'Fulfilled' || status === 'Partial';
  const note =
    parcels.length > 0
      ? plural(parcels.length, LABELS.shipParcelsOne, LABELS.shipParcelsOther)
      : (order.shippingMethod ?? '');
  return {
    key: 'shipped',
    label: isSent ? LABELS.timelineShipped : LABELS.timelineNotShipped,
    state: !isSent ? 'open' : status === 'Partial' || sent.length < parcels.length ? 'part' : 'done',
    note,
    ...when(first(sent.map(({ shippedAt }) => shippedAt)))
  };
}

function out({ sent, delivered, parcels }: Facts): Step | undefined {
  const outNow = sent.filter(({ status }) => valueOf(status) === 'Out for Delivery');
  const failed = sent.filter(({ status }) => valueOf(status) === 'Failed');
  if (failed.length > 0) {
    const note = parcels.length > 1 ? fill(LABELS.timelinePart, number(failed.length), number(parcels.length)) : '';
    return { key: 'out', label: LABELS.shipFailed, state: 'problem', when: '', note, isBad: true };
  }
  if (outNow.length === 0 && delivered.length < parcels.length) {
    return { key: 'out', label: LABELS.timelineOut, state: 'open', when: '' };
  }
  return outNow.length > 0 ? { key: 'out', label: LABELS.timelineOut, state: 'done', when: '' } : undefined;
}

function arrived({ parcels, delivered }: Facts): Step {
  const states = parcels.map((parcel) => parcelState({ ...parcel, status: valueOf(parcel.status) }));
  const late = Math.max(0, ...states.filter(({ isProblem }) => isProblem).map(({ lateDays }) => lateDays));
  const wasLate = Math.max(0, ...states.map(({ lateDays }) => lateDays));
  const share =
    delivered.length > 0 && parcels.length > 1
      ? fill(LABELS.timelinePart, number(delivered.length), number(parcels.length))
      : '';
  const isAll = parcels.length > 0 && delivered.length === parcels.length;
  const promise = first(parcels.filter((parcel) => !delivered.includes(parcel)).map(({ arrivesAt }) => arrivesAt));
  const at = when(last(delivered.map(({ deliveredAt }) => deliveredAt)));
  return {
    key: 'delivered',
    label: delivered.length > 0 ? LABELS.timelineDelivered : LABELS.timelineNotDelivered,
    state: late > 0 ? 'problem' : isAll ? 'done' : delivered.length > 0 ? 'part' : 'open',
    title: at.title,
    when: [isAll ? '' : share, at.when].filter(Boolean).join(' · '),
    note: [
      wasLate > 0 ? lateText(wasLate) : '',
      promise ? fill(LABELS.shipPromised, moment(promise).replace(/,? \d{1,2}:\d{2}.*$/, '')) : ''
    ]
      .filter(Boolean)
      .join(' · '),
    isBad: wasLate > 0
  };
}

function after({ order }: Facts): Step[] {
  return order.returns
    .filter(({ status }) => !['Declined', 'Cancelled'].includes(valueOf(status)))
    .map((item) => {
      const isRefund = valueOf(item.type) === 'Refund';
      const label = isRefund ? LABELS.timelineRefunded : LABELS.timelineReturned;
      const isDone = Boolean(item.refundedAt) || valueOf(item.status) === 'Completed';
      return {
        key: item.id ?? item.name,
        label: isDone ? label : LABELS.timelineReturning,
        state: isDone ? ('done' as const) : ('part' as const),
        note: item.refunded ? money(item.refunded, item.currencyCode) : '',
        ...when(item.refundedAt ?? item.requestedAt)
      };
    });
}

/** From the day an order was placed to the day it was delivered, and what came back afterwards. */
export function orderSteps(order: CwOrderPageView): Step[] {
  const parcels = order.parcels.filter(({ status }) => valueOf(status) !== 'Cancelled');
  const facts: Facts = {
    order,
    parcels,
    sent: parcels.filter(({ status }) => SENT.has(valueOf(status))),
    delivered: parcels.filter(({ status }) => valueOf(status) === 'Delivered')
  };
  if (valueOf(order.status) === 'Cancelled') {
    const cancelled: Step = {
      key: 'cancelled',
      label: LABELS.timelineCancelled,
      state: 'done',
      ...when(order.cancelledAt)
    };
    return [placed(facts), cancelled, ...after(facts)];
  }
  const steps = [placed(facts), paid(facts), shipped(facts), out(facts), arrived(facts), ...after(facts)];
  return steps.filter((step): step is Step => step !== undefined);
}
