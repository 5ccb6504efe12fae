import type { DmlError, DmlResult } from '../../../dml/types.ts';
import type { Engine } from '../../../runtime/engine.ts';
import { PlatformObject } from '../../../runtime/values/index.ts';
import type { ApexValue } from '../../../runtime/values/index.ts';
import { platformClass } from '../../registry.ts';
import { listOf, readOnlyMembers } from '../support.ts';
import type { Getters } from '../support.ts';

/** `Database.Error`. */
export class DatabaseError extends PlatformObject {
  readonly $type = 'database.error';
  readonly error: DmlError;

  constructor(error: DmlError) {
    super();
    this.error = error;
  }

  override $str(): string {
    const { fields, message, statusCode } = this.error;
    return `Database.Error[getFields=(${fields.join(', ')});getMessage=${message};getStatusCode=${statusCode};]`;
  }
}

/** `Database.SaveResult` and its kin: what became of one record. */
export class DatabaseResult extends PlatformObject {
  readonly $type: string;
  readonly result: DmlResult;
  readonly mergedIds: readonly string[];

  constructor(type: string, result: DmlResult, mergedIds: readonly string[] = []) {
    super();
    this.$type = type;
    this.result = result;
    this.mergedIds = mergedIds;
  }

  override $str(): string {
    const { id, success, errors } = this.result;
    const list = errors.map((error) => new DatabaseError(error).$str()).join(', ');
    const name = RESULT_NAMES.get(this.$type) ?? this.$type;
    return `${name}[getErrors=${errors.length > 0 ? `(${list})` : '()'};getId=${id};isSuccess=${success};]`;
  }
}

const NAMES = ['SaveResult', 'UpsertResult', 'DeleteResult', 'UndeleteResult', 'EmptyRecycleBinResult', 'MergeResult'];
const RESULT_NAMES = new Map(NAMES.map((name) => [`database.${name.toLowerCase()}`, `Database.${name}`]));

const getters: Getters<DatabaseResult> = {
  getErrors: (rt, self) =>
    listOf(
      rt,
      'database.error',
      self.result.errors.map((error) => new DatabaseError(error))
    ),
  getId: (_rt, self) => self.result.id,
  isSuccess: (_rt, self) => self.result.success
};

const more: Readonly<Record<string, Getters<DatabaseResult>>> = {
  UpsertResult: { isCreated: (_rt, self) => self.result.success && self.result.created },
  MergeResult: {
    getMergedRecordIds: (rt, self) => idList(rt, self.mergedIds),
    getUpdatedRelatedIds: (rt) => idList(rt, [])
  }
};

function idList(rt: Engine, ids: readonly string[]): ApexValue {
  return listOf(rt, 'system.string', [...ids]);
}

export const resultClasses = [
  ...NAMES.map((name) =>
    platformClass({ name: `Database.${name}`, ...readOnlyMembers({ ...getters, ...more[name] }) })
  ),
  platformClass({
    name: 'Database.Error',
    ...readOnlyMembers<DatabaseError>({
      getFields: (rt, self) => listOf(rt, 'system.string', [...self.error.fields]),
      getMessage: (_rt, self) => self.error.message,
      getStatusCode: (rt, self) => rt.enumValue('system.statuscode', self.error.statusCode)
    })
  })
];
