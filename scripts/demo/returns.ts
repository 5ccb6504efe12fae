import { deliveredAt, type Order, type OrderLine, type ReasonCode, type Return, type ReturnStage } from './model.ts';
import type { Numbers } from './numbers.ts';
import type { Random } from './random.ts';
import { DAY } from './time.ts';

/** The one product that comes back "not as described" several times as often as anything else. */
export const TROUBLED_SKU = 'SHD-2';
const TROUBLED_RATE = 0.36;
const NORMAL_RATE = 0.06;

const REASONS: readonly (readonly [ReasonCode, number])[] = [
  ['not_as_described', 8],
  ['damaged', 3],
  ['unwanted', 3],
  ['defective', 2],
  ['size_too_large', 2],
  ['size_too_small', 1],
  ['wrong_item', 1],
  ['late', 1],
  ['color', 1]
];

const REASON_TEXT: Readonly<Record<ReasonCode, readonly string[]>> = {
  not_as_described: [
    'Much darker than on the picture',
    'Looks grey, the page says natural',
    'Smaller than described',
    'Die Farbe ist nicht die vom Foto'
  ],
  damaged: ['Arrived broken', 'Box was crushed', 'Cassé à l’arrivée'],
  defective: ['Switch does not work', 'Flickers after ten minutes'],
  unwanted: ['Changed my mind', 'Found one at the flea market'],
  size_too_large: ['Does not fit the frame', ''],
  size_too_small: ['Does not cover the table', ''],
  wrong_item: ['Got the smoked glass one instead'],
  color: ['Does not match the sofa'],
  late: ['Came after the party']
};

/** Goods of an order that come back, for a reason. */
export function returnLine(random: Random, line: OrderLine, reason: ReasonCode, quantity: number): Return['lines'][0] {
  const paidEach = (line.quantity * line.unitPrice - line.discount) / line.quantity;
  return { line, quantity, reason, text: random.pick(REASON_TEXT[reason]), amount: Math.round(paidEach * quantity) };
}

/** A return at a stage of its way; an exchange knows the order that went out instead. */
export function returnAt(
  numbers: Numbers,
  stage: ReturnStage,
  requestedAt: number,
  stagedAt: number,
  lines: Return['lines'],
  kind: Return['kind'] = 'return'
): Return {
  return {
    id: numbers.id(),
    kind,
    stage,
    requestedAt,
    stagedAt,
    lines,
    refundId: stage === 'completed' && kind === 'return' ? numbers.id() : null,
    replacementOrderId: null
  };
}

/** Lets an order come back in parts, or not at all, as chance will have it; only what is completed by now. */
export function chanceReturn(random: Random, numbers: Numbers, order: Order, now: number): Return | null {
  const arrived = order.parcels.map(deliveredAt);
  const last = arrived.at(-1);
  if (!last || arrived.includes(null) || last > now) {
    return null;
  }
  const lines = order.lines.flatMap((line) => {
    const troubled = line.product.sku === TROUBLED_SKU;
    if (!random.chance(troubled ? TROUBLED_RATE : NORMAL_RATE)) {
      return [];
    }
    const reason: ReasonCode = troubled && random.chance(0.85) ? 'not_as_described' : random.weighted(REASONS);
    return [returnLine(random, line, reason, troubled ? line.quantity : random.between(1, line.quantity))];
  });
  const requestedAt = last + random.between(1, 9) * DAY;
  const refundedAt = requestedAt + random.between(2, 6) * DAY;
  return lines.length === 0 || refundedAt > now ? null : returnAt(numbers, 'completed', requestedAt, refundedAt, lines);
}
