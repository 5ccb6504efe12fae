import type { ObjectSchema } from '../metadata/index.ts';
import type { Engine } from '../engine/index.ts';
import type { SObject } from '../values/index.ts';
import { dmlError } from './errors.ts';
import type { DmlError, DmlRequest } from '../records/index.ts';

/** Objects that decide who may do what; they cannot be changed in one transaction with others. */
const SETUP =
  /^(FieldPermissions|GroupMember|ObjectPermissions|PermissionSet|PermissionSetAssignment|PermissionSetGroup|PermissionSetGroupComponent|QueueSobject|SetupEntityAccess|UserRole)$/;
/** Fields of a user whose change counts as one of the setup. */
const USER_FIELDS = ['userroleid', 'isactive', 'forecastenabled', 'isportalenabled', 'username', 'profileid'];

type Side = 'setup' | 'data';

function sideOf(object: ObjectSchema, request: DmlRequest, records: readonly SObject[]): Side | null {
  if (object.kind !== 'standard' && object.kind !== 'custom') {
    return null;
  }
  if (object.name === 'User') {
    const fields = request.operation === 'insert' ? ['userroleid'] : USER_FIELDS;
    const touches = records.some((record) => fields.some((key) => (record.fields.get(key) ?? null) !== null));
    return touches ? 'setup' : null;
  }
  if (object.name === 'Group') {
    return request.operation === 'delete' ? 'setup' : null;
  }
  return SETUP.test(object.name) ? 'setup' : 'data';
}

/** First object of each side that was changed, per stretch of a transaction: `System.runAs` and `Test.startTest` begin new ones. */
const seen = new WeakMap<object, WeakMap<object, Map<Side, string>>>();

function stretch(rt: Engine): Map<Side, string> {
  const { limits, user } = rt.tx;
  let byUser = seen.get(limits);
  if (byUser === undefined) {
    seen.set(limits, (byUser = new WeakMap()));
  }
  let sides = byUser.get(user);
  if (sides === undefined) {
    byUser.set(user, (sides = new Map()));
  }
  return sides;
}

/** The error of a statement that mixes objects of the setup with others; undefined where it is allowed, which it then takes note of. */
export function mixedDml(
  rt: Engine,
  object: ObjectSchema,
  request: DmlRequest,
  records: readonly SObject[]
): DmlError | undefined {
  const side = sideOf(object, request, records);
  if (side === null) {
    return undefined;
  }
  const sides = stretch(rt);
  const other = sides.get(side === 'setup' ? 'data' : 'setup');
  if (other !== undefined) {
    const message = `DML operation on setup object is not permitted after you have updated a non-setup object (or vice versa): ${object.name}, original object: ${other}`;
    return dmlError('MIXED_DML_OPERATION', message);
  }
  if (!sides.has(side)) {
    sides.set(side, object.name);
  }
  return undefined;
}

/**
 * Remembers what was changed so far.
 * @returns a function that forgets what came after: a statement that failed has changed nothing
 */
export function mixedDmlMark(rt: Engine): () => void {
  const sides = stretch(rt);
  const before = [...sides];
  return () => {
    sides.clear();
    before.forEach(([side, name]) => sides.set(side, name));
  };
}
