import type { ObjectSchema } from '../metadata/index.ts';
import type { Engine } from '../engine/index.ts';
import { isBusinessObject } from '../security/index.ts';
import { dmlError } from './errors.ts';
import type { SaveContext, SaveRow } from '../records/index.ts';

const USER = '005';
const GROUP = '00G';

function isQueueOf(rt: Engine, object: ObjectSchema, group: string): boolean {
  const sql = 'SELECT id FROM queuesobject WHERE queueid = ? AND lower(sobjecttype) = lower(?)';
  return rt.org.db.get(sql, [group, object.name]) !== undefined;
}

function isInactive(rt: Engine, user: string): boolean {
  return rt.org.db.get('SELECT isactive FROM "user" WHERE id = ?', [user])?.['isactive'] === 0;
}

/**
 * Whether a user may own records of the object, as far as its rights are known: those of custom and of standard business objects are.
 * The Automated Process user owns whatever it creates.
 */
function readsRecords(rt: Engine, object: ObjectSchema, userId: string): boolean {
  const isKnown = object.kind === 'custom' || isBusinessObject(object);
  const user = isKnown ? rt.org.users.byId(userId) : null;
  return user === null || user.userType === 'AutomatedProcess' || rt.org.access.objectAccess(user, object.name).read;
}

/** New owners are active users who may read the object, or queues that take records of the object. */
export function checkOwners(rt: Engine, context: SaveContext, rows: readonly SaveRow[]): void {
  const { object } = context;
  if (context.internal === true || !object.fields.has('ownerid') || object.name === 'Group') {
    return;
  }
  const known = new Map<string, boolean>();
  const ask = (id: string, question: () => boolean): boolean => {
    const answer = known.get(id) ?? question();
    known.set(id, answer);
    return answer;
  };
  for (const { record, old, errors } of rows) {
    const owner = record.fields.get('ownerid');
    if (typeof owner !== 'string' || owner === old?.fields.get('ownerid') || owner === rt.tx.user.id) {
      continue;
    }
    if (owner.startsWith(GROUP) && !ask(owner, () => isQueueOf(rt, object, owner))) {
      errors.push(dmlError('INVALID_OPERATION', 'Queue not associated with this SObject type', ['OwnerId']));
    } else if (owner.startsWith(USER) && ask(owner, () => isInactive(rt, owner))) {
      const message = `operation performed with inactive user [${owner.slice(0, 15)}] as owner of ${object.name.toLowerCase()}`;
      errors.push(dmlError('INACTIVE_OWNER_OR_USER', message));
    } else if (
      old !== null &&
      owner.startsWith(USER) &&
      ask(`reads ${owner}`, () => !readsRecords(rt, object, owner))
    ) {
      // Only an existing record is transferred: a new one may belong to somebody who cannot read it.
      errors.push(dmlError('TRANSFER_REQUIRES_READ', 'The new owner must have read permission', ['OwnerId']));
    }
  }
}
