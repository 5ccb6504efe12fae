import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readZip, writeZip, ZipError } from '../../src/server/metadata/zip.ts';

describe('zip archives', () => {
  it('reads back what it writes', () => {
    const files = fc.dictionary(
      fc.stringMatching(/^[a-z]{1,6}(\/[a-zé]{1,6}\.xml)?$/),
      fc.uint8Array({ maxLength: 400 }),
      {
        maxKeys: 6
      }
    );
    fc.assert(
      fc.property(files, (given) => {
        const map = new Map(Object.entries(given).map(([name, bytes]) => [name, Buffer.from(bytes)]));
        assert.deepEqual(readZip(writeZip(map)), map);
      }),
      { numRuns: 100 }
    );
  });

  it('refuses damage of any kind by name, and paths that lead out', () => {
    const zip = writeZip(new Map([['classes/A.cls', Buffer.from('public class A {}'.repeat(20))]]));
    assert.throws(() => readZip(Buffer.from('no zip')), ZipError);
    assert.throws(() => readZip(writeZip(new Map([['../A.cls', Buffer.from('x')]]))), ZipError);
    fc.assert(
      fc.property(fc.nat({ max: zip.length - 1 }), fc.integer({ min: 0, max: 255 }), (at, byte) => {
        const damaged = Buffer.from(zip);
        damaged[at] = byte;
        try {
          readZip(damaged);
        } catch (error) {
          assert.ok(error instanceof ZipError, String(error));
        }
      }),
      { numRuns: 500 }
    );
  });
});
