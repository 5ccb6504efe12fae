import type { ObjectSchema } from '../../../metadata/index.ts';
import { type Engine, platformClass } from '../../../engine/index.ts';
import { PlatformObject } from '../../../values/index.ts';
import { readOnlyMembers } from '../support.ts';

const MASTER_ID = '012000000000000AAA';

/** `Schema.RecordTypeInfo`. */
export class RecordTypeInfo extends PlatformObject {
  readonly $type = 'schema.recordtypeinfo';
  readonly id: string;
  readonly name: string;
  readonly developerName: string;
  readonly isActive: boolean;
  readonly isDefault: boolean;

  constructor(id: string, name: string, developerName: string, isActive: boolean, isDefault: boolean) {
    super();
    this.id = id;
    this.name = name;
    this.developerName = developerName;
    this.isActive = isActive;
    this.isDefault = isDefault;
  }

  get isMaster(): boolean {
    return this.id === MASTER_ID;
  }

  override $str(): string {
    return `Schema.RecordTypeInfo[getDeveloperName=${this.developerName};getName=${this.name};getRecordTypeId=${this.id};isActive=${this.isActive};isAvailable=${this.isActive};isDefaultRecordTypeMapping=${this.isDefault};isMaster=${this.isMaster};]`;
  }
}

/** The object's record types, the master last as the platform lists it. */
export function recordTypeInfos(rt: Engine, object: ObjectSchema): RecordTypeInfo[] {
  const recordType = rt.org.schema.object('RecordType');
  const infos: RecordTypeInfo[] = [];
  if (recordType !== undefined && object.recordTypes.length > 0) {
    rt.org.db.ensureTable(recordType);
    const rows = rt.org.db.all('SELECT id, developername FROM recordtype WHERE sobjecttype = ?', [object.name]);
    const ids = new Map(rows.map((row) => [String(row['developername']).toLowerCase(), String(row['id'])]));
    for (const { developerName, label, active } of object.recordTypes) {
      const id = ids.get(developerName.toLowerCase());
      if (id !== undefined) {
        infos.push(new RecordTypeInfo(id, label, developerName, active, false));
      }
    }
  }
  infos.push(new RecordTypeInfo(MASTER_ID, 'Master', 'Master', true, infos.length === 0));
  return infos;
}

export const recordTypeClasses = [
  platformClass({
    name: 'Schema.RecordTypeInfo',
    ...readOnlyMembers<RecordTypeInfo>({
      getDeveloperName: (_rt, self) => self.developerName,
      getName: (_rt, self) => self.name,
      getRecordTypeId: (_rt, self) => self.id,
      isActive: (_rt, self) => self.isActive,
      isAvailable: (_rt, self) => self.isActive,
      isDefaultRecordTypeMapping: (_rt, self) => self.isDefault,
      isMaster: (_rt, self) => self.isMaster
    })
  })
];
