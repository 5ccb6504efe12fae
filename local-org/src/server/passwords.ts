import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import type { Org } from '../org/index.ts';
import { ApiError } from './api-error.ts';

const HASH_BYTES = 32;
const SALT_BYTES = 16;
/** Low: a test logs in often, and the passwords of a local org guard nothing but itself. */
const COST = 1024;
/** Clients append the security token to the password; the local org knows no tokens and takes any. */
const TOKEN = /^[A-Za-z0-9]{20,30}$/;
/** The platform's shortest password unless the org says otherwise. */
const SHORTEST = 8;

function hash(password: string, salt: Buffer): Buffer {
  return scryptSync(password, salt, HASH_BYTES, { N: COST });
}

/** True for any password of a user who was never given one, else for that one alone or with a security token behind it. */
export function passwordMatches(org: Org, userId: string, given: string): boolean {
  const stored = org.settings.get(`password:${userId}`);
  if (stored === undefined) {
    return true;
  }
  const [salt = '', expected = ''] = stored.split(':').map((part) => Buffer.from(part, 'base64'));
  const same = (text: string): boolean => timingSafeEqual(hash(text, Buffer.from(salt)), Buffer.from(expected));
  if (same(given)) {
    return true;
  }
  // a token has 24 or 25 characters, of which the password itself knows nothing
  return [24, 25].some((length) => TOKEN.test(given.slice(-length)) && same(given.slice(0, -length)));
}

/** Gives a user a password, which is kept as a hash. @throws ApiError INVALID_NEW_PASSWORD, INVALID_ID_FIELD */
export function setPassword(org: Org, userId: string, password: string): void {
  requireUserRow(org, userId);
  if (password.length < SHORTEST) {
    throw new ApiError(400, 'INVALID_NEW_PASSWORD', `Your password must be at least ${SHORTEST} characters long.`);
  }
  if (!/[a-z]/i.test(password) || !/\d/.test(password)) {
    throw new ApiError(400, 'INVALID_NEW_PASSWORD', 'Your password must have a mix of letters and numbers.');
  }
  const salt = randomBytes(SALT_BYTES);
  org.settings.set(`password:${userId}`, `${salt.toString('base64')}:${hash(password, salt).toString('base64')}`);
}

/** Gives a user a random password and answers it. @throws ApiError INVALID_ID_FIELD */
export function resetPassword(org: Org, userId: string): string {
  const password = `${randomBytes(6).toString('hex')}A1`;
  setPassword(org, userId, password);
  return password;
}

function requireUserRow(org: Org, userId: string): void {
  if (!org.rows.find('User', { Id: userId })) {
    throw new ApiError(404, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
  }
}
