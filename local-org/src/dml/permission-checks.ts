import type { Engine } from '../engine/index.ts';
import { dmlError } from './errors.ts';
import { valueOf, type SaveRow } from '../records/index.ts';
import { table } from '../common/index.ts';

/** Rights on objects that need other rights, with the names that messages use. */
const OBJECT_RIGHTS: readonly (readonly [right: string, needed: readonly string[]])[] = [
  ['Create', ['Read']],
  ['Edit', ['Read']],
  ['Delete', ['Read', 'Edit']],
  ['ViewAllRecords', ['Read']],
  ['ModifyAllRecords', ['Read', 'Edit', 'Delete', 'ViewAllRecords']]
];
const LABELS: Readonly<Record<string, string>> = table({ ViewAllRecords: 'View All', ModifyAllRecords: 'Modify All' });
const labelOf = (right: string): string => LABELS[right] ?? right;

/** The first right of a row that lacks one it depends on. */
function missingRight(row: SaveRow, rights: typeof OBJECT_RIGHTS, target: string): string | undefined {
  const has = (right: string): boolean => valueOf(row, `permissions${right.toLowerCase()}`) === true;
  for (const [right, needed] of rights) {
    const missing = has(right) ? needed.filter((other) => !has(other)) : [];
    if (missing.length > 0) {
      const list = missing.map((other) => `${labelOf(other)} ${target}`).join(', ');
      return `Permission ${labelOf(right)} ${target} depends on permission(s): ${list}`;
    }
  }
  return undefined;
}

function checkDependencies(rows: readonly SaveRow[], rights: typeof OBJECT_RIGHTS, targetKey: string): void {
  for (const row of rows) {
    const message = missingRight(row, rights, String(valueOf(row, targetKey) ?? ''));
    if (message !== undefined) {
      row.errors.push(dmlError('FIELD_INTEGRITY_EXCEPTION', message));
    }
  }
}

/** Rights on an object depend on each other: whoever edits reads, whoever deletes edits (Object Reference, ObjectPermissions). */
export function objectPermissions(_: Engine, rows: readonly SaveRow[]): void {
  checkDependencies(rows, OBJECT_RIGHTS, 'sobjecttype');
}

/** Whoever may edit a field may read it. */
export function fieldPermissions(_: Engine, rows: readonly SaveRow[]): void {
  checkDependencies(rows, [['Edit', ['Read']]], 'field');
}

/** A permission set is assigned to a user once. */
export function assignments(rt: Engine, rows: readonly SaveRow[]): void {
  const taken = new Set<string>();
  for (const row of rows.filter(({ old }) => old === null)) {
    const [assignee, set] = [valueOf(row, 'assigneeid'), valueOf(row, 'permissionsetid')];
    const key = `${String(assignee)}:${String(set)}`;
    const isStored =
      typeof assignee === 'string' &&
      typeof set === 'string' &&
      rt.org.db.get('SELECT id FROM permissionsetassignment WHERE assigneeid = ? AND permissionsetid = ?', [
        assignee,
        set
      ]) !== undefined;
    if (typeof set === 'string' && (isStored || taken.has(key))) {
      const message = `Duplicate PermissionSetAssignment. Assignee: ${String(assignee)}; Permission Set: ${set}`;
      row.errors.push(dmlError('DUPLICATE_VALUE', message, ['AssigneeId', 'PermissionSetId']));
    }
    taken.add(key);
  }
}
