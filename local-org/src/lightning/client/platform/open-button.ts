import { mergedUrl, neededPaths, safeUrl } from './merge-url.ts';
import { query } from './rest.ts';
import { goTo } from './router.ts';
import { session } from './runtime.ts';
import type { PageAction } from './shell-types.ts';
import { valueAt } from './values.ts';

/** Follows a custom button: fills in its address and goes there. @throws Error where it cannot be filled in or is no web address */
export async function openButton(action: PageAction, objectName: string, recordId?: string): Promise<void> {
  const { id, name, username } = session.user;
  const facts = { objectName, user: { id, name, username } };
  const url = action.url ?? '';
  const paths = neededPaths(url, facts);
  if (paths.length > 0 && !recordId) throw new Error(`${action.label} needs a record, and a list has none of its own.`);
  const row = paths.length > 0 ? await rowOf(objectName, recordId ?? '', paths) : undefined;
  const target = safeUrl(
    mergedUrl(url, facts, (path) => valueAt(row, path)),
    window.location.href
  );
  const isHere = target.origin === window.location.origin && target.pathname.startsWith('/lightning/');
  if (isHere && !action.isNewWindow) goTo(target.pathname + target.search);
  else window.open(target.href, '_blank', 'noopener');
}

async function rowOf(objectName: string, recordId: string, paths: readonly string[]): Promise<unknown> {
  const wanted = [...new Set(['Id', ...paths])].join(', ');
  const { records } = await query(`SELECT ${wanted} FROM ${objectName} WHERE Id = '${recordId.replace(/\W/g, '')}'`);
  return records[0];
}
