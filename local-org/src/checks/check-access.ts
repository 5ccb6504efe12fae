import type { ComponentCheck, Subject } from './check-types.ts';
import type { CheckContext } from './check-context.ts';
import type { PlacedElement } from '../metadata/index.ts';
import { childNamed, childrenNamed, textNamed } from './elements.ts';
import { table } from '../common/index.ts';

/** Object permissions in the platform's words, by element. */
const RIGHTS = {
  allowRead: 'Read',
  allowCreate: 'Create',
  allowEdit: 'Edit',
  allowDelete: 'Delete',
  viewAllRecords: 'Read All',
  modifyAllRecords: 'Modify All'
} as const;
type Right = keyof typeof RIGHTS;

/** What each permission wants beside it (Object Reference, ObjectPermissions). */
const NEEDS: Readonly<Record<Right, readonly Right[]>> = table({
  allowRead: [],
  allowCreate: ['allowRead'],
  allowEdit: ['allowRead'],
  allowDelete: ['allowEdit', 'allowRead'],
  viewAllRecords: ['allowRead'],
  modifyAllRecords: ['allowDelete', 'allowEdit', 'allowRead', 'viewAllRecords']
});

/** What a permission set or a profile names must exist, and the rights must be ones that can be given. */
export const checkAccess: ComponentCheck = (subject, context) => {
  const { root, component } = subject;
  const named = (
    element: string,
    member: string,
    kind: string,
    exists: (name: string) => boolean,
    as = member
  ): void => {
    for (const item of childrenNamed(root, element)) {
      const name = textNamed(item, member);
      if (name !== undefined && !exists(name)) {
        subject.report(`In field: ${as} - no ${kind} named ${name} found`, childNamed(item, member));
      }
    }
  };
  named('objectPermissions', 'object', 'CustomObject', (name) => context.hasObject(name));
  named('fieldPermissions', 'field', 'CustomField', (name) => {
    const [object = '', field = ''] = name.split('.');
    return context.hasField(object, field);
  });
  named('classAccesses', 'apexClass', 'ApexClass', (name) => context.hasClass(name));
  named('pageAccesses', 'apexPage', 'ApexPage', (name) => name.includes('__') || context.exists('ApexPage', name));
  named(
    'customPermissions',
    'name',
    'CustomPermission',
    (name) => name.includes('__') || context.exists('CustomPermission', name),
    'customPermission'
  );
  named(
    'applicationVisibilities',
    'application',
    'CustomApplication',
    (name) => name.includes('__') || context.exists('CustomApplication', name)
  );
  for (const element of ['tabSettings', 'tabVisibilities']) {
    named(element, 'tab', 'CustomTab', (name) => isStandardTab(name) || context.exists('CustomTab', name));
  }
  named('recordTypeVisibilities', 'recordType', 'RecordType', (name) => hasRecordType(context, name));
  if (component.type === 'Profile') {
    named(
      'layoutAssignments',
      'layout',
      'Layout',
      (name) => isForeignLayout(context, name) || context.exists('Layout', name)
    );
  }
  requiredFields(subject, context);
  // a profile's file adds to the profile that is there, a permission set's file is the whole of it
  if (component.type === 'PermissionSet') {
    dependencies(subject, context);
  }
};

/** Tabs of standard objects and features; those of a package carry its namespace. */
export function isStandardTab(name: string): boolean {
  return name.startsWith('standard-') || /__/.test(name.replace(/__[a-z]+$/i, '')) || /__kav$/i.test(name);
}

/** Layouts of standard objects come with the org under names that the source need not hold. */
function isForeignLayout(context: CheckContext, name: string): boolean {
  const object = name.split('-')[0] ?? '';
  return !/__c$/i.test(object) || context.isForeign(object) || name.includes('__', object.length);
}

function hasRecordType(context: CheckContext, name: string): boolean {
  const [object = '', recordType = ''] = name.split('.');
  const owner = context.object(object === 'PersonAccount' ? 'Account' : object);
  const key = context.local(recordType).toLowerCase();
  return (
    context.isForeign(object) ||
    recordType.includes('__') ||
    owner?.recordTypes.some((known) => known.developerName.toLowerCase() === key) === true
  );
}

/** Fields that everybody has are no matter of permissions. */
function requiredFields(subject: Subject, context: CheckContext): void {
  for (const item of childrenNamed(subject.root, 'fieldPermissions')) {
    const name = textNamed(item, 'field') ?? '';
    const [object = '', field = ''] = name.split('.');
    const found = context.object(object);
    const own = found?.fields.get(context.local(field).toLowerCase());
    const isRecord = found?.kind === 'custom' || found?.kind === 'standard';
    // which standard fields count as required depends on the org; custom ones say so themselves
    if (isRecord && /__c$/i.test(field) && (own?.required === true || own?.masterDetail === true)) {
      subject.report(`You cannot deploy to a required field: ${name}`, childNamed(item, 'field'));
    }
  }
}

/** Object permissions build on others; all that is missing makes one message. */
function dependencies(subject: Subject, context: CheckContext): void {
  const given = childrenNamed(subject.root, 'objectPermissions').map((item) => ({
    item,
    key: (textNamed(item, 'object') ?? '').toLowerCase(),
    rights: new Set((Object.keys(RIGHTS) as Right[]).filter((right) => textNamed(item, right) === 'true'))
  }));
  const granted = new Map(given.map(({ key, rights }) => [key, rights]));
  const problems: string[] = [];
  let first: PlacedElement | undefined;
  for (const { item, key, rights } of given) {
    const object = context.object(key);
    if (!object) {
      continue;
    }
    const before = problems.length;
    // records of big objects are never edited, and may be deleted all the same
    const isBig = /__b$/i.test(key);
    for (const right of rights) {
      const missing = NEEDS[right]
        .filter((needed) => !rights.has(needed) && !(isBig && needed === 'allowEdit'))
        .map((needed) => RIGHTS[needed]);
      if (missing.length > 0) {
        const list = missing.toSorted().map((needed) => `${needed} ${object.name}`);
        problems.push(`Permission ${RIGHTS[right]} ${object.name} depends on permission(s): ${list.join(', ')}`);
      }
    }
    const masters = [...object.fields.values()].filter(({ name, masterDetail }) => masterDetail && /__c$/i.test(name));
    const unread = masters
      .flatMap(({ referenceTo }) => referenceTo)
      .filter((master) => granted.get(master.toLowerCase())?.has('allowRead') !== true);
    if (rights.has('allowRead') && unread.length > 0) {
      const list = [...new Set(unread)].toSorted().map((master) => `Read ${master}`);
      problems.push(`Permission Read ${object.name} depends on permission(s): ${list.join(', ')}`);
    }
    first ??= problems.length > before ? item : undefined;
  }
  if (problems.length > 0) {
    subject.report(problems.join('; '), first);
  }
}
