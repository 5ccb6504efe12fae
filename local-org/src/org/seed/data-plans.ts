import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runDml } from '../../dml/index.ts';
import { isDecimal } from '../../metadata/index.ts';
import type { FieldSchema } from '../../metadata/index.ts';
import { ApexDate, ApexDatetime, ApexException, Decimal, SObject } from '../../values/index.ts';
import type { ApexValue } from '../../values/index.ts';
import type { OrgCore } from '../org-core.ts';

interface PlanStep {
  readonly sobject: string;
  readonly files: readonly (string | { readonly file: string })[];
}

interface TreeRecord {
  readonly attributes: { readonly type: string; readonly referenceId?: string };
  readonly [field: string]: unknown;
}

/**
 * Loads data plans as `sf data import tree --plan` does: files in order, `@Name` standing for the id of a record loaded before,
 * triggers and rules included. One transaction for all.
 * @throws Error naming the file when a record cannot be saved
 */
export function loadDataPlans(org: OrgCore, projectRoot: string, plans: readonly string[]): void {
  const ids = new Map<string, string>();
  org.run({ user: org.users.administrator() }, () => {
    for (const plan of plans) {
      const planFile = join(projectRoot, plan);
      for (const step of JSON.parse(readFileSync(planFile, 'utf8')) as PlanStep[]) {
        for (const entry of step.files) {
          loadFile(org, join(dirname(planFile), typeof entry === 'string' ? entry : entry.file), ids);
        }
      }
    }
  });
}

function loadFile(org: OrgCore, file: string, ids: Map<string, string>): void {
  const { records } = JSON.parse(readFileSync(file, 'utf8')) as { records: TreeRecord[] };
  const built = records.map((record) => build(org, file, record, ids));
  try {
    runDml(org.program, {
      operation: 'insert',
      records: built,
      allOrNone: true,
      access: 'system',
      sharing: 'without',
      caller: 'api'
    });
  } catch (error) {
    throw error instanceof ApexException ? new Error(`${file}: ${error.$str()}`) : error;
  }
  records.forEach(({ attributes: { referenceId } }, index) => {
    const id = built[index]?.id;
    if (referenceId !== undefined && id) {
      ids.set(`@${referenceId}`, id);
    }
  });
}

function build(org: OrgCore, file: string, source: TreeRecord, ids: ReadonlyMap<string, string>): SObject {
  const object = org.schema.object(source.attributes.type);
  if (!object) {
    throw new Error(`${file}: there is no object ${source.attributes.type}`);
  }
  const record = new SObject(object.name, object);
  for (const [name, value] of Object.entries(source)) {
    if (name === 'attributes') {
      continue;
    }
    const field = object.fields.get(name.toLowerCase());
    if (!field) {
      throw new Error(`${file}: ${object.name} has no field ${name}`);
    }
    const given = typeof value === 'string' && value.startsWith('@') ? (ids.get(value) ?? value) : value;
    record.fields.set(name.toLowerCase(), apexValue(field, given));
  }
  return record;
}

function apexValue(field: FieldSchema, value: unknown): ApexValue {
  if (value === null || value === undefined) {
    return null;
  }
  if (isDecimal(field.type)) {
    return Decimal.of(String(value));
  }
  switch (field.type) {
    case 'boolean':
      return value === true || value === 'true';
    case 'int':
      return Number(value);
    case 'date':
      return ApexDate.parseIso(String(value));
    case 'datetime':
      return ApexDatetime.parseIso(String(value));
    default:
      return String(value);
  }
}
