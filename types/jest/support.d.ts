/** What the components' tests have in common: config/jest/support.js. */
declare module 'test-support' {
  /** As many turns as a call, its answer and the drawing of it need. */
  export function settle(): Promise<void>;
  /** The text of an element and of the components within it, spaces joined. */
  export function textOf(element: Element): string;
  /** All elements that match, in the components within too. */
  export function findAll<T extends Element = HTMLElement>(element: Element, selector: string): T[];
  /** The first of them; an error where there is none. */
  export function find<T extends Element = HTMLElement>(element: Element, selector: string): T;
}
