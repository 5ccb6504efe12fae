import type { DmlError, DmlResult } from '../../../records/index.ts';
import { type Engine, platformClass } from '../../../engine/index.ts';
import { ApexList, ApexMap, PlatformObject } from '../../../values/index.ts';
import type { ApexValue } from '../../../values/index.ts';
import { listOf, readOnlyMembers } from '../support.ts';
import type { Getters } from '../support.ts';
import { table } from '../../../common/index.ts';

/** `Database.Error`. */
export class DatabaseError extends PlatformObject {
  readonly $type = 'database.error';
  readonly error: DmlError;

  constructor(error: DmlError) {
    super();
    this.error = error;
  }

  $json(): Iterable<readonly [string, ApexValue]> {
    const { message, statusCode } = this.error;
    return [
      ['message', message],
      ['statusCode', statusCode]
    ];
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

  $json(): Iterable<readonly [string, ApexValue]> {
    const { id, success, created } = this.result;
    const isUpsert = this.$type === 'database.upsertresult';
    return [['success', success], ...(isUpsert ? [['created', created] as const] : []), ['id', id]];
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

/** Members that every result of a change has. */
export const resultMembers: Getters<DatabaseResult> = {
  getErrors: (rt, self) =>
    listOf(
      rt,
      'database.error',
      self.result.errors.map((error) => new DatabaseError(error))
    ),
  getId: (_rt, self) => self.result.id,
  isSuccess: (_rt, self) => self.result.success
};

const more: Readonly<Record<string, Getters<DatabaseResult>>> = table({
  UpsertResult: { isCreated: (_rt, self) => self.result.created },
  MergeResult: {
    getMergedRecordIds: (rt, self) => idList(rt, self.mergedIds),
    getUpdatedRelatedIds: (rt) => idList(rt, [])
  }
});

function text(map: ApexMap, key: string): string | null {
  const value = map.get(key);
  return typeof value === 'string' ? value : null;
}

/** Errors as JSON has them: `[{"message": …, "statusCode": …, "fields": […]}]`. */
export function errorsFromJson(value: ApexValue): DmlError[] {
  const items = value instanceof ApexList ? value.items.filter((item) => item instanceof ApexMap) : [];
  return items.map((item) => {
    const fields = item.get('fields');
    return {
      statusCode: text(item, 'statusCode') ?? 'UNKNOWN_EXCEPTION',
      message: text(item, 'message') ?? '',
      fields: fields instanceof ApexList ? fields.items.filter((field) => typeof field === 'string') : []
    };
  });
}

/** `JSON.deserialize('{"success":true,"id":"…"}', Database.SaveResult.class)`: the one way in which Apex can make a result. */
export function resultFromJson(type: string): (rt: Engine, map: ApexMap) => DatabaseResult {
  return (_rt, map) =>
    new DatabaseResult(type, {
      id: text(map, 'id'),
      success: map.get('success') === true,
      created: map.get('created') === true,
      errors: errorsFromJson(map.get('errors'))
    });
}

function idList(rt: Engine, ids: readonly string[]): ApexValue {
  return listOf(rt, 'system.string', [...ids]);
}

export const resultClasses = [
  ...NAMES.map((name) =>
    platformClass({
      name: `Database.${name}`,
      statics: { fromJson: resultFromJson(`database.${name.toLowerCase()}`) },
      ...readOnlyMembers({ ...resultMembers, ...more[name] })
    })
  ),
  platformClass({
    name: 'Database.Error',
    statics: {
      fromJson: (rt, map: ApexMap) =>
        errorsFromJson(listOf(rt, 'system.object', [map])).map((e) => new DatabaseError(e))[0]
    },
    ...readOnlyMembers<DatabaseError>({
      getFields: (rt, self) => listOf(rt, 'system.string', [...self.error.fields]),
      getMessage: (_rt, self) => self.error.message,
      getStatusCode: (rt, self) => rt.enumValue('system.statuscode', self.error.statusCode)
    })
  })
];
