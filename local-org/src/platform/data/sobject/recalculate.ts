import { computeFormulas } from '../../../formula/index.ts';
import { type Engine, platformClass } from '../../../engine/index.ts';
import { PlatformObject, type ApexList, type SObject } from '../../../values/index.ts';
import { required } from '../../core/support.ts';
import { newFormulaBuilder } from '../../services/formula/index.ts';
import { listOf } from '../support.ts';

/** Computes the formula fields from what the record holds in memory. */
export function recalculateFormulas(rt: Engine, self: SObject): void {
  const object = self.schema;
  if (object === null) {
    return rt.fail('System.SObjectException', `${self.objectName} has no formula fields`);
  }
  computeFormulas(rt, object, self);
  for (const field of object.fields.values()) {
    if (field.formula !== undefined) {
      self.queried?.add(field.name.toLowerCase());
    }
  }
}

/** `System.FormulaRecalcResult`. A formula that cannot be computed is null here, so there are never errors to tell of. */
class RecalculationResult extends PlatformObject {
  readonly $type = 'system.formularecalcresult';
  readonly record: SObject;

  constructor(record: SObject) {
    super();
    this.record = record;
  }
}

export const formulaClasses = [
  platformClass({
    name: 'System.Formula',
    statics: {
      builder: newFormulaBuilder,
      recalculateFormulas: (rt, records: ApexList | null) => {
        const results = required(rt, records).items.map((record) => {
          recalculateFormulas(rt, record as SObject);
          return new RecalculationResult(record as SObject);
        });
        return listOf(rt, 'system.formularecalcresult', results);
      }
    }
  }),
  platformClass({
    name: 'System.FormulaRecalcResult',
    methods: {
      getErrors: (rt) => listOf(rt, 'system.formularecalcfielderror', []),
      getSObject: (_rt, self: RecalculationResult) => self.record,
      isSuccess: () => true
    }
  })
];
