/** `c__orderList` or `c-order-list` → `orderList`. */
export function camelComponent(name: string): string {
  return name.replace(/^c(__|-|:)/, '').replace(/-([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
}
