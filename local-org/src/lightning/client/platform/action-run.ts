import { dataPath, request } from './rest.ts';
import type { ActionForm } from './shell-types.ts';

/** How an action ended: the record that it made, or how many records it was done for and what was refused. */
export interface ActionOutcome {
  readonly id?: string;
  readonly done: number;
  readonly refusals: readonly string[];
}

interface SaveResult {
  readonly success: boolean;
  readonly errors: readonly { readonly message: string }[];
}

/** As many records as one call takes. */
const BATCH = 200;

/** Creates or updates with an action's values. One record that is refused throws; of many, the others are done. */
export async function runAction(
  form: ActionForm,
  values: Readonly<Record<string, unknown>>,
  recordIds: readonly string[],
  isMass: boolean
): Promise<ActionOutcome> {
  const path = dataPath(`/sobjects/${form.objectName}`);
  const [only = ''] = recordIds;
  if (!isMass && form.mode === 'update') {
    await request('PATCH', `${path}/${only}`, values);
    return { id: only, done: 1, refusals: [] };
  }
  if (!isMass) {
    const { id } = await request<{ id: string }>('POST', path, values);
    return { id, done: 1, refusals: [] };
  }
  const refusals = new Map<string, number>();
  let done = 0;
  for (let start = 0; start < recordIds.length; start += BATCH) {
    const records = recordIds.slice(start, start + BATCH).map((recordId) => ({
      attributes: { type: form.objectName },
      ...values,
      ...(form.mode === 'update' ? { Id: recordId } : form.parentField ? { [form.parentField]: recordId } : {})
    }));
    const results = await request<SaveResult[]>(
      form.mode === 'update' ? 'PATCH' : 'POST',
      dataPath('/composite/sobjects'),
      {
        allOrNone: false,
        records
      }
    );
    for (const { success, errors } of results) {
      if (success) done += 1;
      else for (const { message } of errors) refusals.set(message, (refusals.get(message) ?? 0) + 1);
    }
  }
  return { done, refusals: [...refusals].map(([message, count]) => `${count} × ${message}`) };
}
