/** Small helpers that any room may use. */
export { own, table } from './table.ts';
