export { computeFormulas, evaluateFormula, formulaValue, type FormulaOptions } from './evaluate.ts';
export { FormulaSyntaxError, parseFormula, type FormulaNode } from './parse.ts';
export { FormulaError } from './values.ts';
