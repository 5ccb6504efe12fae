import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { CsvError, parseCsv, writeCsv } from '../../src/server/bulk/csv.ts';

describe('CSV', () => {
  it('reads quoted and plain fields, either line ending, and no last line break', () => {
    assert.deepEqual(parseCsv('a,b\r\n"x ""y"", z",\n"two\nlines",1', ','), [
      ['a', 'b'],
      ['x "y", z', ''],
      ['two\nlines', '1']
    ]);
    assert.deepEqual(parseCsv('\ufeffa|b\n\n|\n', '|'), [
      ['a', 'b'],
      ['', '']
    ]);
  });

  it('refuses a quote that is not closed, or followed by text', () => {
    assert.throws(() => parseCsv('a\n"b', ','), CsvError);
    assert.throws(() => parseCsv('a\n"b"c\n', ','), CsvError);
  });

  it('reads back what it writes', () => {
    const field = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r', ' ', 'é', '\t') });
    const table = fc.integer({ min: 1, max: 4 }).chain((width) =>
      fc.array(
        fc.array(field, { minLength: width, maxLength: width }).filter((row) => width > 1 || row[0] !== ''),
        {
          maxLength: 6
        }
      )
    );
    fc.assert(
      fc.property(
        table,
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('LF' as const, 'CRLF' as const),
        (rows, d, end) => {
          assert.deepEqual(parseCsv(writeCsv(rows, d, end), d), rows);
        }
      ),
      { numRuns: 300 }
    );
  });
});
