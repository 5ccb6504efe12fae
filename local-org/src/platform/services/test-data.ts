import { runDml } from '../../dml/index.ts';
import { fromColumn } from '../../db/index.ts';
import type { SqlValue } from '../../db/index.ts';
import { isDecimal } from '../../metadata/index.ts';
import type { FieldSchema } from '../../metadata/index.ts';
import type { Engine } from '../../engine/index.ts';
import { ApexDatetime, ApexList, Decimal, SObject } from '../../values/index.ts';
import type { ApexValue } from '../../values/index.ts';
import { staticResourceBytes } from './static-resource.ts';

/** `Test.loadData`: inserts the rows of a CSV static resource, whose first line names the fields. */
export function loadTestData(rt: Engine, type: ApexValue, resource: string): ApexList {
  const object = rt.org.schema.object(rt.str(type));
  if (!object) {
    return rt.fail('System.TypeException', `Invalid type: ${rt.str(type)}`);
  }
  const [header = [], ...lines] = parseCsv(Buffer.from(staticResourceBytes(rt, resource)).toString('utf8'));
  const records = lines.map((cells) => {
    const record = new SObject(object.name, object);
    header.forEach((name, index) => {
      const field = object.fields.get(name.trim().toLowerCase());
      if (!field) {
        rt.fail('System.StringException', `Invalid field ${name} for ${object.name}`);
      }
      const text = cells[index] ?? '';
      // Ids in the file only identify rows of the file.
      if (text !== '' && field.type !== 'id') {
        record.fields.set(field.name.toLowerCase(), valueOf(field, text));
      }
    });
    return record;
  });
  runDml(rt, { operation: 'insert', records, allOrNone: true, access: 'system', sharing: 'without' });
  return new ApexList(rt.type(`system.list<schema.${object.name.toLowerCase()}>`), records);
}

function valueOf(field: FieldSchema, text: string): ApexValue {
  if (isDecimal(field.type)) {
    return Decimal.of(text);
  }
  if (field.type === 'datetime') {
    return ApexDatetime.parseIso(text);
  }
  const column: SqlValue =
    field.type === 'boolean' ? (/^(true|1)$/i.test(text) ? 1 : 0) : field.type === 'int' ? Number(text) : text;
  return fromColumn(field, column);
}

/** Rows of a CSV text (RFC 4180). Empty lines are skipped. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const source = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const endRow = (): void => {
    row.push(cell);
    if (row.length > 1 || cell !== '') {
      rows.push(row);
    }
    row = [];
    cell = '';
  };
  for (let i = 0; i < source.length; i++) {
    const char = source[i]!;
    if (quoted) {
      if (char === '"' && source[i + 1] === '"') {
        cell += '"';
        i++;
      } else if (char === '"') {
        quoted = false;
      } else {
        cell += char;
      }
    } else if (char === '"') {
      quoted = true;
    } else if (char === ',') {
      row.push(cell);
      cell = '';
    } else if (char === '\n') {
      endRow();
    } else {
      cell += char;
    }
  }
  endRow();
  return rows;
}
