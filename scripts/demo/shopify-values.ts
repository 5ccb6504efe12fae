/** How Shopify writes ids, money and times. */

/** A number that must reach the wire with all its digits, which a JavaScript number cannot hold. */
class RawNumber {
  readonly digits: string;

  constructor(digits: string) {
    this.digits = digits;
  }

  toJSON(): string {
    return `\u0000${this.digits}\u0000`;
  }
}

export const id = (digits: string): RawNumber => new RawNumber(digits);
export const gid = (kind: string, digits: string): string => `gid://shopify/${kind}/${digits}`;
export const money = (cents: number): string => (cents / 100).toFixed(2);
export const time = (ms: number): string => new Date(ms).toISOString().replace(/\.\d{3}Z$/, '+00:00');

export function moneySet(cents: number, currency: string): object {
  const amount = { amount: money(cents), currency_code: currency };
  return { shop_money: amount, presentment_money: amount };
}

/** JSON with the raw numbers unquoted. */
export function encode(body: object): string {
  return JSON.stringify(body).replace(/"\\u0000(\d+)\\u0000"/g, '$1');
}
