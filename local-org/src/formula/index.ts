/** Formulas: parsed, and evaluated over a record. */
export {
  computeFormulas,
  evaluate as evaluateNode,
  evaluateFormula,
  formulaValue,
  isFormulaFunction,
  type FormulaOptions
} from './evaluate.ts';
export type { FormulaContext, FormulaScope } from './scope.ts';
export { FormulaSyntaxError, parseFormula, type FormulaNode } from './parse.ts';
export { FormulaError, number as formulaNumber, text as formulaText } from './values.ts';
export { add, compare, equal } from './values.ts';
