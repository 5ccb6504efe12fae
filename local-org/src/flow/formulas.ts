import {
  evaluateNode,
  formulaNumber,
  formulaText,
  FormulaError,
  formulaValue,
  parseFormula,
  type FormulaContext
} from '../formula/index.ts';
import { type FieldSchema, textOf, type XmlElement } from '../metadata/index.ts';
import { Decimal, SObject, type ApexValue } from '../values/index.ts';
import { FlowFault } from './fault.ts';
import { membersOf, objectOf, resolve } from './references.ts';
import type { FlowScope } from './scope.ts';
import { toDataType } from './values.ts';

/** Most formulas that refer to formulas; deeper is a circle. */
const MAX_DEPTH = 20;
const OWN = /^\$(record|record__prior|flow|globalconstant)$/i;

/** The field that a reference ends at, where it leads through a record. */
function fieldAt(scope: FlowScope, path: readonly string[]): FieldSchema | undefined {
  const owner = path.length < 2 ? null : resolve(scope, path.slice(0, -1).join('.'));
  return owner instanceof SObject ? objectOf(scope.rt, owner).fields.get((path.at(-1) ?? '').toLowerCase()) : undefined;
}

function contextOf(scope: FlowScope): FormulaContext {
  scope.context ??= {
    value: (path) => resolve(scope, path.join('.')),
    field: (path) => fieldAt(scope, path),
    owns: (variable) => OWN.test(variable),
    prior: (path) =>
      /^\$record$/i.test(path[0] ?? '') && scope.trigger?.prior
        ? membersOf(scope.rt, scope.trigger.prior, path.slice(1))
        : resolve(scope, path.join('.'))
  };
  return scope.context;
}

/**
 * Evaluates a flow's formula, in which `{!name}` stands for a resource.
 * @throws FlowFault when the formula fails
 */
export function evaluate(scope: FlowScope, source: string): ApexValue {
  const { rt, trigger } = scope;
  const record = trigger?.record ?? new SObject('Organization', null);
  const object = rt.org.schema.object(record.objectName);
  if (object === undefined || scope.formulaDepth > MAX_DEPTH) {
    throw new FlowFault('The formula refers to itself.');
  }
  scope.formulaDepth++;
  try {
    const tree = parseFormula(source.replace(/\{!([^}]*)\}/g, ' $1 '));
    return evaluateNode(
      {
        rt,
        object,
        record,
        old: trigger?.prior ?? null,
        isNew: trigger?.isNew ?? false,
        blankAsZero: false,
        context: contextOf(scope),
        computed: formulaValue.bind(null, rt)
      },
      tree
    );
  } catch (error) {
    if (error instanceof FormulaError) {
      throw new FlowFault(error.message);
    }
    throw error;
  } finally {
    scope.formulaDepth--;
  }
}

/** Value of a global variable, such as `$User.Email`. */
export function evaluatePath(scope: FlowScope, path: readonly string[]): ApexValue {
  return evaluate(scope, path.join('.'));
}

/** Value of a formula resource, in its data type. */
export function formulaResource(scope: FlowScope, formula: XmlElement): ApexValue {
  const type = textOf(formula, 'dataType') ?? 'String';
  const value = evaluate(scope, textOf(formula, 'expression') ?? '');
  if (type === 'Number' || type === 'Currency') {
    const scale = textOf(formula, 'scale');
    return value === null ? null : (formulaNumber(value) ?? Decimal.ZERO).setScale(Number(scale ?? 0), 'HALF_UP');
  }
  if (type === 'Boolean') {
    return value === true;
  }
  return type === 'String' ? formulaText(value) : toDataType(value, type);
}
