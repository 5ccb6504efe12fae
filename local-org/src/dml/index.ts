export { truncated } from './validate.ts';
export { removeForGood } from './recycle-bin.ts';
export { runDml } from './run-dml.ts';
export { dmlException, errorText } from './errors.ts';
export { defaultValues } from './defaults.ts';
export { formatAutoNumber } from './auto-numbers.ts';
export { rowToRecord } from '../records/records.ts';
export {
  evaluateFormula,
  formulaValue,
  computeFormulas,
  parseFormula,
  FormulaError,
  FormulaSyntaxError
} from '../formula/index.ts';
export type { DmlError, DmlOperation, DmlRequest, DmlResult } from '../records/changes.ts';
