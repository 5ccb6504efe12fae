import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { runDml } from '../../src/dml/index.ts';
import { Decimal, SObject, type ApexValue } from '../../src/values/index.ts';
import { openProject } from '../support/apex-project.ts';

/** Values of any kind on fields of any kind: what is stored of them, or the code that refuses them, by rules written down a second time. */

const field = (name: string, content: string): Record<string, string> => ({
  [`objects/Box__c/fields/${name}.field-meta.xml`]: `<CustomField><fullName>${name}</fullName><label>${name}</label>${content}</CustomField>`
});
const CHOICES = ['Red', 'Green', 'Light Blue'];
const picklist = (restricted: boolean): string =>
  `<valueSet><restricted>${String(restricted)}</restricted><valueSetDefinition>${CHOICES.map((name) => `<value><fullName>${name}</fullName><default>false</default><label>${name}</label></value>`).join('')}</valueSetDefinition></valueSet>`;

const FILES = {
  'objects/Box__c/Box__c.object-meta.xml':
    '<CustomObject><label>Box</label><pluralLabel>Boxes</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>ReadWrite</sharingModel></CustomObject>',
  ...field('Text__c', '<type>Text</type><length>8</length>'),
  ...field('Mail__c', '<type>Email</type>'),
  ...field('Open__c', `<type>Picklist</type>${picklist(false)}`),
  ...field('Strict__c', `<type>Picklist</type>${picklist(true)}`),
  ...field('Many__c', `<type>MultiselectPicklist</type><visibleLines>3</visibleLines>${picklist(true)}`),
  ...field('Number__c', '<type>Number</type><precision>6</precision><scale>2</scale>'),
  ...field('Flag__c', '<type>Checkbox</type><defaultValue>false</defaultValue>')
};

/** `!CODE`, or the text of what is stored; null for nothing. */
type Outcome = string | null;

const canonical = (text: string): string =>
  CHOICES.find((choice) => choice.toLowerCase() === text.toLowerCase()) ?? text;

const ORACLE: Readonly<Record<string, (value: ApexValue) => Outcome>> = {
  text__c: (value) => {
    const text = String(value).trim();
    return text.length > 8 ? '!STRING_TOO_LONG' : text || null;
  },
  mail__c: (value) => {
    const text = String(value).trim().toLowerCase();
    return text === '' ? null : /^[a-z0-9.]+@[a-z0-9]+(\.[a-z0-9]+)+$/.test(text) ? text : '!INVALID_EMAIL_ADDRESS';
  },
  open__c: (value) => canonical(String(value).trim()) || null,
  strict__c: (value) => {
    const text = canonical(String(value).trim());
    return text === '' || CHOICES.includes(text) ? text || null : '!INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST';
  },
  many__c: (value) => {
    const parts = String(value)
      .split(';')
      .map((part) => canonical(part.trim()))
      .filter(Boolean);
    return parts.every((part) => CHOICES.includes(part))
      ? CHOICES.filter((choice) => parts.includes(choice)).join(';') || null
      : '!INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST';
  },
  number__c: (value) => {
    // In hundredths, half away from zero; the thousandths that are given are whole numbers.
    const thousandths = Number(String(value).replace('.', ''));
    const hundredths = Math.sign(thousandths) * Math.floor(Math.abs(thousandths) / 10 + 0.5);
    return Math.abs(hundredths) >= 1_000_000 ? '!NUMBER_OUTSIDE_VALID_RANGE' : (hundredths / 100).toFixed(2);
  },
  flag__c: (value) => (value === null ? '!INVALID_TYPE_ON_FIELD_IN_RECORD' : String(value))
};

const spaced = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(fc.constantFrom('', ' '), text, fc.constantFrom('', '  ')).map((parts) => parts.join(''));
const someCase = (text: string): fc.Arbitrary<string> => fc.constantFrom(text, text.toLowerCase(), text.toUpperCase());
const oneChoice = fc.constantFrom(...CHOICES, 'Black', '').chain(someCase);
const VALUES: Readonly<Record<string, fc.Arbitrary<ApexValue>>> = {
  text__c: spaced(fc.string({ maxLength: 10, unit: fc.constantFrom('a', 'B', '9', 'ß') })),
  mail__c: spaced(fc.constantFrom('A@b.de', 'x.Y@Example.COM', 'nobody', '@b.de', 'a@b', '')),
  open__c: spaced(oneChoice),
  strict__c: spaced(oneChoice),
  many__c: fc.array(spaced(oneChoice), { maxLength: 4 }).map((parts) => parts.join(';')),
  number__c: fc.integer({ min: -12_000_000, max: 12_000_000 }).map((n) => new Decimal(BigInt(n), 3)),
  flag__c: fc.constantFrom(true, false, null)
};

test('values are stored in their form or refused by their code, at an insert as at an update', async () => {
  const org = openProject(FILES);
  const object = org.schema.object('Box__c') ?? null;
  const column = (id: string | null, key: string): Outcome => {
    const row = org.db.get('SELECT * FROM box__c WHERE id = ?', [id])?.[key] ?? null;
    return row === null
      ? null
      : key === 'number__c'
        ? (Number(row) / 100).toFixed(2)
        : key === 'flag__c'
          ? String(row === 1)
          : String(row);
  };
  const save = (key: string, value: ApexValue, id: string | null): Outcome => {
    const record = new SObject('Box__c', object);
    record.fields.set('name', 'b');
    record.fields.set(key, value);
    if (id !== null) {
      record.fields.set('id', id);
    }
    const operation = id === null ? 'insert' : 'update';
    const options = { allOrNone: false, access: 'system', sharing: 'without' } as const;
    const [result] = runDml(org.program, { operation, records: [record], ...options });
    return result?.success === true ? column(result.id, key) : `!${result?.errors[0]?.statusCode ?? ''}`;
  };
  const written = fc
    .constantFrom(...Object.keys(VALUES))
    .chain((key) => (VALUES[key] ?? fc.constant(null)).map((value) => [key, value] as const));
  try {
    org.run({ user: org.users.administrator() }, () => {
      const existing = org.rows.insert('Box__c', org.users.administrator().id, { Name: 'b', IsDeleted: false });
      fc.assert(
        fc.property(written, ([key, value]) => {
          const outcome = ORACLE[key]?.(value) ?? null;
          // A statement per save would meet the limits of a transaction.
          org.withRollback(() => {
            org.tx.limits = org.tx.freshLimits();
            assert.equal(save(key, value, null), outcome, `insert ${key}`);
            assert.equal(save(key, value, existing), outcome, `update ${key}`);
          });
        }),
        { numRuns: 400, seed: 11 }
      );
    });
  } finally {
    await org.close();
  }
});
