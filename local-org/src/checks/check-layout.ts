import type { PlacedElement } from '../metadata/index.ts';
import type { CheckContext } from './check-context.ts';
import type { ComponentCheck, Subject } from './check-types.ts';
import { childNamed, childrenNamed, descendantsNamed, textNamed } from './elements.ts';

/** A page layout: its fields are of its object, what everybody must fill in stands on it, related lists and actions exist. */
export const checkLayout: ComponentCheck = (subject, context) => {
  const name = decodeURIComponent(subject.component.fullName);
  const object = name.slice(0, name.indexOf('-'));
  if (context.isForeign(object)) {
    return;
  }
  if (!context.hasObject(object)) {
    if (/__\w+$/.test(object)) {
      subject.report(`In field: layout - no CustomObject named ${object} found`);
    }
    return;
  }
  const items = checkItems(subject, context, object);
  checkRequired(subject, context, object, items);
  checkRelatedLists(subject, context, object);
  checkActions(subject, context);
  for (const button of childrenNamed(subject.root, 'customButtons')) {
    const isOwn = /__c$/i.test(object) && !button.text.includes('__');
    if (isOwn && !context.exists('WebLink', `${object}.${button.text}`)) {
      subject.report(`In field: customButton - no WebLink named ${object}.${button.text} found`, button);
    }
  }
};

/** Items by the lower-case name of their field. */
function checkItems({ root, report }: Subject, context: CheckContext, object: string): Map<string, PlacedElement> {
  const items = new Map<string, PlacedElement>();
  for (const item of childrenNamed(root, 'layoutSections').flatMap((section) =>
    descendantsNamed(section, 'layoutItems')
  )) {
    const field = childNamed(item, 'field');
    if (!field?.text) {
      continue;
    }
    if (!context.hasField(object, field.text)) {
      report(`In field: field - no CustomField named ${object}.${field.text} found`, field);
    }
    const key = context.local(field.text).toLowerCase();
    if (items.has(key)) {
      report(`Field: layoutItems, value:${field.text} appears more than once`, field);
    }
    items.set(key, item);
  }
  for (const field of childrenNamed(childNamed(root, 'miniLayout'), 'fields')) {
    if (field.text && !context.hasField(object, field.text)) {
      report(`In field: field - no CustomField named ${object}.${field.text} found`, field);
    }
  }
  return items;
}

/** Custom objects alone: what standard objects require depends on the org. */
function checkRequired(
  { report }: Subject,
  context: CheckContext,
  objectName: string,
  items: ReadonlyMap<string, PlacedElement>
): void {
  const object = context.object(objectName);
  if (object?.kind !== 'custom' || !/__c$/i.test(object.name)) {
    return;
  }
  for (const [key, field] of object.fields) {
    // required custom fields may be left out: they are only asked for where records are made
    const isName = field.name === 'Name' && field.type !== 'autonumber';
    const item = items.get(key);
    if (!item) {
      if (isName) {
        report(`Layout must contain an item for required layout field: ${field.name}`);
      }
      continue;
    }
    const behavior = textNamed(item, 'behavior');
    if (isName && behavior !== 'Required') {
      report(`Field:${field.name} must be Required`, item);
    }
    const isComputed = field.formula !== undefined || field.summary !== undefined || field.type === 'autonumber';
    if (isComputed && behavior === 'Required') {
      report(`Field:${field.name} must not be Required`, item);
    }
  }
}

function checkRelatedLists({ root, report }: Subject, context: CheckContext, object: string): void {
  const seen = new Set<string>();
  for (const list of childrenNamed(root, 'relatedLists')) {
    const at = childNamed(list, 'relatedList');
    const name = at?.text ?? '';
    if (seen.has(name)) {
      report(`Field: relatedLists, value:${name} appears more than once`, at);
    }
    seen.add(name);
    const [child = '', lookup] = name.split('.');
    if (lookup === undefined) {
      if (/__r$/i.test(name) && !context.isForeign(name)) {
        report(`Cannot find related list:${name}`, at);
      }
      continue;
    }
    if (!isChildOf(context, child, lookup, object)) {
      report(`Cannot find related list:${name}`, at);
      continue;
    }
    for (const field of childrenNamed(list, 'fields')) {
      if (/^\w+__c$/i.test(field.text) && !context.hasField(child, field.text)) {
        report(`Invalid field:${field.text} in related list:${name}`, field);
      }
    }
  }
}

function isChildOf(context: CheckContext, child: string, lookup: string, parent: string): boolean {
  if (context.isForeign(child) || context.isForeign(lookup)) {
    return true;
  }
  const field = context.object(child)?.fields.get(context.local(lookup).toLowerCase());
  // a person is an account and a contact
  const wanted =
    parent === 'PersonAccount' ? ['account', 'contact'] : [(context.object(parent)?.name ?? parent).toLowerCase()];
  if (!field) {
    return /__c$/i.test(lookup) ? context.hasField(child, lookup) : context.hasObject(child);
  }
  // activities, their people and their things: the source does not say where polymorphic lookups lead
  return (
    field.referenceTo.length === 0 ||
    !field.custom ||
    field.referenceTo.some((name) => wanted.includes(name.toLowerCase()))
  );
}

function checkActions({ root, report }: Subject, context: CheckContext): void {
  const quick = descendantsNamed(root, 'quickActionName');
  const platform = descendantsNamed(root, 'platformActionListItems')
    .filter((item) => textNamed(item, 'actionType') === 'QuickAction')
    .flatMap((item) => childNamed(item, 'actionName') ?? []);
  for (const action of [...quick, ...platform]) {
    const [object = '', name = ''] = action.text.split('.');
    const isOwn = /__c$/i.test(object) && name !== '' && !name.includes('__');
    if (isOwn && !context.exists('QuickAction', action.text)) {
      report(`In field: QuickAction - no QuickAction named ${action.text} found`, action);
    }
  }
}
