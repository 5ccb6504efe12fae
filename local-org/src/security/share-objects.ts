import type { ObjectSchema, Schema } from '../metadata/index.ts';

/** The object whose rows share records of another one, and the names of its fields. */
export interface ShareObject {
  readonly object: ObjectSchema;
  /** Field that holds the shared record's id: `ParentId`, `AccountId`. */
  readonly parentField: string;
  readonly levelField: string;
}

/** `Order__Share` of `Order__c`, `AccountShare` of `Account`; undefined where records are not shared row by row. */
export function shareObjectOf(schema: Schema, object: ObjectSchema): ShareObject | undefined {
  if (object.kind === 'custom' && /__c$/i.test(object.name)) {
    const share = schema.object(object.name.replace(/__c$/i, '__Share'));
    return share && { object: share, parentField: 'ParentId', levelField: 'AccessLevel' };
  }
  const share = object.kind === 'standard' ? schema.object(`${object.name}Share`) : undefined;
  // Objects that only a signature knows are not stored.
  return share === undefined || share.keyPrefix === ''
    ? undefined
    : { object: share, parentField: `${object.name}Id`, levelField: `${object.name}AccessLevel` };
}

/** The object that a share object's rows share, by the share object's name. */
export function sharedObjectOf(schema: Schema, share: ObjectSchema): ObjectSchema | undefined {
  const custom = /^(.+)__Share$/i.exec(share.name)?.[1];
  const standard = share.kind === 'standard' ? /^(.+)Share$/.exec(share.name)?.[1] : undefined;
  const name = custom === undefined ? standard : `${custom}__c`;
  const object = name === undefined ? undefined : schema.object(name);
  return object !== undefined && shareObjectOf(schema, object)?.object === share ? object : undefined;
}
