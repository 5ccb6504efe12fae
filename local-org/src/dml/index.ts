/** Changes of records by Salesforce's order of execution. */
export { truncated } from './validate.ts';
export { removeForGood } from './recycle-bin.ts';
export { runDml } from './run-dml.ts';
export { dmlException, errorText } from './errors.ts';
export { defaultValues } from './defaults.ts';
export { formatAutoNumber } from './auto-numbers.ts';
export { dmlError } from './errors.ts';
export { saveRows } from './save.ts';
