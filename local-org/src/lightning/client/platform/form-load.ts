import { describe, type FieldState } from './form-fields.ts';
import { fieldOf, objectInfo } from './object-info.ts';
import { query } from './rest.ts';

/** Reads what a form's fields need: the object's description and, for an existing record, its values. */
export async function loadFields(
  objectName: string,
  recordId: string | undefined,
  names: readonly string[]
): Promise<FieldState> {
  const info = await objectInfo(objectName);
  if (!recordId) return { info, row: {} };
  const paths = new Set(['Id']);
  for (const name of names) {
    const field = fieldOf(info, name);
    if (!field || field.dataType === 'Address' || field.dataType === 'Location') continue;
    const { path, namePath } = describe(field);
    paths.add(path);
    if (namePath) paths.add(namePath);
  }
  const id = recordId.replace(/[^a-zA-Z0-9]/g, '');
  const { records } = await query(`SELECT ${[...paths].join(', ')} FROM ${info.apiName} WHERE Id = '${id}'`);
  return { info, row: records[0] ?? {} };
}
