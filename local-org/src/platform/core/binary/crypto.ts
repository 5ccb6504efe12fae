import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  randomBytes,
  sign as signBytes,
  timingSafeEqual,
  verify as verifyBytes
} from 'node:crypto';
import { platformClass, type Engine } from '../../../engine/index.ts';
import { ApexBlob, NotImplementedError, toLong } from '../../../values/index.ts';
import type { ApexValue } from '../../../values/index.ts';
import { required } from '../support.ts';
import { table } from '../../../common/index.ts';

// Names that the platform accepts, in upper case, and what OpenSSL calls them.
const DIGESTS: Readonly<Record<string, string>> = table({
  MD5: 'md5',
  SHA1: 'sha1',
  'SHA-1': 'sha1',
  SHA256: 'sha256',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  SHA512: 'sha512',
  'SHA-512': 'sha512',
  'SHA3-256': 'sha3-256',
  'SHA3-384': 'sha3-384',
  'SHA3-512': 'sha3-512'
});
const MACS: Readonly<Record<string, string>> = table({
  HMACMD5: 'md5',
  HMACSHA1: 'sha1',
  HMACSHA256: 'sha256',
  HMACSHA384: 'sha384',
  HMACSHA512: 'sha512'
});
const SIGNATURES: Readonly<Record<string, string>> = table({
  RSA: 'sha1',
  'RSA-SHA1': 'sha1',
  'RSA-SHA256': 'sha256',
  'RSA-SHA384': 'sha384',
  'RSA-SHA512': 'sha512',
  'ECDSA-SHA256': 'sha256',
  'ECDSA-SHA384': 'sha384',
  'ECDSA-SHA512': 'sha512'
});

const IV_BYTES = 16;

function algorithm(rt: Engine, names: Readonly<Record<string, string>>, name: string | null): string {
  const given = required(rt, name);
  return names[given.toUpperCase()] ?? rt.fail('System.InvalidParameterValueException', `Invalid algorithm: ${given}`);
}

function securityFailure(rt: Engine, error: unknown): never {
  return rt.fail('System.SecurityException', error instanceof Error ? error.message : String(error));
}

function mac(rt: Engine, name: string | null, input: ApexBlob | null, key: ApexBlob | null): Buffer {
  return createHmac(algorithm(rt, MACS, name), required(rt, key).bytes)
    .update(required(rt, input).bytes)
    .digest();
}

/** The OpenSSL cipher of `AES128`, `AES192`, `AES256`; checks key and vector as the platform does. */
function cipherName(rt: Engine, name: string | null, key: ApexBlob, vector: Uint8Array): string {
  const match = /^AES(128|192|256)$/i.exec(required(rt, name));
  if (!match) {
    if (/^AES/i.test(name!)) {
      throw new NotImplementedError(`Crypto with ${name}`);
    }
    return rt.fail('System.InvalidParameterValueException', `Invalid algorithm: ${name}`);
  }
  const bytes = Number(match[1]) / 8;
  if (key.size !== bytes) {
    return rt.fail('System.InvalidParameterValueException', `Invalid private key. Must be ${bytes} bytes.`);
  }
  if (vector.length !== IV_BYTES) {
    return rt.fail('System.InvalidParameterValueException', 'Invalid initialization vector. Must be 16 bytes.');
  }
  return `aes-${match[1]}-cbc`;
}

function encrypt(rt: Engine, name: string | null, key: ApexBlob, vector: Uint8Array, data: ApexBlob): Buffer {
  const cipher = createCipheriv(cipherName(rt, name, key, vector), key.bytes, vector);
  return Buffer.concat([cipher.update(data.bytes), cipher.final()]);
}

function decrypt(rt: Engine, name: string | null, key: ApexBlob, vector: Uint8Array, data: Uint8Array): ApexBlob {
  const decipher = createDecipheriv(cipherName(rt, name, key, vector), key.bytes, vector);
  try {
    return new ApexBlob(Buffer.concat([decipher.update(data), decipher.final()]));
  } catch {
    return rt.fail('System.SecurityException', 'Given final block not properly padded');
  }
}

function sign(rt: Engine, name: string | null, input: ApexBlob | null, key: ApexBlob | null): ApexBlob {
  const digest = algorithm(rt, SIGNATURES, name);
  try {
    const privateKey = createPrivateKey({
      key: Buffer.from(required(rt, key).bytes),
      format: 'der',
      type: 'pkcs8'
    });
    return new ApexBlob(signBytes(digest, required(rt, input).bytes, privateKey));
  } catch (error) {
    return error instanceof Error ? securityFailure(rt, error) : raise(error);
  }
}

function verify(rt: Engine, name: string | null, input: ApexBlob | null, signature: ApexBlob | null, key: ApexValue) {
  if (!(key instanceof ApexBlob)) {
    throw new NotImplementedError('Crypto.verify with a certificate of the org');
  }
  const digest = algorithm(rt, SIGNATURES, name);
  try {
    const publicKey = createPublicKey({ key: Buffer.from(key.bytes), format: 'der', type: 'spki' });
    return verifyBytes(digest, required(rt, input).bytes, publicKey, required(rt, signature).bytes);
  } catch (error) {
    return error instanceof Error ? securityFailure(rt, error) : raise(error);
  }
}

/** Apex exceptions pass through. */
function raise(error: unknown): never {
  throw error;
}

function verifyMac(
  rt: Engine,
  name: string | null,
  input: ApexBlob | null,
  key: ApexBlob | null,
  expected: ApexBlob | null
): boolean {
  const actual = mac(rt, name, input, key);
  const given = required(rt, expected).bytes;
  return actual.length === given.length && timingSafeEqual(actual, given);
}

export const cryptoClass = platformClass({
  name: 'System.Crypto',
  statics: {
    decrypt: (rt, name: string | null, key: ApexBlob | null, vector: ApexBlob | null, data: ApexBlob | null) =>
      decrypt(rt, name, required(rt, key), required(rt, vector).bytes, required(rt, data).bytes),
    // The vector is the first 16 bytes of the data.
    decryptWithManagedIV: (rt, name: string | null, key: ApexBlob | null, data: ApexBlob | null) => {
      const { bytes } = required(rt, data);
      return decrypt(rt, name, required(rt, key), bytes.subarray(0, IV_BYTES), bytes.subarray(IV_BYTES));
    },
    encrypt: (rt, name: string | null, key: ApexBlob | null, vector: ApexBlob | null, data: ApexBlob | null) =>
      new ApexBlob(encrypt(rt, name, required(rt, key), required(rt, vector).bytes, required(rt, data))),
    encryptWithManagedIV: (rt, name: string | null, key: ApexBlob | null, data: ApexBlob | null) => {
      const vector = randomBytes(IV_BYTES);
      return new ApexBlob(Buffer.concat([vector, encrypt(rt, name, required(rt, key), vector, required(rt, data))]));
    },
    generateAesKey: (rt, size: number | null) => {
      const bits = required(rt, size);
      return bits === 128 || bits === 192 || bits === 256
        ? new ApexBlob(randomBytes(bits / 8))
        : rt.fail('System.InvalidParameterValueException', 'Invalid key size. Must be 128, 192 or 256 bits.');
    },
    generateDigest: (rt, name: string | null, input: ApexBlob | null) =>
      new ApexBlob(
        createHash(algorithm(rt, DIGESTS, name))
          .update(required(rt, input).bytes)
          .digest()
      ),
    generateMac: (rt, name: string | null, input: ApexBlob | null, key: ApexBlob | null) =>
      new ApexBlob(mac(rt, name, input, key)),
    getRandomInteger: () => randomBytes(4).readInt32LE(),
    getRandomLong: () => toLong(randomBytes(8).readBigInt64LE()),
    sign,
    verify,
    verifyHmac: verifyMac,
    verifyMac
  }
});
