import { runSoql, parseSoql } from '../../soql/index.ts';
import type { ObjectSchema } from '../../metadata/index.ts';
import { type Engine, platformClass, type PlatformClass, type PlatformFunction } from '../../engine/index.ts';
import { ApexMap, SObject } from '../../values/index.ts';
import type { ApexValue } from '../../values/index.ts';
import { markAsStored } from '../../records/index.ts';

/** Static methods that custom metadata types and custom settings have beyond those of every object. */
export type CustomDataMethod = 'getAll' | 'getInstance' | 'getValues' | 'getOrgDefaults';

/**
 * Calls `X__mdt.getAll()`, `Setting__c.getInstance(…)` and the like. Reading them costs no query, and everybody may.
 * @throws System.TypeException for an object without such methods
 */
export function callCustomData(
  rt: Engine,
  objectName: string,
  method: CustomDataMethod,
  args: readonly ApexValue[]
): ApexValue {
  const object = rt.org.schema.object(objectName);
  const key = args[0] === undefined || args[0] === null ? null : String(args[0]);
  switch (object?.kind) {
    case 'customMetadata':
      return method === 'getAll'
        ? allOf(rt, object, 'developername')
        : byKey(rt, object, key, ['developername', 'qualifiedapiname', 'id']);
    case 'listSetting':
      return method === 'getAll' ? allOf(rt, object, 'name') : byKey(rt, object, key, ['name']);
    case 'hierarchySetting':
      return hierarchy(rt, object, method, key);
    default:
      return rt.fail('System.TypeException', `Method does not exist: ${objectName}.${method}`);
  }
}

function rows(rt: Engine, object: ObjectSchema): SObject[] {
  const fields = [...object.fields.values()].filter((field) => field.type !== 'address' && field.type !== 'location');
  const query = parseSoql(`SELECT ${fields.map((field) => field.name).join(', ')} FROM ${object.name}`);
  return rt.org.free(() => runSoql(rt, query, [], { access: 'system', sharing: 'without' }).records);
}

function allOf(rt: Engine, object: ObjectSchema, keyField: string): ApexMap {
  const type = rt.type(`system.map<system.string,schema.${object.name.toLowerCase()}>`);
  return new ApexMap(
    type,
    rows(rt, object).map((row): [ApexValue, ApexValue] => [row.fields.get(keyField) ?? null, row]),
    { ignoreCase: true }
  );
}

function byKey(rt: Engine, object: ObjectSchema, key: string | null, fields: readonly string[]): SObject | null {
  const wanted = key?.toLowerCase();
  return (
    rows(rt, object).find((row) =>
      fields.some((field) => String(row.fields.get(field) ?? '').toLowerCase() === wanted)
    ) ?? null
  );
}

/** Values of the user over those of the profile over those of the org, field by field, for `getInstance`; exactly one level for `getValues`. */
function hierarchy(rt: Engine, object: ObjectSchema, method: CustomDataMethod, key: string | null): SObject | null {
  const all = rows(rt, object);
  const at = (owner: string | null): SObject | undefined =>
    owner === null
      ? undefined
      : all.find((row) => String(row.fields.get('setupownerid') ?? '').slice(0, 15) === owner.slice(0, 15));
  const organization = rt.org.id;
  if (method === 'getOrgDefaults') {
    return at(organization) ?? defaults(rt, object, organization);
  }
  if (method === 'getValues') {
    return at(key) ?? null;
  }
  const user = key === null || key.startsWith('005') ? (key === null ? rt.tx.user : rt.org.users.byId(key)) : null;
  const levels = user ? [user.id, user.profileId, organization] : [key, organization];
  const merged = defaults(rt, object, levels[0] ?? organization);
  const found = levels.map(at).filter((row) => row !== undefined);
  for (const row of found.reverse()) {
    for (const [field, value] of row.fields) {
      if (value !== null) {
        merged.fields.set(field, value);
      }
    }
  }
  return merged;
}

/** A record without an id that holds the fields' default values. */
function defaults(rt: Engine, object: ObjectSchema, owner: string): SObject {
  const token = rt.invokeStatic('schema.sobjecttype', 'forName', [object.name]);
  const fresh = rt.invoke(token, 'newSObject', [null, true]) as SObject;
  fresh.fields.set('setupownerid', owner);
  // What it holds of read-only fields does not keep it from being saved.
  markAsStored(object, fresh);
  return fresh;
}

function call(method: CustomDataMethod): PlatformFunction {
  return (rt, objectName: string, ...args: ApexValue[]) => callCustomData(rt, objectName, method, args);
}

/** What compiled code calls for the static methods of custom metadata types and custom settings. */
export const customDataClasses: readonly PlatformClass[] = [
  platformClass({
    name: 'Schema.CustomData',
    statics: {
      getAll: call('getAll'),
      getInstance: call('getInstance'),
      getValues: call('getValues'),
      getOrgDefaults: call('getOrgDefaults')
    }
  })
];
