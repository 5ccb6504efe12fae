import type { PlacedElement } from '../metadata/index.ts';
import type { CheckContext } from './check-context.ts';
import type { ComponentCheck, Subject } from './check-types.ts';
import { childNamed, childrenNamed, descendantsNamed } from './elements.ts';

function absent(
  { report }: Subject,
  context: CheckContext,
  elements: readonly PlacedElement[],
  kind: string,
  member: string
): void {
  for (const element of elements) {
    const isThere = kind === 'CustomObject' ? context.hasObject(element.text) : context.exists(kind, element.text);
    if (element.text && !isThere) {
      report(`In field: ${member} - no ${kind} named ${element.text} found`, element);
    }
  }
}

/** Objects and members of a queue. */
export const checkQueue: ComponentCheck = (subject, context) => {
  absent(subject, context, descendantsNamed(subject.root, 'sobjectType'), 'CustomObject', 'sobjectType');
  checkMembers(subject, context, descendantsNamed(subject.root, 'queueMembers'));
};

function checkMembers(subject: Subject, context: CheckContext, holders: readonly PlacedElement[]): void {
  const members = holders.flatMap((holder) => holder.children);
  const named = (list: string, name: string): PlacedElement[] =>
    members.filter((element) => element.name === list).flatMap((element) => childrenNamed(element, name));
  absent(subject, context, named('publicGroups', 'publicGroup'), 'Group', 'publicGroup');
  absent(subject, context, named('roles', 'role'), 'Role', 'role');
  absent(subject, context, named('roleAndSubordinates', 'roleAndSubordinate'), 'Role', 'roleAndSubordinate');
}

/** Fields of the criteria of sharing rules, and with whom they share. */
export const checkSharingRules: ComponentCheck = (subject, context) => {
  const { root, component, report } = subject;
  const object = component.fullName;
  if (context.isForeign(object) || !context.hasObject(object)) {
    return;
  }
  for (const field of descendantsNamed(root, 'criteriaItems').flatMap((item) => childNamed(item, 'field') ?? [])) {
    if (/__c$/i.test(field.text) && !field.text.includes('.') && !context.hasField(object, field.text)) {
      report(`In field: field - no CustomField named ${object}.${field.text} found`, field);
    }
  }
  for (const holder of [...descendantsNamed(root, 'sharedTo'), ...descendantsNamed(root, 'sharedFrom')]) {
    absent(subject, context, childrenNamed(holder, 'group'), 'Group', 'group');
    absent(subject, context, childrenNamed(holder, 'role'), 'Role', 'role');
    absent(subject, context, childrenNamed(holder, 'roleAndSubordinates'), 'Role', 'roleAndSubordinates');
  }
};

export const checkRole: ComponentCheck = (subject, context) => {
  absent(subject, context, childrenNamed(subject.root, 'parentRole'), 'Role', 'parentRole');
};

export const checkPermissionSetGroup: ComponentCheck = (subject, context) => {
  absent(
    subject,
    context,
    childrenNamed(subject.root, 'permissionSets').filter(({ text }) => !text.includes('__')),
    'PermissionSet',
    'permissionSets'
  );
};

export const checkCustomPermission: ComponentCheck = (subject, context) => {
  const names = childrenNamed(subject.root, 'requiredPermission').flatMap(
    (item) => childNamed(item, 'customPermission') ?? []
  );
  absent(subject, context, names, 'CustomPermission', 'customPermission');
};

/** A subscriber's configuration is for a trigger of the source. */
export const checkSubscriber: ComponentCheck = ({ root, report }, context) => {
  const trigger = childNamed(root, 'platformEventConsumer');
  const isThere = context.metadata.apex.some(
    ({ kind, name }) => kind === 'trigger' && name.toLowerCase() === trigger?.text.toLowerCase()
  );
  if (trigger?.text && !trigger.text.includes('__') && !isThere) {
    report(`In field: platformEventConsumer - no ApexTrigger named ${trigger.text} found`, trigger);
  }
};
