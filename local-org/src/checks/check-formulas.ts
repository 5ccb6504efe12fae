import type { ComponentCheck } from './check-types.ts';
import { childNamed, childrenNamed, textNamed } from './elements.ts';
import { formulaFault, type FormulaType } from './formula/index.ts';
import { table } from '../common/index.ts';

/** Types that formula fields give. */
const RESULTS: Readonly<Record<string, FormulaType>> = table({
  Text: 'Text',
  Number: 'Number',
  Currency: 'Number',
  Percent: 'Number',
  Date: 'Date',
  DateTime: 'DateTime',
  Time: 'Time',
  Checkbox: 'Boolean'
});

/** The formula of a formula field. */
export const checkFormulaField: ComponentCheck = ({ root, component, report }, context) => {
  const formula = childNamed(root, 'formula');
  const [object = ''] = component.fullName.split('.');
  if (formula && context.object(object) && !context.isForeign(object)) {
    const fault = formulaFault(formula.text, object, context, RESULTS[textNamed(root, 'type') ?? '']);
    if (fault !== undefined) {
      report(fault, formula);
    }
  }
};

/** The condition of a validation rule, and the field at which it shows its message. */
export const checkValidationRule: ComponentCheck = ({ root, component, report }, context) => {
  const [object = ''] = component.fullName.split('.');
  if (!context.object(object) || context.isForeign(object)) {
    return;
  }
  const formula = childNamed(root, 'errorConditionFormula');
  const fault = formula && formulaFault(formula.text, object, context, 'Boolean');
  if (fault !== undefined) {
    report(fault, formula);
  }
  const shownAt = childNamed(root, 'errorDisplayField');
  if (shownAt?.text && !context.hasField(object, shownAt.text)) {
    report(`In field: errorDisplayField - no CustomField named ${object}.${shownAt.text} found`, shownAt);
  }
};

/** The formulas that start the rules of a workflow. */
export const checkWorkflow: ComponentCheck = ({ root, component, report }, context) => {
  if (!context.object(component.fullName)) {
    return;
  }
  for (const rule of childrenNamed(root, 'rules')) {
    const formula = childNamed(rule, 'formula');
    const fault = formula && formulaFault(formula.text, component.fullName, context, 'Boolean');
    if (fault !== undefined) {
      report(fault, formula);
    }
  }
};
