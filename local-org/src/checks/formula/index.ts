export { formulaFault } from './check-formula.ts';
export type { FormulaType } from './types.ts';
