import { type Engine, platformClass } from '../../../engine/index.ts';
import { ApexDatetime, PlatformObject } from '../../../values/index.ts';
import { objectToken } from '../schema/tokens.ts';
import { listOf, readOnlyMembers } from '../support.ts';

class DeletedRecord extends PlatformObject {
  readonly $type = 'database.deletedrecord';
  readonly id: string;
  readonly date: ApexDatetime;

  constructor(id: string, date: ApexDatetime) {
    super();
    this.id = id;
    this.date = date;
  }
}

class ChangeResult extends PlatformObject {
  readonly $type: string;
  readonly records: readonly DeletedRecord[];
  readonly from: ApexDatetime;
  readonly to: ApexDatetime;

  constructor(type: string, records: readonly DeletedRecord[], from: ApexDatetime, to: ApexDatetime) {
    super();
    this.$type = type;
    this.records = records;
    this.from = from;
    this.to = to;
  }
}

/** `Database.getDeleted` (deleted: true) and `Database.getUpdated`. */
export function changesBetween(deleted: boolean) {
  return (rt: Engine, objectName: string, from: ApexDatetime, to: ApexDatetime): ChangeResult => {
    const { object } = objectToken(rt, objectName);
    if (!object.fields.has('systemmodstamp') || !object.fields.has('isdeleted')) {
      rt.fail('System.InvalidParameterValueException', `${object.name} is not replicateable`);
    }
    const rows = rt.org.db.all(
      `SELECT id, systemmodstamp FROM "${object.name.toLowerCase()}" WHERE isdeleted = ? AND systemmodstamp >= ? AND systemmodstamp < ? ORDER BY systemmodstamp`,
      [Number(deleted), from.ms, to.ms]
    );
    const records = rows.map(
      (row) => new DeletedRecord(String(row['id']), new ApexDatetime(Number(row['systemmodstamp'])))
    );
    return new ChangeResult(deleted ? 'database.getdeletedresult' : 'database.getupdatedresult', records, from, to);
  };
}

export const changeClasses = [
  platformClass({
    name: 'Database.GetDeletedResult',
    ...readOnlyMembers<ChangeResult>({
      getDeletedRecords: (rt, self) => listOf(rt, 'database.deletedrecord', [...self.records]),
      getEarliestDateAvailable: (_rt, self) => self.from,
      getLatestDateCovered: (_rt, self) => self.to
    })
  }),
  platformClass({
    name: 'Database.GetUpdatedResult',
    ...readOnlyMembers<ChangeResult>({
      getIds: (rt, self) =>
        listOf(
          rt,
          'system.id',
          self.records.map(({ id }) => id)
        ),
      getLatestDateCovered: (_rt, self) => self.to
    })
  }),
  platformClass({
    name: 'Database.DeletedRecord',
    ...readOnlyMembers<DeletedRecord>({ getDeletedDate: (_rt, self) => self.date, getId: (_rt, self) => self.id })
  })
];
