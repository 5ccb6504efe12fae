import { type Order, type OrderLine, type Parcel, type Scan, type ScanStatus } from './model.ts';
import type { Numbers } from './numbers.ts';
import type { Random } from './random.ts';
import { DAY, HOUR } from './time.ts';

/** How a parcel stands that somebody may ask about: on its way to the door today, or something went wrong. */
export type Mishap = 'today' | 'late' | 'attempted' | 'failed' | 'returned_to_sender' | 'lost';

const CARRIERS = {
  'byron-eu': ['DHL', 'GLS', 'DPD', 'PostNL'],
  'byron-us': ['UPS', 'FedEx', 'USPS'],
  'b2b-direct': ['DB Schenker', 'DHL', 'GLS']
} as const;
const PREFIX: Readonly<Record<string, string>> = { UPS: '1Z', USPS: '9400', DHL: '0034', FedEx: '7712' };
const MESSAGES: Readonly<Record<ScanStatus, string>> = {
  shipped: 'Handed over to the carrier',
  in_transit: 'Sorted at the parcel centre',
  out_for_delivery: 'In the delivery vehicle',
  attempted_delivery: 'Nobody at home, second attempt tomorrow',
  delivered: 'Delivered',
  failed: 'Damaged in transit, delivery ended',
  returned_to_sender: 'Address unknown, on its way back to the sender'
};

type Contents = Parcel['contents'];

/** The parts of an order that one parcel takes when the goods are sent in two: the first half of the lines, or of the pieces. */
export function halves(lines: readonly OrderLine[]): readonly [Contents, Contents] {
  if (lines.length > 1) {
    const middle = Math.ceil(lines.length / 2);
    return [whole(lines.slice(0, middle)), whole(lines.slice(middle))];
  }
  const [line] = lines;
  const first = Math.ceil(line.quantity / 2);
  return [[{ line, quantity: first }], [{ line, quantity: line.quantity - first }]];
}

export function whole(lines: readonly OrderLine[]): Contents {
  return lines.map((line) => ({ line, quantity: line.quantity }));
}

function parcelOf(
  random: Random,
  numbers: Numbers,
  order: Order,
  contents: Contents,
  shippedAt: number,
  estimatedAt: number,
  course: readonly (readonly [at: number, status: ScanStatus, message?: string])[]
): Parcel {
  const carrier = random.pick(CARRIERS[order.store]);
  const trackingNumber = `${PREFIX[carrier] ?? ''}${String(random.between(10 ** 9, 10 ** 10 - 1))}`;
  const scans: Scan[] = course.map(([at, status, message]) => ({
    id: numbers.id(),
    at,
    status,
    message: message ?? MESSAGES[status]
  }));
  const host = carrier.toLowerCase().replace(/\W/g, '');
  return {
    id: numbers.id(),
    carrier,
    trackingNumber,
    trackingUrl: `https://tracking.example/${host}/${trackingNumber}`,
    shippedAt,
    estimatedAt,
    contents,
    scans
  };
}

/**
 * A parcel that nothing happens to.
 * @param shippedAt when it leaves; null where that is still to come
 * @returns null before it leaves
 */
export function ordinaryParcel(
  random: Random,
  numbers: Numbers,
  order: Order,
  now: number,
  contents: Contents = whole(order.lines),
  shippedAt: number = order.placedAt + random.between(6, 48) * HOUR
): Parcel | null {
  const hours = random.between(20, 96);
  const arrivesAt = shippedAt + hours * HOUR;
  if (shippedAt > now) {
    return null;
  }
  const course: (readonly [number, ScanStatus])[] = [[shippedAt, 'shipped']];
  const sortedAt = shippedAt + Math.round(hours / 2) * HOUR;
  const loadedAt = arrivesAt - 5 * HOUR;
  for (const step of [[sortedAt, 'in_transit'] as const, [loadedAt, 'out_for_delivery'] as const]) {
    if (step[0] < now) {
      course.push(step);
    }
  }
  if (arrivesAt <= now) {
    course.push([arrivesAt, 'delivered']);
  }
  return parcelOf(random, numbers, order, contents, shippedAt, arrivesAt + random.between(-6, 20) * HOUR, course);
}

/** A parcel that something has happened to, as it stands now. */
export function troubledParcel(random: Random, numbers: Numbers, order: Order, now: number, mishap: Mishap): Parcel {
  const shippedAt = order.placedAt + 9 * HOUR;
  const step = (days: number): number => Math.min(now - HOUR, shippedAt + days * DAY);
  const end = ((): readonly (readonly [number, ScanStatus, string?])[] => {
    switch (mishap) {
      case 'today':
        return [[now - 3 * HOUR, 'out_for_delivery']];
      case 'attempted':
        return [
          [now - 20 * HOUR, 'out_for_delivery'],
          [now - 15 * HOUR, 'attempted_delivery']
        ];
      case 'failed':
        return [[step(2.6), 'failed']];
      case 'returned_to_sender':
        return [
          [step(2.2), 'attempted_delivery'],
          [step(3.4), 'returned_to_sender']
        ];
      case 'lost':
        return [[step(1), 'in_transit', 'No scan since this one; the carrier is searching']];
      default:
        return [[step(1.5), 'in_transit', 'Delayed at the parcel centre']];
    }
  })();
  const promisedAt = mishap === 'today' ? now + 4 * HOUR : shippedAt + 2 * DAY;
  return parcelOf(random, numbers, order, whole(order.lines), shippedAt, promisedAt, [
    [shippedAt, 'shipped'],
    [step(0.6), 'in_transit'],
    ...end
  ]);
}
