import type { Engine } from '../engine/index.ts';
import { dmlError } from './errors.ts';
import { evaluateFormula } from '../formula/index.ts';
import type { SaveContext, SaveRow } from '../records/index.ts';

/** Runs the object's active validation rules: a formula that is true is an error. */
export function checkValidationRules(rt: Engine, context: SaveContext, rows: readonly SaveRow[]): void {
  const rules = context.object.validationRules.filter((rule) => rule.active);
  const { trace } = rt.tx;
  for (const row of rules.length === 0 ? [] : rows) {
    trace?.unitStarted(null, `Validation:${context.object.name}:${row.record.id ?? 'new'}`);
    for (const rule of rules) {
      const value = evaluateFormula(rt, rule.formula, row.record, undefined, { old: row.old, isNew: row.old === null });
      trace?.validation(rule.name, rule.formula, value === true);
      if (value === true) {
        const field =
          rule.errorField === undefined ? undefined : context.object.fields.get(rule.errorField.toLowerCase());
        row.errors.push(
          dmlError('FIELD_CUSTOM_VALIDATION_EXCEPTION', rule.message, field === undefined ? [] : [field.name])
        );
      }
    }
    trace?.unitFinished();
  }
}
