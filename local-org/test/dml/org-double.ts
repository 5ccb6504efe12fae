import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { OrgDatabase } from '../../src/db/index.ts';
import { runDml } from '../../src/dml/index.ts';
import type { DmlRequest, DmlResult } from '../../src/records/index.ts';
import { loadProject, type ProjectMetadata } from '../../src/metadata/index.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { SObject, TypeTable, type ApexList, type ApexMap, type ApexValue } from '../../src/values/index.ts';
import { AccessControl, type UserContext } from '../../src/security/index.ts';
import { RecordLocks } from '../../src/records/record-locks.ts';

const NAMESPACE = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

/** Writes files of a project into a new folder; XML bodies get their declaration. */
export function writeProject(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'local-org-'));
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content.replace(/^<(\w+)>/, `<?xml version="1.0" encoding="UTF-8"?>\n<$1 ${NAMESPACE}>`));
  }
  return folder;
}

export interface TestTriggerContext {
  operation: string;
  newRecords: ApexList | null;
  oldRecords: ApexList | null;
  newMap: ApexMap | null;
  oldMap: ApexMap | null;
  size: number;
}

/** An org with a schema, a database and triggers that are functions; no Apex is compiled. */
export class OrgDouble {
  readonly metadata: ProjectMetadata;
  readonly db: OrgDatabase;
  readonly engine: Engine;
  readonly triggers: { object: string; operation: string; name: string; run: (context: TestTriggerContext) => void }[] =
    [];
  readonly used = new Map<string, number>();
  readonly published: SObject[] = [];
  now = Date.UTC(2026, 2, 1, 10, 0, 0, 500);
  user: UserContext;
  #limits = this.#newLimits();

  constructor(files: Readonly<Record<string, string>>, profileName = 'System Administrator') {
    this.metadata = loadProject([writeProject(files)]);
    this.db = OrgDatabase.open(':memory:', this.metadata.schema);
    this.user = {
      id: '005dL0000000001QAA',
      username: 'ada@example.com',
      firstName: 'Ada',
      lastName: 'Byron',
      name: 'Ada Byron',
      email: 'ada@example.com',
      profileId: '00edL0000000001QAA',
      profileName,
      roleId: null,
      userType: 'Standard',
      isGuest: false,
      timeZone: 'GMT',
      locale: 'en_US',
      languageLocale: 'en_US'
    };
    const access = new AccessControl(this.metadata.schema, this.metadata, this.db);
    const types = new TypeTable((key) => key);
    const triggersFor = (objectName: string, operation: string): unknown[] =>
      this.triggers.filter((trigger) => trigger.object === objectName && trigger.operation === operation);
    const runningUser = (): UserContext => this.user;
    const org = {
      schema: this.metadata.schema,
      metadata: this.metadata,
      db: this.db,
      locks: new RecordLocks(this.db, () => Date.now()),
      access,
      program: {
        triggersFor,
        runTrigger: (trigger: { run: (context: TestTriggerContext) => void }, context: TestTriggerContext) =>
          trigger.run(context)
      },
      changeFeed: { follows: () => false },
      flows: { run: () => undefined },
      eventBus: {
        publish: (events: readonly SObject[]) => {
          this.published.push(...events);
          return events.map(() => ({ id: null, success: true, created: true, errors: [] }));
        }
      }
    };
    const currentLimits = (): object => this.#limits;
    const tx = {
      scratch: new Map(),
      get limits() {
        return currentLimits();
      },
      now: () => this.now,
      get user() {
        return runningUser();
      }
    };
    this.engine = {
      org,
      tx,
      type: (key: string) => types.get(key),
      invoke: () => 'Trigger.stack: line 1, column 1'
    } as unknown as Engine;
  }

  /** From here on statements belong to another transaction. */
  newTransaction(): void {
    this.#limits = this.#newLimits();
  }

  #newLimits(): object {
    return {
      use: (name: string, n: number) => void this.used.set(name, (this.used.get(name) ?? 0) + n),
      mark: () => () => undefined
    };
  }

  record(objectName: string, values: Readonly<Record<string, ApexValue>> = {}): SObject {
    const record = new SObject(objectName, this.metadata.schema.object(objectName) ?? null);
    for (const [name, value] of Object.entries(values)) {
      record.fields.set(name.toLowerCase(), value);
    }
    return record;
  }

  on(object: string, operation: string, run: (context: TestTriggerContext) => void, name = `${object}Trigger`): void {
    this.triggers.push({ object, operation, name, run });
  }

  dml(operation: DmlRequest['operation'], records: readonly SObject[], options: Partial<DmlRequest> = {}): DmlResult[] {
    return runDml(this.engine, {
      operation,
      records,
      allOrNone: true,
      access: 'system',
      sharing: 'without',
      ...options
    });
  }

  insert(objectName: string, values: Readonly<Record<string, ApexValue>> = {}): SObject {
    const record = this.record(objectName, values);
    this.dml('insert', [record]);
    return record;
  }

  /** A stored column value by lower-case field name. */
  stored(record: SObject, field: string): unknown {
    return this.db.get(`SELECT * FROM "${record.objectName.toLowerCase()}" WHERE id = ?`, [record.id])?.[field];
  }
}

const field = (inner: string): string => `<CustomField>${inner}</CustomField>`;

/** A small project: a master with a roll-up, details, rules, formulas and every constraint that the tests look at. */
export const SAMPLE: Readonly<Record<string, string>> = {
  'objects/Crate__c/Crate__c.object-meta.xml':
    '<CustomObject><label>Crate</label><pluralLabel>Crates</pluralLabel><nameField><label>No</label><type>AutoNumber</type><displayFormat>CR-{0000}</displayFormat></nameField><sharingModel>ReadWrite</sharingModel></CustomObject>',
  'objects/Crate__c/fields/Key__c.field-meta.xml': field(
    '<fullName>Key__c</fullName><label>Key</label><type>Text</type><length>20</length><unique>true</unique><externalId>true</externalId>'
  ),
  'objects/Crate__c/fields/Status__c.field-meta.xml': field(
    '<fullName>Status__c</fullName><label>Status</label><type>Picklist</type><valueSet><restricted>true</restricted><valueSetDefinition><value><fullName>Open</fullName><default>true</default><label>Open</label></value><value><fullName>Shut</fullName><default>false</default><label>Shut</label></value></valueSetDefinition></valueSet>'
  ),
  'objects/Crate__c/fields/Email__c.field-meta.xml': field(
    '<fullName>Email__c</fullName><label>Email</label><type>Email</type>'
  ),
  'objects/Crate__c/fields/Amount__c.field-meta.xml': field(
    '<fullName>Amount__c</fullName><label>Amount</label><type>Number</type><precision>6</precision><scale>2</scale>'
  ),
  'objects/Crate__c/fields/Packed_On__c.field-meta.xml': field(
    '<fullName>Packed_On__c</fullName><label>Packed On</label><type>Date</type><defaultValue>TODAY() + 1</defaultValue>'
  ),
  'objects/Crate__c/fields/Double__c.field-meta.xml': field(
    '<fullName>Double__c</fullName><label>Double</label><type>Number</type><precision>18</precision><scale>1</scale><formula>Amount__c * 2</formula>'
  ),
  'objects/Crate__c/fields/Weight__c.field-meta.xml': field(
    '<fullName>Weight__c</fullName><label>Weight</label><type>Summary</type><summaryForeignKey>Item__c.Crate__c</summaryForeignKey><summaryOperation>sum</summaryOperation><summarizedField>Item__c.Weight__c</summarizedField>'
  ),
  'objects/Crate__c/fields/Account__c.field-meta.xml': field(
    '<fullName>Account__c</fullName><label>Account</label><type>Lookup</type><referenceTo>Account</referenceTo><relationshipName>Crates</relationshipName>'
  ),
  'objects/Crate__c/validationRules/No_Shut_Without_Amount.validationRule-meta.xml':
    '<ValidationRule><fullName>No_Shut_Without_Amount</fullName><active>true</active><errorConditionFormula>AND(ISPICKVAL(Status__c, "Shut"), ISBLANK(Amount__c))</errorConditionFormula><errorDisplayField>Amount__c</errorDisplayField><errorMessage>Weigh it first</errorMessage></ValidationRule>',
  'objects/Item__c/Item__c.object-meta.xml':
    '<CustomObject><label>Item</label><pluralLabel>Items</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>ControlledByParent</sharingModel></CustomObject>',
  'objects/Item__c/fields/Crate__c.field-meta.xml': field(
    '<fullName>Crate__c</fullName><label>Crate</label><type>MasterDetail</type><referenceTo>Crate__c</referenceTo><relationshipName>Items</relationshipName>'
  ),
  'objects/Item__c/fields/Weight__c.field-meta.xml': field(
    '<fullName>Weight__c</fullName><label>Weight</label><type>Number</type><precision>10</precision><scale>3</scale>'
  ),
  'objects/Secret__c/Secret__c.object-meta.xml':
    '<CustomObject><label>Secret</label><pluralLabel>Secrets</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>Private</sharingModel></CustomObject>',
  'objects/Secret__c/fields/Code__c.field-meta.xml': field(
    '<fullName>Code__c</fullName><label>Code</label><type>EncryptedText</type><length>50</length><maskChar>asterisk</maskChar><maskType>all</maskType>'
  ),
  'objects/Bell__e/Bell__e.object-meta.xml':
    '<CustomObject><label>Bell</label><pluralLabel>Bells</pluralLabel><eventType>HighVolume</eventType></CustomObject>',
  'objects/Rule__mdt/Rule__mdt.object-meta.xml':
    '<CustomObject><label>Rule</label><pluralLabel>Rules</pluralLabel></CustomObject>',
  'objects/Rule__mdt/fields/Limit__c.field-meta.xml': field(
    '<fullName>Limit__c</fullName><label>Limit</label><type>Number</type><precision>4</precision><scale>0</scale>'
  ),
  'customMetadata/Rule.Default.md-meta.xml':
    '<CustomMetadata xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><label>Default rule</label><protected>false</protected><values><field>Limit__c</field><value xsi:type="xsd:double">7.0</value></values></CustomMetadata>'.replace(
      '<CustomMetadata ',
      `<?xml version="1.0" encoding="UTF-8"?>\n<CustomMetadata ${NAMESPACE} `
    ),
  'permissionsets/Packer.permissionset-meta.xml':
    '<PermissionSet><label>Packer</label><classAccesses><apexClass>CratePanel</apexClass><enabled>true</enabled></classAccesses><fieldPermissions><editable>true</editable><field>Crate__c.Amount__c</field><readable>true</readable></fieldPermissions><fieldPermissions><editable>false</editable><field>Crate__c.Email__c</field><readable>true</readable></fieldPermissions><objectPermissions><allowCreate>true</allowCreate><allowDelete>false</allowDelete><allowEdit>true</allowEdit><allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords><object>Crate__c</object><viewAllRecords>false</viewAllRecords></objectPermissions></PermissionSet>',
  'labels/CustomLabels.labels-meta.xml':
    '<CustomLabels><labels><fullName>Greeting</fullName><language>en_US</language><protected>true</protected><shortDescription>Greeting</shortDescription><value>Good day</value></labels></CustomLabels>'
};
