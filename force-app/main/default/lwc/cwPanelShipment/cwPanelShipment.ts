import { SHIP_LABELS as LABELS } from 'c/cwLabelsShip';
import { day, dayNumber, exact, fill, plural, shortDay } from 'c/cwPanelFormat';

/** What is known of a parcel. */
export interface ParcelFacts {
  readonly status?: string | null;
  readonly shippedAt?: string | null;
  readonly arrivesAt?: string | null;
  readonly deliveredAt?: string | null;
}

/** Colour of a state: red asks somebody to act, green is done, blue is under way. */
export type Tone = 'good' | 'bad' | 'busy' | 'quiet';

/** A parcel's state in words. */
export interface ParcelState {
  readonly text: string;
  /** More to the state: when it was promised, when it left. */
  readonly detail: string;
  readonly title: string;
  readonly tone: Tone;
  /** Days after the promised day; 0 where it is in time or nothing was promised. */
  readonly lateDays: number;
  /** Somebody must act. */
  readonly isProblem: boolean;
}

const ON_THE_WAY: ReadonlySet<string> = new Set(['Shipped', 'In Transit', 'Out for Delivery']);

export function lateText(days: number): string {
  return plural(days, LABELS.shipLateOne, LABELS.shipLateOther);
}

function daysAfter(promised: string | null | undefined, moment: string): number {
  return promised ? Math.max(0, dayNumber(moment) - dayNumber(promised)) : 0;
}

function on(label: string, moment: string | null | undefined): string {
  return moment ? fill(label, shortDay(moment)) : '';
}

/**
 * Where a parcel is: its status first, its dates beside it. A failed or late parcel never reads like one that is on its way.
 * @param now for tests
 */
export function parcelState(parcel: ParcelFacts, now: Date = new Date()): ParcelState {
  const { arrivesAt, deliveredAt, shippedAt } = parcel;
  const status = parcel.status ?? '';
  const known = deliveredAt ?? arrivesAt ?? shippedAt;
  const title = known ? exact(known) : '';
  const promised = on(LABELS.shipPromised, arrivesAt);
  if (status === 'Delivered' || (deliveredAt && status === '')) {
    const lateDays = deliveredAt ? daysAfter(arrivesAt, deliveredAt) : 0;
    const text = deliveredAt ? fill(LABELS.shipDeliveredOn, day(deliveredAt)) : LABELS.shipDelivered;
    const detail = lateDays > 0 ? lateText(lateDays) : '';
    return { text: capital(text), detail, title, tone: 'good', lateDays, isProblem: false };
  }
  if (status === 'Failed') {
    return { text: LABELS.shipFailed, detail: promised, title, tone: 'bad', lateDays: 0, isProblem: true };
  }
  if (status === 'Cancelled') {
    return { text: LABELS.shipCancelled, detail: '', title, tone: 'quiet', lateDays: 0, isProblem: false };
  }
  if (!ON_THE_WAY.has(status)) {
    const detail = on(LABELS.shipArrives, arrivesAt);
    return { text: LABELS.shipPending, detail, title, tone: 'quiet', lateDays: 0, isProblem: false };
  }
  const lateDays = daysAfter(arrivesAt, now.toISOString());
  const isOut = status === 'Out for Delivery';
  if (lateDays > 0) {
    const detail = [isOut ? LABELS.shipOut : '', promised].filter(Boolean).join(' · ');
    return { text: lateText(lateDays), detail, title, tone: 'bad', lateDays, isProblem: true };
  }
  const when = on(LABELS.shipArrives, arrivesAt) || on(LABELS.shipSent, shippedAt);
  return {
    text: isOut ? LABELS.shipOut : LABELS.shipOnItsWay,
    detail: when,
    title,
    tone: 'busy',
    lateDays: 0,
    isProblem: false
  };
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
