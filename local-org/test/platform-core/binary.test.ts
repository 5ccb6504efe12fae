import { test } from 'node:test';
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { ApexBlob, stringOf } from '../../src/values/index.ts';
import type { ApexValue } from '../../src/values/index.ts';
import { apexError, Library } from './library.ts';

const library = new Library();
const blob = (text: string) => ApexBlob.fromText(text);
const crypto = (method: string, ...args: ApexValue[]) => library.call('System.Crypto', method, ...args) as ApexBlob;
const encoding = (method: string, ...args: ApexValue[]) => library.call('System.EncodingUtil', method, ...args);
const hex = (value: ApexValue) => encoding('convertToHex', value);

test('digests and message authentication codes', () => {
  assert.equal(
    hex(crypto('generateDigest', 'SHA-256', blob('abc'))),
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
  );
  assert.equal(hex(crypto('generateDigest', 'MD5', blob(''))), 'd41d8cd98f00b204e9800998ecf8427e');
  const mac = crypto('generateMac', 'hmacSHA256', blob('what do ya want for nothing?'), blob('Jefe'));
  assert.equal(hex(mac), '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843');
  assert.equal(crypto('verifyHmac', 'hmacSHA256', blob('what do ya want for nothing?'), blob('Jefe'), mac), true);
  assert.equal(crypto('verifyHmac', 'hmacSHA256', blob('other'), blob('Jefe'), mac), false);
  assert.throws(
    () => crypto('generateDigest', 'SHA9', blob('')),
    apexError('System.InvalidParameterValueException', 'Invalid algorithm: SHA9')
  );
});

test('encryption and decryption', () => {
  const key = crypto('generateAesKey', 256);
  assert.equal(key.size, 32);
  const secret = crypto('encryptWithManagedIV', 'AES256', key, blob('hello'));
  assert.equal(secret.size, 32);
  assert.equal(crypto('decryptWithManagedIV', 'AES256', key, secret).toText(), 'hello');
  const vector = blob('Example of IV123');
  const fixed = crypto('encrypt', 'AES128', blob('380db410e8b11fa9'), vector, blob('hello'));
  assert.equal(crypto('decrypt', 'AES128', blob('380db410e8b11fa9'), vector, fixed).toText(), 'hello');
  assert.throws(
    () => crypto('decryptWithManagedIV', 'AES256', crypto('generateAesKey', 256), secret),
    /not properly padded/
  );
  assert.throws(
    () => crypto('encrypt', 'AES256', blob('short'), vector, blob('x')),
    apexError('System.InvalidParameterValueException', 'Invalid private key. Must be 32 bytes.')
  );
});

test('signatures', () => {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const privateKey = new ApexBlob(pair.privateKey.export({ format: 'der', type: 'pkcs8' }));
  const publicKey = new ApexBlob(pair.publicKey.export({ format: 'der', type: 'spki' }));
  const signature = crypto('sign', 'RSA-SHA256', blob('text'), privateKey);
  assert.equal(crypto('verify', 'RSA-SHA256', blob('text'), signature, publicKey), true);
  assert.equal(crypto('verify', 'RSA-SHA256', blob('texT'), signature, publicKey), false);
  assert.throws(
    () => crypto('sign', 'RSA', blob('text'), blob('no key')),
    (error) => stringOf(error as ApexValue).startsWith('System.SecurityException')
  );
});

test('encodings', () => {
  assert.equal(encoding('base64Encode', blob('Hello?')), 'SGVsbG8/');
  assert.equal((encoding('base64Decode', 'SGVsbG8/') as ApexBlob).toText(), 'Hello?');
  assert.equal(encoding('urlEncode', 'a b&c=é/~*', 'UTF-8'), 'a+b%26c%3D%C3%A9%2F%7E*');
  assert.equal(encoding('urlDecode', 'a+b%26c%3D%C3%A9', 'UTF-8'), 'a b&c=é');
  assert.equal((encoding('convertFromHex', '00ff') as ApexBlob).size, 2);
  assert.throws(
    () => encoding('convertFromHex', '0g'),
    apexError('System.InvalidParameterValueException', 'Illegal hexadecimal character g at index 1')
  );
});

test('blobs', () => {
  assert.equal(library.on('System.Blob', blob('é'), 'size'), 2);
  assert.equal(library.on('System.Blob', blob('é'), 'toString'), 'é');
  assert.throws(
    () => library.on('System.Blob', new ApexBlob(Uint8Array.of(0xff)), 'toString'),
    apexError('System.StringException', 'BLOB is not a valid UTF-8 string')
  );
  assert.ok(blob('a').$equals(blob('a')));
});

test('UUIDs', () => {
  const uuid = library.call('System.UUID', 'randomUUID');
  const text = stringOf(uuid);
  assert.match(text, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(
    library.on('System.UUID', library.call('System.UUID', 'fromString', text.toUpperCase()), 'equals', uuid),
    true
  );
  assert.throws(
    () => library.call('System.UUID', 'fromString', 'x'),
    apexError('System.IllegalArgumentException', 'Invalid UUID string: x')
  );
});

test('URLs', () => {
  const url = library.construct('System.URL', 'https://user@example.com:8443/a/b.html?q=1&r=2#top');
  const get = (method: string) => library.on('System.URL', url, method);
  assert.deepEqual(
    [
      'getProtocol',
      'getHost',
      'getPort',
      'getDefaultPort',
      'getPath',
      'getQuery',
      'getFile',
      'getRef',
      'getUserInfo',
      'getAuthority'
    ].map(get),
    [
      'https',
      'example.com',
      8443,
      443,
      '/a/b.html',
      'q=1&r=2',
      '/a/b.html?q=1&r=2',
      'top',
      'user',
      'user@example.com:8443'
    ]
  );
  assert.equal(get('toExternalForm'), 'https://user@example.com:8443/a/b.html?q=1&r=2#top');
  const bare = library.construct('System.URL', 'https://example.com');
  assert.deepEqual([library.on('System.URL', bare, 'getPort'), library.on('System.URL', bare, 'getQuery')], [-1, null]);
  assert.throws(
    () => library.construct('System.URL', 'example.com/x'),
    apexError('System.StringException', 'no protocol: example.com/x')
  );
});
