import type { TriggerContext } from '../engine/index.ts';
import type { ApexList, ApexMap, ApexValue } from '../values/index.ts';

/** The context in the form in which compiled code reads it, by lower-case names. */
export class TriggerVariables {
  readonly isexecuting: boolean;
  readonly isbefore: boolean;
  readonly isafter: boolean;
  readonly isinsert: boolean;
  readonly isupdate: boolean;
  readonly isdelete: boolean;
  readonly isundelete: boolean;
  readonly new: ApexList | null;
  readonly old: ApexList | null;
  readonly newmap: ApexMap | null;
  readonly oldmap: ApexMap | null;
  readonly size: number | null;
  readonly operationtype: ApexValue;

  constructor(context: TriggerContext | null, operationType: ApexValue) {
    const [time = '', action = ''] = context?.operation.split('_') ?? [];
    this.isexecuting = context?.isExecuting ?? false;
    this.isbefore = time === 'BEFORE';
    this.isafter = time === 'AFTER';
    this.isinsert = action === 'INSERT';
    this.isupdate = action === 'UPDATE';
    this.isdelete = action === 'DELETE';
    this.isundelete = action === 'UNDELETE';
    this.new = context?.newRecords ?? null;
    this.old = context?.oldRecords ?? null;
    this.newmap = context?.newMap ?? null;
    this.oldmap = context?.oldMap ?? null;
    this.size = context?.size ?? null;
    this.operationtype = operationType;
  }
}
