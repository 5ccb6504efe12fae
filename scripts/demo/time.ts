export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;

const SHOP_TIME_ZONE = 'Europe/Berlin';

/** Noon UTC of today's date where the shop is, so that "41 days ago" is 41 calendar days there. */
export function noonInShop(now: number): number {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: SHOP_TIME_ZONE }).format(now);
  return Date.parse(`${today}T12:00:00Z`);
}
